"""The engine contract on an index of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date
from pathlib import Path

from indexer.engines.base import RANKS, Axis, Hit, Request, Results, Score, Suggestion, Writer
from indexer.engines.document import Document
from indexer.engines.opensearch.clauses import EVERYTHING, Clause, all_of, has, terms
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.counting import (
    count_pairs,
    count_values,
    facet_bodies,
    filters_of,
    read_facet,
)
from indexer.engines.opensearch.evaluation import Evaluation
from indexer.engines.opensearch.figures import Figures
from indexer.engines.opensearch.home_first import home_first
from indexer.engines.opensearch.ordering import Match, Reading, Stretch, columns, named_groups, stretches_of
from indexer.engines.opensearch.relevance_query import rarity_of, score_query
from indexer.engines.opensearch.stored import data_of, record_of
from indexer.engines.opensearch.suggestion_source import OpenSearchSource
from indexer.engines.opensearch.writing import ChangeWriter
from indexer.engines.relevance import single
from indexer.engines.score_parts import take_apart
from indexer.engines.suggestion_rules import suggest
from indexer.engines.validation import check, check_axis, check_field
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from indexer.query import Node
from standard.record import Record
from standard.status import Status

#: records in one answer where all are read
_PORTION = 2000


class OpenSearchEngine:
    """The records of one index, which nobody changes. Safe to use from several threads."""

    def __init__(self, cluster: Cluster, index: str, index_at: Callable[[Path], str]) -> None:
        """`index_at` says which index stands for a place."""
        self._cluster = cluster
        self._index = index
        self._index_at = index_at
        self._figures = Figures(cluster, index)
        self._reading = Reading(cluster, index, self._figures)

    def writer(self, into: Path) -> Writer:
        """A change to this set, written to the index of a new place; this one stays as it is."""
        return ChangeWriter(self._cluster, self._index, self._index_at(into), self.get)

    def search(self, request: Request) -> Results:
        """Answer a request, see `indexer.engines.base.Engine`."""
        check(request)
        evaluation = Evaluation(self._figures, request.day)
        match = evaluation.match(request.tree)
        find = all_of([match, *filters_of(request)])
        groups = evaluation.groups(request.tree)
        score = score_query(rarity_of(self._figures, request.tree), request.tree, request.day)
        stretches = stretches_of(request, find, groups, score)
        total = self._count_first(stretches, find)
        page, decided = self._page(request, stretches, groups) if request.limit and total else ([], False)
        return Results(
            total=total,
            hits=tuple(self._hit(match, request.day) for match in page),
            facets=self._facets(request, match),
            widened=evaluation.widened(request.tree),
            home_first=decided,
        )

    def _count_first(self, stretches: list[Stretch], find: Clause) -> int:
        """How many matches there are; what reading them needs to know is asked for with it."""
        return self._figures.count_all([find, *(stretch.find for stretch in stretches)])[0]

    def _page(
        self, request: Request, stretches: list[Stretch], groups: list[tuple[int, Clause]]
    ) -> tuple[list[Match], bool]:
        """The matches of a page in order, and whether home decided about it."""
        start, stop = request.offset, request.offset + request.limit
        if request.sort != "relevance":
            return self._sorted(stretches[0], groups, start, stop), False
        if not request.home:
            return self._reading.read(stretches, start, stop), False
        before = self._reading.read(stretches, 0, start, stored=False, **columns()) if start else []
        first = before + self._reading.read(stretches, start, stop, **columns())
        found = home_first(self._reading, request, first)[start:]
        self._fill(found)
        changed = [match.hit["_id"] for match in found] != [match.hit["_id"] for match in first[start:]]
        return found, changed

    def _sorted(self, stretch: Stretch, groups: list[tuple[int, Clause]], start: int, stop: int) -> list[Match]:
        """Matches that are sorted by a field; to which group each belongs, and what it scores, is said beside it."""
        scored = Stretch(
            stretch.find,
            {"bool": {"should": [*([stretch.score] if stretch.score else []), *named_groups(groups)]}},
            stretch.sort,
        )
        return self._reading.read([scored], start, stop, track_scores=True)

    def _fill(self, matches: list[Match]) -> None:
        """Read the records of matches that were read without."""
        missing = [match.hit["_id"] for match in matches if "_source" not in match.hit]
        stored = self._reading.stored_of(missing)
        for match in matches:
            if "_source" not in match.hit:
                match.hit["_source"] = {"stored": stored[match.hit["_id"]]}

    def _hit(self, match: Match, day: date) -> Hit:
        record, group = record_of(match.hit), match.stretch.group
        if group is None:
            group = min(map(int, match.hit["matched_queries"]))
        return Hit(record, RANKS[group], match.score, record.status_on(day))

    def _facets(self, request: Request, match: Clause) -> dict[str, tuple[tuple[str, int], ...]]:
        bodies = facet_bodies(request, match)
        distinct = list({id(body): body for body in bodies.values()}.values())
        by_body = dict(zip(map(id, distinct), self._cluster.search_all(self._index, distinct), strict=True))
        return {
            name: read_facet(self._cluster, self._index, name, body, by_body[id(body)]) for name, body in bodies.items()
        }

    def explain(self, tree: Node, numbers: Iterable[str], day: date) -> dict[str, Score]:
        """What the scores of records are made of."""
        rarity = rarity_of(self._figures, tree)
        scores = {}
        for number, record in self._records(list(dict.fromkeys(numbers))).items():
            document = Document(record)
            scores[number] = take_apart(
                tree,
                rarity,
                lambda text, kind, document=document: _share(document, text, kind),  # type: ignore[misc]
                lambda subject, document=document: single(document.objects.get(subject, 0.0)),  # type: ignore[misc]
                current=record.status_on(day) is Status.CURRENT,
            )
        return scores

    def get(self, number: str) -> Record | None:
        """The record with this canonical number."""
        return self._records([number]).get(number)

    def _records(self, numbers: list[str]) -> dict[str, Record]:
        """Number -> record, without those that there are none of."""
        body = {
            "query": terms("number", numbers),
            "size": len(numbers),
            "_source": ["stored"],
            "track_total_hits": False,
        }
        hits = self._cluster.search(self._index, body)["hits"]["hits"] if numbers else []
        records = {record.number: record for record in map(record_of, hits)}
        return {number: records[number] for number in numbers if number in records}

    def suggest(self, prefix: str, limit: int = 8, day: date = date.max) -> list[Suggestion]:
        """Completions of what was typed."""
        return suggest(OpenSearchSource(self._cluster, self._index, self._figures, day), prefix, limit)

    def frequency(self, term: str, *, pair: bool = False) -> int:
        """How many records hold a word, or a pair of characters in their title."""
        field = "pairs" if pair else "words"
        return self._figures.count({"term": {field: {"value": term}}})

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value."""
        check_field(field)
        return dict(count_values(self._cluster, self._index, f"value_{field}", EVERYTHING))

    def cross_counts(self, rows: Axis, columns: Axis, request: Request) -> dict[tuple[str, str], int]:
        """How many matches have each two values."""
        check(request)
        check_axis(rows)
        check_axis(columns)
        match = Evaluation(self._figures, request.day).match(request.tree)
        query = all_of([match, *filters_of(request)])
        return count_pairs(self._cluster, self._index, (rows, columns), query, request)

    def filled(self) -> dict[str, int]:
        """How many records have a value, field by field."""
        fields = {field.name: f"day_{field.name}" for field in DAY_FIELDS}
        fields |= {field.name: f"words_{field.name}" for field in TEXT_FIELDS}
        fields |= {field.name: f"value_{field.name}" for field in VALUE_FIELDS}
        counts = self._figures.count_all([has(field) for field in fields.values()])
        return {name: count for name, count in zip(fields, counts, strict=True) if count}

    def numbers(self) -> Iterator[str]:
        """Every canonical number, in source order."""
        stretch = Stretch(EVERYTHING, None, ["place", "number"])
        return (str(hit["sort"][1]) for hit in self._reading.walk(stretch, _PORTION, stored=False))

    def stored(self) -> Iterator[bytes]:
        """Every record as bytes, in the order of numbers."""
        stretch = Stretch(EVERYTHING, None, ["number_order"])
        return map(data_of, self._reading.walk(stretch, _PORTION, stored=True))

    def count(self) -> int:
        """How many records there are."""
        return self._figures.total

    def check_stored(self) -> Generator[None]:
        """The cluster checks what it reads itself, and holds other copies of it."""
        yield from ()

    def close(self) -> None:
        """The connections belong to the catalogue, and are used by other generations of it."""


def _share(document: Document, text: str, kind: str) -> tuple[float, tuple[str, ...]] | None:
    """What a term weighs in a record, and the fields that hold it."""
    impacts = document.impacts if kind == "word" else document.bigram_impacts
    if text not in impacts:
        return None
    if kind != "word":
        return impacts[text], ("title",)
    return impacts[text], tuple(name for name, words in document.words.items() if text in words)
