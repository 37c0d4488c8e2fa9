"""What may overlap with each of many standards: a work list for an officer, one standard after the other.

Standards are read page by page and each is let go of when its row is made: memory hangs on what was found, not on how
much was looked at.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from catalogue.comparison.checks import CHECKS, Check
from catalogue.comparison.likeness import Rarity
from catalogue.comparison.listed_standards import find_listed
from catalogue.comparison.overlaps import HIGHER, Overlap, Overlaps, find_overlaps, is_standard
from catalogue.comparison.selection import Selection
from catalogue.search import Addresses
from catalogue.wording import Words, say
from indexer.engines import Engine, Request
from indexer.lifecycle import Opened
from standard.home import HOME
from standard.record import Record

#: standards that are read at once
BATCH = 500
#: related standards that a row of a list keeps
MOST_RELATED = 3

#: whether a person has decided on a pair, so that it is not raised again
Settled = Callable[[Overlap], bool]


@dataclass(frozen=True)
class OverlapList:
    """The findings for many standards on a day, in the order of their numbers, or that of a list."""

    selection: Selection
    day: date
    #: the standards with anything that is asked for, each with its candidates, related ones and checks
    rows: tuple[Overlaps, ...]
    #: how many standards were looked at
    looked_at: int
    #: check -> how many pairs and standards trip it, whatever checks are asked for
    counts: Mapping[str, int]
    #: pairs that were left out since a person has decided on them
    settled: int
    took_ms: float
    generation: str = ""
    #: latest day on which a source was checked
    data_date: date | None = None

    @cached_property
    def pairs(self) -> tuple[Overlap, ...]:
        """All pairs, those of one standard side by side, the best first."""
        return tuple(pair for row in self.rows for pair in row.candidates)

    @cached_property
    def without(self) -> tuple[Overlaps, ...]:
        """The standards without a counterpart in this catalogue: `related` tells whether there are related ones."""
        return tuple(row for row in self.rows if row.find_check("no_national_counterpart"))

    @cached_property
    def not_judged(self) -> tuple[tuple[Record, Words], ...]:
        """The standards that could not be judged (无法判定), each with why."""
        found = ((row.record, row.find_check("not_judged")) for row in self.rows)
        return tuple((record, check.text) for record, check in found if check is not None)

    @cached_property
    def standards(self) -> Mapping[str, int]:
        """Check -> how many standards trip it, themselves or in a pair."""
        counts = Counter(kind for row in self.rows for kind in _kinds(row))
        return {kind: counts[kind] for kind in CHECKS if counts[kind]}

    def narrowed(self, checks: tuple[str, ...] = (), settled: Settled | None = None) -> OverlapList:
        """The same list with what trips one of some checks only, and without pairs that a person has decided on.

        Nothing is looked up again: a list that was made once answers for all checks.
        """
        return _sift(replace(self, selection=replace(self.selection, checks=checks)), self.rows, settled)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "on": self.day.isoformat(),
            "generation": self.generation,
            "data_date": self.data_date.isoformat() if self.data_date else None,
            "selection": self.selection.to_json(),
            "looked_at": self.looked_at,
            "pairs": [pair.to_json(addresses) for pair in self.pairs],
            "standards": [_standard(row, addresses) for row in self.rows],
            "without": [_without(row) for row in self.without],
            "not_judged": [
                {"number": record.number, "title": record.title, "reason": reason} for record, reason in self.not_judged
            ],
            "counts": dict(self.counts),
            "settled": self.settled,
            "took_ms": round(self.took_ms, 1),
        }


def count_selected(opened: Opened, selection: Selection, day: date) -> int:
    """How many standards a selection looks at. Raises IndexFault."""
    if selection.listed is not None:
        return len(selection.listed)
    return opened.engine.search(Request(selection.tree, day, selection.all_filters, limit=0)).total


def list_overlaps(
    opened: Opened,
    selection: Selection,
    day: date,
    settled: Settled | None = None,
    home: str = HOME,
    progress: Callable[[int], None] | None = None,
) -> OverlapList:
    """The findings for all standards of a selection; `settled` says which pairs a person has decided on.

    `progress` is told how many standards have been looked at; what it raises ends the work. Raises IndexFault.
    """
    started = time.perf_counter()
    looked_at, rarity = 0, Rarity(opened.engine.frequency, opened.engine.count())

    def rows() -> Iterator[Overlaps]:
        nonlocal looked_at
        for record in _standards(opened.engine, selection, day, home):
            looked_at += 1
            if progress is not None:
                progress(looked_at)
            yield _look_at(opened, record, selection, day, rarity)

    empty = OverlapList(selection, day, (), 0, {}, 0, 0.0, opened.generation, opened.checked)
    found = _sift(empty, rows(), settled)
    return replace(found, looked_at=looked_at, took_ms=(time.perf_counter() - started) * 1000)


def _sift(found: OverlapList, rows: Iterable[Overlaps], settled: Settled | None) -> OverlapList:
    """A list with those rows that its selection asks for, counted, without pairs that are settled."""
    counts: Counter[str] = Counter()
    kept, left_out = [], 0
    for row in rows:
        pairs = tuple(pair for pair in row.candidates if settled is None or not settled(pair))
        left_out += len(row.candidates) - len(pairs)
        counts.update(check.kind for checks in (row.checks, *(pair.checks for pair in pairs)) for check in checks)
        if (asked := _asked_for(replace(row, candidates=pairs), found.selection)) is not None:
            kept.append(asked)
    ordered = {kind: counts[kind] for kind in CHECKS if counts[kind]}
    return replace(found, rows=tuple(kept), counts=ordered, settled=found.settled + left_out)


def _kinds(row: Overlaps) -> set[str]:
    return {check.kind for checks in (row.checks, *(pair.checks for pair in row.candidates)) for check in checks}


def _standards(engine: Engine, selection: Selection, day: date, home: str) -> Iterator[Record]:
    """The standards to look at, read in batches."""
    if selection.listed is not None:
        yield from find_listed(engine, selection.listed, day, home)
        return
    request = Request(selection.tree, day, selection.all_filters, sort="number", limit=BATCH)
    while hits := engine.search(request).hits:
        yield from (hit.record for hit in hits if is_standard(hit.record))
        request = replace(request, offset=request.offset + BATCH)


def _look_at(opened: Opened, record: Record, selection: Selection, day: date, rarity: Rarity) -> Overlaps:
    """What is found for one standard, or why nothing can be."""
    missing = ""
    if selection.listed is not None and not record.title:
        missing = "missing"
    elif not selection.against and record.level not in HIGHER:
        missing = "level"
    if missing:
        check = Check("not_judged", say(f"check_not_judged_{missing}"))
        return Overlaps(record, day, (), (), (check,), 0.0, opened.generation)
    found = find_overlaps(opened, record, day, selection.against, selection.least, rarity)
    return replace(found, related=found.related[:MOST_RELATED])


def _asked_for(row: Overlaps, selection: Selection) -> Overlaps | None:
    """A row with what trips the checks that are asked for; None where nothing of it does."""
    if not selection.checks:
        return row
    checks = tuple(check for check in row.checks if selection.takes(check.kind))
    pairs = tuple(pair for pair in row.candidates if any(selection.takes(check.kind) for check in pair.checks))
    return replace(row, candidates=pairs, checks=checks) if checks or pairs else None


def _standard(row: Overlaps, addresses: Addresses) -> dict[str, Any]:
    issued = row.record.issued
    return {
        "number": row.record.number,
        "title": row.record.title,
        "status": row.status.value,
        "issued": issued.isoformat() if issued is not None else None,
        "candidates": len(row.candidates),
        "checks": [check.to_json() for check in row.checks],
        "url": addresses.standard(row.record.number),
    }


def _without(row: Overlaps) -> dict[str, Any]:
    return {
        "number": row.record.number,
        "title": row.record.title,
        "kind": "related_only" if row.related else "none",
        "related": [pair.candidate.number for pair in row.related],
    }
