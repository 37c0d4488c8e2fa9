"""A file with the text of a standard -> its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.readers.text import Document, Paragraph, Table, read_document
from standard.clauses import Block, StandardText, TableBlock, TextBlock, read_clauses

#: widest table that is filled up; a sheet may claim thousands of columns
_MOST_COLUMNS = 200


def read_standard_text(source: bytes | Path, name: str = "") -> tuple[StandardText, Document]:
    """The clauses of the standard in a file, and the document with what of the file itself could not be read.

    Never raises for what a file holds; see `read_document` and `read_clauses`.
    """
    document = read_document(source, name)
    return read_clauses(blocks_of(document)), document


def blocks_of(document: Document) -> Iterator[Block]:
    """The paragraphs and tables of a document as `standard.clauses` takes them."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield TextBlock(block.text, block.place, block.heading, block.label, block.running)
        elif not block.hidden:
            yield TableBlock(rows_of(block), block.place, block.caption)


def rows_of(table: Table) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, all of one length; the text of a merged cell stands in each place that it covers."""
    cells = [cell for row in table.rows for cell in row]
    if not cells:
        return ()
    first = min(cell.place.row for cell in cells)
    width = min(max(cell.place.column + cell.columns - 1 for cell in cells), _MOST_COLUMNS)
    height = max(cell.place.row for cell in cells) - first + 1
    grid = [[""] * width for _ in range(height)]
    for cell in cells:
        top, left = cell.place.row - first, cell.place.column - 1
        for row in grid[top : top + cell.rows]:
            for column in range(left, min(left + cell.columns, width)):
                row[column] = row[column] or cell.text
    return tuple(tuple(row) for row in grid)
