"""The columns of tables: what stands in them, and how wide they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from catalogue.search import AnswerHit, Listing, facet_label
from catalogue.wording import GROUPS, label
from standard.record import Adoption, Record

#: what a cell can hold; None where nothing is known
Cell = str | float | date | None
#: between the values of one cell, as the readers of tables split them
_BETWEEN = "；"


class Column(NamedTuple):
    """One column after the row's place."""

    label: str
    #: in characters, for spreadsheets; a Chinese character is two wide
    width: int
    read: Callable[[AnswerHit, date], Cell]


def _list_replaced(record: Record) -> str:
    return _BETWEEN.join((*record.replaces, *(f"部分代替 {number}" for number in record.replaces_partly)))


def _list_replacing(record: Record) -> str:
    return _BETWEEN.join((*record.replaced_by, *(f"被 {number} 部分代替" for number in record.replaced_partly_by)))


def _write_adoption(adoption: Adoption) -> str:
    return f"{adoption.number}，{adoption.degree}" if adoption.degree else adoption.number


def _name_codes(scheme: str, codes: tuple[str, ...]) -> str:
    """Codes with their names: a bare `13.060` becomes the number 13.06 where a spreadsheet opens a CSV file."""
    return _BETWEEN.join(facet_label(scheme, code).chinese for code in codes)


def _name_source(record: Record) -> str:
    return f"{record.source}（示例数据）" if record.example else record.source


COLUMNS = (
    Column("标准号", 22, lambda hit, _: hit.record.number),
    Column("题名", 50, lambda hit, _: hit.record.title),
    Column("英文题名", 40, lambda hit, _: hit.record.title_en),
    Column("层级", 12, lambda hit, _: label("level", hit.record.level.value)),
    Column("性质", 10, lambda hit, _: label("nature", hit.record.nature)),
    Column("状态", 10, lambda hit, _: label("status", hit.status.value)),
    Column("状态截至", 12, lambda _, day: day),
    Column("发布日期", 12, lambda hit, _: hit.record.issued),
    Column("实施日期", 12, lambda hit, _: hit.record.effective),
    Column("废止日期", 12, lambda hit, _: hit.record.abolished),
    Column("发布单位", 36, lambda hit, _: _BETWEEN.join(hit.record.issuers)),
    Column("归口单位", 36, lambda hit, _: hit.record.committee),
    Column("ICS", 24, lambda hit, _: _name_codes("ics", hit.record.ics)),
    Column("CCS", 24, lambda hit, _: _name_codes("ccs", hit.record.ccs)),
    Column("代替", 22, lambda hit, _: _list_replaced(hit.record)),
    Column("被代替", 22, lambda hit, _: _list_replacing(hit.record)),
    Column("采标", 24, lambda hit, _: _BETWEEN.join(map(_write_adoption, hit.record.adopts))),
    Column("来源", 22, lambda hit, _: _name_source(hit.record)),
    Column("来源地址", 30, lambda hit, _: hit.record.url),
    Column("核对日期", 12, lambda hit, _: hit.record.checked),
    Column("分组", 16, lambda hit, _: GROUPS[hit.group][0]),
)
#: the first row of a table
HEADER = ("序号", *(column.label for column in COLUMNS))
WIDTHS = (8, *(column.width for column in COLUMNS))


def read_rows(listing: Listing) -> Iterator[tuple[Cell, ...]]:
    """The cells of each hit under HEADER, numbered from 1; empty texts as None."""
    for place, hit in enumerate(listing.hits, start=1):
        yield (place, *(column.read(hit, listing.day) or None for column in COLUMNS))
