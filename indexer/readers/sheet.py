"""A sheet of a workbook -> rows, while it is unpacked; each row and each cell within its bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from indexer.readers.limits import LONGEST_CELL, MOST_COLUMNS, too_long
from indexer.readers.lines import LONGEST_LINE
from indexer.readers.parts import DAMAGE, Parts, damaged, local
from indexer.readers.problem import WHOLE_FILE, Unreadable
from indexer.readers.shared_texts import SharedTexts
from indexer.readers.table import TableRow

#: a sheet cannot have more
MOST_ROWS = 1_048_576
#: digits of a whole number that is read as one
_MOST_DIGITS = 400
#: elements of a row, and of what stands before and between rows; a row has up to 16,384 cells of two each, or three
_MOST_ELEMENTS = 100_000


#: a formula that is a text
_LITERAL = re.compile(r'=?"((?:[^"]|"")*)"')


class Meaning(NamedTuple):
    """What cells refer to."""

    texts: SharedTexts
    #: styles that show a number as a day, and those of them that show it as a span of time
    days: frozenset[int]
    spans: frozenset[int]
    #: the day 0
    epoch: datetime


class BrokenOff(Exception):
    """A sheet that cannot be read further; what was read stays."""

    def __init__(self, line: int, problem: Unreadable) -> None:
        super().__init__(line)
        self.line = line
        self.problem = problem


def sheet_rows(
    parts: Parts, name: str, meaning: Meaning, merged: Callable[[str], bool] | None = None
) -> Iterator[TableRow]:
    """The rows that stand in a sheet, with their numbers; a row that is too long or too wide says so.

    `merged` is told of each merged range (`A1:C2`), behind the rows, until it answers no.
    Raises BrokenOff, also for a row of far too many elements, and behind as many rows as a sheet can have.
    """
    sheet = _Sheet(meaning, merged)
    try:
        for _ in parts.parse(name, sheet):
            yield from sheet.finished()
            if sheet.ended:
                # what stands behind the rows (merged cells, links, formats) may be long, and is not needed
                break
    except Unreadable as problem:
        yield from sheet.finished()
        raise BrokenOff(sheet.next_line, problem) from problem
    except DAMAGE as error:
        yield from sheet.finished()
        raise BrokenOff(sheet.next_line, damaged(error)) from error


class _Sheet:
    """Gathers the cells of a row while a sheet is parsed."""

    def __init__(self, meaning: Meaning, merged: Callable[[str], bool] | None = None) -> None:
        self._meaning = meaning
        self._merged = merged
        self._rows: list[TableRow] = []
        #: number of the row, and its column (counted from 1) that is being read
        self.line = WHOLE_FILE
        self._column = 0
        self._open = self.ended = self._below = False
        #: elements since the last row ended, and rows so far
        self._elements = self._count = 0
        self._cells: list[object] = []
        self._size = 0
        self._wrong: Unreadable | None = None
        self._kind, self._style = "n", ""
        self._parts: list[str] = []
        self._length = 0
        self._within = self._aside = False
        #: a formula of which the file does not say what it gives
        self._formula: list[str] = []
        self._formula_length = 0
        self._of_formula = False

    def finished(self) -> Iterator[TableRow]:
        """The rows that have ended since the last call."""
        rows, self._rows = self._rows, []
        return iter(rows)

    @property
    def next_line(self) -> int:
        """The row that has not ended, or else the next."""
        return self.line + (not self._open)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Part of a sheet: `<row r="3">`, `<c r="A3" t="s" s="1">`, `<v>`, `<is><t>`."""
        name = local(tag)
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            if self._below:
                self.ended = True
                return
            raise Unreadable("sheet_row_endless", most=_MOST_ELEMENTS)
        if name == "c":
            self._column = column_of(attributes.get("r", "")) or self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._parts, self._length = [], 0
            self._formula, self._formula_length = [], 0
        elif name == "row":
            self._begin(attributes.get("r", ""))
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell" and self._merged is not None:
            self._elements = 0
            self.ended = not self._merged(attributes.get("ref", ""))
        # `<t>` counts in inline texts alone, `<v>` in all others
        self._within = not self._aside and name == ("t" if self._kind == "inlineStr" else "v")
        self._of_formula = name == "f"

    def end(self, tag: str) -> None:
        """A cell, or a row, ends."""
        name = local(tag)
        self._within = self._of_formula = False
        if name == "rPh":
            self._aside = False
        elif name == "c" and self._wrong is None and (self._parts or self._formula):
            if self._parts:
                self._put("".join(self._parts))
            else:
                self._put_formula("".join(self._formula))
        elif name == "sheetData":
            self._below, self._elements, self.ended = True, 0, self._merged is None
        elif name == "mergeCells":
            self.ended = True
        elif name == "row":
            self._open, self._elements = False, 0
            self._rows.append(TableRow(self.line, self._wrong or self._cells))

    def data(self, text: str) -> None:
        """Some of a value; blanks between the elements are none."""
        if self._within and self._length <= LONGEST_CELL:
            self._parts.append(text[: LONGEST_CELL + 1 - self._length])
            self._length += len(text)
        elif self._of_formula and self._formula_length <= LONGEST_CELL:
            self._formula.append(text[: LONGEST_CELL + 1 - self._formula_length])
            self._formula_length += len(text)

    def close(self) -> None:
        """The sheet ends."""

    def _begin(self, number: str) -> None:
        self._open, self._column, self._cells, self._size, self._wrong = True, 0, [], 0, None
        self._count += 1
        if self._count > MOST_ROWS:
            raise Unreadable("sheet_too_many_rows", most=MOST_ROWS)
        if number.isascii() and number.isdigit() and len(number) < 19:
            self.line = int(number)
        else:
            self.line += 1
            if number:
                self._wrong = Unreadable("sheet_row_unnumbered", number)
        if self.line > MOST_ROWS:
            self._wrong = Unreadable("sheet_row_beyond", number, most=MOST_ROWS)

    def _put_formula(self, text: str) -> None:
        """The text that a formula is (`"GB/T 1-2020"`), where no program has worked it out; others give nothing."""
        if literal := _LITERAL.fullmatch(text.strip()):
            self._kind = "str"
            self._put(literal[1].replace('""', '"'))

    def _put(self, text: str) -> None:
        """A cell's value into its column; empty columns before it are filled."""
        try:
            value = self._value(text)
        except (LookupError, ValueError):
            self._wrong = Unreadable("sheet_text_missing", text)
            return
        if isinstance(value, str):
            self._size += len(value)
            if len(value) > LONGEST_CELL:
                self._wrong = too_long(value)
                return
        if self._column > MOST_COLUMNS:
            self._wrong = Unreadable("sheet_column_beyond", str(value), column=self._column, most=MOST_COLUMNS)
        elif self._size > LONGEST_LINE:
            self._wrong = Unreadable("row_too_long", str(value), most=LONGEST_LINE)
        else:
            self._cells += [None] * (self._column - len(self._cells))
            self._cells[self._column - 1] = value

    def _value(self, text: str) -> object:
        """What a cell of a kind holds. Raises LookupError or ValueError where a shared text is not there."""
        if self._kind == "s":
            return self._meaning.texts.text(int(text))
        if self._kind == "n":
            return self._number(text)
        if self._kind == "b":
            return text.strip() not in ("0", "false")
        if self._kind == "d":
            return _moment(text)
        return text

    def _number(self, text: str) -> object:
        """A number, or the day that a style makes of it; what is none stays text."""
        try:
            number = int(text) if text.isdigit() and len(text) <= _MOST_DIGITS else float(text)
        except ValueError:
            return text
        style = int(self._style) if self._style.isascii() and self._style.isdigit() and len(self._style) < 9 else 0
        if style not in self._meaning.days:
            return number
        from openpyxl.utils.datetime import from_excel

        try:
            day: object = from_excel(number, self._meaning.epoch, timedelta=style in self._meaning.spans)
        except (OverflowError, ValueError):
            return "#VALUE!"
        return day


def _moment(text: str) -> object:
    from openpyxl.utils.datetime import from_ISO8601

    try:
        moment: object = from_ISO8601(text)  # type: ignore[no-untyped-call]
    except ValueError:
        return text
    return moment


def column_of(reference: str) -> int:
    """The column of `AB12`, counted from 1; one beyond any for what is too long, 0 where nothing is named."""
    letters = reference.rstrip("0123456789")
    if len(letters) > len("XFD"):
        return 1 << 20
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
