"""A document as its text: paragraphs and tables in their order, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from indexer.readers.problem import Problem
from standard.wording import COMMA, Words, say


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document; counted from 1, 0 or empty for what the format does not have."""

    page: int = 0
    line: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    #: of a workbook
    sheet: str = ""
    #: footnote or endnote, in the order of the file
    note: int = 0

    @property
    def words(self) -> Words:
        """The place as people say it: `明细!C12`; 第 3 页第 5 行; 表 2 第 4 行第 1 列."""
        if self.sheet:
            return say("place_sheet", sheet=self.sheet, cell=f"{column_letters(self.column)}{self.row or ''}")
        if self.note:
            return say("place_note", note=self.note)
        if self.table and self.row:
            cell = say("place_cell", table=self.table, row=self.row, column=self.column)
            return self._on_page(cell)
        if self.line:
            return self._on_page(say("place_line", line=self.line))
        return say("place_paragraph", paragraph=self.paragraph)

    def _on_page(self, words: Words) -> Words:
        return COMMA.join([say("place_page", page=self.page), words]) if self.page else words


def column_letters(column: int) -> str:
    """`C` for 3, `AB` for 28."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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
