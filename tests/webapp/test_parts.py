"""The small values that pages are made of."""

from __future__ import annotations

from typing import Any

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from catalogue.search.request import Search
from webapp.marked_text import EXCERPT, cut_excerpt, mark
from webapp.paging import ResultPages
from webapp.query_args import clean

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5).map(tuple)


@given(st.text(max_size=30), spans)
def test_marking_keeps_the_text_and_escapes_it(text: str, places: Any) -> None:
    html = mark(text, places)
    assert html.replace("<mark>", "").replace("</mark>", "") == escape(text)
    assert html.count("<mark>") == html.count("</mark>")


def test_marks_touch_and_overlap() -> None:
    assert mark("大蒜种植", ((0, 2), (1, 3))) == "<mark>大蒜</mark><mark>种</mark>植"
    assert mark("a<b", ((1, 2),)) == "a<mark>&lt;</mark>b"


@given(st.text(max_size=400), st.integers(0, 399))
def test_an_excerpt_is_short_and_holds_its_mark(text: str, start: int) -> None:
    places = ((start, start + 2),) if start + 2 <= len(text) else ()
    html = cut_excerpt(text, places)
    plain = html.replace("<mark>", "").replace("</mark>", "").unescape() if html else ""
    assert len(plain) <= EXCERPT + 2
    if places:
        assert escape(text[start : start + 2]) in html.replace("</mark><mark>", "")


@given(st.text())
def test_cleaned_text_can_be_sent(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not any(ord(character) < 32 for character in cleaned)
    assert clean(cleaned) == cleaned


@given(st.integers(0, 5000), st.integers(0, 6000), st.sampled_from([0, 1, 10, 20, 50, 100]))
def test_pages_are_in_order_and_hold_the_ends(total: int, offset: int, limit: int) -> None:
    app = Flask("test")
    app.add_url_rule("/search", "search.results")
    with app.test_request_context():
        paging = ResultPages(Search(offset=offset, limit=limit), total)
        numbers = [page.number for page in paging.pages]
        assert numbers == sorted(set(numbers))
        if total:
            assert numbers[0] == 1
            assert numbers[-1] == paging.count
        assert paging.beyond == (total > 0 and offset >= total)
        assert bool(paging.next) == (paging.current < paging.count)
        if not paging.beyond and total:
            assert [page.number for page in paging.pages if page.current] == [paging.current]
