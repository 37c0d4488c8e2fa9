"""A comparison as workbook, letter, page and JSON; the filled workbook read back settles what was decided."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from catalogue import Catalogue
from catalogue.comparison import Selection
from catalogue.export import COMPARISON_FORMATS, ComparisonReport, UnknownFormat, find_comparison_format
from indexer.engines import in_memory
from indexer.readers import read_document
from standard.record import Adoption, Record
from standard.status import Status
from tests.indexer.engines.catalogues import record
from webapp.addresses import PageAddresses
from webapp.cli import main

TODAY = date(2026, 11, 30)
GARLIC, TREES = {"ics": ("67.080.20",), "ccs": ("B31",)}, {"ics": ("65.020.40",), "ccs": ("B64",)}
PINE = record("DB37/T 2-2012", "造林技术规程", issued=date(2012, 1, 1), region="37", **TREES)
FOREST = record("GB/T 3-2023", "造林技术规程", issued=date(2023, 1, 1), source="std.samr.gov.cn", **TREES)
RECORDS = (
    record("DB37/T 1-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), region="37", **GARLIC),
    PINE,
    record(
        "DB37/T 4-2025",
        "=某场所<管理>规范",
        issued=date(2025, 1, 1),
        region="37",
        cites=("GB/T 5-2000", "GB/T 6-2000"),
        adopts=(Adoption("ISO 1:2002", "IDT", "third-party text 1"),),
        ics=("03.080",),
    ),
    record("DB37/T 7-2025", "通用技术要求", issued=date(2025, 1, 1), region="37"),
    record("NY/T 3-2025", "大蒜种植技术规范", issued=date(2025, 1, 1), **GARLIC),
    FOREST,
    record("GB/T 5-2000", "采样", status=Status.ABOLISHED),
    record("GB/T 6-2000", "制样", status=Status.REPLACED, replaced_by=("GB/T 6-2020",)),
    record("GB/T 6-2020", "制样"),
    record("ISO 1:2002", "Reference temperature", status=Status.ABOLISHED),
    *(record(f"GB/T {900 + at}-2020", title) for at, title in enumerate(("螺栓", "水泥", "玻璃", "电缆", "轮胎"))),
)
PAIRS, MATTERS, OPEN = "重复交叉候选", "复审提示", "无法判定"


def catalogue(*changed: Record) -> Catalogue:
    numbers = {one.number for one in changed}
    records = (*(one for one in RECORDS if one.number not in numbers), *changed)
    return Catalogue(in_memory(records), today=lambda: TODAY)


def compared(source: Catalogue, decided: bytes = b"") -> ComparisonReport:
    decisions = source.decisions(read_document(decided, "填好.xlsx")) if decided else None
    return source.comparison_report(Selection.of({"region": ("DB37",)}), decisions)


def written(report: ComparisonReport, ending: str) -> bytes:
    return b"".join(COMPARISON_FORMATS[ending].write(report, PageAddresses()))


def sheet_rows(data: bytes, title: str) -> list[dict[str, Any]]:
    head, *rows = load_workbook(BytesIO(data))[title].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def filled(data: bytes, *, conclusion: str = "继续有效") -> bytes:
    """The workbook with a decision in every row that asks for one."""
    book, file = load_workbook(BytesIO(data)), BytesIO()
    for sheet in book:
        columns = {cell.value: at for at, cell in enumerate(sheet[1], 1)}
        if "结论" not in columns:
            continue
        for row in range(2, sheet.max_row + 1):
            for label, value in (("结论", conclusion), ("审核人", "张三"), ("审核日期", TODAY)):
                sheet.cell(row, columns[label]).value = value
    book.save(file)
    return file.getvalue()


def test_the_sheets_hold_both_standards_with_states_reasons_and_an_empty_conclusion() -> None:
    data = written(compared(catalogue()), "xlsx")
    titles = ["汇总", "有效性", PAIRS, MATTERS, "体系覆盖", "采标", "无对应标准", OPEN]
    assert load_workbook(BytesIO(data)).sheetnames == titles
    row = next(one for one in sheet_rows(data, PAIRS) if one["标准号"] == PINE.number)
    assert (row["题名"], row["状态"], row["比对标准号"], row["比对状态"]) == (
        "造林技术规程",
        "现行",
        FOREST.number,
        "现行",
    )
    assert 0.5 < row["评分"] <= 1
    assert "题名共有" in row["理由"]
    assert "std.samr.gov.cn" in row["来源"]
    assert [row[name] for name in ("结论", "审核人", "审核日期", "备注")] == [None] * 4
    assert {one["标准号"] for one in sheet_rows(data, OPEN)} == {"DB37/T 7-2025"}
    (adopted,) = sheet_rows(data, "采标")
    assert (adopted["采用的标准"], adopted["该版本状态"]) == ("ISO 1:2002", "已失效")
    assert "第三方" in adopted["采标出处"]


def test_each_reference_and_adoption_that_ended_is_a_row_of_its_own() -> None:
    rows = sheet_rows(written(compared(catalogue()), "xlsx"), MATTERS)
    assert [(row["事项"], row["标准号"], row["比对标准号"]) for row in rows] == [
        ("复审提示", PINE.number, None),
        ("引用标准已失效", "DB37/T 4-2025", "GB/T 5-2000"),
        ("引用标准已失效", "DB37/T 4-2025", "GB/T 6-2000"),
        ("采标版本已失效", "DB37/T 4-2025", "ISO 1:2002"),
    ]
    assert "GB/T 6-2000 → GB/T 6-2020" in rows[2]["提示"]
    assert "GB/T 5-2000" not in rows[2]["提示"]


def test_forms_offer_the_conclusions_and_print_across_with_their_header() -> None:
    book = load_workbook(BytesIO(written(compared(catalogue()), "xlsx")))
    for title in (PAIRS, MATTERS, OPEN):
        sheet = book[title]
        (offered,) = sheet.data_validations.dataValidation
        assert offered.formula1 == '"不同对象,继续有效,修订,整合,转化,废止,待定"'
        head = {cell.value: get_column_letter(at) for at, cell in enumerate(sheet[1], 1)}
        first, last = (f"{head['结论']}{row}" for row in (2, max(sheet.max_row, 2)))
        assert str(offered.sqref) in (first, f"{first}:{last}")
        assert str(offered.sqref).endswith(last)
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "C2"
        assert f":${head['备注']}$" in sheet.print_area


def test_the_filled_workbook_settles_all_that_was_decided() -> None:
    first = written(compared(catalogue()), "xlsx")
    asked = sum(len(sheet_rows(first, title)) for title in (PAIRS, MATTERS, OPEN))
    again = compared(catalogue(), filled(first))
    assert again.findings.decisions.problems == ()
    second = written(again, "xlsx")
    assert [sheet_rows(second, title) for title in (PAIRS, MATTERS, OPEN)] == [[], [], []]
    assert again.findings.overlaps.settled + again.findings.settled == asked == 7
    summary = {row["项目"]: row["内容"] for row in sheet_rows(second, "汇总")}
    assert summary["审核结论文件"] == "填好.xlsx"
    assert str(summary["已有结论、不再列出"]) == "7"


def test_what_changed_since_is_raised_again_with_the_decision_and_what_changed() -> None:
    decided = filled(written(compared(catalogue()), "xlsx"))
    changed = replace(FOREST, title="造林技术规范")
    rows = sheet_rows(written(compared(catalogue(changed), decided), "xlsx"), PAIRS)
    assert [(row["标准号"], row["比对标准号"]) for row in rows] == [(PINE.number, FOREST.number)]
    assert "上次结论：继续有效、张三、2026-11-30" in rows[0]["提示"]
    assert "题名由“造林技术规程”变为“造林技术规范”" in rows[0]["提示"]


def test_what_was_left_open_is_raised_again() -> None:
    first = written(compared(catalogue()), "xlsx")
    again = compared(catalogue(), filled(first, conclusion="待定"))
    assert again.findings.overlaps.settled == again.findings.settled == 0
    assert len(sheet_rows(written(again, "xlsx"), PAIRS)) == len(sheet_rows(first, PAIRS))


def test_the_letter_is_one_page_of_scope_counts_and_wording() -> None:
    from docx import Document

    document = Document(BytesIO(written(compared(catalogue()), "docx")))
    texts = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = {row.cells[0].text: row.cells[1].text for table in document.tables for row in table.rows}
    assert "提示和候选" in texts
    assert "不是对标准效力、重复或合规的认定" in texts
    assert cells["比对的标准"] == "4"
    assert cells["基准日期"] == "2026-11-30"


def test_the_page_holds_what_the_workbook_does_and_fetches_nothing() -> None:
    page = written(compared(catalogue()), "html").decode()
    assert "=某场所&lt;管理&gt;规范" in page
    assert "<script" not in page
    assert "http" not in page.replace("https://", "http").split("</style>")[0]
    assert "GB/T 6-2000 → GB/T 6-2020" in page


def test_json_has_the_names_of_the_api_and_all_parts() -> None:
    value = json.loads(written(compared(catalogue()), "json"))
    assert {"pairs", "standards", "without", "not_judged", "counts", "matters", "validity", "adoptions"} <= value.keys()
    assert value["coverage"]["by"] == "ics"
    assert value["monitoring"] is None
    assert {one["kind"] for one in value["matters"]} >= {"review_due", "stale_reference", "stale_adoption"}


def test_another_ending_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownFormat, match=r"\.pdf.*\.xlsx.*\.docx.*\.html.*\.json"):
        find_comparison_format(".pdf")


def run(*args: object) -> Result:
    return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False)


def test_the_command_writes_a_workbook_and_reads_it_back(corpus_index: Path, tmp_path: Path) -> None:
    first, done = tmp_path / "first.xlsx", tmp_path / "done.xlsx"
    given = ("overlaps", "--index", corpus_index, "--region", "DB37", "--ics", "65")
    result = run(*given, "--output", first)
    assert result.exit_code == 1
    assert f"报告已写入 {first}" in result.output
    assert run(*given, "--output", first).exit_code == 2, "is not overwritten"
    done.write_bytes(filled(first.read_bytes()))
    told = json.loads(run(*given, "--decisions", done, "--json").output)
    assert told["decisions"]["read"] == told["decisions"]["settled"] > 0
    assert told["pairs"] == []
    assert not {"review_due", "not_judged"} & told["counts"].keys()
    assert run(*given, "--decisions", first, "--output", done).exit_code == 2


def test_the_command_tells_each_decision_that_cannot_be_used(corpus_index: Path, tmp_path: Path) -> None:
    path = tmp_path / "结论.csv"
    path.write_text(
        "标准号,比对标准号,结论,审核人,审核日期\nDB37/T 321-2017,大蒜,修订,张三,2026-01-01\n", encoding="utf-8"
    )
    result = run("overlaps", "--index", corpus_index, "DB37/T 321-2017", "--decisions", path)
    assert result.exit_code == 1
    assert "第 2 行：“大蒜”不是标准号，未采用" in result.output
    english = run("--language", "en", "overlaps", "--index", corpus_index, "DB37/T 321-2017", "--decisions", path)
    assert "line 2: “大蒜” is no number of a standard; not used" in english.output
