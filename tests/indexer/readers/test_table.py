"""Tables: separators, quotation marks, headers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.columns import Labels
from indexer.readers.delimited import DELIMITERS, delimited_rows, delimiter_of
from indexer.readers.encoding import HEAD
from indexer.readers.lines import Line, lines_of
from indexer.readers.placeholders import is_placeholder
from indexer.readers.problem import Problem, Unreadable
from indexer.readers.row import Row, Rowlike
from indexer.readers.table import TableRow, table_rows

HEADER = "标准号,标准名称,状态"


def lines(text: str) -> list[Line]:
    stream = io.BytesIO(text.encode())
    return list(lines_of(stream, stream.read1(HEAD)))


def rows(text: str, labels: Labels | None = None) -> list[Rowlike]:
    return list(table_rows("f", delimited_rows(lines(text)), labels or Labels()))


def titles(text: str) -> list[object]:
    return [row.cells.get("title") if isinstance(row, Row) else row.reason[:8] for row in rows(text)]


@pytest.mark.parametrize("sign", DELIMITERS)
def test_the_header_tells_the_separator(sign: str) -> None:
    text = HEADER.replace(",", sign) + "\n" + sign.join(("GB 1-2000", "甲 乙/丙", "现行")) + "\n"
    assert delimiter_of(lines(text)) == sign
    assert titles(text) == ["甲 乙/丙"]


def test_titles_full_of_other_separators() -> None:
    assert titles("标准号\t标准名称\t状态\nGB 1-2000\t甲,乙,丙;丁|戊\t现行\n") == ["甲,乙,丙;丁|戊"]


def test_the_header_stands_below_titles() -> None:
    text = f"山东省地方标准目录,,\n,,\n更新日期：,2026-01-01,\n{HEADER}\nGB 1-2000,甲,现行\n"
    (row,) = rows(text)
    assert row == Row("f", 5, {"number": "GB 1-2000", "title": "甲", "status": "现行"})


@pytest.mark.parametrize("above", ["山东省地方标准目录 | 标准号", "甲 | 标准号 | 共 2 条", "标准号 | 共 2 条"])
def test_a_line_that_ends_like_a_header_is_none(above: str) -> None:
    header, row = HEADER.replace(",", "|"), "GB 1-2000|甲|现行"
    assert titles(f"{above}\n{header}\n{row}\n") == ["甲"]


def test_a_header_without_titles_is_one_where_there_is_no_other() -> None:
    assert titles("标准号,状态\nGB 1-2000,现行\n") == [None]


def test_apostrophes_before_formulas_are_taken_off() -> None:
    assert titles(f"{HEADER}\nGB 1-2000,'=1+1 法,现行\nGB 2-2000,'甲',现行\n") == ["=1+1 法", "'甲'"]


def test_lines_and_blank_rows_and_repeated_headers() -> None:
    text = f"{HEADER}\n\nGB 1-2000,甲,现行\n,,\n{HEADER}\nGB 2-2000,乙,现行\n"
    assert [(row.line, titles) for row, titles in zip(rows(text), titles(text), strict=True)] == [(3, "甲"), (6, "乙")]


def test_no_column_of_numbers() -> None:
    with pytest.raises(Unreadable) as raised:
        rows("名称,日期\n甲,2020-01-01\n")
    assert "名称、日期" in raised.value.reason
    assert "标准号、标准编号" in raised.value.reason


def test_unknown_columns_are_told() -> None:
    labels = Labels()
    rows("标准号,标准名称,心情,序号\nGB 1-2000,甲,好,1\n", labels)
    assert list(labels.unknown) == ["心情"]


def test_too_many_cells_are_a_problem_and_too_few_are_not() -> None:
    assert titles(f"{HEADER}\nGB 1-2000,甲,乙,现行\nGB 2-2000,丙\nGB 3-2000,丁,现行,,\n") == [
        "这一行有 4 列",
        "丙",
        "丁",
    ]


def test_quotation_marks() -> None:
    cells = ['"甲,乙"', '"甲\n乙"', '5" 管', '"碱"字标', '"甲""乙"""']
    text = HEADER + "".join(f"\nGB {at}-2000,{cell},现行" for at, cell in enumerate(cells))
    assert titles(text) == ["甲,乙", "甲\n乙", '5" 管', '"碱"字标', '甲"乙"']
    assert [row.line for row in rows(text)] == [2, 3, 5, 6, 7]


@pytest.mark.parametrize("rest", [3, 500])
def test_a_mark_that_is_never_closed_does_not_swallow_the_file(rest: int) -> None:
    text = f'{HEADER}\nGB 1-2000,"甲,现行\n' + "GB 2-2000,乙,现行\n" * rest
    assert titles(text) == ['"甲', *["乙"] * rest]


def test_an_unreadable_line_is_one_problem() -> None:
    data = lines(f"{HEADER}\nGB 1-2000,甲,现行\nx\nGB 2-2000,乙,现行")
    data[2] = Line(3, Unreadable("坏", "?"))
    found = list(table_rows("f", delimited_rows(data), Labels()))
    assert found[1] == Problem("f", 3, "?", "坏")
    assert [row.line for row in found] == [2, 3, 4]


def test_a_cell_beyond_the_limit_of_the_library() -> None:
    text = f"{HEADER}\nGB 1-2000,{'x' * 200_000},现行\nGB 2-2000,乙,现行\n"
    assert titles(text)[1] == "乙"


# what begins like the mark that exports put before a formula is read without it, and what stands for nothing is empty
CELLS = (
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=8)
    .map(str.strip)
    .filter(lambda text: not text or not (text.startswith("'") or is_placeholder(text)))
)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), min_size=1), st.sampled_from([",", "\t", ";"]))
def test_what_csv_writes_is_read(table: list[tuple[str, str]], sign: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("标准号", "题名"), *table])
    found = rows(out.getvalue())
    assert [(row.cells["number"], row.cells.get("title", "")) for row in found if isinstance(row, Row)] == table


def test_rows_of_any_origin() -> None:
    table = [
        TableRow(1, ["标准号", None, "题名"]),
        TableRow(2, ["GB 1-2000", 5, "甲"]),
        TableRow(3, [None, None, None]),
    ]
    assert list(table_rows("f", table, Labels())) == [Row("f", 2, {"number": "GB 1-2000", "title": "甲"})]
