"""Two generations with planted changes: each is told once, with the right flag."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from catalogue.catalogue import Catalogue
from catalogue.changes import RECORD, STANDARD, Changes, Choice, Kind
from indexer.engines import ENGINES
from indexer.errors import GenerationNotKept, RequestError
from indexer.lifecycle import change
from standard.record import Record
from tests.catalogue.changes.planted import EACH, PLANS, SINCE, UNTIL, plant_all
from webapp.addresses import PageAddresses

EVENTS = {
    *("announced", "new_edition", "amended", "in_force", "successor_announced", "replaced", "partly_replaced"),
    *("abolition_announced", "abolished", "converted", "confirmed"),
}


@pytest.fixture(scope="module", params=ENGINES)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The catalogue after the second reindex, and what must be told."""
    folder = tmp_path_factory.mktemp("planted")
    generations, told = plant_all(folder, f"{request.param}:{folder / 'index'}")
    catalogue = Catalogue.open(f"{request.param}:{folder / 'index'}", today=lambda: UNTIL)
    yield catalogue, told, generations
    catalogue.close()


def told_of(changes: Changes) -> list[tuple[str, str]]:
    return sorted((entry.number, entry.kind.value) for entry in changes.entries)


def test_each_planted_change_is_told_once(planted: Any) -> None:
    catalogue, told, _ = planted
    changes = catalogue.changes(Choice())
    assert told_of(changes) == told
    assert len(told) >= 200
    assert len({kind for _, kind in told}) >= 10
    assert (changes.span.since, changes.span.until) == (SINCE, UNTIL)


def test_each_has_the_right_flag(planted: Any) -> None:
    entries = planted[0].changes(Choice()).to_json(PageAddresses())["entries"]
    assert {entry["kind"] for entry in entries if entry["what"] == "standard"} <= EVENTS
    assert not {entry["kind"] for entry in entries if entry["what"] == "record"} & EVENTS
    assert all(
        set(entry) >= {"number", "title", "kind", "what", "field", "before", "after", "day"} for entry in entries
    )
    assert Kind.ANNOUNCED.what == STANDARD
    assert {kind.value for kind in Kind if kind.what == STANDARD} == EVENTS


def test_events_have_a_day_of_the_span(planted: Any) -> None:
    for entry in planted[0].changes(Choice(what=STANDARD)).entries:
        if entry.kind is not Kind.ABOLITION_ANNOUNCED:
            assert entry.day is not None
            assert SINCE < entry.day <= UNTIL or entry.kind in (Kind.PARTLY_REPLACED, Kind.SUCCESSOR_ANNOUNCED)


def test_counts_are_those_of_the_entries(planted: Any) -> None:
    changes = planted[0].changes(Choice())
    assert changes.counts == Counter(entry.kind for entry in changes.entries)
    assert changes.count(STANDARD) + changes.count(RECORD) == changes.total == len(changes.entries)
    whats = [entry.kind.what for entry in changes.entries]
    assert whats == sorted(whats, reverse=True), "standards first"


def test_filters(planted: Any) -> None:
    catalogue, told, _ = planted
    assert told_of(catalogue.changes(Choice.of({"ics": ["67"]}))) == [
        row for row in told if row[1] == "class_corrected"
    ]
    assert catalogue.changes(Choice.of({"region": ["3702"]})).total == 0
    local = [row for row in told if row[0].startswith("DB37")]
    assert told_of(catalogue.changes(Choice.of({"region": ["山东"]}))) == local
    assert told_of(catalogue.changes(Choice.of({"kind": ["added,removed"]}))) == [
        row for row in told if row[1] in ("added", "removed")
    ]


def test_a_list_hears_of_new_editions_too(planted: Any) -> None:
    """Who cites the old one must learn of the new one, by whatever number."""
    catalogue = planted[0]
    old, new = 1000 + PLANS.index(PLANS[1]), f"DB37/T {1000 + 1}-2026"
    found = told_of(catalogue.changes(Choice.of({"number": [f"db37/t{old}-2015"]})))
    assert found == [(f"DB37/T {old}-2015", "successor_announced"), (new, "new_edition")]
    assert told_of(catalogue.changes(Choice.of({"number": [f"DB37_T_{old}"]}))) == found


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"number": ["不是标准号"]}, "list_no_number"),
        ({"number": [",".join(f"GB {place}-2020" for place in range(101))]}, "list_too_long"),
        ({"kind": ["broken"]}, "kind_unknown"),
        ({"what": ["both"]}, "what_unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused(values: dict[str, list[str]], kind: str) -> None:
    with pytest.raises(RequestError) as refused:
        Choice.of(values)
    assert refused.value.kind == kind


def test_a_generation_that_is_not_kept_is_named_with_those_that_are(planted: Any) -> None:
    with pytest.raises(GenerationNotKept) as refused:
        planted[0].changes(Choice(since="000009"))
    assert "000001" in refused.value.words.chinese
    assert "000009" in refused.value.words.english


def test_against_itself_and_backwards(planted: Any) -> None:
    catalogue, _, _ = planted
    assert catalogue.changes(Choice(since="000002")).total == 0
    assert catalogue.changes(Choice(since="000001")).total == catalogue.changes(Choice()).total


def test_more_than_are_held_are_counted(planted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.changes.difference.MAX_ENTRIES", 20)
    catalogue, told, _ = planted
    fresh = Catalogue(catalogue._shelf, lambda: UNTIL)
    changes = fresh.changes(Choice())
    assert (changes.total, len(changes.entries), changes.cut) == (len(told), 20, True)
    narrowed = fresh.changes(Choice(kind=("removed",)))
    assert (narrowed.total, narrowed.cut) == (EACH, False), "what is asked for is looked for behind the cut, too"


def test_a_small_change_is_a_generation_too(tmp_path: Path) -> None:
    generations, _ = plant_all(tmp_path, tmp_path / "index")
    change(generations, [Record("T/SDAS 1-2026", "示例 鲜蒜", issued=UNTIL)], ["DB37/T 1010-2015"])
    catalogue = Catalogue.open(tmp_path / "index", today=lambda: UNTIL)
    assert told_of(catalogue.changes(Choice())) == [("DB37/T 1010-2015", "removed"), ("T/SDAS 1-2026", "announced")]
    assert catalogue.changes(Choice(since="000001")).total > 200
