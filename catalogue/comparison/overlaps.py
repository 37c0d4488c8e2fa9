"""The standards of higher levels that may be about the same object as a standard: candidates with score and reasons."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.comparison.aspects import words_for
from catalogue.comparison.checks import Check, check_alone, check_counterparts, check_pair
from catalogue.comparison.holding import list_wider
from catalogue.comparison.likeness import RELATED, THRESHOLD, Likeness, Rarity, Reason, compare_titles
from catalogue.comparison.selection import LIVE
from catalogue.comparison.title_parts import TitleParts, take_apart
from catalogue.search import Addresses
from indexer.engines import Engine, Request
from indexer.lifecycle import Opened
from indexer.query import And, Node, Or, Pieces, Text
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
#: most standards that one search brings in
MOST_FOUND = 80


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
    opened: Opened,
    record: Record,
    day: date,
    against: tuple[Level, ...] = (),
    least: float = THRESHOLD,
    rarity: Rarity | None = None,
) -> Overlaps:
    """The standards that may be about the same object as a record, of the levels above it or those given.

    Candidates have a score of at least `least`. `rarity` is that of words in the catalogue, where it is known already.

    Raises IndexFault.
    """
    started = time.perf_counter()
    engine = opened.engine
    levels = against or HIGHER.get(record.level, ())
    parts = take_apart(record)
    rarity = rarity or Rarity(engine.frequency, engine.count())
    found = _find_candidates(engine, record, parts, day, levels) if levels and parts.object_words else {}
    rows = sorted(judge_overlaps(record, parts, found.values(), rarity, day, least), key=_rank)
    candidates = tuple(row for row in rows if row.score >= least)[:MOST]
    related = tuple(row for row in rows if row.score < least)[:MOST]
    checks = list(check_alone(engine, record, day))
    if levels:
        checks += check_counterparts(record, len(candidates), len(related), judged=bool(parts.object_words))
    took = (time.perf_counter() - started) * 1000
    return Overlaps(record, day, candidates, related, tuple(checks), took, opened.generation)


def _find_candidates(
    engine: Engine, record: Record, parts: TitleParts, day: date, levels: tuple[Level, ...]
) -> dict[str, Record]:
    """Standards of some levels that name the object, hold most words of the title, or are of its class with a word."""
    filters = (("level", tuple(level.value for level in levels)), ("status", tuple(status.value for status in LIVE)))
    found: dict[str, Record] = {}
    for tree in _trees(parts):
        for hit in engine.search(Request(tree, day, filters, limit=MOST_FOUND)).hits:
            if is_standard(hit.record):
                found[hit.record.number] = hit.record
    found.pop(record.number, None)
    return found


def is_standard(record: Record) -> bool:
    """Whether a record is of a standard itself: not of an edition in another language, nor of an amendment."""
    return record.parsed is None or not (record.parsed.language or record.parsed.kind == "amendment")


def _trees(parts: TitleParts) -> Iterator[Node]:
    """What is searched for: titles with a word of the object or for its whole kind (动物 for 奶牛).

    First those that name the aspect as well, then whatever shares most words, then titles of the aspect alone.
    """
    words = tuple(Text(word, "title") for word in words_above(parts))
    aspects = tuple(Text(word, "title") for word in words_for(parts.aspects))
    if words and aspects:
        yield And((Or(words), Or(aspects)))
    if words:
        yield Or(words)
    yield from (Pieces((Text(aspect, "title"),)) for aspect in parts.aspects[-1:])


def words_above(parts: TitleParts) -> tuple[str, ...]:
    """The words of which one stands in the title of each candidate: those of the object, and of its whole kind."""
    names = (*parts.object_words, *(name for name in parts.objects if len(name) > 1))
    wider = [word for name in names for word in list_wider(name)]
    return tuple(word for word in dict.fromkeys((*parts.object_words, *wider)) if len(word) > 1)


def judge_overlaps(
    record: Record, parts: TitleParts, found: Iterable[Record], rarity: Rarity, day: date, least: float
) -> Iterator[Overlap]:
    """Those of some standards that are candidates, or of the same field."""
    for other in found:
        likeness = compare_titles(record, parts, other, take_apart(other), rarity)
        if likeness.score >= min(least, RELATED):
            checks = tuple(check_pair(record, other)) if likeness.score >= least else ()
            yield Overlap(record, other, other.status_on(day), likeness, checks)


def _rank(row: Overlap) -> tuple[object, ...]:
    """The most alike first, then the newer one."""
    return (-row.score, -(row.candidate.year or 0), row.candidate.number)
