"""The days of a row, and what their order tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from indexer.readers.dates import day_of
from indexer.readers.field_labels import Cells
from standard.status import Status

#: field -> its name in notes
_NAMES = {
    "issued": "发布日期",
    "effective": "实施日期",
    "abolished": "废止日期",
    "reviewed": "复审日期",
    "checked": "核对日期",
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
            notes.append(f"{name} {str(value)[:40]} {wrong}，未采用")
    return days, notes


def doubts(days: Days, status: Status, today: date) -> Iterator[str]:
    """What cannot be true of these days; kept as it is and shown, never repaired (docs/domain.md 2.1)."""
    issued, effective, abolished = days.get("issued"), days.get("effective"), days.get("abolished")
    # a day of grace: the source may be ahead of this machine's clock
    if issued and issued > today + timedelta(days=1):
        yield f"发布日期 {issued} 在将来"
    if issued and effective and effective < issued:
        yield f"实施日期 {effective} 早于发布日期 {issued}"
    if effective and abolished and abolished < effective:
        yield f"废止日期 {abolished} 早于实施日期 {effective}"
    if abolished and abolished <= today and status in (Status.CURRENT, Status.UPCOMING):
        yield f"状态与废止日期 {abolished} 矛盾"
