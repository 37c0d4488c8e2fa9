"""What a report of a check tells of each row: the columns of its table, the same in every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from catalogue.validity.row import Row
from catalogue.wording import label
from indexer.readers import without_noise

#: what a cell can hold; None where nothing is known
Cell = str | float | date | None
#: between the values of one cell
BETWEEN = "；"
#: no program of spreadsheets holds a longer text in a cell
LONGEST = 32_000
#: what XML cannot hold, and blanks of any kind
_NOISE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")


class Column(NamedTuple):
    """One column of the table."""

    #: name in JSON
    name: str
    label: str
    #: in characters, for spreadsheets; a Chinese character is two wide
    width: int
    read: Callable[[Row], Cell]


COLUMNS = (
    Column("row", "序号", 6, lambda row: row.row),
    Column("given", "原文编号", 20, lambda row: row.given),
    Column("given_title", "原文名称", 22, lambda row: row.given_title),
    Column("number", "识别编号", 20, lambda row: row.number),
    Column("title", "标准名称", 36, lambda row: row.title),
    Column("verdict", "查证结果", 18, lambda row: label("verdict", row.verdict.value)),
    Column("status", "标准状态", 12, lambda row: label("status", row.status.value) if row.status else None),
    Column("issued", "发布日期", 12, lambda row: row.issued),
    Column("effective", "实施日期", 12, lambda row: row.effective),
    Column("abolished", "废止日期", 12, lambda row: row.abolished),
    Column("replaced_by", "被代替为", 22, lambda row: BETWEEN.join(row.replaced_by)),
    Column("in_force", "现行版本", 20, lambda row: row.in_force),
    Column("near", "可能所指", 20, lambda row: BETWEEN.join(row.near)),
    Column("source", "来源", 18, lambda row: row.source),
    Column("url", "来源地址", 14, lambda row: row.url),
    Column("checked", "核对日期", 12, lambda row: row.checked),
    Column("note", "说明", 46, lambda row: row.note.chinese),
    Column("place", "原文位置", 14, lambda row: row.place.words.chinese),
    Column("duplicate_of", "与此行重复", 12, lambda row: row.duplicate_of or None),
)
LABELS = tuple(column.label for column in COLUMNS)
#: label of a column of days: spreadsheets write them anew in their own way
DAYS = frozenset(("发布日期", "实施日期", "废止日期", "核对日期"))


def cells_of(row: Row) -> tuple[Cell, ...]:
    """The cells of a row under LABELS; empty texts as None, texts such that every format can hold them."""
    return tuple(map(tidy, (column.read(row) for column in COLUMNS)))


def tidy(cell: Cell) -> Cell:
    """A text without what some format cannot hold; blanks of any kind as one blank."""
    if not isinstance(cell, str):
        return cell
    if not cell.isprintable():
        cell = _BLANKS.sub(" ", _NOISE.sub("", without_noise(_BLANKS.sub(" ", cell))))
    elif "  " in cell or not cell.isascii():
        cell = _BLANKS.sub(" ", cell)
    return cell.strip()[:LONGEST].rstrip() or None


def texts_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Cells as the texts that are compared and summed up: days as 2020-03-01, no apostrophe as spreadsheets put it."""
    return tuple(["" if cell is None else cell.lstrip("' ") if isinstance(cell, str) else str(cell) for cell in cells])
