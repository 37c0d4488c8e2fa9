"""CSV and XLSX: the same cells, read back by other programs' readers."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from catalogue import Search
from catalogue.export.csv_table import FORMULA_STARTS
from catalogue.export.formats import FORMATS
from catalogue.export.rows import HEADER
from catalogue.export.saving import save
from catalogue.search import result_list as listings
from catalogue.search.result_list import Listing
from indexer.readers.file_records import read
from standard.record import Record
from tests.catalogue.export.lists import (
    DAY,
    FOREIGN,
    FULL,
    NASTY,
    OLD,
    REPLACED,
    TITLES,
    catalogue,
    listing,
    many,
    numbers,
    of,
    text,
    written,
)
from webapp.addresses import PageAddresses

COLUMNS = [
    *("序号", "标准号", "题名", "英文题名", "层级", "性质", "状态", "状态截至", "发布日期", "实施日期", "废止日期"),
    *("发布单位", "归口单位", "ICS", "CCS", "代替", "被代替", "采标", "来源", "来源地址", "核对日期", "分组"),
]


def csv_rows(wanted: Listing) -> list[dict[str, str]]:
    content = text("csv", wanted)
    assert content.startswith("\ufeff")
    return list(csv.DictReader(StringIO(content[1:], newline=""), strict=True))


def sheets(wanted: Listing) -> tuple[Worksheet, Worksheet]:
    book = load_workbook(BytesIO(written("xlsx", wanted)))
    assert book.sheetnames == ["检索结果", "说明"]
    return book["检索结果"], book["说明"]


def xlsx_rows(wanted: Listing) -> list[dict[str, Any]]:
    header, *rows = sheets(wanted)[0].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def about(wanted: Listing) -> dict[str, Any]:
    return {str(name): value for name, value in sheets(wanted)[1].iter_rows(min_row=2, values_only=True)}


def test_columns_are_those_agreed() -> None:
    assert list(HEADER) == COLUMNS


def test_every_column_of_a_full_record() -> None:
    expected = {
        "序号": "1",
        "标准号": "GB/T 19001-2016",
        "题名": "质量管理体系 要求",
        "英文题名": "Quality management systems — Requirements",
        "层级": "国家标准",
        "性质": "推荐性",
        "状态": "现行",
        "状态截至": "2026-11-24",
        "发布日期": "2016-12-30",
        "实施日期": "2017-07-01",
        "废止日期": "",
        "发布单位": "国家质量监督检验检疫总局；国家标准化管理委员会",
        "归口单位": "全国质量管理和质量保证标准化技术委员会",
        "CCS": "A00 标准化、质量管理",
        "代替": "GB/T 19001-2008；部分代替 GB/T 19002-2000",
        "被代替": "被 GB/T 19003-2020 部分代替",
        "采标": "ISO 9001:2015，IDT；ISO 9000:2015",
        "来源": "openstd.samr.gov.cn",
        "来源地址": FULL.url,
        "核对日期": "2026-03-31",
        "分组": "相关标准",
    }
    (row,) = csv_rows(of(FULL))
    ics = row.pop("ICS").split("；")
    assert row == expected
    assert [name.split(" ")[0] for name in ics] == ["03.120.10", "01.040"]


def test_a_code_is_never_a_bare_number() -> None:
    """`01.040` alone would become 1.04 where a spreadsheet opens the file."""
    assert all(not cell.replace(".", "").isdigit() for row in csv_rows(of(FULL)) for cell in row["ICS"].split("；"))


def test_what_is_not_known_is_an_empty_cell() -> None:
    (row,) = xlsx_rows(of(Record("Q/X 1-2020", "甲")))
    assert {name for name, cell in row.items() if cell is not None} == {
        *("序号", "标准号", "题名", "层级", "状态", "状态截至", "分组")
    }


def test_status_is_that_of_the_day() -> None:
    (row,) = csv_rows(of(REPLACED))
    assert (row["状态"], row["废止日期"], row["被代替"]) == ("被代替", "2017-07-01", "GB/T 19001-2016")


def test_made_up_records_say_so() -> None:
    assert {row["来源"] for row in csv_rows(of(*NASTY))} == {"（示例数据）"}


def test_csv_is_rfc_4180() -> None:
    content = written("csv", of(FULL, FOREIGN))
    assert content.count(b"\r\n") == 3
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_rows_are_those_of_the_search(name: str) -> None:
    for search in (Search(), Search("质量 要求"), Search("GB/T 1.1"), Search(sort="-issued")):
        wanted = catalogue().every(search)
        rows = csv_rows(wanted) if name == "csv" else xlsx_rows(wanted)
        assert [row["标准号"] for row in rows] == numbers(wanted)
        assert [int(row["序号"]) for row in rows] == list(range(1, wanted.count + 1))


def test_csv_texts_come_back_but_for_the_apostrophe() -> None:
    rows = csv_rows(of(*NASTY))
    for row, title in zip(rows, TITLES, strict=True):
        said = title.replace("\ud800", "?")
        assert row["题名"] == ("'" + said if said[0] in FORMULA_STARTS else said)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_csv_is_a_formula(start: str) -> None:
    nasty = start + "1"
    record = Record(nasty, nasty, title_en=nasty, issuers=(nasty,), committee=nasty, source=nasty, url=nasty)
    (row,) = csv_rows(of(record))
    assert [name for name, cell in row.items() if cell[:1] in FORMULA_STARTS] == []
    assert row["题名"] == "'" + nasty


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    sheet, _ = sheets(of(*NASTY))
    titles = [row[2] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in titles} == {"s"}
    expected = [title.replace("\x0b", "").replace("\x00", "").replace("\ud800", "") for title in TITLES]
    assert [str(cell.value).replace("\r\n", "\n") for cell in titles] == [one.replace("\r\n", "\n") for one in expected]
    assert [bool(cell.quotePrefix) for cell in titles] == [one[0] in {*FORMULA_STARTS, "#"} for one in expected]


def test_a_query_is_no_formula_either() -> None:
    _, info = sheets(listing("=1+1"))
    assert info["B2"].data_type == "s"
    assert info["B2"].value == "=1+1"


def test_days_are_days_and_numbers_are_texts() -> None:
    sheet, _ = sheets(of(FULL))
    types = {cell.value: (below.data_type, below.number_format) for cell, below in zip(*sheet.iter_rows(), strict=True)}
    for name in ("状态截至", "发布日期", "实施日期", "核对日期"):
        assert types[name] == ("d", "yyyy-mm-dd")
    assert types["标准号"][0] == "s"
    assert types["序号"][0] == "n"
    (row,) = xlsx_rows(of(FULL))
    assert row["发布日期"] == datetime(2016, 12, 30)  # noqa: DTZ001 - spreadsheets have no zones


def test_days_before_the_calendar_of_spreadsheets() -> None:
    assert xlsx_rows(of(OLD))[0]["发布日期"] == "1899-12-31"


def test_header_stays_in_view_and_columns_are_wide_enough() -> None:
    sheet, info = sheets(of(FULL))
    for one in (sheet, info):
        assert one.freeze_panes == "A2"
        assert all(cell.font.bold for cell in one[1])
    assert sheet.column_dimensions["B"].width == 22
    assert sheet.column_dimensions["C"].width == 50


def test_the_second_sheet_says_what_the_first_is() -> None:
    wanted = listing("质量", filters=(("level", ("national", "local")), ("region", ("37",))), sort="-issued")
    said = about(wanted)
    assert said["检索式"] == "质量"
    assert said["筛选：层级"] == "国家标准、地方标准"
    assert said["筛选：地区"] == "山东省"
    assert said["排序"] == "发布日期，新的在前"
    assert said["状态截至"].date() == DAY
    assert said["数据核对至"].date() == date(2026, 3, 31)
    assert said["索引版本"] == "000007"
    assert said["符合条件的标准"] == said["本文件收录"] == wanted.total
    assert "注意" not in said


def test_a_list_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ROWS", 5)
    wanted = catalogue(many(12)).every(Search("示例"))
    said = about(wanted)
    assert (said["符合条件的标准"], said["本文件收录"]) == (12, 5)
    assert "12" in said["注意"]
    assert len(csv_rows(wanted)) == len(xlsx_rows(wanted)) == 5


def test_nothing_found() -> None:
    wanted = listing("zzz")
    assert csv_rows(wanted) == []
    assert xlsx_rows(wanted) == []
    assert "zzz" in about(wanted)["提示"]
    assert text("csv", wanted) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_our_own_readers_read_it(name: str, tmp_path: Path) -> None:
    """A list taken away can be corrected and loaded again."""
    path = tmp_path / f"list.{name}"
    save(of(FULL, REPLACED), FORMATS[name], path, PageAddresses())
    unknown: list[tuple[str, ...]] = []
    rows = list(read([path], on_unknown_columns=lambda _, names: unknown.append(names)))
    for row, given in zip(rows, (REPLACED, FULL), strict=True):
        for field in (
            *("number", "title", "title_en", "level", "nature", "status", "issued", "effective", "abolished"),
            *("issuers", "committee", "ics", "ccs", "replaces", "replaces_partly", "replaced_by"),
            *("replaced_partly_by", "adopts", "source", "checked"),
        ):
            assert getattr(row, field) == getattr(given, field), field
    aside = {"状态截至", "来源地址", "分组", "工作表 说明（没有标准号一列，未读取）"}
    assert {name for names in unknown for name in names} <= aside
