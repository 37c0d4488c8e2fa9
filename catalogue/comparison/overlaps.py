"""The standards of higher levels that may be about the same object as a standard: candidates with score and reasons."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from catalogue.comparison.checks import Check, check_alone, check_counterparts, check_pair
from catalogue.comparison.likeness import Likeness, Rarity, compare_titles, rarity_of
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
#: from this score on a standard counts as a candidate, and from this one on as related
THRESHOLD, RELATED = 0.55, 0.25
#: most candidates that are given
MOST = 12
#: names of the object that are looked for, and most standards that one search brings in
MOST_NAMES, MOST_FOUND = 4, 60
_LIVE = (Status.CURRENT, Status.CURRENT_PARTIAL, Status.UPCOMING, Status.UNKNOWN)


@dataclass(frozen=True)
class Overlap:
    """A standard of a higher level that may be about the same object."""

    record: Record
    status: Status
    likeness: Likeness
    checks: tuple[Check, ...]


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

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "number": self.record.number,
            "title": self.record.title,
            "on": self.day.isoformat(),
            "pairs": [self._pair(row, addresses) for row in self.candidates],
            "related": [self._pair(row, addresses) for row in self.related],
            "checks": [check.to_json() for check in self.checks],
            "took_ms": round(self.took_ms, 1),
            "generation": self.generation,
        }

    def _pair(self, row: Overlap, addresses: Addresses) -> dict[str, Any]:
        issued = row.record.issued
        return {
            "number": self.record.number,
            "candidate": row.record.number,
            "title": row.record.title,
            "status": row.status.value,
            "issued": issued.isoformat() if issued is not None else None,
            "score": row.likeness.score,
            "reasons": [reason.to_json() for reason in row.likeness.reasons],
            "checks": [check.to_json() for check in row.checks],
            "url": addresses.standard(row.record.number),
        }


def find_overlaps(opened: Opened, record: Record, day: date, against: tuple[Level, ...] = ()) -> Overlaps:
    """The standards that may be about the same object as a record, of the levels above it or those given.

    Raises IndexFault.
    """
    started = time.perf_counter()
    engine = opened.engine
    levels = against or HIGHER.get(record.level, ())
    parts = take_apart(record)
    rarity = lru_cache(maxsize=None)(rarity_of(engine.frequency, engine.count()))
    found = _find_candidates(engine, record, parts, day, levels) if levels and parts.words else {}
    rows = sorted(_judge(record, parts, found.values(), rarity, day), key=_rank)
    candidates = tuple(row for row in rows if row.likeness.score >= THRESHOLD)[:MOST]
    related = tuple(row for row in rows if RELATED <= row.likeness.score < THRESHOLD)[:MOST]
    missing = check_counterparts(len(candidates), len(related), judged=bool(parts.words)) if levels else ()
    checks = (*check_alone(engine, record, day), *missing)
    took = (time.perf_counter() - started) * 1000
    return Overlaps(record, day, candidates, related, checks, took, opened.generation)


def _find_candidates(
    engine: Engine, record: Record, parts: TitleParts, day: date, levels: tuple[Level, ...]
) -> dict[str, Record]:
    """Standards of some levels that name the object, hold most words of the title, or are of its class with a word."""
    filters = (("level", tuple(level.value for level in levels)), ("status", tuple(status.value for status in _LIVE)))
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


def _judge(record: Record, parts: TitleParts, found: Iterable[Record], rarity: Rarity, day: date) -> Iterator[Overlap]:
    for other in found:
        likeness = compare_titles(record, parts, other, take_apart(other), rarity)
        if likeness.score >= RELATED:
            checks = tuple(check_pair(record, other)) if likeness.score >= THRESHOLD else ()
            yield Overlap(other, other.status_on(day), likeness, checks)


def _rank(row: Overlap) -> tuple[object, ...]:
    """The most alike first, then the newer one."""
    return (-row.likeness.score, -(row.record.year or 0), row.record.number)
