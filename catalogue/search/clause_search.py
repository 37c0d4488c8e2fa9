"""In which clauses of the texts at hand something stands: their own index, asked like the one of the standards."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.query import read_query, unpasted
from catalogue.search.answer import Spans
from catalogue.search.highlighting import Marker
from catalogue.search.request import Addresses, Search
from indexer.engines import Request
from indexer.lifecycle import Opened
from indexer.query import And, Node, Or, Pieces
from indexer.texts import id_of_clause
from standard.record import Record

#: characters of a clause that are shown around its first match
SHOWN = 160


@dataclass(frozen=True)
class ClauseHit:
    """A clause that holds what was asked for."""

    #: the standard, and the title of its text
    number: str
    title: str
    #: id, number and title of the clause
    id: str
    clause: str
    heading: str
    #: what stands around the first match, and where in it something matched
    text: str
    marks: Spans
    heading_marks: Spans

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "number": self.number,
            "title": self.title,
            "clause": self.clause,
            "heading": self.heading,
            "text": self.text,
            "marks": [list(span) for span in self.marks],
            "url": addresses.standard(self.number),
        }


@dataclass(frozen=True)
class ClauseAnswer:
    """The clauses that hold all that was asked for, best first: one page of them."""

    search: Search
    total: int
    hits: tuple[ClauseHit, ...]
    #: how many texts there are
    texts: int
    took_ms: float

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "query": self.search.text,
            "total": self.total,
            "took_ms": round(self.took_ms, 1),
            "texts": self.texts,
            "hits": [hit.to_json(addresses) for hit in self.hits],
        }


def search_clauses(opened: Opened, search: Search, day: date) -> ClauseAnswer:
    """The clauses that hold every piece of what is asked. Raises RequestError, with `strict` QueryError, IndexFault.

    Of a search its text, place and length count; there are no filters, and nothing is widened.
    """
    started = time.perf_counter()
    search.check()
    search = search.at(text=unpasted(search.text))
    if opened.texts is None or not search.text.strip():
        return ClauseAnswer(search, 0, (), len(opened.texts.entries) if opened.texts is not None else 0, 0.0)
    tree = _whole(read_query(search.text, strict=search.strict).tree)
    found = opened.texts.engine.search(Request(tree, day, offset=search.offset, limit=search.limit))
    marker = Marker(tree)
    return ClauseAnswer(
        search=search,
        total=found.total,
        hits=tuple(_show(hit.record, marker) for hit in found.hits),
        texts=len(opened.texts.entries),
        took_ms=(time.perf_counter() - started) * 1000,
    )


def _whole(tree: Node) -> Node:
    """A tree whose free text is not widened: of a clause that holds half of what is asked nothing can be said."""
    if isinstance(tree, Pieces):
        parts = (*tree.pieces, *tree.beside)
        return parts[0] if len(parts) == 1 else And(parts)
    if isinstance(tree, And | Or):
        return type(tree)(tuple(map(_whole, tree.parts)))
    return tree


def _show(record: Record, marker: Marker) -> ClauseHit:
    text = record.abstract
    spans = marker.marks(text, "abstract")
    start = max(0, spans[0][0] - SHOWN // 3) if spans else 0
    end = min(len(text), start + SHOWN)
    inside = tuple((first - start, last - start) for first, last in spans if first >= start and last <= end)
    return ClauseHit(
        number=record.source,
        title=record.alt_titles[0] if record.alt_titles else "",
        id=id_of_clause(record),
        clause=record.given,
        heading=record.title,
        text=text[start:end].replace("\n", " ").replace("\t", " "),
        marks=inside,
        heading_marks=marker.marks(record.title, "title"),
    )
