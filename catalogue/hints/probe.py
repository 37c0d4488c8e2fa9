"""What another query would find: whatever a hint offers has been tried before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalogue.query import read_query
from catalogue.search import Hint, Search
from catalogue.wording import Words
from indexer.engines import Engine, Request
from indexer.query import Node
from standard.record import Record

Filters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Trial:
    """Asks an engine for other searches than the one that was made."""

    engine: Engine
    search: Search
    day: date

    def total(self, search: Search) -> int:
        """How many standards a search finds, as its page will say."""
        tree = read_query(search.text).tree
        return self.count(tree, search.filters)

    def count(self, tree: Node, filters: Filters = ()) -> int:
        """How many standards a tree finds."""
        return self.engine.search(Request(tree, self.day, filters, limit=0)).total

    def records(self, tree: Node, limit: int) -> list[Record]:
        """The first standards of a tree."""
        return [hit.record for hit in self.engine.search(Request(tree, self.day, limit=limit)).hits]

    def with_text(self, text: str) -> Search:
        """The search made, with another text, from its first row on."""
        return self.search.at(text=text, offset=0)

    def offer(self, kind: str, words: Words, search: Search, total: int) -> Hint:
        """A hint that leads to a search which was tried."""
        return Hint(kind, words, query=search.text, search=search, total=total)
