"""The engine contract. No library's own object crosses this line."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from indexer.query import Everything, Node
from standard.record import Record
from standard.status import Status

#: relevance, or a field; `-` sorts downwards; documents without the value come last either way
SORTS = ("relevance", "issued", "-issued", "effective", "-effective", "number", "title")
#: groups of hits in the order in which relevance shows them
GROUPS = ("exact", "series", "text", "partial")
#: the finer order within them -> group: what is called exactly so stands before what is only spelled so
RANKS = ("exact", "exact", "series", "text", "partial")
#: ranks below this one are of what a number asks for: there what is in force stands first, before relevance
NAMED_BELOW = RANKS.index("text")
#: facets, all counted over every match
FACETS = ("level", "status", "function", "year", "ics", "ccs", "region", "issuer")
#: what of a query adds to a score: its words, and the pairs of neighbouring Chinese characters of the title
WORD, PAIR = "word", "pair"
#: bytes that building an index may take without an option
BUILD_MEMORY = 1 << 30


@dataclass(frozen=True)
class Request:
    """One question to an engine; frozen, so that it can be a key."""

    tree: Node = Everything()  # noqa: RUF009 - frozen and without state
    #: the day for which statuses are computed
    day: date = date.min
    #: (field, values): any of the values of a field, all of the fields
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: one of SORTS
    sort: str = "relevance"
    offset: int = 0
    limit: int = 10
    #: some of FACETS
    facets: tuple[str, ...] = ()
    #: whether a facet's own filter is left out of its counts (for check boxes that stay visible)
    open_facets: bool = False
    #: code of the province or city whose local standards stand before others of equal standing; empty: none
    home: str = ""


@dataclass(frozen=True)
class Hit:
    """One document of the answer."""

    record: Record
    #: one of GROUPS
    group: str
    #: relevance, 0 where nothing textual was asked
    score: float
    #: on the day of the request
    status: Status


@dataclass(frozen=True)
class Results:
    """The answer: one page of hits, and counts over all matches."""

    total: int
    hits: tuple[Hit, ...]
    #: facet -> ((value, count), ...), most frequent first
    facets: dict[str, tuple[tuple[str, int], ...]]
    #: whether free text had to be widened to find enough
    widened: bool = False
    #: whether the page would be another one without the home of the request
    home_first: bool = False


@dataclass(frozen=True)
class TermWeight:
    """A word of the query, or a pair of characters of the title, that a document holds."""

    term: str
    #: WORD or PAIR
    kind: str
    #: text fields that hold it
    fields: tuple[str, ...]
    #: how much rarer is more (BM25's idf)
    rarity: float
    #: what it weighs in this document: more in the title and in short texts
    share: float

    @property
    def weight(self) -> float:
        """What it adds to the score."""
        return self.rarity * self.share


@dataclass(frozen=True)
class Score:
    """The score of a hit, taken apart: the sum of the weights, times the factors."""

    held: tuple[TermWeight, ...] = ()
    #: words of the query that the document does not hold
    missing: tuple[str, ...] = ()
    #: synonyms that were counted instead of the words typed, and the factor by which they count less
    other_words: tuple[str, ...] = ()
    other_factor: float = 1.0
    #: what was asked for where that is one subject only, and the factor of titles that are about it
    subject: str = ""
    object_factor: float = 1.0
    #: of standards in force
    current_factor: float = 1.0

    @property
    def total(self) -> float:
        """The score; added up as engines do it, words first, so that it is the same to the last bit."""
        words, pairs = (
            sum((part.weight for part in self.held if part.kind == part_kind), 0.0) for part_kind in (WORD, PAIR)
        )
        return self.other_factor * (words + pairs) * self.object_factor * self.current_factor


@dataclass(frozen=True)
class Axis:
    """A keyword or code field to count by, on one side of a table."""

    field: str
    #: of codes only those at this depth, 1 at the top; None: all, each with what is below it
    depth: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """A completion of what was typed: a standard, or something to search for."""

    #: `number`, `subject`, `title`, `organisation` or `class`
    kind: str
    #: the title of a standard, the phrase, or the name
    text: str
    #: of a standard
    number: str = ""
    #: on the day of the request, of a standard
    status: Status | None = None
    #: of an organisation or class: the field to search, and the name or code to search for
    field: str = ""
    value: str = ""
    #: how many standards the search finds, of all that are no standard themselves
    count: int | None = None


class Writer(Protocol):
    """A change to an index. Nothing is visible before `commit`; `cancel` leaves no trace."""

    def add(self, record: Record) -> None:
        """Add a record; one of the same number is replaced."""

    def remove(self, number: str) -> bool:
        """Remove a record by its canonical number; False where there is none."""

    def commit(self) -> None:
        """Make the change whole. Raises an `indexer.errors.IndexFault` where the disk refuses."""

    def cancel(self) -> None:
        """Drop the change."""


class SerializedRecords(Protocol):
    """Records as `Record.to_bytes` gives them, which any process can read by itself where they stand."""

    def __iter__(self) -> Iterator[bytes]:
        """The records, read one by one."""

    def __len__(self) -> int:
        """How many there are."""

    def cut(self, size: int, pieces: int) -> Sequence[SerializedRecords]:
        """All of them in pieces of at most so many bytes, and at least so many pieces; each of about the same size."""


class Builder(Protocol):
    """A set of records that is written from the first one on. Nothing is left of it after `cancel`."""

    def add(self, record: Record) -> None:
        """Append a record; the caller merges rows of one number."""

    def add_all(self, records: SerializedRecords, report: Callable[[int], None]) -> None:
        """Append records that are not held in memory; `report` is called now and then with how many are done."""

    def commit(self) -> None:
        """Make the set whole. Raises an `indexer.errors.IndexFault` where the disk refuses."""

    def cancel(self) -> None:
        """Remove what was written."""


class Engine(Protocol):
    """A searchable set of records, read-only and safe to use from several threads.

    Each set stands at a place: a folder, or whatever name an engine that keeps no folder makes of it.
    """

    def writer(self, into: Path) -> Writer:
        """A change to this set; the changed set is written to the new place `into`, this one stays as it is."""

    def search(self, request: Request) -> Results:
        """Answer a request. Raises `RequestError` for a field, sort or facet that does not exist."""

    def explain(self, tree: Node, numbers: Iterable[str], day: date) -> dict[str, Score]:
        """Number -> what the score of the record is made of, without numbers that no record has."""

    def get(self, number: str) -> Record | None:
        """The record with this canonical number."""

    def suggest(self, prefix: str, limit: int = 8, day: date = date.max) -> list[Suggestion]:
        """Completions for what has been typed so far, those in force on the day first: see `suggestion_rules`."""

    def frequency(self, term: str, *, pair: bool = False) -> int:
        """How many records hold a word in any text field; with `pair`, a pair of Chinese characters in their title."""

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value of a keyword or code field, codes with all below them.

        Raises RequestError for another field.
        """

    def cross_counts(self, rows: Axis, columns: Axis, request: Request) -> dict[tuple[str, str], int]:
        """(value of `rows`, value of `columns`) -> how many matches of a request have both; only what there is.

        Over all matches, whatever its page; statuses are those of its day. Raises RequestError for a field that has no
        values, or a depth where there are no codes.
        """

    def filled(self) -> dict[str, int]:
        """Field -> how many records have a value for it, for all fields of texts, values and days."""

    def numbers(self) -> Iterable[str]:
        """Every canonical number, in source order."""

    def stored(self) -> Iterator[bytes]:
        """Every record as bytes (`Record.to_bytes`), read one by one in the order of `document.number_order`."""

    def count(self) -> int:
        """How many records there are."""

    def check_stored(self) -> Generator[None]:
        """Look through all that is stored, a piece with each step. Raises IndexDamaged."""

    def close(self) -> None:
        """Let go of files; the engine is not used after that."""
