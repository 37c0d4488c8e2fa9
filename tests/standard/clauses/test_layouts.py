"""Layouts other than that of 2020, and texts that something is wrong with. All texts are made up."""

from __future__ import annotations

import pytest

from standard.clauses import Block, ClauseKind, TableBlock, TextBlock, numbering, read_clauses
from standard.clauses.headings import Key
from standard.place import Place
from tests.standard.clauses.lines_of_text import headings, read_lines


def kinds(text: str) -> list[str]:
    return [one.kind for one in read_lines(text).problems]


@pytest.mark.parametrize(
    ("year", "role", "kind"),
    [
        (2009, "（规范性附录）", ClauseKind.NORMATIVE_ANNEX),
        (2000, "（资料性附录）", ClauseKind.INFORMATIVE_ANNEX),
        (1993, "(标准的附录)", ClauseKind.NORMATIVE_ANNEX),
        (1993, "（提示的附录）", ClauseKind.INFORMATIVE_ANNEX),
        (1987, "(补充件)", ClauseKind.NORMATIVE_ANNEX),
        (1987, "(参考件)", ClauseKind.INFORMATIVE_ANNEX),
    ],
)
def test_annexes_of_all_editions_of_gb_t_1_1(year: int, role: str, kind: ClauseKind) -> None:
    text = read_lines(
        f"GB/T 99999—{year}\n示例\n1 范围\n本标准规定了示例。\n附 录 A\n{role}\n示例方法\nA1 原理\n称样。\nA1.1 步骤"
    )
    annex = text.find("附录A")
    assert annex is not None
    assert (annex.kind, annex.title) == (kind, "示例方法")
    assert [child.number for child in annex.children] == ["A1"]


def test_a_standard_of_before_1990_with_numbers_run_into_titles() -> None:
    text = read_lines(
        "中华人民共和国国家标准\nGB 9999-87\n示例规则\nl  引言\n1.1  本标准规定了示例。\n"
        "2  名词、术语\n2.1  样品：供检测的示例物品。\n"
        "3  规则\n3.1总则\n3.1.1应干燥。\n"
        "附加说明：\n本标准由示例局提出。\n本标准由示例所归口。\n本标准起草单位：甲厂。"
    )
    assert [str(number) for number in text.numbers] == ["GB 9999-1987"]
    assert headings(text) == [
        ("1", "引言"), ("1.1", ""), ("2", "名词、术语"), ("2.1", "样品"), ("3", "规则"), ("3.1", "总则"), ("3.1.1", ""),
    ]  # fmt: skip
    assert [(term.name, term.definition) for term in text.terms] == [("样品", "供检测的示例物品。")]
    assert (text.foreword.proposer, text.foreword.committee, text.foreword.units) == ("示例局", "示例所", ("甲厂",))
    assert [(one.kind, dict(one.values)["given"]) for one in text.problems] == [("clauses_number_damaged", "l")]


def test_chapters_in_chinese_numerals() -> None:
    text = read_lines(
        "示例\n一、技术要求\n1. 样品应干燥。\n2. 样品应清洁。\n二、试验方法\n3. 目测。\n4. 称重。\n三、包装"
    )
    assert [(clause.number, clause.title) for clause in text.clauses] == [
        ("一", "技术要求"), ("二", "试验方法"), ("三", "包装"),
    ]  # fmt: skip
    assert [child.number for child in text.clauses[1].children] == ["3", "4"]


ENGINEERING = """
1 总则
1.0.1 为统一示例，制定本规范。
1.0.2 示例应符合本规范。
2 术语
2.0.1 示例桩 sample pile
用作示例的桩。
3 基本规定
3.1 一般规定
3.1.1 桩应检测。
3.1.2 检测应符合下列规定：
逐根检测；
记录完整。
附录A 记录表
A.0.1 记录应保存。
本规范用词说明
1 表示很严格的：必须。
引用标准名录
1 《示例桩》GB/T 99998
条文说明
1 总则
1.0.1 本条说明目的。
3 基本规定
3.1.2 本条说明检测。
"""


def test_engineering_standards_and_their_explanations() -> None:
    text = read_lines(ENGINEERING)
    assert [clause.number for clause in text.walk() if clause.number and clause.kind is ClauseKind.CLAUSE] == [
        "1", "1.0.1", "1.0.2", "2", "2.0.1", "3", "3.1", "3.1.1", "3.1.2", "A.0.1",
    ]  # fmt: skip
    assert [(term.name, term.english) for term in text.terms] == [("示例桩", "sample pile")]
    assert [str(one.number) for one in text.references if one.normative] == ["GB/T 99998"]
    explained = text.find("explanation/3.1.2")
    assert explained is not None
    assert explained.text == "本条说明检测。"
    clause = text.find("3.1.2")
    assert clause is not None
    assert [one.text for one in clause.items] == ["逐根检测；", "记录完整。"]
    assert [one.obligation for one in clause.requirements] == ["requirement"] * 3


def test_regulations_by_articles() -> None:
    text = read_lines(
        "示例办法\n第一章 总则\n第一条 为了示例，制定本办法。\n第二条 示例应当备案：\n（一）有样品；\n（二）有记录。\n"
        "第二章 管理\n第三条 违反第二条规定的，不得示例。\n第四条 本办法自2030年1月1日起施行。"
    )
    assert [(clause.number, clause.title) for clause in text.clauses] == [("第一章", "总则"), ("第二章", "管理")]
    assert [clause.number for clause in text.walk() if clause.kind is ClauseKind.ARTICLE] == [
        "第一条", "第二条", "第三条", "第四条",
    ]  # fmt: skip
    second = text.find("第二条")
    assert second is not None
    assert [one.label for one in second.items] == ["（一）", "（二）"]


def test_letters_that_a_font_mapped_are_read_as_meant() -> None:
    text = read_lines("犌犅／犜９９９９９—２０３１\n示例\n1 范围\n应符合犌犅／犜９９９９８的规定。")
    assert [str(number) for number in text.numbers] == ["GB/T 99999-2031"]
    assert [str(one.number) for one in text.references] == ["GB/T 99998"]
    assert [one.kind for one in text.problems] == ["clauses_letters_mapped"]


def test_a_number_that_goes_backwards_is_told_and_no_clause() -> None:
    text = read_lines("1 范围\n2 要求\n2.1 外观\n2.2 尺寸\n3 试验\n3.1 外观\n2.3 质量\n3.2 尺寸")
    assert [number for number, _ in headings(text)] == ["1", "2", "2.1", "2.2", "3", "3.1", "3.2"]
    assert [one.kind for one in text.problems] == ["clauses_number_backwards"]


def test_a_number_that_is_missing_is_told() -> None:
    assert kinds("1 范围\n2 要求\n2.1 外观\n2.4 尺寸\n3 试验") == ["clauses_number_missing"]


def test_numbers_that_a_scan_broke() -> None:
    text = read_lines("1 范围\n2 要求\n2 . 1 外观\n2 .2 尺寸\n2.3 质量\n2.3.l 净重\n2.3.2 毛重")
    assert [number for number, _ in headings(text)] == ["1", "2", "2.1", "2.2", "2.3", "2.3.1", "2.3.2"]


def test_a_lost_number_is_told_by_the_table_of_contents() -> None:
    contents = "目次\n1 范围 ........ 1\n2 取样 ........ 2\n3 试验 ........ 3\n"
    text = read_lines(f"{contents}1 范围\n规定示例。\n取样\n应取样。\n3 试验\n应试验。")
    assert headings(text) == [("1", "范围"), ("2", "取样"), ("3", "试验")]
    assert [one.kind for one in text.problems] == ["clauses_number_lost"]


def test_of_two_editions_in_one_file_the_first_is_read() -> None:
    first = "GB/T 99999—2020\n1 范围\n旧。\n2 规范性引用文件\n本文件没有规范性引用文件。\n3 要求\n3.1 旧要求"
    second = "前言\n新前言。\n1 范围\n新。\n2 规范性引用文件\n本文件没有规范性引用文件。\n3 要求\n3.1 新要求"
    text = read_lines(f"{first}\n{second}")
    assert [title for _, title in headings(text)][-1] == "旧要求"
    assert [one.kind for one in text.problems] == ["clauses_second_edition"]


@pytest.mark.parametrize("given", ["", "今天开会，讨论大蒜。\n明天再说。", "2020 年\n3 个\n5 kg"])
def test_a_text_without_clauses_says_so(given: str) -> None:
    text = read_lines(given)
    assert text.clauses == ()
    assert [one.kind for one in text.problems] == ["clauses_none"]


def test_a_table_in_running_text_is_kept_and_told() -> None:
    text = read_lines("1 范围\n2 要求\n应符合表1。\n表1 等级\n项目\n一级\n水分\n3.2\n直径\n50\n3 试验\n目测。")
    assert [number for number, _ in headings(text)] == ["1", "2", "3"]
    clause = text.find("2")
    assert clause is not None
    (table,) = clause.tables
    assert (table.label, table.title, table.flattened) == ("表1", "等级", True)
    assert [row[0] for row in table.rows] == ["项目", "一级", "水分", "3.2", "直径", "50"]
    assert [one.kind for one in text.problems] == ["clauses_table_flattened"]


def test_a_table_with_cells_goes_on_over_pages() -> None:
    blocks: list[Block] = [
        TextBlock("1 要求", Place(line=1)),
        TextBlock("表1 等级", Place(line=2)),
        TableBlock((("项目", "一级"), ("水分", "13")), Place(table=1), "表1 等级"),
        TableBlock((("灰分", "2"),), Place(table=2), "表1（续）"),
    ]
    (table,) = read_clauses(blocks).clauses[0].tables
    assert table.rows == (("项目", "一级"), ("水分", "13"), ("灰分", "2"))
    assert not table.flattened


def test_lines_of_a_paragraph_are_put_together() -> None:
    sentence = "样品应在干燥清洁的室内保存并且应当按照本文件的规定进行检测和记录" * 5
    wrapped = [sentence[at : at + 40] for at in range(0, len(sentence), 40)]
    lines = ["1 范围", *wrapped[:-1], wrapped[-1] + "。", "2 要求", *wrapped[:-1], wrapped[-1] + "。"]
    text = read_lines("\n".join([*lines, *(f"3.{at} {'样' * 37}。" for at in range(1, 8))]))
    clause = text.find("2")
    assert clause is not None
    assert [one.text for one in clause.paragraphs] == [sentence + "。"]


def test_a_long_text_takes_no_more_looks_a_line_than_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    counted = numbering.left_out

    def looked(before: Key, after: Key) -> float:
        looks.append(1)
        return counted(before, after)

    monkeypatch.setattr(numbering, "left_out", looked)
    shares = []
    for chapters in (20, 80):
        looks.clear()
        lines = [
            line for at in range(1, chapters + 1) for line in (f"{at} 检测", *(f"{at}.{n} 样品" for n in range(1, 30)))
        ]
        assert len(list(read_lines("\n".join(lines)).walk())) == len(lines)
        shares.append(len(looks) / len(lines))
    assert shares[1] < 1.5 * shares[0]
