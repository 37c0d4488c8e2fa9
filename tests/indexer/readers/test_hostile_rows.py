"""Whatever a row holds, it gives one record or one reject: nothing escapes, and the counts reconcile."""

from __future__ import annotations

import csv
import io
import json
import string
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines import in_memory
from indexer.gathering.parallel_reading import packed_items
from indexer.readers import Problem, read
from indexer.readers.columns import Labels
from indexer.readers.file_records import cleaned, rows_of
from indexer.readers.jsonl import Unparsed
from indexer.readers.limits import LONGEST_CELL
from indexer.readers.row import Row
from standard.record import Record

TODAY = date(2026, 11, 30)
#: labels of every field, some that nobody knows, and keys of the answers of platforms
LABELS = [
    *(field.name for field in fields(Record)),
    "announced",
    "adopts_degree",
    "标准号",
    "标准名称",
    "发布日期",
    "C_STD_CODE",
    "data",
    "rows",
    "不认识",
]
LABELS += ["\udc80", "\x00", "", "a" * 5000]

ODD = ["9" * 400, "-" + "9" * 400, "1e400", "20180508", "0000-00-00", "9999-12-31T23:59:59-23:59"]
ODD += ["0001-01-01T00:00:00+23:00", "\ud800", "GB/T 1\udfff-2020", "\x00", "²", "٣٣٣٣-٣-٣", "<b" * 50]
ODD += ["&#1114112;&#xffffff;", "《" * 30, "(" * 50, "代替" * 30, "GB/T 1.1-2020", "GB/T 1-2020 代替 GB/T 1-2009"]
ODD += ["ISO 9001:2015,IDT", "DB37/T 2672-2019", "\u2028", "１" * 50]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**4000), max_value=10**4000),
    st.integers(min_value=0, max_value=10**15),
    st.floats(),
    st.sampled_from(ODD),
    st.text(max_size=40),
    st.text(st.characters(categories=["Cs", "Cc", "Nd", "No", "Lo"]), max_size=20),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(LABELS), inner, max_size=4)
)
rows = st.dictionaries(st.sampled_from(LABELS) | st.text(max_size=5), values, max_size=12)
#: most are standards, so that all of the cleaning is reached
named = st.builds(lambda row, title: {"number": "GB/T 1.1-2020", "title": title, **row}, rows, st.just("题名"))


@settings(max_examples=400, deadline=None)
@given(row=rows | named)
def test_cleaning_gives_a_record_or_a_reject(row: dict[str, Any]) -> None:
    labels = Labels()
    result = cleaned(Row("a", 1, labels.cells(row)), TODAY, None)
    if isinstance(result, Record):
        assert Record.from_bytes(result.to_bytes()) == result
        assert in_memory([result]).count() == 1
    else:
        json.dumps(result.to_json(), ensure_ascii=False).encode()
        assert "程序不能处理" not in result.reason
    "".join(labels.unknown).encode()


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(values | named, max_size=6), ascii_only=st.booleans())
def test_lines_of_json_reconcile(lines: list[Any], ascii_only: bool) -> None:
    try:
        texts = [json.dumps(line, ensure_ascii=ascii_only) for line in lines]
    except ValueError:
        return
    items = [Unparsed("a.jsonl", at, text) for at, text in enumerate(texts, 1)]
    wanted = sum(len(list(rows_of(item, Labels()))) for item in items)
    packed = packed_items(list(items), TODAY)
    assert packed.read == wanted == len(packed.keys) + len(packed.problems)
    assert wanted >= sum(1 for text in texts if text.strip())


@settings(max_examples=150, deadline=None)
@given(table=st.lists(st.lists(st.text(max_size=20) | st.sampled_from(ODD), min_size=2, max_size=5), max_size=6))
def test_tables_reconcile(table: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    out = io.StringIO()
    csv.writer(out).writerows([["标准号", "标准名称", "发布日期"], *table])
    path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
    for row in read([path], today=TODAY):
        assert isinstance(row, Record | Problem)
        json.dumps(row.to_json(), ensure_ascii=False).encode()


@settings(max_examples=150, deadline=None)
@given(data=st.text(string.printable + "<>&\"'[]{}=标准号题名", max_size=300) | st.binary(max_size=300))
@pytest.mark.parametrize(
    ("name", "around"),
    [
        (
            "a.html",
            "<html><body><table><tr><th>标准号<th>标准名称</tr><tr><td data-date='²'>GB 1-2020<td>%s</table></html>",
        ),
        ("a.xml", "<standard><front><nat-meta><std-ref>%s</std-ref></nat-meta></front></standard>"),
        ("a.json", '[{"number": "GB 1-2020", "title": %s}, '),
        ("a.xlsx", "PK\x03\x04%s"),
        ("a.jsonl.gz", "\x1f\x8b%s"),
    ],
)
def test_files_of_every_reader(
    name: str, around: str, data: str | bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("files") / name
    text = data if isinstance(data, bytes) else data.encode()
    before, after = around.split("%s")
    head = before.encode("latin-1") if name.endswith(("xlsx", "gz")) else before.encode()
    path.write_bytes(head + text + after.encode())
    for row in read([path], today=TODAY):
        assert isinstance(row, Record | Problem)
        assert not isinstance(row, Problem) or "程序不能处理" not in row.reason


def records_and_rejects(path: Path) -> tuple[int, list[Problem]]:
    found = list(read([path], today=TODAY))
    problems = [one for one in found if isinstance(one, Problem)]
    return len(found) - len(problems), problems


@pytest.mark.parametrize("field", ["issued", "effective", "abolished", "reviewed", "checked"])
@pytest.mark.parametrize("digits", ["9" * 400, "-" + "9" * 4000, "1e999", "NaN", "-Infinity"])
def test_a_day_that_is_a_huge_number(tmp_path: Path, field: str, digits: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"number": "GB 1-2020", "title": "甲", "{field}": {digits}}}\n', encoding="utf-8")
    assert records_and_rejects(path) == (1, [])


def test_a_number_of_more_digits_than_python_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"number": "GB 1-2020", "title": "甲", "issued": {"9" * 5000}}}\n{{}}\n', encoding="utf-8")
    records, problems = records_and_rejects(path)
    assert (records, [problem.line for problem in problems]) == (0, [1, 2])


@pytest.mark.parametrize("depth", [300, 900, 990, 100_000])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize(("open_", "close"), [("[", "]"), ('{"data":', "}"), ('{"rows":[', "]}")])
def test_deep_nesting(tmp_path: Path, name: str, depth: int, open_: str, close: str) -> None:
    nested = open_ * depth + "1" + close * depth
    path = tmp_path / name
    rows = [f'{{"number": "GB {n}-2020", "title": "甲", "drafters": {nested}}}' for n in (1, 2)]
    path.write_text("\n".join([*rows, nested, '{"number": "GB 3-2020", "title": "甲"}']) + "\n", encoding="utf-8")
    records, problems = records_and_rejects(path)
    assert records + len(problems) >= 4
    assert records >= 1


def test_a_cell_longer_than_any_spreadsheet_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"number": "GB 1-2020", "title": "甲", "abstract": "字" * LONGEST_CELL},
        {"number": "GB 2-2020", "title": "甲", "abstract": "字" * (LONGEST_CELL + 1)},
        {"number": "GB 3-2020", "title": "甲", "drafters": [["字" * (LONGEST_CELL + 1)]]},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    records, problems = records_and_rejects(path)
    assert (records, [problem.line for problem in problems]) == (1, [2, 3])
    assert all(f"{LONGEST_CELL:,}" in problem.reason for problem in problems)


def test_unknown_labels_are_told_up_to_a_number(tmp_path: Path) -> None:
    told: list[tuple[str, ...]] = []
    path = tmp_path / "a.jsonl"
    rows = [{"number": "GB 1-2020", "title": "甲", f"列\ud800{n}" + "长" * 100: n} for n in range(500)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    list(read([path], on_unknown_columns=lambda _, names: told.append(names)))
    ((*names, last),) = told
    assert (len(names), last) == (100, "……")
    assert max(map(len, names)) == 60
    "".join(names).encode()


def test_a_mistake_of_the_program_is_one_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever cleaning raises: of this row file, line and reason, of the others records."""
    from indexer.readers.cleaning import record_of

    def fails(cells: dict[str, object], *args: object) -> Record:
        if cells["title"] == "乙":
            raise ZeroDivisionError("division by zero")
        return record_of(cells, *args)  # type: ignore[arg-type]

    monkeypatch.setattr("indexer.readers.file_records.record_of", fails)
    path = tmp_path / "a.jsonl"
    rows = [{"number": f"GB {n}-2020", "title": title} for n, title in enumerate("甲乙丙", 1)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    records, (problem,) = records_and_rejects(path)
    assert (records, problem.line, problem.value) == (2, 2, "GB 2-2020")
    assert "ZeroDivisionError: division by zero" in problem.reason
