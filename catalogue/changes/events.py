"""What happened to a standard that was known before: it came into force, ended, or is told to end.

An event has a day in the time between two generations, or rests on a standard that the older one could not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.changes.entry import Entry
from catalogue.changes.kinds import Kind
from catalogue.changes.span import Span
from indexer.engines import Engine
from standard.record import Record
from standard.status import Status

IN_FORCE = (Status.CURRENT, Status.CURRENT_PARTIAL)
#: how a standard can end -> the kind of change
ENDINGS = {
    Status.ABOLISHED: Kind.ABOLISHED,
    Status.REPLACED: Kind.REPLACED,
    Status.CONVERTED: Kind.CONVERTED,
}


@dataclass(frozen=True)
class Event:
    """An event, and the fields of the record that it accounts for."""

    entry: Entry
    told: frozenset[str]


class Events:
    """Tells the events of standards between two generations."""

    def __init__(self, newer: Engine, span: Span) -> None:
        self._newer = newer
        self._span = span

    def between(self, before: Record, after: Record) -> Iterator[Event]:
        """The events that lie between two records of a standard."""
        status = self._status(before, after)
        if status is not None:
            yield status
        else:
            yield from self._announcements(before, after)
        yield from self._partial(before, after)
        if self._span.is_news(after.reviewed) and after.reviewed != before.reviewed:
            yield _event(before, after, Kind.CONFIRMED, "reviewed", after.reviewed)

    def by_day(self, record: Record) -> Event | None:
        """What the day alone did to a standard of which the record is the same."""
        return self._status(record, record)

    def _status(self, before: Record, after: Record) -> Event | None:
        """That it came into force or ended on a day of the span; both statuses are those of the day."""
        was, now = before.status_on(self._span.since), after.status_on(self._span.until)
        told = {"status", "status_word"}
        if now in IN_FORCE and was not in IN_FORCE and not was.ended and self._span.holds(after.effective):
            told |= _filled(before, "effective")
            return Event(Entry(after, Kind.IN_FORCE, "status", was.value, now.value, after.effective), frozenset(told))
        if now.ended and not was.ended:
            happened, day = self._end(after)
            told |= _filled(before, "abolished") | ({"replaced_by"} if not before.replaced_by else set())
            entry = Entry(after, ENDINGS[now], "status", was.value, now.value, day)
            return Event(entry, frozenset(told)) if happened else None
        return None

    def _end(self, record: Record) -> tuple[bool, date | None]:
        """Whether a standard that has ended did so in the span, and when: by its own day, or by its successor's."""
        if record.abolished is not None:
            return self._span.holds(record.abolished), record.abolished
        news = self._news(record.replaced_by)
        days = [day for _, day in news if day is not None]
        return bool(news), min(days, default=None)

    def _announcements(self, before: Record, after: Record) -> Iterator[Event]:
        """That another standard will replace it, or that it will end."""
        news = self._news(_gained(before, after, "replaced_by"))
        if after.status_on(self._span.until).ended:
            return
        told = _filled(before, "abolished") if self._span.is_ahead(after.abolished) else set()
        if news:
            reached = [day for one, day in news if one is not None and self._span.holds(one.effective)]
            kind = Kind.REPLACED if reached else Kind.SUCCESSOR_ANNOUNCED
            issued = [one.issued for one, _ in news if one is not None and one.issued is not None]
            day = min([one for one in reached if one] if reached else issued, default=None)
            yield _event(before, after, kind, "replaced_by", day, told)
        elif told:
            yield _event(before, after, Kind.ABOLITION_ANNOUNCED, "abolished", after.abolished)

    def _partial(self, before: Record, after: Record) -> Iterator[Event]:
        news = self._news(_gained(before, after, "replaced_partly_by"))
        if news:
            days = [day for _, day in news if day is not None]
            told = {"status", "status_word"} if after.status is Status.CURRENT_PARTIAL else set()
            yield _event(before, after, Kind.PARTLY_REPLACED, "replaced_partly_by", min(days, default=None), told)

    def _news(self, numbers: Iterable[str]) -> list[tuple[Record | None, date | None]]:
        """Of successors those that the older generation could not know, with the day from which they count."""
        found: list[tuple[Record | None, date | None]] = []
        for number in numbers:
            record = self._newer.get(number)
            if record is None:
                if self._span.is_later_edition(number):
                    found.append((None, None))
            elif self._span.is_news(record.issued) or self._span.is_ahead(record.effective):
                found.append((record, record.effective or record.issued))
        return found


def _event(before: Record, after: Record, kind: Kind, field: str, day: date | None, told: Iterable[str] = ()) -> Event:
    was, now = (record.to_json().get(field) for record in (before, after))
    return Event(Entry(after, kind, field, was, now, day), frozenset({field, *told}))


def _gained(before: Record, after: Record, name: str) -> list[str]:
    known = set(getattr(before, name))
    return [number for number in getattr(after, name) if number not in known]


def _filled(before: Record, name: str) -> set[str]:
    """A field that was empty: that it is filled now is part of the event, a changed one is a correction."""
    return {name} if getattr(before, name) is None else set()
