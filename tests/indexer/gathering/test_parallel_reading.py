"""Read by several processes, piece by piece, sources give the same rows in the same order as read at once."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from indexer.errors import ProcessLost
from indexer.gathering import parallel_reading
from indexer.gathering.parallel_reading import Items, packed_items, packed_rows
from indexer.gathering.record_bytes import Packed
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.readers import Problem, read
from standard.record import Record

ROWS = [
    {"number": f"GB/T {serial % 11}-20{serial % 3}0", "title": f"大蒜 {serial}", f"列{serial % 5}": serial}
    for serial in range(40)
]
#: an answer of a platform gives several rows of one line
ANSWER = {"code": 200, "data": {"rows": ROWS[:3]}}
BROKEN = ['{"number"', "", "  ", "[]", '{"number": "", "title": "没有号", "新列": 1}', json.dumps(ANSWER)]


def sources(folder: Path) -> list[Path]:
    """A file of each sort, with rows that cannot be read, and one that is damaged at its end."""
    folder.mkdir()
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    (folder / "a.jsonl").write_text("\n".join([*lines[:7], *BROKEN, *lines[7:]]), encoding="utf-8")
    table = [f"{row['number']},{row['title']},{place}" for place, row in enumerate(ROWS)]
    (folder / "b.csv").write_text("\n".join(["标准号,标准名称,不认识", *table, "GB 1"]), encoding="utf-8")
    (folder / "c.json").write_text(json.dumps(ROWS, ensure_ascii=False), encoding="utf-8")
    damaged = gzip.compress("\n".join(lines * 40).encode())
    (folder / "d.jsonl.gz").write_bytes(damaged[: len(damaged) // 2])
    (folder / "e.jsonl").write_text("\n", encoding="utf-8")
    return [folder, folder / "missing.jsonl"]


def rows_of(pieces: Sequence[Packed]) -> tuple[list[Record], list[Problem]]:
    records = []
    for packed in pieces:
        start = 0
        for length in packed.lengths:
            records.append(Record.from_bytes(bytes(packed.data[start : start + length])))
            start += length
    return records, [problem for packed in pieces for problem in packed.problems]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(parallel_reading, "PIECE", 7)
    paths = sources(tmp_path / "sources")
    expected_unknown: list[object] = []
    rows = list(read(paths, on_unknown_columns=lambda *told: expected_unknown.append(told)))
    unknown: list[object] = []
    pieces = list(packed_rows(paths, workers, lambda *told: unknown.append(told)))
    records, problems = rows_of(pieces)
    assert records == [row for row in rows if isinstance(row, Record)]
    assert problems == [row for row in rows if isinstance(row, Problem)]
    assert len(problems) > 6
    assert unknown == expected_unknown
    assert sum(packed.read for packed in pieces) == len(rows)


def test_pieces_are_small_in_characters_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_reading, "PIECE_CHARACTERS", 200)
    sizes = [packed.read for packed in packed_rows(sources(tmp_path / "sources"), 1, lambda *_: None)]
    assert max(sizes) < 20


def test_the_same_reindex(tmp_path: Path) -> None:
    paths = sources(tmp_path / "sources")
    rejects = [tmp_path / "one.jsonl", tmp_path / "many.jsonl"]
    one = reindex(Generations(tmp_path / "one"), paths, rejects=rejects[0])
    many = reindex(Generations(tmp_path / "many"), paths, rejects=rejects[1], workers=2, memory=1 << 20)
    assert rejects[0].read_bytes() == rejects[1].read_bytes()
    counts = [(x.read, x.indexed, x.merged, x.rejected, x.unknown_columns, x.problems) for x in (one, many)]
    assert counts[0] == counts[1]
    packs = [tmp_path / name / one.generation / "base" / "columns.pack" for name in ("one", "many")]
    assert columns(packs[0]) == columns(packs[1])
    assert not (tmp_path / "many" / ".records").exists()


def columns(pack: Path) -> dict[str, bytes]:
    """Every column by name."""
    from indexer.engines.whoosh.columns.pack_file import Pack

    found = Pack(pack)
    return {name: found.array(name).dtype.str.encode() + found.array(name).tobytes() for name in found.names()}


def ended(items: Items, today: date) -> Packed:
    """Work in which the process is ended from outside."""
    if any("大蒜 39" in str(item) for item in items):
        os._exit(9)
    return packed_items(items, today)


def failing(items: Items, today: date) -> Packed:
    """Work with a mistake."""
    raise ZeroDivisionError


def test_a_process_that_is_ended_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_reading, "packed_items", ended)
    with pytest.raises(ProcessLost, match="--workers"):
        reindex(Generations(tmp_path / "index"), sources(tmp_path / "sources"), workers=2)
    assert not list((tmp_path / "index").glob("0*"))


def test_a_mistake_in_a_process_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_reading, "packed_items", failing)
    with pytest.raises(ZeroDivisionError):
        list(packed_rows(sources(tmp_path / "sources"), 2, lambda *_: None))
