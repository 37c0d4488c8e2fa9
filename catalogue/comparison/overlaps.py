"""The standards of higher levels that may be about the same object as a standard: candidates with score and reasons."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from catalogue.comparison.checks import Check, check_alone, check_counterparts, check_pair
from catalogue.comparison.likeness import RELATED, THRESHOLD, Likeness, Rarity, Reason, compare_titles, rarity_of
from catalogue.comparison.selection import LIVE
from catalogue.comparison.title_parts import TitleParts, take_apart
from catalogue.search import Addresses
from indexer.engines import Engine, Request
from indexer.lifecycle import Opened
from indexer.query import And, Node, Or, Pieces, Term, Text
from standard.publisher import Level
from standard.record import Record
from standard.status import Status

#: level -> the levels that stand above it
HIGHER: dict[Level, tuple[Level, ...]] = {
    Level.INDUSTRY: (Level.NATIONAL,),
    Level.LOCAL: (Level.NATIONAL, Level.INDUSTRY),
    Level.GROUP: (Level.NATIONAL, Level.INDUSTRY, Level.LOCAL),
    Level.ENTERPRISE: (Level.NATIONAL, Level.INDUSTRY, Level.LOCAL, Level.GROUP),
}
#: most candidates that are given
MOST = 12
#: names of the object that are looked for, and most standards that one search brings in
MOST_NAMES, MOST_FOUND = 4, 60
#: the same from the other end, among few standards
MOST_BELOW = 150
#: (field, values): all of the fields, any of the values of one
Filters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Overlap:
    """A standard and one of another level that may be about the same object: a candidate, never a verdict."""

    standard: Record
    candidate: Record
    #: of the candidate, on the day asked
    status: Status
    likeness: Likeness
    #: of the pair
    checks: tuple[Check, ...]

    @property
    def score(self) -> float:
        """How alike the two are, from 0 to 1."""
        return self.likeness.score

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why."""
        return self.likeness.reasons

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        issued = self.candidate.issued
        return {
            "number": self.standard.number,
            "candidate": self.candidate.number,
            "title": self.candidate.title,
            "status": self.status.value,
            "issued": issued.isoformat() if issued is not None else None,
            "score": self.score,
            "reasons": [reason.to_json() for reason in self.reasons],
            "checks": [check.to_json() for check in self.checks],
            "url": addresses.standard(self.candidate.number),
        }


@dataclass(frozen=True)
class Overlaps:
    """What may overlap with a standard on a day, best first."""

    record: Record
    day: date
    candidates: tuple[Overlap, ...]
    #: of the same field, but below the threshold
    related: tuple[Overlap, ...]
    #: of the standard itself
    checks: tuple[Check, ...]
    took_ms: float
    generation: str = ""

    @property
    def status(self) -> Status:
        """Of the standard, on the day asked."""
        return self.record.status_on(self.day)

    def find_check(self, kind: str) -> Check | None:
        """The check of a kind that the standard itself trips."""
        return next((check for check in self.checks if check.kind == kind), None)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "number": self.record.number,
            "title": self.record.title,
            "on": self.day.isoformat(),
            "pairs": [row.to_json(addresses) for row in self.candidates],
            "related": [row.to_json(addresses) for row in self.related],
            "checks": [check.to_json() for check in self.checks],
            "took_ms": round(self.took_ms, 1),
            "generation": self.generation,
        }


def find_overlaps(
    opened: Opened, record: Record, day: date, against: tuple[Level, ...] = (), least: float = THRESHOLD
) -> Overlaps:
    """The standards that may be about the same object as a record, of the levels above it or those given.

    Candidates have a score of at least `least`. Raises IndexFault.
    """
    started = time.perf_counter()
    engine = opened.engine
    levels = against or HIGHER.get(record.level, ())
    parts = take_apart(record)
    rarity = lru_cache(maxsize=None)(rarity_of(engine.frequency, engine.count()))
    found = _find_candidates(engine, record, parts, day, levels) if levels and parts.words else {}
    rows = sorted(_judge(record, parts, found.values(), rarity, day, least), key=_rank)
    candidates = tuple(row for row in rows if row.score >= least)[:MOST]
    related = tuple(row for row in rows if row.score < least)[:MOST]
    missing = check_counterparts(record, len(candidates), len(related), judged=bool(parts.words)) if levels else ()
    checks = (*check_alone(engine, record, day), *missing)
    took = (time.perf_counter() - started) * 1000
    return Overlaps(record, day, candidates, related, checks, took, opened.generation)


def _find_candidates(
    engine: Engine, record: Record, parts: TitleParts, day: date, levels: tuple[Level, ...]
) -> dict[str, Record]:
    """Standards of some levels that name the object, hold most words of the title, or are of its class with a word."""
    filters = (("level", tuple(level.value for level in levels)), ("status", tuple(status.value for status in LIVE)))
    found: dict[str, Record] = {}
    for tree in _trees(record, parts):
        for hit in engine.search(Request(tree, day, filters, limit=MOST_FOUND)).hits:
            if not (hit.record.parsed is not None and hit.record.parsed.language):
                found[hit.record.number] = hit.record
    found.pop(record.number, None)
    return found


def _trees(record: Record, parts: TitleParts) -> Iterator[Node]:
    """What is searched for. A single name brings the titles that are about it first (`indexer.engines.relevance`)."""
    names = [name for name in parts.objects if len(name) > 1]
    names.sort(key=lambda name: (-parts.objects[name], len(name)))
    yield from (Pieces((Text(name),)) for name in names[:MOST_NAMES])
    yield Pieces(tuple(Text(word) for word in parts.words))
    words = tuple(Text(word, "title") for word in parts.words if len(word) > 1)
    codes = [Term("ics", code) for code in record.ics] + [Term("ccs", code) for code in record.ccs]
    if words and codes:
        yield And((Or(tuple(codes)), Or(words)))


def _judge(
    record: Record, parts: TitleParts, found: Iterable[Record], rarity: Rarity, day: date, least: float
) -> Iterator[Overlap]:
    for other in found:
        likeness = compare_titles(record, parts, other, take_apart(other), rarity)
        if likeness.score >= min(least, RELATED):
            checks = tuple(check_pair(record, other)) if likeness.score >= least else ()
            yield Overlap(record, other, other.status_on(day), likeness, checks)


def _rank(row: Overlap) -> tuple[object, ...]:
    """The most alike first, then the newer one."""
    return (-row.score, -(row.candidate.year or 0), row.candidate.number)


def find_below(
    opened: Opened, record: Record, day: date, filters: Filters, least: float = THRESHOLD
) -> tuple[Overlap, ...]:
    """The standards for which a record is a candidate, whether it is in force or not: the search from the other end.

    `filters` say among which, by level, region and status. Raises IndexFault.
    """
    engine, parts = opened.engine, take_apart(record)
    rarity = lru_cache(maxsize=None)(rarity_of(engine.frequency, engine.count()))
    # a narrower standard says all that a wider one says, or a part of it where that names a whole group
    any_word = Or(tuple(Text(word, "title") for word in parts.words))
    trees = (*_trees(record, parts), any_word) if parts.words else ()
    found: dict[str, Record] = {}
    for tree in trees:
        for hit in engine.search(Request(tree, day, filters, limit=MOST_BELOW)).hits:
            found[hit.record.number] = hit.record
    found.pop(record.number, None)
    pairs = (pair for one in found.values() for pair in _judge(one, take_apart(one), (record,), rarity, day, least))
    return tuple(sorted((pair for pair in pairs if pair.score >= least), key=_rank_below))


def _rank_below(pair: Overlap) -> tuple[object, ...]:
    return (-pair.score, pair.standard.number)
