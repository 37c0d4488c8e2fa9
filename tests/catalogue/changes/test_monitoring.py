"""What changes above mean for local standards: told for those that they matter to, and for no others."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from catalogue import Catalogue
from catalogue.changes import Monitoring, MonitoringScope
from catalogue.comparison import Selection
from catalogue.export import find_comparison_format, write_monitoring_atom
from indexer.errors import NothingBefore, RequestError
from indexer.lifecycle import Generations, reindex
from tests.indexer.indexes import write
from webapp.addresses import PageAddresses
from webapp.cli import main

SINCE, UNTIL = "2026-03-31", "2026-06-30"
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
GARLIC, TREES = {"ics": "67.080.20", "ccs": "B31"}, {"ics": "65.020.40", "ccs": "B64"}


def row(number: str, title: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "title": title, "status": "现行", "source": "example.org", "checked": SINCE, **more}


OLD = row("GB/T 15776-2016", "造林技术规程", issued="2016-01-01", effective="2016-06-01", **TREES)
DEAD = row("GB/T 8-2010", "水质 采样", issued="2010-01-01", effective="2010-06-01")
ISO = row("ISO 1:2002", "Reference temperature", issued="2002-01-01")
BELOW = [
    row("DB37/T 1-2015", "大蒜栽培技术规程", issued="2015-01-01", **GARLIC),
    row("DB3702/T 2-2015", "大蒜栽培技术规范", issued="2015-01-01", **GARLIC),
    row("DB44/T 1-2015", "大蒜栽培技术规程", issued="2015-01-01", **GARLIC),
    row("T/SDAS 1-2015", "大蒜栽培技术规程", issued="2015-01-01", **GARLIC),
    row("DB37/T 3-2015", "洋葱栽培技术规程", issued="2015-01-01", **GARLIC),
    row("DB37/T 4-2015", "造林技术规程", issued="2015-01-01", **TREES),
    row(
        "DB37/T 5-2015",
        "某场所管理规范",
        issued="2015-01-01",
        cites="GB/T 8-2010；GB/T 15776-2016",
        adopts="ISO 1:2002",
    ),
    row("DB37/T 6-2015", "大蒜栽培技术规程", issued="2015-01-01", status="废止", abolished="2020-01-01", **GARLIC),
    # what makes a word of the others rare
    *(row(f"GB/T {900 + at}-2020", ["螺栓", "水泥", "玻璃", "电缆", "轮胎"][at % 5]) for at in range(200)),
]
NEW = [
    row("GB/T 777-2026", "大蒜栽培技术规程", issued="2026-05-01", effective="2026-12-01", status="即将实施", **GARLIC),
    row("DB44/T 9-2026", "大蒜栽培技术规程", issued="2026-05-01", effective="2026-06-01", **GARLIC),
    row(
        "GB/T 15776-2026",
        "造林技术规程",
        issued="2026-04-01",
        effective="2026-06-01",
        replaces="GB/T 15776-2016",
        **TREES,
    ),
    {**OLD, "status": "被代替", "replaced_by": "GB/T 15776-2026"},
    {**DEAD, "status": "废止", "abolished": "2026-05-05"},
    {**ISO, "status": "废止", "abolished": "2026-05-06"},
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("monitoring")
    generations = Generations(folder / "index")
    for rows, day in (([*BELOW, OLD, DEAD, ISO], SINCE), ([*BELOW, *NEW], UNTIL)):
        write(folder / "source.jsonl", [{**one, "checked": day} for one in rows])
        reindex(generations, [folder / "source.jsonl"])
    return folder / "index"


def watched(index: Path, region: str = "", *levels: str) -> Monitoring:
    catalogue = Catalogue.open(index, today=lambda: date(2026, 7, 1))
    return catalogue.monitoring(MonitoringScope.of(region, levels, catalogue.home))


def told(found: Monitoring) -> set[tuple[str, str, str]]:
    return {(one.standard.number, one.entry.number, one.effect.value) for one in found.impacts}


def test_what_appeared_and_ended_is_told_for_those_it_matters_to(index: Path) -> None:
    assert told(watched(index)) == {
        ("DB37/T 1-2015", "GB/T 777-2026", "counterpart"),
        ("DB3702/T 2-2015", "GB/T 777-2026", "counterpart"),
        ("DB37/T 4-2015", "GB/T 15776-2026", "counterpart_edition"),
        ("DB37/T 4-2015", "GB/T 15776-2016", "counterpart_ended"),
        ("DB37/T 5-2015", "GB/T 15776-2016", "cites_ended"),
        ("DB37/T 5-2015", "GB/T 8-2010", "cites_ended"),
        ("DB37/T 5-2015", "ISO 1:2002", "adopts_ended"),
    }


def test_the_most_pressing_comes_first_and_is_counted(index: Path) -> None:
    found = watched(index)
    effects = [one.effect.value for one in found.impacts]
    assert effects[:3] == ["cites_ended", "cites_ended", "adopts_ended"]
    assert {effect.value: count for effect, count in found.counts.items()} == {
        one: effects.count(one) for one in effects
    }
    assert (found.changed, found.looked_at, found.cut) == (5, 5, False)


def test_other_places_and_levels_can_be_watched(index: Path) -> None:
    there = {one for one, other, _ in told(watched(index, "广东")) if other == "GB/T 777-2026"}
    everywhere = {one for one, other, _ in told(watched(index, "all")) if other == "GB/T 777-2026"}
    assert there == {"DB44/T 1-2015", "DB44/T 9-2026"}
    assert everywhere == {"DB37/T 1-2015", "DB3702/T 2-2015", *there}
    group = told(watched(index, "", "group"))
    assert group == {
        ("T/SDAS 1-2015", "GB/T 777-2026", "counterpart"),
        ("T/SDAS 1-2015", "DB44/T 9-2026", "counterpart"),
    }, "local standards stand above those of groups"


@pytest.mark.parametrize(("region", "level"), [("DB99", "local"), ("某地", "local"), ("37", "provincial")])
def test_a_place_or_level_that_there_is_not_is_refused(region: str, level: str) -> None:
    with pytest.raises(RequestError):
        MonitoringScope.of(region, (level,), "37")


def run(*args: object) -> Result:
    return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False)


def test_the_command_says_it_in_lines_and_json(index: Path) -> None:
    lines = run("monitoring", "--index", index)
    assert lines.exit_code == 1
    assert "山东" in lines.output.splitlines()[0]
    assert "[新增对应标准]  DB37/T 1-2015《大蒜栽培技术规程》可能有了对应的上级标准 GB/T 777-2026" in lines.output
    english = run("--language", "en", "monitoring", "--index", index, "--region", "DB44")
    assert "may now have a counterpart above, GB/T 777-2026" in english.output
    data = json.loads(run("monitoring", "--index", index, "--json").output)
    assert data["counts"]["counterpart"] == 2
    impact = next(one for one in data["impacts"] if one["effect"] == "counterpart")
    assert impact["score"] > 0.5
    assert impact["changed"]["number"] == "GB/T 777-2026"
    none = run("monitoring", "--index", index, "--level", "enterprise")
    assert (none.exit_code, none.output.splitlines()[-1]) == (0, "没有需要核对的标准")


def test_the_feed_names_each_event_once_and_always_alike(index: Path) -> None:
    found = watched(index)
    feeds = [
        ET.fromstring(write_monitoring_atom(found, PageAddresses(), "https://a/f", "https://a/p", language))
        for language in ("zh", "en")
    ]
    names = [[entry.findtext("atom:id", "", ATOM) for entry in feed.findall("atom:entry", ATOM)] for feed in feeds]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(found.impacts)
    assert "大蒜" in ET.tostring(feeds[0], encoding="unicode")
    assert feeds[0].findtext("atom:updated", "", ATOM) == "2026-06-01T00:00:00+08:00"


def test_the_workbook_of_a_comparison_has_a_sheet_of_them(index: Path) -> None:
    catalogue = Catalogue.open(index, today=lambda: date(2026, 7, 1))
    report = catalogue.comparison_report(Selection.of({"region": ("DB37",)}))
    data = b"".join(find_comparison_format("xlsx").write(report, PageAddresses()))
    head, *rows = load_workbook(BytesIO(data))["比对监测"].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert {(row["标准号"], row["上级标准号"]) for row in found} == {
        (one, other) for one, other, _ in told(watched(index))
    }
    assert {row["目录版本"] for row in found} == {"000001 → 000002"}


def test_the_first_generation_has_nothing_to_compare_with(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "index")
    write(tmp_path / "source.jsonl", BELOW)
    reindex(generations, [tmp_path / "source.jsonl"])
    with pytest.raises(NothingBefore):
        watched(tmp_path / "index")
