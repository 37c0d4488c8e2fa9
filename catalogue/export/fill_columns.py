"""The columns that a check adds to a list, and what stands in them for one row of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from catalogue.export.check_facts import COLOURS
from catalogue.validity import Check, Reason, Row, Verdict
from catalogue.wording import label
from indexer.readers import Document, Table

#: what stands on a line of a cell for one of several numbers, where only others have a value
NOTHING = "—"


class Column(NamedTuple):
    """A column that is added."""

    #: no word that a list of somebody else has by chance, so that a list filled before is known by them
    label: str
    #: in characters
    width: int
    read: Callable[[Row, date], str]


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _instead(row: Row) -> str:
    """What is in force, or, where nothing is known to be, what replaced it."""
    return row.in_force or (row.replaced_by[-1] if row.replaced_by else "")


COLUMNS = (
    Column("查新结果", 16, lambda row, _: label("verdict", row.verdict.value)),
    Column("查新标准状态", 13, lambda row, _: label("status", row.status.value) if row.status is not None else ""),
    Column("查新标准号", 20, lambda row, _: row.number),
    Column("查新标准名称", 44, lambda row, _: row.title if row.status is not None else ""),
    Column("查新实施日期", 13, lambda row, _: _day(row.effective)),
    Column("查新废止日期", 13, lambda row, _: _day(row.abolished)),
    Column("查新现行标准", 20, lambda row, _: _instead(row)),
    Column("查新日期", 12, lambda _, day: _day(day)),
    # the last, so that what is too long for it is seen beside it: rows keep their height
    Column("查新备注", 60, lambda row, _: row.note.chinese),
)
_DAY = "查新日期"
LABELS = tuple(column.label for column in COLUMNS)
#: the gravest verdict first: a row with several numbers has the colour of the gravest
_GRAVITY = (
    *(Verdict.REPLACED, Verdict.ABOLISHED, Verdict.CONTRADICTORY, Verdict.OTHER_EDITION, Verdict.PARTLY_REPLACED),
    *(Verdict.NOT_FOUND, Verdict.NOT_A_NUMBER, Verdict.AMBIGUOUS, Verdict.UPCOMING, Verdict.UNDATED),
    *(Verdict.SUCCESSOR_ANNOUNCED, Verdict.IN_FORCE),
)


class Line(NamedTuple):
    """What is added to one row of a list."""

    cells: tuple[str, ...]
    #: lines in the highest of the cells
    height: int
    #: of the gravest verdict
    colour: str


@dataclass(frozen=True)
class Sheet:
    """What is added to one sheet or table."""

    #: row -> what is added to it
    lines: dict[int, Line]
    #: the row of the labels; 0 where the list begins in the first row, and there is no room for them
    header: int
    #: whether that row holds the labels of the list, or but stands above its first row
    has_labels: bool
    #: columns that have one of our labels already -> their place
    labelled: dict[str, int]


def sheets_of(document: Document, check: Check, joint: str = "\n") -> dict[str, Sheet]:
    """What is added to each sheet that has rows of the check, by its name, empty in a CSV; `joint` joins several."""
    found: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in check.rows:
        found[row.place.sheet][row.place.row].append(row)
    headers = [one.place for one in check.skipped if one.reason is Reason.HEADER]
    sheets = {}
    for name, rows in found.items():
        own = [place.row for place in headers if place.sheet == name and place.row < min(rows)]
        header = max(own) if own else _row_for_labels(rows)
        lines = {at: _line(of_row, check.day, joint) for at, of_row in rows.items()}
        sheets[name] = Sheet(lines, header, bool(own), _labelled(document.tables, name, header))
    return sheets


def _row_for_labels(rows: dict[int, list[Row]]) -> int:
    """The row above the first number, where a list has no labels: titles above that may count as rows of the list."""
    above = min((at for at, of_row in rows.items() if any(row.number for row in of_row)), default=min(rows)) - 1
    return min(rows) - 1 if above in rows else above


def _labelled(tables: Iterable[Table], sheet: str, header: int) -> dict[str, int]:
    return {
        cell.text: cell.place.column
        for table in tables
        if table.place.sheet == sheet
        for row in table.rows
        if row and row[0].place.row == header
        for cell in row
        if cell.text in LABELS
    }


def _line(rows: Sequence[Row], day: date, joint: str) -> Line:
    gravest = min((row.verdict for row in rows), key=_GRAVITY.index)
    cells = tuple(_cell(column, rows, day, joint) for column in COLUMNS)
    height = max(_height(text, column.width) for text, column in zip(cells, COLUMNS, strict=True))
    return Line(cells, height, COLOURS[label("verdict", gravest.value)])


def _height(text: str, width: int) -> int:
    """Lines that a text takes in a column; one without line breaks goes on beside it."""
    if "\n" not in text:
        return 1
    return sum(-(-max(sum(1 + (sign > "\u1100") for sign in line), 1) // width) for line in text.split("\n"))


def _cell(column: Column, rows: Sequence[Row], day: date, joint: str) -> str:
    """A value for each number of a row, in their order; one day for all."""
    texts = [column.read(row, day).replace("\n", " ") for row in rows]
    if not any(texts):
        return ""
    return texts[0] if column.label == _DAY else joint.join(text or NOTHING for text in texts)
