"""Which of two indicators is stricter, and which belong side by side."""

from __future__ import annotations

import pytest

from catalogue.indicators import Indicator, IndicatorRow, Verdict, compare_indicators, indicators, judge


def read(*texts: str) -> list[Indicator]:
    return [one for text in texts for one in indicators(text)]


def rows(left: str, right: str, *, floor: bool = False) -> list[IndicatorRow]:
    return compare_indicators(read(*left.split("|")), read(*right.split("|")), floor=floor)


OPPOSITE = {Verdict.STRICTER: Verdict.LOOSER, Verdict.LOOSER: Verdict.STRICTER}


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("铅≤0.2 mg/kg", "铅≤0.5 mg/kg", "stricter"),
        ("铅＜0.5 mg/kg", "铅≤0.5 mg/kg", "stricter"),
        ("铅≤0.5 mg/kg", "铅≤0.50 mg/kg", "same"),
        ("强度≥30 MPa", "强度≥25000 kPa", "stricter"),
        ("pH 6.0~9.0", "pH值6.5~8.5", "looser"),
        ("pH 6.0~8.0", "pH 7.0~9.0", "different"),
        ("pH 4.0~5.0", "pH 7.0~9.0", "different"),
        ("厚度 10 mm±5%", "厚度 10 mm±1 mm", "stricter"),
        ("沙门氏菌不得检出", "沙门氏菌≤10 CFU/g", "stricter"),
        ("沙门氏菌不得检出", "沙门氏菌不得检出", "same"),
        ("活菌数不得检出", "活菌数≥10 CFU/g", "different"),
        ("铅(质量分数)≤0.001%", "铅≤5 mg/kg", "looser"),
        ("水分≤8%", "水分≤8.0 g/100 g", "same"),
        ("甲醛≤1%", "甲醛≤5 mg/kg", "not_comparable"),
        ("铅≤5 mg/L", "铅≤5 mg/kg", "not_comparable"),
        ("总灰分(干基)≤5%", "总灰分(湿基)≤5%", "not_comparable"),
        ("总灰分(干基)≤5%", "总灰分≤5%", "not_comparable"),
        ("氟(以F计)≤5 mg/kg", "氟(以CaF2计)≤5 mg/kg", "not_comparable"),
        ("粘度≤3 XYZ", "粘度≤3 XYZ", "not_comparable"),
        ("系数≤3", "系数≤3 mm", "not_comparable"),
        ("综合能耗约束值≤110 kgce/t", "综合能耗约束值≤100 kgce/t", "looser"),
        ("施用量≤25 kg/亩", "施用量≤375 kg/hm2", "same"),
        ("面积≥1亩", "面积≥666.7 m2", "same"),
        ("菌落总数 n=5,c=2,m=10^3,M=10^4", "菌落总数 n=5,c=2,m=10^4,M=10^5", "stricter"),
        ("菌落总数 n=5,c=2,m=10^3,M=10^4", "菌落总数 n=5,c=1,m=10^4,M=10^5", "not_comparable"),
        ("菌落总数 n=5,c=2,m=10^3,M=10^4", "菌落总数≤10^4", "not_comparable"),
        ("误差不应大于平均值的5%", "误差不应大于最大值的5%", "not_comparable"),
    ],
)
def test_verdicts_and_their_opposites(left: str, right: str, verdict: str) -> None:
    mine, theirs = read(left, right)
    assert judge(mine, theirs).verdict == verdict
    assert judge(theirs, mine).verdict == OPPOSITE.get(Verdict(verdict), verdict)
    assert str(judge(mine, theirs).reason)


def test_rows_are_of_one_characteristic_and_say_what_only_one_side_has() -> None:
    found = rows("铅(以Pb计)≤0.2 mg/kg|水分≤8%", "水分含量≤9%|镉≤0.1 mg/kg")
    assert [(row.characteristic, row.verdict) for row in found] == [
        ("铅(以Pb计)", "only_left"),
        ("水分", "stricter"),
        ("镉", "only_right"),
    ]


def test_verbs_that_bind_are_no_part_of_a_name() -> None:
    assert [row.verdict for row in rows("产品宜贮存在温度不高于20 ℃处", "产品应贮存在温度不高于25 ℃处")] == ["stricter"]
    assert [row.verdict for row in rows("拉应力≤3 MPa", "拉力≤3 MPa")] == ["only_left", "only_right"]


def test_likeness_of_names_is_not_enough() -> None:
    assert [row.verdict for row in rows("含水率≤8%", "水分≤8%")] == ["only_left", "only_right"]
    assert [row.verdict for row in rows("总汞≤1 mg/kg", "汞≤1 mg/kg")] == ["only_left", "only_right"]


def test_like_named_grades_are_compared() -> None:
    found = rows("一级品杂质≤1%，二级品≤2%", "一级杂质≤2%，三级≤4%")
    assert [(row.grade, row.verdict) for row in found] == [
        ("一级品", "stricter"),
        ("二级品", "only_left"),
        ("三级", "only_right"),
    ]


def test_against_a_mandatory_floor_the_loosest_grade_counts() -> None:
    found = rows("一级品杂质≤1%，二级品≤2%，三级品≤5%", "杂质≤4%", floor=True)
    assert [(row.verdict, row.left.grade if row.left else "") for row in found] == [("looser", "三级品")]
    assert "三级品" in str(found[0].reason)
    graded = rows("一级品杂质≤1%，二级品≤2%", "一级品杂质≤0.5%，二级品≤3%", floor=True)
    assert [row.verdict for row in graded] == ["stricter"]


def test_a_side_without_grades_is_compared_with_the_loosest() -> None:
    assert [row.verdict for row in rows("一级品杂质≤1%，二级品≤2%", "杂质≤2%")] == ["same"]


def test_cases_are_kept_apart() -> None:
    found = rows("噪声昼间≤60 dB(A)，夜间≤50 dB(A)", "噪声昼间≤55 dB(A)，夜间≤55 dB(A)")
    assert [(row.condition, row.verdict) for row in found] == [("昼间", "looser"), ("夜间", "stricter")]
    general = rows("噪声昼间≤60 dB(A)，夜间≤50 dB(A)", "噪声≤55 dB(A)")
    assert [(row.condition, row.verdict) for row in general] == [("昼间", "looser"), ("夜间", "stricter")]
    assert "昼间" in str(general[0].reason)


def test_both_ends_of_one_characteristic_meet_their_like() -> None:
    found = rows("溶解氧不低于5 mg/L且不高于9 mg/L", "溶解氧不高于8 mg/L且不低于4 mg/L")
    assert [row.verdict for row in found] == ["stricter", "looser"]


def test_nothing_is_lost() -> None:
    left, right = read("铅≤1 mg/kg，镉≤1 mg/kg", "铅≤2 mg/kg"), read("铅≤3 mg/kg", "汞≤1 mg/kg", "≤5 mm")
    found = compare_indicators(left, right)
    assert {id(row.left) for row in found if row.left} == {id(one) for one in left}
    assert {id(row.right) for row in found if row.right} == {id(one) for one in right}
