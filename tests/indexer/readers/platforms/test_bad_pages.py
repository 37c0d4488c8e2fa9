"""Pages that are no pages of standards, or not whole, or not sound: problems with a reason, and the rest goes on."""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indexer.readers import Problem, read
from indexer.readers.platforms.page import MOST_BYTES, MOST_TAGS
from standard.record import Record

PAGES = Path(__file__).parent / "pages"
LIST = PAGES / "example-openstd-list-2026.html"
TODAY = date(2026, 11, 24)


def rows_of(*paths: Path) -> list[Record | Problem]:
    return list(read(paths, today=TODAY))


def written(folder: Path, content: str | bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problem_of(folder: Path, content: str | bytes) -> Problem:
    """The one problem of a page that is read beside a sound one."""
    path = written(folder, content)
    found, *others = rows_of(path, LIST)
    assert isinstance(found, Problem)
    assert (found.file, found.line) == (str(path), 0)
    assert [type(row) for row in others] == [Record] * 3
    return found


def page(body: str, title: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("", "<p>请输入验证码后继续访问</p><img src='gc?_1'>", "是验证页面（验证码）"),
        ("国家标准全文公开系统", "<div id=captcha>拖动滑块完成拼图</div>", "是验证页面（拖动滑块）"),
        ("Just a moment...", "<p>Checking your browser</p>", "是验证页面（Just a moment）"),
        ("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr>nginx", "是出错页面"),
        ("全国团体标准信息平台", "<h1>405</h1>很抱歉，由于您访问的URL有可能对网站造成安全威胁", "是出错页面"),
        ("502 Bad Gateway", "<h1>502 Bad Gateway</h1>", "是出错页面"),
        ("全国标准信息公共服务平台", "系统维护中，请稍后再试", "是出错页面（全国标准信息公共服务平台 系统维护中"),
        (
            "天气预报",
            "<p>晴</p><table><tr><th>城市</th><th>气温</th></tr><tr><td>济南</td><td>5</td></tr></table>",
            "不是能识别的平台页面",
        ),
        ("", "", "不是能识别的平台页面"),
        ("国家标准全文公开系统", "<div class=new>2030 layout</div>", "是 openstd.samr.gov.cn 的页面，但版式未知"),
        ("全国标准信息公共服务平台", "<iframe src='/search/stdPage?q=x'></iframe>", "查询结果在页面框架中"),
        ("行业标准信息服务平台", "<p>首页</p>", "是 hbba.sacinfo.org.cn 的页面，但版式未知"),
        ("标准信息查询-国家标准化管理委员会", "<p>公告</p>", "没有标准清单"),
        ("全国团体标准信息平台", "<p>新闻</p>", "是 ttbz.org.cn 的页面，但版式未知"),
        ("工标网", "<p>首页</p>", "是 csres.com 的页面，但版式未知"),
        (
            "国家标准全文阅读|标准检索",
            "<table><tr><th>标准号</th><th>标准名称</th></tr><tr><td colspan=2>暂无数据</td></tr></table>",
            "查询结果为空",
        ),
    ],
)
def test_a_page_without_standards(tmp_path: Path, title: str, body: str, reason: str) -> None:
    assert reason in problem_of(tmp_path, page(body, title)).reason


def test_a_page_packed_into_one_file(tmp_path: Path) -> None:
    path = written(tmp_path, "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "page.mhtml")
    (found,) = rows_of(path)
    assert isinstance(found, Problem)
    assert "仅 HTML" in found.reason


def test_numbers_of_a_long_page_are_no_error(tmp_path: Path) -> None:
    body = "<p>GB/T 404-2020，共 502 条，需要验证码</p>" + "<p>某个没见过的版式</p>" * 300
    assert "版式未知" in problem_of(tmp_path, page(body, "国家标准全文公开系统")).reason


def test_an_error_page_where_an_answer_was_saved(tmp_path: Path) -> None:
    path = written(tmp_path, page("<h1>504 Gateway Time-out</h1>"), "gbQueryPage.json")
    (found,) = rows_of(path)
    assert isinstance(found, Problem)
    assert "是出错页面" in found.reason


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.html")))
def test_a_page_saved_half(tmp_path: Path, name: str) -> None:
    """However it breaks off: no record that the whole page does not give, and a word on what is missing."""
    encoding = "gb18030" if "csres" in name else "utf-8"
    whole = rows_of(PAGES / name)
    source = (PAGES / name).read_text(encoding)
    end = source.rindex("</html>")
    for at in range(8, 41):
        found = rows_of(written(tmp_path, source[: end * at // 40].encode(encoding)))
        assert all(row in whole for row in found if isinstance(row, Record)), at
        assert isinstance(found[-1], Problem), at
        assert len(found) <= len(whole)


def test_a_half_list_keeps_its_whole_rows(tmp_path: Path) -> None:
    source = LIST.read_text("utf-8")
    cut = source[: source.index("示例 大蒜</a>") + 4]
    first, second, last = rows_of(written(tmp_path, cut))
    assert [first, second] == rows_of(LIST)[:2]
    assert isinstance(last, Problem)
    assert (last.line, "网页不完整" in last.reason) == (3, True)


@pytest.mark.parametrize(
    ("whole", "row"), [("utf-8", "gb18030"), ("gb18030", "utf-8")], ids=["GB in UTF-8", "UTF-8 in GB"]
)
def test_mixed_encodings(tmp_path: Path, whole: str, row: str) -> None:
    """The row in another encoding is a problem, the others are read."""
    before, title, after = LIST.read_text("utf-8").partition("示例 海水淡化装置安全要求")
    first, second, third = rows_of(written(tmp_path, before.encode(whole) + title.encode(row) + after.encode(whole)))
    assert [first, third] == rows_of(LIST)[::2]
    assert isinstance(second, Problem)
    assert (second.line, "混用两种编码" in second.reason) == (2, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["UTF-8", "gb2312", "iso-8859-1"])
def test_what_a_page_says_of_its_encoding_does_not_matter(tmp_path: Path, encoding: str, declared: str) -> None:
    source = LIST.read_text("utf-8").replace("charset=UTF-8", f"charset={declared}")
    assert rows_of(written(tmp_path, source.encode(encoding))) == rows_of(LIST)


def test_a_page_that_is_too_large(tmp_path: Path) -> None:
    source = LIST.read_text("utf-8").replace("</body>", "x" * (50 << 20) + "</body>")
    assert f"超过 {MOST_BYTES >> 20} MiB" in problem_of(tmp_path, source).reason


def test_a_packed_page_that_is_too_large(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "page.html.gz", "wb", compresslevel=1) as file:
        file.write(b"<!DOCTYPE html><html><body>")
        for _ in range(21):
            file.write(b"%x" % random.Random(1).getrandbits(1 << 22))
    (found,) = rows_of(tmp_path / "page.html.gz")
    assert isinstance(found, Problem)
    assert "MiB" in found.reason


def test_a_page_of_too_many_tags(tmp_path: Path) -> None:
    assert "标签超过" in problem_of(tmp_path, page("<b>" * (MOST_TAGS + 1))).reason


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 30_000 + "标准号",
        ("<div>" * 200 + "标准号" + "</div>" * 200) * 60,
        "<table><tr><td>" * 10_000,
        ("<table><tr><td>" * 70 + "标准号" + "</td></tr></table>" * 70) * 60,
        "<tr><td>标准号</td></tr>" * 8_000,
        "<table><tr><th>标准号</th><th>标准名称</th></tr></table>" * 2_000,
        "<table><tr><th>标准号</th><th>标准名称</th></tr><tr><td rowspan=99999999 colspan=99999999>x</td></tr></table>"
        * 200,
        "<p><i>标准号</i><img><img></p>" * 4_000,
        "标准号：" * 100_000,
        "<!-- -->" * 30_000,
    ],
    ids=[
        "deep",
        "rather deep",
        "nested tables",
        "rather nested tables",
        "rows alone",
        "headers",
        "spans",
        "labels",
        "colons",
        "comments",
    ],
)
def test_no_page_takes_long(tmp_path: Path, body: str) -> None:
    for title in (
        "国家标准全文",
        "全国标准信息公共服务平台",
        "标准信息查询-国家标准化管理委员会",
        "全国团体标准信息平台",
        "工标网",
    ):
        started = time.process_time()
        problem_of(tmp_path, page(body, title))
        assert time.process_time() - started < 8


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret-of-this-machine", "secret.txt")
    bomb = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    declared = f'<!DOCTYPE html [<!ENTITY l0 "lol">{bomb}<!ENTITY x SYSTEM "file://{secret}">]>'
    source = LIST.read_text("utf-8").replace("<!DOCTYPE html>", declared, 1)
    source = source.replace("示例 大蒜</a>", "示例 大蒜 &l11; &x;</a>")
    found = rows_of(written(tmp_path, source))
    assert "secret-of-this-machine" not in str(found)
    assert len(str(found)) < 10_000


def test_strange_bytes_do_no_harm(tmp_path: Path) -> None:
    source = LIST.read_bytes()
    changes: list[Callable[[bytes], bytes]] = [
        lambda data: data.replace("示例 大蒜</a>".encode(), b"\xff\xfe\xfa\x80</a>"),
        lambda data: data.replace("示例 大蒜</a>".encode(), "示例&#0;&#xD800;&#x110000; 大蒜</a>".encode()),
        lambda data: data.replace(b"<td>3</td>", b"<td>3</td><td><td></tr></table><table>"),
    ]
    for change in changes:
        found = rows_of(written(tmp_path, change(source)))
        assert found[:2] == rows_of(LIST)[:2]


@pytest.mark.parametrize("companion", ["list_files", "list.files", "list_文件"])
def test_what_a_browser_saves_beside_a_page(tmp_path: Path, companion: str) -> None:
    """Scripts, styles and pictures are passed over; a frame may be the page that matters."""
    written(tmp_path, LIST.read_bytes(), "list.html")
    folder = tmp_path / companion
    folder.mkdir()
    for name in ("jquery.min.js", "style.css", "logo.png", "data"):
        written(folder, "x", name)
    written(folder, (PAGES / "example-samr-search.html").read_bytes(), "stdPage.html")
    found = rows_of(tmp_path)
    assert [type(row) for row in found] == [Record] * 7
    (tmp_path / "list.html").rename(tmp_path / "other.html")
    assert sum(isinstance(row, Problem) for row in rows_of(tmp_path)) == 4
