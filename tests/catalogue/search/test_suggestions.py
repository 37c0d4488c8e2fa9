"""Suggestions in the words of titles for what was typed in others."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue import Catalogue
from catalogue.query.synonyms import begun
from indexer.engines import in_memory
from tests.indexer.engines.catalogues import record
from webapp.addresses import PageAddresses

TITLES = ("玉米 种植技术规程", "玉米收获机", "轴承 术语", "土豆等级规格", "马铃薯 种薯", "马铃薯 脱毒种薯")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    records = [record(f"NY/T {serial}-2020", title) for serial, title in enumerate(TITLES, start=1)]
    return Catalogue(in_memory(records), today=lambda: date(2026, 1, 1))


@pytest.mark.parametrize(
    ("typed", "said", "text", "count"),
    [
        ("苞米", "苞米", "玉米", 2),
        ("bear", "bearing", "轴承", 1),
        ("Bearings", "bearings", "轴承", 1),
        ("土豆", "土豆", "马铃薯", 3),
    ],
)
def test_other_words_come_first(catalogue: Catalogue, typed: str, said: str, text: str, count: int) -> None:
    first = catalogue.suggest(typed)[0].to_json(PageAddresses())
    assert (first["kind"], first["said"], first["text"].chinese, first["count"]) == ("subject", said, text, count)
    assert (first["query"], first["url"]) == (text, "")


def test_what_no_standard_has_is_not_suggested(catalogue: Catalogue) -> None:
    assert catalogue.suggest("garlic") == []
    assert not any(one.said for one in catalogue.suggest("bea")), "three letters are too few to guess from"


def test_the_limit_holds_and_no_subject_comes_twice(catalogue: Catalogue) -> None:
    assert len(catalogue.suggest("土豆", 1)) == 1
    subjects = [str(one.text) for one in catalogue.suggest("马铃薯") if one.kind == "subject"]
    assert len(subjects) == len(set(subjects))


def test_begun_terms_are_in_order_and_the_text_itself_is_first() -> None:
    terms = [term for term, _ in begun("steel")]
    assert terms[0] == "steel"
    assert terms[1:] == sorted(terms[1:])
    assert all(term.startswith("steel") for term in terms)
    assert list(begun("")) == list(begun(" ")) == []
