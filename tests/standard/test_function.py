"""What a standard asks, from its title, its number and its classes."""

from __future__ import annotations

import pytest

from bench.functions import judged_titles
from standard.function import Finding, Function, find_function, function_of, without_function_words
from standard.publisher import Level
from standard.record import Record


def found(title: str, number: str = "GB/T 1-2020", **more: object) -> Finding:
    return find_function(Record(number, title, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "function"),
    [
        ("轿车轮胎", "product"),
        ("纺织品 静电性能的评定 第4部分：电阻率", "test"),
        ("纺织品 色牢度试验 耐大气污染物色牢度 第2部分：燃气烟熏", "test"),
        ("声学 机器和设备发射的噪声 采用近似环境修正测定工作位置的发射声压级", "test"),
        ("危险货物道路运输规则 第2部分：分类", "packaging"),
        ("危险货物运输应急救援指南 第2部分：应急指南", "safety"),
        ("易腐食品冷藏链技术要求 果蔬类", "packaging"),
        ("电子商务交易产品信息描述 家具", "management"),
        ("电梯技术条件", "product"),
        ("双臂操作助行器 要求和试验方法 第2部分：轮式助行器", "product"),
        ("白酒质量要求 第2部分：清香型白酒", "product"),
        ("养老机构服务安全基本规范", "safety"),
        ("锅炉大气污染物排放标准", "safety"),
        ("食品中污染物限量", "safety"),
        ("食品安全国家标准 植物油", "safety"),
        ("小便器水效限定值及水效等级", "safety"),
        ("水泥水化热测定方法", "test"),
        ("饲料中甜菜碱的测定 离子色谱法", "test"),
        ("植物新品种特异性、一致性、稳定性测试指南 榆叶梅", "test"),
        ("塑料购物袋的快速检测方法与评价", "test"),
        ("预包装食品标签通则", "packaging"),
        ("苹果采收与贮运技术规范", "packaging"),
        ("大蒜生产技术规程", "process"),
        ("电梯安装验收规范", "process"),
        ("主要作物全生物降解农用地面覆盖薄膜 应用技术规程 第2部分：大蒜", "process"),
        ("养老机构服务质量基本规范", "management"),
        ("旅游购物商店等级划分与评定", "management"),
        ("质量管理体系 要求", "management"),
        ("茶叶感官审评术语", "terms"),
        ("粮食信息术语 仓储", "terms"),
        ("学科分类与代码", "terms"),
        ("《专用校车安全技术条件》国家标准第1号修改单", "safety"),
        ("塑料 聚醚多元醇 第5部分：酸值的测定（英文版）", "test"),
        ("", "product"),
        ("标准", "product"),
    ],
)
def test_last_words_tell(title: str, function: str) -> None:
    assert found(title).function == function


def test_what_tells_is_named() -> None:
    assert found("大蒜生产技术规程") == Finding(Function.PROCESS, "title", "生产技术规程")
    assert found("轿车轮胎") == Finding(Function.PRODUCT, "object")


def test_kinds_of_documents() -> None:
    assert found("体积管", "JJG 209-1994", level=Level.REGULATION) == Finding(Function.TEST, "number", "JJG")
    assert found("长度计量名词术语", "JJF 1-2020", level=Level.REGULATION).function is Function.TERMS
    assert found("电梯监督检验和定期检验规则", "TSG T7001-2023", level=Level.REGULATION).function is Function.SAFETY


def test_classes_tell_where_words_leave_it_open() -> None:
    assert found("电子商务模式规范", ics=("03.100.20",)) == Finding(Function.MANAGEMENT, "class", "ICS 03.100.20")
    assert found("包装图样要求", ics=("55.020",)).function is Function.PACKAGING
    # a product is no packaging standard because it packs
    assert found("包装容器 竹胶合板箱", ics=("55.020",)).function is Function.PRODUCT


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("栽培技术规程", ""),
        ("硫化机技术条件", "硫化机"),
        ("", ""),
        ("术语及其定义", ""),
        ("气门嘴术语", "气门嘴"),
        ("规范", ""),
    ],
)
def test_function_words_are_taken_off(text: str, left: str) -> None:
    assert without_function_words(text) == left


@pytest.mark.parametrize("draw", ["1", "2"])
def test_judged_titles(draw: str) -> None:
    rows = [row for row in judged_titles() if row["draw"] == draw]
    wrong = [row["title"] for row in rows if function_of(record_of(row)) != row["function"]]
    assert len(rows) == 200
    # without their classes, which the file does not hold
    assert len(wrong) <= 20, wrong


def record_of(row: dict[str, str]) -> Record:
    level = Level.REGULATION if row["number"].startswith("JJ") else Level.NATIONAL
    return Record(row["number"], row["title"], level=level)


def test_the_last_element_that_decides_counts() -> None:
    assert found("水产品质量安全追溯 术语").function is Function.TERMS
    assert found("水产品质量安全追溯 信息采集").function is Function.MANAGEMENT
