"""The days of a row, and what their order tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from indexer.readers.dates import day_of
from indexer.readers.field_labels import Cells
from standard.status import Status
from standard.wording import say

#: field -> the sentence that is its name in notes
_NAMES = {
    "issued": "note_issued",
    "effective": "note_effective",
    "abolished": "note_abolished",
    "reviewed": "note_reviewed",
    "checked": "note_checked",
}

#: field -> day
Days = dict[str, date]


def days_of(cells: Cells) -> tuple[Days, list[str]]:
    """The days that are known, and notes on those that are none."""
    days: Days = {}
    notes: list[str] = []
    for field, name in _NAMES.items():
        value = cells.get(field)
        day, wrong = (None, "") if value is None else day_of(value)
        if day is not None:
            days[field] = day
        elif wrong:
            notes.append(say("note_day_left_out", name=say(name), given=str(value)[:40], why=say(wrong)).chinese)
    return days, notes


def doubts(days: Days, status: Status, today: date) -> Iterator[str]:
    """What cannot be true of these days; kept as it is and shown, never repaired (docs/domain.md 2.1)."""
    issued, effective, abolished = days.get("issued"), days.get("effective"), days.get("abolished")
    # a day of grace: the source may be ahead of this machine's clock
    if issued and issued > today + timedelta(days=1):
        yield say("note_issued_ahead", day=issued).chinese
    if issued and effective and effective < issued:
        yield say("note_effective_early", effective=effective, issued=issued).chinese
    if effective and abolished and abolished < effective:
        yield say("note_abolished_early", abolished=abolished, effective=effective).chinese
    if abolished and abolished <= today and status in (Status.CURRENT, Status.UPCOMING):
        yield say("note_status_against_day", day=abolished).chinese
