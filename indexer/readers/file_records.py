"""Files -> records and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from indexer.readers.adoption_rows import stated_adoption
from indexer.readers.cleaning import record_of
from indexer.readers.columns import Labels
from indexer.readers.dates import today_in_china
from indexer.readers.delimited import delimited_rows
from indexer.readers.field_labels import Cells
from indexer.readers.jsonl import Unparsed, array_rows, line_rows, unparsed_rows
from indexer.readers.limits import check_cells
from indexer.readers.lines import Chunks, Line, lines_of
from indexer.readers.platforms.saved_pages import page_rows
from indexer.readers.problem import SHOWN, WHOLE_FILE, Problem, Unreadable, printable, said
from indexer.readers.row import Rowlike, unforeseen
from indexer.readers.sources import READ_ERRORS, Format, UnpacksTooFar, files_of, opened
from indexer.readers.sts import documents
from indexer.readers.table import table_rows
from indexer.readers.text_cells import text_of
from indexer.readers.workbook import workbook_rows
from standard.record import Record
from standard.wording import Words

#: told once per file which of its columns nobody knows
UnknownColumns = Callable[[Path, tuple[str, ...]], None]


def read(
    paths: Iterable[Path],
    *,
    today: date | None = None,
    checked: date | None = None,
    on_unknown_columns: UnknownColumns | None = None,
) -> Iterator[Record | Problem]:
    """The rows of files and folders, streamed: each is one record or one problem, so that the counts reconcile.

    Reads JSON Lines, JSON, CSV, TSV, STS XML, saved pages (each also gzipped) and XLSX. What is wrong with a whole file
    is one problem more.
    `today` (default: today in China) tells dates in the future; `checked` is the day on which the source was looked
    up, for rows that do not say. Columns that nobody knows are left out and told to `on_unknown_columns`.
    Memory does not depend on the number of rows.
    """
    day = today or today_in_china()
    for path in files_of(paths):
        labels = Labels()
        for item in items_of(path, labels):
            for row in rows_of(item, labels):
                yield cleaned(row, day, checked)
        if labels.unknown and on_unknown_columns is not None:
            on_unknown_columns(path, tuple(labels.unknown))


def rows_of(item: Rowlike | Unparsed, labels: Labels) -> Iterable[Rowlike]:
    """The rows that a line of JSON holds; a row itself."""
    return line_rows(item.file, [Line(item.line, item.text)], labels) if isinstance(item, Unparsed) else (item,)


def cleaned(row: Rowlike, today: date, checked: date | None) -> Record | Problem:
    """The record that a row gives, or why it gives none."""
    if isinstance(row, Problem):
        return row
    try:
        if stated := stated_adoption(row):
            # merged into what the sources say of its standard, which only a reindex knows
            if isinstance(stated, Problem):
                return stated
            return Problem(row.file, row.line, stated.number, "adoption_alone")
        check_cells(row.cells)
        return record_of(row.cells, today, checked)
    except Unreadable as problem:
        return Problem(row.file, row.line, problem.value or _shown(row.cells), problem.kind, problem.values)
    except Exception as error:  # noqa: BLE001 - whatever a value does to the program, it concerns its own row alone
        return unforeseen(error, row)


def _shown(cells: Cells) -> str:
    """What a row does hold, for one of which the number or the title is missing."""
    return " | ".join(f"{name}: {printable(text_of(value), SHOWN)}" for name, value in cells.items())


def items_of(path: Path, labels: Labels) -> Iterator[Rowlike | Unparsed]:
    """The rows of one file, those of JSON Lines still as text, then what broke it off, if anything did."""
    file, line = str(path), WHOLE_FILE
    try:
        with opened(path) as (kind, stream, head):
            for row in _formatted(kind, path, stream, head, labels):
                yield row
                line = row.line
    except Unreadable as problem:
        yield problem.at(file, WHOLE_FILE)
    except FileNotFoundError:
        yield Problem(file, WHOLE_FILE, "", "no_such_file")
    except READ_ERRORS as error:
        what = error.words if isinstance(error, UnpacksTooFar) else str(error)
        yield _broken_off(file, line, ("file_unreadable", "file_broken_off"), what)
    except Exception as error:  # noqa: BLE001 - one file must not keep all others from being read
        yield _broken_off(file, line, ("file_unhandled", "file_unhandled_from"), said(error))


def _broken_off(file: str, line: int, kinds: tuple[str, str], error: Words | str) -> Problem:
    """What is said of a file that failed: at its beginning, or after a line."""
    if not line:
        return Problem(file, WHOLE_FILE, "", kinds[0], {"error": error})
    return Problem(file, line + 1, "", kinds[1], {"line": line, "error": error})


def _formatted(
    kind: Format, path: Path, stream: Chunks, head: bytes, labels: Labels
) -> Iterator[Rowlike] | Iterator[Unparsed]:
    """The rows of a file of a known format."""
    file = str(path)
    if kind is Format.WORKBOOK:
        return workbook_rows(file, path, labels)
    if kind is Format.STS:
        return documents.rows(file, stream, head, labels)
    if kind is Format.PAGE:
        return page_rows(file, stream, head, labels)
    lines = lines_of(stream, head)
    if kind is Format.DELIMITED:
        return table_rows(file, delimited_rows(lines), labels)
    return unparsed_rows(file, lines) if kind is Format.LINES else array_rows(file, lines, labels)
