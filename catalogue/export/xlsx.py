"""Excel workbooks: the list with a header that stays in view, and a second sheet that says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from catalogue.export.csv_table import FORMULA_STARTS
from catalogue.export.file_head import describe_file
from catalogue.export.rows import HEADER, WIDTHS, Cell, read_rows
from catalogue.search import Listing

if TYPE_CHECKING:
    from openpyxl import Workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BLOCK = 64 * 1024
#: the calendar of spreadsheets is wrong before this day
_FIRST_DAY = date(1900, 3, 1)
#: texts that begin so must not be taken for something else: formulas, and errors such as #N/A
_GUESSED = FORMULA_STARTS | {"#"}
#: characters that XML cannot hold
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Layout(Enum):
    """How a sheet is laid out beside its widths and its frozen header."""

    PLAIN = "plain"
    #: names and values: all to the left, long ones wrapped, as wide as a page
    FACTS = "facts"
    #: a long table: long texts wrapped, header with a filter and on every printed page, pages across
    TABLE = "table"
    #: the same on A4, for tables that people fill in by hand
    FORM = "form"


#: size of the paper: A4, and A3 for long tables
_PAPER = {Layout.FACTS: "9", Layout.TABLE: "8", Layout.FORM: "9"}
_TABLES = (Layout.TABLE, Layout.FORM)
#: margins of a form in inches: the width is needed
_MARGIN = 0.3
#: height of a line in points, and most lines of a row
_LINE, _MOST_LINES = 14.5, 25
#: the same in a form, where nothing may be cut off
_FORM_LINE = 16.5


class Sheet(NamedTuple):
    """One sheet of a workbook."""

    title: str
    #: in characters
    widths: Sequence[int]
    header: Sequence[str]
    lines: Iterable[Sequence[Cell]]
    #: text of a cell -> its background, RRGGBB: beside the word, never instead of it
    colours: Mapping[str, str] = MappingProxyType({})
    #: label of the column where they are used
    coloured: str = ""
    #: how it is laid out for reading and printing
    layout: Layout = Layout.PLAIN
    #: label of a column -> what may be entered there, offered as a list
    choices: Mapping[str, Sequence[str]] = MappingProxyType({})
    #: how many columns are printed, those behind them are for the screen; 0: all
    printed: int = 0
    #: how many columns stay in view at the left
    fixed: int = 0


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
    file = _packed(sheets)
    while block := file.read(_BLOCK):
        yield block


def _packed(sheets: Iterable[Sheet]) -> IO[bytes]:
    from openpyxl import Workbook

    from catalogue.export.memory_workbook import pack

    book = Workbook(write_only=True)
    for sheet in sheets:
        _add_sheet(book, sheet)
    return pack(book)


def _add_sheet(book: Workbook, wanted: Sheet) -> None:
    """Widths and the frozen header go before the rows: a sheet is written while it is filled."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from catalogue.export.memory_workbook import add_sheet

    sheet = add_sheet(book, wanted.title)
    sheet.freeze_panes = f"{get_column_letter(wanted.fixed + 1)}2"
    for place, width in enumerate(wanted.widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if wanted.layout is not Layout.PLAIN:
        sheet.page_setup.orientation = "landscape" if wanted.layout in _TABLES else "portrait"
        sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = _PAPER[wanted.layout], 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    look = {"font": Font(bold=True), **(_form_header() if wanted.layout is Layout.FORM else {})}
    sheet.append([_text(sheet, name, **look) for name in wanted.header])
    count, make_cell = 1, _dressing(sheet, wanted)
    for count, cells in enumerate(wanted.lines, 2):
        if wanted.layout is not Layout.PLAIN and (lines := _most_lines(cells, wanted)) > 1:
            sheet.row_dimensions[count].height = lines * (_FORM_LINE if wanted.layout is Layout.FORM else _LINE)
        sheet.append([make_cell(at, cell) for at, cell in enumerate(cells)])
    if wanted.layout in _TABLES:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(wanted.header))}{count}"
        sheet.print_title_rows = "1:1"
    if wanted.layout is Layout.FORM:
        _make_form(sheet, wanted, count)


def _make_form(sheet: Any, wanted: Sheet, last: int) -> None:
    """Narrow margins, pages with numbers, and lists of what may be entered, also below the last row."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.header = margins.footer = _MARGIN
    margins.bottom = 2.5 * _MARGIN
    footer = sheet.HeaderFooter.oddFooter
    footer.left.text, footer.right.text = "&A", "第 &P 页，共 &N 页"
    sheet.print_area = f"A1:{get_column_letter(wanted.printed or len(wanted.header))}{last}"
    for name, words in wanted.choices.items():
        column = get_column_letter(wanted.header.index(name) + 1)
        offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
        offered.errorTitle, offered.error = name, f"只能填：{'、'.join(words)}"
        offered.add(f"{column}2:{column}{max(last, 2)}")
        sheet.data_validations.append(offered)


def _most_lines(cells: Sequence[Cell], wanted: Sheet) -> int:
    """How many lines the longest text of a row takes where it is wrapped; a Chinese character is two wide."""
    if wanted.layout is Layout.FORM:
        # texts of several lines, and numbers of standards, are wrapped, too
        lines = (_count_lines(cell, wanted.widths[at]) for at, cell in enumerate(cells) if isinstance(cell, str))
        return min(max(lines, default=1), _MOST_LINES)
    long = [
        (len(cell.encode("gb18030", "replace")), wanted.widths[at])
        for at, cell in enumerate(cells)
        if isinstance(cell, str) and not cell.isascii() and len(cell) * 2 > wanted.widths[at]
    ]
    return min(max((-(-size // width) for size, width in long), default=1), _MOST_LINES)


def _count_lines(text: str, width: int) -> int:
    """How many lines a text takes that breaks where it does itself, and where a column ends."""
    return sum(max(1, -(-len(line.encode("gb18030", "replace")) // (width - 1))) for line in text.split("\n"))


def _dressing(sheet: Any, wanted: Sheet) -> Callable[[int, Cell], Any]:
    """What makes a cell of a column: with the background of its text, wrapped where it is longer than it is wide."""
    from openpyxl.cell import Cell as Made
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, PatternFill

    fills = {text: PatternFill("solid", fgColor=colour) for text, colour in wanted.colours.items()}
    everywhere = wanted.layout in (Layout.FACTS, Layout.FORM)
    wrapped = Alignment(wrap_text=True, horizontal="left", vertical="top" if everywhere else None)
    lined = _grid() if wanted.layout is Layout.FORM else None
    coloured = wanted.header.index(wanted.coloured) if wanted.coloured else -1
    if wanted.layout is Layout.PLAIN:
        return lambda _, cell: _cell(sheet, cell)

    def make_cell(at: int, cell: Cell) -> Any:
        long = isinstance(cell, str) and not cell.isascii() and len(cell) * 2 > wanted.widths[at]
        filled = at == coloured and cell in fills
        if not long and not everywhere and not filled:
            return _cell(sheet, cell)
        made = _cell(sheet, cell)
        if not isinstance(made, Made):
            made = _text(sheet, made) if isinstance(made, str) else WriteOnlyCell(sheet, made)
        if filled:
            made.fill = fills[str(cell)]
        made.alignment = wrapped
        if lined is not None:
            made.border = lined
        if lined is not None and isinstance(cell, float):
            made.number_format = "0.00"
        return made

    return make_cell


def _form_header() -> dict[str, Any]:
    """How the names of the columns of a form look."""
    from openpyxl.styles import Alignment, PatternFill

    wrapped = Alignment(wrap_text=True, vertical="center")
    return {"fill": PatternFill("solid", fgColor="E7E6E6"), "border": _grid(), "alignment": wrapped}


def _grid() -> Any:
    """Thin lines around a cell, so that a printed form can be filled in."""
    from openpyxl.styles import Border, Side

    line = Side("thin", color="A6A6A6")
    return Border(line, line, line, line)


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
