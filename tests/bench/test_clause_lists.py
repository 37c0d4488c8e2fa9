"""Lists of clauses against what is read of a text."""

from __future__ import annotations

from bench.clause_lists import FILES, LISTS, compared
from standard.tables import parse
from tests.standard.clauses.lines_of_text import read_lines

TEXT = read_lines("1 范围\n示例。\n2 要求\n2.1 外观\n应干燥。\n2.2 应清洁。")


def test_missing_and_extra_clauses_and_wrong_titles_all_count() -> None:
    listed = [("1", "范围"), ("2", "要求"), ("2.1", "外 观"), ("2.3", ""), ("3", "试验")]
    score = compared("sample", listed, TEXT)
    assert (score.missing, score.extra, score.titles_wrong) == (["2.3", "3"], ["2.2"], [])
    assert score.share == 3 / 6


def test_all_right_is_one() -> None:
    score = compared("sample", [("1", "范围"), ("2", "要求"), ("2.1", "外观"), ("2.2", "")], TEXT)
    assert score.share == score.share_of_numbers == 1


def test_each_list_names_its_clauses_once() -> None:
    for name in FILES:
        numbers = [row["number"] for row in parse((LISTS / f"{name}.tsv").read_text("utf-8"), name)]
        assert len(numbers) == len(set(numbers)) > 50, name
