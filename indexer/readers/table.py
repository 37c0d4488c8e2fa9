"""Rows of a table, whatever file they come from -> rows of cells: which row is the header, what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from indexer.readers.columns import Labels, table_cells
from indexer.readers.field_labels import number_labels
from indexer.readers.labels_in_words import column_field
from indexer.readers.mojibake import mended_title
from indexer.readers.problem import SHOWN, Problem, Unreadable
from indexer.readers.row import Row, Rowlike
from standard.number import NumberError, StandardNumber
from standard.wording import say

#: rows looked at for the header; titles, dates and remarks stand above it in exports
HEADER_ROWS = 20
#: columns named in a message
_SHOWN = 12


class NoRows(Unreadable):
    """A table in which nothing stands."""


class NoHeader(Unreadable):
    """A table without a column of numbers."""

    #: how many of the first rows hold a number of a standard in a cell of its own
    numbers = 0


class TableRow(NamedTuple):
    """A row of a table and its line in the file, counted from 1; or why it cannot be read."""

    line: int
    cells: Sequence[object] | Unreadable


def known_columns(cells: Sequence[object]) -> int:
    """How many columns a row names, if it is a header; else 0.

    A header names the column of numbers, and that of titles or at least more labels that are known than not: a line
    above it may end in `… | 标准号`.
    """
    found = [column_field(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
    if "number" not in found or ("title" not in found and found.count(None) * 2 >= len(found)):
        return 0
    return len({*found} - {None, ""})


def table_rows(file: str, rows: Iterable[TableRow], labels: Labels) -> Iterator[Rowlike]:
    """The rows below the header, which is the first row with a column of numbers.

    Empty rows and the header's repetition (on every page of an export) do not count.
    Raises `Unreadable` where no header is found; then nothing was given yet. What breaks the rows off comes out after
    those before it.
    """
    rows = iter(rows)
    above, broken = _above(rows)
    try:
        at, header = _header(above)
    except Unreadable:
        if broken:
            raise broken from None
        raise
    yield from _below(file, header, chain(above[at + 1 :], rows), labels)
    if broken:
        raise broken


def _above(rows: Iterator[TableRow]) -> tuple[list[TableRow], Exception | None]:
    """The first rows, and what broke them off."""
    above: list[TableRow] = []
    try:
        above.extend(islice(rows, HEADER_ROWS))
    except Exception as error:  # noqa: BLE001 - raised again, behind the rows
        return above, error
    return above, None


def _header(rows: list[TableRow]) -> tuple[int, list[object]]:
    """The header's place and cells: the first that names numbers and titles, else the first that names numbers."""
    named = ((at, cells) for at, (_, cells) in enumerate(rows) if not isinstance(cells, Unreadable))
    found = [(at, list(cells)) for at, cells in named if known_columns(cells)]
    if not found:
        if all(not isinstance(cells, Unreadable) and _is_blank(cells) for _, cells in rows):
            raise NoRows("table_empty")
        raise _no_header(rows)
    return max(found, key=lambda row: _names_titles(row[1]))


def _names_titles(cells: Iterable[object]) -> bool:
    return any(isinstance(cell, str) and column_field(cell) == "title" for cell in cells)


def _below(file: str, header: list[object], rows: Iterable[TableRow], labels: Labels) -> Iterator[Rowlike]:
    fields = labels.fields(header)
    nameless = [at for at, label in enumerate(header) if _is_blank([label])]
    for line, cells in rows:
        if isinstance(cells, Unreadable):
            yield cells.at(file, line)
        elif not _is_blank(cells) and list(cells[: len(header)]) != header:
            if nameless:
                filled = (at for at in nameless if not _is_blank(cells[at : at + 1]))
                labels.note(say("note_column_nameless", at=at + 1).chinese for at in filled)
            yield _row(file, line, cells, fields)


def _row(file: str, line: int, cells: Sequence[object], fields: list[str]) -> Rowlike:
    if len(cells) > len(fields) and not _is_blank(cells[len(fields) :]):
        counts = {"cells": len(cells), "columns": len(fields)}
        return Problem(file, line, _shown(cells), "row_too_wide", counts)
    return Row(file, line, table_cells(fields, cells))


def _shown(cells: Sequence[object]) -> str:
    return " | ".join(map(str, islice(cells, SHOWN)))


def _is_blank(cells: Sequence[object]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _is_number(cell: object) -> bool:
    """Whether a cell holds the number of an edition and nothing else."""
    if not isinstance(cell, str) or not cell[:1].isalpha():
        return False
    try:
        return StandardNumber(cell).year is not None
    except NumberError:
        return False


def _no_header(rows: Sequence[TableRow]) -> NoHeader:
    """What is said: the columns found, and those accepted."""
    named = [row.cells for row in rows if not isinstance(row.cells, Unreadable)]
    widest = max((row for row in named if not _is_blank(row)), key=len, default=[])
    found = tuple(str(cell)[:30] for cell in widest[:_SHOWN] if cell not in (None, ""))
    accepted = tuple(number_labels()[:_SHOWN])
    spoilt = any(isinstance(cell, str) and mended_title(cell)[1] for cell in widest)
    kind = "table_of_spoilt_labels" if spoilt else "table_without_number"
    problem = NoHeader(kind, rows=HEADER_ROWS, found=found or say("no_columns"), accepted=accepted)
    problem.numbers = sum(any(map(_is_number, cells)) for cells in named)
    return problem
