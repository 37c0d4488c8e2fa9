"""What matched is marked at the right characters of the text as it is written."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from catalogue.query.reading import read_query
from catalogue.search.highlighting import Marker
from indexer.analysis.text_folding import compact
from webapp.marked_text import cut_excerpt, mark

#: a character as queries have it -> as titles may have it
SPELLINGS = {
    "A": "AＡaａ",
    "B": "BＢbｂ",
    "1": "1１",
    "标": "标標",
    "准": "准準",
    "体": "体體",
    "大": "大",
    "蒜": "蒜",
    "𠮷": "𠮷",
}
_GAPS = ["", "", "", " ", "　", "：", "—", "·", "𝄞", "（", "-"]


def marks(query: str, text: str, field: str = "title") -> list[str]:
    return [text[start:end] for start, end in Marker(read_query(query).tree).marks(text, field)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("ABS", "丙烯腈-丁二烯-苯乙烯（ＡＢＳ）塑料", ["丙烯腈-丁二烯-苯乙烯", "ＡＢＳ"]),
        ("ＡＢＳ", "ABS塑料 abs", ["ABS", "abs"]),
        ("标准", "標準化工作導則", ["標準"]),
        ("标准化", "標準化工作導則", ["標準化"]),
        ("標準化", "标准化工作导则", ["标准化"]),
        ("大蒜", "𠮷𠮷大蒜𠮷", ["大蒜"]),
        ("𠮷", "大𠮷蒜", ["𠮷"]),
        ('"工作导则第1部分"', "标准化工作导则 第１部分：结构", ["工作导则 第１部分"]),
        ("hydro*", "Hydrogen and 氢 hydro-power", ["Hydrogen", "hydro"]),
        ("大蒜*", "大蒜生产", ["大蒜"]),
        ("大蒜 -生产", "大蒜生产", ["大蒜"]),
        ("gbt1.1-2020", "《ＧＢ／Ｔ　１．１－２０２０》实施指南", ["ＧＢ／Ｔ　１．１－２０２０"]),
        ("İ大蒜", "İ大蒜ß", ["İ大蒜"]),
    ],
)
def test_marks(query: str, text: str, found: list[str]) -> None:
    assert marks(query, text) == found


def test_a_field_is_marked_where_it_was_asked() -> None:
    assert marks("题名:大蒜", "大蒜生产", "title") == ["大蒜"]
    assert marks("题名:大蒜", "大蒜生产", "abstract") == []
    assert marks("发布单位:山东省", "山东省市场监督管理局", "issuer") == ["山东省"]


written = st.lists(
    st.sampled_from(sorted(SPELLINGS)).flatmap(
        lambda one: st.tuples(st.just(one), st.sampled_from(list(SPELLINGS[one])), st.sampled_from(_GAPS))
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(written, st.integers(0, 11), st.integers(1, 6))
def test_a_piece_is_marked_in_whatever_spelling(title: list[tuple[str, str, str]], start: int, length: int) -> None:
    text = "".join(shown + gap for _, shown, gap in title)
    query = "".join(one for one, _, _ in title[start : start + length])
    assume(query and read_query(query).parts == ())
    spans = Marker(read_query(query).tree).marks(text, "title")
    assert all(0 <= low < high <= len(text) for low, high in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    sought = compact(query)
    if re.search(rf"(?<![a-z0-9]){re.escape(sought)}(?![a-z0-9])", compact(text)):
        assert any(sought in compact(text[low:high]) for low, high in spans)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=12))
def test_marked_text_without_its_marks_is_the_text(text: str, query: str) -> None:
    spans = Marker(read_query(query).tree).marks(text, "title")
    assert re.sub("</?mark>", "", mark(text, spans)) == str(Markup.escape(text))
    assert mark(text, spans).count("<mark>") == len(spans)
    shown = Markup(re.sub("</?mark>", "", cut_excerpt(text, spans))).unescape()
    assert shown.strip("…") in text or shown in text
