"""Bad XML: each file is one problem with a reason, and the rest of the load goes on."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers import Problem, read
from indexer.readers.sts.parsing import LARGEST, parsed
from indexer.readers.sts.tree import plain
from standard.record import Record

TODAY = date(2026, 11, 24)
META = (
    '<std-meta><std-ref type="dated">GB/T 99999-2024</std-ref><title-wrap><full>示例{}</full></title-wrap></std-meta>'
)
GOOD = f"<standard><front>{META.format('')}</front></standard>"
DOCTYPE = '<!DOCTYPE standard PUBLIC "-//NISO//DTD" "http://localhost:9/niso.dtd"{}>'
BOMB = "[" + '<!ENTITY a "示例">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]"  # fmt: skip  # noqa: E501
USING = f"<standard><front>{META.format('&i;')}</front></standard>"

BAD: dict[str, tuple[str | bytes, str]] = {
    "bomb": (DOCTYPE.format(BOMB) + USING, "ENTITY"),
    "bomb_utf16": ((DOCTYPE.format(BOMB) + USING).encode("utf-16"), "ENTITY"),
    "external": (DOCTYPE.format('[<!ENTITY i SYSTEM "file:///etc/hostname">]') + USING, "ENTITY"),
    "parameter": (DOCTYPE.format('[<!ENTITY % i SYSTEM "http://localhost:9/x"> %i;]') + GOOD, "ENTITY"),
    # what looks like the end of the document type is not: the second look finds it
    "hidden": (
        "<!DOCTYPE standard [<!-- ]><standard> --><!ENTITY i 'x'>]>" + USING,
        "ENTITY",
    ),
    "truncated": (GOOD[:-20], "不完整"),
    "truncated_tag": (GOOD[:40], "不完整"),
    "only_a_declaration": ('<?xml version="1.0"?>', "没有任何元素"),
    "not_closed": ("<standard><front></standard>", "不是格式正确"),
    "undeclared": (USING.replace("&i;", "&mdash;"), "没有声明的实体"),
    "says_utf8": (('<?xml version="1.0" encoding="UTF-8"?>' + GOOD).encode("gb18030"), "不是有效的 UTF-8"),
    "says_nothing": (GOOD.encode("gb18030"), "不是有效的 UTF-8"),
    "says_gbk": ('<?xml version="1.0" encoding="GBK"?>' + GOOD, "内容是 UTF-8"),
    "says_utf7": ('<?xml version="1.0" encoding="UTF-7"?>' + GOOD.replace("示例", "x"), "不支持的编码"),
    "says_nonsense": ('<?xml version="1.0" encoding="nonsense"?>' + GOOD, "不支持的编码"),
    "no_standard": ('<?xml version="1.0"?><bibdata><title>示例</title></bibdata>', "不是 standard 或 adoption"),
    "other_namespace": (GOOD.replace("<standard>", '<standard xmlns="urn:x">'), "不是 standard 或 adoption"),
    "xinclude": (
        '<standard xmlns:xi="http://www.w3.org/2001/XInclude"><front><xi:include href="/etc/x"/></front></standard>',
        "没有标准的元数据",
    ),
    "no_metadata": ("<standard><body/></standard>", "没有标准的元数据"),
    "no_front": ("<adoption><standard><front/></standard></adoption>", "没有标准的元数据"),
    "no_number": ("<standard><front><iso-meta>" + "<title-wrap><full>示例</full></title-wrap></iso-meta></front></standard>", "没有标准号"),  # noqa: E501
    "no_title": (GOOD.replace("示例", ""), "没有题名"),
    "deep": ("<standard>" + "<sec>" * 5000 + "</sec>" * 5000 + "</standard>", "嵌套过深"),
    "empty": ("", "文件是空的"),
    "binary": (b"\0\1\2<standard>", "二进制"),
    "gzip_cut.xml.gz": (gzip.compress(GOOD.encode() * 3000)[:-30], "无法读取"),
    "no_xml": ("GB/T 1-2020 示例", "没有任何元素"),
}  # fmt: skip


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def named(name: str) -> str:
    return name if "." in name else f"{name}.xml"


@pytest.mark.parametrize("name", BAD)
def test_one_problem_with_a_reason(name: str, tmp_path: Path) -> None:
    content, reason = BAD[name]
    path = write(tmp_path / named(name), content)
    (found,) = read([path], today=TODAY)
    assert isinstance(found, Problem), found
    assert found.file == str(path)
    assert reason in found.reason


def test_the_rest_goes_on(tmp_path: Path) -> None:
    for name, (content, _) in BAD.items():
        write(tmp_path / named(name), content)
    write(tmp_path / "m_good.xml", GOOD)
    write(tmp_path / "z_good.csv", "标准号,题名\nGB/T 1-2020,示例")
    found = list(read([tmp_path], today=TODAY))
    assert [one.number for one in found if isinstance(one, Record)] == ["GB/T 99999-2024", "GB/T 1-2020"]
    assert sum(isinstance(one, Problem) for one in found) == len(BAD)


def test_a_huge_file_is_not_parsed(tmp_path: Path) -> None:
    path = write(tmp_path / "huge.xml", GOOD + "<!-- -->" * (LARGEST // 8))
    (found,) = read([path], today=TODAY)
    assert isinstance(found, Problem)
    assert "超过 16 MiB" in found.reason


def test_a_problem_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xml", "<standard>\n\n<front></standard>")
    (found,) = read([path], today=TODAY)
    assert isinstance(found, Problem)
    assert found.line == 3


def test_a_problem_names_the_line_of_the_metadata(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xml", "<standard>\n<front>\n<std-meta/></front></standard>")
    (found,) = read([path], today=TODAY)
    assert isinstance(found, Problem)
    assert (found.line, found.reason) == (3, "没有标准号；请补上")


def test_a_comment_or_text_that_speaks_of_entities_does_no_harm() -> None:
    text = DOCTYPE.format("") + "<!-- x --><standard><![CDATA[<!ENTITY a 'b'>]]></standard>"
    assert plain(parsed(text.encode())) == "<!ENTITY a 'b'>"


def test_named_characters_stand_where_they_stood() -> None:
    text = DOCTYPE.format("") + "<standard>&lt;&mdash;<p>a&Eacute;b&nosuch;</p>&ndash;c<p/>&hellip;&deg;</standard>"
    root = parsed(text.encode())
    first, last = root
    assert (root.text, first.text, first.tail, last.text, last.tail) == ("<—", "aÉb�", "–c", None, "…°")


def test_no_dtd_is_loaded(tmp_path: Path) -> None:
    write(tmp_path / "own.dtd", "<!ENTITY mdash 'evil'><!ATTLIST standard id CDATA 'evil'>")
    text = f'<!DOCTYPE standard SYSTEM "{tmp_path / "own.dtd"}"><standard>&mdash;</standard>'
    root = parsed(text.encode())
    assert (plain(root), root.get("id")) == ("—", None)


def test_many_comments_before_the_root_take_no_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xml", "<!-- > --> <!---->" * 2000 + "<nothing")
    (found,) = read([path], today=TODAY)
    assert isinstance(found, Problem)


def test_many_characters_by_name_take_no_time() -> None:
    text = DOCTYPE.format("") + "<standard>" + "&mdash;a" * 100_000 + "</standard>"
    assert parsed(text.encode()).text == "—a" * 100_000


NAMES = [
    *("standard", "adoption", "front", "std-meta", "iso-meta", "nat-meta", "reg-meta", "std-doc-meta", "std-ref"),
    *("std-ident", "std-id", "std-id-group", "originator", "doc-type", "doc-number", "part-number", "year"),
    *("suppl-type", "suppl-number", "title-wrap", "full", "main", "release-date", "meta-date", "pub-date", "ics"),
    *("comm-ref", "std-xref", "custom-meta-group", "custom-meta", "meta-name", "meta-value", "abstract", "self-uri"),
    *("subj-group", "subject", "release-version", "body", "back", "sec", "term-sec", "app", "ref-list", "ref", "std"),
    *("p", "fn", "xref", "label", "title", "table", "tr", "td", "list-item", "index-term"),
]
WORDS = st.sampled_from(
    [
        "",
        "示例",
        "GB/T 99999-2024",
        "ISO 9:2015",
        "2024-01-02",
        "一致性程度",
        "MOD",
        "采用国际标准",
        "1.11",
        "B31",
        "—",
        "x",
    ]
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["type", "date-type", "std-type", "sec-type", "iso-8601-date", "std-id-type", "xml:lang"]),
    st.sampled_from(
        ["dated", "undated", "published", "implemented", "replaces", "IDT", "norm-refs", "zh", "en", "", "?"]
    ),
    max_size=2,
)


@st.composite
def _element(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    name, attributes = draw(st.sampled_from(NAMES)), draw(ATTRIBUTES)
    written = "".join(f' {attribute}="{value}"' for attribute, value in attributes.items())
    return f"<{name}{written}>{''.join(draw(st.lists(children, max_size=4)))}</{name}>"


TREES = st.recursive(WORDS | st.sampled_from(["&mdash;", "&none;"]), _element, max_leaves=30)


@given(
    root=st.sampled_from(["standard", "adoption"]), front=st.lists(TREES, max_size=4), rest=st.lists(TREES, max_size=4)
)
def test_any_tree_is_one_record_or_one_problem(
    root: str, front: list[str], rest: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xml"
    name = "front" if root == "standard" else "adoption-front"
    meta = f"<nat-meta>{''.join(front)}</nat-meta>"
    write(path, f"{DOCTYPE.format('')}<{root}><{name}>{meta}</{name}>{''.join(rest)}</{root}>")
    (found,) = read([path], today=TODAY)
    assert isinstance(found, Record | Problem)


@given(data=st.binary(max_size=200), cut=st.integers(0, 400))
def test_any_damage_is_records_or_problems(data: bytes, cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Damage at the very start may make it another format, which has more rows."""
    path = tmp_path_factory.getbasetemp() / "damaged.xml"
    whole = (DOCTYPE.format("") + GOOD).encode()
    write(path, whole[:cut] + data + whole[cut + len(data) // 2 :])
    found = list(read([path], today=TODAY))
    assert found
    assert all(isinstance(one, Record | Problem) for one in found)
    if cut > len("<?xml"):
        assert len(found) == 1
