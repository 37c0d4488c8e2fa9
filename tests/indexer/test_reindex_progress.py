"""What people see of a reindex by several processes: parts that are built, not parts that are handed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engines.whoosh.build import generation_writer
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "source.csv"
    rows = "".join(f"GB/T {serial}-2020,竹椅 第{serial}部分\n" for serial in range(1, 401))
    file.write_text("标准号,中文名称\n" + rows, encoding="utf-8")
    return file


def test_it_is_told_part_by_part_when_each_is_there(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    told: list[int] = []
    built: list[int] = []

    def progress(stage: str, done: int, total: int | None) -> None:
        if stage == "index":
            told.append(done)
            built.append(len(list(folder.glob("*/part*"))))

    reindex(Generations(folder), [source], progress=progress, workers=2)
    assert told == sorted(told)
    assert told[-1] == 400
    parts = len(set(told))
    assert parts == 2 * generation_writer.PIECES
    assert all(there > at for at, there in enumerate(built[:parts])), "as many parts as were told, at least"
