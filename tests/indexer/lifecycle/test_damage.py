"""Damaged and unusable indexes are told by name and never replaced by empty ones."""

from __future__ import annotations

import errno
import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from catalogue.catalogue import Catalogue
from catalogue.lookup import StandardNotFound
from catalogue.search.request import Search
from indexer.engines.base import Request
from indexer.errors import IndexDamaged, IndexFault, IndexMissing, IndexNotWritable
from indexer.lifecycle.checksums import is_sealed
from indexer.lifecycle.generations import FORMAT, Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from indexer.lifecycle.verification import verify
from indexer.query import Everything
from standard.record import Record
from tests.indexer.indexes import ADDED, ROWS, journal, numbers, with_delta


def test_a_lost_pointer_is_damage_where_generations_lie_beside_it(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    generations.pointer.unlink()
    with pytest.raises(IndexDamaged, match="000001"):
        generations.current()


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


def test_a_missing_pack_is_told(source: Path, generations: Generations) -> None:
    with_delta(source, generations)
    (generations.folder / generations.current() / "base/columns.pack").unlink()
    with pytest.raises(IndexDamaged, match=r"columns\.pack"):
        generations.open(generations.current())
    assert "文件缺失" in verify(generations, generations.current())[0].chinese


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
        "directory": whole[:-40] + b"\0" + whole[-39:],
    }
    path.write_bytes(damaged[damage])
    with pytest.raises(IndexDamaged) as caught:
        generations.open(generations.current()).search(Request(Everything(), date(2026, 1, 1)))
    assert Path(name).name.split(".")[0] in str(caught.value)
    assert any(name in problem.chinese for problem in verify(generations, generations.current()))


def test_a_flipped_byte_is_found_by_verify(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    path = generations.folder / generations.current() / "base" / "columns.pack"
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(bytes(content))
    assert [one.chinese for one in verify(generations, generations.current())] == [f"{path}：内容与写入时不一致"]


def test_a_pointer_to_nowhere_is_damage_not_absence(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    generations.switch("999999")
    with pytest.raises(IndexDamaged, match="999999"):
        generations.current()
    with pytest.raises(IndexFault):
        change(generations, [Record("T/SDAS 1-2026", "鲜蒜")])
    reindex(generations, [source])
    assert len(numbers(generations)) == 4


@pytest.mark.parametrize("name", ["manifest.json", "journal.jsonl"])
def test_any_flipped_bit_of_a_small_file_is_told(source: Path, generations: Generations, name: str) -> None:
    reindex(generations, [source])
    change(generations, [ADDED], ["GB 5749-2022"])
    current = generations.current()
    path = generations.folder / current / name
    whole = path.read_bytes()
    told = 0
    for place in range(len(whole)):
        for bit in range(8):
            damaged = bytes([*whole[:place], whole[place] ^ (1 << bit), *whole[place + 1 :]])
            assert not all(map(is_sealed, damaged.splitlines() if name == "journal.jsonl" else [damaged]))
        path.write_bytes(damaged)
        with pytest.raises(IndexDamaged, match=name) as caught:
            generations.open(current) if name == "manifest.json" else journal(generations).read()
        line = min(whole[:place].count(b"\n") + 1, whole.count(b"\n"))
        told += name == "manifest.json" or f"第 {line} 行" in str(caught.value)
    assert told == len(whole)
    path.write_bytes(whole)
    assert verify(generations, current) == []


def flipped(path: Path) -> Iterator[str]:
    """The pack with a bit of each column flipped, one after the other; places of large numbers stay within memory."""
    whole = path.read_bytes()
    directory = json.loads(whole[slice(*_directory(whole))])
    for name, (dtype, at, count) in directory.items():
        width = np.dtype(dtype).itemsize
        for place in sorted({0, count // 2, count - 1}) if count else ():
            damaged = bytearray(whole)
            damaged[at + place * width + (width == 8)] ^= 0x80 if width == 1 else 0x11
            path.write_bytes(bytes(damaged))
            yield f"{name}[{place}]"


def _directory(whole: bytes) -> tuple[int, int]:
    place, length = struct.unpack_from("<QQ", whole, len(whole) - 28)
    return place, place + length


def ask(folder: Path) -> None:
    """Everything that people ask."""
    catalogue = Catalogue.open(folder, today=lambda: date(2026, 1, 1))
    for text in ("大蒜 生产", "GB/T 1.1", '"技术规程"', "状态:现行 -大蒜", "发布日期:2010..2020", ""):
        catalogue.search(Search.from_args([("q", text), ("sort", "-issued" if text else "title")]))
    for number in ("GB/T 1.1-2020", "NY/T 7-2020", "DB37/T 2672-2019"):
        with suppress(StandardNotFound):
            catalogue.standard(number)
    catalogue.suggest("GB/T 1")
    catalogue.counts("ics")
    catalogue.holdings()
    list(catalogue.every(Search.from_args([])).hits)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", ["base/columns.pack", "delta/columns.pack"])
def test_a_flipped_bit_anywhere_gives_an_answer_or_names_the_file(
    source: Path, generations: Generations, name: str
) -> None:
    with_delta(source, generations)
    told = []
    for place in flipped(generations.folder / generations.current() / name):
        try:
            ask(generations.folder)
        except IndexDamaged as error:
            told.append(f"{place} {error}")
    assert told
    assert all(Path(name).name in line and "lubiao reindex" in line for line in told), told


def test_a_mistake_of_the_program_is_not_called_damage(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])
    engine = generations.open(generations.current())
    monkeypatch.setattr(type(generations.written(generations.current())), "count", lambda _: int("none"))
    with pytest.raises(ValueError, match="invalid literal"):
        engine.count()


def test_changes_to_a_damaged_index_are_refused(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    spoil(generations)
    with pytest.raises(IndexDamaged, match=r"columns\.pack"):
        change(generations, [Record("GB 5749-2022", "生活饮用水卫生标准")])
    assert generations.names() == ["000001"]
    reindex(generations, [source])
    assert len(numbers(generations)) == 4


def spoil(generations: Generations) -> None:
    """Overwrite the columns of the current generation, not what opening checks."""
    path = generations.folder / generations.current() / "base" / "columns.pack"
    whole = path.read_bytes()
    start = _directory(whole)[0]
    path.write_bytes(whole[:64] + b"\x07" * (start - 64) + whole[start:])


def test_a_last_good_index_keeps_answering(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    catalogue = Catalogue.open(generations.folder)
    change(generations, [ADDED])
    (generations.folder / "000002" / "manifest.json").write_text('{"format": 999}', encoding="utf-8")
    assert catalogue.count() == 4
    with pytest.raises(IndexDamaged, match="999"):
        Catalogue.open(generations.folder)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def _of_another_version(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8] + b"\x63" + whole[9:])


@pytest.mark.parametrize("damage", [Path.unlink, _cut, _of_another_version])
def test_a_new_generation_that_cannot_be_opened_leaves_the_old_one_answering(
    source: Path, generations: Generations, damage: Callable[[Path], None]
) -> None:
    reindex(generations, [source])
    catalogue = Catalogue.open(generations.folder)
    with generations.switching():  # so that it is never seen whole
        name = "000002"
        shutil.copytree(generations.folder / "000001", generations.folder / name)
        damage(generations.folder / name / "base" / "columns.pack")
        generations.switch(name)
    assert catalogue.count() == len(ROWS)
    assert catalogue.search(Search.from_args([("q", "大蒜")])).total == 1
    assert catalogue.generation == "000001"
    with pytest.raises(IndexDamaged, match=r"columns\.pack.*lubiao reindex"):
        Catalogue.open(generations.folder)
    reindex(generations, [source])
    assert catalogue.generation == "000003"


def test_verify_names_whichever_file_is_changed_or_missing(source: Path, generations: Generations) -> None:
    with_delta(source, generations)
    name = generations.current()
    files = sorted(generations.manifest(name).files)
    assert {"base/columns.pack", "delta/columns.pack", "deleted.pack"} < set(files)
    for file in files:
        path = generations.folder / name / file
        whole = path.read_bytes()
        if whole:
            path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
            assert f"{path}：内容与写入时不一致" in [one.chinese for one in verify(generations, name)]
        path.unlink()
        assert f"{path}：文件缺失" in [one.chinese for one in verify(generations, name)]
        path.write_bytes(whole)
    assert verify(generations, name) == []


@pytest.mark.parametrize("content", ["", "{", "[]", "7", "{}", '{"name": "1", "count": "many"}', "\ud800"])
def test_a_broken_manifest_is_told_in_words(source: Path, generations: Generations, content: str) -> None:
    reindex(generations, [source])
    path = generations.folder / "000001" / "manifest.json"
    version = f'{{"format": {FORMAT}, ' if content.startswith('{"') else ""
    path.write_bytes((version + content.removeprefix("{" if version else "")).encode("utf-8", "surrogatepass"))
    with pytest.raises(IndexDamaged, match=r"manifest\.json 已损坏.*lubiao reindex"):
        generations.manifest("000001")
    assert "已损坏" in verify(generations, "000001")[0].chinese


@pytest.mark.parametrize("method", ["read_text", "is_file"])
def test_a_closed_folder_is_told(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    reindex(generations, [source])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(f"pathlib.Path.{method}", refuse)
    with pytest.raises(IndexDamaged, match=r"无法打开.*权限"):
        generations.current()


def test_leftovers_are_told_and_removed(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    half = generations.folder / "000002" / "base"
    half.mkdir(parents=True)
    (half / "columns.pack").write_bytes(b"LUBIAO")
    assert (generations.names(), generations.leftovers()) == (["000001"], ["000002"])
    change(generations, [ADDED])
    assert generations.leftovers() == ["000002"]
    report = reindex(generations, [source])
    assert report.cleared == ("000002",)
    assert generations.leftovers() == []


def test_a_file_too_large_for_the_disk_leaves_the_old_generation(source: Path, generations: Generations) -> None:
    """A writing process that the system stops at 4 KiB a file."""
    reindex(generations, [source])
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "from webapp.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    command = [sys.executable, "-c", code, "reindex", str(source), "--index", str(generations.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "lubiao: 无法写入" in done.stderr
    assert "Traceback" not in done.stderr
    assert (generations.names(), generations.leftovers(), len(numbers(generations))) == (["000001"], [], 4)
