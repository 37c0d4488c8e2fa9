"""Files that the operator asks for are never written over sources, into the index, or over each other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.verification import verify
from webapp.cli import main


def run(generations: Generations, *args: object) -> Result:
    words = [str(arg) for arg in args]
    return CliRunner().invoke(main, [*words, "--index", str(generations.folder)], catch_exceptions=False)


def itself(path: Path, _: Path) -> Path:
    return path


def a_soft_link(path: Path, folder: Path) -> Path:
    link = folder / "soft"
    link.symlink_to(path)
    return link


def a_hard_link(path: Path, folder: Path) -> Path:
    link = folder / "hard"
    os.link(path, link)
    return link


def a_link_to_its_folder(path: Path, folder: Path) -> Path:
    link = folder / "linked"
    link.symlink_to(path.parent)
    return link / path.name


def by_dots(path: Path, _: Path) -> Path:
    return path.parent / "x" / ".." / path.name


WAYS = [itself, a_soft_link, a_hard_link, a_link_to_its_folder, by_dots]
COMMANDS = [("reindex", "--report"), ("reindex", "--rejects"), ("add", "--rejects")]
INSIDE = ["CURRENT", "000001/manifest.json", "000001/base/columns.pack", ".building"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("command", "option"), COMMANDS)
@pytest.mark.parametrize("inside", ["", *INSIDE])
def test_nothing_that_counts_is_written_over(
    source: Path,
    generations: Generations,
    tmp_path: Path,
    command: str,
    option: str,
    way: Callable[[Path, Path], Path],
    inside: str,
) -> None:
    """Inside: a file of the index; without it a source."""
    reindex(generations, [source])
    path = generations.folder / inside if inside else source
    before = path.read_bytes()
    target = way(path, tmp_path)
    result = run(generations, command, source, option, target)
    assert (result.exit_code, str(target) in result.stderr) == (3, True), result.output
    assert path.read_bytes() == before
    assert verify(generations, "000001") == []
    assert generations.names() == ["000001"]


@pytest.mark.parametrize("name", ["new.json", "000001/new.json", "000009/new.json", "CURRENT.new"])
def test_nothing_new_is_put_into_the_index(source: Path, generations: Generations, name: str) -> None:
    reindex(generations, [source])
    for command, option in COMMANDS:
        assert run(generations, command, source, option, generations.folder / name).exit_code == 3
    assert not (generations.folder / name).exists()


@pytest.mark.parametrize("command", ["search", "applicable"])
def test_exports_do_not_fall_on_the_index(source: Path, generations: Generations, tmp_path: Path, command: str) -> None:
    reindex(generations, [source])
    link = tmp_path / "out.xlsx"
    link.symlink_to(generations.folder / "CURRENT")
    for target in (link, generations.folder / "out.xlsx"):
        result = run(generations, command, "大蒜", "--output", target, "--force")
        assert (result.exit_code, "索引文件夹" in result.stderr) == (3, True), result.output
    assert generations.current() == "000001"


def test_the_rejects_file_of_the_index_may_be_named(source: Path, generations: Generations) -> None:
    assert run(generations, "reindex", source, "--rejects", generations.folder / "rejects.jsonl").exit_code == 0
    assert run(generations, "reindex", source, "--rejects", generations.folder / "rejects.jsonl").exit_code == 0


@pytest.mark.parametrize("way", [a_soft_link, a_hard_link])
def test_the_rejects_file_of_the_index_may_not_be_a_link_to_what_counts(
    source: Path, generations: Generations, tmp_path: Path, way: Callable[[Path, Path], Path]
) -> None:
    reindex(generations, [source])
    usual = generations.folder / "rejects.jsonl"
    for path in (source, generations.folder / "CURRENT"):
        before = path.read_bytes()
        usual.unlink()
        way(path, tmp_path).rename(usual)
        assert run(generations, "reindex", source).exit_code == 3
        assert path.read_bytes() == before


@pytest.mark.parametrize("way", WAYS)
def test_report_and_rejects_are_two_files(
    source: Path, generations: Generations, tmp_path: Path, way: Callable[[Path, Path], Path]
) -> None:
    one = tmp_path / "one.json"
    one.write_bytes(b"")
    result = run(generations, "reindex", source, "--report", one, "--rejects", way(one, tmp_path))
    assert (result.exit_code, "两个不同的文件" in result.stderr) == (3, True)
    assert run(generations, "reindex", source, "--report", generations.folder / "rejects.jsonl").exit_code == 3


def test_an_index_within_its_own_sources_is_refused(source: Path) -> None:
    generations = Generations(source.parent / "index")
    result = run(generations, "reindex", source.parent)
    assert (result.exit_code, "来源文件夹" in result.stderr) == (3, True)
