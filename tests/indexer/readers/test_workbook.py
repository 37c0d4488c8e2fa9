"""XLSX files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from indexer.readers import Problem, read
from standard.record import Record

HEADER = ["标准号", "标准名称", "发布日期"]


def saved(path: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    book.remove(book["Sheet"])
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(f"表{at + 1}")
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_cells_of_every_type(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["山东标准目录", None, None],
        HEADER,
        ["GB/T 1.1-2020", "标准化工作导则", datetime(2020, 3, 31)],  # noqa: DTZ001 - spreadsheets have no zones
        ["GB/T 2-2020", 2020.0, "2020-03-31"],
        [None, None, None],
        ["GB/T 3-2020", "丙", 43921],
        ["", "  ", None],
    ]
    found = list(read([saved(tmp_path / "a.xlsx", rows)]))
    assert [(r.number, r.title, r.issued) for r in found if isinstance(r, Record)] == [
        ("GB/T 1.1-2020", "标准化工作导则", date(2020, 3, 31)),
        ("GB/T 2-2020", "2020", date(2020, 3, 31)),
        ("GB/T 3-2020", "丙", date(2020, 3, 31)),
    ]
    assert len(found) == 3


def test_every_sheet_with_numbers_is_read(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        [HEADER, ["GB 1-2000", "甲", None]],
        [["说明"], ["本表由某局提供"]],
        [["编号", "名称"], ["GB 2-2000", "乙"], ["", "丙"]],
        [["号码牌", "名称"], ["GB 3-2000", "丁"], ["GB 4-2000", "戊"]],
    )
    unknown: list[str] = []
    first, second, third, fourth = read([path], on_unknown_columns=lambda _, names: unknown.extend(names))
    assert [one.number for one in (first, second) if isinstance(one, Record)] == ["GB 1-2000", "GB 2-2000"]
    assert isinstance(third, Problem)
    assert (third.file, third.line) == (f"{path}#表3", 3)
    assert isinstance(fourth, Problem)
    assert (fourth.file, fourth.line) == (f"{path}#表4", 0)
    assert "没有标准号一列" in fourth.reason
    assert "已读取的工作表：表1、表3" in fourth.reason
    assert unknown == ["工作表 表2（没有标准号一列，未读取）"]


def test_merged_cells(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx", [HEADER, ["GB 1-2000", "甲", None], [None, None, None], ["GB 2-2000", "乙", None]]
    )
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["表1"].merge_cells("A2:A3")
    book.save(path)
    assert [one.number for one in read([path]) if isinstance(one, Record)] == ["GB 1-2000", "GB 2-2000"]


def test_no_column_of_numbers(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [["名称", "日期"], ["甲", None]], [[None]], [["说明"]])
    first, second = read([path])
    assert isinstance(first, Problem)
    assert isinstance(second, Problem)
    assert [(one.file, one.line) for one in (first, second)] == [(f"{path}#表1", 0), (f"{path}#表3", 0)]
    assert "名称、日期" in first.reason


def test_a_workbook_in_which_nothing_stands(tmp_path: Path) -> None:
    (problem,) = read([saved(tmp_path / "a.xlsx", [[None]], [[""]])])
    assert isinstance(problem, Problem)
    assert "都是空的" in problem.reason


@pytest.mark.parametrize("keep", [0.02, 0.5, 0.9])
def test_a_damaged_workbook(tmp_path: Path, keep: float) -> None:
    path = saved(tmp_path / "a.xlsx", [HEADER, *(["GB 1-2000", f"甲{n}", None] for n in range(1000))])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    (problem,) = read([path])
    assert isinstance(problem, Problem)
    assert "工作簿已损坏" in problem.reason


def test_a_sheet_that_breaks_off_keeps_what_was_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [HEADER, *([f"GB {n}-2000", "甲", None] for n in range(1, 3001))])
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, data[: len(data) * 9 // 10] if "sheet1" in part.filename else data)
    path.write_bytes(out.getvalue())
    *records, last = read([path])
    assert len(records) > 2000
    assert isinstance(last, Problem)
    assert last.line == len(records) + 2


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def with_shared_strings(path: Path, texts: list[str]) -> Path:
    """A workbook as office programs write it: cells refer to a table of texts. Two columns."""
    cells = ""
    for row, first in enumerate(range(0, len(texts), 2), 1):
        refs = (
            f'<c r="{column}{row}" t="s"><v>{text}</v></c>'
            for column, text in zip("AB", (first, first + 1), strict=True)
        )
        cells += f'<row r="{row}">{"".join(refs)}</row>'
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MAIN}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{MAIN}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{REL}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet {NS}><dimension ref="A1"/><sheetData>{cells}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f"<sst {NS}>{shared}</sst>",
    }
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return path


def test_shared_strings_and_wrong_dimensions(tmp_path: Path) -> None:
    path = with_shared_strings(tmp_path / "a.xlsx", ["标准号", "题名", "GB 1-2000", "甲", "GB 2-2000", "乙"])
    assert [(one.number, one.title) for one in read([path]) if isinstance(one, Record)] == [
        ("GB 1-2000", "甲"),
        ("GB 2-2000", "乙"),
    ]


def test_formulas_that_no_program_has_worked_out(tmp_path: Path) -> None:
    # such is what libraries write, which do not calculate
    rows: list[Sequence[object]] = [HEADER, ['="GB 1-2000"', '="甲""乙"""', "=TODAY()"], ["=A2", "丙", None]]
    record, problem = read([saved(tmp_path / "a.xlsx", rows)])
    assert isinstance(record, Record)
    assert (record.number, record.title, record.issued) == ("GB 1-2000", '甲"乙"', None)
    assert isinstance(problem, Problem)
    assert "没有标准号" in problem.reason


def test_strict_workbooks(tmp_path: Path) -> None:
    path = with_shared_strings(tmp_path / "a.xlsx", ["标准号", "发布日期", "GB 1-2000", "甲"])
    strict = "http://purl.oclc.org/ooxml"
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part).decode().replace(REL, f"{strict}/officeDocument/relationships")
            text = text.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main", f"{strict}/spreadsheetml/main"
            )
            title = '<c r="C1" t="inlineStr"><is><t>标准名称</t></is></c></row>'
            text = text.replace("</row>", title, 1).replace(
                "</row></sheetData>", title.replace("C1", "C2") + "</sheetData>"
            )
            text = text.replace('<c r="B2" t="s"><v>3</v>', '<c r="B2" t="d"><v>2000-05-08T00:00:00</v>')
            new.writestr(part.filename, text)
    path.write_bytes(out.getvalue())
    (record,) = read([path])
    assert isinstance(record, Record)
    assert (record.number, record.title, record.issued) == ("GB 1-2000", "标准名称", date(2000, 5, 8))


@pytest.mark.parametrize(("limit", "value"), [("parts.MOST_BYTES", 1000), ("shared_texts.MOST_TEXTS", 3)])
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    path = with_shared_strings(tmp_path / "a.xlsx", ["标准号", "题名", "GB 1-2000", "甲"])
    monkeypatch.setattr(f"indexer.readers.{limit}", value)
    (problem,) = read([path])
    assert isinstance(problem, Problem)
    assert "超过上限" in problem.reason


def test_a_row_far_below_is_reached(tmp_path: Path) -> None:
    """A row number beyond what a sheet can have is a reject; it is not counted up to."""
    path = with_shared_strings(tmp_path / "a.xlsx", ["标准号", "题名", "GB 1-2000", "甲", "GB 2-2000", "乙"])
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(
                part.filename, old.read(part).replace(b'r="3"', b'r="99999999999"').replace(b'"A3"', b'"A99999999999"')
            )
    path.write_bytes(out.getvalue())
    first, second = read([path])
    assert isinstance(first, Record)
    assert isinstance(second, Problem)
    assert (second.line, "1,048,576" in second.reason) == (99999999999, True)


def test_a_zip_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("hello.txt", "hello")
    (problem,) = read([path])
    assert isinstance(problem, Problem)
    assert "是压缩包（其中有 hello.txt）" in problem.reason
