"""Comparing texts is measured against planted differences and lists made by reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.catalogues import ReferenceMissing, reference
from bench.text_comparison import (
    changed_clauses,
    clause_scores,
    demonstration_scores,
    long_text,
    read_figures,
    read_interval,
)

HEAD = "pair\tkind\tleft_clause\tright_clause\tsubject\tcondition\tleft\tright\tverdict\n"


@pytest.fixture
def texts() -> Path:
    try:
        return reference().parent / "texts"
    except ReferenceMissing as missing:
        pytest.skip(str(missing))


def test_figures_and_intervals_of_the_list() -> None:
    assert read_figures("±2 %") == (-2, 2)
    assert read_figures("≥45000 kg/hm²") == (45000,)
    assert read_figures("≥0.40 g/100 g") == (0.4,)
    assert read_interval("1次/日") == (1,)


def test_what_is_missed_and_invented_is_told(tmp_path: Path) -> None:
    left = "1 范围\n本文件规定了要求。\n2 要求\n2.1 水分\n水分不应大于6 %。\n2.2 灰分\n灰分不应大于2 %。\n"
    (tmp_path / "DB37_T_99999.txt").write_text(left, encoding="utf-8")
    (tmp_path / "GB_T_99999.txt").write_text(left.replace("6 %", "8 %").replace("2 %", "1 %"), encoding="utf-8")
    planted = tmp_path / "planted.tsv"
    rows = ("2.1\t2.1\t水分\t\t≤6 %\t≤8 %\tstricter", "2.1\t2.1\t硬度\t\t≤6 %\t≤8 %\tstricter")
    planted.write_text(HEAD + "".join(f"99999\tindicator\t{row}\n" for row in rows), encoding="utf-8")
    score = demonstration_scores(tmp_path, None, planted)["indicator"]
    assert (score.marked, score.found, score.right) == (2, 2, 1)
    assert (score.precision, score.recall) == (0.5, 0.5)
    assert "硬度" in score.missed[0]
    assert "灰分" in score.invented[0]


def test_clauses_of_near_parallel_standards_are_aligned(texts: Path) -> None:
    score = clause_scores(texts)
    assert score.recall >= 0.95
    assert score.precision >= 0.95


def test_of_two_editions_of_a_regulation_the_changed_article_is_found(texts: Path) -> None:
    editions = [next(texts.glob(f"计量法实施细则({year}*")) for year in (2018, 2022)]
    assert changed_clauses(*editions) == ["第三十一条 第三十一条 changed"]


def test_main_changes_that_a_foreword_names_are_found(texts: Path) -> None:
    """GB/T 7714-2005: electronic documents (4.6), a clause of terms, signs (7); 文献数量 and the like left out."""
    found = changed_clauses(texts / "GB7714-1987.txt", texts / "GBT7714-2005.txt")
    assert {"- 4.6 only_right", "- 7 only_right", "2 3 changed", "7 9 changed", "8 10 changed"} <= set(found)
    assert {"6.8 - only_left", "6.9 - only_left", "6.10 - only_left", "6.11 - only_left"} <= set(found)


def test_long_texts_have_as_many_clauses_as_300_pages() -> None:
    assert sum(1 for _ in long_text(1).walk()) > 3000
