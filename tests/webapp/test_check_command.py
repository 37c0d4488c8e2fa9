"""`lubiao check`: rows out are rows in, and every mistake of its user is told in words and by an exit code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from webapp.cli import main

ROWS = [
    {"number": "GB/T 100-2010", "title": "螺栓", "status": "现行", "issued": "2010-01-01", "effective": "2010-07-01"},
    {"number": "GB/T 200-2010", "title": "灯具", "status": "废止", "replaced_by": ["GB/T 200-2026"]},
    {"number": "GB/T 200-2026", "title": "灯具", "status": "现行", "issued": "2026-01-01", "effective": "2026-07-01"},
    {"number": "GB/T 300-2010", "title": "钢管", "status": "废止", "abolished": "2020-01-01"},
]
DAY = ("--on", "2026-11-30")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("check")
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    assert CliRunner().invoke(main, ["reindex", str(rows), "--index", str(folder / "index")]).exit_code == 0
    return folder / "index"


def run(index: Path, *args: object, stdin: str | bytes = "", english: bool = False) -> Result:
    words = [*(["--language", "en"] if english else []), "check", *map(str, args), "--index", str(index)]
    return CliRunner().invoke(main, words, input=stdin, catch_exceptions=False)


def checked(index: Path, *args: object, stdin: str | bytes = "") -> dict[str, Any]:
    value: dict[str, Any] = json.loads(run(index, *args, "--json", stdin=stdin).stdout)
    return value


@pytest.mark.parametrize(
    ("text", "args", "code"),
    [
        ("GB/T 100-2010\nGB/T 200-2026\n", (), 0),
        ("GB/T 100-2010\nGB/T 300-2010\n", (), 1),
        ("GB/T 200-2010\n", ("--on", "2026-03-01"), 1),
        ("GB/T 300-2010\n", ("--fail-on", "not_found"), 0),
        ("GB/T 300-2010\n", ("--fail-on", "not_found,abolished"), 1),
        ("GB/T 100-2010\n", ("--fail-on", "replaced,abolished,not_found"), 0),
        ("没有引用标准。\n", ("--fail-on", "replaced"), 0),
    ],
)
def test_the_exit_code_says_whether_all_is_in_force(index: Path, text: str, args: Sequence[str], code: int) -> None:
    assert run(index, "-", *(args if "--on" in args else (*args, *DAY)), stdin=text).exit_code == code


LINES = st.lists(
    st.one_of(
        st.sampled_from(["GB/T 100-2010", "GB/T 200-2010 灯具", "GB/T 999-2001", "JG46", "9001-2000", "GB/T 200"]),
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None)
@given(lines=LINES)
def test_rows_out_are_rows_in_and_in_their_order(index: Path, tmp_path_factory: Any, lines: list[str]) -> None:
    """Every row of a table is in the answer, judged or skipped; those judged keep their order, in every report."""
    book = Workbook()
    sheet: Any = book.active
    for at, line in enumerate([("序号", "标准号", "名称"), *((at, line, "甲") for at, line in enumerate(lines, 1))], 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(at, column, value)
            cell.data_type = "s" if isinstance(value, str) else "n"
    path = tmp_path_factory.mktemp("list") / "list.xlsx"
    book.save(path)
    found = checked(index, path)
    places = [row["place"]["row"] for row in found["rows"]]
    assert places == sorted(places)
    assert sorted({*places, *(one["place"]["row"] for one in found["skipped"])}) == list(range(1, len(lines) + 2))
    assert [row["row"] for row in found["rows"]] == list(range(1, len(found["rows"]) + 1))
    assert sum(found["counts"].values()) == len(found["rows"])
    report = path.with_name("report.csv")
    assert run(index, path, "--output", report).exit_code in (0, 1)
    assert run(index, "--verify", report).exit_code == 0
    again = json.loads(run(index, "--verify", report, "--json").stdout)
    assert again["rows"] == len(found["rows"])


def test_the_terminal_shows_each_row_and_what_it_is_not(index: Path) -> None:
    result = run(index, "-", *DAY, stdin="GB/T 100-2010\nGB/T 200-2010\n螺栓一批\n")
    lines = result.stdout.splitlines()
    assert lines[0] == "   1  GB/T 100-2010  [现行]  螺栓"
    assert lines[1] == "   2  GB/T 200-2010  [已被代替]  灯具  → GB/T 200-2026"
    assert "不构成" in lines[-1]
    result = run(index, "-", *DAY, stdin="GB/T 100-2010\n", english=True)
    assert "[In force]" in result.stdout
    assert "approves neither" in result.stdout


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv", "json"])
def test_reports_are_written_once_and_verified(index: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"report.{ending}"
    assert run(index, "-", "--output", path, *DAY, stdin="GB/T 100-2010\n").exit_code == 0
    assert run(index, "--verify", path).exit_code == 0
    refused = run(index, "-", "--output", path, stdin="GB/T 100-2010\n")
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert run(index, "-", "--output", path, "--force", stdin="GB/T 100-2010\n").exit_code == 0


def test_a_report_that_was_changed_is_told_with_exit_code_1(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    run(index, "-", "--output", path, *DAY, stdin="GB/T 100-2010\nGB/T 300-2010\n")
    path.write_text(path.read_text(encoding="utf-8").replace("已废止", "现行"), encoding="utf-8")
    result = run(index, "--verify", path)
    assert result.exit_code == 1
    assert "序号 2，GB/T 300-2010）被改动：查证结果" in result.stdout
    assert "was changed: 查证结果" in run(index, "--verify", path, english=True).stdout


def test_a_baseline_and_a_second_list_are_told_row_by_row(index: Path, tmp_path: Path) -> None:
    earlier, scope = tmp_path / "earlier.xlsx", tmp_path / "scope.csv"
    run(index, "-", "--output", earlier, "--on", "2026-03-01", stdin="GB/T 200-2010\nGB/T 300-2010\n")
    scope.write_text("序号,标准号,项目\n1,GB/T 100-2010,尺寸\n2,GB/T 7-2008,硬度\n", encoding="utf-8")
    args = ("-", *DAY, "--baseline", earlier, "--join", scope)
    result = run(index, *args, stdin="GB/T 200-2010\nGB/T 100-2010\n")
    assert "有变化 查证结果由" in result.stdout
    assert "（标准发生变化）" in result.stdout
    assert "清单已删去：GB/T 300-2010" in result.stdout
    assert "附表独有：GB/T 7-2008" in result.stdout
    found = checked(index, *args, stdin="GB/T 200-2010\nGB/T 100-2010\n")
    assert [row["change"]["kind"] for row in found["rows"]] == ["changed", "new"]
    assert [row["match"] for row in found["rows"]] == ["none", "same"]
    assert found["baseline"]["on"] == "2026-03-01"


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "code", "chinese", "english"),
    [
        (("-", "--on", "2026-02-30"), 2, "不是日期", "is no day"),
        (("-", "--fail-on", "withdrawn"), 2, "没有这样的查证结果：withdrawn", "no such verdict: withdrawn"),
        (("-", "--fail-on", ""), 2, "可用：in_force", "There are in_force"),
        ((), 2, "请给出要查证的文件", "Name the file"),
        (("-", "--verify", "{}/a.csv"), 2, "不能同时给出", "takes no FILE"),
        (("--verify", "{}/a.csv"), 2, "不是本程序的查新报告", "is no report of a check"),
        (("--verify", "{}/none.csv"), 2, "none.csv", "none.csv"),
        (("-", "--baseline", "{}/a.csv"), 2, "不是本程序的查新报告", "is no report of a check"),
        (("-", "--baseline", "{}/other.csv"), 2, "另一份清单", "another list"),
        (("-", "--join", "{}/a.csv"), 2, "没有找到标准号", "names no standard"),
        (("-", "--output", "{}/a.odt"), 2, ".xlsx", ".xlsx"),
        (("{}/a.csv", "--output", "{}/a.csv"), 3, "a.csv", "a.csv"),
        (("{}/none.txt",), 3, "无法读取", "cannot be read"),
        (("{}/broken.pdf",), 3, "无法读取", "cannot be read"),
        (("{}/empty.txt",), 3, "无法读取", "cannot be read"),
        (("{}/a.csv", "--fail-on", "replaced"), 0, "", ""),
    ],
)
def test_mistakes_are_told_in_both_languages(
    index: Path, tmp_path: Path, args: Sequence[str], code: int, chinese: str, english: str
) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "empty.txt").write_bytes(b"")
    run(index, "-", "--output", tmp_path / "other.csv", stdin="GB/T 300-2010\n")
    filled = [one.format(tmp_path) for one in args]
    for is_english, told in ((False, chinese), (True, english)):
        result = run(index, *filled, stdin="GB/T 100-2010\n", english=is_english)
        assert result.exit_code == code, result.output
        assert told in result.stderr


def test_a_list_that_cites_nothing_says_so(index: Path) -> None:
    result = run(index, "-", stdin="本文件没有引用任何文件，也不涉及其他要求。\n")
    assert result.exit_code == 1
    assert "没有找到标准号" in result.stdout


def test_a_list_in_another_column_and_formulas_are_read(index: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (
        [None, "在用标准", None],
        [None, "名称", "编号"],
        [None, "甲", "GB/T 100-2010"],
        [None, "=1+1", "GB/T 300-2010"],
    ):
        sheet.append(row)
    sheet["C5"] = "=C3"
    path = tmp_path / "list.xlsx"
    book.save(path)
    found = checked(index, path)
    assert [row["number"] for row in found["rows"]][:2] == ["GB/T 100-2010", "GB/T 300-2010"]
    assert found["rows"][0]["place"] == {"table": 1, "row": 3, "column": 3, "sheet": "Sheet"}


@pytest.mark.slow
def test_fifty_thousand_numbers_give_as_many_rows(index: Path, tmp_path: Path) -> None:
    text = "".join(f"GB/T {serial}-2010\n" for serial in range(1, 50_001))
    path = tmp_path / "report.json"
    assert run(index, "-", "--output", path, stdin=text).exit_code == 1
    value = json.loads(path.read_text(encoding="utf-8"))
    assert [row["row"] for row in value["rows"]] == list(range(1, 50_001))
    assert run(index, "--verify", path).exit_code == 0


def test_remarks_and_repeats_are_told_of_what_is_in_force_too(index: Path) -> None:
    printed = run(index, "-", *DAY, stdin="GB/T 100-2010 城市供水水质标准\nGB/T 100-2010 螺栓\n").stdout
    assert "所给名称与标准号不符" in printed, "a wrong title beside a number in force"
    assert printed.count("与第 1 行重复") == 1
