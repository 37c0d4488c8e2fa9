"""Files made to hurt: what passes a limit is a reject that says so, the rest is read, memory stays small."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from bench import hostile_files
from bench.hostile import jsons, tables, workbooks, xmls
from bench.hostile.workbooks import MIB, SHEET, cell, many, row, workbook
from indexer.readers import Problem, read
from indexer.readers.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ITEMS
from standard.record import Record


def numbers_and_rejects(path: Path) -> tuple[list[str], list[Problem]]:
    rows = list(read([path]))
    return [one.number for one in rows if isinstance(one, Record)], [one for one in rows if isinstance(one, Problem)]


def test_a_huge_attribute_breaks_the_sheet_off(tmp_path: Path) -> None:
    numbers, (problem,) = numbers_and_rejects(workbooks.attribute(12 * MIB, tmp_path))
    assert (numbers, problem.line >= 3, "工作簿已损坏" in problem.reason) == (["GB 1-2020"], True, True)


def test_a_huge_cell_is_the_reject_of_its_row(tmp_path: Path) -> None:
    numbers, (problem,) = numbers_and_rejects(workbooks.huge_cell(3 * MIB, tmp_path))
    assert (numbers, problem.line) == (["GB 1-2020"], 3)
    assert f"{LONGEST_CELL:,}" in problem.reason


@pytest.mark.parametrize(("length", "records"), [(LONGEST_CELL - 1, 2), (LONGEST_CELL + 1, 1)])
@pytest.mark.parametrize("shared", [True, False])
def test_the_longest_cell(tmp_path: Path, length: int, records: int, shared: bool) -> None:
    """As text of its own and as shared text: the abstract is as long as a cell may be, or longer."""
    text = "大" * length
    header = row(1, "标准号", "标准名称", "摘要")
    last = '<c r="C2" t="s"><v>0</v></c>' if shared else cell("C2", text)
    rows = f"{header}<row r='2'>{cell('A2', 'GB 2-2020')}{cell('B2', '乙')}{last}</row>{row(3, 'GB 3-2020', '丙')}"
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    shared_texts = f"<sst><si><r><t>{text[:5]}</t></r><rPh><t>x</t></rPh><r><t>{text[5:]}</t></r></si></sst>"
    others: dict[str, Iterable[str]] = {SHEET: [sheet], "xl/sharedStrings.xml": [shared_texts]}
    found = list(read([workbook(tmp_path, [], others)]))
    assert [len(one.abstract) for one in found if isinstance(one, Record)] == [length, 0][-records:]
    assert len(found) == 2


def test_blanks_between_cells_are_nothing(tmp_path: Path) -> None:
    assert numbers_and_rejects(workbooks.blanks(3 * MIB, tmp_path)) == (["GB 1-2020", "GB 3-2020"], [])


@pytest.mark.parametrize("write", [workbooks.empty_cells, workbooks.between_rows])
def test_far_too_many_elements_without_a_new_row(tmp_path: Path, write: partial[Path]) -> None:
    numbers, (problem,) = numbers_and_rejects(write(MIB, tmp_path))
    assert (numbers, problem.line, "其后未读" in problem.reason) == (["GB 1-2020"], 3, True)


def test_rows_that_no_sheet_has_are_rejects(tmp_path: Path) -> None:
    numbers, problems = numbers_and_rejects(workbooks.beyond(tmp_path))
    assert numbers == ["GB 1-2020"]
    assert [problem.line for problem in problems[:2]] == [1_048_577, 99_999_999_999]
    assert len(problems) == 3


def test_more_rows_than_a_sheet_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.sheet.MOST_ROWS", 50)
    numbers, problems = numbers_and_rejects(workbooks.many_rows(MIB // 100, tmp_path))
    assert len(numbers) == 49
    assert ["其后未读" in problem.reason for problem in problems] == [True]


def test_rows_out_of_order_and_without_numbers_are_all_read(tmp_path: Path) -> None:
    rows = [row(9, "GB 9-2020", "壬"), row(3, "GB 3-2020", "丙"), row("", "GB 4-2020", "丁").replace(' r=""', "")]
    numbers, problems = numbers_and_rejects(workbook(tmp_path, rows))
    assert (numbers, problems) == (["GB 1-2020", "GB 9-2020", "GB 3-2020", "GB 4-2020"], [])


def test_cells_far_to_the_right(tmp_path: Path) -> None:
    numbers, problems = numbers_and_rejects(workbooks.last_column(5, tmp_path))
    assert (numbers, [problem.line for problem in problems]) == (["GB 1-2020"], [3, 4, 5, 6, 7])
    assert f"{MOST_COLUMNS}" in problems[0].reason


@pytest.mark.parametrize("write", [workbooks.entities, partial(workbooks.comment, 12 * MIB)])
def test_other_xml_that_hurts(tmp_path: Path, write: partial[Path]) -> None:
    numbers, problems = numbers_and_rejects(write(tmp_path))
    assert len(numbers) + len(problems) >= 1


def test_a_shared_text_that_is_not_there(tmp_path: Path) -> None:
    rows = [f'<row r="{n}"><c r="A{n}" t="s"><v>{text}</v></c></row>' for n, text in ((3, "7"), (4, "-1"), (5, "x"))]
    numbers, problems = numbers_and_rejects(workbook(tmp_path, [*rows, row(6, "GB 6-2020", "己")]))
    assert (numbers, [problem.line for problem in problems]) == (["GB 1-2020", "GB 6-2020"], [3, 4, 5])


def test_one_part_as_many_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unpacked counts, each time anew."""
    path = workbooks.repeated_sheet(MIB, tmp_path)
    monkeypatch.setattr("indexer.readers.parts.MOST_BYTES", 10 * MIB)
    numbers, problems = numbers_and_rejects(path)
    assert len(numbers) in (9, 10)
    assert any("超过上限" in problem.reason for problem in problems)


def test_a_list_of_too_many_parts_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbooks.many_parts(25_000, tmp_path)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    numbers, (problem,) = numbers_and_rejects(path)
    assert (numbers, "过多" in problem.reason) == ([], True)


def test_parts_that_overlap_count_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.parts.MOST_BYTES", 200 * MIB)
    numbers, (problem,) = numbers_and_rejects(workbooks.overlapping(4, tmp_path))
    assert (numbers, "超过上限" in problem.reason) == ([], True)


def test_a_way_of_packing_that_xlsx_has_not(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    numbers, (problem,) = numbers_and_rejects(path)
    assert (numbers, "压缩方式" in problem.reason) == ([], True)


def test_a_packed_file_that_unpacks_to_far_more(tmp_path: Path) -> None:
    path = jsons.packed("a.jsonl.gz", many(" " * 99 + "\n", 40 * MIB, jsons.SOUND), tmp_path)
    numbers, (problem,) = numbers_and_rejects(path)
    assert (numbers, "100 倍" in problem.reason) == (["GB 1-2020"], True)


def test_a_packed_catalogue_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    rows = "".join(f'{{"number": "GB {n}-2020", "title": "大蒜生产技术规程"}}\n' for n in range(20_000))
    path.write_bytes(gzip.compress(rows.encode()) * 5)
    assert sum(isinstance(one, Record) for one in read([path])) == 100_000


def test_garbage_behind_a_packed_file(tmp_path: Path) -> None:
    numbers, (problem,) = numbers_and_rejects(jsons.garbage(tmp_path))
    assert (numbers, problem.line, "中断" in problem.reason) == (["GB 1-2020"], 2, True)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_string_that_does_not_end(tmp_path: Path, name: str) -> None:
    numbers, problems = numbers_and_rejects(jsons.endless(3 * MIB, name, tmp_path))
    assert (numbers, problems[0].line) == (["GB 1-2020"], 2)


def test_lists_of_too_many_items(tmp_path: Path) -> None:
    numbers, problems = numbers_and_rejects(jsons.nested(2, tmp_path))
    assert (numbers, len(problems)) == (["GB 1-2020"], 2)
    assert f"{MOST_ITEMS:,}" in problems[0].reason


def test_a_quoted_row_is_no_longer_than_a_line_may_be(tmp_path: Path) -> None:
    text = tables.HEADER + 'GB 2-2020,"' + ("x" * 99_999 + "\n") * 20 + '"\nGB 3-2020,丙\n'
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    numbers, problems = numbers_and_rejects(path)
    assert {"GB 1-2020", "GB 3-2020"} <= set(numbers)
    assert len(numbers) + len(problems) == 23


def test_a_quoted_cell_that_does_not_end(tmp_path: Path) -> None:
    path = tables.endless_lines(5000, tmp_path)
    numbers, problems = numbers_and_rejects(path)
    assert len(numbers) > 300
    assert len(numbers) + len(problems) == len(path.read_text(encoding="utf-8").splitlines()) - 1


def test_a_standard_of_too_many_tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.sts.parsing.MOST_TAGS", 1000)
    numbers, (problem,) = numbers_and_rejects(xmls.standard("<a/>", 4 * 1001, tmp_path))
    assert (numbers, "1,000 个" in problem.reason) == ([], True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("cell", partial(workbooks.huge_cell, 150 * MIB)),
        ("blanks", partial(workbooks.blanks, 150 * MIB)),
        ("cells", partial(workbooks.empty_cells, 20 * MIB)),
        ("texts", partial(workbooks.many_shared, 20 * MIB)),
        ("styles", partial(workbooks.styles, 20 * MIB)),
        ("keys", partial(jsons.keys, 200)),
        ("lists", partial(jsons.nested, 20)),
        ("attributes", partial(xmls.page, " a", 10 * MIB, before="<p", after="></p>")),
    ],
)
def test_memory_stays_small(monkeypatch: pytest.MonkeyPatch, name: str, write: partial[Path]) -> None:
    """A process that loads an ordinary file of one row takes some 170 MB."""
    import sys

    monkeypatch.setitem(hostile_files.FILES, name, write)
    (outcome,) = hostile_files.outcomes([sys.executable, "-m", "webapp.cli"], [name], 300, lambda _: None)
    assert outcome.code in (0, 1, 3), outcome
    assert outcome.peak_memory_mb < 400, outcome
    assert outcome.read == outcome.indexed + outcome.merged + outcome.rejected
