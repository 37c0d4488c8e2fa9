"""A file with the text of a standard -> its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexer.readers.encoding import UTF16_BOMS
from indexer.readers.problem import WHOLE_FILE, Unreadable
from indexer.readers.sts.parsing import LARGEST, Malformed
from indexer.readers.sts.prolog import ROOTS, root_of
from indexer.readers.text import Document, Paragraph, Table, read_document
from standard.clauses import Block, StandardText, TableBlock, TextBlock, read_clauses

#: characters of which clauses are read; a text of 300 pages has some 400,000
MOST_CHARACTERS = 2_000_000
#: bytes in which the root element of XML stands
_HEAD = 1 << 16
#: widest table that is filled up; a sheet may claim thousands of columns
_MOST_COLUMNS = 200


def read_standard_text(source: bytes | Path, name: str = "") -> tuple[StandardText, Document]:
    """The clauses of the standard in a file, and the document with what of the file itself could not be read.

    Never raises for what a file holds; see `read_document` and `read_clauses`.
    """
    data = _sts_in(source)
    if data is not None:
        return _read_sts(data, name or (source.name if isinstance(source, Path) else ""))
    document = read_document(source, name)
    if sum(map(_length, document.blocks)) > MOST_CHARACTERS:
        too_long = Unreadable("text_too_long", most=MOST_CHARACTERS).at(document.name, WHOLE_FILE)
        return read_clauses(()), replace(document, problems=(*document.problems, too_long))
    return read_clauses(blocks_of(document)), document


def _length(block: Paragraph | Table) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell.text) for row in block.rows for cell in row)


def _sts_in(source: bytes | Path) -> bytes | None:
    """The bytes of a standard in STS; None for any other file, and for one that cannot be opened."""
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                source = file.read(LARGEST + 1)
    except OSError:
        return None
    head = source[:_HEAD]
    text = head.decode("utf-16" if head.startswith(UTF16_BOMS) else "utf-8", "replace")
    return source if root_of(text) in ROOTS else None


def _read_sts(data: bytes, name: str) -> tuple[StandardText, Document]:
    """The clauses of a standard in STS; what is wrong with the file is a problem of the document."""
    from indexer.readers.sts.standard_text import text_in_sts

    if len(data) > LARGEST:
        too_large = Unreadable("xml_too_large", most=LARGEST >> 20)
        return read_clauses(()), Document(name, "sts", (), (too_large.at(name, WHOLE_FILE),))
    try:
        return text_in_sts(data), Document(name, "sts", ())
    except Unreadable as problem:
        line = problem.line if isinstance(problem, Malformed) else WHOLE_FILE
        return read_clauses(()), Document(name, "sts", (), (problem.at(name, line),))


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
