"""Texts of standards in the layouts of GB/T 1.1 -> clauses."""

from __future__ import annotations

from standard.clauses import ClauseKind, Obligation
from tests.standard.clauses.lines_of_text import headings, read_lines

PRODUCT = """
ICS 65.020.20
DB37/T 9901—2023
代替 DB37/T 9901—2015
示例大蒜分级
Grades of sample garlic
2023-01-01 发布
目次
前言 ............ I
1 范围 ........ 1
2 规范性引用文件 ........ 1
前言
本文件按照GB/T 1.1—2020给出的规则起草。
本文件代替DB37/T 9901—2015《示例大蒜》，与DB37/T 9901—2015相比，主要技术变化如下：
a) 增加了分级（见5.1，2015年版的4.1）；
b) 删除了包装（见2015年版的第6章）。
本文件由示例厅提出并组织实施。
本文件由示例标准化技术委员会归口。
本文件起草单位：甲所、乙公司。
本文件主要起草人：张三、李 四。
示例大蒜分级
1 范围
本文件规定了示例大蒜的分级。
2 规范性引用文件
下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
GB 9902 示例水质
GB/T 9903（所有部分） 示例农药
GB/T 9904—2010 示例方法
3 术语和定义
3.1
示例蒜 sample garlic
一种示例。
[来源：GB/T 9905—2010，3.2]
4 环境
4.1 土壤
应选择壤土，宜为沙壤。pH可为6.5。
4.2 灌溉水应符合GB 9902的规定。
5 分级
5.1 等级应符合下列要求：
a) 直径不小于50 mm；
b) 无霉变。
附录A
（规范性）
测定步骤
A.1 称样
称取5 g样品。
参考文献
[1] NY/T 9906 示例名录
"""


def test_a_text_in_the_form_of_2020() -> None:
    text = read_lines(PRODUCT)
    assert [str(number) for number in text.numbers] == ["DB37/T 9901-2023"]
    assert text.title == "示例大蒜分级"
    assert headings(text) == [
        ("1", "范围"), ("2", "规范性引用文件"), ("3", "术语和定义"), ("3.1", "示例蒜"), ("4", "环境"),
        ("4.1", "土壤"), ("4.2", ""), ("5", "分级"), ("5.1", ""), ("附录A", "测定步骤"), ("A.1", "称样"),
    ]  # fmt: skip
    assert [clause.kind for clause in text.clauses if not clause.number] == ["foreword", "bibliography"]
    annex = text.find("附录 A")
    assert annex is not None
    assert annex.kind is ClauseKind.NORMATIVE_ANNEX
    assert text.problems == ()


def test_requirements_have_ids_and_say_what_they_ask() -> None:
    asked = {one.id: one.obligation for one in read_lines(PRODUCT).requirements}
    assert asked == {
        "1-1": Obligation.STATEMENT,
        "4.1-1": Obligation.REQUIREMENT,
        "4.1-2": Obligation.PERMISSION,
        "4.2-1": Obligation.REQUIREMENT,
        "5.1-1": Obligation.REQUIREMENT,
        "5.1-2": Obligation.REQUIREMENT,
        "5.1-3": Obligation.REQUIREMENT,
        "A.1-1": Obligation.INSTRUCTION,
    }


def test_references_are_dated_or_not_and_know_where_they_stand() -> None:
    found = {str(one.number): one for one in read_lines(PRODUCT).references}
    assert found["GB 9902"].clauses == ("2", "4.2")
    assert found["GB/T 9904-2010"].dated
    assert not found["GB 9902"].dated
    assert found["GB/T 9903(all)"].title == "示例农药"
    assert [number for number, one in found.items() if one.normative] == ["GB 9902", "GB/T 9903(all)", "GB/T 9904-2010"]


def test_the_facts_of_the_foreword() -> None:
    foreword = read_lines(PRODUCT).foreword
    assert foreword.rule == "GB/T 1.1-2020"
    assert foreword.replaces == ("DB37/T 9901-2015",)
    assert [(one.here, one.there) for one in foreword.changes] == [(("5.1",), ("4.1",)), ((), ("第6章",))]
    assert foreword.proposer == "示例厅"
    assert foreword.committee == "示例标准化技术委员会"
    assert foreword.units == ("甲所", "乙公司")
    assert foreword.people == ("张三", "李四")


def test_terms_have_english_and_a_source() -> None:
    (term,) = read_lines(PRODUCT).terms
    assert (term.number, term.name, term.english, term.definition) == ("3.1", "示例蒜", "sample garlic", "一种示例。")
    assert term.source == "GB/T 9905—2010，3.2"
