"""Excel workbooks: the list with a header that stays in view, and a second sheet that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from catalogue.export.csv_table import FORMULA_STARTS
from catalogue.export.file_head import describe_file
from catalogue.export.rows import HEADER, WIDTHS, Cell, read_rows
from catalogue.search import Listing

if TYPE_CHECKING:
    from openpyxl import Workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: bytes of a workbook that are held in memory; a larger one is written to a temporary file
_IN_MEMORY = 1024 * 1024
_BLOCK = 64 * 1024
#: the calendar of spreadsheets is wrong before this day
_FIRST_DAY = date(1900, 3, 1)
#: texts that begin so must not be taken for something else: formulas, and errors such as #N/A
_GUESSED = FORMULA_STARTS | {"#"}
#: characters that XML cannot hold
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Sheet(NamedTuple):
    """One sheet of a workbook."""

    title: str
    #: in characters
    widths: Sequence[int]
    header: Sequence[str]
    lines: Iterable[Sequence[Cell]]
    #: text of a cell -> its background, RRGGBB: beside the word, never instead of it
    colours: Mapping[str, str] = MappingProxyType({})
    #: the header can be filtered and stands on every printed page; pages lie across
    is_report: bool = False


def write(listing: Listing) -> Iterator[bytes]:
    """The workbook of a result list."""
    yield from write_workbook(Sheet("检索结果", WIDTHS, HEADER, read_rows(listing)), describe_file(listing))


def write_workbook(sheet: Sheet, notes: Iterable[tuple[str, Cell]]) -> Iterator[bytes]:
    """A workbook of a sheet and a second one that says what it is.

    It is whole before the first block is given, since its directory stands at its end.
    """
    return write_sheets((sheet, Sheet("说明", (20, 80), ("项目", "内容"), notes)))


def write_sheets(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """A workbook of sheets; whole before the first block is given."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        _save(sheets, file)
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


def _save(sheets: Iterable[Sheet], file: IO[bytes]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in sheets:
        _add_sheet(book, sheet)
    book.save(file)


def _add_sheet(book: Workbook, wanted: Sheet) -> None:
    """Widths and the frozen header go before the rows: a sheet is written while it is filled."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(wanted.title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(wanted.widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if wanted.is_report:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
        sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    fills = {text: PatternFill("solid", fgColor=colour) for text, colour in wanted.colours.items()}
    sheet.append([_text(sheet, name, font=Font(bold=True)) for name in wanted.header])
    count = 1
    for cells in wanted.lines:
        sheet.append([_filled(sheet, cell, fills) for cell in cells])
        count += 1
    if wanted.is_report:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(wanted.header))}{count}"
        sheet.print_title_rows = "1:1"


def _filled(sheet: Any, cell: Cell, fills: Mapping[str, Any]) -> Any:
    """A cell, with a background where its text has one."""
    if isinstance(cell, str) and cell in fills:
        return _text(sheet, cell, fill=fills[cell])
    return _cell(sheet, cell)


def _cell(sheet: Any, cell: Cell) -> Any:
    """A value that openpyxl writes as what it is: days as days, texts as texts."""
    if isinstance(cell, date) and cell < _FIRST_DAY:
        return cell.isoformat()
    if isinstance(cell, str):
        text = NOT_IN_XML.sub("", cell)
        return _text(sheet, text) if text[:1] in _GUESSED else text
    return cell


def _text(sheet: Any, text: str, **style: Any) -> Any:
    """A cell that is a text for certain; the quote prefix keeps it one when somebody edits it."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in _GUESSED
    for name, value in style.items():
        setattr(cell, name, value)
    return cell
