"""What part a product plays in a title."""

from __future__ import annotations

import pytest

from catalogue.applicable.generality import is_general
from catalogue.applicable.title_role import Name, Role, find_role, split_words
from standard.function import Function, function_of
from standard.record import Record


def played(title: str, name: Name) -> Role | None:
    found = find_role(title, function_of(Record("GB/T 1-2020", title)), (name,))
    return found[0] if found is not None else None


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("大蒜生产技术规程", "大蒜", Role.OBJECT),
        ("农产品贮藏技术规程 第1部分：大蒜", "大蒜", Role.OBJECT),
        ("水泥水化热测定方法", "水泥", Role.OBJECT),
        ("电梯 主参数及轿厢、井道的型式与尺寸", "电梯", Role.FIELD),
        ("航空轮胎表面质量", "轮胎", Role.KIND),
        ("轿车轮胎", "轮胎", Role.KIND),
        ("法庭科学 轮胎痕迹检验", "轮胎", None),
        ("药用辅料 甲基纤维素", "纤维素", None),
        ("微晶纤维素", "纤维素", Role.KIND),
        ("纺织机械 倍捻机 术语", "织机", None),
        ("食品中还原糖的测定", "原糖", None),
        ("桉树纸浆林培育技术规程", "纸浆", Role.RELATED),
        ("核桃林经营技术规程", "核桃", Role.OBJECT),
        ("茶园有机肥料施用技术规程", "有机肥料", Role.RELATED),
        ("球墨铸铁管", "铸铁管", Role.KIND),
        ("草坪和园艺动力机械 使用说明书编写规则", "草坪", Role.RELATED),
        ("纸浆和纸 油墨浓度的测定", "纸浆", Role.AMONG),
        ("毛巾剑杆织机", "织机", Role.KIND),
        ("光伏（PV）组件紫外试验", "光伏组件", Role.OBJECT),
        ("医用防护口罩", "医用口罩", Role.OBJECT),
        ("轮胎和炭黑单位产品能源消耗限额", "轮胎", Role.AMONG),
        ("大蒜及其制品中水溶性有机硫化合物的测定", "大蒜", Role.AMONG),
        ("轮胎定型硫化机", "轮胎", Role.RELATED),
        ("电力变压器 第16部分：风力发电用变压器", "电力变压器", Role.FIELD),
        ("陶瓷砖上下砖机", "陶瓷砖", Role.RELATED),
        ("轮胎式推土机 技术条件", "轮胎", Role.RELATED),
        ("锅炉用不锈钢无缝钢管", "锅炉", Role.RELATED),
        ("用于水泥中的粒化高炉矿渣", "水泥", Role.RELATED),
        ("苹果蠹蛾检疫鉴定方法", "苹果", Role.RELATED),
        ("苹果蠹蛾防治技术规程", "苹果", Role.OBJECT),
        ("马铃薯黄矮病毒分子生物学检测方法", "马铃薯", Role.RELATED),
        ("混凝土拱坝设计规范", "混凝土", Role.RELATED),
        ("饲料添加剂 大蒜素(粉剂)", "大蒜", Role.RELATED),
        ("桃园化肥农药减施增效技术规程", "化肥", Role.RELATED),
        ("地面包装要求", "面包", None),
        ("无水泥胶凝材料", "水泥", None),
        ("洋葱等级规格", "大蒜", None),
        ("白酒分析方法", "酒", Role.KIND),
        ("酒石酸", "酒", None),
        ("", "酒", None),
    ],
)
def test_the_head_of_a_title(title: str, name: str, expected: Role | None) -> None:
    assert played(title, Name(name)) is expected


def test_what_is_made_of_a_material() -> None:
    assert played("黑蒜", Name("蒜", stem=True)) is Role.KIND
    assert played("脱水蒜粉技术要求", Name("蒜", stem=True)) is Role.KIND
    assert played("蒜芥茄检疫鉴定方法", Name("蒜", stem=True)) is None


def test_a_service_and_those_who_give_it() -> None:
    elderly = Name("养老", service=True)
    assert played("养老机构岗位设置及人员配备规范", elderly) is Role.OBJECT
    assert played("居家社区养老助洁服务规范", elderly) is Role.KIND
    assert played("社会保险术语 第2部分：养老保险", elderly) is None


def test_the_nearest_name_counts() -> None:
    names = (Name("洋芋"), Name("马铃薯"))
    assert find_role("马铃薯种薯产地检疫规程", Function.TEST, names) == (Role.RELATED, Name("马铃薯"))
    assert find_role("马铃薯 等级规格", Function.PRODUCT, names) == (Role.OBJECT, Name("马铃薯"))


@pytest.mark.parametrize(
    ("title", "name", "near", "general"),
    [
        ("食品中污染物限量", "食品", False, True),
        ("食品生产通用卫生规范", "食品", False, True),
        ("预包装食品标签通则", "食品", False, True),
        ("婴幼儿食品标签通则", "食品", False, False),
        ("食品安全国家标准 食品添加剂 丙酸钙", "食品添加剂", True, False),
        ("家具力学性能试验 第1部分：桌类强度和耐久性", "家具", True, True),
        ("家具阻燃性能安全技术规范", "家具", True, True),
        ("家具阻燃性能安全技术规范", "家具", False, False),
        ("板式家具机械 安全通则", "家具", True, False),
        ("家具用竹材胶合板", "家具", True, False),
        ("塑料购物袋的快速检测方法与评价", "塑料", True, False),
        ("水果和蔬菜 词汇", "蔬菜", True, True),
        ("粮食储藏 玉米安全储藏技术规范", "粮食", True, False),
        ("粮食信息安全技术规范", "粮食", True, False),
    ],
)
def test_general_standards(title: str, name: str, near: bool, general: bool) -> None:
    function = function_of(Record("GB/T 1-2020", title))
    assert is_general(title, name, function, near=near) is general


def test_words_of_a_name() -> None:
    assert split_words("儿童家具") == ["儿童", "家具"]
    assert split_words("轮胎") == ["轮胎"]
    assert split_words("") == [""]
