"""However an index is built - at once, in batches, by several processes - it is the same, column by column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.build.generation_writer import TIMES
from indexer.engines.whoosh.columns.pack_file import PACK, Pack
from standard.record import Record

RECORDS = [
    Record(
        f"DB37/T {serial}-{2000 + serial % 20}",
        title=f"{'大蒜' if serial % 3 else '苹果'}栽培 第{serial % 7}部分 ISO {serial}",
        abstract="" if serial % 2 else f"适用于大蒜 GB/T {serial % 4}",
        ics=("67.080", "65.020.20")[: serial % 3],
        issuers=(f"单位{serial % 5}", "山东省市场监督管理局")[: serial % 3],
    )
    for serial in range(1, 60)
]

#: memory that is enough for a record of these
EACH = 4 * 110 * TIMES


def columns(folder: Path, records: list[Record], workers: int = 1, batch: int = 1000) -> dict[str, bytes]:
    """Build; every column by name."""
    writer = WhooshEngine.create(folder, workers, EACH * workers * batch)
    for record in records:
        writer.add(record)
    writer.commit()
    pack = Pack(folder / "base" / PACK)
    assert [path.name for path in folder.iterdir()] == ["base"], "nothing is left of the batches"
    return {name: pack.array(name).dtype.str.encode() + pack.array(name).tobytes() for name in pack.names()}


@pytest.mark.parametrize("batch", [1, 7, 58])
def test_batches(tmp_path: Path, batch: int) -> None:
    assert columns(tmp_path / "batches", RECORDS, batch=batch) == columns(tmp_path / "once", RECORDS)


@pytest.mark.parametrize("waiting", [1, 7])
def test_documents_that_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waiting: int) -> None:
    once = columns(tmp_path / "once", RECORDS)
    monkeypatch.setattr("indexer.engines.whoosh.build.part_writer.BATCH", waiting)
    assert columns(tmp_path / "waiting", RECORDS) == once


@pytest.mark.parametrize("size", [3, 40])
def test_ranges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Parts are joined a few terms at a time."""
    monkeypatch.setattr("indexer.engines.whoosh.build.sorted_merge.RANGE", size)
    assert columns(tmp_path / "ranges", RECORDS, batch=9) == columns(tmp_path / "once", RECORDS)


def test_processes(tmp_path: Path) -> None:
    assert columns(tmp_path / "two", RECORDS, workers=2, batch=10) == columns(tmp_path / "once", RECORDS)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    titles=st.lists(st.text(alphabet="大蒜苹果AB1 第部分\U00020000", max_size=12), max_size=12), batch=st.integers(1, 5)
)
def test_any_titles(tmp_path_factory: pytest.TempPathFactory, titles: list[str], batch: int) -> None:
    records = [Record(f"GB {serial}-2020", title=title) for serial, title in enumerate(titles, start=1)]
    folder = tmp_path_factory.mktemp("join")
    assert columns(folder / "batches", records, batch=batch) == columns(folder / "once", records)


def test_a_process_that_fails_leaves_nothing(tmp_path: Path) -> None:
    writer = WhooshEngine.create(tmp_path / "index", 2, EACH * 2)
    broken = Record("GB 1-2020", title="题名", ics=(67,))  # type: ignore[arg-type] # no code is a number
    writer.add(broken)
    with pytest.raises(AttributeError):
        writer.commit()
    writer.cancel()
    assert not (tmp_path / "index").exists()


def test_an_empty_catalogue(tmp_path: Path) -> None:
    assert np.frombuffer(columns(tmp_path / "index", [])["records.starts"][3:], np.int64).tolist() == [0]
