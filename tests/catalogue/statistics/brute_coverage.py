"""Coverage counted the slow way, record by record, and catalogues to count in."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import Any

from hypothesis import strategies as st

from catalogue.statistics import Coverage, Row
from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Record
from standard.status import Status

IN_FORCE = {Status.CURRENT, Status.CURRENT_PARTIAL}
#: codes of the tables, and one of each classification that they lack
ICS = ["67", "67.080", "67.080.20", "67.099", "65.020", "65.020.20", "13.060"]
CCS = ["B", "B30/39", "B31", "B20", "C51", "N90"]
GBT4754 = ["C", "C13", "C1391", "A01", "A0111"]


def _record(number: str, **more: Any) -> Record:
    parsed = StandardNumber(number)
    return Record(str(parsed), "题名", level=parsed.level, region=parsed.region, **more)


def _codes(known: list[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(known), max_size=most, unique=True).map(tuple)


_numbers = st.builds(
    lambda prefix, serial, year: f"{prefix} {serial}-{year}",
    st.sampled_from(
        ["GB", "GB/T", "GB/Z", "NY/T", "DB37/T", "DB3702/T", "DB32/T", "DB33/T", "DB3301/T", "T/SDA", "Q/ABC", "JJG"]
    ),
    st.integers(1, 30),
    st.sampled_from(["1999", "2018", "2021"]),
)
days = st.dates(date(2015, 1, 1), date(2027, 12, 31))
records = st.builds(
    _record,
    _numbers,
    nature=st.sampled_from(["", "mandatory", "recommended", "guidance"]),
    status=st.sampled_from([Status.CURRENT, Status.CURRENT, Status.CURRENT_PARTIAL, *Status]),
    issued=st.none() | days,
    effective=st.none() | days,
    abolished=st.none() | days,
    reviewed=st.none() | days,
    ics=_codes(ICS, 3),
    ccs=_codes(CCS, 2),
    gbt4754=_codes(GBT4754, 2),
    notes=st.sampled_from([(), ("ICS 572/5 无法识别，未采用",), ("CCS ?? 无法识别，未采用",)]),
)
catalogues = st.lists(records, min_size=1, max_size=25, unique_by=lambda one: one.number)
#: what is asked, and the codes right below it as the tables have them
ASKED: list[dict[str, str]] = [
    {},
    {"by": "ccs"},
    {"by": "gbt4754"},
    {"against": "DB33"},
    {"against": "all"},
    {"region": "青岛", "against": "all"},
    {"region": "3702", "against": "32"},
    {"under": "67"},
    {"under": "67.080", "against": "33"},
    {"by": "ccs", "under": "B"},
    {"by": "ccs", "under": "B30/39", "against": "all"},
    {"by": "gbt4754", "under": "C13"},
]


def has_class(record: Record, by: str, code: str) -> bool:
    """Whether a record has a class, or one below it."""
    own: tuple[str, ...] = getattr(record, by)
    if by == "ccs" and "/" in code:
        first, last = int(code[1:3]), int(code[4:])
        return any(one == code or (one[0] == code[0] and "/" not in one and _within(one, first, last)) for one in own)
    if by == "ics":
        return any(one == code or one.startswith(code + ".") for one in own)
    return any(one.startswith(code) and ("/" not in one or len(code) == 1) for one in own)


def _within(code: str, first: int, last: int) -> bool:
    """N90 lies in no group of the table, whatever its digits."""
    return code != "N90" and len(code) == 3 and first <= int(code[1:]) <= last


def column_of(record: Record, found: Coverage) -> str:
    """The name of the column where a record counts; empty for none."""
    region, against = found.scope.region, found.scope.against
    if record.level is Level.LOCAL:
        if record.region.startswith(region):
            return f"local_{region}"
        if against == "all":
            place = record.region[:2]
            return "local_elsewhere" if not place or region.startswith(place) else f"local_{place}"
        return f"local_{against}" if against and record.region.startswith(against) else "local_elsewhere"
    if record.level is Level.NATIONAL and against != "all":
        return f"national_{record.nature if record.nature in ('mandatory', 'recommended') else 'other'}"
    if against == "all" and record.level not in (Level.NATIONAL, Level.INDUSTRY):
        return ""
    return record.level.value


def figures(records: list[Record], day: date) -> tuple[int, float | None, int, int]:
    """How many, median age, due for review, and those without a day."""
    ages = [day.year - record.year for record in records if record.year is not None]
    last = [record.reviewed or record.issued for record in records]
    due = sum((day.year - one.year, day.month, day.day) > (5, one.month, one.day) for one in last if one is not None)
    return len(records), median(ages) if ages else None, due, last.count(None)


def cells(found: Coverage, row: Row) -> dict[str, tuple[int, float | None, int, int]]:
    """The cells of a row that hold anything, by column."""
    return {
        column.name: (cell.count, cell.median_age, cell.review_due, cell.undated)
        for column, cell in zip(found.columns, row.cells, strict=True)
        if cell.count
    }


def counted(records: list[Record], found: Coverage) -> dict[str, tuple[int, float | None, int, int]]:
    """What `cells` must be for these records."""
    columns = {column_of(record, found) for record in records} - {""}
    return {
        name: figures([record for record in records if column_of(record, found) == name], found.day) for name in columns
    }
