"""What can be asked of an index: a tree of eight plain nodes that knows no engine and does no I/O.

The meaning of each node is what `indexer.engines.memory` does with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Text:
    """One piece of free text (a run between spaces and punctuation), as typed.

    Held by a document when one of its text fields holds all the piece's words, or its folded text contains the
    piece as a substring that does not begin or end inside a Latin word or a number.
    With `field`, only that text field counts. With `also`, a document that holds one of these texts instead holds the
    piece, too, and counts for a little less: other words for the same (`catalogue.query.synonyms`).
    """

    text: str
    field: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phrase:
    """A quoted phrase: a substring of the folded text (of one text field, with `field`)."""

    text: str
    field: str | None = None


@dataclass(frozen=True)
class Number:
    """A standard's number.

    Held by the standard itself (group `exact`; any edition where `text` names none), by the other editions of the
    same document, its amendments and, where no part and year is given, its parts (group `series`), and, unless `own`,
    by documents that mention it: in their text or as replaced, adopted or cited (group `text`).
    """

    text: str
    own: bool = False


@dataclass(frozen=True)
class Term:
    """A value of a keyword or code field: `Term("level", "local")`, `Term("ics", "67.080")` with all below it."""

    field: str
    value: str


@dataclass(frozen=True)
class Prefix:
    """A number that begins like this (`GB/T 1.`), or a word of a text field that does (`field=None`: of any)."""

    text: str
    field: str | None = None


@dataclass(frozen=True)
class Range:
    """A day field between two days, both included; None is open."""

    field: str
    low: date | None
    high: date | None


@dataclass(frozen=True)
class Pieces:
    """Free text: the documents that hold every piece; where these are fewer than ten in the whole catalogue, widened.

    The only node that is ever widened (`indexer.engines.relevance`).
    """

    pieces: tuple[Text | Number, ...]
    #: what every one of them must be as well, and what the wider answer goes without: a prefix of numbers, `DB37 家政`
    beside: tuple[Node, ...] = ()


@dataclass(frozen=True)
class And:
    """All of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """Any of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """What the part does not hold. Below it text counts by words and phrases, never by bigrams, and is not widened."""

    part: Node


@dataclass(frozen=True)
class Everything:
    """All documents."""


Node = Text | Phrase | Number | Term | Prefix | Range | Pieces | And | Or | Not | Everything
