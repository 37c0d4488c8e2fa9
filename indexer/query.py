"""What can be asked of an index: a tree of plain nodes that knows no engine and does no I/O.

The meaning of each node is what `indexer.engines.memory` does with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar


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
class About:
    """A thing that a title is about: 沙发 of 办公用沙发, but not of 沙发革 (`indexer.analysis.title_objects`).

    Held by a document whose title gives its object, or a kind of it, this name; with `itself`, only the object's own.
    """

    text: str
    itself: bool = False


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
class PartialNumber:
    """A standard's number of which a part was left out: the prefix (`1354`), or its nature (国标9001, `DB37 4320`).

    Held by the standards whose number has all that was given, whatever the rest (group `exact`), and by nothing that
    mentions them.
    """

    #: with the number of a part: `1354`, `2828.1`
    serial: str
    year: int | None = None
    #: the prefix without its nature, `GB`, `DB37`, `T`; empty where the prefix was left out
    stem: str = ""
    #: as typed, for people: 国标9001; nothing is called `GB/* 9001`
    text: str = field(default="", compare=False)
    #: nothing that mentions it is meant
    own: ClassVar[bool] = True

    def __str__(self) -> str:
        """With a star for what was left out: `* 2828.1-2012`, `GB/* 9001`."""
        return f"{self.stem}/* {self.dated_serial}" if self.stem else f"* {self.dated_serial}"

    @property
    def dated_serial(self) -> str:
        """The serial with the year, where it was given: `2828.1-2012`."""
        return f"{self.serial}-{self.year}" if self.year else self.serial


@dataclass(frozen=True)
class Term:
    """A value of a keyword or code field: `Term("level", "local")`, `Term("ics", "67.080")` with all below it.

    `Term("adopts", "*")` is held by whatever adopts a standard.
    """

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


#: what a document holds or not by itself
Leaf = Text | Phrase | About | Number | PartialNumber | Term | Prefix | Range
Node = Leaf | Pieces | And | Or | Not | Everything
