"""What stands in cells that have no value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.readers import Problem, read
from indexer.readers.placeholders import holds, is_placeholder, without_placeholders
from standard.record import Record

SAID = [
    "null",
    "NaN",
    "None",
    "N/A",
    " n/a ",
    "#N/A",
    "#REF!",
    "/",
    "-",
    "——",
    "—",
    "网站无此分类",
    "暂 无",
    "（无）",
    "",
    " ",
]


@pytest.mark.parametrize("text", SAID)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)
    assert not holds(text)


@pytest.mark.parametrize("value", ["无损检测", "空气", "GB/T 1-2020", "5", 0, False, ["x"], " " * 99 + "x"])
def test_values(value: object) -> None:
    assert holds(value)
    assert without_placeholders(value) is value


def test_they_are_empty_cells_and_items(tmp_path: Path) -> None:
    row = {
        "标准号": "GB/T 70001-2021",
        "标准名称": "甲",
        "归口单位": "null",
        "英文名称": "/",
        "发布日期": "——",
        "状态": "nan",
    }
    row |= {"主管部门": "N/A", "部门": "暂无"}
    path = tmp_path / "a.json"
    rows = [row | {"起草单位": ["无", "某厂"]}, row | {"标准名称": "#N/A"}, row | {"标准号": "-"}]
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    record, *problems = read([path])
    assert isinstance(record, Record)
    assert (record.committee, record.title_en, record.issued, record.status_word, record.department) == (
        "",
        "",
        None,
        "",
        "",
    )
    assert (record.drafters, record.notes) == (("某厂",), ())
    assert ["没有题名" in one.reason or "没有标准号" in one.reason for one in problems if isinstance(one, Problem)] == [
        True
    ] * 2


def test_a_later_column_counts_where_the_first_holds_a_placeholder(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("标准号,标准名称,发布单位,发布机构\nGB/T 70001-2021,甲,/,国家标准化管理委员会\n", "utf-8")
    (record,) = read([path])
    assert isinstance(record, Record)
    assert record.issuers == ("国家标准化管理委员会",)
