from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engines.whoosh.build.part_writer import build_part
from indexer.errors import IndexNotWritable
from indexer.gc_pause import collector_paused
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from standard.record import Record

RECORDS = [
    Record(f"GB/T {serial}.1-2020", f"大蒜 第{serial}部分", replaces=(f"GB {serial}-1990",), ics=("67.080",))
    for serial in range(1, 400)
]


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_runs_again_afterwards() -> None:
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the inner pause ends nothing that it has not begun"
    assert gc.isenabled()


def test_it_runs_again_after_a_failure() -> None:
    with pytest.raises(KeyboardInterrupt), collector_paused():
        raise KeyboardInterrupt
    assert gc.isenabled()


def test_whoever_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_it_is_paused_while_a_part_is_built(tmp_path: Path) -> None:
    seen: list[bool] = []

    def records() -> Iterator[bytes]:
        for record in RECORDS[:5]:
            seen.append(gc.isenabled())
            yield record.to_bytes()
        raise IndexNotWritable("full", tmp_path)

    with pytest.raises(IndexNotWritable):
        build_part(tmp_path / "part", records())
    assert seen == [False] * 5
    assert gc.isenabled()


def test_it_is_paused_while_a_generation_is_built(tmp_path: Path) -> None:
    source = tmp_path / "source.jsonl"
    source.write_text('{"number": "GB/T 1.1-2020", "title": "标准化工作导则"}\n', encoding="utf-8")
    seen: dict[str, bool] = {}

    def progress(stage: str, done: int, total: int | None) -> None:
        seen[stage] = gc.isenabled()

    reindex(Generations(tmp_path / "index"), [source], progress=progress)
    assert not seen["index"]
    assert gc.isenabled()


def test_nothing_that_a_build_makes_is_in_a_cycle(tmp_path: Path) -> None:
    """Else the memory of a build would grow while the collector is paused."""
    build_part(tmp_path / "tables", [RECORDS[0].to_bytes()])  # what is read once and kept
    gc.collect()
    gc.disable()
    build_part(tmp_path / "part", map(Record.to_bytes, RECORDS))
    assert gc.collect() == 0
