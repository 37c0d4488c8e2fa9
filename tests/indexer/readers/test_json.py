"""JSON Lines, arrays, answers of platforms."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.columns import Labels
from indexer.readers.encoding import HEAD
from indexer.readers.json_elements import elements_of
from indexer.readers.jsonl import array_rows, line_rows
from indexer.readers.lines import LONGEST_LINE, Line, lines_of
from indexer.readers.problem import Problem, Unreadable
from indexer.readers.row import Rowlike

A, B = {"number": "GB 1-2000", "title": "甲"}, {"number": "GB 2-2000", "title": "乙"}


def lines(text: str) -> list[Line]:
    stream = io.BytesIO(text.encode())
    return list(lines_of(stream, stream.read1(HEAD)))


def jsonl(text: str) -> list[Rowlike]:
    return list(line_rows("f", lines(text), Labels()))


def array(text: str) -> list[Rowlike]:
    return list(array_rows("f", lines(text), Labels()))


def numbers(rows: list[Rowlike]) -> list[object]:
    return [row.reason[:6] if isinstance(row, Problem) else row.cells["number"] for row in rows]


def test_lines_and_their_numbers() -> None:
    rows = jsonl(f"{json.dumps(A)}\n\n  \n{json.dumps(B)}\n")
    assert numbers(rows) == ["GB 1-2000", "GB 2-2000"]
    assert [row.line for row in rows] == [1, 4]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"number": "GB 1-2000"', "不是有效的 JSON"),
        ("hello", "不是有效的 JSON"),
        ("7", "实为数字"),
        ('"GB 1"', "实为文字"),
        ("null", "实为空值"),
        ("true", "实为布尔值"),
        ("[1, 2]", "实为数组"),
        ("[" * 200_000, "嵌套过深"),
        ('{"a":' * 200_000, "嵌套过深"),
        ('{"number": ' + "9" * 5000 + "}", "不是有效的 JSON"),
    ],
)
def test_a_line_that_is_no_object_is_a_problem_and_the_next_is_read(line: str, reason: str) -> None:
    first, second = jsonl(f"{line}\n{json.dumps(B)}\n")
    assert isinstance(first, Problem)
    assert reason in first.reason
    assert (first.file, first.line) == ("f", 1)
    assert len(first.value) <= 200
    assert not isinstance(second, Problem)


def test_not_a_number_is_nothing() -> None:
    row = jsonl('{"number": "GB 1-2000", "title": NaN, "issued": -Infinity}')[0]
    assert not isinstance(row, Problem)
    assert row.cells == {"number": "GB 1-2000"}


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array(indent: int | None) -> None:
    rows = array(json.dumps([A, B], indent=indent))
    assert numbers(rows) == ["GB 1-2000", "GB 2-2000"]
    assert [row.line for row in rows] == ([1, 1] if indent is None else [2, 6])


def test_brackets_in_text_do_not_count() -> None:
    text = json.dumps([{**A, "title": '"}]{["'}, {**B, "title": "\\"}])
    assert numbers(array(text)) == ["GB 1-2000", "GB 2-2000"]


@pytest.mark.parametrize(
    "answer",
    [
        {"current": 1, "records": [A, B], "total": 2},
        {"result": True, "data": {"total": 2, "rows": [A, B]}},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_the_answer_of_a_platform(answer: object, indent: int | None) -> None:
    text = json.dumps(answer, indent=indent)
    assert numbers(array(text)) == ["GB 1-2000", "GB 2-2000"]
    if indent is None:
        assert numbers(jsonl(text)) == ["GB 1-2000", "GB 2-2000"]


def test_what_is_no_object_in_an_array_is_a_problem() -> None:
    assert numbers(array(f'[1, "x", {json.dumps(A)}, [2], null]')) == [
        "此处应为 J",
        "此处应为 J",
        "GB 1-2000",
        "此处应为 J",
        "此处应为 J",
    ]


def test_a_missing_bracket_is_a_problem() -> None:
    rows = array('[{"number": "GB 1-2000", "title": "甲"')
    assert [isinstance(row, Problem) for row in rows] == [True]


def test_after_too_much_a_new_object_is_looked_for() -> None:
    broken = '{"number": "GB 1-2000", "title": [\n'
    filling = ('{"a": "' + "x" * 1000 + '"},\n') * (LONGEST_LINE // 1000 + 2)
    found = list(elements_of(lines(broken + filling + json.dumps(B))))
    assert isinstance(found[0].text, Unreadable)
    assert found[0].line == 1
    assert found[-1].text == json.dumps(B)


JSON = st.recursive(
    st.none() | st.text() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.text(), JSON, min_size=1, max_size=3), max_size=3), st.sampled_from([None, 0, 3]))
def test_every_array_is_cut_into_its_objects(objects: list[dict[str, object]], indent: int | None) -> None:
    found = elements_of(lines(json.dumps(objects, indent=indent, ensure_ascii=False)))
    assert [json.loads(element.text) for element in found if isinstance(element.text, str)] == objects


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    data = text.encode("utf-8", "replace").decode()
    jsonl(data)
    array(data)
