"""What a peer does, and how documents and trees look to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from indexer.analysis import query_keys
from indexer.engines import Document, Request, analyse_piece, facet_values, relevant
from indexer.query import And, Everything, Node, Number, Phrase, Pieces, Text
from standard.record import Record

#: rows of the page, values of a facet
ROWS, VALUES = 10, 100
#: the seven facets that every engine counts, over all matches
FACETS = ("level", "status", "year", "ics", "ccs", "region", "issuer")


@dataclass(frozen=True)
class Reply:
    """Ten records and seven facets."""

    total: int
    records: tuple[Record, ...]
    facets: dict[str, dict[str, int]]


class Peer(Protocol):
    """An engine in a folder: built by one process, opened and asked by another."""

    def build(self, records: Iterable[Record]) -> None:
        """Index the records in a new folder."""

    def open(self) -> None:
        """Make ready to be asked."""

    def search(self, request: Request) -> Reply:
        """Answer a request of `bench.queries`."""

    def close(self) -> None:
        """Let go of files."""


def size(folder: Path) -> int:
    """Bytes of all files of an index."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring characters of a compacted text: what substrings are found by."""
    return [text[at : at + 2].replace(" ", "␣") for at in range(len(text) - 1)]


def gram_texts(document: Document) -> Iterator[str]:
    """The pairs of all text fields, field by field, ready for a tokenizer that cuts at blanks."""
    for text in document.compacts.values():
        yield " ".join(pairs(text.replace("\n", "¶")))


def facets_of(document: Document, day: date) -> dict[str, tuple[str, ...]]:
    """Facet -> values, the status that of a day: peers freeze it, ours works it out for the day asked."""
    status = document.record.status_on(day).value
    return {name: (status,) if name == "status" else facet_values(name, document.values[name]) for name in FACETS}


@dataclass(frozen=True)
class Clause:
    """One condition of a tree: any of some terms, or a phrase of pairs."""

    #: (field, term): `any`, `grams`, `keys`
    any_of: tuple[tuple[str, str], ...] = ()
    phrase: tuple[str, ...] = ()


def clauses(tree: Node) -> tuple[Clause, ...]:
    """A tree of the bench as conditions that must all hold."""
    match tree:
        case Everything():
            return ()
        case Phrase(text, _):
            return (Clause(phrase=tuple(pairs(analyse_piece(text).compact))),)
        case Number():
            return (Clause(any_of=tuple(("keys", key) for key in query_keys(tree).candidates() if key[0] in "=~")),)
        case Text(text, _):
            piece = analyse_piece(text)
            return (Clause(any_of=(("any", piece.words[0]), ("grams", pairs(piece.compact)[0]))),)
        case Pieces(parts) | And(parts):
            return tuple(clause for part in parts for clause in clauses(part))
    raise ValueError(f"the bench does not ask {tree}")


def relevance_terms(tree: Node) -> tuple[tuple[str, str], ...]:
    """(field, term) that relevance counts, for all engines alike."""
    words, bigrams = relevant(tree)
    return (*(("any", word) for word in words), *(("bigrams", pair) for pair in bigrams))
