"""A workbook that is written in memory: openpyxl would put each sheet into a file of its own until it is packed.

What a list holds is nobody's business but its owner's, and a file that is removed can still be found on the disk.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class MemorySheet(WriteOnlyWorksheet):
    """A sheet that is written row by row into memory."""

    _writer: Any

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = WorksheetWriter(self, BytesIO())
            self._writer.write_top()


class _Packer(ExcelWriter):
    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet straight into the archive; openpyxl's own way goes through a temporary file."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as openpyxl does it, but for the file
        if not ws.closed:
            ws.close()
        writer = ws._writer  # noqa: SLF001
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], writer.out.getvalue())
        self.manifest.append(ws)


def add_sheet(book: Workbook, title: str) -> Any:
    """A further sheet of a workbook that is only written."""
    sheet = MemorySheet(book, title)
    book._add_sheet(sheet)  # type: ignore[attr-defined]  # noqa: SLF001
    return sheet


def pack(book: Workbook) -> BytesIO:
    """The workbook as the bytes of its file."""
    file = BytesIO()
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _Packer(book, archive).save()
    file.seek(0)
    return file
