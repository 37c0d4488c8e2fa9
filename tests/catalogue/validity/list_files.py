"""Lists as documents, for tests: the text of a file in its order, rows and lines counted from 1."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

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


def document_of(path: Path) -> Document:
    """A list of the reference data as a document."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        rows = enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        return Document(path.name, "xlsx", (table_of(list(rows)),))
    text = path.read_text("utf-8-sig")
    if path.suffix == ".csv":
        return Document(path.name, "csv", (table_of(list(enumerate(csv.reader(io.StringIO(text)), 1))),))
    return lines_of(text.splitlines()) if path.suffix == ".txt" else _markdown(path.name, text)


_RULE = re.compile(r"\|[\s:|-]+\|")


def _markdown(name: str, text: str) -> Document:
    blocks: list[Paragraph | Table] = []
    rows: list[tuple[int, list[str]]] = []
    for at, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("|"):
            if not _RULE.fullmatch(line.strip()):
                rows.append((at, [cell.strip() for cell in line.strip().strip("|").split("|")]))
            continue
        if rows:
            blocks.append(table_of(rows))
            rows = []
        blocks.append(Paragraph(line, Place(line=at), heading=int(line.startswith("#"))))
    return Document(name, "md", tuple(blocks))
