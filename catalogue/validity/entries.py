"""What a list or a text cites, in its order: one entry for each number, and for each row that names none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from catalogue.validity.list_lines import is_list, read_line, title_of
from catalogue.validity.list_tables import Columns, columns_of, read_row
from indexer.readers import Cell, Document, Paragraph, Place, Table
from standard.citations import Citation, Reading
from standard.citing import find_citations


@dataclass(frozen=True)
class Entry:
    """One standard that is asked about; a cell with three numbers gives three entries."""

    #: which entry of the document it is, counted from 1
    row: int
    #: its number is None for a row of a list that names no standard
    citation: Citation
    place: Place
    #: the row of the first entry with the same number; 0 for that entry itself and for all that stand once
    duplicate_of: int = 0


class Reason(StrEnum):
    """Why a row or line of a document gave no entry."""

    BLANK = "blank"
    #: the names of the columns
    HEADER = "header"
    #: a title, a heading or a note: above the header, or the only cell of its row
    TITLE = "title"
    #: the rest of a number that broke off at the end of the line above
    CONTINUED = "continued"
    #: text of a document that cites nothing
    NO_CITATION = "no_citation"
    #: a row of a table that holds no number anywhere, in a document that does elsewhere
    OTHER_TABLE = "other_table"


@dataclass(frozen=True)
class Skipped:
    """A row, line or paragraph that gave no entry."""

    place: Place
    reason: Reason
    text: str


@dataclass(frozen=True)
class Entries:
    """All that a document cites, in its order, and what of it was skipped: each row is in one of the two."""

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]
    #: whether the document is a list, where every row is asked about, or running text, where only citations are
    is_list: bool
    #: rows, lines and paragraphs of the document; as many gave entries or were skipped
    rows: int


#: what one row of a document gave
_Row = list[tuple[Citation, Place]] | Skipped


def read_entries(document: Document) -> Entries:
    """The entries of a document: a table or lines with one standard a row, or running text that cites.

    Duplicates stay, marked with the row of the first.
    """
    tables = {id(block): columns_of(block) for block in document.blocks if isinstance(block, Table)}
    listed = any(columns.numbers for columns in tables.values())
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    lined = not listed and is_list([line.text for line in lines])
    rows: list[_Row] = []
    for block in _joined(document.blocks):
        if isinstance(block, Skipped):
            rows.append(block)
        elif isinstance(block, Paragraph):
            rows.append(_line(block) if lined else _sentence(block))
        else:
            rows.extend(_table(block, tables[id(block)], only=len(document.blocks) == 1))
    found = [one for row in rows if not isinstance(row, Skipped) for one in row]
    skipped = tuple(row for row in rows if isinstance(row, Skipped))
    return Entries(tuple(_numbered(found)), skipped, listed or lined, len(rows))


#: a line that breaks off within a number, and one that goes on with it
_BROKEN_OFF = re.compile(r"(?:(?<![A-Za-z])[A-Z]{2,5}(?:[/／∕][TZ]?)?|\d\s?[-—–－/~～]|[TQ][/／∕])\s*$")
_GOING_ON = re.compile(r"\s*(?:\d|[TZ]\s?\d)")


def _joined(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Paragraph | Table | Skipped]:
    """The blocks, where a line that breaks off within a number has the next one with it, which then is skipped."""
    skips = False
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if skips and isinstance(block, Paragraph):
            yield Skipped(block.place, Reason.CONTINUED, block.text)
            skips = False
        elif isinstance(block, Paragraph) and isinstance(after, Paragraph) and _breaks(block.text, after.text):
            yield replace(block, text=f"{block.text}\n{after.text}")
            skips = True
        else:
            yield block


def _breaks(line: str, after: str) -> bool:
    return bool(_BROKEN_OFF.search(line)) and bool(_GOING_ON.match(after))


def _numbered(found: list[tuple[Citation, Place]]) -> Iterator[Entry]:
    first: dict[str, int] = {}
    for row, (citation, place) in enumerate(found, 1):
        key = str(citation.number or "")
        yield Entry(row, citation, place, first.get(key, 0) if key else 0)
        first.setdefault(key, row)


def _sentence(paragraph: Paragraph) -> _Row:
    """A paragraph of running text, where only citations count."""
    if not paragraph.text.strip():
        return Skipped(paragraph.place, Reason.BLANK, "")
    found = find_citations(paragraph.text)
    if found:
        return [(citation, paragraph.place) for citation in found]
    reason = Reason.TITLE if paragraph.heading else Reason.NO_CITATION
    return Skipped(paragraph.place, reason, paragraph.text)


def _line(paragraph: Paragraph) -> _Row:
    """A line of a list, where a line that names no number counts too."""
    if not paragraph.text.strip():
        return Skipped(paragraph.place, Reason.BLANK, "")
    found = read_line(paragraph.text)
    if not found and paragraph.heading:
        return Skipped(paragraph.place, Reason.TITLE, paragraph.text)
    return [(citation, paragraph.place) for citation in found or [_none(paragraph.text, title_of(paragraph.text))]]


def _none(text: str, title: str = "") -> Citation:
    """The citation of a row that names no number."""
    return Citation(text, (0, len(text)), None, title, Reading.NONE)


def _table(table: Table, columns: Columns, *, only: bool) -> Iterator[_Row]:
    """The rows of a table."""
    for index, row in enumerate(table.rows):
        text = " ".join(cell.text.strip() for cell in row if cell.text.strip())
        place = row[0].place if row else table.place
        if not text:
            yield Skipped(place, Reason.BLANK, "")
        elif index < columns.first_row or columns.is_header(row):
            is_header = columns.is_header(row)
            yield Skipped(place, Reason.HEADER if is_header else Reason.TITLE, text)
        else:
            yield _table_row(row, columns, place, text, only=only)


def _table_row(row: tuple[Cell, ...], columns: Columns, place: Place, text: str, *, only: bool) -> _Row:
    found = read_row(row, columns)
    if found:
        return found
    if not columns.numbers and not only:
        return Skipped(place, Reason.OTHER_TABLE, text)
    if columns.is_title(row):
        return Skipped(place, Reason.TITLE, text)
    given, where, title = columns.of_no_number(row)
    return [(_none(given, title), where)]
