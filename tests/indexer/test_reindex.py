"""Reindex: the counts reconcile, the switch is whole, small changes survive, bad indexes are told, never replaced."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.engines.base import Request
from indexer.errors import IndexBusy, IndexDamaged, IndexFault, IndexMissing, IndexNotWritable
from indexer.generations import KEEP, Generations
from indexer.journal import Journal
from indexer.query import Everything
from indexer.reindex import NothingRead, change, reindex
from indexer.verify import verify
from standard.record import Record
from standard.status import Status

ROWS = [
    {"number": "GB 5749-2022", "title": "生活饮用水卫生标准", "status": "现行"},
    {"number": "GB/T 1.1-2020", "title": "标准化工作导则", "status": "现行", "replaces": "GB/T 1.1-2009"},
    {"number": "GB/T 1.1-2009", "title": "标准化工作导则", "status": "废止"},
    {"number": "DB37/T 2672-2019", "title": "大蒜生产技术规程", "status": "现行"},
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.jsonl"
    write(path, ROWS)
    return path


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "index")


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def numbers(generations: Generations) -> set[str]:
    engine = generations.open(generations.current())
    try:
        return set(engine.numbers())
    finally:
        engine.close()


def get(generations: Generations, number: str) -> Record | None:
    engine = generations.open(generations.current())
    try:
        return engine.get(number)
    finally:
        engine.close()


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
    write(source, ROWS[:2])
    third = reindex(generations, [source], if_needed=True)
    assert third.built
    assert third.generation > first.generation


def test_changed_rules_make_a_reindex_needed(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])
    monkeypatch.setattr("indexer.reindex.rules_digest", lambda: "other rules")
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
    monkeypatch.setattr("indexer.reindex.verify", lambda *_: ["a file is damaged"])
    with pytest.raises(IndexDamaged, match="已丢弃"):
        reindex(generations, [source])
    assert (generations.current(), generations.names()) == (first, [first])


def test_a_full_disk_while_writing_is_told(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reindex(generations, [source]).generation

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("indexer.engines.whoosh.files.PackWriter.add", full)
    with pytest.raises(IndexNotWritable, match="磁盘已满"):
        reindex(generations, [source])
    assert generations.names() == [first]
    assert sorted(path.name for path in generations.folder.glob("0*")) == [first]


def test_too_little_space_is_told_before(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.reindex.shutil.disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(IndexNotWritable, match="空间不够"):
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
    assert set(Journal(generations.folder).read()) <= {"T/SDAS 1-2026"}
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


def test_a_change_while_a_reindex_runs_is_not_lost(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])
    from indexer import reindex as module

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


def test_a_lost_pointer_is_damage_where_generations_lie_beside_it(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    generations.pointer.unlink()
    with pytest.raises(IndexDamaged, match="000001"):
        generations.current()


def test_rejects_are_never_written_over_a_source(source: Path, generations: Generations) -> None:
    before = source.read_bytes()
    for target in (source, source.parent / "rejects.jsonl"):
        with pytest.raises(NothingRead, match="覆盖来源"):
            reindex(generations, [source, source.parent], rejects=target)
    assert source.read_bytes() == before


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="lubiao reindex"):
        Generations(tmp_path / "nowhere").current()
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexMissing, match="没有索引"):
        Generations(tmp_path / "empty").current()


def test_an_index_of_another_version_is_told(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    path = generations.folder / generations.current() / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "format": 999}), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="999"):
        generations.open(generations.current())


def test_a_read_only_folder_is_told(source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch) -> None:
    reindex(generations, [source])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(IndexNotWritable, match="没有写权限"):
        reindex(generations, [source])


def test_a_file_where_the_folder_should_be_is_told(source: Path, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("not a folder", encoding="utf-8")
    with pytest.raises(IndexNotWritable):
        reindex(Generations(tmp_path / "index"), [source])


def with_delta(source: Path, generations: Generations) -> None:
    """A generation that has every sort of file."""
    many = [{"number": f"NY/T {place}-2020", "title": f"大蒜 {place}"} for place in range(1, 41)]
    write(source, [*ROWS, *many])
    reindex(generations, [source])
    change(generations, [Record("T/SDAS 1-2026", "鲜蒜")], ["GB 5749-2022"])


def test_a_missing_pack_is_told(source: Path, generations: Generations) -> None:
    with_delta(source, generations)
    (generations.folder / generations.current() / "base/columns.pack").unlink()
    with pytest.raises(IndexDamaged, match=r"columns\.pack"):
        generations.open(generations.current())
    assert "文件不见了" in verify(generations, generations.current())[0]


def damage_cases() -> list[str]:
    return ["base/columns.pack", "deleted.pack", "delta/columns.pack"]


@pytest.mark.parametrize("name", damage_cases())
@pytest.mark.parametrize("damage", ["truncate", "empty", "foreign", "version", "directory"])
def test_damaged_files_are_told_by_name(source: Path, generations: Generations, name: str, damage: str) -> None:
    with_delta(source, generations)
    path = generations.folder / generations.current() / name
    whole = path.read_bytes()
    damaged = {
        "truncate": whole[:-3],
        "empty": b"",
        "foreign": b"PK" + whole[2:],
        "version": whole[:8] + b"\x63" + whole[9:],
        "directory": whole[:-30] + b"\0" + whole[-29:],
    }
    path.write_bytes(damaged[damage])
    with pytest.raises(IndexDamaged) as caught:
        generations.open(generations.current()).search(Request(Everything(), date(2026, 1, 1)))
    assert Path(name).name.split(".")[0] in str(caught.value)
    assert any(name in problem for problem in verify(generations, generations.current()))


def test_a_flipped_byte_is_found_by_verify(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    path = generations.folder / generations.current() / "base" / "columns.pack"
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(bytes(content))
    assert verify(generations, generations.current()) == [f"{path}：内容与写入时不同"]


def test_a_pointer_to_nowhere_is_damage_not_absence(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    generations.switch("999999")
    with pytest.raises(IndexDamaged, match="999999"):
        generations.current()
    with pytest.raises(IndexFault):
        change(generations, [Record("T/SDAS 1-2026", "鲜蒜")])
    reindex(generations, [source])
    assert len(numbers(generations)) == 4


def test_a_damaged_journal_names_the_line(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    change(generations, [Record("T/SDAS 1-2026", "鲜蒜")])
    with Journal(generations.folder).path.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    with pytest.raises(IndexDamaged, match="第 2 行"):
        reindex(generations, [source])


def test_the_same_record_again_changes_nothing(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    before = get(generations, "GB 5749-2022")
    assert before is not None
    change(generations, [replace(before)])
    assert get(generations, "GB 5749-2022") == before
