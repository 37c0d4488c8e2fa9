"""What comes into force and what ends within some days, of a search or a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from catalogue.changes.entry import Entry
from catalogue.changes.events import ENDINGS
from catalogue.changes.kinds import Kind
from catalogue.changes.subject import Subject
from catalogue.search import Addresses, plan_search
from indexer.engines import Engine, Request, number_order
from indexer.lifecycle import Opened
from indexer.query import And, Range
from standard.record import Record
from standard.status import Status

#: most standards of each sort that are read for one agenda; all are counted
MAX_READ = 500
#: field of a record -> whether the event of its day is one of an agenda
_DAYS = ("effective", "abolished")


@dataclass(frozen=True)
class Agenda:
    """The events of some days, in their order."""

    subject: Subject
    first: date
    last: date
    events: tuple[Entry, ...]
    #: how many events there are, shown or not
    total: int
    #: listed numbers of which the catalogue has nothing
    missing: tuple[str, ...]
    #: the day for which statuses hold
    day: date
    generation: str
    data_date: date | None

    @property
    def cut(self) -> bool:
        """Whether there are more events than are shown."""
        return self.total > len(self.events)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "total": self.total,
            "cut": self.cut,
            "missing": list(self.missing),
            "on": self.day.isoformat(),
            "generation": self.generation,
            "events": [
                {**event.to_json(addresses), "status": event.record.status_on(self.day).value} for event in self.events
            ],
        }


def list_agenda(opened: Opened, subject: Subject, first: date, last: date, today: date, home: str) -> Agenda:
    """What comes into force and ends from one day to another, both included. Raises RequestError and IndexFault."""
    if subject.numbers:
        listed = subject.look_up(opened.engine)
        events = list(list_events(opened.engine, listed.records, first, last))
        total, missing = len(events), listed.missing
    else:
        request = plan_search(subject.search, today, home)
        events, total = _of_search(opened.engine, request, first, last)
        missing = ()
    ordered = sorted(events, key=lambda one: (one.day or last, one.kind.place, number_order(one.number)))
    return Agenda(subject, first, last, tuple(ordered), total, missing, today, opened.generation, opened.checked)


def begin_or_end(record: Record, field: str) -> Entry:
    """The event of a record's own day: `effective` or `abolished`."""
    day: date | None = getattr(record, field)
    shown = day.isoformat() if day is not None else None
    if field == "effective":
        return Entry(record, Kind.IN_FORCE, field, None, shown, day)
    ended = record.status_on(day) if day is not None else record.status
    return Entry(record, ENDINGS.get(ended, Kind.ABOLISHED), field, None, shown, day)


def end_by_successor(old: Record, new: Record) -> Entry:
    """That a standard of which no day is recorded ends when what replaces it comes into force."""
    return Entry(old, Kind.REPLACED, "replaced_by", None, [new.number], new.effective)


def _of_search(engine: Engine, request: Request, first: date, last: date) -> tuple[list[Entry], int]:
    """The events of matching standards, and of those that matching ones replace."""
    events: list[Entry] = []
    total = 0
    for field in _DAYS:
        within = replace(request, tree=And((request.tree, Range(field, first, last))), sort="effective", facets=())
        found = engine.search(replace(within, offset=0, limit=MAX_READ))
        events += (begin_or_end(hit.record, field) for hit in found.hits)
        total += found.total
    replaced = list(_replaced(engine, [event.record for event in events if event.kind is Kind.IN_FORCE]))
    return events + replaced, total + len(replaced)


def _replaced(engine: Engine, begun: Iterable[Record]) -> Iterator[Entry]:
    """What standards that come into force replace, where no day of its own is recorded."""
    told: set[str] = set()
    for new in begun:
        for number in new.replaces:
            old = engine.get(number) if number not in told else None
            if old is not None and old.abolished is None and not _ended_before(old, new):
                told.add(number)
                yield end_by_successor(old, new)


def _ended_before(old: Record, new: Record) -> bool:
    """Whether what is recorded of a standard says that it ended for another reason."""
    return old.status.ended and bool(old.replaced_by) and new.number not in old.replaced_by


def list_events(engine: Engine, records: Iterable[Record], first: date, last: date) -> Iterator[Entry]:
    """What comes into force and ends, of some standards."""
    for record in records:
        if record.effective is not None and first <= record.effective <= last:
            yield begin_or_end(record, "effective")
        if record.abolished is not None:
            if first <= record.abolished <= last:
                yield begin_or_end(record, "abolished")
            continue
        successors = [one for one in map(engine.get, record.replaced_by) if one is not None and one.effective]
        begun = min(successors, key=lambda one: one.effective or last, default=None)
        if begun is None or begun.effective is None or record.status in (Status.ABOLISHED, Status.CONVERTED):
            continue
        if first <= begun.effective <= last:
            yield end_by_successor(record, begun)
