"""The engine contract on a generation folder."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.engines.base import BUILD_MEMORY, RANKS, Axis, Hit, Request, Results, Score, Suggestion
from indexer.engines.document import depth_of
from indexer.engines.suggestion_rules import suggest
from indexer.engines.validation import MAX_FACET_VALUES, check, check_axis, check_field
from indexer.engines.whoosh.build import ChangeWriter, FirstWriter, SharedWriter
from indexer.engines.whoosh.columns import ANY, BIGRAMS, DELETED, KEYS, PACK, Array
from indexer.engines.whoosh.read import (
    STATUSES,
    Codes,
    Day,
    Evaluation,
    Parts,
    Vocabularies,
    WhooshSource,
    all_of,
    count_pairs,
    explain,
    page,
    scores,
    top,
)
from indexer.engines.whoosh.read import places as places_of
from indexer.engines.whoosh.view import CONTENTS
from indexer.query import Node
from standard.record import Record
from standard.status import Status

_CURRENT = STATUSES.index(Status.CURRENT)
_STATUS_VALUES = [status.value for status in STATUSES]
_STATUS_ORDER = np.argsort(np.argsort(_STATUS_VALUES))
#: days that are kept
_DAYS_KEPT = 4


class WhooshEngine:
    """A generation, read-only. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts = Parts(folder)
        self._days: dict[date, Day] = {}

    @classmethod
    def open(cls, place: Path) -> WhooshEngine:
        """The generation in a folder. Raises IndexDamaged."""
        return cls(place)

    @staticmethod
    def create(place: Path, workers: int = 1, memory: int = BUILD_MEMORY) -> FirstWriter:
        """A writer for a first generation in a new folder, with so many processes and within so many bytes."""
        return SharedWriter(place, workers, memory) if workers > 1 else FirstWriter(place, memory)

    def writer(self, into: Path) -> ChangeWriter:
        """A change to this generation, written as a new one into the new folder `into`."""
        return ChangeWriter(self._folder, self._parts, into)

    def search(self, request: Request) -> Results:
        """Answer a request, see `indexer.engines.base.Engine`."""
        check(request)
        day = self._day(request.day)
        evaluation = Evaluation(self._parts, day)
        unfiltered = evaluation.match(request.tree)
        filters = {field: self._filter(field, values, day) for field, values in request.filters}
        places = places_of(all_of([unfiltered, *filters.values()], unfiltered))
        hits, home_first = self._hits(request, evaluation, day, places) if request.limit else ((), False)
        return Results(
            total=len(places),
            hits=hits,
            facets=self._facets(request, unfiltered, places, filters, day),
            widened=evaluation.widened(request.tree),
            home_first=home_first,
        )

    def _hits(self, request: Request, evaluation: Evaluation, day: Day, places: Array) -> tuple[tuple[Hit, ...], bool]:
        """The page that was asked for, of the documents at `places`, and whether home decided about it."""
        here = day.statuses[places]
        relevance = scores(self._parts, request.tree, places, here == _CURRENT)
        groups = evaluation.groups(request.tree, places)
        chosen, home_first = page(self._parts, day, places, request, groups, relevance)
        records = ((at, self._parts.record(int(places[at]))) for at in chosen.tolist())
        hits = (Hit(record, RANKS[groups[at]], float(relevance[at]), STATUSES[here[at]]) for at, record in records)
        return tuple(hits), home_first

    def explain(self, tree: Node, numbers: Iterable[str], day: date) -> dict[str, Score]:
        """What the scores of records are made of."""
        places = {number: place for number in numbers if (place := self._place(number)) is not None}
        current = self._day(day).statuses[list(places.values())] == _CURRENT
        return dict(zip(places, explain(self._parts, tree, places.values(), current), strict=True))

    def get(self, number: str) -> Record | None:
        """The record with this canonical number."""
        place = self._place(number)
        return None if place is None else self._parts.record(place)

    def _place(self, number: str) -> int | None:
        candidates = self._parts.postings(KEYS, "=" + number)[0].tolist()
        return next((place for place in candidates if self._parts.number(place) == number), None)

    def suggest(self, prefix: str, limit: int = 8, day: date = date.max) -> list[Suggestion]:
        """Completions of what was typed."""
        return suggest(WhooshSource(self._parts, self._vocabularies, self._day(day)), prefix, limit)

    def frequency(self, term: str, *, pair: bool = False) -> int:
        """How many records hold a word, or a pair of characters in their title."""
        return self._parts.frequency(BIGRAMS if pair else ANY, term)

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value."""
        check_field(field)
        column = self._parts.values[field]
        counts = column.count(np.flatnonzero(self._parts.live)).tolist()
        return {value: count for value, count in zip(column.values, counts, strict=True) if count}

    def cross_counts(self, rows: Axis, columns: Axis, request: Request) -> dict[tuple[str, str], int]:
        """How many matches have each two values."""
        check(request)
        check_axis(rows)
        check_axis(columns)
        day = self._day(request.day)
        unfiltered = Evaluation(self._parts, day).match(request.tree)
        filters = [self._filter(field, values, day) for field, values in request.filters]
        return count_pairs(
            self._codes(rows, day), self._codes(columns, day), all_of([unfiltered, *filters], unfiltered)
        )

    def _codes(self, axis: Axis, day: Day) -> Codes:
        """A field's values as codes, as far as an axis asks for them."""
        if axis.field == "status":
            return Codes.single(_STATUS_VALUES, day.statuses + np.uint8(1))
        codes = self._parts.values[axis.field].codes
        return codes if axis.depth is None else codes.only(lambda code: depth_of(axis.field, code) == axis.depth)

    def filled(self) -> dict[str, int]:
        """How many records have a value, field by field."""
        live = self._parts.live
        texts = {name: int((lengths[live] > 0).sum()) for name, lengths in self._parts.lengths.items()}
        days = {name: int((column[live] > 0).sum()) for name, column in self._parts.days.items()}
        values = {name: column.filled(live) for name, column in self._parts.values.items()}
        return {name: count for name, count in {**days, **texts, **values}.items() if count and name != "bigrams"}

    def numbers(self) -> Iterator[str]:
        """Every canonical number, in source order."""
        return (self._parts.number(place) for place in np.flatnonzero(self._parts.live).tolist())

    def stored(self) -> Iterator[bytes]:
        """Every record as bytes, in the order of numbers."""
        return self._parts.stored_by_number()

    def count(self) -> int:
        """How many records there are."""
        return self._parts.total

    @staticmethod
    def reads(file: str) -> bool:
        """Whether a file of a generation is one that is read here."""
        return file.endswith((DELETED, PACK, CONTENTS))

    def check_stored(self) -> Generator[None]:
        """Look through all columns, a megabyte with each step. Raises IndexDamaged."""
        for pack in self._parts.packs:
            yield from pack.check_stored()

    def close(self) -> None:
        """The map goes when the last array that looks into it does."""

    def _day(self, day: date) -> Day:
        """All documents on a day; the last few days asked for are kept."""
        if day not in self._days:
            if len(self._days) >= _DAYS_KEPT:
                self._days = {}
            self._days[day] = Day(self._parts, day)
        return self._days[day]

    def _filter(self, field: str, values: tuple[str, ...], day: Day) -> Array:
        return day.mask(values) if field == "status" else self._parts.mask(field, values)

    def _facets(
        self, request: Request, unfiltered: Array, places: Array, filters: dict[str, Array], day: Day
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        facets = {}
        for name in request.facets:
            counted = places
            if request.open_facets and name in filters:
                others = (documents for field, documents in filters.items() if field != name)
                counted = places_of(all_of([unfiltered, *others], unfiltered))
            facets[name] = self._facet(name, counted, day)
        return facets

    def _facet(self, name: str, places: Array, day: Day) -> tuple[tuple[str, int], ...]:
        if name == "status":
            return top(day.count(places), _STATUS_VALUES, _STATUS_ORDER, MAX_FACET_VALUES)
        return self._parts.facets[name].top(places, MAX_FACET_VALUES)

    @cached_property
    def _vocabularies(self) -> Vocabularies:
        return Vocabularies(self._parts)
