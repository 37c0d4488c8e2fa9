"""XLSX -> a table for each sheet, hidden ones too; cells as a spreadsheet shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from indexer.readers.parts import Parts
from indexer.readers.problem import Unreadable
from indexer.readers.shared_texts import SharedTexts
from indexer.readers.sheet import BrokenOff, Meaning, column_of, sheet_rows
from indexer.readers.text.bounds import MOST_MERGED
from indexer.readers.text.collecting import Collected
from indexer.readers.text.xml_trees import opened
from indexer.readers.workbook import Sheet, sheets_of
from standard.wording import say


def read_workbook(data: bytes, into: Collected) -> None:
    """The sheets of a workbook. Raises `Unreadable`."""
    parts = opened(data)
    try:
        sheets, meaning = sheets_of(parts, SharedTexts(in_memory=True))
        for sheet in sheets:
            _read_sheet(parts, sheet, meaning, into)
    finally:
        parts.close()
    hidden = tuple(sheet.title for sheet in sheets if sheet.hidden)
    if hidden:
        into.notes.append(say("document_hidden_sheets", names=hidden))


def _read_sheet(parts: Parts, sheet: Sheet, meaning: Meaning, into: Collected) -> None:
    draft = into.table(sheet.title, sheet=sheet.title)
    merged = _Merged()
    try:
        for line, cells in sheet_rows(parts, sheet.part, meaning, merged.add):
            if isinstance(cells, Unreadable):
                into.problem(cells, line, sheet.title)
                continue
            for column, value in enumerate(cells, 1):
                if value is not None:
                    draft.cell(shown(value), line, column)
    except BrokenOff as broken:
        into.problem(broken.problem, broken.line, sheet.title)
    finally:
        draft.close(merged.spans, hidden=sheet.hidden)


class _Merged:
    """The merged ranges of a sheet, by the row and column of their first cell."""

    def __init__(self) -> None:
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}

    def add(self, reference: str) -> bool:
        """A range `B2:D5`; whether further ones are wanted."""
        first, _, last = reference.replace("$", "").partition(":")
        (top, left), (bottom, right) = _corner(first), _corner(last)
        if top and left:
            self.spans[top, left] = (bottom - top + 1, right - left + 1)
        return len(self.spans) < MOST_MERGED


def _corner(reference: str) -> tuple[int, int]:
    """Row and column of `B2`; zeros for what is none."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return (int(row) if row.isascii() and row.isdigit() and len(row) < 9 else 0), column_of(reference)


def shown(value: object) -> str:
    """A value of a cell as text: days as 2020-03-01, whole numbers without a point, yes and no as TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, timedelta):
        return str(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)
