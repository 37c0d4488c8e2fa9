"""XLSX -> rows of a table, one sheet after the other, streamed."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from xml.etree.ElementTree import ParseError

from indexer.readers.field_labels import Labels
from indexer.readers.problem import WHOLE_FILE, Unreadable
from indexer.readers.row import Rowlike
from indexer.readers.table import TableRow, table_rows

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

#: a sheet cannot have more
_MOST_ROWS = 1_048_576
#: bytes of all parts, and of the table of texts, which is held in memory; a full sheet of standards has half of them
MOST_BYTES = 2 << 30
MOST_TEXT_BYTES = 512 << 20
#: rows read in one go
_BATCH = 500

#: what a damaged or foreign file makes the library raise
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, RuntimeError, NotImplementedError),
    *(SyntaxError, LookupError, ValueError, TypeError, AttributeError),
)


def workbook_rows(file: str, path: Path, labels: Labels) -> Iterator[Rowlike]:
    """The rows of every sheet that has a column of numbers.

    Raises `Unreadable` where no sheet has one, or the file is damaged, too large or locked by a password.
    """
    _check_size(path)
    book = _opened(path)
    try:
        yield from _sheets(file, book, labels)
    finally:
        book.close()


def _sheets(file: str, book: Workbook, labels: Labels) -> Iterator[Rowlike]:
    # the library's types know only the sheets of a workbook that is written
    sheets = cast("list[_Sheet]", book.worksheets)
    refused: list[Unreadable] = []
    for sheet in sheets:
        name = f"{file}#{sheet.title}" if len(sheets) > 1 else file
        try:
            yield from table_rows(name, _rows(sheet), labels)
        except _Damaged as damage:
            yield damage.problem.at(name, damage.line)
        except Unreadable as problem:
            refused.append(problem)
    if len(refused) == len(sheets):
        raise refused[0] if refused else Unreadable("工作簿里没有工作表")


class _Sheet(Protocol):
    """What is used of a sheet that is read as a stream."""

    title: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, max_row: int, values_only: bool) -> Iterator[tuple[object, ...]]: ...


class _Damaged(Exception):
    """A sheet that breaks off; what was read stays."""

    def __init__(self, line: int, problem: Unreadable) -> None:
        super().__init__(line)
        self.line = line
        self.problem = problem


def _rows(sheet: _Sheet) -> Iterator[TableRow]:
    """Rows with their numbers; the library gives missing ones as empty."""
    # the recorded dimensions of exported sheets are often wrong
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)
    line, error = WHOLE_FILE, None
    while error is None:
        batch, error = _batch(rows)
        for cells in batch:
            line += 1
            yield TableRow(line, cells)
        if error is None and not batch:
            return
    raise _Damaged(line + 1, _damaged(error)) from error


def _batch(rows: Iterator[tuple[object, ...]]) -> tuple[list[tuple[object, ...]], Exception | None]:
    """The next rows, and what went wrong after them.

    The library's warnings (about formats nobody asks for) are silenced, but only while it works.
    """
    batch: list[tuple[object, ...]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            batch.extend(islice(rows, _BATCH))
    except _DAMAGE as error:
        return batch, error
    return batch, None


def _opened(path: Path) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except _DAMAGE as error:
        raise _damaged(error) from error


def _check_size(path: Path) -> None:
    """Raises `Unreadable` for a file that unpacks to more than any catalogue has (a zip bomb), or is no zip file."""
    try:
        with zipfile.ZipFile(path) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
    except _DAMAGE as error:
        raise _damaged(error) from error
    texts = sum(size for name, size in sizes.items() if "sharedStrings" in name)
    if sum(sizes.values()) > MOST_BYTES or texts > MOST_TEXT_BYTES:
        raise Unreadable(f"工作簿解压后有 {sum(sizes.values()) >> 20} MiB，超过上限；请拆分，或另存为 CSV")


def _damaged(error: BaseException) -> Unreadable:
    return Unreadable(f"工作簿已损坏或不是 xlsx（{type(error).__name__}）；请用电子表格软件打开后另存为 xlsx 或 CSV")
