"""What is said of all of a wider object, and what only of a part of it, of who deals in it, or elsewhere."""

from __future__ import annotations

import pytest

from catalogue import Catalogue
from catalogue.applicable.generality import (
    has_what_it_needs,
    is_about_special,
    is_general,
    is_said_of,
    names_a_sister,
)
from catalogue.applicable.product_names import find_field, find_heads
from catalogue.applicable.title_role import Name, Role, find_role
from indexer.engines import in_memory
from standard.function import Function
from standard.products import find_steps_alike
from tests.indexer.engines.catalogues import DAY, record

RECORDS = (
    record("GB/T 1-2020", "紧固件标记方法"),
    record("GB/T 2-2020", "家具用紧固件"),
    record("GB 9706.1-2020", "医用电气设备 第1部分：基本安全和基本性能的通用要求", nature="mandatory"),
    record("GB 4-2020", "医用电气设备 第2-12部分：重症护理呼吸机的基本安全专用要求", nature="mandatory"),
    record("GB 5-2020", "医用电气设备 放射治疗模拟机专用安全要求", nature="mandatory"),
    record("DB44/T 6-2020", "紧固件术语"),
    record("DB37/T 7-2020", "紧固件分类"),
    record("T/CNIA 8-2020", "紧固件包装通则"),
    record("GB 9-2020", "食品安全国家标准 食品中总酸的测定", nature="mandatory"),
    record("GB 10-2020", "食品安全国家标准 食品中农药最大残留限量", nature="mandatory"),
    record("GB 11-2020", "食品中污染物限量", nature="mandatory"),
    record("JJG 12-2020", "血压计检定规程", nature="mandatory"),
    record("HJ 13-2020", "环境标志产品技术要求 血压计", nature="mandatory"),
    record("DB44 14-2020", "血压计通用要求", nature="mandatory"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def places(catalogue: Catalogue, product: str) -> dict[str, str]:
    """Number -> group."""
    groups = catalogue.applicable(product).groups
    return {row.hit.record.number: group.name for group in groups for row in group.rows}


@pytest.mark.parametrize(
    ("title", "word", "function", "general"),
    [
        ("纺织品 色牢度试验 耐海水色牢度", "纺织品", Function.TEST, True),
        ("纺织品 致敏染料的测定", "纺织品", Function.TEST, True),
        ("服装衬布缩水率试验方法", "服装", Function.TEST, False),
        ("服装工厂卫生规范", "服装", Function.SAFETY, False),
        ("玩具车间安全规范", "玩具", Function.SAFETY, False),
        ("量度继电器 第3部分：电池的补充要求", "电池", Function.SAFETY, False),
        ("室内装饰装修材料 地毯中有害物质限量", "地毯", Function.SAFETY, True),
        ("纺织品 床上用品燃烧性能试验", "床上用品", Function.TEST, True),
        ("煤中全水分的测定方法", "煤", Function.TEST, True),
        ("煤层气含量测定方法", "煤", Function.TEST, False),
        ("农产品基本信息描述 油料类", "油料", Function.TERMS, True),
        ("花卉真菌病害检测规程", "花卉", Function.TEST, False),
        ("起重机 车轮公差", "起重机", Function.PRODUCT, False),
        ("机械安全 防止跌落", "机械安全", Function.SAFETY, True),
        ("橡胶传送带用硫化罐", "橡胶", Function.SAFETY, False),
        ("谷物籽粒中赖氨酸的测定", "谷物", Function.TEST, True),
        ("主要谷物中真菌毒素的测定", "谷物", Function.TEST, True),
        ("粮油检测粮食中铅的测定", "粮食", Function.TEST, True),
        ("包装机械安全规范", "机械安全", Function.SAFETY, False),
        ("纺织品 床上用品可燃性的评定", "床上用品", Function.MANAGEMENT, True),
        ("纺织品 智能纺织品 术语", "纺织品", Function.TERMS, False),
        ("谷物储存 第2部分：谷物储存的建议", "谷物", Function.PACKAGING, True),
        ("墙体材料有害金属元素限值", "墙体材料", Function.SAFETY, True),
        ("农林机械 在用喷雾机的检测 第1部分：总则", "农林机械", Function.TEST, False),
        ("棉纯纺纱线标志", "棉", Function.PACKAGING, False),
    ],
)
def test_a_title_about_all_of_a_wider_object(title: str, word: str, function: Function, general: bool) -> None:
    assert is_general(title, word, function, near=True) is general


def test_requirements_for_one_kind_are_not_for_all(catalogue: Catalogue) -> None:
    assert places(catalogue, "电疗仪器") == {"GB 9706.1-2020": "mandatory"}


def test_how_a_name_ends_brings_what_is_general_there(catalogue: Catalogue) -> None:
    """Not what holds in another province, nor what an association asks."""
    assert places(catalogue, "铜制紧固件") == {"GB/T 1-2020": "terms", "DB37/T 7-2020": "terms"}
    assert list(find_heads("铜制紧固件")) == ["紧固件"]
    assert list(find_heads("中乐器")) == ["乐器"]
    assert list(find_heads("清洗设备")) == []


def test_methods_of_a_field_and_limits_for_other_goods_are_left_out(catalogue: Catalogue) -> None:
    assert set(places(catalogue, "杏仁糖")) == {"GB 11-2020"}
    assert set(places(catalogue, "柿子")) == {"GB 10-2020", "GB 11-2020"}


def test_what_does_not_bind_here_is_not_among_the_mandatory(catalogue: Catalogue) -> None:
    found = places(catalogue, "血压计")
    assert found["JJG 12-2020"] == "test"
    assert set(found) == {"JJG 12-2020", "HJ 13-2020", "DB44 14-2020"}
    assert "mandatory" not in found.values()


@pytest.mark.parametrize(
    ("title", "name", "role"),
    [
        ("蜂蜜中呋喃西林残留量的测定", "呋喃西林", Role.RELATED),
        ("饲料中铜、呋喃西林的测定", "呋喃西林", Role.RELATED),
        ("织物耐碱性试验方法 氢氧化钾溶液浸泡法", "氢氧化钾", None),
        ("橄榄油中脂肪醇含量的测定", "橄榄", Role.RELATED),
        ("不锈钢钢板和钢带", "钢板", Role.AMONG),
        ("采用压力试验机进行的堆码试验方法", "试验机", Role.RELATED),
        ("塑料 乙烯-丙烯-二烯烃材料", "丙烯", None),
        ("电子管灯丝电压", "电子管", Role.OBJECT),
        ("塑料 聚氯乙烯材料 碳酸钙含量的测定", "碳酸钙", Role.RELATED),
        ("化学试剂 碳酸钙含量的测定", "碳酸钙", Role.OBJECT),
        ("高压开关设备及互感器 第9部分：断路器", "互感器", Role.RELATED),
        ("电源变频调速装置", "电源装置", None),
    ],
)
def test_what_is_measured_or_used_is_not_the_object(title: str, name: str, role: Role | None) -> None:
    function = Function.TEST if title.endswith(("测定", "法", "含量")) else Function.PRODUCT
    played = find_role(title, function, (Name(name),))
    assert (played[0] if played else None) is role


def test_the_scope_in_an_abstract_may_leave_the_product_out() -> None:
    assert not is_said_of("本标准适用于猪、牛肌肉。", ["动物性食品"], ["河蟹"])
    assert is_said_of("本标准适用于鱼、虾、蟹。", ["动物性食品"], ["河蟹"])
    assert is_said_of("本标准适用于各种纺织产品。", ["纺织品"], ["窗帘"])
    assert is_said_of("本标准规定了方法。", ["纺织品"], ["窗帘"])


def test_a_property_by_which_only_some_kinds_are_called() -> None:
    assert is_about_special("纺织品 防钻绒性试验方法", ["窗帘"])
    assert not is_about_special("纺织品 防钻绒性试验方法", ["防钻绒布"])
    assert not is_about_special("纺织品 甲醛的测定", ["窗帘"])


@pytest.mark.parametrize(
    ("title", "name", "sister"),
    [
        ("家具力学性能试验 第1部分：桌类强度和耐久性", "长靠椅", True),
        ("家具力学性能试验 第3部分：椅凳类强度和耐久性", "长靠椅", False),
        ("家具力学性能试验 第1部分：桌类强度和耐久性", "儿童家具", False),
        ("家具涂层中重金属元素的快速测定", "长靠椅", False),
    ],
)
def test_a_part_for_another_kind(title: str, name: str, sister: bool) -> None:
    assert names_a_sister(title, "家具", [name]) is sister


def test_a_limit_needs_what_it_is_for() -> None:
    assert not has_what_it_needs("食品中农药最大残留限量", ["食品中"])
    assert has_what_it_needs("食品中农药最大残留限量", ["食品中", "植物源性食品"])
    assert has_what_it_needs("食品中污染物限量", [])


def test_goods_that_differ_in_the_last_character_are_sisters() -> None:
    assert [step.code for step in find_steps_alike("洗衣球")] == ["0301"]
    assert find_steps_alike("克苏鲁") == []


def test_tests_of_another_form_are_not_of_all_metals() -> None:
    assert is_about_special("金属材料 宽板拉伸试验方法", ["镍丝"])
    assert not is_about_special("金属材料 拉伸试验方法", ["镍丝"])


def test_a_thing_of_no_particular_kind_is_of_its_field() -> None:
    assert find_field("遥感测绘系统") == "遥感测绘"
    assert find_field("清洗设备") == ""
    assert find_field("电风扇") == ""
