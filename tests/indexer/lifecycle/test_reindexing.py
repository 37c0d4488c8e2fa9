"""Reindex: the counts reconcile, the switch is whole, a bad build is never switched to."""

from __future__ import annotations

import errno
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from indexer.errors import IndexBusy, IndexDamaged, IndexNotWritable
from indexer.lifecycle.generations import KEEP, Generations
from indexer.lifecycle.output_targets import TargetRefused
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from indexer.lifecycle.source_reading import NothingRead
from indexer.lifecycle.verification import verify
from standard.record import Record
from standard.status import Status
from tests.indexer.indexes import ROWS, get, numbers, write


def test_counts_reconcile_and_every_reject_has_a_reason(source: Path, generations: Generations, tmp_path: Path) -> None:
    extra = [
        {"number": "GB5749—2022", "title": "生活饮用水卫生标准"},
        {"number": "", "title": "没有号"},
        {"number": "GB 1-2020", "title": ""},
    ]
    write(source, [*ROWS, *extra])
    report = reindex(generations, [source], rejects=tmp_path / "rejects.jsonl")
    assert (report.read, report.indexed, report.merged, report.rejected) == (7, 4, 1, 2)
    rejects = [json.loads(line) for line in (tmp_path / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["line"] for row in rejects] == [6, 7]
    assert all(row["reason"] and row["file"].endswith("source.jsonl") for row in rejects)
    assert generations.manifest(generations.current()).count == report.count == 4
    assert verify(generations, generations.current()) == []


def test_relations_get_their_other_half(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    old = get(generations, "GB/T 1.1-2009")
    assert old is not None
    assert old.replaced_by == ("GB/T 1.1-2020",)
    assert old.status_on(date(2026, 1, 1)) is Status.REPLACED


def test_if_needed_is_free_until_something_changes(source: Path, generations: Generations) -> None:
    first = reindex(generations, [source], if_needed=True)
    again = reindex(generations, [source], if_needed=True)
    assert (first.built, again.built, again.generation) == (True, False, first.generation)
    write(source, [*ROWS, {"number": "GB 1-2020", "title": "甲"}])
    third = reindex(generations, [source], if_needed=True)
    assert third.built
    assert third.generation > first.generation


def test_a_torn_generation_makes_a_reindex_needed(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    (generations.folder / "000001" / "base" / "columns.pack").write_bytes(b"")
    assert reindex(generations, [source], if_needed=True).built
    assert len(numbers(generations)) == len(ROWS)


def test_changed_rules_make_a_reindex_needed(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])
    monkeypatch.setattr("indexer.lifecycle.reindexing.rules_digest", lambda: "other rules")
    assert reindex(generations, [source], if_needed=True).built


def test_old_generations_are_kept_for_rollback_and_then_removed(source: Path, generations: Generations) -> None:
    for _ in range(KEEP + 2):
        reindex(generations, [source])
    names = generations.names()
    assert len(names) == KEEP
    assert generations.current() == names[-1]


def test_a_failing_build_leaves_the_old_generation(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reindex(generations, [source]).generation
    monkeypatch.setattr("indexer.lifecycle.reindexing.verify", lambda *_: ["a file is damaged"])
    with pytest.raises(IndexDamaged, match="已丢弃"):
        reindex(generations, [source])
    assert (generations.current(), generations.names()) == (first, [first])


def test_a_full_disk_while_writing_is_told(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reindex(generations, [source]).generation

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("indexer.engines.whoosh.columns.pack_file.PackWriter.add", full)
    with pytest.raises(IndexNotWritable, match="磁盘已满"):
        reindex(generations, [source])
    assert generations.names() == [first]
    assert sorted(path.name for path in generations.folder.glob("0*")) == [first]


def test_a_full_disk_while_reading_is_told(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reindex(generations, [source]).generation

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("indexer.lifecycle.reindexing.Records.append", full)
    with pytest.raises(IndexNotWritable, match=r"\.records：磁盘已满"):
        reindex(generations, [source])
    assert generations.current() == first
    assert not (generations.folder / ".records").exists()


def test_records_that_a_crash_left_are_written_over(source: Path, generations: Generations) -> None:
    generations.folder.mkdir()
    (generations.folder / ".records").write_bytes(b"half a reco")
    reindex(generations, [source])
    assert len(numbers(generations)) == 4
    assert not (generations.folder / ".records").exists()


def test_too_little_space_is_told_before(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.lifecycle.source_files.shutil.disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(IndexNotWritable, match="空间不足"):
        reindex(generations, [source])


def test_sources_without_records_are_refused(tmp_path: Path, source: Path, generations: Generations) -> None:
    first = reindex(generations, [source]).generation
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")
    with pytest.raises(NothingRead, match=r"empty\.jsonl"):
        reindex(generations, [empty])
    assert generations.current() == first


def test_two_reindexes_at_once(source: Path, generations: Generations) -> None:
    with generations.building(), pytest.raises(IndexBusy, match="另一个程序"):
        reindex(generations, [source])


def test_a_change_while_a_reindex_runs_is_not_lost(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])
    from indexer.lifecycle import reindexing as module

    original = module._check

    def changed_meanwhile(generations: Generations, name: str) -> None:
        original(generations, name)
        change(generations, [Record("T/SDAS 1-2026", "鲜蒜")], ["GB 5749-2022"])

    monkeypatch.setattr(module, "_check", changed_meanwhile)
    reindex(generations, [source])
    assert numbers(generations) == {"GB/T 1.1-2020", "GB/T 1.1-2009", "DB37/T 2672-2019", "T/SDAS 1-2026"}
    monkeypatch.undo()
    reindex(generations, [source])
    assert "T/SDAS 1-2026" in numbers(generations)


def test_rejects_are_never_written_over_a_source(source: Path, generations: Generations) -> None:
    before = source.read_bytes()
    for target in (source, source.parent / "rejects.jsonl"):
        with pytest.raises(TargetRefused, match="覆盖来源"):
            reindex(generations, [source, source.parent], rejects=target)
    assert source.read_bytes() == before
