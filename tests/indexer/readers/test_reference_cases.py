"""The reference cases of files that people load: each is read as the note beside it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.readers import Problem, read
from standard.record import Record

#: case -> numbers of its records, and words of its rejects
CASES: dict[str, tuple[list[str], list[str]]] = {
    "f01_word_file.docx": ([], ["是 Word 文档"]),
    "f02_xlsx_named_xls.xls": (["GB/T 41001-2016"], []),
    "f03_sheet_passed_over.xlsx": (
        ["GB/T 21001-2016", "GB/T 21002-2016", "GB/T 21003-2016", "GB/T 21001-2005"],
        [],
    ),
    "f04_bilingual_header.csv": (["GB/T 21001-2016"], []),
    "f05_direction_in_text.json": (["GB/T 30401-2018", "GB/T 30402-2008"], []),
    "f06_placeholders.json": (["GB/T 30301-2018"], ["没有题名"]),
    "f07_number_cells.csv": (
        [*(f"GB/T 3010{at}-2018" for at in range(5)), "GB/T 30109-2018E"],
        ["GB/T 30105-2018、GB/T 30106-2018", "GB/T 30107-2018、GB/T 30108-2018"],
    ),
    "f08_not_numbers.csv": ([], ["是书号", "改成了日期", "只是一个数", "只是一个数", "只是一个数"]),
    "f11_double_bom.csv": (["GB/T 30501-2018"], []),
    "f12_title_1_500.html": ([], ["不是能识别的平台页面"]),
    "f14_mojibake.csv": (["GB/T 30801-2018"], []),
}


@pytest.fixture
def cases(reference: Path) -> Path:
    folder = reference / "cases"
    if not folder.is_dir():
        pytest.skip(f"no cases in {reference}")
    return folder


def found_in(path: Path) -> tuple[list[Record], list[Problem]]:
    rows = list(read([path], today=date(2026, 11, 30)))
    return [row for row in rows if isinstance(row, Record)], [row for row in rows if isinstance(row, Problem)]


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_read_as_its_note_says(cases: Path, name: str) -> None:
    records, problems = found_in(cases / name)
    numbers, reasons = CASES[name]
    assert [record.number for record in records] == numbers
    assert len(problems) == len(reasons)
    for problem, reason in zip(problems, reasons, strict=True):
        assert reason in problem.reason
        assert name in problem.file


def test_every_case_of_a_file_is_known(cases: Path) -> None:
    assert {path.name for path in cases.glob("f*") if path.suffix != ".md"} == set(CASES)


def test_what_the_records_of_the_cases_say(cases: Path) -> None:
    (bilingual,), _ = found_in(cases / "f04_bilingual_header.csv")
    assert bilingual.effective == date(2016, 10, 1)
    newer, older = found_in(cases / "f05_direction_in_text.json")[0]
    assert (newer.replaces, newer.replaced_by) == (("GB/T 30401-2008",), ())
    assert (older.replaces, older.replaced_by) == (("TJ 16-1974",), ("GB/T 30402-2018",))
    (empty,), _ = found_in(cases / "f06_placeholders.json")
    assert (empty.committee, empty.drafters, empty.issuers, empty.title_en, empty.status_word, empty.department) == (
        *("", (), (), "", "", ""),
    )
    replacing = found_in(cases / "f07_number_cells.csv")[0][1]
    assert replacing.replaces == ("GB/T 30101-2008",)
    (mended,), _ = found_in(cases / "f14_mojibake.csv")
    assert mended.title == "大蒜质量"
    assert any("乱码" in note for note in mended.notes)
