"""Other words for the same, in the query tree, as chips and in what is found."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue import Catalogue, Search
from catalogue.query.reading import read_query
from indexer.engines import in_memory
from indexer.query import Not, Pieces, Text
from standard.record import Record

RECORDS = [
    Record("NY/T 1-2020", "马铃薯贮藏技术规程"),
    Record("GB/T 2-2020", "海水淡化术语"),
    Record("GB/T 3-2020", "轴承钢"),
]


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), lambda: date(2026, 1, 1))


def pieces(text: str) -> tuple[object, ...]:
    tree = read_query(text).tree
    assert isinstance(tree, Pieces)
    return tree.pieces


def test_everyday_words() -> None:
    (piece,) = pieces("土豆种植")
    assert isinstance(piece, Text)
    assert piece.text == "土豆种植"
    assert "马铃薯种植" in piece.also


def test_english_terms_of_several_words_are_one_piece_and_small_words_are_left_out() -> None:
    assert [part.text for part in pieces("terms for seawater desalination") if isinstance(part, Text)] == [
        "terms",
        "seawater desalination",
    ]


def test_small_words_stay_where_nothing_is_english_for_anything() -> None:
    assert pieces("of qqqq") == (Text("of"), Text("qqqq"))


@pytest.mark.parametrize("text", ["-土豆 轴承", "NOT 土豆 轴承"])
def test_what_is_excluded_is_excluded_as_typed(text: str) -> None:
    assert Not(Text("土豆")) in read_query(text).tree.parts  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "number", "chip"),
    [
        ("土豆贮藏", "NY/T 1-2020", "土豆 = 马铃薯"),
        ("seawater desalination", "GB/T 2-2020", "seawater desalination = 海水淡化"),
        ("bearing steel", "GB/T 3-2020", "bearing = 轴承"),
    ],
)
def test_found_marked_and_shown(catalogue: Catalogue, text: str, number: str, chip: str) -> None:
    answer = catalogue.search(Search(text))
    assert [hit.record.number for hit in answer.hits] == [number]
    assert answer.hits[0].marks["title"], "the other word is marked"
    (shown,) = (one for one in answer.chips if str(one.text).startswith(chip))
    assert shown.kind == "synonym"
    assert '"' in shown.without.text
    assert catalogue.search(shown.without).total == 0, "taken off, only what was typed counts"


def test_a_word_that_is_found_by_another_is_not_called_unknown(catalogue: Catalogue) -> None:
    assert "unknown_words" not in [hint.kind for hint in catalogue.search(Search("土豆 轴承")).hints]
