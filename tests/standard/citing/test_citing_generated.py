"""Citations of drawn texts: nothing raises, places are places in the text, numbers are numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standard.citing import find_citations, trimmed
from standard.number import StandardNumber

#: what texts of numbers are made of
PIECES = [
    *(
        "GB",
        "GB/T",
        "JGJ",
        "T/CECS",
        "Q/CSG",
        "DB37/T",
        "DL",
        "ISO",
        "IEC",
        "IGI",
        "GDW",
        "ISBN",
        "T",
        "Q",
        "/",
        "/XG1",
    ),
    *(
        " ",
        "  ",
        "\n",
        "-",
        "—",
        "－",
        ":",
        "：",
        ".",
        "~",
        "～",
        "至",
        "、",
        "，",
        ",",
        "；",
        "/",
        "和",
        "\u200b",
        "一",
    ),
    *("1", "2", "12", "2760", "50300", "1.1", ".2", "96", "1996", "2014", "2018", "202020", "004", "９８"),
    *(
        "(",
        "（",
        ")",
        "）",
        "《",
        "》",
        "《规范》",
        "年版",
        "版",
        "第",
        "部分",
        "第1～3部分",
        "号修改单",
        "含第1号修改单",
        "(89)",
    ),
    *("idt ", "，IDT）", "（ISO 9001:2015，MOD）", "(所有部分)", "系列", "标准号", "甲", "kV", "%", "年"),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=2)), max_size=24).map("".join)


@given(texts, st.sampled_from(["text", "field"]))
def test_places_and_numbers_of_any_text(text: str, mode: str) -> None:
    found = find_citations(text, mode)
    for one in found:
        assert one.given == text[slice(*one.span)]
        assert one.given
        assert one.number is not None or one.offered
        if one.number is not None:
            assert StandardNumber(str(one.number)) == one.number
    starts = [one.span[0] for one in found]
    assert starts == sorted(starts)


@given(texts)
def test_trimmed_is_trimmed(text: str) -> None:
    assert trimmed(trimmed(text)) == trimmed(text)
