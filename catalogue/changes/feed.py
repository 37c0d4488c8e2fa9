"""The latest of a search or a list, as a reader of feeds takes it: what was issued, came into force, or ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from catalogue.changes.agenda import begin_or_end, list_events
from catalogue.changes.difference import Changes
from catalogue.changes.entry import Entry
from catalogue.changes.kinds import STANDARD, Kind
from catalogue.changes.subject import Listed, Subject
from catalogue.search import plan_search
from indexer.engines import Engine, Request, number_order
from indexer.lifecycle import Opened
from indexer.query import And, Number, Or, Range
from standard.record import Record

#: most entries of a feed
MAX_FEED = 50
#: how long ago a standard that ended is told of
_ENDED_WITHIN = timedelta(days=366)
#: most standards that ended and are looked at, to find the last
_MOST_ENDED = 500
#: changes whose day stands in the record itself
_DATED = (Kind.ANNOUNCED, Kind.NEW_EDITION, Kind.AMENDED, Kind.IN_FORCE)
#: changes without a day that are looked for in a search: so many at once, and at most
_BATCH, _MOST_CHANGED = 50, 300
#: editions of each that are looked at, on average
_EDITIONS = 4


@dataclass(frozen=True)
class Feed:
    """The latest events, newest first."""

    subject: Subject
    entries: tuple[Entry, ...]
    #: listed numbers of which the catalogue has nothing
    missing: tuple[str, ...]
    #: the day for which statuses hold
    day: date
    generation: str
    #: the day as of which the catalogue knows things
    data_date: date

    @property
    def updated(self) -> date:
        """The day of the latest entry."""
        return max((entry.day for entry in self.entries if entry.day), default=self.data_date)


def list_feed(opened: Opened, subject: Subject, changes: Changes | None, today: date, home: str) -> Feed:
    """The latest events up to today, with what changed since the generation before. Raises RequestError, IndexFault."""
    listed, request = subject.look_up(opened.engine), plan_search(subject.search, today, home)
    dated = _of_list(opened.engine, listed, today) if subject.numbers else _of_search(opened.engine, request, today)
    entries = {_key(entry): entry for entry in dated if entry.day is not None and entry.day <= today}
    for entry in _undated(opened.engine, subject, listed, request, changes) if changes is not None else ():
        entries.setdefault(_key(entry), entry)
    latest = sorted(entries.values(), key=lambda one: (-(one.day or date.min).toordinal(), number_order(one.number)))
    known = opened.day or today
    return Feed(subject, tuple(latest[:MAX_FEED]), listed.missing, today, opened.generation, known)


def _key(entry: Entry) -> tuple[str, bool, date | None]:
    """The same event, as the record and a comparison tell it."""
    ends = entry.kind in (Kind.REPLACED, Kind.ABOLISHED, Kind.CONVERTED)
    return f"{entry.number}|{'ended' if ends else entry.kind}", ends, None if ends else entry.day


def _of_search(engine: Engine, request: Request, today: date) -> Iterator[Entry]:
    """The latest issued, in force and ended of a search."""
    for field in ("issued", "effective"):
        found = _within(engine, request, Range(field, None, today), f"-{field}", MAX_FEED)
        yield from (_issued(record) if field == "issued" else begin_or_end(record, field) for record in found)
    ended = _within(engine, request, Range("abolished", today - _ENDED_WITHIN, today), "-effective", _MOST_ENDED)
    yield from (begin_or_end(record, "abolished") for record in ended)


def _within(engine: Engine, request: Request, days: Range, sort: str, most: int) -> Iterator[Record]:
    asked = replace(request, tree=And((request.tree, days)), sort=sort, facets=(), offset=0, limit=most)
    return (hit.record for hit in engine.search(asked).hits)


def _issued(record: Record) -> Entry:
    shown = record.issued.isoformat() if record.issued is not None else None
    return Entry(record, Kind.ANNOUNCED, "issued", None, shown, record.issued)


def _of_list(engine: Engine, listed: Listed, today: date) -> Iterator[Entry]:
    yield from (_issued(record) for record in listed.records if record.issued is not None)
    yield from list_events(engine, listed.records, date.min, today)


def _undated(engine: Engine, subject: Subject, listed: Listed, request: Request, changes: Changes) -> Iterator[Entry]:
    """Changes of the standards of a subject that no day of a record tells: a successor, a partial replacement."""
    found = [entry for entry in changes.entries if entry.kind.what == STANDARD and entry.kind not in _DATED]
    numbers = list(dict.fromkeys(entry.number for entry in found))
    if subject.numbers:
        matching = {record.number for record in listed.records}
    else:
        matching = set(
            _matching(engine, replace(request, facets=(), offset=0, limit=_BATCH * _EDITIONS), numbers[:_MOST_CHANGED])
        )
    until = changes.span.until
    yield from (replace(entry, day=_told(entry, until)) for entry in found if entry.number in matching)


def _told(entry: Entry, until: date) -> date:
    """When a reader of a feed can have learnt it: the day of the event, of one ahead that of the generation."""
    return min(entry.day or until, until)


def _matching(engine: Engine, request: Request, numbers: list[str]) -> Iterator[str]:
    """Those of some numbers whose standards match a search; other editions of them, too."""
    for start in range(0, len(numbers), _BATCH):
        asked = Or(tuple(Number(number, own=True) for number in numbers[start : start + _BATCH]))
        page = replace(request, tree=And((request.tree, asked)), sort="number")
        yield from (hit.record.number for hit in engine.search(page).hits)
