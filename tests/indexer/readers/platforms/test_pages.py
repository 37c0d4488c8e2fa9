"""Pages and answers of the platforms against the records expected of them.

The pages in pages/ are made up (示例), one for each layout; the real ones lie in the reference data. What each must
give stands in expected/ under the page's name. Of real pages the lengths of abstracts and lists of people stand there.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.readers import Problem, read
from standard.record import Record

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
PAGES = sorted(path.name for path in (HERE / "pages").iterdir())
#: real page -> (what stands in its source once for each standard, how many standards were counted by hand)
REAL = {
    "openstd-list-2019-1.html": ("查看详细</button>", 1),
    "openstd-list-2019-2.html": ("查看详细</button>", 1),
    "openstd-list-2024.html": ("查看详细</button>", 1),
    "openstd-detail-1.html": ("<h1>标准号", 1),
    "openstd-detail-2.html": ("<h1>标准号", 1),
    "openstd-detail-3.html": ("<h1>标准号", 1),
    "openstd-detail-4.html": ("<h1>标准号", 1),
    "samr-search.html": ('class="en-code"', 2),
    "hbba-list.json": ('"pk"', 1),
    "hbba-detail.html": ('<dt class="basicInfo-item name">标准号', 1),
    "sacinfo-local-filings.html": ('data-tempid="sdb-info"', 2),
    # of the list for narrow screens one row was kept, which must not count
    "sacinfo-national-notice.html": ('data-tempid="s-info"', 2),
    "ttbz-list.html": ('href="/StandardManage/Detail/', 1),
    "ttbz-detail.html": ("标准编号&nbsp;", 1),
}
#: not copied from real pages into expected/, only counted
LONG = ("abstract", "people", "drafters")


def read_page(path: Path) -> list[Record | Problem]:
    return list(read([path], today=TODAY))


def plain(row: Record | Problem) -> dict[str, Any]:
    if isinstance(row, Problem):
        return {"line": row.line, "value": row.value, "reason": row.reason}
    return row.to_json()


def expected(name: str) -> list[dict[str, Any]]:
    value: list[dict[str, Any]] = json.loads((HERE / "expected" / f"{Path(name).stem}.json").read_text("utf-8"))
    return value


@pytest.mark.parametrize("name", PAGES)
def test_made_up_page(name: str) -> None:
    assert [plain(row) for row in read_page(HERE / "pages" / name)] == expected(name)


@pytest.mark.parametrize("name", REAL)
def test_real_page(reference: Path, name: str) -> None:
    rows = [plain(row) for row in read_page(reference / "pages" / name)]
    assert [{key: len(row[key]) if key in LONG else row[key] for key in row} for row in rows] == expected(name)


def test_every_real_page_is_read(reference: Path) -> None:
    assert {path.name for path in (reference / "pages").iterdir()} - {"pages.json"} == set(REAL)


@pytest.mark.parametrize(("name", "sign", "count"), [(name, *counted) for name, counted in REAL.items()])
def test_as_many_records_as_counted_by_hand(reference: Path, name: str, sign: str, count: int) -> None:
    path = reference / "pages" / name
    assert path.read_text("utf-8").count(sign) == count
    records = [row for row in read_page(path) if isinstance(row, Record)]
    assert len(records) == count


@pytest.mark.parametrize("name", PAGES)
def test_made_up_standards_say_so(name: str) -> None:
    assert all("示例" in row.get("title", "示例") for row in expected(name))


def test_no_label_of_any_page_is_unknown(reference: Path) -> None:
    told: dict[str, tuple[str, ...]] = {}
    paths = [*(HERE / "pages").iterdir(), *(reference / "pages" / name for name in REAL)]
    list(read(paths, on_unknown_columns=lambda path, labels: told.update({path.name: labels})))
    assert told == {}


def with_languages(page: Path, folder: Path) -> Path:
    """The page in the layout of 2026, which has a column more."""
    source = page.read_text("utf-8")
    before, header, after = source.partition('<th width="80">')
    assert header
    row, number, rest = after.partition("GB/T 20223-2006</a></td>")
    assert number
    path = folder / "list.html"
    path.write_text(before + "<th><div>语种</div></th>" + header + row + number + "<td>中文</td>" + rest, "utf-8")
    return path


def test_the_layouts_of_openstd_give_the_same_records(reference: Path, tmp_path: Path) -> None:
    made_up = [read_page(HERE / "pages" / f"example-openstd-list-{year}.html") for year in (2019, 2024, 2026)]
    assert len(made_up[0]) == 3
    assert made_up[0] == made_up[1] == made_up[2]
    real = [read_page(reference / "pages" / f"openstd-list-{year}.html") for year in ("2019-1", "2024")]
    assert real[0] == real[1] == read_page(with_languages(reference / "pages" / "openstd-list-2024.html", tmp_path))


def agreeing(*names: str) -> None:
    """The first records of pages say the same wherever two of them say something."""
    rows = [expected(name)[0] for name in names]
    for key in set().union(*rows) - {
        "url",
        "source",
        "notes",
        "checked",
        "status_word",
        "committee",
        "department",
        "issuers",
    }:
        assert len({json.dumps(row[key]) for row in rows if key in row}) == 1, (key, names)


def test_lists_details_and_answers_of_a_platform_agree() -> None:
    agreeing("example-openstd-list-2026", "example-openstd-detail-2019", "example-openstd-detail-2026")
    agreeing("openstd-list-2019-1", "openstd-detail-1")
    agreeing("openstd-list-2019-2", "openstd-detail-2")
    agreeing("hbba-list", "hbba-detail")
    agreeing("example-hbba-list", "example-hbba-detail", "example-samr-answer-industry")
    agreeing("example-ttbz-list", "example-ttbz-detail", "example-ttbz-answer")
    agreeing("ttbz-list", "ttbz-detail")
    agreeing("example-samr-search", "example-samr-detail", "example-samr-answer")
    agreeing("example-dbba-answer", "example-dbba-detail", "example-filings-local")


def test_the_platform_is_told_by_content(tmp_path: Path) -> None:
    """Names mean nothing, and one folder may hold pages of all platforms."""
    names = [name for name in PAGES if name.startswith("example-")]
    wrong = (".html", ".txt", ".htm", ".json", "")
    for at, name in enumerate(names):
        (tmp_path / f"{at:02}{wrong[at % len(wrong)]}").write_bytes((HERE / "pages" / name).read_bytes())
    assert [plain(row) for row in read_page(tmp_path)] == [row for name in names for row in expected(name)]


def test_a_day_of_capture_goes_before_the_one_given() -> None:
    path = HERE / "pages" / "example-filings-local.html"
    given = date(2026, 11, 20)
    assert {row.checked for row in read([path], checked=given) if isinstance(row, Record)} == {date(2026, 11, 2)}
    path = HERE / "pages" / "example-ttbz-list.html"
    assert {row.checked for row in read([path], checked=given) if isinstance(row, Record)} == {given}
