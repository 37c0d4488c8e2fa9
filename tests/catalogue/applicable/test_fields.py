"""Wide fields of goods: what is of them, and which general standards they bring."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from catalogue import Catalogue
from catalogue.applicable.dangers import list_dangers
from catalogue.applicable.fields import list_general_standards, owns_word
from catalogue.applicable.generality import is_of_another_field
from indexer.engines import in_memory
from standard.products import find_steps
from standard.tables import rows
from tests.indexer.engines.catalogues import DAY, record

RECORDS = (
    record("GB/T 17248.2-2018", "声学 机器和设备发射的噪声 测定工作位置的发射声压级"),
    record("GB/T 17248.2-1999", "声学 机器和设备发射的噪声 测定工作位置的发射声压级"),
    record("GB/T 99999-2020", "机械安全 一种特殊装置的要求"),
    record("GB 46038-2025", "工业机械电气设备及系统 安全要求", nature="mandatory"),
    record("GB 14881-2025", "食品生产通用卫生规范", nature="mandatory"),
    record("GB/T 12490-2014", "纺织品 色牢度试验 耐家庭和商业洗涤色牢度"),
    record("GB/T 12703.1-2021", "纺织品 静电性能试验方法 第1部分：电晕充电法"),
    record("GB/T 88888-2020", "纺织品 某种特殊性能的测定"),
    record("GB 17914-2013", "易燃易爆性商品储存养护技术条件", nature="mandatory"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def numbers(catalogue: Catalogue, product: str) -> set[str]:
    return {row.hit.record.number for row in catalogue.applicable(product).rows()}


def fields(name: str) -> set[str]:
    steps = find_steps(name)
    return {one.field for one in list_general_standards([name], steps, list_dangers([name], steps))}


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("织机", {"机械", "固定式机械"}, {"纺织品", "电器电子产品"}),
        ("麻纱线", {"纺织品"}, {"织物与服装", "服装"}),
        ("男衬衫", {"纺织品", "织物与服装", "服装"}, {"机械"}),
        ("固体饮料", {"加工食品", "饮料"}, {"液态食品", "酒"}),
        ("丙酮", {"危险化学品", "易燃易爆品"}, {"腐蚀品"}),
        ("火柴", {"易燃易爆品"}, {"危险化学品"}),
        ("硬脂酸", set(), {"危险化学品", "易燃易爆品"}),
        ("铣刀", set(), {"机械"}),
        ("铅笔", {"学生用品"}, {"食品接触材料及制品"}),
        ("搪瓷碗", {"餐饮具搪瓷"}, {"餐饮具玻璃"}),
        ("核桃仁", set(), {"鲜活农产品", "果蔬"}),
        ("跑步机", {"健身器材"}, {"乐器"}),
        ("玄武岩", {"岩石"}, {"盐"}),
    ],
)
def test_trees_names_and_dangers_tell_the_field(name: str, inside: set[str], outside: set[str]) -> None:
    found = fields(name)
    assert inside <= found
    assert not outside & found


def test_a_number_without_a_part_stands_for_all_parts_in_force(catalogue: Catalogue) -> None:
    assert numbers(catalogue, "织机") == {"GB/T 17248.2-2018", "GB 46038-2025"}


def test_words_of_a_field_bring_only_what_the_table_names_or_what_binds(catalogue: Catalogue) -> None:
    assert numbers(catalogue, "男衬衫") == {"GB/T 12490-2014", "GB/T 12703.1-2021"}
    assert numbers(catalogue, "麻纱线") == {"GB/T 12490-2014"}
    assert owns_word("纺织品")
    assert not owns_word("纺织品", whole=True)
    assert owns_word("危险化学品", whole=True)


def test_goods_that_a_node_is_called_by_are_of_its_field(catalogue: Catalogue) -> None:
    limits = record("GB 30-2020", "某类生产的限值", nature="mandatory")
    made = Catalogue(in_memory([*RECORDS, replace(limits, number="GB 44498-2024")]), today=lambda: DAY)
    assert numbers(made, "家用制冷电器具") == {"GB 44498-2024"}


def test_the_reason_names_the_field_and_the_step(catalogue: Catalogue) -> None:
    (row,) = [row for row in catalogue.applicable("固体饮料").rows() if row.hit.record.number == "GB 14881-2025"]
    assert row.reasons[0].kind == "step"
    assert row.reasons[0].evidence[0] == "加工食品"
    (row,) = [row for row in catalogue.applicable("丙酮").rows() if row.hit.record.number == "GB 17914-2013"]
    assert (row.reasons[0].kind, row.reasons[0].evidence) == ("wider", ("易燃易爆品",))


@pytest.mark.parametrize(
    ("title", "word", "held", "other"),
    [
        ("家具力学性能试验 第4部分：柜类稳定性", "柜类", {"冰柜", "柜类", "家用电器"}, True),
        ("家具力学性能试验 第4部分：柜类稳定性", "柜类", {"木柜", "柜类", "家具"}, False),
        ("消费品质量分级导则 笔类产品", "笔类", {"铅笔", "笔类"}, False),
    ],
)
def test_what_opens_with_another_field_is_none_of_it(title: str, word: str, held: set[str], other: bool) -> None:
    assert is_of_another_field(title, word, held) is other


def test_the_tables_agree() -> None:
    places = {"tax", "goods", "ends", "holds", "danger", "within", "owns", "owns all"}
    named = {row["field"] for row in rows("fields", "catalogue.applicable")}
    for row in rows("fields", "catalogue.applicable"):
        assert row["place"].removeprefix("not ") in places, row
        assert row["place"] != "within" or row["code"] in named, row
    codes = {row["code"] for row in rows("products")}
    groups = {row["group"] for row in rows("goods_groups")}
    for row in rows("fields", "catalogue.applicable"):
        if row["place"].endswith("tax"):
            assert row["code"] in codes, row
        if row["place"].endswith("goods"):
            assert any(group.startswith(row["code"]) for group in groups), row
    for row in rows("general_standards", "catalogue.applicable"):
        assert row["field"] in named, row
        assert re.match("(?:scope|title): .", row["scope"]), row
