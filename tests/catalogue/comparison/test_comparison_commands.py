"""`lubiao compare` and `lubiao overlaps` on the shipped subjects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

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
