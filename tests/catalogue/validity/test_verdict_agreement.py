"""The verdicts agree with the catalogue's own days and relations: with a plain second reading of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.validity import Entry, judge_all
from indexer.engines import Engine, in_memory
from indexer.lifecycle import Following
from indexer.readers import Place
from standard.citations import Citation
from standard.record import Conflict, Record
from standard.status import Status
from tests.catalogue.validity.simple_verdict import Simple

TODAY = date(2026, 11, 30)
DAYS = (date(2015, 1, 1), date(2020, 1, 1), TODAY)


def entries(records: Iterable[Record]) -> list[Entry]:
    """An entry for each record whose number is the one of a single edition."""
    named = [row.parsed for row in records if row.parsed is not None and row.parsed.year is not None]
    single = [number for number in named if number.kind not in ("amendment", "range")]
    return [
        Entry(at, Citation(str(number), (0, len(str(number))), number), Place()) for at, number in enumerate(single, 1)
    ]


def check(engine: Engine, asked: list[Entry], simple: Simple, day: date) -> Counter[str]:
    """Compare every verdict; how many there are of each."""
    rows = list(judge_all(engine, asked, day, TODAY))
    assert [row.number for row in rows] == [str(entry.citation.number) for entry in asked]
    wrong = [
        (row.number, row.verdict.value, expected, row.note.chinese)
        for row in rows
        if row.verdict.value != (expected := simple.verdict(simple.records[row.number], day))
    ]
    assert not wrong, (len(wrong), wrong[:10])
    return Counter(row.verdict.value for row in rows)


@pytest.fixture(scope="module")
def reference_entries(reference_index: Path) -> tuple[Engine, list[Entry], Simple]:
    """The reference catalogue, an entry for each of its records, and their plain reading: made once for all days."""
    engine = Following(reference_index).current().engine
    records = [record for number in engine.numbers() if (record := engine.get(number)) is not None]
    return engine, entries(records), Simple.of(records, TODAY)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_record_of_the_reference_catalogue(
    reference_entries: tuple[Engine, list[Entry], Simple], day: date
) -> None:
    engine, asked, simple = reference_entries
    counts = check(engine, asked, simple, day)
    assert counts.total() > 60_000
    assert {"in_force", "replaced", "abolished", "upcoming", "contradictory", "successor_announced"} <= counts.keys()


YEARS = (2001, 2008, 2015, 2021, 2027)
NUMBERS = [f"{series}-{year}" for series in ("GB 1001", "GB/T 1001", "DB37/T 7") for year in YEARS]
SOME_DAYS = st.none() | st.sampled_from([date(year + more, 6, 1) for year in YEARS for more in (0, 1)])


@st.composite
def catalogues(draw: st.DrawFn) -> list[Record]:
    """A few editions of a few series that replace one another at will, with days and statuses at will."""
    chosen = draw(st.lists(st.sampled_from(NUMBERS), unique=True, min_size=1, max_size=8))
    others = st.lists(st.sampled_from(NUMBERS), max_size=2, unique=True).map(tuple)
    records = []
    for number in chosen:
        conflict = draw(st.sampled_from(("", "", "现行", "废止", "即将实施")))
        records.append(
            Record(
                number,
                "名称",
                status=draw(st.sampled_from([*Status, *[Status.CURRENT] * 4, *[Status.ABOLISHED] * 4])),
                issued=draw(SOME_DAYS),
                effective=draw(SOME_DAYS),
                abolished=draw(st.none() | SOME_DAYS),
                checked=draw(st.none() | st.sampled_from([date(2016, 1, 1), date(2026, 7, 1)])),
                replaces=draw(others),
                replaced_by=draw(others),
                replaced_partly_by=draw(st.just(()) | others),
                conflicts=(Conflict("status", conflict, "另一来源"),) if conflict else (),
            )
        )
    return records


@settings(max_examples=200)
@given(catalogues(), st.sampled_from([*DAYS, date(2008, 6, 1), date(2028, 1, 1)]))
def test_drawn_catalogues(records: list[Record], day: date) -> None:
    check(in_memory(records), entries(records), Simple.of(records, TODAY), day)
