"""Workbooks: each sheet a table, cells by their references, as a spreadsheet shows them."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from bench.hostile import workbooks
from indexer.readers import Document, read_document


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(document: Document) -> dict[str, str]:
    return {one.place.words.chinese: one.text for table in document.tables for row in table.rows for one in row}


@pytest.fixture
def book() -> Workbook:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "明细"
    first["C12"] = "GB/T 1.1-2020"
    first["A13"] = date(2020, 3, 1)
    first["B13"] = datetime(2020, 3, 1, 8, 30)  # noqa: DTZ001 - a workbook has no zones
    first["C13"] = 2014.0
    first["D13"] = 0.1 + 0.2
    first["E13"] = True
    first["F13"] = '="GB 2"'
    first["GR14"] = "第 200 列"
    first["A1"] = "标准查新表"
    first.merge_cells("A1:D2")
    hidden = book.create_sheet("旧表")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "GB 3\nGB 4"
    book.create_sheet("空")
    return book


def test_every_sheet_is_a_table(book: Workbook) -> None:
    document = read_document(saved(book), "清单.xls")
    assert (document.format, document.problems) == ("xlsx", ())
    assert [(one.caption, one.hidden) for one in document.tables] == [("明细", False), ("旧表", True)]
    assert texts(document) == {
        "明细!A1": "标准查新表",
        "明细!C13": "2014",
        "明细!C12": "GB/T 1.1-2020",
        "明细!A13": "2020-03-01",
        "明细!B13": "2020-03-01 08:30",
        "明细!D13": "0.3",
        "明细!E13": "TRUE",
        "明细!F13": "GB 2",
        "明细!GR14": "第 200 列",
        "旧表!A1": "GB 3\nGB 4",
    }
    merged = document.tables[0].rows[0][0]
    assert (merged.text, merged.rows, merged.columns) == ("标准查新表", 2, 4)
    assert ["旧表" in note.chinese and "旧表" in note.english for note in document.notes] == [True]


def test_values_of_formulas_are_read(tmp_path: Path) -> None:
    cell = '<c r="B1" t="str"><f>A1&amp;"x"</f><v>GB 7</v></c>'
    sheet = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    document = read_document(workbooks.workbook(tmp_path, [], {workbooks.SHEET: [sheet]}))
    assert list(texts(document).values()) == ["GB 7"]


def test_rows_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    document = read_document(workbooks.last_column(2, tmp_path))
    assert [(one.line, "#" in one.file) for one in document.problems] == [(3, True), (4, True)]
    assert "GB 1-2020" in texts(document).values()


def test_a_workbook_of_more_cells_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.text.collecting.MOST_PIECES", 20)
    book = Workbook()
    for at in range(30):
        book.active.append([f"GB {at}"])  # type: ignore[union-attr]
    document = read_document(saved(book), "a.xlsx")
    (problem,) = document.problems
    assert (len(texts(document)), "20" in problem.reason) == (20, True)


def test_nothing_is_written_to_a_disk(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file is opened")

    data = saved(book)
    read_document(data)
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    monkeypatch.setattr("io.open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert read_document(data).problems == ()


def test_a_bomb(tmp_path: Path) -> None:
    path = workbooks.blanks(3 * workbooks.MIB, tmp_path)
    assert path.stat().st_size < 50_000
    document = read_document(path)
    assert [one.kind for one in document.problems] == []
    sheet = ["<worksheet><sheetData><row r='1'>", *([" " * 65_536] * 200), "</row></sheetData></worksheet>"]
    (problem,) = read_document(workbooks.workbook(tmp_path, [], {workbooks.SHEET: sheet})).problems
    assert problem.kind == "workbook_too_large"
