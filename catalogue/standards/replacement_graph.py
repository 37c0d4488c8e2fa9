"""What replaced what around a standard: across series and levels, as a whole and in part, backwards and forwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer.analysis import parse
from indexer.engines import Engine, Request
from indexer.query import Or, Term
from standard.clause_endings import ClauseEnding, Extent, endings_by, endings_of
from standard.record import Record

#: most standards that are gone over
MAX_STANDARDS = 200
_MOST = 200
WHOLE, PART, CLAUSES, RENUMBERED = "whole", "part", "clauses", "renumbered"


@dataclass(frozen=True)
class Edge:
    """One replacement: from `day` on, `new` stands in the place of `old`."""

    new: str
    old: str
    #: `whole`, `part`, `clauses` (some clauses of `old` ended and nothing is said of the rest), `renumbered`
    kind: str
    #: the day `new` takes effect, or that of the notice; None where it is not known
    day: date | None = None
    #: who says so: `new`, `old`, `both`, or `notice`
    stated_by: str = ""
    #: of `clauses`, where the source lists them
    clauses: str = ""
    #: of a notice
    source: str = ""


@dataclass(frozen=True)
class Graph:
    """The replacements around a standard."""

    #: in the order in which they took effect
    edges: tuple[Edge, ...]
    #: number -> record, or None where the catalogue lacks it; all standards that an edge names, and the one asked for
    standards: dict[str, Record | None]
    #: edges whose new standard is older than the old one; they are told and not followed
    backward: tuple[Edge, ...]
    #: standards that replace each other in a circle
    circles: tuple[tuple[str, ...], ...]
    #: whether there are more than are gone over
    cut: bool = False


def find_graph(engine: Engine, record: Record) -> Graph:
    """All replacements that lead to a standard or from it, over any number of steps; ended clauses only of itself."""
    return _Walk(engine).from_standard(record)


class _Walk:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._standards: dict[str, Record | None] = {}
        self._edges: dict[tuple[str, str, str], Edge] = {}

    def from_standard(self, record: Record) -> Graph:
        """All that replacements lead to from a standard, both ways, up to `MAX_STANDARDS` standards."""
        self._standards[record.number] = record
        waiting, seen = list(self._standards), set(self._standards)
        for edge in (edge for number in waiting for edge in _clauses_at(number)):
            self._keep(edge)
        while waiting and len(seen) <= MAX_STANDARDS:
            found = [edge for number in waiting for edge in self._edges_at(number)]
            waiting = []
            for edge in found:
                self._keep(edge)
                ends = () if self._is_backward(edge) else (edge.new, edge.old)
                waiting += [number for number in ends if number not in seen]
                seen.update(ends)
        edges = sorted(self._edges.values(), key=lambda edge: (edge.day or date.max, edge.old, edge.new))
        backward = tuple(edge for edge in edges if self._is_backward(edge))
        for edge in edges:
            self._get(edge.new), self._get(edge.old)
        return Graph(tuple(edges), self._standards, backward, _circles(edges), cut=bool(waiting))

    def _get(self, number: str) -> Record | None:
        if number not in self._standards:
            self._standards[number] = self._engine.get(number)
        return self._standards[number]

    def _edges_at(self, number: str) -> Iterator[Edge]:
        """All edges at one standard, each as one side says it."""
        record = self._get(number)
        if record is not None:
            yield from self._stated_by(record)
        named = Or((Term("replaces", number), Term("replaced_by", number)))
        for hit in self._engine.search(Request(named, date.min, limit=_MOST)).hits:
            self._standards.setdefault(hit.record.number, hit.record)
            yield from (edge for edge in self._stated_by(hit.record) if number in (edge.new, edge.old))
        ended = (*endings_of(number), *endings_by(number))
        yield from (_noticed(ending) for ending in ended if not ending.extent.partial)

    def _stated_by(self, record: Record) -> Iterator[Edge]:
        for number in record.replaces:
            if number not in record.replaces_partly:
                yield self._edge(record.number, number, WHOLE, "new")
        for number in record.replaces_partly:
            yield self._edge(record.number, number, PART, "new")
        for number in record.replaced_by:
            if number not in record.replaced_partly_by:
                yield self._edge(number, record.number, WHOLE, "old")
        for number in record.replaced_partly_by:
            yield self._edge(number, record.number, PART, "old")

    def _edge(self, new: str, old: str, kind: str, stated_by: str) -> Edge:
        record = self._get(new)
        return Edge(new, old, kind, (record.effective or record.issued) if record is not None else None, stated_by)

    def _keep(self, edge: Edge) -> None:
        key = (edge.new, edge.old, edge.kind)
        known = self._edges.get(key)
        if known is None:
            self._edges[key] = edge
        elif {known.stated_by, edge.stated_by} == {"new", "old"}:
            self._edges[key] = replace(known, stated_by="both")

    def _is_backward(self, edge: Edge) -> bool:
        if edge.new == edge.old:
            return True
        years = [number.year if number is not None else None for number in map(parse, (edge.new, edge.old))]
        if None not in years and years[0] != years[1]:
            return (years[0] or 0) < (years[1] or 0)
        old = self._get(edge.old)
        begun = old.effective if old is not None else None
        return edge.stated_by != "notice" and edge.day is not None and begun is not None and edge.day < begun


def _clauses_at(number: str) -> Iterator[Edge]:
    """Clauses that ended of a standard, or by it."""
    return (_noticed(ending) for ending in (*endings_of(number), *endings_by(number)) if ending.extent.partial)


def _noticed(ending: ClauseEnding) -> Edge:
    kind = {Extent.WHOLE: WHOLE, Extent.RENUMBERED: RENUMBERED}.get(ending.extent, CLAUSES)
    return Edge(ending.by, ending.number, kind, ending.day, "notice", ending.clauses, ending.notice or ending.source)


def _circles(edges: Sequence[Edge]) -> tuple[tuple[str, ...], ...]:
    """Standards that replace each other in a circle, each circle once, beginning with its first number."""
    after: dict[str, list[str]] = {}
    for edge in edges:
        if edge.kind in (WHOLE, RENUMBERED):
            after.setdefault(edge.old, []).append(edge.new)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for start in sorted(after):
        way = _way_back(after, start)
        if way:
            found.setdefault(frozenset(way), way)
    return tuple(found.values())


def _way_back(after: dict[str, list[str]], start: str) -> tuple[str, ...]:
    """The shortest way from a standard back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for number in after.get(way[-1], ()):
            if number == start:
                return (*way, start)
            if number not in seen:
                seen.add(number)
                ways.append((*way, number))
    return ()
