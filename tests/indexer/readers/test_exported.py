"""Tables that this program exported, read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalogue import Catalogue, Search
from catalogue.export.formats import FORMATS
from indexer.engines import in_memory
from indexer.lifecycle.index_handle import Fixed, Opened
from indexer.readers import read
from standard.record import Adoption, Record
from standard.status import Status
from webapp.addresses import PageAddresses

DAY = date(2026, 11, 24)
#: what exported tables have no column for
_NOT_EXPORTED = (
    *("alt_titles", "department", "drafters", "people", "abstract", "gbt4754", "status_word", "filing", "cites"),
    *("notes", "conflicts", "reviewed", "given"),
)
_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Record) if field.name in _NOT_EXPORTED}

#: what the corpus may happen not to have
RECORDS = (
    Record("ISO 8068:2024", "Lubricants", status=Status.CURRENT, replaces=("ISO 8068:2006", "ISO 8068:1987")),
    Record("GB/T 3-2024", "=1+1 法", replaces=("GB/T 3-2000",), replaces_partly=("GB/T 4-2000", "GB/T 5-2000")),
    Record("GB/T 4-2000", "乙", replaced_by=("GB/T 6-2024",), replaced_partly_by=("GB/T 3-2024", "GB/T 7-2024")),
    Record("T/SDAS 1-2024", "丙", ccs=("N78",), url="https://www.ttbz.org.cn/x", source="ttbz.org.cn", example=True),
    Record("GB/T 5-2000", "丁", adopts=(Adoption("ISO 1:1999", "EQV"), Adoption("ISO 2:1999")), checked=DAY),
)


def exported(record: Record) -> Record:
    """The record as a table can hold it, with the status of the day and what its number tells."""
    parsed = record.parsed
    assert parsed is not None
    nature = "guidance" if parsed.guidance else {True: "mandatory", False: "recommended", None: ""}[parsed.mandatory]
    told = replace(record, level=parsed.level, nature=nature or record.nature)
    return replace(bare(told), status=record.status_on(DAY))


def bare(record: Record) -> Record:
    """Without what tables have no column for; of adoptions they have number and degree."""
    adopts = tuple(Adoption(adoption.number, adoption.degree) for adoption in record.adopts)
    return replace(record, adopts=adopts, **_DEFAULTS)


def check(catalogue: Catalogue, ending: str, folder: Path, records: Iterable[Record]) -> None:
    """Export everything and read it again."""
    path = folder / f"list.{ending}"
    path.write_bytes(b"".join(FORMATS[ending].write(catalogue.every(Search.from_args([])), PageAddresses())))
    unknown: list[str] = []
    rows = list(read([path], today=DAY, on_unknown_columns=lambda _, names: unknown.extend(names)))
    found = {row.number: row for row in rows if isinstance(row, Record)}
    assert len(found) == len(rows)
    # what the list is about stands on a sheet of its own, which is no list
    assert unknown == (["工作表 说明（没有标准号一列，未读取）"] if ending == "xlsx" else [])
    wrong = [(known, again) for known in map(exported, records) if (again := bare(found.pop(known.number))) != known]
    assert (wrong[:3], found) == ([], {})


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_exported_corpus_reads_back_whole(corpus_index: Path, ending: str, tmp_path: Path) -> None:
    catalogue = Catalogue.open(corpus_index, today=lambda: DAY)
    everything = [hit.record for hit in catalogue.every(Search.from_args([])).hits]
    assert len(everything) > 1000
    check(catalogue, ending, tmp_path, everything)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_records_of_every_kind_read_back_whole(ending: str, tmp_path: Path) -> None:
    catalogue = Catalogue(Fixed(Opened(in_memory(RECORDS))), today=lambda: DAY)
    check(catalogue, ending, tmp_path, RECORDS)
