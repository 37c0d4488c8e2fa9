"""Cells of numbers that hold more, or other things, than a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import Problem, read
from indexer.readers.number_and_title import identity_of
from indexer.readers.number_cells import number_cell, title_of_file
from indexer.readers.problem import Unreadable
from standard.record import Record


@pytest.mark.parametrize(
    "cell",
    [
        '="GB/T 70001-2021"',
        '=HYPERLINK("https://example.org/1","GB/T 70001-2021")',
        "'GB/T 70001-2021",
        "GB/T 70001-2021*",
        "★ GB/T 70001—2021",
        "【GB/T 70001-2021】",
        "(GB/T 70001-2021)",
        "GB/T 70001-2021.pdf",
        "GB_T 70001-2021.PDF.zip",
        "GB/T 70001-2021（中文版）",
        "标准号：GB/T 70001-2021",
        "GB/T 70001-2021;",
    ],
)
def test_signs_and_wrappings_say_nothing(cell: str) -> None:
    found = identity_of(cell, "甲")
    assert (found.number, found.title, found.notes, found.given) == ("GB/T 70001-2021", "甲", (), cell)


@pytest.mark.parametrize(
    ("cell", "beside"),
    [
        ("GB/T 70001-2021（作废）", "作废"),
        ("GB 1-98作废", "作废"),
        ("GB/T 70001-2021版", "版"),
        ("GB/T 70001-2021（含第1号修改单）", "含第1号修改单"),
        ("GB/T 70001-2021 (代替GB/T 70001-2011)", "代替GB/T 70001-2011"),
        ("GB/T 70001-2021 IDT ISO 70001:2020", "IDT ISO 70001:2020"),
        ("GB/T 70001-2021①", "①"),
    ],
)
def test_other_words_are_kept_as_a_note(cell: str, beside: str) -> None:
    assert identity_of(cell, "甲").notes == (f"标准号一栏另有文字：{beside}",)


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("《某某检验规范》GB/T 70001-2021", "某某检验规范"),
        ("《某某检验规范》（GB/T 70001-2021）", "某某检验规范"),
        ("GB/T 70001-2021 某某检验规范", "某某检验规范"),
    ],
)
def test_a_title_beside_the_number(cell: str, title: str) -> None:
    assert identity_of(cell, "")[:3:2] == ("GB/T 70001-2021", title)
    assert identity_of(cell, title).notes == ()


@pytest.mark.parametrize(
    "cell", ["GB/T 70001-2021 英文版", "GB/T 70001-2021(E)", "GB/T 70001-2021 English version", "GB/T 70001-2021E"]
)
def test_an_english_edition_has_a_number_of_its_own(cell: str) -> None:
    assert identity_of(cell, "甲").number == "GB/T 70001-2021E"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("GB/T 70001-2021\nGB/T 70002-2021", "几个标准号（GB/T 70001-2021、GB/T 70002-2021）"),
        ("GB/T 70001-2021、JB/T 70002-2021", "几个标准号"),
        ("T/SDAS 1-2020; T/SDAS 2-2020", "几个标准号"),
        ("GB/T 70001-2011 → GB/T 70001-2021", "几个标准号"),
        ("代替GB/T 70001-2011", "没有该标准自身的编号"),
        ("采用 ISO 9001:2015", "没有该标准自身的编号"),
        ("GB/T 70001-2021 法文版", "外文版"),
        ("ISBN 978-7-5066-9999-1", "是书号"),
        ("ISSN 1000-1234", "是书号"),
        ("2016-3-1", "改成了日期"),
        ("2016/3/1 0:00", "改成了日期"),
        ("Mar-16", "改成了日期"),
        ("3月1日", "改成了日期"),
        ("44000", "只是一个数"),
        ("1E+05", "只是一个数"),
        ("1.2e5", "只是一个数"),
        ("50012.0", "只是一个数"),
        ("https://example.org/GB1-2020", "网址"),
    ],
)
def test_what_is_no_single_number_says_why(cell: str, reason: str) -> None:
    with pytest.raises(Unreadable) as told:
        identity_of(cell, "甲")
    assert reason in told.value.reason


def test_volumes_bind_several_standards() -> None:
    assert identity_of("GB/T 70001-2021 GB/T 70002-2021", "甲 [合订本]").number == "GB/T 70001-2021/GB/T 70002-2021"
    assert identity_of("GB/T 70001-2021/GB/T 70002-2021", "甲").number == "GB/T 70001-2021/GB/T 70002-2021"


@pytest.mark.parametrize("cell", ["SITSI/CH-001-1996", "建质〔2019〕187号", "GB/T 70001-2021-XYZ", "X-GB/T 1-2020"])
def test_what_no_grammar_reads_stays_as_it_is(cell: str) -> None:
    assert number_cell(cell) == (cell, None, "")


def test_words_beside_a_number_tell_of_relations(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("标准号,标准名称\nGB/T 70001-2021（代替GB/T 70001-2011）,甲\n", encoding="utf-8")
    (record,) = read([path])
    assert isinstance(record, Record)
    assert record.replaces == ("GB/T 70001-2011",)


def test_titles_in_file_names() -> None:
    assert title_of_file("1.12-《某某规范》(GB 70001-2021）.pdf") == "某某规范"
    assert title_of_file("GB 70001-2021 某某规范.docx") == "某某规范"
    assert title_of_file("某某规范 第1.2部分") == "某某规范 第1.2部分"


def test_of_two_columns_of_numbers_the_one_with_codes_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,标准号,标准名称\n1,GB/T 70001-2021,甲\n2,,乙\n", encoding="utf-8")
    first, second = read([path])
    assert isinstance(first, Record)
    assert first.number == "GB/T 70001-2021"
    assert isinstance(second, Problem)
