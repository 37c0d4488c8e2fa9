"""`lubiao changes`: lines in either language, JSON, a list in a file, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.catalogue.changes.planted import EACH, plant_all
from webapp.cli import main


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("command")
    _, told = plant_all(folder, folder / "index")
    return folder / "index", told


def run(*args: object) -> Result:
    return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False)


def test_lines_say_what_changed_and_how(index: Any) -> None:
    folder, told = index
    result = run("changes", "--index", folder)
    assert result.exit_code == 0
    head, *lines = result.output.splitlines()
    assert head.startswith("从版本 000001（2026-03-31）到版本 000002（2026-06-30）：标准变化 ")
    assert len(lines) == len(told)
    assert any("[题名更正]  题名：示例 产品" in line and "→ 示例 更正后的题名" in line for line in lines)
    english = run("--language", "en", "changes", "--index", folder, "--kind", "status_corrected", "--limit", "2")
    assert "[Status corrected]  Status: In force → Abolished" in english.output
    assert f"Only the first 2 of {EACH}" in english.output


def test_json_is_that_of_the_page(index: Any) -> None:
    folder, told = index
    answer = json.loads(run("changes", "--index", folder, "--json").output)
    assert sorted((entry["number"], entry["kind"]) for entry in answer["entries"]) == told
    assert (answer["since"], answer["until"]) == ("000001", "000002")
    assert {entry["what"] for entry in answer["entries"]} == {"standard", "record"}
    added = next(entry for entry in answer["entries"] if entry["kind"] == "added")
    assert (added["before"], added["after"]) == (None, added["number"])


def test_a_list_is_read_out_of_any_text(index: Any, tmp_path: Path) -> None:
    folder, _ = index
    path = tmp_path / "cited.txt"
    path.write_text("﻿引用：DB37/T 1000-2026、db37t1005—2015，\n以及 GB/T 99999-2020。\n", encoding="utf-8")
    answer = json.loads(run("changes", "--index", folder, "--list", path, "--json").output)
    assert [(entry["number"], entry["kind"]) for entry in answer["entries"]] == [
        ("DB37/T 1000-2026", "announced"),
        ("DB37/T 1005-2015", "abolished"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\xff\xfe\x00bad", "UTF-8"), (b"", "没有找到标准号"), ("没有标准号".encode(), "没有找到标准号")],
)
def test_a_list_that_is_none_is_refused_by_name(index: Any, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "cited.txt"
    path.write_bytes(content)
    result = run("changes", "--index", index[0], "--list", path)
    assert result.exit_code == 2
    assert says in result.output
    assert "cited.txt" in result.output


def test_a_list_too_long_is_refused_with_the_limit(index: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("catalogue.changes.number_list.MAX_LIST", 2)
    path = tmp_path / "cited.txt"
    path.write_text("GB 1-2020\nGB 2-2020\nGB 3-2020\n", encoding="utf-8")
    result = run("changes", "--index", index[0], "--list", path)
    assert (result.exit_code, "3" in result.output, "2" in result.output) == (2, True, True)


def test_a_generation_that_is_not_there_is_refused_with_those_that_are(index: Any) -> None:
    result = run("changes", "--index", index[0], "--since", "000009")
    assert result.exit_code == 2
    assert "000009" in result.output
    assert "000001" in result.output
