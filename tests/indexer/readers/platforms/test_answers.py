"""JSON answers of the platforms, and what they say where they have no records."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest

from indexer.readers import Problem, read
from standard.record import Record
from standard.status import Status

ROW = {"id": "71F772D7DE2AD3A7E05397BE0A0A9901", "C_STD_CODE": "GB/T 99903-2024", "C_C_NAME": "示例 涡轮机油"}


def read_one(folder: Path, content: str, name: str = "answer.json") -> Record | Problem:
    path = folder / name
    path.write_text(content, "utf-8")
    (found,) = read([path])
    return found


def record_of(folder: Path, value: Any, **options: Any) -> Record:
    found = read_one(folder, json.dumps(value, ensure_ascii=False, **options))
    assert isinstance(found, Record), found
    return found


@pytest.mark.parametrize(
    "frame",
    [
        lambda row: {"total": 1, "rows": [row]},
        lambda row: {"code": 200, "msg": "success", "data": {"total": 1, "rows": [row]}},
        lambda row: [row],
        lambda row: row,
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_frames(tmp_path: Path, frame: Any, indent: int | None) -> None:
    found = record_of(tmp_path, frame(ROW), indent=indent)
    assert (found.number, found.source) == ("GB/T 99903-2024", "std.samr.gov.cn")


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("<sacinfo>GB</sacinfo>/T <sacinfo>99903</sacinfo>-2024", "GB/T 99903-2024"),
        ("GB/T 99<sacinfo>903-20</sacinfo>24", "GB/T 99903-2024"),
        ("<sacinfo>GB/T</sacinfo>&nbsp;<em>99903</em>-2024", "GB/T 99903-2024"),
        ("&lt;sacinfo&gt;GB/T&lt;/sacinfo&gt; 99903—2024", "GB/T 99903-2024"),
    ],
)
def test_highlighting_is_no_part_of_a_number(tmp_path: Path, code: str, number: str) -> None:
    assert record_of(tmp_path, ROW | {"C_STD_CODE": code}).number == number


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("正在起草", Status.DRAFT),
        ("正在征求意见", Status.DRAFT),
        ("正在批准", Status.DRAFT),
        ("已发布", Status.DRAFT),
        ("", Status.DRAFT),
        ("暂缓", Status.SUSPENDED),
        ("已终止", Status.ABOLISHED),
    ],
)
def test_plans(tmp_path: Path, word: str, status: Status) -> None:
    found = record_of(tmp_path, ROW | {"C_STD_CODE": "20253563-T-524", "STATE": word})
    assert (found.status, found.status_word) == (status, word)


def test_the_region_is_no_trade(tmp_path: Path) -> None:
    row = {"pk": "a" * 64, "code": "DB37/T 99901-2026", "chName": "示例 大蒜", "industry": "山东省"}
    found = record_of(tmp_path, {"records": [row]})
    assert (found.region, found.gbt4754, found.source) == ("37", (), "dbba.sacinfo.org.cn")
    assert found.url == f"https://dbba.sacinfo.org.cn/stdDetail/{'a' * 64}"


def test_milliseconds_are_days_in_china(tmp_path: Path) -> None:
    row = {"pk": "a" * 32, "code": "JB/T 99901-2018", "chName": "示例", "actDate": 1538323200000}
    assert str(record_of(tmp_path, {"records": [row]}).effective) == "2018-10-01"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"current": 1, "pages": 0, "records": [], "total": 0}, "没有查到标准"),
        ({"total": 0, "pageNumber": 1, "rows": []}, "没有查到标准"),
        ({"result": True, "data": {"total": 0, "rows": []}}, "没有查到标准"),
        ({"code": 403, "msg": "请求过于频繁"}, "是平台返回的错误信息"),
        ({"success": False, "message": "验证码错误", "data": None}, "是平台返回的错误信息"),
        ({"status": 500, "error": "Internal Server Error", "path": "/stdQueryList"}, "是平台返回的错误信息"),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_answers_without_records(tmp_path: Path, value: Any, reason: str, indent: int | None) -> None:
    found = read_one(tmp_path, json.dumps(value, ensure_ascii=False, indent=indent))
    assert isinstance(found, Problem)
    assert reason in found.reason


def test_other_rows_are_told_as_before(tmp_path: Path) -> None:
    found = read_one(tmp_path, '{"title": "示例", "message": "x"}')
    assert isinstance(found, Problem)
    assert "没有标准号" in found.reason


def test_an_answer_shown_by_a_browser_and_saved_as_a_page(tmp_path: Path) -> None:
    shown = html.escape(json.dumps({"total": 1, "rows": [ROW]}, ensure_ascii=False))
    page = f'<html><head><meta name="color-scheme" content="light dark"></head><body><pre>{shown}</pre></body></html>'
    found = read_one(tmp_path, page, "gbQueryPage.html")
    assert isinstance(found, Record)
    assert found.number == "GB/T 99903-2024"
