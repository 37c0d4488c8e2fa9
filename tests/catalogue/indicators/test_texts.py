"""The indicators of a whole text: which clauses state them, lists, tables and what could not be read."""

from __future__ import annotations

from catalogue.indicators import Reading, text_indicators
from standard.clauses import Clause, ClauseKind, ClauseTable, Passage, PassageKind, StandardText
from standard.place import Place


def clause(
    number: str,
    title: str,
    *content: str | ClauseTable,
    kind: ClauseKind = ClauseKind.CLAUSE,
    within: tuple[Clause, ...] = (),
) -> Clause:
    """A clause whose passages are paragraphs, items where they begin with `-`, notes where with `注`."""
    kinds = {"-": PassageKind.ITEM, "注": PassageKind.NOTE}
    passages = tuple(
        Passage(kinds.get(one[:1], PassageKind.PARAGRAPH), one.removeprefix("-"), Place(line=at))
        if isinstance(one, str)
        else one
        for at, one in enumerate(content, 1)
    )
    return Clause(number, number, title, kind, number.count(".") + 1, Place(line=1), passages, within)


def read(*clauses: Clause, title: str = "大蒜") -> Reading:
    return text_indicators(StandardText((), title, clauses))


def shown(reading: Reading) -> list[str]:
    return [
        f"{one.clause} {one.name} {one.op} {one.high if one.low is None else one.low} {one.unit}".strip()
        for one in reading.indicators
    ]


def test_clauses_that_state_none_are_passed_over() -> None:
    scope = clause("1", "范围", "本文件适用于含水率不大于5%的大蒜。含水率不大于5%。")
    terms = clause("3", "术语和定义", "含水率不大于5%。")
    foreword = clause("前言", "", "含水率不大于5%。", kind=ClauseKind.FOREWORD)
    told = clause("9", "条文说明", "含水率不大于5%。", kind=ClauseKind.EXPLANATION)
    asked = clause("4", "要求", "含水率不大于5%。", "注：含水率不大于6%。")
    assert shown(read(foreword, scope, terms, asked, told)) == ["4 含水率 le 5 %"]


def test_methods_state_limits_but_no_settings() -> None:
    method = clause("A.1", "含水率的测定", "进样口温度：250 ℃。", "平行测定的绝对差值不应大于0.2%。")
    assert shown(read(method)) == ["A.1 绝对差值 le 0.2 %"]
    assert shown(read(method, title="含水率的测定方法")) == ["A.1 进样口温度 eq 250 ℃", "A.1 绝对差值 le 0.2 %"]


def test_the_title_and_the_lead_name_what_a_value_is_of() -> None:
    titled = clause("4.1", "含水率", "不应大于8%。")
    listed = clause(
        "4.2", "", "折减系数取值不应小于下列规定值：", "-面积超过25 m2时，不应小于0.9；", "-对主梁不应小于0.6。"
    )
    reading = read(titled, listed)
    assert shown(reading) == ["4.1 含水率 le 8 %", "4.2 折减系数 ge 0.9", "4.2 折减系数 ge 0.6"]
    assert [one.condition for one in reading.indicators[1:2]] == ["面积超过25 m2时"]
    assert reading.indicators[2].object == "主梁"


def test_a_list_of_cases_is_a_list_of_conditions() -> None:
    cases = clause("5", "修正", "有下列情况之一时，应修正：", "-保护层厚度值大于60 mm；", "-钢筋间距小于30 mm。")
    assert shown(read(cases)) == []


def test_tables_take_the_unit_above_and_what_refers_to_them() -> None:
    table = ClauseTable("表1", "尺寸", (("项目", "要求"), ("宽度", "100"), ("长度", "200")), Place(line=4, table=1))
    asked = clause("6", "尺寸", "尺寸不应小于表1的规定。", "单位为毫米", table)
    assert shown(read(asked)) == ["6 宽度 ge 100 mm", "6 长度 ge 200 mm"]


def test_a_caption_and_its_unit_apart_from_the_table() -> None:
    caption = ClauseTable("表1", "规格", (("单位为厘米",),), Place(line=2), flattened=True)
    table = ClauseTable("", "", (("规格", "横径"), ("大", "≥6.5")), Place(line=4, table=1))
    reading = read(clause("6", "规格", "横径应符合表1的规定。", caption, table))
    assert shown(reading) == ["6 横径 ge 6.5 cm"]
    assert reading.problems == ()


def test_a_table_without_columns_is_told_and_not_guessed() -> None:
    table = ClauseTable("表2", "理化指标", (("水分/%",), ("≤8.0",)), Place(line=2), flattened=True)
    reading = read(clause("7", "要求", table))
    assert reading.indicators == ()
    assert [(one.clause, one.text) for one in reading.problems] == [("7", "表2 理化指标")]
    assert "表2 理化指标" in str(reading.problems[0].reason)


def test_clauses_below_are_read_with_their_own_number() -> None:
    inner = clause("5.1", "理化指标", "水分不应大于8%。")
    assert shown(read(clause("5", "要求", within=(inner,)))) == ["5.1 水分 le 8 %"]
