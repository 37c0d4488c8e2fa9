"""The name of goods is found in what was typed into a shop."""

from __future__ import annotations

import pytest

from catalogue.search.goods_names import (
    before_joining,
    endings,
    find_inner_name,
    find_names,
    list_kinds,
    list_other_names,
    list_variants,
    without_measure,
    without_shop_words,
)
from catalogue.search.goods_search import split_runs
from standard.tables import rows


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["围裙", "女款"], ["围裙"]),
        (["雪地靴", "冬季", "加绒"], ["雪地靴"]),
        (["书桌", "实惠", "装"], ["书桌"]),
        (["新款"], []),
    ],
)
def test_what_shops_add_at_the_end_is_passed_over(words: list[str], left: list[str]) -> None:
    assert without_shop_words(words) == left


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["皇家", "轮椅"], "轮椅"),
        (["苹果", "罐头"], "罐头"),
        (["小熊", "电饭锅", "灰色"], "电饭锅"),
        (["拖把", "皮卡丘"], "拖把"),
    ],
)
def test_the_last_name_counts(words: list[str], first: str) -> None:
    assert next(find_names(words)) == first


def test_characters_across_words_are_no_name() -> None:
    assert "锁" not in list(find_names(["封锁", "区"]))
    assert list(find_names(["霍格", "沃茨"])) == []


def test_endings_are_words() -> None:
    assert list(endings(["帅气", "登山", "裤"])) == ["帅气登山裤", "登山裤"]


@pytest.mark.parametrize(("name", "kind"), [("登山裤", "服装"), ("银耳环", "首饰"), ("轮椅", "医疗器械")])
def test_kinds(name: str, kind: str) -> None:
    assert any(kind in kinds for kinds in list_kinds(name))


def test_parts_of_a_group_that_say_nothing_are_no_kind() -> None:
    assert ("零件",) not in list_kinds("粉笔")  # of 笔及其零件


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["滑板", "女童", "配", "护膝"], ["滑板", "女童"]),
        (["灯泡", "和", "灯座"], ["灯泡"]),
        (["和", "平", "毛巾"], ["和", "平", "毛巾"]),
        (["霍格", "与", "毛巾"], ["霍格", "与", "毛巾"]),
    ],
)
def test_what_is_joined_to_goods_is_passed_over(words: list[str], left: list[str]) -> None:
    assert before_joining(words) == left


def test_other_names() -> None:
    assert "奇异果" in list_other_names("猕猴桃")
    assert "热熔胶" in list_variants("热溶胶")


@pytest.mark.parametrize(
    ("words", "name"), [(["拖把", "皮卡", "丘"], "拖把"), (["自行车", "梁", "包"], ""), (["坚果", "奶"], "")]
)
def test_a_name_inside_counts_before_what_names_nothing(words: list[str], name: str) -> None:
    assert find_inner_name(words) == name


def test_numbers_and_their_measures_part_the_words() -> None:
    assert without_measure(["号", "电池"]) == ["电池"]
    assert split_runs(["5号电池"]) == [["电池"]]
    assert split_runs(["海尔", "bcd215冰箱"]) == [["海尔"], ["冰箱"]]


def test_every_kind_is_another_word_of_two_characters_at_least() -> None:
    table = rows("shop_kinds", "catalogue.search")
    assert all(row["ending"] != row["kind"] and len(row["kind"]) > 1 for row in table)
    pairs = [(row["ending"], row["kind"]) for row in table]
    assert pairs == sorted(set(pairs))
