"""Adoptions that a source states by themselves: merged into records, or kept as unresolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import IndexDamaged
from indexer.lifecycle import Generations, change, read_unresolved, reindex
from indexer.lifecycle.verification import verify
from standard.record import Adoption, Record
from tests.indexer.indexes import ROWS, get, write

HEAD = "standard\tadopted\tdegree\tsource\tday"


def build(
    source: Path, generations: Generations, *lines: str, rows: list[dict[str, str]] | None = None
) -> tuple[int, int, int]:
    write(source, [*ROWS, *(rows or [])])
    table = source.with_name("adopted.tsv")
    table.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    report = reindex(generations, [source, table])
    assert report.read == report.indexed + report.merged + report.rejected
    return report.adoptions, report.adoptions_unresolved, report.rejected


def test_a_record_gets_what_is_stated_of_it(source: Path, generations: Generations) -> None:
    iso = {"number": "ISO 1:1999", "title": "Reference temperature", "status": "现行"}
    assert build(source, generations, "GB 5749-2022\tISO 1:1999\tMOD\t甲\t2026-07-01", rows=[iso]) == (1, 0, 0)
    record = get(generations, "GB 5749-2022")
    assert record is not None
    (adoption,) = record.adopts
    assert (adoption.number, adoption.degree, adoption.source) == ("ISO 1:1999", "MOD", "甲")
    assert (str(adoption.checked), adoption.title) == ("2026-07-01", "Reference temperature")


def test_a_standard_that_is_not_there_is_not_made_up(source: Path, generations: Generations) -> None:
    assert build(source, generations, "GB/T 9-2000\tISO 9:1999\tIDT\t甲\t", "GB 5749-2022\tISO 1:1999\tIDT\t甲\t") == (
        2,
        1,
        0,
    )
    assert get(generations, "GB/T 9-2000") is None
    (one,) = read_unresolved(generations.folder / generations.current())
    assert (one.line, one.number, one.adoption) == (2, "GB/T 9-2000", Adoption("ISO 9:1999", "IDT", "甲"))


def test_bad_rows_are_rejected_with_their_place(source: Path, generations: Generations) -> None:
    assert build(source, generations, "GB 5749-2022\tISO 1:1999\t大概\t甲\t", "GB 5749-2022\tISO 2:1999\tIDT\t\t") == (
        0,
        0,
        2,
    )
    record = get(generations, "GB 5749-2022")
    assert record is not None
    assert record.adopts == ()


def test_a_source_is_added_to_what_the_record_says_itself(source: Path, generations: Generations) -> None:
    own = {"number": "GB/T 7-2000", "title": "甲", "adopts": "ISO 7:1999 (IDT)"}
    build(source, generations, "GB/T 7-2000\tISO 7:1999\tIDT\t乙\t", "GB/T 7-2000\tISO 7:1999\tMOD\t丙\t", rows=[own])
    record = get(generations, "GB/T 7-2000")
    assert record is not None
    assert [(one.degree, one.source) for one in record.adopts] == [("IDT", "乙"), ("MOD", "丙")]


def test_an_adoption_without_edition_adds_nothing_to_one_with_it(source: Path, generations: Generations) -> None:
    own = {"number": "GB/T 7-2000", "title": "甲", "adopts": "ISO 7:1999 (IDT)"}
    lines = ("GB/T 7-2000\tISO 7\tIDT\t乙\t", "GB/T 7-2000\tISO 7\tMOD\t丙\t", "GB/T 7-2000\tISO 7-1\tIDT\t乙\t")
    build(source, generations, *lines, rows=[own])
    record = get(generations, "GB/T 7-2000")
    assert record is not None
    told = [(one.number, one.degree) for one in record.adopts]
    assert told == [("ISO 7:1999", "IDT"), ("ISO 7", "MOD"), ("ISO 7-1", "IDT")]


def test_a_small_change_keeps_the_unresolved(source: Path, generations: Generations) -> None:
    build(source, generations, "GB/T 9-2000\tISO 9:1999\tIDT\t甲\t")
    change(generations, [Record("GB/T 8-2000", "乙")])
    name = generations.current()
    assert [one.number for one in read_unresolved(generations.folder / name)] == ["GB/T 9-2000"]
    assert verify(generations, name) == []


def test_a_list_that_changes_under_an_open_index_is_told(source: Path, generations: Generations) -> None:
    build(source, generations, "GB/T 9-2000\tISO 9:1999\tIDT\t甲\t", "GB/T 9-2000\tISO 8:1999\tIDT\t甲\t")
    folder = generations.folder / generations.current()
    path = folder / "unresolved_adoptions.jsonl"
    first, *others = path.read_bytes().splitlines(keepends=True)
    for content in (first.replace(b"IDT", b"MOD") + b"".join(others), b"".join(others), b""):
        path.unlink()
        path.write_bytes(content)
        with pytest.raises(IndexDamaged, match=r"unresolved_adoptions\.jsonl.*lubiao rollback"):
            read_unresolved(folder)
        with pytest.raises(IndexDamaged, match=r"unresolved_adoptions\.jsonl.*lubiao rollback"):
            generations.open(folder.name)
