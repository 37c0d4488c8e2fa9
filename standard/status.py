"""Whether a standard is in force, as recorded and on a given day.

The words of the platforms are kept beside the status (`Record.status_word`); this module knows only the meaning.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """What a catalogue says of a standard. The order is the order in which equal hits are shown."""

    CURRENT = "current"
    CURRENT_PARTIAL = "current_partial"
    UPCOMING = "upcoming"
    UNKNOWN = "unknown"
    DRAFT = "draft"
    SUSPENDED = "suspended"
    CONVERTED = "converted"
    REPLACED = "replaced"
    ABOLISHED = "abolished"

    @property
    def ended(self) -> bool:
        """Whether the standard no longer applies."""
        return self in _ENDED

    @property
    def rank(self) -> int:
        """Place among equal hits: in force first, abolished last."""
        return _RANK[self]


_ENDED = frozenset({Status.CONVERTED, Status.REPLACED, Status.ABOLISHED})
_RANK = {status: rank for rank, status in enumerate(Status)}


def status_on(
    recorded: Status,
    day: date,
    *,
    effective: date | None = None,
    abolished: date | None = None,
    succeeded: bool = False,
) -> Status:
    """The status on `day`, from the recorded one and the dates.

    A day decides where it is known: before `effective` a standard is upcoming, from `abolished` on it has ended
    (the platforms abolish the old edition on the day the new one takes effect). Where no day is known the recorded
    status stands. An unknown status never becomes `current`: that a day has come is no evidence of being in force.
    `succeeded` says that another standard replaces this one as a whole.
    """
    if abolished is not None and day >= abolished:
        return _ended_status(recorded, succeeded)
    if recorded.ended and abolished is None:
        return _ended_status(recorded, succeeded)
    if recorded is Status.DRAFT:
        return recorded
    if effective is not None and day < effective:
        return Status.UPCOMING
    if recorded.ended or (recorded is Status.UPCOMING and effective is not None):
        return Status.CURRENT
    return recorded


def _ended_status(recorded: Status, succeeded: bool) -> Status:
    """How a standard ended: converted stays converted, a successor makes it replaced."""
    if recorded is Status.CONVERTED:
        return recorded
    if succeeded or recorded is Status.REPLACED:
        return Status.REPLACED
    return Status.ABOLISHED
