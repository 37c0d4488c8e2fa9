"""Files and folders: formats, and every kind of bad input."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from indexer.readers import Problem, read
from indexer.readers.field_labels import field_of
from standard.record import Record

ROW = {"number": "GB/T 1.1-2020", "title": "标准化工作导则"}
LINE = json.dumps(ROW, ensure_ascii=False)
TODAY = date(2026, 11, 24)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one(path: Path) -> Record | Problem:
    (found,) = read([path], today=TODAY)
    return found


def only_problem(path: Path) -> Problem:
    found = one(path)
    assert isinstance(found, Problem)
    assert found.file == str(path)
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", LINE),
        ("a.ndjson", LINE),
        ("A.JSONL", LINE),
        ("a.json", f"[{LINE}]"),
        ("a.json", LINE),
        ("a.json", json.dumps(ROW, indent=2)),
        ("a.json", json.dumps({"total": 1, "rows": [ROW]})),
        ("a.json", json.dumps({"total": 1, "rows": [ROW]}, indent=2)),
        ("a.txt", LINE),
        ("export", f"[{LINE}]"),
        ("a.jsonl.gz", gzip.compress(LINE.encode())),
        ("a.csv.gz", gzip.compress("标准号,题名\nGB/T 1.1-2020,标准化工作导则".encode())),
        ("a.csv", "标准号,题名\nGB/T 1.1-2020,标准化工作导则"),
        ("a.csv", "标准号;题名\r\nGB/T 1.1-2020;标准化工作导则\r\n"),
        ("a.csv", "\ufeff标准号,题名\nGB/T 1.1-2020,标准化工作导则"),
        ("a.csv", "标准号,题名\nGB/T 1.1-2020,标准化工作导则".encode("gb18030")),
        ("a.csv", "标准号\t题名\nGB/T 1.1-2020\t标准化工作导则".encode("utf-16")),
        ("a.tsv", "标准号\t题名\nGB/T 1.1-2020\t标准化工作导则"),
    ],
)
def test_formats(tmp_path: Path, name: str, content: str | bytes) -> None:
    found = one(write(tmp_path / name, content))
    assert isinstance(found, Record), found
    assert (found.number, found.title) == ("GB/T 1.1-2020", "标准化工作导则")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", "", "文件是空的"),
        ("a.csv", " \n\n", "文件是空的"),
        ("a.jsonl.gz", gzip.compress(b""), "文件是空的"),
        ("a.jsonl", bytes(range(256)) * 20, "二进制文件"),
        ("a.pdf", b"%PDF-1.4 hello", "是 PDF"),
        ("a.docx", "hello", "无法识别的格式"),
        ("a.xlsx", "hello", "内容却不是工作簿"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "旧式 .xls"),
        ("a.csv", "名称,日期\n甲,2020-01-01", "没有标准号一列；现有的列：名称、日期"),
        ("a.csv", "GB 1-2000,甲\n", "没有标准号一列"),
    ],
)
def test_a_file_that_is_nothing(tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    found = only_problem(write(tmp_path / name, content))
    assert found.line == 0
    assert reason in found.reason


def test_a_missing_file(tmp_path: Path) -> None:
    assert "没有这个文件" in only_problem(tmp_path / "no.jsonl").reason


def test_a_folder_without_files(tmp_path: Path) -> None:
    assert "没有可以读取的文件" in only_problem(tmp_path).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", LINE)
    path.chmod(0)
    assert "无法读取" in only_problem(path).reason


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.jsonl", "c.jsonl", "a.jsonl", ".hidden.jsonl", ".git/x.jsonl", "~$c.xlsx"):
        write(tmp_path / name, LINE.replace("工作", name))
    write(tmp_path / "README.md", "hello")
    titles = [found.title for found in read([tmp_path, tmp_path / "c.jsonl"]) if isinstance(found, Record)]
    assert titles == ["标准化a.jsonl导则", "标准化c.jsonl导则", "标准化b/2.jsonl导则"]


def test_a_packed_file_that_is_cut_off_keeps_what_was_read(tmp_path: Path) -> None:
    rng = random.Random(1)
    rows = [json.dumps({**ROW, "abstract": str(rng.random())}) for _ in range(20_000)]
    data = gzip.compress("\n".join(rows).encode())
    *records, last = read([write(tmp_path / "a.jsonl.gz", data[: len(data) // 2])])
    assert 9_000 < len(records) < 11_000
    assert all(isinstance(record, Record) for record in records)
    assert isinstance(last, Problem)
    assert last.line == len(records) + 1
    assert "中断" in last.reason


def test_a_packed_file_that_is_damaged(tmp_path: Path) -> None:
    data = bytearray(gzip.compress((LINE + "\n").encode() * 1000))
    data[len(data) // 2] ^= 0xFF
    *_, last = read([write(tmp_path / "a.jsonl.gz", bytes(data))])
    assert isinstance(last, Problem)
    assert "中断" in last.reason or "无法读取" in last.reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"number": ["GB 1-2000", "GB 2-2000"], "title": "甲"}, "标准号是一个列表"),
        ({"number": {"a": "GB 1"}, "title": "甲"}, "标准号应为文字"),
        ({"title": "甲"}, "没有标准号"),
        ({"number": "GB 1-2000"}, "没有题名"),
        ({"number": "GB 1-2000", "title": {"zh": "甲"}}, "没有题名"),
        ({}, "没有标准号"),
    ],
)
def test_rows_of_wrong_types(tmp_path: Path, row: dict[str, object], reason: str) -> None:
    found = only_problem(write(tmp_path / "a.jsonl", json.dumps(row)))
    assert found.line == 1
    assert reason in found.reason


def test_a_strange_value_never_costs_the_row(tmp_path: Path) -> None:
    strange: list[Any] = [7, 1.5, True, None, [], {}, [1, None], [[["x"]]], {"a": {"b": 1}}, "\ud800", "x" * 5000, "\0"]
    names = [name for name in Record.__dataclass_fields__ if name not in ("number", "title")]
    rows = [json.dumps({**ROW, name: value}) for name in names for value in strange]
    found = list(read([write(tmp_path / "a.jsonl", "\n".join(rows))]))
    assert [type(record) for record in found] == [Record] * len(rows)
    for record in found:
        json.dumps(record.to_json(), ensure_ascii=False).encode()


def test_a_number_for_a_title_is_read(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.jsonl", json.dumps({**ROW, "title": 2020})))
    assert isinstance(found, Record)
    assert found.title == "2020"


def test_a_future_date_stays_with_a_note(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.jsonl", json.dumps({**ROW, "issued": "2026-11-26"})))
    assert isinstance(found, Record)
    assert found.issued == date(2026, 11, 26)
    assert found.notes == ("发布日期 2026-11-26 晚于收录当日",)


def test_unknown_columns_are_told_once_per_file(tmp_path: Path) -> None:
    told: list[tuple[str, tuple[str, ...]]] = []
    write(tmp_path / "a.jsonl", "\n".join([json.dumps({**ROW, "心情": 1, "id": 2}), json.dumps({**ROW, "心情": 3})]))
    write(tmp_path / "b.csv", "标准号,题名,颜色,序号\nGB 1-2000,甲,红,1\n")
    list(read([tmp_path], on_unknown_columns=lambda path, labels: told.append((path.name, labels))))
    assert told == [("a.jsonl", ("心情",)), ("b.csv", ("颜色",))]


def test_the_day_of_looking_up_can_be_given(tmp_path: Path) -> None:
    rows = [json.dumps(ROW), json.dumps({**ROW, "核对日期": "2025-01-02"})]
    found = read([write(tmp_path / "a.jsonl", "\n".join(rows))], checked=date(2026, 1, 1))
    assert [record.checked for record in found if isinstance(record, Record)] == [date(2026, 1, 1), date(2025, 1, 2)]


def sample(reference: Path, size: int) -> list[dict[str, Any]]:
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return random.Random(3).sample(rows, size)


def flat(rows: Iterable[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Columns and cells, lists joined."""
    rows = list(rows)
    columns = sorted({name for row in rows for name in row})
    cells = [["; ".join(v) if isinstance(v := row.get(name, ""), list) else v for name in columns] for row in rows]
    return columns, cells


@pytest.mark.parametrize("form", ["utf-8", "gb18030", "utf-8-sig", "utf-16", "xlsx"])
def test_every_format_gives_the_same_records(reference: Path, tmp_path: Path, form: str) -> None:
    rows = sample(reference, 700)
    lines = write(tmp_path / "a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    columns, cells = flat(rows)
    path = tmp_path / ("a.xlsx" if form == "xlsx" else "a.csv")
    if form == "xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in [columns, *cells]:
            sheet.append(row)
        book.save(path)
    else:
        with path.open("w", encoding=form, newline="") as file:
            csv.writer(file).writerows([columns, *cells])
    expected = [found for found in read([lines], today=TODAY) if isinstance(found, Record)]
    assert [found for found in read([path], today=TODAY) if isinstance(found, Record)] == expected
    assert len(expected) > 690


@pytest.mark.slow
def test_the_whole_catalogue(reference: Path) -> None:
    """Every row is a record or a problem; what is clean is its own form; no day of 1900 survives."""
    records: list[Record] = []
    problems: list[Problem] = []
    for found in read([reference / "catalogue.jsonl.gz"], today=TODAY):
        if isinstance(found, Record):
            records.append(found)
        else:
            problems.append(found)
    assert len(records) + len(problems) == 67_469
    assert len(records) >= 67_000
    assert all(problem.reason and problem.line for problem in problems)
    days = [getattr(record, name) for record in records for name in ("issued", "effective", "abolished")]
    assert [day for day in days if day and day.year < 1949] == []
    assert sum(record.parsed is None for record in records) < 700


def test_our_own_form_comes_out_as_it_went_in(reference: Path, tmp_path: Path) -> None:
    rows = sample(reference, 3000)
    given = write(tmp_path / "a.jsonl", "\n".join(json.dumps(row) for row in rows))
    records = [found for found in read([given], today=TODAY) if isinstance(found, Record)]
    own = write(tmp_path / "own.jsonl", "\n".join(json.dumps(record.to_json()) for record in records))
    assert list(read([own], today=TODAY)) == records


def test_our_own_table(tmp_path: Path) -> None:
    cells = {
        "number": "GB/T 19001-2016",
        "title": "质量管理体系 要求",
        "status": "current",
        "issued": "2016-12-30",
        "issuers": "国家质量监督检验检疫总局;国家标准化管理委员会",
        "ics": "03.100.70;03.120.10",
        "replaces": "GB/T 19001-2008",
        "adopts": "ISO 9001:2015 (IDT)",
        "source": "openstd.samr.gov.cn",
        "checked": "2026-11-24",
        "example": "是",
    }
    path = write(tmp_path / "a.tsv", "# source: x\n" + "\t".join(cells) + "\n" + "\t".join(cells.values()) + "\n")
    found = one(path)
    assert isinstance(found, Record)
    assert found.to_json() == {
        **cells,
        "level": "national",
        "nature": "recommended",
        "issuers": ["国家质量监督检验检疫总局", "国家标准化管理委员会"],
        "ics": ["03.100.70", "03.120.10"],
        "replaces": ["GB/T 19001-2008"],
        "adopts": [{"number": "ISO 9001:2015", "degree": "IDT"}],
        "example": True,
    }


def test_the_pages_of_a_platform(reference: Path) -> None:
    found = one(reference / "pages" / "hbba-list.json")
    assert isinstance(found, Record)
    assert (found.number, found.title) == ("JB/T 13368-2018", "叉车属具 软包夹")
    assert (found.issued, found.effective) == (date(2018, 2, 9), date(2018, 10, 1))
    assert (found.filing, found.issuers) == ("61715-2018", ("工业和信息化部",))


def test_no_field_of_the_sample_is_unknown(reference: Path) -> None:
    assert {name for row in sample(reference, 5000) for name in row if field_of(name) is None} == set()


def test_links_to_folders_are_followed_once(tmp_path: Path) -> None:
    elsewhere, sources = tmp_path / "elsewhere", tmp_path / "sources"
    for folder in (elsewhere, sources):
        folder.mkdir()
    (elsewhere / "b.csv").write_text("标准号,标准名称\nGB 2-2020,乙\n", encoding="utf-8")
    (sources / "a.csv").write_text("标准号,标准名称\nGB 1-2020,甲\n", encoding="utf-8")
    (sources / "link").symlink_to(elsewhere)
    (sources / "loop").symlink_to(sources)
    (elsewhere / "back").symlink_to(sources)
    (sources / "gone.csv").symlink_to("nowhere.csv")
    rows = list(read([sources]))
    assert sorted(row.number for row in rows if isinstance(row, Record)) == ["GB 1-2020", "GB 2-2020"]
    assert [row.reason for row in rows if isinstance(row, Problem)] == ["没有这个文件；请检查路径"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (row,) = read([tmp_path])
    assert isinstance(row, Problem)
    assert "管道" in row.reason
