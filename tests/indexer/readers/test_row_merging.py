"""Two rows for one standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers import merge
from standard.record import Adoption, Conflict, Record
from standard.status import Status

OLD = Record("GB 1-2000", "甲", status=Status.CURRENT, status_word="现行", issued=date(2000, 1, 1), source="a.cn")
NEW = Record("GB 1-2000", "乙", status=Status.ABOLISHED, status_word="废止", issued=date(2000, 1, 2), source="b.cn")


def test_the_newer_wins_and_the_other_is_shown() -> None:
    merged = merge(OLD, NEW)
    assert (merged.title, merged.status, merged.issued, merged.source) == (
        "乙",
        Status.ABOLISHED,
        date(2000, 1, 2),
        "b.cn",
    )
    assert merged.alt_titles == ("甲",)
    assert merged.conflicts == (
        Conflict("title", "甲", "a.cn"),
        Conflict("issued", "2000-01-01", "a.cn"),
        Conflict("status", "现行", "a.cn"),
    )


def test_the_newer_is_the_one_checked_later() -> None:
    older, newer = replace(NEW, checked=date(2025, 1, 1)), replace(OLD, checked=date(2026, 1, 1))
    assert merge(older, newer).title == merge(newer, older).title == "甲"
    assert merge(replace(newer, checked=None), older).title == "乙"


def test_an_empty_field_takes_what_there_is() -> None:
    merged = merge(replace(OLD, ics=("67.080",), filing="1-2000", effective=date(2001, 1, 1)), NEW)
    assert (merged.ics, merged.filing, merged.effective) == (("67.080",), "1-2000", date(2001, 1, 1))
    assert not [conflict for conflict in merged.conflicts if conflict.field == "effective"]


def test_a_status_goes_with_its_source() -> None:
    merged = merge(
        replace(OLD, url="https://a.cn/1", checked=date(2020, 1, 1)), Record("GB 1-2000", "乙", source="b.cn")
    )
    assert (merged.title, merged.status, merged.source, merged.url) == ("乙", Status.CURRENT, "a.cn", "https://a.cn/1")
    assert merged.checked == date(2020, 1, 1)
    assert not [conflict for conflict in merged.conflicts if conflict.field == "status"]


def test_relations_and_notes_are_united() -> None:
    older = replace(OLD, replaces=("GB 2-1990",), adopts=(Adoption("ISO 1", "IDT"),), notes=("x",))
    newer = replace(NEW, replaces=("GB 3-1990", "GB 2-1990"), notes=("y",))
    merged = merge(older, newer)
    assert merged.replaces == ("GB 3-1990", "GB 2-1990")
    assert merged.adopts == (Adoption("ISO 1", "IDT"),)
    assert merged.notes == ("y", "x")


def test_a_conflict_that_has_come_to_an_end_goes() -> None:
    older = replace(OLD, conflicts=(Conflict("title", "乙", "c.cn"), Conflict("status", "废止", "c.cn")))
    assert Conflict("title", "乙", "c.cn") not in merge(older, NEW).conflicts


def test_an_example_stays_one_only_among_examples() -> None:
    example = replace(OLD, example=True)
    assert merge(example, replace(NEW, example=True)).example
    assert not merge(example, NEW).example


def test_different_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="two standards"):
        merge(OLD, replace(NEW, number="GB 2-2000"))


TEXTS = st.sampled_from(["", "甲", "乙"])
DAYS = st.none() | st.sampled_from([date(2000, 1, 1), date(2001, 1, 1)])
TUPLES = st.lists(st.sampled_from(["GB 2-1990", "GB 3-1990"]), unique=True).map(tuple)
RECORDS: st.SearchStrategy[Record] = st.builds(
    Record,
    number=st.just("GB 1-2000"),
    title=st.sampled_from(["甲", "乙", "丙"]),
    status=st.sampled_from([Status.CURRENT, Status.UPCOMING, Status.ABOLISHED, Status.UNKNOWN]),
    reviewed=DAYS,
    issued=DAYS,
    checked=DAYS,
    replaces=TUPLES,
    notes=TUPLES,
    filing=TEXTS,
    source=TEXTS,
    example=st.booleans(),
    conflicts=st.lists(st.builds(Conflict, st.sampled_from(["title", "status"]), TEXTS, TEXTS), unique=True).map(tuple),
)


@given(RECORDS, RECORDS)
def test_merging_again_changes_nothing(older: Record, newer: Record) -> None:
    merged = merge(older, newer)
    assert merge(merged, newer) == merged
    assert merge(merged, merged) == merged


@given(RECORDS, RECORDS)
def test_nothing_is_lost(older: Record, newer: Record) -> None:
    merged = merge(older, newer)
    for record in (older, newer):
        assert record.title in (merged.title, *merged.alt_titles)
        assert set(record.replaces) <= set(merged.replaces)
        stated: list[Any] = [
            merged.issued and str(merged.issued),
            *(c.value for c in merged.conflicts if c.field == "issued"),
        ]
        assert record.issued is None or str(record.issued) in stated
        statuses = {merged.status} | {Status.UNKNOWN}
        assert record.status in statuses or any(c.field == "status" for c in merged.conflicts)


def test_an_old_announcement_does_not_undo_what_came_after_it() -> None:
    """A notice of 2010 read after a catalogue that does not say when it was looked up."""
    catalogue = replace(NEW, issued=None)
    notice = replace(OLD, status=Status.UPCOMING, status_word="", checked=date(2010, 3, 1), title="丙")
    for first, second in ((catalogue, notice), (notice, catalogue)):
        merged = merge(first, second)
        assert (merged.status, merged.title, merged.source) == (Status.ABOLISHED, "乙", "b.cn")


def test_an_announcement_still_counts_where_nothing_came_after_it() -> None:
    notice = replace(NEW, status=Status.UPCOMING, checked=date(2010, 3, 1))
    for status in (Status.UNKNOWN, Status.DRAFT):
        assert merge(replace(OLD, status=status), notice).status is Status.UPCOMING


def test_a_source_without_a_day_is_newer_than_a_look_up_before_what_it_tells() -> None:
    looked_up = replace(OLD, checked=date(2015, 1, 1))
    assert merge(replace(NEW, abolished=date(2018, 1, 1)), looked_up).status is Status.ABOLISHED
    assert merge(replace(NEW, abolished=date(2014, 1, 1)), looked_up).status is Status.CURRENT
    assert merge(replace(OLD, reviewed=date(2017, 1, 1)), replace(NEW, checked=date(2015, 1, 1))).title == "甲"
