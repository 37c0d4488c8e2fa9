"""The meaning of every query, by brute force: what the other engines must agree with.

Small and slow on purpose: each rule is written down once, plainly. It serves as oracle and as fake in tests, and for
catalogues of a few hundred records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from indexer.engines.base import (
    BUILD_MEMORY,
    NAMED_BELOW,
    RANKS,
    WORD,
    Axis,
    Hit,
    Request,
    Results,
    Score,
    SerializedRecords,
    Suggestion,
)
from indexer.engines.document import Document, depth_of, facet_values
from indexer.engines.memory.home_first import home_first
from indexer.engines.memory.matching import Matches, Matching
from indexer.engines.memory.suggestion_scan import MemorySource
from indexer.engines.relevance import idf, pieces_of, single
from indexer.engines.score_parts import Rarity, take_apart
from indexer.engines.suggestion_rules import suggest
from indexer.engines.validation import MAX_FACET_VALUES, check, check_axis, check_field
from indexer.errors import IndexMissing
from indexer.query import Node
from standard.publisher import Level
from standard.record import Record
from standard.status import Status


class MemoryEngine:
    """Records in a list; a document is named by its place in it."""

    #: what was written, by the place that was named for it: as long as this program runs
    _written: dict[Path, MemoryEngine] = {}  # noqa: RUF012 - of the class, and changed

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.documents = [Document(record) for record in records]

    @classmethod
    def open(cls, place: Path) -> MemoryEngine:
        """What was written to a place; raises IndexMissing where that was another program, or none."""
        if place not in cls._written:
            raise IndexMissing("memory_gone", place)
        return cls._written[place]

    @classmethod
    def create(cls, place: Path, workers: int = 1, memory: int = BUILD_MEMORY) -> MemoryWriter:  # noqa: ARG003
        """A writer of records to a new place."""
        return MemoryWriter((), lambda records: cls._write(place, records))

    def writer(self, into: Path) -> MemoryWriter:
        """A change to this set, written to a new place."""
        return MemoryWriter(
            (document.record for document in self.documents), lambda records: self._write(into, records)
        )

    @classmethod
    def _write(cls, place: Path, records: Iterable[Record]) -> None:
        cls._written[place] = cls(records)

    def search(self, request: Request) -> Results:
        """Answer a request, see `indexer.engines.base.Engine`."""
        check(request)
        matching = Matching(self.documents, request.day)
        unfiltered = matching.match(request.tree)
        matches = self._filter(unfiltered, request)
        rarity = self._rarity(matching)
        scores = {place: self._score(matching, request.tree, rarity, place).total for place in matches}
        groups = matching.groups(request.tree, matches)
        plain = sorted(matches, key=lambda place: self._order(place, request, scores[place], groups[place]))
        seen = slice(request.offset, request.offset + request.limit)
        page = home_first(plain, self.documents, request, scores, groups)[seen]
        return Results(
            total=len(matches),
            hits=tuple(
                Hit(self.documents[place].record, RANKS[groups[place]], scores[place], matching.status(place))
                for place in page
            ),
            facets={name: self._facet(name, unfiltered, request) for name in request.facets},
            widened=any(matching.wider(part) - matching.strict(part) for part in pieces_of(request.tree)),
            home_first=page != plain[seen],
        )

    def explain(self, tree: Node, numbers: Iterable[str], day: date) -> dict[str, Score]:
        """What the scores of records are made of."""
        matching, explained = Matching(self.documents, day), set(numbers)
        rarity = self._rarity(matching)
        all_places = {number: place for place, number in enumerate(self.numbers())}
        places = {number: place for number, place in all_places.items() if number in explained}
        return {number: self._score(matching, tree, rarity, place) for number, place in places.items()}

    def get(self, number: str) -> Record | None:
        """The record with this canonical number."""
        return next((document.record for document in self.documents if document.record.number == number), None)

    def suggest(self, prefix: str, limit: int = 8, day: date = date.max) -> list[Suggestion]:
        """Completions of what was typed."""
        matching = Matching(self.documents, day)
        return suggest(MemorySource(self.documents, day, lambda node: len(matching.match(node))), prefix, limit)

    def frequency(self, term: str, *, pair: bool = False) -> int:
        """How many records hold a word, or a pair of characters in their title."""
        matching = Matching(self.documents, date.max)
        return len(matching.with_bigram(term) if pair else matching.with_word(term))

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value."""
        check_field(field)
        return dict(Counter(value for document in self.documents for value in document.values[field]))

    def cross_counts(self, rows: Axis, columns: Axis, request: Request) -> dict[tuple[str, str], int]:
        """How many matches have each two values."""
        check(request)
        check_axis(rows)
        check_axis(columns)
        matches = self._filter(Matching(self.documents, request.day).match(request.tree), request)
        counts: Counter[tuple[str, str]] = Counter()
        for place in matches:
            counts.update(
                product(self._values_on(rows, place, request.day), self._values_on(columns, place, request.day))
            )
        return dict(counts)

    def filled(self) -> dict[str, int]:
        """How many records have a value, field by field."""
        rows = [{**document.days, **document.words, **document.values} for document in self.documents]
        return dict(Counter(name for row in rows for name, value in row.items() if value))

    def numbers(self) -> Iterator[str]:
        """Every canonical number, in source order."""
        return (document.record.number for document in self.documents)

    def stored(self) -> Iterator[bytes]:
        """Every record as bytes, in the order of numbers."""
        return (one.record.to_bytes() for one in sorted(self.documents, key=lambda document: document.number_order))

    def count(self) -> int:
        """How many records there are."""
        return len(self.documents)

    @staticmethod
    def reads(file: str) -> bool:  # noqa: ARG004 - whatever it is called
        """Nothing is read from files."""
        return False

    def check_stored(self) -> Generator[None]:
        """Nothing is stored that could be damaged."""
        yield from ()

    def close(self) -> None:
        """Nothing to let go of."""

    # --- filters and facets -----------------------------------------------------------------------------------------

    def _values(self, place: int, field: str, day: date) -> tuple[str, ...]:
        return (self._status(place, day).value,) if field == "status" else self.documents[place].values[field]

    def _values_on(self, axis: Axis, place: int, day: date) -> list[str]:
        values = self._values(place, axis.field, day)
        return [value for value in values if axis.depth in (None, depth_of(axis.field, value))]

    def _status(self, place: int, day: date) -> Status:
        return self.documents[place].record.status_on(day)

    def _filter(self, matches: Matches, request: Request, without: str = "") -> Matches:
        filters = [(field, set(values)) for field, values in request.filters if field != without]
        return {
            place
            for place in matches
            if all(values & set(self._values(place, field, request.day)) for field, values in filters)
        }

    def _facet(self, name: str, unfiltered: Matches, request: Request) -> tuple[tuple[str, int], ...]:
        matches = self._filter(unfiltered, request, without=name if request.open_facets else "")
        counts = Counter(
            value for place in matches for value in facet_values(name, self._values(place, name, request.day))
        )
        return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MAX_FACET_VALUES])

    # --- relevance and order ----------------------------------------------------------------------------------------

    def _rarity(self, matching: Matching) -> Rarity:
        @cache
        def rarity(term: str, kind: str) -> float:
            holders = matching.with_word(term) if kind == WORD else matching.with_bigram(term)
            return idf(len(self.documents), len(holders))

        return rarity

    def _score(self, matching: Matching, tree: Node, rarity: Rarity, place: int) -> Score:
        """BM25F over words of all text fields, plus BM25 over bigrams of the title."""
        document = self.documents[place]

        def share(term: str, kind: str) -> tuple[float, tuple[str, ...]] | None:
            impacts = document.impacts if kind == WORD else document.bigram_impacts
            if term not in impacts:
                return None
            fields = (name for name, words in document.words.items() if term in words)
            return impacts[term], tuple(fields) if kind == WORD else ("title",)

        def nearness(subject: str) -> float:
            return single(document.objects.get(subject, 0.0))

        return take_apart(tree, rarity, share, nearness, current=matching.status(place) is Status.CURRENT)

    def _order(self, place: int, request: Request, score: float, group: int) -> tuple[object, ...]:
        """Sort key; the number makes it unique."""
        record = self.documents[place].record
        status = self._status(place, request.day).rank
        last = self.documents[place].number_order
        if request.sort == "relevance":
            first, level = (group, status if group < NAMED_BELOW else 0), list(Level).index(record.level)
            return (*first, -score, status, level, -self.documents[place].newness, last)
        if request.sort in ("number", "title"):
            return (self.documents[place].title_order, last) if request.sort == "title" else (last,)
        day = getattr(record, request.sort.lstrip("-"))
        sign = -1 if request.sort.startswith("-") else 1
        return (day is None, sign * day.toordinal() if day else 0, last)


class MemoryWriter:
    """Records that an engine is made of, or a change to those of one."""

    def __init__(self, records: Iterable[Record], write: Callable[[Iterable[Record]], None]) -> None:
        self._records = {record.number: record for record in records}
        self._write = write

    def add(self, record: Record) -> None:
        """Add or replace a record."""
        self._records[record.number] = record

    def add_all(self, records: SerializedRecords, report: Callable[[int], None]) -> None:
        """Add records that are not held in memory yet."""
        for done, data in enumerate(records):
            report(done)
            self.add(Record.from_bytes(data))

    def remove(self, number: str) -> bool:
        """Remove a record."""
        return self._records.pop(number, None) is not None

    def commit(self) -> None:
        """Make the change whole."""
        self._write(self._records.values())

    def cancel(self) -> None:
        """Drop the change."""
