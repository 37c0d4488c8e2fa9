"""A whole result list, to be taken away: the hits of all pages in one order, of one generation and one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from catalogue.search.answer import AnswerHit, Hint
from catalogue.search.request import Search
from indexer.engines import Engine, Hit, Request, Results

#: most rows of a list; the page says so before
MAX_ROWS = 10_000
#: rows held at once: a list costs this much memory, however long it is
BATCH = 1_000


@dataclass(frozen=True)
class Listing:
    """All that a search finds, up to MAX_ROWS, and what has to be said about it."""

    #: the search; its offset and limit do not count
    search: Search
    #: how many standards match
    total: int
    #: how many of them `hits` gives, from the first on
    count: int
    #: can be gone through several times; each time the records are read anew
    hits: Iterable[AnswerHit]
    hints: tuple[Hint, ...]
    #: the day for which statuses hold
    day: date
    #: latest day on which a source was checked
    data_date: date | None
    generation: str
    #: a standard that was named, not searched: files say nothing of a search then
    single: bool = False

    @property
    def cut(self) -> bool:
        """Whether more standards match than `hits` has."""
        return self.count < self.total


class Hits:
    """The hits of a request from its first on, up to MAX_ROWS, read in batches of BATCH.

    The first batch is read at once, the others of the same engine as they are taken: nothing changes between them.
    """

    def __init__(self, engine: Engine, request: Request, *, partly: bool = False) -> None:
        self._engine = engine
        #: whether they hold a part only of what was typed
        self._partly = partly
        #: the request for the first batch, and its results
        self.request = replace(request, offset=0, limit=min(BATCH, MAX_ROWS))
        self.first: Results = engine.search(self.request)
        self._count = min(self.first.total, MAX_ROWS)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[AnswerHit]:
        yield from map(self._plain, self.first.hits[: self._count])
        step = self.request.limit
        for offset in range(step, self._count, step):
            batch = replace(self.request, offset=offset, limit=min(step, self._count - offset))
            yield from map(self._plain, self._engine.search(batch).hits)

    def _plain(self, hit: Hit) -> AnswerHit:
        return plain_hit(as_part(hit) if self._partly else hit)


def as_part(hit: Hit) -> Hit:
    """A hit as one that holds a part only of what was typed, the rest of which was left out."""
    return replace(hit, group="partial")


def plain_hit(hit: Hit) -> AnswerHit:
    """A row without the places of what matched: nothing marks them in a file."""
    return AnswerHit(hit.record, hit.status, hit.group, hit.score)
