"""The history of a standard: its editions, what it replaced and what replaced it, amendments, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.lookup import find_successors
from catalogue.search import Addresses
from catalogue.standards.replacement_graph import WHOLE, Edge, Graph, find_graph
from catalogue.standards.standard_view import Edition
from catalogue.wording import Words, say
from indexer.engines import Engine, Request
from indexer.lifecycle import Opened
from indexer.query import Number, Or, Term
from standard.record import Record
from standard.status import Status

#: most editions, amendments, and standards that cite it
MAX_ROWS = 200


@dataclass(frozen=True)
class Citing:
    """A standard that cites, or is cited."""

    number: str
    #: empty where the catalogue lacks it
    title: str = ""
    status: Status | None = None


@dataclass(frozen=True)
class History:
    """All that led to a standard and came of it, as the catalogue knows it on a day."""

    record: Record
    day: date
    #: of the series, newest first, this one among them
    editions: tuple[Edition, ...]
    amendments: tuple[Edition, ...]
    graph: Graph
    #: what is in force at the end of the replacements; empty where it is in force itself
    in_force: tuple[str, ...]
    cites: tuple[Citing, ...]
    cited_by: tuple[Citing, ...]
    #: replacements that cannot be as they are recorded, as sentences
    contradictions: tuple[Words, ...]
    generation: str = ""

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The replacements, in the order in which they took effect."""
        return self.graph.edges

    def sentences(self) -> tuple[Words, ...]:
        """The replacements as sentences, in their order."""
        return tuple(map(tell, self.edges))

    def status_of(self, number: str) -> Status | None:
        """The status of a standard of the graph on the day; None where the catalogue lacks it."""
        record = self.graph.standards.get(number)
        return record.status_on(self.day) if record is not None else None

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "number": self.record.number,
            "title": self.record.title,
            "on": self.day.isoformat(),
            "url": addresses.standard(self.record.number),
            "editions": [_edition(row) for row in self.editions],
            "amendments": [_edition(row) for row in self.amendments],
            "edges": [
                {
                    "new": edge.new,
                    "old": edge.old,
                    "kind": edge.kind,
                    "day": edge.day.isoformat() if edge.day is not None else None,
                    "stated_by": edge.stated_by,
                    **({"clauses": edge.clauses} if edge.clauses else {}),
                    **({"source": edge.source} if edge.source else {}),
                    "text": tell(edge),
                }
                for edge in self.edges
            ],
            "standards": [
                {"number": number, "title": row.title if row else "", "status": self.status_of(number)}
                for number, row in self.graph.standards.items()
            ],
            "in_force": list(self.in_force),
            "cites": [row.number for row in self.cites],
            "cited_by": [row.number for row in self.cited_by],
            "contradictions": list(self.contradictions),
            "cut": self.graph.cut,
            "generation": self.generation,
        }


def find_history(opened: Opened, record: Record, day: date) -> History:
    """The history of a record as it stands on a day. Raises IndexFault."""
    engine = opened.engine
    graph = find_graph(engine, record)
    alike = _find_series(engine, record, day)
    return History(
        record=record,
        day=day,
        editions=tuple(_as_edition(row, day) for row in alike if not _is_amendment(row)),
        amendments=tuple(_as_edition(row, day) for row in alike if _is_amendment(row)),
        graph=graph,
        in_force=tuple(row.number for row in find_successors(engine, record, day)),
        cites=tuple(_citing(engine.get(number), number, day) for number in record.cites),
        cited_by=tuple(_find_citing(engine, record, day)),
        contradictions=tuple(_find_contradictions(graph)),
        generation=opened.generation,
    )


def tell(edge: Edge) -> Words:
    """A replacement as a sentence."""
    name = f"history_{edge.kind}" + ("_listed" if edge.clauses else "") + ("" if edge.day is not None else "_undated")
    return say(name, new=edge.new, old=edge.old, day=edge.day, clauses=edge.clauses, source=edge.source)


def _find_series(engine: Engine, record: Record, day: date) -> list[Record]:
    """The editions and amendments of the document, newest first."""
    series = record.parsed.series if record.parsed is not None else ""
    if not series:
        return [record]
    hits = engine.search(Request(Number(series, own=True), day, limit=MAX_ROWS)).hits
    own = [hit.record for hit in hits if hit.record.parsed is not None and hit.record.parsed.series == series]
    own += [] if any(row.number == record.number for row in own) else [record]
    return sorted(own, key=lambda row: (row.parsed.year or 0 if row.parsed else 0, row.number), reverse=True)


def _is_amendment(record: Record) -> bool:
    return record.parsed is not None and record.parsed.kind == "amendment"


def _as_edition(record: Record, day: date) -> Edition:
    return Edition(record.number, record.title, record.status_on(day), record.issued, record.effective)


def _find_citing(engine: Engine, record: Record, day: date) -> Iterator[Citing]:
    """The standards whose references name this edition, or its number without a year."""
    names = dict.fromkeys((record.number, record.parsed.series if record.parsed is not None else ""))
    wanted = Or(tuple(Term("cites", name) for name in names if name))
    for hit in engine.search(Request(wanted, day, sort="number", limit=MAX_ROWS)).hits:
        if hit.record.number != record.number:
            yield _citing(hit.record, hit.record.number, day)


def _citing(record: Record | None, number: str, day: date) -> Citing:
    return Citing(number, record.title, record.status_on(day)) if record is not None else Citing(number)


def _find_contradictions(graph: Graph) -> Iterator[Words]:
    """Replacements that go round in a circle or back in time, and editions that stand though they are replaced."""
    for circle in graph.circles:
        yield say("history_circle", numbers=circle)
    for edge in graph.backward:
        yield say("history_backward", new=edge.new, old=edge.old)
    for edge in graph.edges:
        old, new = graph.standards.get(edge.old), graph.standards.get(edge.new)
        current = old is not None and old.status is Status.CURRENT
        if edge.kind == WHOLE and current and new is not None and new.status is Status.CURRENT and edge.day is not None:
            yield say("history_both_in_force", new=edge.new, old=edge.old, day=edge.day)


def _edition(row: Edition) -> dict[str, str | None]:
    return {
        "number": row.number,
        "title": row.title,
        "status": row.status.value,
        "issued": row.issued.isoformat() if row.issued is not None else None,
        "effective": row.effective.isoformat() if row.effective is not None else None,
    }
