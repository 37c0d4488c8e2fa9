"""Small changes are seen, survive reindexes, and are taken back with the generation."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from indexer import index_files
from indexer.errors import IndexBusy, IndexDamaged, IndexMissing, IndexNotWritable, RequestError
from indexer.lifecycle.generations import KEEP, Generations
from indexer.lifecycle.journal import Change, Journal
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change, roll_back
from indexer.lifecycle.verification import verify
from standard.record import Record
from standard.status import Status
from tests.indexer.indexes import ADDED, ROWS, get, journal, numbers, write


def test_small_changes_are_seen_and_survive_reindexes(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    added = Record("T/SDAS 1-2026", "鲜蒜", status=Status.CURRENT)
    _, new, changed, missing = change(generations, [added], ["GB 5749-2022", "GB 1-1900"])
    assert (new, changed, missing) == (1, 0, ["GB 1-1900"])
    expected = {"GB/T 1.1-2020", "GB/T 1.1-2009", "DB37/T 2672-2019", "T/SDAS 1-2026"}
    assert numbers(generations) == expected
    for _ in range(2):
        assert reindex(generations, [source]).replayed == 2
        assert numbers(generations) == expected


def test_the_journal_forgets_what_the_source_carries(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [Record("T/SDAS 1-2026", "鲜蒜")], ["GB 5749-2022"])
    write(source, [*ROWS[1:], {"number": "T/SDAS 1-2026", "title": "鲜蒜"}])
    reindex(generations, [source])
    carried = get(generations, "T/SDAS 1-2026")
    assert carried is not None
    assert set(journal(generations).read()) <= {"T/SDAS 1-2026"}
    assert numbers(generations) == {"GB/T 1.1-2020", "GB/T 1.1-2009", "DB37/T 2672-2019", "T/SDAS 1-2026"}


def test_an_added_record_brings_back_what_was_removed(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    record = get(generations, "GB 5749-2022")
    assert record is not None
    change(generations, [], ["GB 5749-2022"])
    assert get(generations, "GB 5749-2022") is None
    change(generations, [record])
    reindex(generations, [source])
    assert get(generations, "GB 5749-2022") is not None


def test_an_added_row_is_merged_with_what_is_there(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [Record("DB37/T 2672-2019", "大蒜生产技术规程", committee="山东省农业标准化技术委员会")])
    record = get(generations, "DB37/T 2672-2019")
    assert record is not None
    assert (record.committee, record.status) == ("山东省农业标准化技术委员会", Status.CURRENT)


def test_many_small_changes_are_merged_into_one_part(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    for place in range(1, 12):
        change(generations, [Record(f"T/SDAS {place}-2026", f"鲜蒜 {place}")])
    assert len(numbers(generations)) == len(ROWS) + 11
    assert verify(generations, generations.current()) == []


def test_a_moved_index_works(source: Path, generations: Generations, tmp_path: Path) -> None:
    reindex(generations, [source])
    change(generations, [Record("T/SDAS 1-2026", "鲜蒜")])
    shutil.move(generations.folder, tmp_path / "elsewhere")
    moved = Generations(tmp_path / "elsewhere")
    assert verify(moved, moved.current()) == []
    assert len(numbers(moved)) == 5


def test_the_same_record_again_changes_nothing(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    before = get(generations, "GB 5749-2022")
    assert before is not None
    change(generations, [replace(before)])
    assert get(generations, "GB 5749-2022") == before


def test_a_mistaken_change_stays_undone_after_a_rollback(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [Record("NY/T 1-2020", "留下的")])
    kept = numbers(generations)
    change(generations, [ADDED], ["GB 5749-2022"])
    assert roll_back(generations) == ("000002", "000003")
    for _ in range(2):
        assert numbers(generations) == kept
        reindex(generations, [source])


def test_a_rollback_can_be_taken_back(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED], ["GB 5749-2022"])
    changed = numbers(generations)
    roll_back(generations)
    assert roll_back(generations, "000002") == ("000002", "000001")
    for _ in range(2):
        assert numbers(generations) == changed
        reindex(generations, [source])


def test_a_rollback_passes_over_what_was_rolled_back(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    roll_back(generations)
    change(generations, [Record("NY/T 1-2020", "又一项")])
    assert roll_back(generations) == ("000001", "000003")


def test_a_rollback_behind_a_reindex_takes_its_changes_along(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    reindex(generations, [source])
    change(generations, [], [ADDED.number])
    roll_back(generations)
    assert ADDED.number in numbers(generations)
    reindex(generations, [source])
    assert ADDED.number in numbers(generations)


def test_there_is_nothing_before_the_first(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    with pytest.raises(IndexMissing, match="之前没有保留的版本"):
        roll_back(generations)
    with pytest.raises(RequestError, match="000001"):
        roll_back(generations, "000009")


def test_a_rollback_to_a_damaged_generation_is_refused(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    (generations.folder / "000001" / "base" / "columns.pack").unlink()
    with pytest.raises(IndexDamaged, match=r"columns\.pack"):
        roll_back(generations)
    assert generations.current() == "000002"


def test_a_rollback_leaves_a_broken_pointer_and_a_broken_manifest(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    (generations.folder / "000002" / "manifest.json").write_text("{", encoding="utf-8")
    assert roll_back(generations) == ("000001", "000002")
    generations.pointer.write_text("nowhere", encoding="utf-8")
    assert roll_back(generations, "000001") == ("000001", "")


def test_a_rollback_while_a_reindex_runs_is_refused(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    with generations.building(), pytest.raises(IndexBusy):
        roll_back(generations)


def test_small_changes_do_not_push_out_the_full_build(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    for place in range(1, KEEP + 3):
        change(generations, [Record(f"T/SDAS {place}-2026", f"鲜蒜 {place}")])
    newest = [f"{place:06d}" for place in range(4, 4 + KEEP)]
    assert generations.names() == ["000001", *newest]
    assert generations.manifest(newest[-1]).full == "000001"
    roll_back(generations, "000001")
    assert len(numbers(generations)) == len(ROWS)


def test_rows_of_one_number_are_merged_before_they_are_added(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    twice = [replace(ADDED, title_en="Garlic"), replace(ADDED, committee="山东省农业标准化技术委员会")]
    assert change(generations, twice)[1:3] == (1, 0)
    record = get(generations, ADDED.number)
    assert record is not None
    assert (record.title_en, record.committee) == ("Garlic", "山东省农业标准化技术委员会")


@pytest.mark.parametrize("line", [b'{"op": "add"}', b"{broken", b'["add"]', b"\xff", b"7", b""])
def test_a_damaged_journal_refuses_changes(source: Path, generations: Generations, line: bytes) -> None:
    reindex(generations, [source])
    change(generations, [Record("NY/T 2-2020", "甲"), ADDED])
    path = journal(generations).path
    first, _, last = path.read_bytes().splitlines(keepends=True)
    damaged = first + line + b"\n" + last
    path.write_bytes(damaged)
    for act in (lambda: change(generations, [Record("NY/T 1-2020", "另一项")]), lambda: reindex(generations, [source])):
        with pytest.raises(IndexDamaged, match=r"000002/journal\.jsonl 第 2 行.*lubiao rollback"):
            act()
    assert (path.read_bytes(), generations.current(), generations.leftovers()) == (damaged, "000002", [])
    assert "第 2 行" in verify(generations, "000002")[0].chinese
    roll_back(generations)
    assert reindex(generations, [source]).replayed == 0


def test_a_journal_that_lost_lines_is_damaged(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [Record("NY/T 2-2020", "甲"), ADDED])
    path = journal(generations).path
    lines = path.read_bytes().splitlines(keepends=True)
    for kept in ([], lines[:1], lines[:2], lines[1:], [lines[0], lines[2]]):
        path.write_bytes(b"".join(kept))
        with pytest.raises(IndexDamaged, match=rf"第 {max(len(kept), 1)} 行"):
            journal(generations).read()


def test_a_journal_that_was_given_up_is_told(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    path = journal(generations).path
    path.unlink()
    with pytest.raises(IndexDamaged, match="缺少"):
        change(generations, [Record("NY/T 1-2020", "另一项")])
    report = reindex(generations, [source], allow_shrink=True)
    assert (report.replayed, f"缺少 {path}" in report.note.chinese) == (0, True)
    assert numbers(generations) == {row["number"] for row in ROWS}


def test_changes_of_a_lost_generation_come_from_the_newest_whole_one(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [ADDED])
    change(generations, [Record("NY/T 1-2020", "随损坏的版本而去")])
    (generations.folder / "000003" / "manifest.json").write_text("{", encoding="utf-8")
    generations.pointer.unlink()
    report = reindex(generations, [source])
    assert (report.replayed, ADDED.number in numbers(generations)) == (2, True)
    generations.pointer.unlink()
    for path in generations.folder.glob("0*/journal.jsonl"):
        path.unlink()
    report = reindex(generations, [source])
    assert (report.replayed, "未重新执行" in report.note.chinese) == (0, True)


def test_verify_compares_the_journal_with_the_catalogue(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [], ["GB 5749-2022"])
    manifest, path = generations.manifest("000002"), journal(generations).path
    Journal(path.parent).write([Change("GB/T 1.1-2020", None), Change(ADDED.number, ADDED)])
    (path.parent / "manifest.json").unlink()
    generations.seal(manifest)
    assert [problem.chinese.split("：")[0] for problem in verify(generations, "000002")] == [
        "GB/T 1.1-2020",
        ADDED.number,
    ]


def test_the_journal_of_an_older_index_is_taken_over(source: Path, generations: Generations) -> None:
    """Up to format 6 it lay beside the generations, without checksums."""
    reindex(generations, [source])
    manifest = generations.folder / "000001" / "manifest.json"
    manifest.write_text('{"format": 6}', encoding="utf-8")
    journal(generations).path.write_bytes(b"")
    old = generations.folder / "journal.jsonl"
    old.write_text('{"op": "remove", "number": "GB 5749-2022", "at": ""}\n{broken\n', encoding="utf-8")
    with pytest.raises(IndexDamaged, match="第 2 行已损坏；请改正或删除这一行"):
        reindex(generations, [source])
    old.write_text('{"op": "remove", "number": "GB 5749-2022", "at": ""}\n', encoding="utf-8")
    for _ in range(2):
        assert reindex(generations, [source]).replayed == 1
        assert "GB 5749-2022" not in numbers(generations)
        assert not old.exists()


def test_two_changes_at_once_are_both_kept(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    records = [Record(f"T/SDAS {place}-2026", f"鲜蒜 {place}") for place in range(1, 5)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda record: change(Generations(generations.folder), [record]), records))
    assert {record.number for record in records} <= numbers(generations)
    assert len(journal(generations).read()) == 4


def told_by(act: Callable[[], object]) -> str:
    """What is told where an index cannot be written; empty where all is well."""
    try:
        act()
    except IndexNotWritable as error:
        return str(error)
    return ""


def test_a_journal_is_carried_over_to_another_index(source: Path, generations: Generations, tmp_path: Path) -> None:
    reindex(generations, [source])
    change(generations, [ADDED], ["GB 5749-2022"])
    other = Generations(tmp_path / "other")
    other.folder.mkdir()
    beside = other.folder / "journal.jsonl"
    whole = journal(generations).path.read_bytes()
    beside.write_bytes(whole.replace(b"add", b"adb"))
    with pytest.raises(IndexDamaged, match="第 1 行"):
        reindex(other, [source])
    beside.write_bytes(whole)
    assert reindex(other, [source]).replayed == 2
    assert (numbers(other), beside.exists()) == (numbers(generations), False)


@pytest.mark.parametrize("kind", ["sync_file", "sync_folder", "replace", "open_new", "make_folder"])
def test_a_disk_that_refuses_leaves_everything_as_it_was(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The disk is full at the first, second, … of these; the last one succeeds."""
    reindex(generations, [source])
    change(generations, [Record("NY/T 1-2020", "留下的")])
    known, real = journal(generations).read(), getattr(index_files, kind)
    refused = 0
    for wanted in count():
        calls = iter(range(wanted))

        def full(path: Path, *more: Path, calls: Iterator[int] = calls) -> object:
            if next(calls, None) is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(path, *more)

        with monkeypatch.context() as patch:
            patch.setattr(index_files, kind, full)
            told = told_by(lambda: change(generations, [ADDED]))
        if not told:
            break
        refused += 1
        assert "磁盘已满" in told
        assert (generations.current(), generations.leftovers()) == ("000002", [])
        assert not [path for path in generations.folder.rglob("*") if path.suffix in (".new", ".old")]
        assert journal(generations).read() == known
    assert refused
    assert generations.names() == ["000001", "000002", "000003"]
    assert list(journal(generations).read()) == ["NY/T 1-2020", ADDED.number]
