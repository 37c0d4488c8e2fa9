"""The character tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.folding import capitals, fold, fold_characters, fold_with_offsets


@pytest.mark.parametrize(
    ("given_", "folded"),
    [
        ("ＧＢ／Ｔ　１．１", "GB/T 1.1"),
        ("1‐2‑3‒4–5—6―7−8﹘9﹣0－1─2━3ー4", "1-2-3-4-5-6-7-8-9-0-1-2-3-4"),
        ("a∕b⁄c╱d⧸e／f\\g", "a/b/c/d/e/f/g"),
        ("1～2〜3∼4∽5", "1~2~3~4~5"),
        ("1．2。3·4•5・6", "1.2.3.4.5.6"),
        ("a\u00a0b\u2002c\u2009d\u3000e\tf\ng", "a b c d e f g"),
        ("G\u200bB\ufeff\u2060\u00ad1", "GB1"),
        ("⾏⽅⼯⻅⻓⻔⺠", "行方工见长门民"),
        ("1.1一2020", "1.1-2020"),
        ("一2020", "一2020"),
        ("第一1", "第一1"),
        ("①㎡ß", "①㎡ß"),
    ],
)
def test_fold(given_: str, folded: str) -> None:
    assert fold(given_) == folded


def test_fold_characters_keeps_length_and_marks() -> None:
    assert fold_characters("ＧＢ∕Ｔ　１—⾏\u200b。·\\") == "GB/T 1-行\u200b。·\\"


@given(st.text())
def test_fold_characters_is_one_for_one(text: str) -> None:
    assert len(fold_characters(text)) == len(capitals(text)) == len(text)


@given(st.text("ＧＢ／1一2020\u200b\ufeff—。x ", max_size=30))
def test_offsets_say_where_each_character_came_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert list(offsets) == sorted(set(offsets))
    assert all(fold(text[at]) in {sign, "一"} for sign, at in zip(folded, offsets, strict=True))
