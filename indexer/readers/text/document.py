"""A document as its text: paragraphs and tables in their order, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.readers.problem import Problem


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading, line or list item."""

    text: str
    place: Place
    #: 1 for a heading of the first level, 0 for what is no heading
    heading: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell of a table or sheet, with the cells it is merged over."""

    text: str
    place: Place
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """A table or a sheet: rows of cells from left to right; what a merged cell covers is not repeated."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    caption: str = ""


@dataclass(frozen=True)
class Document:
    """All text of a file in its order, and what of it could not be read."""

    #: as named by the caller
    name: str
    #: `txt`, `csv`, `xlsx`, `docx`, `pdf`, `html`, `md`, `ofd`
    format: str
    blocks: tuple[Paragraph | Table, ...]
    problems: tuple[Problem, ...] = field(default=())
