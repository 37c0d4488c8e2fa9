"""Decisions of officers: what of a file counts, what is told, and when a settled pair is raised again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from catalogue import Catalogue
from catalogue.comparison import Conclusion, Decisions, Earlier
from indexer.engines import in_memory
from indexer.errors import RequestError
from indexer.readers import read_document
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.catalogues import record

TODAY = date(2026, 11, 30)
OURS = record("DB37/T 1-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1))
THEIRS = record("NY/T 3-2020", "大蒜种植技术规范", issued=date(2020, 1, 1))
OTHER = record("GB/T 2-2020", "洋葱栽培技术规程", issued=date(2020, 2, 2))
HEAD = "标准号,题名,状态,比对标准号,比对题名,比对状态,数据日期,结论,审核人,审核日期,备注"
ROW = "DB37/T 1-2024,大蒜栽培技术规程,现行,NY/T 3-2020,大蒜种植技术规范,现行,2026-10-01,{},张三,2026-10-02,{}"


def catalogue(*records: Record) -> Catalogue:
    return Catalogue(in_memory(records or (OURS, THEIRS, OTHER)), today=lambda: TODAY)


def read(*lines: str, head: str = HEAD) -> Decisions:
    text = "\n".join([head, *lines])
    return catalogue().decisions(read_document(text.encode(), "结论.csv"))


def told(found: Decisions) -> list[tuple[str, str]]:
    return [(one.place.chinese.strip("第 行"), one.why.chinese) for one in found.problems]


def earlier(found: Decisions, *records: Record) -> Earlier | None:
    ours, theirs = records[:2] if records else (OURS, THEIRS)
    return found.look_up(in_memory(records or (OURS, THEIRS)), TODAY, ours, theirs)


def test_a_decision_is_read_with_name_day_and_remark() -> None:
    found = read(ROW.format("继续有效", "侧重不同"))
    (row,) = found.rows
    assert (row.number, row.other, row.conclusion) == ("DB37/T 1-2024", "NY/T 3-2020", Conclusion.KEPT)
    assert (row.reviewer, row.day, row.remark, row.since) == ("张三", date(2026, 10, 2), "侧重不同", date(2026, 10, 1))
    assert row.words.chinese == "继续有效、张三、2026-10-02、侧重不同"
    assert found.problems == ()


def test_a_settled_pair_is_settled_in_whichever_order_it_stands() -> None:
    found, engine = read(ROW.format("修订", "")), in_memory((OURS, THEIRS))
    assert found.settled(engine, TODAY, OURS, THEIRS)
    assert found.settled(engine, TODAY, THEIRS, OURS)
    assert not found.settled(engine, TODAY, OURS, OTHER)


def test_what_is_left_open_is_raised_again() -> None:
    found = earlier(read(ROW.format("待定", "")))
    assert found is not None
    assert not found.settled


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (replace(THEIRS, title="大蒜生产技术规范"), "NY/T 3-2020 的题名由“大蒜种植技术规范”变为“大蒜生产技术规范”"),
        (replace(THEIRS, status=Status.ABOLISHED), "NY/T 3-2020 的状态由“现行”变为“废止”"),
        (replace(THEIRS, replaced_by=("NY/T 3-2027",)), "NY/T 3-2020 的状态由“现行”变为“现行；被 NY/T 3-2027 代替”"),
        (
            replace(THEIRS, replaced_partly_by=("GB/T 2-2020",)),
            "NY/T 3-2020 的状态由“现行”变为“现行；被 GB/T 2-2020 部分代替”",
        ),
    ],
)
def test_a_change_of_one_of_the_two_raises_the_pair_again(changed: Record, sentence: str) -> None:
    found = earlier(read(ROW.format("继续有效", "")), OURS, changed)
    assert found is not None
    assert [words.chinese for words in found.changed] == [sentence]
    assert not found.settled


@pytest.mark.parametrize("number", ["NY/T 3-2026", "NY/T 3-2020/XG1-2026", "DB37/T 1-2026"])
def test_a_new_edition_or_amendment_raises_the_pair_again(number: str) -> None:
    since, before = (record(number, "大蒜", issued=date(2026, month, 5)) for month in (10, 9))
    found = read(ROW.format("继续有效", ""))
    again, same = earlier(found, OURS, THEIRS, since), earlier(found, OURS, THEIRS, before)
    assert again is not None
    assert same is not None
    assert number in again.changed[0].chinese
    assert same.settled, "what was there already was known to who decided"


def test_without_states_the_day_tells_what_is_news() -> None:
    head = "number,candidate,decision,name,day,remark"
    found = read("DB37/T 1-2024,NY/T 3-2020,kept,张三,2026-10-02,", head=head)
    engine = in_memory((OURS, THEIRS))
    assert found.settled(engine, TODAY, OURS, THEIRS)
    assert not found.settled(engine, TODAY, OURS, replace(THEIRS, abolished=date(2026, 11, 1)))
    assert found.settled(engine, TODAY, OURS, replace(THEIRS, abolished=date(2026, 12, 1))), "still to come"
    successor = record("NY/T 9-2026", "大蒜", issued=date(2026, 11, 1))
    replaced = replace(THEIRS, replaced_by=(successor.number,))
    assert not found.settled(in_memory((OURS, replaced, successor)), TODAY, OURS, replaced)


def test_each_row_that_cannot_be_used_is_told_with_its_place() -> None:
    found = read(
        ROW.format("也许", ""),
        ROW.format("", "看过"),
        "大蒜规程,,,NY/T 3-2020,,,,修订,张三,2026-10-02,",
        ",,,NY/T 3-2020,,,,修订,张三,2026-10-02,",
        "DB37/T 1-2024,,,,,,,修订,张三,2026-10-02,",
        "DB37/T 1-2024,,,DB37/T 1-2024,,,,修订,张三,2026-10-02,",
        "DB37/T 1-2024,,,GB/T 2-2020,,,,修订,张三,,",
        ROW.format("", "").replace("张三,2026-10-02,", ",,"),
    )
    assert found.rows == ()
    assert found.undecided == 1
    assert [place for place, _ in told(found)] == ["2", "3", "4", "5", "6", "7", "8"]
    expected = ("也许", "没有结论", "大蒜规程", "没有标准号", "没有比对标准号", "自身比对", "没有审核日期")
    assert [words for (_, why), words in zip(told(found), expected, strict=True) if words not in why] == []
    assert not any(one.used for one in found.problems)


def test_what_is_incomplete_is_told_and_used() -> None:
    found = read(
        "DB37/T 1-2024,大蒜栽培技术规程,现行,NY/T 88-2020,,现行,,修订,,2099-01-01,",
        "DB37/T 1-2024,大蒜栽培技术规程,现行,NY/T 3-2020,,现行,2026-10-01,修订,张三,十月,",
    )
    assert [row.other for row in found.rows] == ["NY/T 88-2020", "NY/T 3-2020"]
    assert [(place, one.used) for (place, _), one in zip(told(found), found.problems, strict=True)] == [
        *(("2", True),) * 3,
        ("3", True),
    ]
    assert "目录中没有 NY/T 88-2020" in found.problems[0].why.chinese


def test_contradictory_rows_leave_the_pair_open_and_say_where_both_stand() -> None:
    found = read(ROW.format("修订", ""), ROW.format("废止", ""), ROW.format("修订", ""))
    assert found.rows == ()
    ((place, why),) = told(found)
    assert place == "2"
    assert "修订、废止、修订（第 2 行、第 3 行、第 4 行）" in why
    assert len(read(ROW.format("修订", ""), ROW.format("修订", "又")).rows) == 1


def book(sheets: dict[str, list[list[object]]]) -> bytes:
    workbook, file = Workbook(write_only=True), BytesIO()
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(file)
    return file.getvalue()


def test_all_sheets_of_a_workbook_are_read_and_others_told() -> None:
    head: list[object] = ["标准号", "比对标准号", "事项", "结论", "审核人", "审核日期"]
    sheets: dict[str, list[list[object]]] = {
        "汇总": [["项目", "内容"], ["甲", "乙"]],
        "重复交叉候选": [
            ["说明文字"],
            head,
            ["DB37/T 1-2024", "NY/T 3-2020", "重复交叉候选", "修订", "张三", date(2026, 10, 2)],
        ],
        "复审提示": [
            head,
            ["DB37/T 1-2024", None, "复审提示", "继续有效", "张三", date(2026, 10, 2)],
            ["DB37/T 1-2024", None, "看看", "继续有效", "张三", date(2026, 10, 2)],
        ],
        "我的草稿": [["想法"], ["以后再说"]],
    }
    found = catalogue().decisions(read_document(book(sheets), "结论.xlsx"))
    assert [(row.about, row.conclusion.value) for row in found.rows] == [("overlap", "revise"), ("review_due", "kept")]
    assert [place for place, _ in told(found)] == ["复审提示!3", "我的草稿"]
    assert found.find("DB37/T 1-2024", about="review_due") is not None
    assert found.find("DB37/T 1-2024") is None


def test_a_file_of_something_else_is_refused_by_name() -> None:
    with pytest.raises(RequestError, match=r"表.csv.*标准号.*结论"):
        catalogue().decisions(read_document("标准号,题名\nGB/T 2-2020,洋葱".encode(), "表.csv"))
    with pytest.raises(RequestError, match=r"坏.xlsx"):
        catalogue().decisions(read_document(b"PK\x03\x04 broken", "坏.xlsx"))
