"""Folding keeps places; compact drops what separates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.text_folding import bigrams, compact, compact_with_places, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＧＢ／Ｔ　１", "gb/t 1"),
        ("標準體系與應用", "标准体系与应用"),
        ("⽅⼯程", "方工程"),
        ("PH值 Ⅲ级", "ph值 ⅲ级"),
        ("İstanbul", "İstanbul"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded.replace("İ", fold("İ"))
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("标准化工作导则  第1部分：结构", "标准化工作导则第1部分结构"),
        ("《食品安全》（试行）", "食品安全试行"),
        ("GB/T 1.1-2020", "gb t 1 1 2020"),
        ("ISO/IEC 标准", "iso iec标准"),
        ("甲\n乙", "甲\n乙"),
        ("——", ""),
    ],
)
def test_compact(text: str, line: str) -> None:
    assert compact(text) == line


@given(st.text(max_size=80))
def test_one_character_in_one_out(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="標准A1 -：（\nİ", max_size=40))
def test_places_lead_back(text: str) -> None:
    line, places = compact_with_places(text)
    assert len(line) == len(places)
    assert places == sorted(places)
    for character, place in zip(line, places, strict=True):
        assert character in (" ", fold(text)[place])


@given(st.text(alphabet="标准化工作1A：-（ ", max_size=30), st.data())
def test_a_piece_of_a_text_is_found_in_its_compact_form(text: str, data: st.DataObject) -> None:
    """What makes quoted pieces of titles find their title."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert compact(text[start:end]) in compact(text)


def test_bigrams_are_of_chinese_only() -> None:
    assert bigrams("大蒜a级产品") == ["大蒜", "级产", "产品"]


def test_a_traditional_character_anywhere_is_folded() -> None:
    assert fold("标准化灣") == "标准化湾"
    assert fold("標准化") == "标准化"
