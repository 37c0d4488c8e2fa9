"""CSV and TSV -> rows of a table: which character separates, and what to do with stray quotation marks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from indexer.readers.lines import LONGEST_LINE, Line
from indexer.readers.problem import Unreadable
from indexer.readers.table import HEADER_ROWS, TableRow, known_columns

#: what may separate columns; the header decides, since `csv.Sniffer` guesses from text that is full of commas
DELIMITERS = (",", "\t", ";", "|", "，")
#: what makes a spreadsheet read a cell as a formula
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
#: most lines that one row may take, together no longer than a line may be: a quotation mark that is never closed must
#: not swallow the file
_MOST_LINES = 100


def delimited_rows(lines: Iterable[Line], otherwise: str = ",") -> Iterator[TableRow]:
    """The rows of a delimited text; a row's line is its first one.

    Where no header tells which character separates, it is `otherwise`.
    """
    lines = iter(lines)
    head = list(islice(lines, HEADER_ROWS))
    feed = _Feed(chain(head, lines))
    return _rows(feed, delimiter_of(head, otherwise))


def delimiter_of(lines: Iterable[Line], otherwise: str = ",") -> str:
    """The character that gives the header its columns; where there is no header, `otherwise`.

    A label may go on in the next line, so the lines are read as rows.
    """
    head = list(lines)
    signs = (otherwise, *(sign for sign in DELIMITERS if sign != otherwise))
    return max(signs, key=lambda sign: max(map(_known, _rows(_Feed(head), sign)), default=0))


def _known(row: TableRow) -> int:
    return 0 if isinstance(row.cells, Unreadable) else known_columns(row.cells)


def _rows(feed: _Feed, delimiter: str) -> Iterator[TableRow]:
    # strict, so that `"碱"字标` is noticed and read as it stands instead of losing its quotation marks
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        cells: list[str] | Unreadable
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _NotOneRow):
            first = feed.only_first()
            cells = first.text if isinstance(first.text, Unreadable) else _literal(first.text, delimiter)
        yield TableRow(feed.taken[0].number, cells if isinstance(cells, Unreadable) else list(map(_plain, cells)))
        feed.taken.clear()


class _NotOneRow(Exception):
    """A row that takes in an unreadable line, or too many lines."""


class _Feed:
    """Lines for `csv.reader`; remembers those taken for the row, and takes them back."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        #: lines of the row that is being read
        self.taken: list[Line] = []
        self._size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._size = len(line.text) + (self._size if self.taken else 0) if isinstance(line.text, str) else 0
        self.taken.append(line)
        if isinstance(line.text, Unreadable) or len(self.taken) > _MOST_LINES or self._size > LONGEST_LINE:
            raise _NotOneRow
        return line.text + "\n"

    def only_first(self) -> Line:
        """The row's first line; the others are lines again."""
        first, *others = self.taken
        self._lines = chain(others, self._lines)
        self.taken = [first]
        return first


def _plain(cell: str) -> str:
    """A cell without the apostrophe that exports put before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_STARTS else cell


def _literal(text: str, delimiter: str) -> list[str]:
    """The cells of a line in which quotation marks mean nothing but at both ends of a cell."""
    cells = text.split(delimiter)
    return [cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]
