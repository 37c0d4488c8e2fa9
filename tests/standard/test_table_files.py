"""The loader of the code tables."""

from __future__ import annotations

import pytest

from standard import tables
from standard.tables import TableError, facts, parse, rows

GOOD = "# source: here\n# date: 2026-01-02\n# rows: 2\ncode\tname\nA\t农业\n\nB\t\n"


def test_rows_skip_comments_and_empty_lines() -> None:
    assert parse(GOOD, "x") == [{"code": "A", "name": "农业"}, {"code": "B", "name": ""}]


def test_a_table_without_a_count_is_read_as_it_is() -> None:
    assert parse("code\nA\nB\n", "x") == [{"code": "A"}, {"code": "B"}]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no rows"),
        ("# source: here\ncode\tname\n", "no rows"),
        ("code\tname\nA\n", "line 2: 1 cells where there are 2"),
        ("code\tname\nA\t农业\tx\n", "line 2: 3 cells"),
        ("code\tcode\nA\tB\n", "repeated"),
        (GOOD.replace("B\t\n", ""), "1 rows where its first lines count 2"),
    ],
)
def test_a_damaged_table_is_an_error(text: str, says: str) -> None:
    with pytest.raises(TableError) as raised:
        parse(text, "x")
    assert says in raised.value.words.english
    assert "表 x" in str(raised.value)


def test_a_missing_table_is_an_error() -> None:
    with pytest.raises(TableError, match="无法读取表 nothing"):
        rows("nothing")


def test_no_character_but_the_line_feed_ends_a_row() -> None:
    """U+2028 and U+0085 occur in names taken from pages and end lines for `str.splitlines`."""
    assert parse("code\tname\nA\ta\u2028b\x85c\n", "x") == [{"code": "A", "name": "a\u2028b\x85c"}]


def test_every_table_says_where_it_is_from() -> None:
    for name in ("ics", "ccs", "gbt4754", "statuses"):
        assert {"source", "date", "rows"} <= facts(name).keys()
        assert int(facts(name)["rows"]) == len(tables.rows(name))
