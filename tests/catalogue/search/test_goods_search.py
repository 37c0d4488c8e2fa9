"""Goods typed as in a shop: the page is about them or their kind, and says so; noise is not shown."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue import Catalogue, Search
from indexer.engines import in_memory
from standard.status import Status
from tests.indexer.engines.catalogues import record

RECORDS = (
    record("FZ/T 1-2020", "服装 技术要求"),
    record("FZ/T 2-2020", "户外服装通用要求"),
    record("GB/T 3-2020", "沙发"),
    record("GB/T 4-2020", "家具 力学性能试验"),
    record("JB/T 5-2020", "工业用宽V带"),
    record("GB/T 6-2020", "金属处理液"),
    record("GB/T 7-2020", "灯具 安全要求"),
    record("GB/T 8-2020", "轮椅车"),
    record("GB/T 19000-2016", "质量管理体系 基础和术语"),
    record("GB/T 9-2020", "砌筑 水 泥"),
    record("GB/T 10-2020", "加工黄铜"),
    record("QB/T 11-2020", "高背办公椅"),
    record("QB/T 12-2020", "固定办公椅"),
    record("QB/T 13-2020", "办公椅面革"),
    record("QB/T 14-2020", "办公椅 耐久性试验方法"),
    record("QB/T 15-2020", "番茄酱罐头"),
    record("QB/T 16-2020", "聚酯热熔胶"),
    record("DB31/T 17-2020", "灌溉系统设计规范"),
    record("GA 18-2020", "执勤马甲"),
    record("SB/T 20-2020", "围裙分类"),
    record("QB/T 21-2020", "汽车制动液"),
    record("GB/T 22-2020", "起重机的附加要求"),
    record("GB/T 23-2020", "首饰 安全要求"),
    record("QB/T 24-2020", "轮滑鞋"),
    record("JB/T 25-1990", "护栏连接件", status=Status.ABOLISHED),
    record("QB/T 26-2020", "童鞋"),
    record("QB/T 27-2020", "儿童服装"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: date(2026, 1, 1))


def numbers(catalogue: Catalogue, text: str) -> list[str]:
    return [hit.record.number for hit in catalogue.search(Search(text)).hits]


def test_the_goods_are_found_among_brand_colour_and_size(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("霍格沃茨沙发加厚"))
    assert (answer.hits[0].record.number, answer.hits[0].group) == (
        "GB/T 3-2020",
        "partial",
    )  # a part of what was typed
    assert [hit.group for hit in catalogue.every(Search("霍格沃茨沙发加厚")).hits] == ["partial"] * answer.total


@pytest.mark.parametrize("text", ["霍格沃茨登山裤男款", "蔚蓝冲锋衣抓绒包邮", "2XL卫衣"])
def test_where_no_title_has_the_goods_those_of_their_kind_are_shown_and_said(catalogue: Catalogue, text: str) -> None:
    answer = catalogue.search(Search(text))
    assert [hit.record.number for hit in answer.hits] == ["FZ/T 1-2020"]  # what holds for all of them
    (hint,) = (hint for hint in answer.hints if hint.kind == "left_out")
    assert "上位类别“服装”" in hint.text.chinese
    assert hint.search is not None
    assert catalogue.search(hint.search).total == 0  # literally there is nothing


@pytest.mark.parametrize("text", ["H62黄铜", "62号黄铜"])
def test_what_stands_beside_a_grade_is_the_subject(catalogue: Catalogue, text: str) -> None:
    assert numbers(catalogue, text) == ["GB/T 10-2020"]


def test_a_part_of_a_longer_word_is_no_name(catalogue: Catalogue) -> None:
    assert numbers(catalogue, "皮卡丘理液") == []


def test_the_further_pages_are_of_the_same_search(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("霍格沃茨办公椅", limit=1))
    following = catalogue.search(answer.search.at(offset=1))
    assert following.total == answer.total == 2
    assert following.hits[0].record.number != answer.hits[0].record.number


@pytest.mark.parametrize("text", ["霍格沃茨", "-沙发霍格沃茨", '"霍格沃茨沙发"', "题名:霍格沃茨沙发"])
def test_what_names_no_goods_or_is_meant_literally_stays(catalogue: Catalogue, text: str) -> None:
    assert "left_out" not in [hint.kind for hint in catalogue.search(Search(text)).hints]


def test_a_filter_is_not_read_over(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("霍格沃茨沙发", filters=(("level", ("local",)),)))
    assert answer.search.text == "霍格沃茨沙发"


def test_a_series_of_iso_shows_what_adopts_it(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("iso9000"))
    assert [(hit.record.number, hit.group) for hit in answer.hits] == [("GB/T 19000-2016", "text")]
    assert "number_near" in [hint.kind for hint in answer.hints]


def test_a_number_of_a_plan_is_named_as_one(catalogue: Catalogue) -> None:
    assert [hint.kind for hint in catalogue.search(Search("20231234-T-606")).hints] == ["plan_number"]


def test_blanks_within_a_word_are_closed(catalogue: Catalogue) -> None:
    assert numbers(catalogue, "水 泥") == numbers(catalogue, "水泥") == ["GB/T 9-2020"]
    assert catalogue.search(Search("铅 汞")).search.text == "铅 汞"


def test_the_goods_themselves_are_shown_not_what_is_made_for_them_nor_their_tests(catalogue: Catalogue) -> None:
    assert set(numbers(catalogue, "霍格沃茨办公椅")) == {"QB/T 11-2020", "QB/T 12-2020"}


@pytest.mark.parametrize("text", ["皮卡丘自灌溉系统", "霍格沃茨灌溉组合", "上海霍格沃茨", "皮卡丘vip"])
def test_what_says_nothing_of_goods_brings_nothing(catalogue: Catalogue, text: str) -> None:
    assert numbers(catalogue, text) == []


def test_characters_that_are_written_for_each_other_are_tried(catalogue: Catalogue) -> None:
    assert numbers(catalogue, "霍格沃茨热溶胶") == ["QB/T 16-2020"]


def test_the_things_of_the_police_are_not_what_shops_sell(catalogue: Catalogue) -> None:
    assert "GA 18-2020" not in numbers(catalogue, "霍格沃茨马甲")


def test_what_a_title_is_about_can_be_asked_for(catalogue: Catalogue) -> None:
    assert set(numbers(catalogue, "对象:办公椅")) == {"QB/T 11-2020", "QB/T 12-2020", "QB/T 14-2020"}
    assert numbers(catalogue, '对象:"高背办公椅"') == ["QB/T 11-2020"]
    assert numbers(catalogue, '对象:"办公椅"') == ["QB/T 14-2020"]
    assert "QB/T 13-2020" in numbers(catalogue, "-对象:办公椅 办公椅")


@pytest.mark.parametrize("text", ["霍格沃茨办公椅", "0号大办公椅", "皮卡丘 番茄酱"])
def test_hints_count_what_their_pages_show(catalogue: Catalogue, text: str) -> None:
    for hint in catalogue.search(Search(text)).hints:
        assert hint.search is None or catalogue.search(hint.search).total == hint.total


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("霍格沃茨沙发配脚凳", "GB/T 3-2020"),  # what comes with the goods
        ("沙发和坐垫霍格", "GB/T 3-2020"),
        ("霍格沃茨围裙", "SB/T 20-2020"),  # one standard on exactly this product, whatever it asks for
        ("霍格沃茨刹车油", "QB/T 21-2020"),  # another name
        ("溜冰鞋女童配头盔", "QB/T 24-2020"),
        ("耳钉 银 夹", "GB/T 23-2020"),  # single characters beside a name
        ("戒指霍格沃茨同款", "GB/T 23-2020"),  # a name before what nobody knows, by its kind
        ("童装霍格沃茨睡衣", "QB/T 27-2020"),  # the narrower of two kinds
    ],
)
def test_each_kind_of_name_among_others(catalogue: Catalogue, text: str, number: str) -> None:
    assert numbers(catalogue, text) == [number]


@pytest.mark.parametrize("text", ["霍格沃茨连接件", "霍格沃茨附加"])
def test_what_is_over_or_no_thing_is_not_shown_for_what_is_typed(catalogue: Catalogue, text: str) -> None:
    assert numbers(catalogue, text) == []
