"""Rejects are all counted, and written up to a number that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.lifecycle.generations import Generations
from tests.indexer.indexes import ROWS, write
from webapp.cli import main

WRONG = [{"number": "", "title": f"没有号 {n}"} for n in range(1, 31)]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.lifecycle.rejects.MOST_WRITTEN", 10)


@pytest.mark.parametrize("workers", [1, 2])
def test_many_rejects(source: Path, generations: Generations, few: None, workers: int) -> None:
    write(source, [*ROWS, *WRONG])
    report = source.with_name("report.json")
    args = ["reindex", source, "--report", report, "--workers", workers, "--index", generations.folder]
    result = CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False)
    assert result.exit_code == 1
    rejects = generations.folder / "rejects.jsonl"
    assert f"未收录 30 行，前 10 行及原因见 {rejects}" in result.stdout
    value = json.loads(report.read_text(encoding="utf-8"))
    assert (value["read"], value["indexed"], value["merged"], value["rejected"]) == (34, 4, 0, 30)
    assert (value["rejects_written"], value["note"]) == (10, "")
    why = {"reason": "没有标准号；请补上", "reason_en": "there is no number; add it"}
    assert value["problems"][0] == {"file": str(source), "line": 5, "value": "没有号 1", **why}
    *written, last = (json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines())
    assert [row["line"] for row in written] == list(range(5, 15))
    assert (last["file"], last["line"], "另有 20 行" in last["reason"]) == ("", 0, True)


def test_as_many_as_are_written(source: Path, generations: Generations, few: None) -> None:
    write(source, [*ROWS, *WRONG[:10]])
    result = CliRunner().invoke(main, ["reindex", str(source), "--index", str(generations.folder)])
    assert "未收录 10 行，全部及原因见" in result.stdout
    assert len((generations.folder / "rejects.jsonl").read_text(encoding="utf-8").splitlines()) == 10


def test_rejects_of_a_small_change(source: Path, generations: Generations, few: None, tmp_path: Path) -> None:
    index = ["--index", str(generations.folder)]
    CliRunner().invoke(main, ["reindex", str(source), *index])
    more, rejects = tmp_path / "more.jsonl", tmp_path / "rejects.jsonl"
    write(more, [{"number": "GB 1-2020", "title": "甲"}, *WRONG * 4])
    result = CliRunner().invoke(main, ["add", str(more), "--json", "--rejects", str(rejects), *index])
    value = json.loads(result.stdout)
    assert (result.exit_code, value["read"], value["added"], value["rejected"]) == (1, 121, 1, 120)
    assert len(value["problems"]) == 100
    assert len(rejects.read_text(encoding="utf-8").splitlines()) == 11
    result = CliRunner().invoke(main, ["add", str(more), *index])
    assert "另有 20 行" in result.stdout


def test_too_many_for_a_small_change(source: Path, generations: Generations, monkeypatch: pytest.MonkeyPatch) -> None:
    index = ["--index", str(generations.folder)]
    CliRunner().invoke(main, ["reindex", str(source), *index])
    monkeypatch.setattr("indexer.lifecycle.adding.MOST_RECORDS", 3)
    result = CliRunner().invoke(main, ["add", str(source), *index])
    assert (result.exit_code, "lubiao reindex" in result.stderr) == (3, True)


def test_a_column_without_a_name_is_told_in_the_language_asked_for(generations: Generations, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("标准号,,标准名称\nGB/T 70001-2021,某值,甲\n", encoding="utf-8")
    args = ["reindex", str(path), "--index", str(generations.folder)]
    assert "第 2 列（没有名称）" in CliRunner().invoke(main, args).stdout
    assert "column 2 (without a name)" in CliRunner().invoke(main, ["--language", "en", *args]).stdout
