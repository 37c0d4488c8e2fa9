"""What nothing has is left out and said; what is left must be a subject."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue import Catalogue, Search
from indexer.engines import in_memory
from tests.indexer.engines.catalogues import record

RECORDS = (
    record("QB/T 1-2020", "搪瓷杯"),
    record("QB/T 2-2020", "珐琅搪瓷杯 试验方法"),
    record("NY/T 3-2020", "新鲜洋葱包装"),
    record("NY/T 4-2020", "洋葱等级规格"),
    record("GB/T 5311-2020", "铝"),
    record("GB/T 5312-2020", "二氧化硫(SO2)测定"),
    record("GB/T 77.2-2020", "内六角螺钉 第2部分"),
    record("DB31/T 6-2020", "洋葱贮藏"),
    record("NY/T 11-2020", "脱水洋葱"),
    record("YS/T 10-2020", "加工黄铜"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: date(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "meant", "dropped"),
    [
        ("316搪瓷杯", "搪瓷杯", "316"),
        ("M8搪瓷杯", "搪瓷杯", "M8"),
        ("6061铝", "铝", "6061"),
        ("H62黄铜", "黄铜", "H62"),
        ("5号洋葱", "洋葱", "5号"),
        ("洋葱 霍格沃茨", "洋葱", "霍格沃茨"),
        ("海尔洋葱", "洋葱", "海尔"),
    ],
)
def test_what_nothing_has_is_left_out_and_said(catalogue: Catalogue, text: str, meant: str, dropped: str) -> None:
    answer = catalogue.search(Search(text))
    (hint,) = (hint for hint in answer.hints if hint.kind == "left_out")
    assert answer.search.text.split()[0] in (meant, f"题名:{meant}", f"对象:{meant}")
    assert answer.total == catalogue.search(Search(answer.search.text)).total > 0
    assert dropped in hint.text.chinese
    assert hint.search is not None
    assert catalogue.search(hint.search).total == hint.total == 0  # quotes are kept
    assert catalogue.every(Search(text)).total == answer.total


@pytest.mark.parametrize(
    "text", ["海尔新鲜", "洋葱 -海尔316", '"316" 搪瓷杯', "316", "2020 海尔", "杯海尔", "题名:316搪瓷杯"]
)
def test_nothing_is_left_out_where_no_subject_would_be_left(catalogue: Catalogue, text: str) -> None:
    answer = catalogue.search(Search(text))
    assert answer.search.text == text
    assert "left_out" not in [hint.kind for hint in answer.hints]


def test_a_strict_search_leaves_nothing_out(catalogue: Catalogue) -> None:
    assert catalogue.search(Search("316搪瓷杯", strict=True)).total == 0


def test_a_place_before_a_subject_says_what_comes_first(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("上海洋葱"))
    assert answer.search.text == "上海 洋葱"
    assert answer.hits[0].record.number == "DB31/T 6-2020"


def test_a_place_is_told_apart_where_only_parts_were_found(catalogue: Catalogue) -> None:
    places = [record("DB43/T 8-2020", "湖南省数据规范"), record("NY/T 9-2020", "莲藕等级规格"), *RECORDS]
    answer = Catalogue(in_memory(places), today=lambda: date(2026, 1, 1)).search(Search("湖南省莲藕"))
    assert answer.search.text == "湖南省 莲藕"
    assert answer.hits[0].record.number == "NY/T 9-2020"


@pytest.mark.parametrize("text", ["搪瓷杯 全文", "搪瓷杯全文下载", "搪瓷杯标准全文下载"])
def test_a_wish_for_the_text_is_left_out(catalogue: Catalogue, text: str) -> None:
    assert [hit.record.number for hit in catalogue.search(Search(text)).hits][:1] == ["QB/T 1-2020"]


def test_a_number_of_another_nature_is_shown_below_the_hint(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("GB5311"))
    assert [(hit.record.number, hit.group) for hit in answer.hits] == [("GB/T 5311-2020", "text")]
    assert [hit.group for hit in catalogue.search(answer.search).hits] == ["text"]  # its further pages
    assert "number_near" in [hint.kind for hint in answer.hints]


def test_parts_of_another_nature_are_named(catalogue: Catalogue) -> None:
    hints = catalogue.search(Search("gb77")).hints
    assert any(hint.kind == "number_near" and "GB/T 77.2-2020" in hint.text.chinese for hint in hints)


@pytest.mark.parametrize(("text", "dropped"), [("gb77 4x10洋葱", "4x10"), ("GB/T 88 M6洋葱", "M6")])
def test_a_size_beside_a_number_is_left_out_for_the_thing(catalogue: Catalogue, text: str, dropped: str) -> None:
    answer = catalogue.search(Search(text))
    (hint,) = (hint for hint in answer.hints if hint.kind == "left_out")
    assert answer.total > 0
    assert f"“{dropped}”" in hint.text.chinese


def test_a_size_beside_a_number_alone_stays(catalogue: Catalogue) -> None:
    assert catalogue.search(Search("gb88 4x10")).total == 0


def test_low_digits_are_digits(catalogue: Catalogue) -> None:
    assert [hit.record.number for hit in catalogue.search(Search("SO₂")).hits] == ["GB/T 5312-2020"]


def test_the_answer_names_the_text_that_was_typed(catalogue: Catalogue) -> None:
    """A second reading answers another text; places of hints are in the one that was typed."""
    answer = catalogue.search(Search("洋葱 霍格沃茨"))
    assert (answer.typed, answer.search.text) == ("洋葱 霍格沃茨", "洋葱")
