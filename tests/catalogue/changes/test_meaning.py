"""What a difference means: the rule behind each flag, one case each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.changes import Choice, Differences
from catalogue.changes.meaning import Meaning
from catalogue.changes.span import Span
from indexer.engines import in_memory
from indexer.lifecycle import Opened
from standard.record import Conflict, Record
from standard.status import Status

SINCE, UNTIL = date(2026, 3, 31), date(2026, 6, 30)
WITHIN = date(2026, 5, 1)
OLD = Record("GB/T 1-2015", "示例 甲", status=Status.CURRENT, issued=date(2015, 3, 1), effective=date(2015, 6, 1))
NEW = Record("GB/T 1-2026", "示例 甲", status=Status.UPCOMING, issued=WITHIN, effective=date(2026, 12, 1))


def told(
    before: Iterable[Record], after: Iterable[Record], since: date = SINCE, until: date = UNTIL
) -> list[tuple[str, str, date | None]]:
    span = Span(since, until)
    entries = Meaning(in_memory(before), in_memory(after), span, span).entries()
    return [(entry.number, entry.kind.value, entry.day) for entry in entries]


def kinds(before: Record | None, after: Record | None) -> list[str]:
    rows = told([before] if before else [], [after] if after else [])
    return [kind for _, kind, _ in rows]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"issued": WITHIN}, "announced"),
        # platforms show a standard weeks after its day of issue
        ({"issued": SINCE - timedelta(days=20), "effective": UNTIL}, "announced"),
        ({"issued": SINCE - timedelta(days=20), "effective": SINCE - timedelta(days=1)}, "added"),
        ({"issued": None, "effective": None}, "added"),
        ({"number": "GB/T 1-2027", "issued": None, "effective": None}, "announced"),
        ({"status": Status.ABOLISHED, "issued": None, "effective": None, "number": "GB/T 1-2027"}, "added"),
        ({"status": Status.DRAFT, "issued": WITHIN}, "added"),
        ({"number": "没有规则的编号", "issued": WITHIN}, "announced"),
        ({"number": "GB/T 1-2015/XG1-2026", "issued": WITHIN}, "amended"),
        ({"issued": WITHIN, "replaces": ("GB/T 1-2003",)}, "new_edition"),
        ({"issued": WITHIN, "replaces": ("GB/T 2-2003",)}, "announced"),
    ],
)
def test_a_new_record(fields: dict[str, Any], kind: str) -> None:
    fields = {"number": "GB/T 1-2026", **fields}
    assert kinds(None, replace(OLD, **fields)) == [kind]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": Status.ABOLISHED, "abolished": WITHIN}, ["abolished"]),
        ({"status": Status.REPLACED, "abolished": WITHIN, "replaced_by": ("GB/T 9-2026",)}, ["replaced"]),
        ({"status": Status.CONVERTED, "abolished": WITHIN}, ["converted"]),
        ({"status": Status.ABOLISHED}, ["status_corrected"]),
        ({"status": Status.ABOLISHED, "abolished": SINCE}, ["status_corrected", "date_corrected"]),
        ({"status": Status.SUSPENDED}, ["status_corrected"]),
        # of a successor that nobody knows its year tells whether it can be news
        ({"status": Status.REPLACED, "replaced_by": ("GB/T 9-2027",)}, ["replaced"]),
        ({"status": Status.REPLACED, "replaced_by": ("GB/T 9-2019",)}, ["status_corrected", "relation_corrected"]),
        ({"replaced_by": ("GB/T 9-2027",)}, ["successor_announced"]),
        ({"replaced_by": ("GB/T 9-2019",)}, ["relation_corrected"]),
        ({"replaced_by": ("GB/T 9-2027",), "abolished": date(2027, 1, 1)}, ["successor_announced"]),
        ({"abolished": date(2027, 1, 1)}, ["abolition_announced"]),
        ({"status": Status.CURRENT_PARTIAL, "replaced_partly_by": ("GB/T 9-2027",)}, ["partly_replaced"]),
        ({"status": Status.CURRENT_PARTIAL}, ["status_corrected"]),
        ({"reviewed": WITHIN}, ["confirmed"]),
        ({"reviewed": date(2020, 1, 1)}, ["date_corrected"]),
        ({"issued": date(2015, 3, 2), "title": "示例 乙"}, ["title_corrected", "date_corrected"]),
        ({"cites": ("GB/T 5-2020",)}, ["relation_corrected"]),
        ({"replaces": ("GB/T 1-2003",)}, ["relation_corrected"]),
        ({"url": "https://example.org/1"}, ["source_changed"]),
        ({"source": "example.org", "url": "https://example.org/1"}, ["source_changed"]),
        ({"notes": ("整理",), "status_word": "有效"}, ["details_corrected"]),
        ({"notes": ("整理",), "title": "示例 乙"}, ["title_corrected"]),
        ({"conflicts": (Conflict("title", "示例 丙", "x"),)}, ["details_corrected"]),
        ({"checked": UNTIL}, []),
    ],
)
def test_a_record_that_changed(fields: dict[str, Any], expected: list[str]) -> None:
    assert kinds(OLD, replace(OLD, **fields)) == expected


def test_a_day_may_bring_what_no_record_says() -> None:
    soon = replace(NEW, effective=WITHIN)
    assert told([soon], [soon]) == [(NEW.number, "in_force", WITHIN)]
    ending = replace(OLD, abolished=WITHIN)
    assert told([ending], [ending]) == [(OLD.number, "abolished", WITHIN)]


def test_the_source_catches_up_with_the_day() -> None:
    soon = replace(NEW, effective=SINCE)
    assert told([soon], [replace(soon, status=Status.CURRENT)]) == [], "in force since before, as the day had said"


def test_what_a_standard_in_force_replaces_is_told_where_its_record_is_silent() -> None:
    new = replace(NEW, effective=WITHIN, replaces=(OLD.number,))
    silent = replace(OLD, replaced_by=(new.number,))
    assert told([silent, new], [silent, new]) == [
        (new.number, "in_force", WITHIN),
        (OLD.number, "replaced", WITHIN),
    ]


def test_a_replacement_is_told_at_one_end() -> None:
    new = replace(NEW, issued=date(2020, 1, 1), effective=date(2020, 6, 1), status=Status.CURRENT)
    after = [replace(OLD, replaced_by=(new.number,)), replace(new, replaces=(OLD.number,))]
    assert told([OLD, new], after) == [(OLD.number, "relation_corrected", UNTIL)]


def test_backwards_there_are_no_events() -> None:
    ended = replace(OLD, status=Status.ABOLISHED, abolished=WITHIN)
    assert {kind for _, kind, _ in told([ended], [OLD], UNTIL, SINCE)} <= {"status_corrected", "date_corrected"}
    assert told([NEW], [], UNTIL, SINCE) == [(NEW.number, "removed", SINCE)]


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=2, max_size=5, unique=True))
def test_spans_one_after_another_tell_each_day_once(days: list[date]) -> None:
    days = sorted(days)
    rows = [
        Record(f"GB/T {at}-2025", "示例", status=Status.UPCOMING, effective=date(2026, 1, 1) + timedelta(days=3 * at))
        for at in range(120)
    ]
    whole = told(rows, rows, days[0], days[-1])
    pieces = [one for first, last in pairwise(days) for one in told(rows, rows, first, last)]
    assert sorted(pieces) == sorted(whole)


def test_where_no_source_was_checked_the_newest_issue_says_what_was_known() -> None:
    """Both made on one day, out of two files that do not say when they were looked up."""
    old = Opened(in_memory([OLD, replace(OLD, number="GB/T 2-2026", issued=date(2026, 2, 1))]), "1", made=UNTIL)
    new = Opened(in_memory([*[document.record for document in old.engine.documents], NEW]), "2", made=UNTIL)  # type: ignore[attr-defined]

    class Two:
        def current(self) -> Opened:
            return new

        def earlier(self, opened: Opened, name: str = "") -> Opened:
            return old

        def close(self) -> None:
            """Nothing goes on."""

    changes = Differences().between(Two(), Choice(), UNTIL)
    assert [(entry.number, entry.kind.value) for entry in changes.entries] == [(NEW.number, "new_edition")]
    assert changes.span.since == date(2026, 2, 1)
