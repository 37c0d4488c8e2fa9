"""Overlaps of many standards: which are looked at, what is kept of the findings, and what is said of the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from catalogue import Catalogue
from catalogue.comparison import ListedStandard, OverlapList, Selection, read_listed
from indexer.engines import in_memory
from indexer.errors import RequestError
from indexer.readers import read_text
from standard.publisher import Level
from standard.status import Status
from tests.indexer.engines.catalogues import record
from webapp.addresses import PageAddresses

TODAY = date(2026, 11, 30)
GARLIC, TREES = {"ics": ("67.080.20",), "ccs": ("B31",)}, {"ics": ("65.020.40",), "ccs": ("B64",)}
FORESTS = {"issuers": ("山东省市场监督管理局",), "department": "山东省自然资源厅"}
RECORDS = (
    record("DB37/T 1-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), **GARLIC),
    record("DB37/T 2-2015", "大蒜栽培技术规程", issued=date(2015, 1, 1), status=Status.ABOLISHED, **GARLIC),
    record("DB37/T 3-2017", "盐碱地造林技术规程", issued=date(2017, 5, 23), **TREES, **FORESTS),
    record("DB37/T 4-2024", "通用技术要求", issued=date(2024, 1, 1), **TREES),
    record("DB37/T 5-2024", "柞蚕放养规程", issued=date(2024, 1, 1), ics=("65.020.30",)),
    record("DB3702/T 6-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), **GARLIC),
    record("DB44/T 7-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), **GARLIC),
    record("GB 8-2025", "大蒜栽培技术规程", issued=date(2025, 1, 1), nature="mandatory", **GARLIC),
    record("GB/T 9-2023", "造林技术规程", issued=date(2023, 5, 23), **TREES),
    record("T/SDAS 10-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), **GARLIC),
    # what a word tells hangs on how many titles do without it
    *(record(f"GB/T {9000 + at}-2020", f"螺栓 第{at}部分", ics=("21.060.10",)) for at in range(400)),
)
CATALOGUE = Catalogue(in_memory(RECORDS), today=lambda: TODAY)


def overlaps(**values: str) -> OverlapList:
    return CATALOGUE.list_overlaps(Selection.of({name: (value,) for name, value in values.items()}))


def looked_at(found: OverlapList) -> list[str]:
    return [row.record.number for row in found.rows]


def pairs(found: OverlapList) -> set[tuple[str, str]]:
    return {(pair.standard.number, pair.candidate.number) for pair in found.pairs}


def test_every_standard_of_a_place_gets_its_candidates_or_why_it_has_none() -> None:
    found = overlaps(region="DB37")
    assert looked_at(found) == ["DB37/T 1-2024", "DB37/T 3-2017", "DB37/T 4-2024", "DB37/T 5-2024", "DB3702/T 6-2024"]
    assert found.looked_at == 5
    forest = ("DB37/T 3-2017", "GB/T 9-2023")
    assert pairs(found) == {("DB37/T 1-2024", "GB 8-2025"), forest, ("DB3702/T 6-2024", "GB 8-2025")}
    assert [row.record.number for row in found.without] == ["DB37/T 5-2024"]
    assert [each.number for each, _ in found.not_judged] == ["DB37/T 4-2024"]
    assert found.counts["below_mandatory"] == 2
    assert found.counts["not_judged"] == 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"region": "青岛"}, ["DB3702/T 6-2024"]),
        ({"level": "local", "ics": "65.020.40"}, ["DB37/T 3-2017", "DB37/T 4-2024"]),
        ({"level": "地方", "ccs": "B31", "region": "44"}, ["DB44/T 7-2024"]),
        ({"region": "37", "status": "abolished"}, ["DB37/T 2-2015"]),
        ({"department": "自然资源"}, ["DB37/T 3-2017"]),
        ({"issuer": "市场监督", "department": "自然资源"}, ["DB37/T 3-2017"]),
        ({"issuer": "自然资源"}, []),
        ({"level": "group"}, ["T/SDAS 10-2024"]),
    ],
)
def test_filters(values: dict[str, str], expected: list[str]) -> None:
    assert looked_at(overlaps(**values)) == expected


def test_any_level_against_any_other() -> None:
    found = overlaps(level="group", against="local")
    assert {candidate for _, candidate in pairs(found)} == {"DB37/T 1-2024", "DB3702/T 6-2024", "DB44/T 7-2024"}
    assert overlaps(level="national", against="group", ccs="B31").pairs


def test_a_level_that_nothing_stands_above_is_not_judged_unless_levels_are_named() -> None:
    found = overlaps(level="national", ccs="B31")
    assert (len(found.pairs), len(found.not_judged)) == (0, 1)


def test_a_check_keeps_what_trips_it_and_all_are_counted() -> None:
    found = overlaps(region="37", check="below_mandatory")
    assert looked_at(found) == ["DB37/T 1-2024", "DB3702/T 6-2024"]
    assert "review_due" in found.counts
    assert looked_at(overlaps(region="37", check="review_due")) == ["DB37/T 3-2017"]


def test_the_least_score_moves_pairs_to_the_related_ones() -> None:
    assert overlaps(region="37", least="1").counts["no_national_counterpart"] > 1


def test_decided_pairs_are_left_out_and_counted() -> None:
    chosen = Selection.of({"region": ("37",)})
    found = CATALOGUE.list_overlaps(chosen, settled=lambda pair: pair.candidate.number == "GB 8-2025")
    assert pairs(found) == {("DB37/T 3-2017", "GB/T 9-2023")}
    assert found.settled == 2
    assert "below_mandatory" not in found.counts
    row = next(row for row in found.rows if row.record.number == "DB37/T 1-2024")
    assert not row.find_check("no_national_counterpart"), "there is a counterpart, whatever was decided on it"


def test_the_day_asked_decides_what_is_due() -> None:
    chosen = Selection.of({"region": ("37",)})
    assert "review_due" not in CATALOGUE.list_overlaps(chosen, date(2018, 1, 1)).counts


def test_a_list_of_ones_own_is_set_against_all_levels_above() -> None:
    listed = read_listed(
        read_text("标准号\t标准名称\nQ/ABC 1-2024\t大蒜栽培技术规程\nQ/ABC 2-2024\t\nDB37/T 1-2024\t\n"), "own.tsv"
    )
    assert listed[0] == ListedStandard("Q/ABC 1-2024", "大蒜栽培技术规程")
    found = CATALOGUE.list_overlaps(Selection(listed=listed))
    own = {candidate for number, candidate in pairs(found) if number == "Q/ABC 1-2024"}
    assert {"GB 8-2025", "DB37/T 1-2024", "T/SDAS 10-2024"} <= own
    assert [each.number for each, _ in found.not_judged] == ["Q/ABC 2-2024"], "no title, and not in the catalogue"
    assert ("DB37/T 1-2024", "GB 8-2025") in pairs(found), "what the catalogue has is its own"


def test_a_list_without_numbers_is_refused() -> None:
    with pytest.raises(RequestError):
        read_listed(read_text("买菜\n做饭\n"), "list.txt")


@pytest.mark.parametrize(
    "values",
    [{"region": "DB99"}, {"region": "乌有"}, {"level": "最高"}, {"check": "all"}, {"least": "2"}, {"least": "a"}],
)
def test_what_there_is_not_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(RequestError):
        overlaps(**values)


def test_a_selection_is_an_address() -> None:
    values = {"region": ("37",), "department": ("自然资源",), "against": ("national",), "check": ("overlap",)}
    chosen = Selection.of({**values, "least": ("0.7",)})
    again: dict[str, list[str]] = {}
    for name, value in chosen.to_args():
        again.setdefault(name, []).append(value)
    assert Selection.of(again) == chosen
    assert Selection.of({}).to_args() == []
    assert not Selection.of({}).narrow


def test_json_has_the_names_of_the_api() -> None:
    data = json.loads(json.dumps(overlaps(region="37").to_json(PageAddresses()), default=str))
    assert {"number", "candidate", "score", "reasons", "checks"} <= data["pairs"][0].keys()
    assert data["without"] == [{"number": "DB37/T 5-2024", "title": "柞蚕放养规程", "kind": "none", "related": []}]
    assert data["not_judged"][0]["number"] == "DB37/T 4-2024"
    assert data["looked_at"] == 5


def test_more_standards_than_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.comparison.overlap_list.BATCH", 2)
    assert overlaps(region="37").looked_at == 5


def test_an_own_standard_without_a_known_prefix_has_no_levels_above_it() -> None:
    found = CATALOGUE.list_overlaps(Selection(listed=(ListedStandard("1234", "大蒜栽培技术规程"),)))
    assert len(found.not_judged) == 1
    against = replace(found.selection, against=(Level.NATIONAL,))
    assert pairs(CATALOGUE.list_overlaps(against)) == {("1234", "GB 8-2025")}


@pytest.mark.parametrize("check", ["below_mandatory", "overlap", "review_due", "no_national_counterpart", "not_judged"])
def test_a_list_that_is_there_answers_for_any_check(check: str) -> None:
    whole, asked = overlaps(region="37"), overlaps(region="37", check=check)
    narrowed = whole.narrowed((check,))
    assert looked_at(narrowed) == looked_at(asked)
    assert pairs(narrowed) == pairs(asked)
    assert (narrowed.counts, narrowed.looked_at, narrowed.selection) == (asked.counts, asked.looked_at, asked.selection)
    assert whole.standards[check] == len(asked.rows)


def test_a_list_that_is_there_leaves_out_what_is_settled() -> None:
    whole = overlaps(region="37")
    left = whole.narrowed(settled=lambda pair: pair.candidate.number == "GB 8-2025")
    assert pairs(left) == {("DB37/T 3-2017", "GB/T 9-2023")}
    assert left.settled == 2
    assert "below_mandatory" not in left.counts


def test_progress_is_told_up_to_the_number_that_is_counted_before() -> None:
    told: list[int] = []
    selection = Selection.of({"region": ("37",)})
    found = CATALOGUE.list_overlaps(selection, progress=told.append)
    assert told == list(range(1, CATALOGUE.count_selected(selection) + 1))
    assert found.looked_at == told[-1]
    listed = Selection(listed=(ListedStandard("Q/A 1-2020", "大蒜"),))
    assert CATALOGUE.count_selected(listed) == 1


def test_what_progress_raises_ends_the_work() -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        CATALOGUE.list_overlaps(Selection.of({"region": ("37",)}), progress=stop)
