"""Drawn sheets, written in all the ways that XML allows: cells are put in, and nothing else changes."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from catalogue.export.fill_columns import LABELS, Line, Sheet
from catalogue.export.sheet_filling import Filling
from catalogue.export.sheet_styles import Styles
from catalogue.export.sheet_survey import places_of_columns, survey_sheet
from catalogue.export.xml_tokens import tokens_of
from tests.catalogue.export.hand_made_workbook import MAIN, STYLES

LETTERS = "ABCDEFGH"
VALUES = st.sampled_from(["甲", "a&lt;b", "<![CDATA[</c></row>]]>", "<!-- </row> -->1", ""])


@st.composite
def cells(draw: Any, letter: str, row: int, x: str) -> str:
    """A cell with or without content, style, and its own place."""
    quote = draw(st.sampled_from("'\""))
    style = draw(st.sampled_from(["", f" s={quote}3{quote}", f"\n s = {quote}4{quote}"]))
    place = f" r={quote}{letter}{row}{quote}"
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return f"<{x}c{place}{style}/>"
    if kind == 1:
        return f"<{x}c{place}{style} ></{x}c >"
    if kind == 2:
        return f"<{x}c{place}{style}><{x}f>A1&gt;2</{x}f></{x}c>"
    if kind == 3:
        return f"<{x}c{place}{style} t='inlineStr'><{x}is><{x}t>{draw(VALUES)}</{x}t></{x}is></{x}c>"
    return f"<{x}c{place} t='str'{style}><{x}v>{draw(VALUES)}</{x}v><{x}extLst><{x}ext/></{x}extLst></{x}c>"


@st.composite
def sheets(draw: Any) -> tuple[bytes, dict[int, Line], int]:
    """A sheet, the lines to be added to it, and the row of the labels."""
    x = draw(st.sampled_from(["", "x:", "ss-1:"]))
    blank = draw(st.sampled_from(["", "\r\n", "\n  ", "<!-- <row r='3'> -->"]))
    rows: list[str] = []
    lines: dict[int, Line] = {}
    number = 1
    for _ in range(draw(st.integers(1, 6))):
        number += draw(st.integers(1, 3))
        width = draw(st.integers(0, len(LETTERS)))
        letters = [letter for letter in LETTERS[:width] if draw(st.booleans())]
        inner = blank.join(draw(cells(letter, number, x)) for letter in letters)
        attributes = draw(st.sampled_from(["", ' spans="1:3"', ' ht="20" customHeight="1"', ' ht="9"']))
        rows.append(f'<{x}row r="{number}"{attributes}>{inner}{blank}</{x}row>')
        if draw(st.booleans()) or not lines:
            texts = tuple(draw(st.sampled_from(["", "现行", "甲\n乙", "<&>"])) for _ in LABELS)
            lines[number] = Line(texts, draw(st.integers(1, 3)), "F8B4B4")
    if draw(st.booleans()):
        rows.insert(0, f'<{x}row r="1"/>')
    header = draw(st.sampled_from([min(lines) - 1, 0]))
    widths = draw(
        st.sampled_from(["", f"<{x}cols/>", f'<{x}cols><{x}col min="2" max="9" width="7"></{x}col></{x}cols>'])
    )
    head = draw(st.sampled_from(["", '<?xml version="1.0" encoding="utf-8"?>\n', "\ufeff"]))
    named = f"xmlns:{x[:-1]}" if x else "xmlns"
    dimension = draw(st.sampled_from(["", f'<{x}dimension ref="A1"/>', f"<{x}dimension ref='A2:H40'/>"]))
    behind = f'<{x}mergeCells count="1"><{x}mergeCell ref="A50:Z50"/></{x}mergeCells>'
    data = f"<{x}sheetData>{blank}{blank.join(rows)}</{x}sheetData>"
    text = f'{head}<{x}worksheet {named}="{MAIN}" a="1>0">{dimension}{widths}{data}{behind}</{x}worksheet>'
    return text.encode(), lines, header


def split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def filled(data: bytes, lines: dict[int, Line], header: int, size: int) -> tuple[bytes, tuple[int, ...]]:
    added = Sheet(lines, header, has_labels=True, labelled={})
    survey = survey_sheet(split(data, size), "sheet", added)
    places = places_of_columns(added, survey, "甲")
    styles = Styles([STYLES.encode()], "styles")
    return b"".join(Filling(added, places, survey, styles.style).pieces(split(data, size), "sheet")), places


def seen(data: bytes) -> tuple[dict[tuple[int, str], str], list[str]]:
    """The cells by row and column, and all else of a sheet that does not say how far it reaches."""
    root = etree.fromstring(data)
    name = f"{{{MAIN}}}"
    found = {}
    for row in root.iter(f"{name}row"):
        for cell in row.iter(f"{name}c"):
            found[int(row.get("r")), re.sub(r"\d", "", cell.get("r"))] = etree.tostring(cell, method="c14n").decode()
    other = [etree.tostring(one, method="c14n").decode() for one in root if not one.tag.endswith(("sheetData", "cols"))]
    return found, [one for one in other if "dimension" not in one]


@settings(max_examples=150, deadline=None)
@given(drawn=sheets(), size=st.integers(1, 90))
def test_cells_are_put_in_and_all_else_stays(drawn: tuple[bytes, dict[int, Line], int], size: int) -> None:
    data, lines, header = drawn
    after, places = filled(data, lines, header, size)
    assert filled(data, lines, header, 1 << 16)[0] == after, "however the bytes come"
    old, others = seen(data)
    new, others_after = seen(after)
    assert others == others_after
    letters = [chr(64 + place) for place in places]
    assert {key: cell for key, cell in new.items() if key[1] not in letters} == {
        key: cell for key, cell in old.items() if key[1] not in letters
    }
    kept = {key: cell for key, cell in old.items() if key[1] in letters}
    assert not any("<v" in cell or "<f" in cell for cell in kept.values()), "nothing stood there"
    root = etree.fromstring(after)
    for row, line in lines.items():
        for letter, text in zip(letters, line.cells, strict=True):
            (shown,) = ["".join(one.itertext()) for one in root.iter("{*}c") if one.get("r") == f"{letter}{row}"] or [
                ""
            ]
            assert shown == text
    labels = [one.get("r") for one in root.iter("{*}c") if "".join(one.itertext()) in LABELS]
    assert labels == ([f"{letter}{header}" for letter in letters] if header else [])
    rows = [int(one.get("r")) for one in root.iter("{*}row")]
    assert rows == sorted(set(rows))
    for one in root.iter("{*}row"):
        columns = [re.sub(r"\d", "", cell.get("r")) for cell in one.iter("{*}c")]
        assert columns == sorted(set(columns), key=lambda text: (len(text), text))


@settings(max_examples=100, deadline=None)
@given(drawn=sheets(), size=st.integers(1, 50))
def test_tokens_are_the_bytes_of_the_part(drawn: tuple[bytes, dict[int, Line], int], size: int) -> None:
    assert b"".join(token.raw for token in tokens_of(split(drawn[0], size), "sheet")) == drawn[0]


def test_long_tags_and_texts_do_not_pile_up() -> None:
    """Each piece goes on when its tags are whole: of a row of many cells only the open tag is held."""
    row = b"".join(b'<c r="A1"><v>%d</v></c>' % at for at in range(50_000))
    held = [len(token.raw) for token in tokens_of(split(b"<row>" + row + b"</row>", 1 << 12), "sheet")]
    assert max(held) < 50
