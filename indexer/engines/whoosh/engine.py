"""The engine contract on a generation folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from indexer.engines.base import RANKS, Hit, Request, Results, Suggestion
from indexer.engines.checking import MAX_FACET_VALUES, check, check_field, title_prefix
from indexer.engines.whoosh.days import STATUSES, statuses_on
from indexer.engines.whoosh.evaluate import Evaluation
from indexer.engines.whoosh.files import Array
from indexer.engines.whoosh.parts import Parts
from indexer.engines.whoosh.schema import KEYS
from indexer.engines.whoosh.score import scores
from indexer.engines.whoosh.writer import ChangeWriter, FirstWriter
from standard.number import squeeze
from standard.record import Record
from standard.status import Status

#: terms looked at for one suggestion
_SUGGESTED = 200
_CURRENT = STATUSES.index(Status.CURRENT)
#: days for which statuses are kept
_DAYS_KEPT = 4


class WhooshEngine:
    """A generation, read-only. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts = Parts(folder)
        self._days: dict[date, Array] = {}

    @staticmethod
    def create(folder: Path) -> FirstWriter:
        """A writer for a first generation in a new folder."""
        return FirstWriter(folder)

    def writer(self, into: Path | None = None) -> ChangeWriter:
        """A change to this generation, written as a new one into the new folder `into`."""
        if into is None:
            raise ValueError("a generation is never changed in place: name a new folder")
        return ChangeWriter(self._folder, self._parts, into)

    def search(self, request: Request) -> Results:
        """Answer a request, see `indexer.engines.base.Engine`."""
        check(request)
        evaluation = Evaluation(self._parts)
        found = evaluation.match(request.tree)
        statuses = self._statuses(request.day)
        filters = {field: self._filter(field, values, statuses) for field, values in request.filters}
        matches = _all_of(found, filters.values())
        places = np.flatnonzero(matches)
        relevance = scores(self._parts, request.tree, statuses == _CURRENT)
        groups = evaluation.groups(request.tree)
        page = self._page(places, request, groups, relevance, statuses)
        return Results(
            total=len(places),
            hits=tuple(
                Hit(
                    self._parts.record(place),
                    RANKS[groups[place]],
                    float(relevance[place]),
                    STATUSES[statuses[place]],
                )
                for place in page.tolist()
            ),
            facets=self._facets(request, found, matches, filters, statuses),
            widened=evaluation.widened(request.tree),
        )

    def get(self, number: str) -> Record | None:
        """The record with this canonical number."""
        for place in self._parts.postings(KEYS, "=" + number)[0].tolist():
            if self._parts.number(place) == number:
                return self._parts.record(place)
        return None

    def suggest(self, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Numbers, then titles, that begin with what was typed."""
        typed, title = squeeze(prefix), title_prefix(prefix)
        numbers = self._suggested("number", "?" + typed, limit) if typed else []
        titles = self._suggested("title", "!" + title, limit) if title else []
        return [*numbers, *titles][:limit]

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value."""
        check_field(field)
        column = self._parts.values[field]
        counts = column.count(self._parts.live).tolist()
        return {value: count for value, count in zip(column.values, counts, strict=True) if count}

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

    def count(self) -> int:
        """How many records there are."""
        return self._parts.total

    def close(self) -> None:
        """The map goes when the last array that looks into it does."""

    def _statuses(self, day: date) -> Array:
        """Statuses of all documents on a day; those of the last few days asked for are kept."""
        if day not in self._days:
            if len(self._days) >= _DAYS_KEPT:
                self._days = {}
            self._days[day] = statuses_on(self._parts, day)
        return self._days[day]

    def _filter(self, field: str, values: tuple[str, ...], statuses: Array) -> Array:
        if field == "status":
            return np.isin(statuses, [STATUSES.index(Status(value)) for value in values])
        return self._parts.values[field].mask(self._parts.count, values)

    def _page(self, places: Array, request: Request, groups: Array, relevance: Array, statuses: Array) -> Array:
        """The documents of the page asked for, in order."""
        end = request.offset + request.limit
        if request.offset >= len(places):
            return places[:0]
        number = self._parts.ranks["number"]
        if request.sort == "relevance":
            chosen = _best(places, groups[places] * 1e9 - relevance[places], end)
            keys = [number, -self._parts.newness, statuses, -relevance, groups]
            return chosen[np.lexsort([key[chosen] for key in keys])][request.offset : end]
        keys = [number, *self._sort_keys(request.sort)]
        return places[np.lexsort([key[places] for key in keys])][request.offset : end]

    def _sort_keys(self, sort: str) -> list[Array]:
        if sort in ("number", "title"):
            return [self._parts.ranks[sort]]
        days = self._parts.days[sort.lstrip("-")].astype(np.int64)
        return [-days if sort.startswith("-") else days, days == 0]

    def _facets(
        self, request: Request, found: Array, matches: Array, filters: dict[str, Array], statuses: Array
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        facets = {}
        for name in request.facets:
            others = (mask for field, mask in filters.items() if field != name)
            counted = _all_of(found, others) if request.open_facets and name in filters else matches
            facets[name] = self._facet(name, counted, statuses)
        return facets

    def _facet(self, name: str, mask: Array, statuses: Array) -> tuple[tuple[str, int], ...]:
        if name == "status":
            counts = np.bincount(statuses[mask], minlength=len(STATUSES))
            labels = [status.value for status in STATUSES]
        else:
            counts, labels = self._parts.facets[name].count(mask), self._parts.facets[name].values
        rows = [(labels[code], int(counts[code])) for code in np.flatnonzero(counts).tolist()]
        return tuple(sorted(rows, key=lambda row: (-row[1], row[0]))[:MAX_FACET_VALUES])

    def _suggested(self, kind: str, prefix: str, limit: int) -> list[Suggestion]:
        keys = self._parts.expand(KEYS, prefix)[:_SUGGESTED]
        places = list(Counter(place for key in keys for place in self._parts.postings(KEYS, key)[0].tolist()))
        ranked = sorted(places, key=lambda place: (self._parts.recorded[place], self._parts.ranks["number"][place]))
        records = [self._parts.record(place) for place in ranked[:limit]]
        return [Suggestion(kind, record.title, record.number) for record in records]


def _all_of(found: Array, masks: Iterable[Array]) -> Array:
    matches = found
    for mask in masks:
        matches = matches & mask
    return matches


def _best(places: Array, keys: Array, end: int) -> Array:
    """At least the first `end` of the places by key, ties included: what a page needs to be sorted finely."""
    if len(places) <= max(4 * end, 1024):
        return places
    chosen: Array = places[keys <= np.partition(keys, end - 1)[end - 1]]
    return chosen
