"""What standards adopt, as a table to take away: CSV or a workbook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import chain

from catalogue.comparison import Adopting, Adoptions
from catalogue.export.blocks import encode_blocks
from catalogue.export.csv_table import disarm
from catalogue.export.formats import UnknownFormat
from catalogue.export.rows import Cell
from catalogue.export.xlsx import MEDIA_TYPE, Layout, Sheet, write_workbook
from catalogue.wording import Words, label
from standard.record import Adoption

#: label and width of each column
_COLUMNS = (
    *(("序号", 8), ("标准号", 22), ("题名", 50), ("状态", 10), ("采用的标准", 24), ("采用标准的题名", 50)),
    *(("一致性程度", 12), ("所采版本", 16), ("现行版本", 30), ("版本状态来源", 20), ("查询日期", 12)),
    *(("采标信息来源", 30), ("采标信息核对日期", 16)),
)
_HEADER = tuple(name for name, _ in _COLUMNS)
#: state of an adopted edition -> its word
_STATES: Mapping[str, str] = {
    "current": "现行",
    "withdrawn": "已非现行",
    "undated": "未注版本",
    "not_listed": "目录未收录",
}


@dataclass(frozen=True)
class TableFormat:
    """A kind of file that a table can be taken away as."""

    name: str
    media_type: str
    #: for links: what opens it
    words: Words
    #: the file, in blocks
    write: Callable[[Adoptions], Iterator[bytes]]


def find_table_format(name: str) -> TableFormat:
    """The format of a file ending. Raises UnknownFormat."""
    if name not in TABLE_FORMATS:
        known = Words("、").join(f"{one.name}（{one.words.chinese}）" for one in TABLE_FORMATS.values())
        raise UnknownFormat("format_unknown", name=name, known=known)
    return TABLE_FORMATS[name]


def name_adoptions_file(found: Adoptions, ending: str) -> str:
    """A name for the file that says the day."""
    return f"鲁标 采标 {found.day}.{ending}"


def _write_csv(found: Adoptions) -> Iterator[bytes]:
    return encode_blocks(_write_lines(found))


def _write_lines(found: Adoptions) -> Iterator[str]:
    line = StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    for cells in chain([_HEADER], _list_rows(found)):
        writer.writerow(map(disarm, cells))
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _write_xlsx(found: Adoptions) -> Iterator[bytes]:
    widths = tuple(width for _, width in _COLUMNS)
    notes: list[tuple[str, Cell]] = [
        ("状态截至", found.day),
        ("采标关系", len(found.rows)),
        ("另有采标关系，标准不在目录中", len(found.unresolved)),
        ("说明", "NEQ（非等效）不属于采用（GB/T 1.2-2020，4.1）。仅见于第三方文本的采标信息，以标准文本为准。"),
    ]
    return write_workbook(Sheet("采标", widths, _HEADER, _list_rows(found), layout=Layout.TABLE), notes)


def _list_rows(found: Adoptions) -> Iterator[tuple[Cell, ...]]:
    """The rows, and after them what is stated of standards that the catalogue lacks."""
    for place, row in enumerate(found.rows, start=1):
        yield (place, *_row(row))
    for at, one in enumerate(found.unresolved, start=len(found.rows) + 1):
        yield (at, *_unresolved(one.number, one.adoption))


def _unresolved(number: str, adoption: Adoption) -> tuple[Cell, ...]:
    known = (number, None, "目录未收录", adoption.number, adoption.title or None, adoption.degree or None)
    return (*known, None, None, None, None, _source(adoption), adoption.checked)


def _source(adoption: Adoption) -> Cell:
    return f"{adoption.source}（第三方文本）" if adoption.third_party else adoption.source or None


def _row(row: Adopting) -> tuple[Cell, ...]:
    adoption = row.adoption
    return (
        row.record.number,
        row.record.title or None,
        label("status", row.status.value),
        adoption.number,
        row.title or None,
        adoption.degree or None,
        _STATES[row.state.value],
        "；".join(row.instead) or None,
        row.looked_up_at or None,
        row.looked_up,
        _source(adoption),
        adoption.checked,
    )


_ALL = (
    TableFormat("csv", "text/csv; charset=utf-8", Words("CSV 表格", "CSV table"), _write_csv),
    TableFormat("xlsx", MEDIA_TYPE, Words("Excel 工作簿", "Excel workbook"), _write_xlsx),
)
#: in the order in which they are offered
TABLE_FORMATS: Mapping[str, TableFormat] = {one.name: one for one in _ALL}
