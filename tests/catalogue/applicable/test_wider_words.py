"""The words by which titles call what a product is a kind of, and the other forms of its name."""

from __future__ import annotations

import pytest

from catalogue import Catalogue
from catalogue.applicable.product_names import read_product
from catalogue.applicable.wider_words import list_wider_words
from indexer.engines import in_memory
from tests.indexer.engines.catalogues import DAY, record

RECORDS = (
    record("GB 1-2020", "帽类产品安全通用要求", nature="mandatory"),
    record("GB 2-2020", "水产品中镉残留量的测定", nature="mandatory"),
    record("NY/T 1431-2007", "农产品追溯编码导则"),
    record("GB/T 4-2020", "橡胶塑料密炼机"),
    record("GB/T 5-2020", "后驱动桥"),
    record("SJ 6-1976", "B-9型行波管", nature="mandatory"),
    record("JJG 7-1990", "巴氏硬度计检定规程"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def words(name: str) -> set[str]:
    return {wider.word for wider in list_wider_words(read_product(name), [], [])}


def names(name: str) -> set[str]:
    return {one.text for one in read_product(name).names}


def reasons(catalogue: Catalogue, product: str) -> dict[str, str]:
    """Number -> first kind of reason."""
    groups = catalogue.applicable(product).groups
    return {row.hit.record.number: row.reasons[0].kind for group in groups for row in group.rows}


def test_goods_of_a_metal_are_of_the_metal_and_its_alloys() -> None:
    assert {"镍及镍合金", "镍和镍合金", "金属材料"} <= words("镍丝")
    assert not {word for word in words("镉材") if "镁" in word or "钛" in word}
    assert not {word for word in words("钢琴") if "合金" in word}


def test_a_sister_in_the_same_node_is_no_step() -> None:
    assert "电力变压器" not in words("互感器")
    assert "电力变压器" in words("变压器")


def test_waste_of_goods_is_none_of_the_goods() -> None:
    assert "冰箱" not in words("废冰箱")
    assert not {word for word in words("报废汽车") if word == "汽车"}


def test_a_node_of_ores_and_waste_is_called_as_titles_call_it() -> None:
    assert "废钢铁" in words("家用废钢铁")
    assert "矿产品" not in words("氡气")


def test_a_class_of_its_standards_tells_what_a_name_ends_in() -> None:
    pairs = [("ics", "55.180.10")]
    assert "集装箱" in {wider.word for wider in list_wider_words(read_product("冷藏集装箱"), pairs, [])}
    assert "集装箱" not in words("冷藏集装箱")


def test_what_is_raised_is_not_yet_food(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "海水产品种苗") == {"NY/T 1431-2007": "step"}
    assert set(reasons(catalogue, "海水蟹")) == {"GB 2-2020", "NY/T 1431-2007"}


def test_a_head_is_looked_for_in_the_tree_that_does_not_know_the_name() -> None:
    assert "电力变压器" in words("升压变压器")


def test_the_last_character_names_a_class(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "草帽") == {"GB 1-2020": "wider"}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("前桥总成", "前桥"),
        ("光敏器件", "光敏器"),
        ("开炼机械", "开炼机"),
        ("醋酸镍", "乙酸镍"),
        ("苛性钾", "氢氧化钾"),
        ("钼原矿", "钼矿石"),
        ("热交换装置", "热交换器"),
        ("男衬衫", "衬衫"),
        ("普通墨水", "墨水"),
    ],
)
def test_other_forms_of_a_name(name: str, form: str) -> None:
    assert {name, form} <= names(name)


def test_what_tells_which_goods_stays_in_the_name() -> None:
    assert "紧固件" not in names("铜制紧固件")
    assert "男" not in names("男人")


def test_forms_of_names_find_titles(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "驱动桥总成")["GB/T 5-2020"] == "kind"
    assert reasons(catalogue, "橡胶密炼机械")["GB/T 4-2020"] == "title"


def test_kinds_that_end_otherwise_than_the_whole(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "电子管")["SJ 6-1976"] == "kind"
    assert reasons(catalogue, "试验机")["JJG 7-1990"] == "kind"
