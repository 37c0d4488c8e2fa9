"""Sheets as a Word document: a heading and a table each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from catalogue.export.rows import Cell
from catalogue.export.word_document import add_table, pack_document, set_page
from catalogue.export.xlsx import Sheet

#: width of a Word page across, in twentieths of a point
_PAGE_WIDTH = 14_500


def document_of_sheets(title: str, sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The document, whole; a sheet without rows says so."""
    from docx import Document

    document: Any = Document()
    set_page(document)
    document.add_heading(title, 0)
    tables = []
    for sheet in sheets:
        document.add_heading(sheet.title, 1)
        rows = [[_shown(cell) for cell in cells] for cells in sheet.lines]
        if rows:
            tables.append(add_table(document, sheet.header, _widths(sheet), rows, sheet.colours))
        else:
            document.add_paragraph("无")
    yield pack_document(document, tables)


def _shown(cell: Cell) -> Cell:
    return cell.replace("\t", " ") if isinstance(cell, str) else cell


def _widths(sheet: Sheet) -> Sequence[int]:
    whole = sum(sheet.widths)
    return [width * _PAGE_WIDTH // whole for width in sheet.widths]
