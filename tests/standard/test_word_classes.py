"""Rules over classes of words."""

from __future__ import annotations

import pytest

from standard import word_classes
from standard.tables import TableError
from standard.word_classes import WordTable

ROWS = [
    {"word": "机", "class": "thing"},
    {"word": "起重机", "class": "thing"},
    {"word": "钢管", "class": "thing"},
    {"word": "a.b", "class": "sign"},
    {"word": "机", "class": "again"},
]


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> WordTable:
    monkeypatch.setattr(word_classes, "rows", lambda name, package: ROWS if package == "somewhere" else [])
    return WordTable("words", package="somewhere")


def test_words_of_a_class_the_longest_first(table: WordTable) -> None:
    assert table.words("thing") == ("起重机", "钢管", "机")
    assert table.words("again") == ("机",)


def test_a_class_that_no_word_has_is_an_error(table: WordTable) -> None:
    with pytest.raises(TableError, match="表 words：没有 'nothing' 类的词"):
        table.words("nothing")
    with pytest.raises(TableError, match="表 words：没有 'nothing' 类的词"):
        table.rule("<<nothing>>$").search("x")


def test_a_rule_takes_the_longest_word(table: WordTable) -> None:
    found = table.rule("(?P<what><<thing>>)(?P<rest>.*)").search("大起重机\n械")
    assert found is not None
    assert (found["what"], found["rest"]) == ("起重机", "\n械")


def test_words_are_no_patterns(table: WordTable) -> None:
    assert table.rule("<<sign>>").fullmatch("a.b")
    assert not table.rule("<<sign>>").fullmatch("axb")


@pytest.mark.parametrize(
    ("text", "after"), [("起重机用", True), ("机用", True), ("钢管用", True), ("箱用", False), ("用", False)]
)
def test_what_stands_before(table: WordTable, text: str, after: bool) -> None:
    assert (table.rule("<<after thing>>用").search(text) is not None) is after
    assert (table.rule("<<not after thing>>用").search(text) is None) is after


def test_what_is_left(table: WordTable) -> None:
    assert table.rule("<<thing>>$").without("电机") == "电"
    assert table.rule("<<thing>>$").match("机电") is None
