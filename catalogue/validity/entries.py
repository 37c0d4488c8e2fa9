"""What a list or a text cites, in its order: one entry for each number, and for each row that names none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from catalogue.validity.list_lines import is_list, read_line, title_of
from catalogue.validity.list_tables import Columns, columns_of, is_line_of_labels, read_row
from catalogue.validity.passages import Passage, passages
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
    #: a row of a table that is no list: of other things beside a list, or of sentences
    OTHER_TABLE = "other_table"


@dataclass(frozen=True)
class Skipped:
    """A row, line or paragraph that gave no entry."""

    place: Place
    reason: Reason
    text: str

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        place = {name: value for name, value in asdict(self.place).items() if value}
        return {"reason": self.reason.value, "text": self.text, "place": place}


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
    alone = len(document.blocks) == 1 and not any(columns.is_prose for columns in tables.values())
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    lined = not listed and is_list([line.text for line in lines])
    rows: list[_Row] = []
    for block in passages(document.blocks):
        if isinstance(block, Passage):
            rows.extend(_lines(block, listed=lined))
        else:
            rows.extend(_table(block, tables[id(block)], alone=alone))
    found = [one for row in rows if not isinstance(row, Skipped) for one in row]
    skipped = tuple(row for row in rows if isinstance(row, Skipped))
    return Entries(number_entries(found), skipped, listed or lined or (alone and bool(tables)), len(rows))


def read_numbers(texts: Iterable[str]) -> Entries:
    """The entries of a list that is given one standard a text: at least one for each, whatever stands in it."""
    found: list[tuple[Citation, Place]] = []
    rows = 0
    for rows, text in enumerate(texts, 1):
        citations = read_line(text) or [_none(text, title_of(text))]
        found += [(citation, Place(line=rows)) for citation in citations]
    return Entries(number_entries(found), (), True, rows)


def number_entries(found: Iterable[tuple[Citation, Place]]) -> tuple[Entry, ...]:
    """Citations and their places as entries: counted, and told which were cited before."""
    return tuple(_numbered(found))


def _numbered(found: Iterable[tuple[Citation, Place]]) -> Iterator[Entry]:
    first: dict[str, int] = {}
    for row, (citation, place) in enumerate(found, 1):
        key = str(citation.number or "")
        yield Entry(row, citation, place, first.get(key, 0) if key else 0)
        first.setdefault(key, row)


def _lines(passage: Passage, *, listed: bool) -> Iterator[_Row]:
    """The paragraphs of a passage: of a list, where one that names no number counts too, or of running text."""
    for paragraph, found, goes_on in passage.read(read_line if listed else find_citations):
        text, place = paragraph.text, paragraph.place
        if found:
            yield [(citation, place) for citation in found]
        elif not text.strip():
            yield Skipped(place, Reason.BLANK, "")
        elif goes_on:
            yield Skipped(place, Reason.CONTINUED, text)
        elif paragraph.heading:
            yield Skipped(place, Reason.TITLE, text)
        elif listed and is_line_of_labels(text):
            yield Skipped(place, Reason.HEADER, text)
        elif listed:
            yield [(_none(text, title_of(text)), place)]
        else:
            yield Skipped(place, Reason.NO_CITATION, text)


def _none(text: str, title: str = "") -> Citation:
    """The citation of a row that names no number."""
    return Citation(text, (0, len(text)), None, title, Reading.NONE)


def _table(table: Table, columns: Columns, *, alone: bool) -> Iterator[_Row]:
    """The rows of a table."""
    place = replace(table.place, row=0)
    for index, row in enumerate(table.rows):
        text = " ".join(cell.text.strip() for cell in row if cell.text.strip())
        place = row[0].place if row else replace(place, row=place.row + 1, column=0, line=0)
        if not text:
            yield Skipped(place, Reason.BLANK, "")
        elif columns.is_header(row):
            yield Skipped(place, Reason.HEADER, text)
        elif index < columns.labels_end:
            yield Skipped(place, Reason.TITLE, text)
        else:
            yield _table_row(row, columns, place, text, alone=alone)


def _table_row(row: tuple[Cell, ...], columns: Columns, place: Place, text: str, *, alone: bool) -> _Row:
    found = read_row(row, columns)
    if found:
        return found
    if not columns.numbers and not alone:
        return Skipped(place, Reason.OTHER_TABLE, text)
    if columns.is_title(row):
        return Skipped(place, Reason.TITLE, text)
    given, where, title = columns.of_no_number(row)
    return [(_none(given, title), where)]
