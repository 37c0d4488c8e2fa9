"""Lists as documents, for tests; rows and lines are counted from 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.readers import Cell, Document, Paragraph, Place, Table


def table_of(rows: Iterable[tuple[int, Sequence[object]]]) -> Table:
    """A table of rows with their numbers."""
    cells = tuple(
        tuple(Cell("" if value is None else str(value), Place(row=row, column=at)) for at, value in enumerate(line, 1))
        for row, line in rows
    )
    return Table(cells, cells[0][0].place if cells and cells[0] else Place())


def lines_of(lines: Iterable[str]) -> Document:
    """A text as a document."""
    return Document("lines.txt", "txt", tuple(Paragraph(line, Place(line=at)) for at, line in enumerate(lines, 1)))
