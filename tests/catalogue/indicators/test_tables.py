"""Tables: items down or across, grades, units in heads, columns and above, operators, spans."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from catalogue.indicators import GridCell, Operator, Reading, table_indicators

Rows = Sequence[Sequence[GridCell | str]]


def shown(read: Reading) -> list[str]:
    """`水分 le - 8.0 g/100g | 特级`, with condition and grade behind."""
    return [
        " ".join(
            (one.name, one.op, *("-" if end is None else format(end, "f") for end in (one.low, one.high)), one.unit)
        ).strip()
        + f" | {one.condition or one.grade}"
        for one in read.indicators
    ]


def test_items_down_and_grades_across() -> None:
    rows: Rows = [
        ["项目", "特级", "一级"],
        ["水分/(g/100 g)", GridCell("≤8.0", columns=2)],
        ["灰分/%", "≤5.0", "≤6.0"],
        ["总砷(以As计)/(mg/kg)", "≤0.5", "—"],
        ["沙门氏菌", "不得检出", "不得检出"],
    ]
    assert shown(table_indicators(rows)) == [
        "水分 le - 8.0 g/100g | ",
        "灰分 le - 5.0 % | 特级",
        "灰分 le - 6.0 % | 一级",
        "总砷(以As计) le - 0.5 mg/kg | 特级",
        "沙门氏菌 absent - 0 | 特级",
        "沙门氏菌 absent - 0 | 一级",
    ]


def test_signs_in_names_a_column_of_units_and_methods() -> None:
    rows: Rows = [
        ["序号", "项目", "单位", "指标", "检验方法"],
        ["1", "水分 ≤", "%", "8.0", "GB 5009.3"],
        ["2", "蛋白质 ≥", "%", "10.0", "GB 5009.5"],
        ["3", "pH", "—", "6.0～8.0", "GB/T 1"],
    ]
    read = table_indicators(rows)
    assert shown(read) == ["水分 le - 8.0 % | ", "蛋白质 ge 10.0 - % | ", "pH range 6.0 8.0 | "]
    assert [one.method for one in read.indicators] == ["GB 5009.3", "GB 5009.5", "GB/T 1"]
    assert [(one.place.row, one.place.column) for one in read.indicators] == [(2, 4), (3, 4), (4, 4)]


def test_a_column_of_signs() -> None:
    rows: Rows = [["项目", "", "一等品", "合格品"], ["纯度/%", "≥", "99.5", "99.0"], ["水分/%", "≤", "0.1", "0.2"]]
    assert shown(table_indicators(rows)) == [
        "纯度 ge 99.5 - % | 一等品",
        "纯度 ge 99.0 - % | 合格品",
        "水分 le - 0.1 % | 一等品",
        "水分 le - 0.2 % | 合格品",
    ]


def test_kinds_down_and_one_item_across() -> None:
    rows: Rows = [["分类", "高聚物总量，%"], ["天然橡胶", "≥40"], ["三元乙丙橡胶", "≥20"]]
    assert shown(table_indicators(rows)) == ["高聚物总量 ge 40 - % | 天然橡胶", "高聚物总量 ge 20 - % | 三元乙丙橡胶"]


def test_the_unit_above_the_table_and_heads_of_two_rows() -> None:
    rows: Rows = [
        [GridCell("规格", rows=2), GridCell("尺寸", columns=2)],
        ["宽度", "长度"],
        ["A", "100±1", "200±2"],
    ]
    assert shown(table_indicators(rows, unit_line="单位为毫米")) == [
        "宽度 tol 99 101 mm | A",
        "长度 tol 198 202 mm | A",
    ]


def test_groups_before_items_give_unit_and_object() -> None:
    rows: Rows = [
        [GridCell("项目", columns=2), "要求"],
        [GridCell("有害物质释放量/[mg/(m2·h)]", rows=2), "苯", "≤0.1"],
        ["甲醛", "≤0.4"],
        ["气味", "气味强度/级", "≤3"],
    ]
    read = table_indicators(rows)
    assert shown(read) == ["苯 le - 0.1 mg/(m2·h) | ", "甲醛 le - 0.4 mg/(m2·h) | ", "气味强度 le - 3 级 | "]
    assert [one.object for one in read.indicators] == ["有害物质释放量", "有害物质释放量", "气味"]


def test_seasons_in_a_column_of_their_own() -> None:
    rows: Rows = [["项目", "季节", "限值"], ["温度/℃", "夏季", "≤30"], ["温度/℃", "冬季", "≥10"]]
    assert shown(table_indicators(rows)) == ["温度 le - 30 ℃ | 夏季", "温度 ge 10 - ℃ | 冬季"]


def test_sampling_plans() -> None:
    rows: Rows = [
        [GridCell("项目", rows=2), GridCell("采样方案及限量", columns=4)],
        ["n", "c", "m", "M"],
        ["菌落总数/(CFU/g)", "5", "2", "10^4", "10^5"],
        ["沙门氏菌", "5", "0", "0", "—"],
    ]
    first, second = table_indicators(rows).indicators
    assert first.plan is not None
    assert (first.op, first.plan.n, first.plan.c) == (Operator.SAMPLING_PLAN, 5, 2)
    assert (first.low, first.high) == (Decimal(10**4), Decimal(10**5))
    assert first.unit == "CFU/g"
    assert second.plan is not None
    assert second.plan.M is None


def test_footnotes_lines_and_remarks_of_cells() -> None:
    rows: Rows = [
        ["项目", "要求"],
        ["多环芳烃c/(mg/kg)", "≤50\n≤20d"],
        ["抗滑值/(BPN,20 ℃)", "≥47(湿测)"],
        ["拉伸强度/MPa", "渗水型面层≥0.40\n非渗水型面层≥0.50"],
    ]
    assert shown(table_indicators(rows)) == [
        "多环芳烃 le - 50 mg/kg | ",
        "多环芳烃 le - 20 mg/kg | ",
        "抗滑值 ge 47 - BPN,20℃ | 湿测",
        "拉伸强度 ge 0.40 - MPa | 渗水型面层",
        "拉伸强度 ge 0.50 - MPa | 非渗水型面层",
    ]


def test_what_a_sentence_makes_of_bare_numbers() -> None:
    rows: Rows = [["类别", "设计工作年限（年）"], ["临时性建筑结构", "5"], ["普通房屋", "50"]]
    assert shown(table_indicators(rows, op=Operator.GE)) == [
        "设计工作年限 ge 5 - a | 临时性建筑结构",
        "设计工作年限 ge 50 - a | 普通房屋",
    ]


def test_quotas_of_energy_are_upper_limits_and_efficiencies_lower_ones() -> None:
    rows: Rows = [["产品", "约束值", "基准值", "引导值"], ["综合能耗/(kgce/t)", "117", "109", "100"]]
    assert [one.op for one in table_indicators(rows).indicators] == ["le", "le", "le"]
    efficient: Rows = [["产品", "限定值", "先进值"], ["能效/%", "80", "90"]]
    assert [one.op for one in table_indicators(efficient).indicators] == ["ge", "ge"]


def test_a_row_of_words_is_no_head_and_w_is_a_share_of_mass() -> None:
    rows: Rows = [["指标", "优等品", "合格品"], ["外观", "白色粉末", "白色"], ["主含量 w/%", "≥99.0", "≥97.0"]]
    assert shown(table_indicators(rows)) == [
        "主含量(质量分数) ge 99.0 - % | 优等品",
        "主含量(质量分数) ge 97.0 - % | 合格品",
    ]


def test_a_head_beside_itself_is_two_tables() -> None:
    rows: Rows = [["项目", "指标", "项目", "指标"], ["水分/%", "≤8", "灰分/%", "≤5"], ["pH", "6~8", "—", "—"]]
    read = table_indicators(rows)
    assert shown(read) == ["水分 le - 8 % | ", "pH range 6 8 | ", "灰分 le - 5 % | "]
    assert [(one.place.row, one.place.column) for one in read.indicators] == [(2, 2), (3, 2), (2, 4)]


def test_smallest_and_largest_in_the_head() -> None:
    assert shown(table_indicators([["项目", "最小", "最大"], ["厚度/mm", "3", "5"]])) == [
        "厚度 ge 3 - mm | ",
        "厚度 le - 5 mm | ",
    ]


def test_sizes_in_the_head_are_conditions() -> None:
    rows: Rows = [["粒径/mm", "10", "20"], ["通过率/%", "95~100", "40~60"]]
    assert shown(table_indicators(rows)) == ["通过率 range 95 100 % | 粒径 10 mm", "通过率 range 40 60 % | 粒径 20 mm"]


def test_classes_below_a_head_with_the_unit() -> None:
    rows: Rows = [
        [GridCell("产品", rows=2), GridCell("能耗限额/(kgce/t)", columns=3)],
        ["3级", "2级", "1级"],
        ["水泥", "≤117", "≤109", "≤100"],
    ]
    found = table_indicators(rows).indicators
    assert [(one.name, one.grade, one.unit) for one in found] == [
        ("能耗", "3级", "kgce/t"),
        ("能耗", "2级", "kgce/t"),
        ("能耗", "1级", "kgce/t"),
    ]
    assert {one.condition for one in found} == {"水泥"}


def test_what_has_no_unit_takes_none_from_above() -> None:
    rows: Rows = [["项目", "Ⅱ类"], ["化学需氧量 ≤", "15"], ["pH（无量纲）", "6～9"]]
    assert [one.unit for one in table_indicators(rows, unit_line="单位：mg/L").indicators] == ["mg/L", ""]


def test_what_could_not_be_read_is_told() -> None:
    rows: Rows = [["污染物", "限值/(mg/m³)"], ["颗粒物", "≤10"], ["二氧化硫", "约35x9或更低"]]
    read = table_indicators(rows)
    assert len(read.indicators) == 1
    assert [(one.text, one.place.row, one.place.column) for one in read.problems] == [("约35x9或更低", 3, 2)]
    assert "约35x9或更低" in str(read.problems[0].reason)


def test_tables_without_values_state_nothing() -> None:
    assert table_indicators([]) == Reading()
    assert table_indicators([["名称", "说明"], ["甲", "乙"]]) == Reading()


def test_a_table_that_claims_to_be_huge_is_bounded() -> None:
    rows: Rows = [["项目", "要求"], [GridCell("水分/%", 10**9, 10**9), "≤8"]]
    assert len(table_indicators(rows).indicators) <= 1
