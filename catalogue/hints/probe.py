"""What another query would find: whatever a hint offers has been tried before.

Trials are bounded, in number and in time: a long query has more ways on than anybody would wait for.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date

from catalogue.query import read_query, unpasted, with_home
from catalogue.search import Hint, Search, second_reading
from catalogue.wording import Words
from indexer.engines import Engine, Request, Results, pieces_of
from indexer.query import Node
from standard.home import HOME
from standard.record import Record

Filters = tuple[tuple[str, tuple[str, ...]], ...]
#: most searches that the hints of one answer try
MAX_TRIALS = 120
#: seconds of processor time after which none is tried any more
MAX_SECONDS = 0.15
#: searches after which the clock is looked at, which may be slow itself
_EACH = 4


class TrialsSpent(Exception):
    """So many searches were tried, or for so long, that no more are; hints end there."""


@dataclass(frozen=True)
class Trial:
    """Asks an engine for other searches than the one that was made; the same one is made only once."""

    engine: Engine
    search: Search
    day: date
    #: that of the catalogue
    home: str = HOME
    _made: dict[Request, Results] = field(default_factory=dict, init=False, repr=False, compare=False)
    _started: float = field(default_factory=time.thread_time, init=False, repr=False, compare=False)

    def total(self, search: Search) -> int:
        """How many standards a search finds, as its page will say; none where that would be read once more.

        Raises TrialsSpent, as all that tries does.
        """
        reading = with_home(read_query(unpasted(search.text)), self.home)
        total = self.count(reading.tree, search.filters)
        if not total or search.strict or search.sort != "relevance" or not any(pieces_of(reading.tree)):
            return total
        page = self.results(Request(reading.tree, self.day, search.filters, limit=search.limit))
        if not page.hits or page.hits[0].group != "partial":
            return total
        again = second_reading(self.engine, search, reading, page, self.day, self.home)
        return total if again is None else 0

    def count(self, tree: Node, filters: Filters = ()) -> int:
        """How many standards a tree finds."""
        return self.results(Request(tree, self.day, filters, limit=0)).total

    def records(self, tree: Node, limit: int) -> list[Record]:
        """The first standards of a tree."""
        return [hit.record for hit in self.results(Request(tree, self.day, limit=limit)).hits]

    def results(self, request: Request) -> Results:
        """The answer to a request."""
        found = self._made.get(request)
        if found is None:
            made = len(self._made)
            if made >= MAX_TRIALS or (made % _EACH == 0 and time.thread_time() - self._started > MAX_SECONDS):
                raise TrialsSpent
            found = self._made[request] = self.engine.search(request)
        return found

    def with_text(self, text: str) -> Search:
        """The search made, with another text, from its first row on."""
        return self.search.at(text=text, offset=0)

    def offer(self, kind: str, words: Words, search: Search, total: int) -> Hint:
        """A hint that leads to a search which was tried."""
        return Hint(kind, words, query=search.text, search=search, total=total)
