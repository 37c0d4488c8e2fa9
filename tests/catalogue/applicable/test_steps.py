"""What applies by the trees of goods, on a small catalogue where all is known."""

from __future__ import annotations

import pytest

from catalogue import Catalogue
from catalogue.applicable.generality import is_general
from catalogue.applicable.product_names import read_product
from catalogue.applicable.title_role import Name, Role, find_role
from indexer.engines import in_memory
from standard.function import Function
from tests.indexer.engines.catalogues import DAY, record
from webapp.addresses import PageAddresses

RECORDS = (
    record("GB/T 22796-2021", "床上用品"),
    record("GB/T 1-2020", "床上用品 安全技术规范"),
    record("GB/T 12-2020", "床上用品洗涤操作规程"),
    record("GB/T 2912.1-2009", "纺织品 甲醛的测定"),
    record("GB 3-2020", "食品中污染物限量", nature="mandatory"),
    record("GB/T 4-2020", "聚丙烯树脂"),
    record("GB/T 5-2020", "丙烯酸的测定"),
    record("GB/T 6-2020", "聚合级丙烯"),
    record("GB/T 7-2020", "汽车 安全要求"),
    record("GB 8-2020", "玩具安全 基本规范", nature="mandatory"),
    record("SJ 9-1992", "电子管 FU100F型发射管详细规范"),
    record("SJ 10-1992", "FU-5型发射管"),
    record("GB 3-2010", "食品中污染物限量", nature="mandatory"),
    record("JJG 11-1992", "纺织品耐磨仪检定规程"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def reasons(catalogue: Catalogue, product: str) -> dict[str, list[str]]:
    """Number -> kinds of reasons, of all but the group of what only serves the product."""
    groups = catalogue.applicable(product).to_json(PageAddresses())["groups"]
    return {
        row["number"]: [reason["kind"] for reason in row["reasons"]]
        for group in groups
        if group["group"] != "related"
        for row in group["standards"]
    }


def test_steps_up_the_trees_bring_what_is_general_there(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "被罩") == {
        "GB/T 22796-2021": ["step"],
        "GB/T 1-2020": ["step"],
        "GB/T 2912.1-2009": ["step"],
    }
    (_, step, *_) = [row.reasons[0] for row in catalogue.applicable("被罩").rows()]
    assert (step.kind, step.evidence) == ("step", ("床上用品", "goods 2406"))
    assert all("床上用品" in step.text.in_language(language) for language in ("zh", "en"))


def test_only_what_the_tree_says_is_food(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "猕猴桃") == {"GB 3-2020": ["step"]}
    assert reasons(catalogue, "克苏鲁") == {}


def test_a_chemical_is_not_found_within_the_name_of_another(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "丙烯") == {"GB/T 6-2020": ["kind"]}


def test_a_toy_car_is_a_toy(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "玩具汽车") == {"GB 8-2020": ["step"]}
    assert read_product("玩具汽车").head == ""
    assert read_product("塑料家具").head == "家具"


def test_what_a_node_holds_is_a_kind_of_it(catalogue: Catalogue) -> None:
    assert reasons(catalogue, "电子管") == {"SJ 9-1992": ["field"], "SJ 10-1992": ["kind"]}


def test_a_later_element_that_ends_as_the_product_is_of_its_kind() -> None:
    names = (Name("电子管"),)
    assert find_role("电子管 FU100F型发射管详细规范", Function.PRODUCT, names) == (Role.FIELD, names[0])
    assert find_role("电子管 老炼设备", Function.PRODUCT, names) == (Role.RELATED, names[0])


@pytest.mark.parametrize(
    ("title", "word", "binding", "general"),
    [
        ("家用和类似用途电器 健康技术规范", "家用和类似用途电器", True, True),
        ("危险货物品名表", "危险货物", True, True),
        ("危险货物品名表", "危险货物", False, False),
        ("医疗保健产品灭菌 医疗器械灭菌过程的确认", "医疗器械", True, False),
        ("食品安全国家标准 植物源性食品中硫酰氟残留量的测定", "食品", True, False),
        ("发电厂安全规程", "发电", True, False),
        ("危险化学品企业雷电安全规范", "危险化学品", True, False),
        ("粮食感官检验辅助图谱 第2部分：玉米", "粮食", True, False),
    ],
)
def test_what_binds_all_of_a_wider_object(title: str, word: str, binding: bool, general: bool) -> None:
    assert is_general(title, word, Function.TERMS, near=False, binding=binding) is general


def test_a_name_that_ends_like_a_question_is_a_name() -> None:
    felt = Catalogue(in_memory((record("GB/T 2912.1-2009", "纺织品 甲醛的测定"),)), today=lambda: DAY)
    assert felt.applicable("毡呢").product.text == "毡呢"
    assert set(reasons(felt, "毡呢")) == {"GB/T 2912.1-2009"}


@pytest.mark.parametrize(
    ("product", "form"), [("冷冻豌豆", "速冻豌豆"), ("铝铸件", "铝及铝合金铸件"), ("锌压铸件", "锌合金压铸件")]
)
def test_forms_of_a_name_count_as_the_name(product: str, form: str) -> None:
    assert form in {name.text for name in read_product(product).names}


def test_general_standards_of_a_whole_field_hold_for_what_it_has() -> None:
    field = Catalogue(
        in_memory(
            (
                record("GB/T 17248.1-2022", "声学 机器和设备发射的噪声 测定工作位置发射声压级的导则"),
                record("GB 4793-2024", "测量、控制和实验室用电气设备安全技术规范", nature="mandatory"),
                record("GB/T 13384-2008", "机电产品包装通用技术条件"),
            )
        ),
        today=lambda: DAY,
    )
    assert set(reasons(field, "刨床")) == {"GB/T 17248.1-2022", "GB/T 13384-2008"}
    assert set(reasons(field, "光谱仪器")) == {"GB 4793-2024", "GB/T 13384-2008"}
