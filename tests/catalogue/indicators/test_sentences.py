"""What a sentence states, and what in it is no indicator."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from catalogue.indicators import Indicator, Operator, SamplingPlan, indicators
from standard.relation import relations


def shown(one: Indicator) -> str:
    """`含水率 le - 8.0 %`."""
    ends = ("-" if end is None else format(end, "f") for end in (one.low, one.high))
    return " ".join((one.name or "-", one.op, *ends, one.unit)).strip()


def test_the_reference_cases(reference: Path) -> None:
    lines = (reference / "domain" / "indicator_cases.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    assert len(cases) > 20
    for case in cases:
        found = [
            (one.name, one.op, *(None if end is None else float(end) for end in (one.low, one.high)), one.unit)
            for one in indicators(case["raw"])
        ]
        expected = [(case["name"], case["op"], case["low"], case["high"], case["unit"])]
        assert found == ([] if case["op"] == "none" else expected), case["raw"]


def test_the_reference_cases_of_relations(reference: Path) -> None:
    lines = (reference / "domain" / "relation_cases.jsonl").read_text("utf-8").splitlines()
    for case in map(json.loads, lines):
        found = relations(case["text"])
        assert [(one.kind, list(one.targets)) for one in found] == [(case["relation"], case["targets"])], case["text"]
        assert found[0].degree == case.get("degree", ""), case["text"]


STATED = {
    "总氮≤15 mg/L，总磷≤0.5mg/L。": ["总氮 le - 15 mg/L", "总磷 le - 0.5 mg/L"],
    "储存温度应为0 ℃~4 ℃，相对湿度应为85%～90%。": ["储存温度 range 0 4 ℃", "相对湿度 range 85 90 %"],
    "所有分道的宽度应为1.22m±0.01m": ["宽度 tol 1.21 1.23 m"],
    "长度为300(+2/-1) mm": ["长度 tol 299 302 mm"],
    "电压 220 V±10 %": ["电压 tol 198 242 V"],
    "直径允许偏差为±0.5 mm": ["直径允许偏差 tol -0.5 0.5 mm"],
    "5.0≤pH≤9.0": ["pH range 5.0 9.0"],
    "溶解氧不低于5 mg/L且不高于9 mg/L": ["溶解氧 ge 5 - mg/L", "溶解氧 le - 9 mg/L"],
    "出苗率应达到95%以上": ["出苗率 ge 95 - %"],
    "不得检出沙门氏菌。": ["沙门氏菌 absent - 0"],
    "每公顷施用量不超过300 kg。": ["施用量 le - 300 kg/hm2"],
    "2m 直尺下不应有大于3mm 的间隙。": ["间隙 le - 3 mm"],
    "其中应至 少有 1个直通室外的安全出口": ["安全出口 ge 1 - 个"],
    "耐火极限不应低于1. 50h": ["耐火极限 ge 1.50 - h"],
    "PM2.5浓度应小于35 μg/m³": ["PM2.5浓度 lt - 35 μg/m3"],
    "铅的含量不应超过 0.5 毫克每千克": ["铅含量 le - 0.5 mg/kg"],
    "大蒜素含量≥3.0×10^3 mg/kg": ["大蒜素含量 ge 3000 - mg/kg"],
    "长度为 12 000 mm": ["长度 eq 12000 12000 mm"],
    "粘度≤3 XYZ": ["粘度 le - 3 XYZ"],
    "铅不得检出且含水率≤8%": ["铅 absent - 0", "含水率 le - 8 %"],
    "基本风压应根据风速计算，且其取值不得低于0.30 kN/m2": ["基本风压 ge 0.30 - kN/m2"],
    "安全区的宽度应为端线外不小于5.00m,边线外不小于6.00m": ["宽度 ge 5.00 - m", "宽度 ge 6.00 - m"],
    "背景浓度不大于6 μg/m\n3，其他不计": ["背景浓度 le - 6 μg/m3"],
    "三级跳远助跑道长度不应小于40 m": ["三级跳远助跑道长度 ge 40 - m"],
    "护理员应接受不少于60 h的培训": ["护理员应接受 ge 60 - h"],
    "每亩应施有机肥不少于3 000 kg": ["施有机肥 ge 3000 - kg/亩"],
    "相对湿度应保持在65%~75%之间": ["相对湿度 range 65 75 %"],
    "规格允许偏差应在±10mm 范围内。": ["规格允许偏差 tol -10 10 mm"],
    "误差不应超过1‰": ["误差 le - 1 ‰"],
    "从收到样品之日起不超过10个工作日": ["- le - 10 工作日"],
    "总灰分（干基）小于或等于5％": ["总灰分(干基) le - 5 %"],
}


@pytest.mark.parametrize("text", STATED)
def test_what_is_stated(text: str) -> None:
    assert [shown(one) for one in indicators(text)] == STATED[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "海拔800 m以下地区应种植大蒜。",
        "称取5 g试样，精确至0.1 mg。",
        "按GB/T 5009.3—2016的规定，见表2，自2021年1月1日起实施。",
        "第4.2.1条和附录A.1.2",
        "ω=100-ω1 -ω2",
        "20±2 ℃条件下贮存。",
        "规格为50 mm×100 mm",
        "邻苯二甲酸酯类和3,3'-二氯-4,4'-二氨基二苯基甲烷",
        "取样量应为(0.5~0.6)g",
        "建筑面积大于300 m2的仓库",
        "老化1500h后，按规定测定",
        "2021年第70号公告，2020年3月15日",
        "margin-top: 3%; height: 3vh",
        "如果有效评定结果少于5个，则应重新评定。",
        "声速变异系数（%），精确至0.1%",
        "检测剖面应为1-2、2-3",
        "下列建筑应设置灭火系统 大于 800个的电影院",
        "场地尺寸为28.00m×15.00m",
        "分布系数在屋面坡度大于60°时应为0",
    ],
)
def test_what_is_none(text: str) -> None:
    assert indicators(text) == []


def test_conditions_objects_and_grades_are_told_apart() -> None:
    found = indicators("建筑高度大于100m的民用建筑楼板的耐火极限不应低于2.00h。")
    assert [(one.name, one.object, one.condition) for one in found] == [
        ("耐火极限", "民用建筑楼板", "建筑高度大于100m")
    ]
    graded = indicators("一级品含水率不大于8.0%，二级品不大于10.0%。")
    assert [(one.name, one.grade, one.high) for one in graded] == [
        ("含水率", "一级品", Decimal("8.0")),
        ("含水率", "二级品", Decimal("10.0")),
    ]
    day, night = indicators("噪声昼间不超过60 dB（A），夜间不超过50 dB（A）")
    assert (day.name, day.condition, night.name, night.condition) == ("噪声", "昼间", "噪声", "夜间")
    quota = indicators("水泥单位产品综合能耗约束值不大于 117 kgce/t")[0]
    assert (quota.name, quota.grade, quota.op) == ("水泥单位产品综合能耗", "约束值", Operator.LE)


def test_where_and_when_are_conditions() -> None:
    found = indicators("安全区的宽度应为端线外不小于5.00m,边线外不小于6.00m")
    assert [one.condition for one in found] == ["端线外", "边线外"]
    favourable = indicators("分项系数不应小于1.3，当对结构有利时不应大于1.0")
    assert [(one.name, one.condition) for one in favourable] == [("分项系数", ""), ("分项系数", "对结构有利时")]


def test_a_condition_ends_with_its_part_of_the_sentence() -> None:
    found = indicators("从属面积超过25㎡（含）时，系数不应小于0.9；其他系数不应小于0.8")
    assert [(one.high, one.low, one.condition) for one in found] == [
        (None, Decimal("0.9"), "从属面积超过25m2(含)时"),
        (None, Decimal("0.8"), ""),
    ]


def test_what_a_share_is_of() -> None:
    assert indicators("绝对差值不得超过算术平均值的15 %。")[0].relative_to == "算术平均值"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("含水率应不超过8.0%", "≤8.0 %"),
        ("抗压强度不应低于30MPa", "≥30 MPa"),
        ("pH 6.0～9.0", "6.0～9.0"),
        ("长度为 12 000 mm", "12000 mm"),
        ("坡度不应大于1:12", "≤0.08333"),
        ("沙门氏菌不得检出", "不得检出"),
        ("菌落总数 n=5，c=2，m=10⁴，M=10⁵", "n=5, c=2, m=10000, M=100000"),
        ("偏差不得超过平均值的15 %", "≤15 %（占平均值）"),
    ],
)
def test_a_limit_is_written_as_people_do(text: str, limit: str) -> None:
    assert indicators(text)[0].limit.in_language("zh") == limit


def test_a_sampling_plan_keeps_its_numbers() -> None:
    plan = indicators("菌落总数 n=5，c=2，m=10⁴ CFU/g，M=10⁵ CFU/g")[0]
    assert (plan.name, plan.plan) == ("菌落总数", SamplingPlan(5, 2, Decimal(10000), Decimal(100000)))
    assert plan.unit == "CFU/g"


@pytest.mark.parametrize("text", [*STATED, "ＰＨ值　６．５～８．５，水分　≤　８．０％"])
def test_the_span_is_in_the_text_as_it_was(text: str) -> None:
    for one in indicators(text):
        start, end = one.span
        assert 0 <= start < end <= len(text)
        assert [(again.op, again.low, again.high) for again in indicators(text[start:end])][-1:] == [
            (one.op, one.low, one.high)
        ]


def test_long_hostile_text_ends() -> None:
    """Figures without end, brackets that never close, and powers that would fill the memory."""
    assert indicators("9" * 5000 + "≤" * 5000 + "(" * 5000) == []
    assert [(one.op, one.high) for one in indicators("1≤系数≤0")] == [(Operator.LE, Decimal(0))]
    assert [one.high for one in indicators("含量≤0⁻³ mg")] == [Decimal(0)]
    assert indicators("含量≤10^999999999 mg") != indicators("含量≤10^4 mg")
    assert len(indicators("含水率≤8%，" * 2000)) == 2000
