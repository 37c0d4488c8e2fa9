"""Editions of international standards in collected lists of ISO and IEC: those that are adopted, and what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from indexer.readers import merge, read
from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Record
from standard.status import Status

#: file -> the day up to which it is known to have been read: the first of the month of its newest edition, or its day
LISTS = {"iso.jsonl.gz": date(2025, 6, 1), "iec.jsonl.gz": date(2026, 3, 13)}
COLUMNS = (
    *("number", "title", "level", "status_word", "issued", "abolished", "ics"),
    *("replaces", "replaced_by", "source", "checked"),
)
HEAD = (
    "# editions of the international standards that adoptions.tsv names, and of what replaced them; see README.md",
    "# facts: www.iso.org, www.iec.ch",
)
_STATUS_WORDS = {Status.CURRENT: "现行", Status.REPLACED: "被代替", Status.ABOLISHED: "废止"}
#: how often what replaced an edition is followed into another number
_STEPS = 5


def editions_of(reference: Path) -> dict[str, Record]:
    """Number -> published edition, of all in the lists of a folder; no amendments, no drafts.

    Joint standards stand in both lists: ISO tells what replaced them, IEC the days.
    """
    found: dict[str, Record] = {}
    for name, day in LISTS.items():
        for record in read([reference / name], today=day, checked=day):
            if isinstance(record, Record) and _is_edition(record):
                known = found.get(record.number)
                found[record.number] = record if known is None else merge(known, record)
    return found


def adopted_editions(editions: dict[str, Record], adopted: Iterable[str]) -> list[Record]:
    """All editions of the numbers adopted and of those that replaced them, in their order, each told what replaced it.

    A list of IEC states no replacements: there the next edition of a number replaces the one before.
    """
    of_series: defaultdict[str, list[Record]] = defaultdict(list)
    for record in editions.values():
        of_series[_series(record.number)].append(record)
    wanted = {_series(number) for number in adopted}
    for _ in range(_STEPS):
        wanted |= {_series(number) for one in wanted for record in of_series[one] for number in record.replaced_by}
    rows = [row for one in wanted for row in _chained(sorted(of_series[one], key=lambda record: record.year or 0))]
    return sorted(rows, key=lambda record: StandardNumber(record.number))


def table_of(editions: list[Record]) -> str:
    """The text of the table that is shipped."""
    lines = [*HEAD, "\t".join(COLUMNS), *("\t".join(_cells(record)) for record in editions)]
    return "\n".join(lines) + "\n"


def _cells(record: Record) -> Iterator[str]:
    values = {**record.to_json(), "status_word": _STATUS_WORDS[record.status], "source": f"www.{record.source}"}
    for name in COLUMNS:
        value = values.get(name, "")
        yield ";".join(value) if isinstance(value, list) else str(value)


def _is_edition(record: Record) -> bool:
    number = record.parsed
    if number is None or number.year is None or record.level is not Level.INTERNATIONAL:
        return False
    return record.number == f"{number.series}:{number.year}" and record.status in _STATUS_WORDS


def _series(number: str) -> str:
    return StandardNumber(number).series or number


def _chained(editions: list[Record]) -> Iterator[Record]:
    following = [*editions[1:], None][: len(editions)]
    for record, later in zip(editions, following, strict=True):
        replaced = record.status is Status.REPLACED and not record.replaced_by
        yield replace(record, replaced_by=(later.number,)) if replaced and later is not None else record
