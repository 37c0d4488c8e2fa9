"""A small catalogue in two states, a year apart, and checks of lists against it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from catalogue.validity import Check, EarlierReport, check_document
from indexer.engines import in_memory
from indexer.lifecycle import Opened
from indexer.readers import Document, read_text
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.catalogues import record

THEN, NOW = date(2025, 11, 30), date(2026, 11, 30)


def _days(issued: str, effective: str = "") -> dict[str, date | None]:
    return {"issued": date.fromisoformat(issued), "effective": date.fromisoformat(effective) if effective else None}


#: stays as it is
STEADY = record("GB/T 100-2010", "螺栓", source="samr", checked=THEN, **_days("2010-01-01", "2010-07-01"))
#: replaced in between, by what was issued in between
OLD = record("GB/T 200-2010", "灯具", **_days("2010-01-01", "2010-07-01"))
NEW = record("GB/T 200-2026", "灯具", replaces=("GB/T 200-2010",), **_days("2026-01-01", "2026-07-01"))
ENDED = record(
    "GB/T 200-2010", "灯具", status=Status.REPLACED, replaced_by=("GB/T 200-2026",), **_days("2010-01-01", "2010-07-01")
)
#: its title was wrong, and it had been abolished long before
WRONG = record("GB/T 300-2010", "钢管(旧)", **_days("2010-01-01", "2010-07-01"))
RIGHT = record(
    "GB/T 300-2010", "钢管", status=Status.ABOLISHED, abolished=date(2020, 1, 1), **_days("2010-01-01", "2010-07-01")
)
BEFORE, AFTER = (STEADY, OLD, WRONG), (STEADY, ENDED, NEW, RIGHT)
LIST = "GB/T 100-2010 螺栓\nGB/T 200-2010 灯具\nGB/T 300-2010\nGB/T 999-2001 没有的\n"


def opened(records: Iterable[Record], generation: str) -> Opened:
    """A catalogue of a few records."""
    return Opened(in_memory(records), generation, THEN)


def check(
    text: str | Document = LIST,
    records: Iterable[Record] = AFTER,
    day: date = NOW,
    *,
    baseline: EarlierReport | None = None,
    second: Document | None = None,
    generation: str = "000002",
) -> Check:
    """A check of a pasted list, or of a document."""
    document = read_text(text, "清单.txt") if isinstance(text, str) else text
    return check_document(opened(records, generation), document, day, NOW, baseline=baseline, second=second)
