"""Which matches stand on a page, in the order of `indexer.engines.memory`.

Matches are asked for stretch by stretch: each group of relevance is one, and where no word decides, each status of a
group. Within a stretch the cluster sorts, by keys of which the last is unique; so a page at any depth is read on from
the last match before it, and stands still while nodes come and go, since a generation never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.engines.base import NAMED_BELOW, Request
from indexer.engines.opensearch.clauses import NOTHING, Clause, all_of, has_status, without
from indexer.engines.opensearch.cluster import Answer, Cluster
from indexer.engines.opensearch.figures import WINDOW, Figures
from indexer.engines.opensearch.mapping import STATUSES
from indexer.engines.opensearch.status_key import status_key

_TIES: list[Any] = ["level", {"newness": "desc"}, "number_order"]
#: what home needs to know of a match
_KNOWN = ("level", "newness", "number_order", "value_region")


@dataclass(frozen=True)
class Stretch:
    """Matches that stand before those of the next stretch."""

    find: Clause
    #: its score is the relevance; None where nothing is scored
    score: Clause | None
    sort: list[Any]
    #: place in RANKS; None where groups do not decide
    group: int | None = None
    #: place in STATUSES of all of them; None where they differ
    status: int | None = None

    def body(self, *, size: int, stored: bool, after: Sequence[Any] = (), **more: Any) -> Answer:
        """The search for some of its matches in order."""
        query = self.find if self.score is None else {"bool": {"filter": [self.find], "should": [self.score]}}
        place = {"search_after": list(after)} if after else {}
        kept: Any = ["stored"] if stored else False
        return {"query": query, "size": size, "sort": self.sort, "_source": kept, "track_total_hits": False} | (
            place | more
        )

    def narrowed(self, clauses: Iterable[Clause]) -> Stretch:
        """The same of fewer matches."""
        return Stretch(all_of([self.find, *clauses]), self.score, self.sort, self.group, self.status)


@dataclass
class Match:
    """One match in its place."""

    stretch: Stretch
    hit: Answer

    @property
    def keys(self) -> list[Any]:
        """What it is sorted by within its stretch."""
        return list(self.hit["sort"])

    @property
    def score(self) -> float:
        """Its relevance; 0 where nothing is scored."""
        return 0.0 if self.stretch.score is None else float(self.hit["_score"] or 0.0)

    @property
    def status(self) -> int:
        """Place in STATUSES on the day of the request."""
        return int(self.keys[1]) if self.stretch.status is None else self.stretch.status

    def known(self, field: str) -> Any:
        """A value of its columns; of a region the whole code."""
        return max(self.hit["fields"].get(field, [""]), key=lambda value: len(str(value)))


def stretches_of(
    request: Request, find: Clause, groups: list[tuple[int, Clause]], score: Clause | None
) -> list[Stretch]:
    """All matches of a request, in stretches."""
    if request.sort != "relevance":
        return [Stretch(find, score, _sort_by(request.sort))]
    found: list[Stretch] = []
    for at, (group, clause) in enumerate(groups):
        members = without(all_of([find, clause]), (earlier for _, earlier in groups[:at]))
        if clause == NOTHING or members == NOTHING:
            continue
        if score is not None and group >= NAMED_BELOW:
            found.append(Stretch(members, score, [{"_score": "desc"}, status_key(request.day), *_TIES], group))
            continue
        sort = _TIES if score is None else [{"_score": "desc"}, *_TIES]
        found += (
            Stretch(all_of([members, has_status(status.value, request.day)]), score, sort, group, rank)
            for rank, status in enumerate(STATUSES)
        )
    return found


def named_groups(groups: list[tuple[int, Clause]]) -> list[Clause]:
    """Clauses that say which groups a match belongs to, and change nothing else."""
    return [{"constant_score": {"filter": clause, "boost": 0, "_name": str(group)}} for group, clause in groups]


class Reading:
    """Reads matches out of stretches."""

    def __init__(self, cluster: Cluster, index: str, figures: Figures) -> None:
        self._cluster = cluster
        self._index = index
        self._figures = figures

    def counts(self, stretches: Sequence[Stretch]) -> list[int]:
        """How many matches each stretch has."""
        return self._figures.count_all([stretch.find for stretch in stretches])

    def read(
        self, stretches: Sequence[Stretch], start: int, stop: int, *, stored: bool = True, **more: Any
    ) -> list[Match]:
        """The matches from one place to another."""
        wanted, bodies, first = [], [], 0
        for stretch, count in zip(stretches, self.counts(stretches), strict=True):
            low, high = max(start - first, 0), min(stop - first, count)
            first += count
            if low < high:
                wanted.append(stretch)
                bodies.append(self._body(stretch, low, high, stored=stored, **more))
        answers = self._cluster.search_all(self._index, bodies)
        return [
            Match(stretch, hit)
            for stretch, answer in zip(wanted, answers, strict=True)
            for hit in answer["hits"]["hits"]
        ]

    def _body(self, stretch: Stretch, low: int, high: int, *, stored: bool, **more: Any) -> Answer:
        if high <= WINDOW:
            return stretch.body(size=high - low, stored=stored, **more) | {"from": low}
        last = self._last_before(stretch, low)
        return stretch.body(size=high - low, stored=stored, after=last, **more)

    def _last_before(self, stretch: Stretch, place: int) -> list[Any]:
        """What the match before a place is sorted by; found by reading on, since no cluster counts so far."""
        after: list[Any] = []
        while place:
            size = min(place, WINDOW)
            body = stretch.body(size=size, stored=False, after=after)
            after = self._cluster.search(self._index, body)["hits"]["hits"][-1]["sort"]
            place -= size
        return after

    def walk(self, stretch: Stretch, size: int, *, stored: bool) -> Iterator[Answer]:
        """All matches of a stretch, in answers of at most so many; one answer at a time is in memory."""
        after: list[Any] = []
        while True:
            body = stretch.body(size=size, stored=stored, after=after)
            hits = self._cluster.search(self._index, body)["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            after = hits[-1]["sort"]

    def read_each(self, bodies: Sequence[Answer]) -> list[list[Answer]]:
        """The matches that each of some searches finds."""
        return [answer["hits"]["hits"] for answer in self._cluster.search_all(self._index, bodies)]

    def stored_of(self, numbers: Sequence[str]) -> dict[str, str]:
        """Identifier of a match -> its record, as it is kept."""
        if not numbers:
            return {}
        answer = self._cluster.ask("POST", f"/{self._index}/_mget", {"ids": list(numbers)})
        return {row["_id"]: row["_source"]["stored"] for row in answer["docs"]}


def columns() -> dict[str, Any]:
    """What else a search must answer with where home may decide."""
    return {"docvalue_fields": list(_KNOWN)}


def _sort_by(sort: str) -> list[Any]:
    if sort == "number":
        return ["number_order"]
    if sort == "title":
        return ["title_order", "number_order"]
    order = "desc" if sort.startswith("-") else "asc"
    return [{f"day_{sort.lstrip('-')}": {"order": order, "missing": "_last"}}, "number_order"]
