"""`lubiao check --fill`: the copy stands beside the list, and the list stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

LIST = "标准号,名称\nGB 1-2020,甲\nGB 9-2020,乙\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rows.jsonl").write_text('{"number": "GB 1-2020", "title": "甲"}\n', "utf-8")
    assert run(tmp_path, "reindex", tmp_path / "rows.jsonl").exit_code == 0
    (tmp_path / "清单.csv").write_text(LIST, "utf-8")
    return tmp_path


def run(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--index", str(folder / "index")], catch_exceptions=False)


def test_the_copy_is_written_beside_the_list(folder: Path) -> None:
    result = run(folder, "check", folder / "清单.csv", "--fill")
    assert result.exit_code == 1
    assert "已填写 2 行" in result.output
    assert (folder / "清单.csv").read_text("utf-8") == LIST
    lines = (folder / "清单-查新.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[1] for line in lines] == ["名称", "甲", "乙"]
    assert lines[0].split(",")[2] == "查新结果"
    assert lines[2].split(",")[2] == "目录中没有"


def test_a_file_that_is_there_is_overwritten_only_if_that_is_asked_for(folder: Path) -> None:
    copy = folder / "copy.csv"
    copy.write_text("old", "utf-8")
    assert run(folder, "check", folder / "清单.csv", "--fill", "--output", copy).exit_code == 2
    assert copy.read_text("utf-8") == "old"
    assert run(folder, "check", folder / "清单.csv", "--fill", "--output", copy, "--force").exit_code == 1
    assert "查新结果" in copy.read_text("utf-8")


def test_json_tells_how_many_rows_were_filled(folder: Path) -> None:
    answer = json.loads(run(folder, "check", folder / "清单.csv", "--fill", "--json").stdout)
    assert answer["filled"] == 2
    assert answer["output"] == str(folder / "清单-查新.csv")
    assert len(answer["rows"]) == 2


def test_the_list_itself_is_never_written_to(folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder / "清单.csv")
    for output in (folder / "清单.csv", folder / "link.csv"):
        result = run(folder, "check", folder / "清单.csv", "--fill", "--output", output, "--force")
        assert result.exit_code == 2
        assert "原文件不会被改动" in result.output
    assert (folder / "清单.csv").read_text("utf-8") == LIST


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", "--fill"], "需要一个文件"),
        (["{}/清单.csv", "--fill", "--output", "{}/copy.xlsx"], "以 .csv 结尾"),
        (["{}/none.csv", "--fill"], "不能读取"),
        (["{}/text.txt", "--fill"], "只能填写"),
        (["{}/empty.csv", "--fill"], "没有查到"),
        (["{}/filled.csv", "--fill"], "查新结果"),
    ],
)
def test_what_cannot_be_filled_is_refused_and_nothing_is_written(folder: Path, words: list[str], said: str) -> None:
    (folder / "text.txt").write_text("GB 1-2020\nGB 9-2020\n", "utf-8")
    (folder / "empty.csv").write_text("标准号,名称\n", "utf-8")
    (folder / "filled.csv").write_text("标准号,查新结果\nGB 1-2020,现行\n", "utf-8")
    before = sorted(path.name for path in folder.iterdir())
    result = run(folder, "check", *(word.format(folder) for word in words))
    assert result.exit_code in (2, 3)
    assert said in result.output
    assert sorted(path.name for path in folder.iterdir()) == before
