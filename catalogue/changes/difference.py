"""What changed between two generations, as a list with its counts; the last few are kept."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.changes.choice import Choice
from catalogue.changes.entry import Entry
from catalogue.changes.kinds import RECORD, STANDARD, Kind
from catalogue.changes.meaning import Meaning
from catalogue.changes.span import Span
from catalogue.search import Addresses
from indexer.engines import Request, number_order
from indexer.errors import IndexDamaged, NothingBefore
from indexer.lifecycle import Opened, Shelf
from indexer.query import Range

#: most entries that are held; all are counted
MAX_ENTRIES = 20_000
#: differences that are kept
_KEPT = 2


@dataclass(frozen=True)
class Changes:
    """The changes that were asked for: of standards first, the latest first."""

    since: str
    until: str
    span: Span
    choice: Choice
    #: the first of them
    entries: tuple[Entry, ...]
    #: of all of them
    counts: dict[Kind, int]

    @property
    def total(self) -> int:
        """How many there are, held or not."""
        return sum(self.counts.values())

    @property
    def cut(self) -> bool:
        """Whether there are more than are held."""
        return self.total > len(self.entries)

    def count(self, what: str) -> int:
        """How many are changes of standards (STANDARD), or corrections (RECORD)."""
        return sum(count for kind, count in self.counts.items() if kind.what == what)

    def to_json(self, addresses: Addresses, first: int = 0, most: int | None = None) -> dict[str, Any]:
        """JSON with the names of the API; entries from one on, up to so many."""
        shown = self.entries[first:] if most is None else self.entries[first : first + most]
        return {
            "since": self.since,
            "until": self.until,
            "since_day": self.span.since.isoformat(),
            "until_day": self.span.until.isoformat(),
            "total": self.total,
            "counts": {
                STANDARD: self.count(STANDARD),
                RECORD: self.count(RECORD),
                "kinds": {kind.value: count for kind, count in self.counts.items()},
            },
            "cut": self.cut,
            "entries": [entry.to_json(addresses) for entry in shown],
        }


class Differences:
    """Works out differences, and keeps those that were asked for last: between them nothing changes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Changes] = {}
        self._lock = threading.Lock()

    def latest(self, shelf: Shelf, today: date) -> Changes | None:
        """What changed since the generation before; None where none is kept, or it cannot be read."""
        try:
            return self.between(shelf, Choice(), today)
        except (NothingBefore, IndexDamaged):
            return None

    def between(self, shelf: Shelf, choice: Choice, today: date) -> Changes:
        """What changed up to the generation that answers. Raises GenerationNotKept and IndexFault."""
        newer = shelf.current()
        with self._lock:
            kept = self._kept.get((choice.since, newer.generation))
            if kept is None:
                older = shelf.earlier(newer, choice.since)
                kept = _gather(_meaning(older, newer, today), older, newer, Choice(choice.since), today)
                self._kept = dict([*self._kept.items(), ((choice.since, newer.generation), kept)][-_KEPT:])
            if not choice.narrow:
                return kept
            if not kept.cut:
                return _chosen(kept.entries, kept.since, kept.until, kept.span, choice)
            older = shelf.earlier(newer, choice.since)
            return _gather(_meaning(older, newer, today), older, newer, choice, today)


def _meaning(older: Opened, newer: Opened, today: date) -> Iterable[Entry]:
    days = Span(older.day or today, newer.day or today)
    return Meaning(older.engine, newer.engine, _span(older, newer, today), days).entries()


def _span(older: Opened, newer: Opened, today: date) -> Span:
    """Between the days as of which the generations know things."""
    return Span(older.checked or _latest_issue(older, today), newer.day or today)


def _latest_issue(opened: Opened, today: date) -> date:
    """Where no source says when it was checked: the day on which the newest standard was issued, up to its making."""
    made = opened.made or today
    hits = opened.engine.search(Request(Range("issued", None, made), made, sort="-issued", limit=1)).hits
    return (hits[0].record.issued if hits else None) or made


def _gather(entries: Iterable[Entry], older: Opened, newer: Opened, choice: Choice, today: date) -> Changes:
    return _chosen(entries, older.generation, newer.generation, _span(older, newer, today), choice)


def _chosen(entries: Iterable[Entry], since: str, until: str, span: Span, choice: Choice) -> Changes:
    """The entries that pass; of more than are held the changes of standards go before corrections."""
    counts: Counter[Kind] = Counter()
    held: dict[str, list[Entry]] = {STANDARD: [], RECORD: []}
    for entry in entries:
        if choice.takes(entry):
            counts[entry.kind] += 1
            if len(held[entry.kind.what]) < MAX_ENTRIES:
                held[entry.kind.what].append(entry)
    standards = sorted(held[STANDARD], key=_order)
    shown = [*standards, *sorted(held[RECORD], key=_order)][:MAX_ENTRIES]
    ordered = {kind: counts[kind] for kind in Kind if counts[kind]}
    return Changes(since, until, span, choice, tuple(shown), ordered)


def _order(entry: Entry) -> tuple[int, int, str]:
    """The latest first; without a day last; of one day by kind, then by number."""
    return -(entry.day.toordinal() if entry.day else 0), entry.kind.place, number_order(entry.number)
