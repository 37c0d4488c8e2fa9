"""Text copied out of addresses and pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query import unpasted


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("GB%2FT%207714-2015", "GB/T 7714-2015"),
        ("NY/T%20391", "NY/T 391"),
        ("NY%2FT 391", "NY/T 391"),
        ("%E5%A4%A7%E8%92%9C", "大蒜"),
        ("NY/T&nbsp;391", "NY/T\xa0391"),
        ("A&amp;B &#22823;蒜", "A&B 大蒜"),
        ("https://example.org/standards/DB37_T_2672-2019", "DB37 T 2672-2019"),
        ("http://localhost:8000/en/standards/NY_T_391-2021/", "NY T 391-2021"),
        ("https://example.org/search?q=%E5%A4%A7%E8%92%9C&sort=number", "大蒜"),
    ],
)
def test_what_was_pasted_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert unpasted(text) == meant


@pytest.mark.parametrize(
    "text", ["", "50%酒精", "5%20目", "90%95", "%FF%FE", "大蒜&洋葱", "https://example.org/about", "http://["]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert unpasted(text) == text


@given(st.text(alphabet="%0AEF&#;http:/?q=standards大 ", max_size=40))
def test_any_text_can_be_pasted(text: str) -> None:
    assert isinstance(unpasted(text), str)
