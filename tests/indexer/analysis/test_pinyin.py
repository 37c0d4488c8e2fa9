"""How phrases are read, and how what was typed can be read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.pinyin import MAX_READINGS, entries
from indexer.analysis.pinyin_input import (
    EXACT,
    LONGER,
    MAX_CUTS,
    MAX_TYPED,
    UNLIKELY,
    WHOLE,
    cuts,
    fit,
    has_length,
    syllables,
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("大蒜", {"ds\t大da蒜suan"}),
        ("重庆市", {"cqs\t重chong庆qing市shi"}),
        ("重量", {"zl\t重zhong量liang"}),
        ("长度", {"cd\t长chang度du"}),
        ("校准", {"jz\t校jiao准zhun"}),
        ("银行业", {"yhy\t银yin行hang业ye"}),
        ("绿色", {"ls\t绿lv色se", "ls\t绿lu色se"}),
        ("旅游", {"ly\t旅lv游you"}),
        ("薄膜", {"bm\t薄bo膜mo", "bm\t薄bao膜mo"}),
        ("〇", {"l\t〇ling"}),
        ("ph值", set()),
        ("pvc", set()),
        ("", set()),
    ],
)
def test_readings(text: str, lines: set[str]) -> None:
    assert set(entries(text)) == lines


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8))
def test_every_phrase_has_readings_that_are_found_by_themselves(text: str) -> None:
    lines = entries(text)
    assert 1 <= len(lines) <= MAX_READINGS
    for line in lines:
        initials, spelled = line.split("\t")
        assert len(initials) == len(text)
        if "-" not in spelled and set(initials) <= set("abcdefghjklmnopqrstwxyz"):
            assert fit(cuts(initials), line) is not None


@pytest.mark.parametrize(
    ("typed", "line", "expected"),
    [
        ("dasuan", "ds\t大da蒜suan", WHOLE),
        ("da蒜", "ds\t大da蒜suan", WHOLE),
        ("ds", "ds\t大da蒜suan", EXACT),
        ("dsuan", "ds\t大da蒜suan", EXACT),
        ("d蒜", "ds\t大da蒜suan", EXACT),
        ("d", "ds\t大da蒜suan", LONGER),
        ("das", "dss\t大da蒜suan素su", LONGER),
        ("xian", "xa\t西xi安an", WHOLE),
        ("zhzh", "zz\t中zhong质zhi", EXACT),
        ("zz", "zz\t中zhong质zhi", EXACT),
        ("zhz", "zhz\t中zhong和he质zhi", LONGER),
        ("dax", "ds\t大da蒜suan", None),
        ("duan", "ds\t大da蒜suan", None),
        ("大s", "ds\t达da蒜suan", None),
        ("da", "da\t档dang案an", LONGER),
        ("ga", "ga\t公gong安an", LONGER),
        ("gaxx", "gaxx\t公gong安an信xin息xi", LONGER),
        ("ga", "gab\t公gong安an部bu", UNLIKELY),
    ],
)
def test_how_well_an_entry_fits(typed: str, line: str, expected: int | None) -> None:
    assert fit(cuts(typed), line) == expected


@pytest.mark.parametrize("typed", ["", "大蒜", "dasuan1", "iuv", "v", "GB", "da suan", "x" * (MAX_TYPED + 1)])
def test_what_is_no_pinyin(typed: str) -> None:
    assert cuts(typed) == ()


@given(st.text("abdeghinosuz大", max_size=MAX_TYPED))
def test_cuts_put_together_are_what_was_typed(typed: str) -> None:
    found = cuts(typed)
    assert len(found) <= MAX_CUTS + 1
    for cut in found:
        assert "".join(cut.tokens) == typed


def test_a_long_text_is_cut_at_once() -> None:
    started = time.process_time()
    for typed in ("ananan" * 6, "xianganan" * 4, "z" * MAX_TYPED, "shuangzhuang" * 3):
        cuts(typed)
    assert time.process_time() - started < 0.5


def test_halves_are_phrases_side_by_side() -> None:
    halves = [(one.tokens, other.tokens) for one, other in cuts("dasuanjishu")[0].halves()]
    assert halves == [(("da", "suan", "ji"), ("shu",)), (("da", "suan"), ("ji", "shu"))]
    first = cuts("dasuan")[0]
    assert has_length(first, "ds\t大da蒜suan")
    assert not has_length(first, "dss\t大da蒜suan素su")


def test_the_syllables_are_those_of_gb_2312() -> None:
    assert len(syllables()) == 399
    assert {"lv", "nve", "zhuang", "er", "a"} <= syllables()
