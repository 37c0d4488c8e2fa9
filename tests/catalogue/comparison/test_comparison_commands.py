"""`lubiao compare` and `lubiao overlaps` on the shipped subjects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.readers import read_document
from webapp.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_compare_prints_and_gives_json(corpus_index: Path) -> None:
    given = ("compare", "--index", str(corpus_index), "GB/T 1.1-2009", "GB/T 1.1-2020")
    lines, data = run(*given), json.loads(run(*given, "--json").output)
    assert lines.exit_code == 0
    assert "GB/T 1.1-2009" in lines.output
    assert [row["number"] for row in data["standards"]] == ["GB/T 1.1-2009", "GB/T 1.1-2020"]
    verdicts = {row["field"]: row["verdict"] for row in data["record"]}
    assert verdicts["level"] == "equal"
    assert verdicts["issued"] == "different"


@pytest.mark.parametrize("numbers", [(), ("GB/T 1.1-2020",), ("GB/T 1.1-2020", "GB/T1.1-2020")])
def test_compare_refuses_too_few_and_the_same_twice(corpus_index: Path, numbers: tuple[str, ...]) -> None:
    assert run("compare", "--index", str(corpus_index), *numbers).exit_code == 2


LEFT = "1 范围\n本文件规定了果干的要求。\n2 要求\n2.1 水分\n水分不应大于6 %。\n2.2 外观\n果干宜完整。\n"
RIGHT = "1 范围\n本文件规定了果干的要求。\n2 要求\n2.1 外观\n果干应完整。\n2.2 水分\n水分不应大于8 %。\n"


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[str, str]:
    files = tmp_path / "甲.txt", tmp_path / "乙.txt"
    for file, text in zip(files, (LEFT, RIGHT), strict=True):
        file.write_text(text, encoding="utf-8")
    return str(files[0]), str(files[1])


def test_files_are_compared_as_texts(corpus_index: Path, drafts: tuple[str, str]) -> None:
    given = ("compare", "--index", str(corpus_index), *drafts)
    lines, data = run(*given), json.loads(run(*given, "--json").output)
    assert lines.exit_code == 0
    assert "左方更严 水分：≤6 %（2.1） | ≤8 %（2.2）" in lines.output
    assert "左方较弱 2.2 果干宜完整" in lines.output
    assert [row["number"] for row in data["standards"]] == ["甲.txt", "乙.txt"]
    pairs = {(row["left"], row["right"]) for row in data["clauses"]}
    assert pairs == {("1", "1"), ("2", "2"), ("2.1", "2.2"), ("2.2", "2.1")}
    assert [(row["characteristic"], row["verdict"]) for row in data["indicators"]] == [("水分", "stricter")]
    assert data["references"]["rows"] == []


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html", "json"])
def test_a_comparison_of_files_is_written(
    corpus_index: Path, drafts: tuple[str, str], tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"report.{ending}"
    given = ("compare", "--index", str(corpus_index), *drafts, "--output", str(output))
    assert run(*given).exit_code == 0
    assert run(*given).exit_code == 2, "a file is overwritten with --force only"
    if ending == "json":
        assert json.loads(output.read_text(encoding="utf-8"))["indicators"][0]["verdict"] == "stricter"
        return
    tables = [table for table in read_document(output).tables if "指标" in table.rows[0][1].text]
    cells = [cell.text for cell in tables[0].rows[1]]
    assert {"水分", "≤6 %", "≤8 %", "左方更严", "2.1", "2.2"} <= set(cells)


def test_records_are_written_where_there_are_no_texts(corpus_index: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.xlsx"
    given = ("compare", "--index", str(corpus_index), "GB/T 1.1-2009", "GB/T 1.1-2020")
    assert run(*given, "--output", str(output)).exit_code == 0
    sheets = [table.place.sheet for table in read_document(output).tables]
    assert sheets == ["题录对照", "说明"]
    assert "只比对了题录" in run(*given).output


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ((), "给出两个文件"),
        (("GB/T 1.1-2020",), "没有 GB/T 1.1-2020 的文本"),
        (("GB/T 1.1-2020", "GB/T 1.1-2009"), "给出两个文件"),
        (("GB/T 1.1-2020", "--output", "report.pdf"), "不能存为 .pdf"),
    ],
)
def test_what_cannot_be_compared_with_a_file_is_told(
    corpus_index: Path, drafts: tuple[str, str], others: tuple[str, ...], reason: str
) -> None:
    found = run("compare", "--index", str(corpus_index), drafts[0], *others)
    assert found.exit_code == 2
    assert reason in found.output


def test_a_file_without_clauses_and_one_with_two_editions_are_told(
    corpus_index: Path, drafts: tuple[str, str], tmp_path: Path
) -> None:
    empty, double = tmp_path / "空.txt", tmp_path / "两版.txt"
    empty.write_text("没有条款。\n", encoding="utf-8")
    edition = "1 范围\n本文件规定了果干的要求。\n2 规范性引用文件\nGB 9 限量\n3 要求\n果干应完整。\n"
    double.write_text(f"GB/T 99999—2010\n{edition}GB/T 99999—2020\n{edition}", encoding="utf-8")
    refused = run("compare", "--index", str(corpus_index), drafts[0], str(empty))
    assert (refused.exit_code, "“空.txt”中没有识别出条款" in refused.output) == (2, True)
    assert "另一个文本" in run("compare", "--index", str(corpus_index), drafts[0], str(double)).output


def test_overlaps_ends_with_one_where_there_is_something_to_look_at(corpus_index: Path) -> None:
    given = ("overlaps", "--index", str(corpus_index))
    due, above_all = run(*given, "DB37/T 321-2017"), run(*given, "GB/T 1.1-2020", "--json")
    assert (due.exit_code, above_all.exit_code) == (1, 1)
    assert "复审" in due.output
    assert [row["kind"] for row in json.loads(above_all.output)["checks"]] == ["review_due"]


def test_overlaps_of_a_place_gives_every_standard_and_the_counts(corpus_index: Path) -> None:
    given = ("overlaps", "--index", str(corpus_index), "--level", "local", "--region", "DB37")
    lines, data = run(*given), json.loads(run(*given, "--json").output)
    assert lines.exit_code == 1
    assert data["looked_at"] == len(data["standards"]) > 0
    assert sum(data["counts"].values()) > 0
    assert str(data["looked_at"]) in lines.output.splitlines()[-1 - len(data["counts"])]


def test_overlaps_of_a_list(corpus_index: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("标准号,标准名称\nQ/ABC 1-2024,标准化工作导则\n", encoding="utf-8")
    data = json.loads(run("overlaps", "--index", str(corpus_index), "--list", str(own), "--json").output)
    assert data["selection"]["listed"] == 1
    assert [row["number"] for row in data["standards"]] == ["Q/ABC 1-2024"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("GB/T 1.1-2020", "--region", "37"),
        ("GB/T 1.1-2020", "--check", "overlap"),
        ("--against", "national"),
        ("--region", "DB99"),
        ("--region", "37", "--least", "7"),
        ("--region", "37", "--check", "everything"),
        ("--list", "missing.csv"),
    ],
)
def test_overlaps_refuses_what_it_cannot_answer(corpus_index: Path, arguments: tuple[str, ...]) -> None:
    refused = run("overlaps", "--index", str(corpus_index), *arguments)
    assert refused.exit_code == 2
    assert refused.stderr.strip()


def test_overlaps_of_a_number_that_is_not_there(corpus_index: Path) -> None:
    refused = run("overlaps", "--index", str(corpus_index), "GB/T 999999-2020")
    assert refused.exit_code == 1
    assert "999999" in refused.stderr
