"""An index that several processes build: what goes wrong in one of them, or while joining, leaves the old one."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import IndexNotWritable, ProcessLost
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.verification import verify
from tests.indexer.indexes import ADDED, ROWS, numbers, write


@pytest.fixture
def answering(source: Path, generations: Generations) -> Generations:
    """An index that answers, and a source of more than one batch."""
    reindex(generations, [source])
    return generations


def check_untouched(generations: Generations) -> None:
    """The generation from before answers, and nothing is left of the one that failed."""
    assert (generations.names(), generations.leftovers()) == (["000001"], [])
    assert sorted(path.name for path in generations.folder.glob("0*")) == ["000001"]
    assert verify(generations, "000001") == []
    assert len(numbers(generations)) == len(ROWS)


def test_two_processes_build_a_sound_index(source: Path, answering: Generations) -> None:
    report = reindex(answering, [source], workers=2)
    assert (report.indexed, verify(answering, report.generation)) == (len(ROWS), [])
    assert sorted(path.name for path in (answering.folder / report.generation).iterdir() if path.is_dir()) == ["base"]


@pytest.mark.parametrize("method", ["add", "stream", "close"])
def test_a_full_disk_while_joining(
    source: Path, answering: Generations, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Replaced in this process only: it joins, the others write the parts."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(f"indexer.engines.whoosh.columns.pack_file.PackWriter.{method}", full)
    with pytest.raises(IndexNotWritable, match="磁盘已满"):
        reindex(answering, [source], workers=2)
    check_untouched(answering)


def run(generations: Generations, before: str, *args: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, after some lines of Python."""
    code = f"import sys\nfrom webapp.cli import main\n{before}\nmain(sys.argv[1:])\n"
    words = [sys.executable, "-c", code, *map(str, args), "--index", str(generations.folder)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)


def test_a_full_disk_in_a_process_that_builds(source: Path, answering: Generations) -> None:
    """All processes are stopped by the system at 4 KiB a file."""
    before = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    done = run(answering, before, "reindex", source, "--workers", 2)
    assert done.returncode == 3, done.stderr
    assert "lubiao: 无法写入" in done.stderr
    assert "Traceback" not in done.stderr
    check_untouched(answering)


def ended(*_: object, **__: object) -> None:
    """Building in a process that the system ends, as Linux does it where memory is short."""
    os._exit(9)


def test_a_process_that_the_system_ends(source: Path, answering: Generations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.engines.whoosh.build.generation_writer.build_part", ended)
    with pytest.raises(ProcessLost, match="内存"):
        reindex(answering, [source], workers=2)
    check_untouched(answering)


@pytest.mark.parametrize("command", ["reindex", "rollback"])
def test_two_programs_at_once(source: Path, answering: Generations, command: str) -> None:
    """The second is refused with a sentence, the first goes on."""
    with answering.building():
        done = run(answering, "", command, *([source] if command == "reindex" else []))
    assert done.returncode == 3, done.stdout
    assert "另一个程序正在重建" in done.stderr
    assert "Traceback" not in done.stderr
    check_untouched(answering)


def test_a_change_by_another_program_while_one_builds_is_kept(source: Path, answering: Generations) -> None:
    write(source.with_name("more.jsonl"), [{"number": ADDED.number, "title": ADDED.title}])
    with answering.building():
        done = run(answering, "", "add", source.with_name("more.jsonl"))
    assert (done.returncode, ADDED.number in numbers(answering)) == (0, True), done.stderr
    reindex(answering, [source], workers=2)
    assert ADDED.number in numbers(answering)
