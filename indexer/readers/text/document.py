"""A document as its text: paragraphs and tables in their order, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from indexer.readers.problem import Problem
from standard.place import Place, column_letters
from standard.wording import Words

__all__ = ["Cell", "Document", "Paragraph", "Place", "Table", "column_letters"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading, line or list item."""

    text: str
    place: Place
    #: 1 for a heading of the first level, 0 for what is no heading
    heading: int = 0
    #: the number that the program's own numbering shows before it (`5.1`); the text begins with it
    label: str = ""
    #: where in the text a further line of the file begins, and the place of that line
    breaks: tuple[tuple[int, Place], ...] = ()
    #: whether it is repeated at the head or foot of pages
    running: bool = False

    def place_at(self, offset: int) -> Place:
        """The place of what stands at an offset of the text: the line, and the page, that it is on."""
        found = bisect_right(self.breaks, offset, key=lambda one: one[0])
        return self.breaks[found - 1][1] if found else self.place


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table or sheet, with the cells it is merged over; its paragraphs are lines of its text."""

    text: str
    place: Place
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a sheet: rows of cells from left to right.

    A cell in which nothing stands, or which a merged one covers, is left out, and so is a row without any: where a
    cell stands is told by its place, not by its index.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    #: title of a sheet, or what stands as caption of a table
    caption: str = ""
    #: a sheet that its workbook does not show
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """All text of a file in its order, and what of it could not be read."""

    #: as named by the caller, without folders, mended where its encoding was spoilt
    name: str
    #: `txt`, `csv`, `tsv`, `xlsx`, `docx`, `pdf`, `html`, `md`, `ofd`; empty where the file is none of these
    format: str
    blocks: tuple[Paragraph | Table, ...]
    problems: tuple[Problem, ...] = ()
    #: what was left out on purpose, or is worth knowing: page headers, hidden sheets
    notes: tuple[Words, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs alone."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables alone."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
