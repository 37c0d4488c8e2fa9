"""A source that changes while it is read, and a catalogue that would shrink: refused, the old generation answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.lifecycle import adding
from indexer.lifecycle import source_reading as module
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.safeguards import CatalogueShrunk, SourceChanged
from indexer.lifecycle.small_changes import change
from tests.indexer.indexes import ADDED, ROWS, numbers, write
from webapp.cli import main

MANY = [{"number": f"GB/T {n}-2020", "title": f"大蒜 {n}"} for n in range(1, 101)]


def run(generations: Generations, *args: object) -> Result:
    words = [str(arg) for arg in args]
    return CliRunner().invoke(main, [*words, "--index", str(generations.folder)], catch_exceptions=False)


def cut(source: Path) -> None:
    os.truncate(source, source.stat().st_size // 2)


def rewrite_at_the_same_length(source: Path) -> None:
    source.write_bytes(source.read_bytes().replace("大蒜".encode(), "大葱".encode()))


def replace(source: Path) -> None:
    """By another file that has the same size and time."""
    status, other = source.stat(), source.with_name("other")
    other.write_bytes(source.read_bytes())
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(source)


def add_another(source: Path) -> None:
    source.with_name("more.jsonl").write_bytes(b"")


CHANGES: list[Callable[[Path], None]] = [cut, rewrite_at_the_same_length, replace, Path.unlink, add_another]


def meanwhile(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, action: Callable[[], object]) -> None:
    """Let something happen after the first rows were read."""
    original = getattr(owner, name)

    def rows(*args: object) -> Iterator[object]:
        for at, row in enumerate(original(*args)):
            yield row
            if at == 0:
                action()

    monkeypatch.setattr(owner, name, rows)


@pytest.mark.parametrize("act", CHANGES)
@pytest.mark.parametrize("first", [True, False])
def test_a_source_that_changes_while_it_is_read(
    tmp_path: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], None], first: bool
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    source = folder / "a.jsonl"
    write(source, MANY)
    if not first:
        reindex(generations, [folder])
    before = generations.names()
    meanwhile(monkeypatch, module, "packed_rows", lambda: act(source))
    result = run(generations, "reindex", folder)
    assert result.exit_code == 3, result.output
    assert "读取期间数据来源有变化" in result.stderr
    assert str(folder) in result.stderr
    assert generations.names() == before
    assert not (generations.folder / ".records").exists()


def test_a_source_that_is_cut_to_nothing(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as a change, not as a source that holds nothing."""
    monkeypatch.setattr(module, "packed_rows", lambda *_: iter((source.write_bytes(b"") and []) or []))
    with pytest.raises(SourceChanged, match=r"source\.jsonl"):
        reindex(generations, [source])


def test_a_small_change_out_of_a_changing_file(
    source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source])
    more = source.with_name("more.jsonl")
    write(more, MANY)
    meanwhile(monkeypatch, adding, "read", lambda: cut(more))
    result = run(generations, "add", more)
    assert (result.exit_code, "more.jsonl" in result.stderr) == (3, True)
    assert numbers(generations) == {row["number"] for row in ROWS}


def test_a_catalogue_that_would_shrink_is_refused(source: Path, generations: Generations) -> None:
    write(source, MANY)
    first = reindex(generations, [source]).generation
    write(source, MANY[:89])
    result = run(generations, "reindex", source)
    assert result.exit_code == 3
    for said in ("89 条", "100 条", "--allow-shrink"):
        assert said in result.stderr
    assert (generations.current(), generations.names()) == (first, [first])
    assert run(generations, "reindex", source, "--if-needed").exit_code == 3
    assert run(generations, "reindex", source, "--allow-shrink").exit_code == 0
    assert len(numbers(generations)) == 89


def test_a_tenth_may_go(source: Path, generations: Generations) -> None:
    write(source, MANY)
    reindex(generations, [source])
    write(source, MANY[:90])
    assert reindex(generations, [source]).count == 90


def test_what_was_removed_by_hand_does_not_count_as_lost(source: Path, generations: Generations) -> None:
    write(source, MANY)
    reindex(generations, [source])
    change(generations, [ADDED], [row["number"] for row in MANY[:50]])
    assert reindex(generations, [source]).count == 51


def test_a_damaged_index_is_replaced_whatever_its_size(source: Path, generations: Generations) -> None:
    write(source, MANY)
    name = reindex(generations, [source]).generation
    (generations.folder / name / "manifest.json").write_text("{", encoding="utf-8")
    write(source, MANY[:10])
    assert reindex(generations, [source]).count == 10


def test_shrinking_is_an_error_of_the_project(source: Path, generations: Generations) -> None:
    reindex(generations, [source])
    write(source, ROWS[:3])
    with pytest.raises(CatalogueShrunk):
        reindex(generations, [source])
