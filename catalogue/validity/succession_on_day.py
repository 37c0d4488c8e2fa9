"""What takes the place of a standard: which standards, from which day, and on to what is in force on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.validity.known_standards import KnownStandards
from indexer.analysis import parse
from standard.clause_endings import endings_of
from standard.record import Record
from standard.status import Status

#: most standards that one chain goes over
MAX_CHAIN = 50


@dataclass(frozen=True)
class Successor:
    """A standard that replaces another as a whole."""

    number: str
    #: None where the catalogue lacks it
    record: Record | None
    #: the day it takes effect; None where that is not known
    day: date | None

    @property
    def year(self) -> int | None:
        """The year in its number."""
        return year_of(self.number)

    def order(self) -> tuple[date, int, str]:
        """Earliest first; where no day is known, by the year of the number."""
        return self.day or date.max, self.year or 0, self.number

    def known_on(self, day: date) -> bool:
        """Whether it was published by a day, as far as can be told; the year of a number is the least."""
        if self.record is not None and self.record.issued is not None:
            return self.record.issued <= day
        return (self.year or 0) <= day.year

    def in_effect(self, day: date) -> bool:
        """Whether it has taken effect by a day; without a day of effect, whether it may have."""
        if self.day is not None:
            return self.day <= day
        waiting = self.record is not None and self.record.status in (Status.UPCOMING, Status.DRAFT)
        return self.known_on(day) and not waiting


def successors_of(known: KnownStandards, number: str, record: Record | None) -> tuple[Successor, ...]:
    """What replaces a number as a whole, as it says itself, as others say, and by notice; the earliest first."""
    named = dict.fromkeys(record.replaced_by if record is not None else ())
    named.update((row.number, None) for row in known.replacing(number) if number not in row.replaces_partly)
    found = [_successor(known, other) for other in named]
    noticed = [row for row in endings_of(number) if not row.extent.partial and row.by not in named]
    found += [Successor(row.by, known.get(row.by), row.day) for row in noticed]
    return tuple(sorted(found, key=Successor.order))


def is_older(successor: Successor, number: str, record: Record | None) -> bool:
    """Whether what is said to replace a standard is older than it, by the years of both or by their days of effect."""
    if successor.number == number:
        return True
    years = successor.year, year_of(number)
    if None not in years and years[0] != years[1]:
        return (years[0] or 0) < (years[1] or 0)
    begun = record.effective if record is not None else None
    return successor.day is not None and begun is not None and successor.day < begun


@dataclass(frozen=True)
class Chain:
    """The replacements that begin at a standard, followed to what is in force on a day."""

    #: every standard on the way, nearest first
    numbers: tuple[str, ...]
    #: those at the end of it that are in force
    in_force: tuple[str, ...]
    #: numbers that replace each other in a circle; empty where none do
    circle: tuple[str, ...]


def follow(known: KnownStandards, number: str, record: Record | None, day: date) -> Chain:
    """The chain of what has taken effect by a day; what is older is not followed, and a circle is told."""
    in_force: dict[str, None] = {}
    #: each standard on the way -> what replaces it, and whether that is to be followed
    steps: dict[str, dict[str, bool]] = {}
    waiting = [number]
    while waiting and len(steps) <= MAX_CHAIN:
        at = waiting.pop(0)
        if at in steps:
            continue
        here = known.get(at) if at != number else record
        found = [one for one in successors_of(known, at, here) if one.in_effect(day)]
        steps[at] = {one.number: not is_older(one, at, here) for one in found}
        waiting += [other for other, followed in steps[at].items() if followed]
        if at != number and here is not None and holds(known, here, day):
            in_force[at] = None
    return Chain(tuple(one for one in steps if one != number), tuple(in_force), _circle(steps))


def _circle(steps: dict[str, dict[str, bool]]) -> tuple[str, ...]:
    """Standards that replace each other in a circle, the first of them again at the end; empty where none do."""
    for last, others in steps.items():
        for first in others:
            way = _way(steps, first, last) if first in steps else ()
            if way:
                return (*way, first)
    return ()


def _way(steps: dict[str, dict[str, bool]], first: str, last: str) -> tuple[str, ...]:
    """The shortest way from one standard to another along what is followed; empty where there is none."""
    ways: list[tuple[str, ...]] = [(first,)]
    seen = {first}
    while ways:
        way = ways.pop(0)
        if way[-1] == last:
            return way
        nexts = [one for one, followed in steps.get(way[-1], {}).items() if followed and one not in seen]
        seen.update(nexts)
        ways += [(*way, one) for one in nexts]
    return ()


def holds(known: KnownStandards, record: Record, day: date) -> bool:
    """Whether a standard is in force on a day by its days, its recorded status and what replaces it."""
    begun = record.effective or record.issued
    if (begun is not None and begun > day) or (record.issued is not None and record.issued > day):
        return False
    if record.abolished is not None and record.abolished <= day:
        return False
    if record.status in (Status.DRAFT, Status.SUSPENDED) or (record.status is Status.UPCOMING and begun is None):
        return False
    days = [one.day for one in _real(known, record)]
    if any(one is not None and one <= day for one in days):
        return False
    if record.status.ended and record.abolished is None:
        return any(one is not None and one <= known.seen(record) for one in days)
    return record.status is not Status.UNKNOWN and not any(one.in_effect(day) for one in _real(known, record))


def _real(known: KnownStandards, record: Record) -> Iterator[Successor]:
    found = successors_of(known, record.number, record)
    return (one for one in found if not is_older(one, record.number, record))


def _successor(known: KnownStandards, number: str) -> Successor:
    record = known.get(number)
    return Successor(number, record, (record.effective or _issued_day(record)) if record is not None else None)


def _issued_day(record: Record) -> date | None:
    """Where no day of effect is known, a standard that is in force or has been can be taken to begin when issued."""
    return None if record.status in (Status.UPCOMING, Status.DRAFT) else record.issued


def year_of(number: str) -> int | None:
    """The year in a number; None where there is none, or no grammar reads it."""
    parsed = parse(number)
    return parsed.year if parsed is not None else None
