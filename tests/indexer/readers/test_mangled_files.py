"""Files that people and programs have mangled: no traceback, nothing silent, and the counts reconcile."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.readers import Problem, read
from standard.number import squeeze
from standard.record import Record
from tests.indexer.readers.mangling import Mangled, mangled

SEED = 20261130


def silent(file: Mangled) -> list[str]:
    """What a file holds and reading it neither gave nor told."""
    told: list[str] = []
    rows = list(read([file.path], on_unknown_columns=lambda _, names: told.extend(names)))
    problems = [row for row in rows if isinstance(row, Problem)]
    assert not [one.reason for one in problems if "程序不能处理" in one.reason], (file, problems)
    if any(one.line == 0 for one in problems):
        return [] if file.whole else [f"{file.path.name} ({file.done}): {problems[0].reason}"]
    if file.whole and (problems or "cut" in file.done):
        # where a file was cut between two rows nothing tells of those that are missing
        return []
    said = [squeeze(one.number + one.given) for one in rows if isinstance(one, Record)]
    said += [squeeze(one.value) for one in problems]
    lost = [
        cell
        for number, cell in zip(file.numbers, file.cells, strict=True)
        if not any(squeeze(number) in one or squeeze(cell) in one for one in said)
    ]
    if len(rows) != len(file.cells) and not file.whole:
        lost.append(f"{len(rows)} of {len(file.cells)} rows")
    return [f"{file.path.name} ({file.done}): {lost}"] if lost else []


def test_nothing_is_passed_over_in_silence(tmp_path: Path) -> None:
    random = Random(SEED)
    assert [line for place in range(200) for line in silent(mangled(tmp_path, place, random))] == []


@pytest.mark.slow
def test_two_thousand_mangled_files(tmp_path: Path) -> None:
    random = Random(SEED + 1)
    folder = tmp_path / "files"
    folder.mkdir()
    files = [mangled(folder, place, random) for place in range(2000)]
    assert [line for file in files for line in silent(file)] == []
    report = reindex(Generations(tmp_path / "index"), [folder], rejects=tmp_path / "rejects.jsonl")
    rejects = (tmp_path / "rejects.jsonl").read_text("utf-8").splitlines()
    assert report.read == report.indexed + report.merged + report.rejected
    assert report.rejected == len(rejects)
    assert report.indexed > 1000
    of_files = sum(1 for _ in read([folder]))
    assert report.read == of_files
