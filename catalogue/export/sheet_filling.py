"""Cells put into a sheet while its bytes go by: all that stands beside them stays as it was written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from catalogue.export.column_widths import Widths
from catalogue.export.fill_columns import COLUMNS, LABELS, Sheet
from catalogue.export.sheet_survey import Counting, Survey
from catalogue.export.xlsx import NOT_IN_XML
from catalogue.export.xml_tokens import Token, tokens_of, with_attribute
from indexer.readers import column_letters

#: characters of a cell
_LONGEST = 32_000
#: tokens that are written in one go
_TOGETHER = 1000
#: tags before which something is put in, or that are written otherwise
_WRITTEN = frozenset({"worksheet", "dimension", "cols", "col", "sheetData", "row", "c", "extLst"})
#: points of a line of text, and of the highest row
_LINE_HEIGHT, _HIGHEST = 15, 409
#: beyond all rows and columns
_END = 1 << 30


class StyleOf(Protocol):
    """`Styles.style`."""

    def __call__(self, base: int, colour: str = "", *, wraps: bool = False) -> int:
        """The number of a style."""


class Filling:
    """Adds the cells of a check to one sheet."""

    def __init__(self, added: Sheet, places: tuple[int, ...], survey: Survey, style: StyleOf) -> None:
        self._added = added
        self._places = places
        self._style = style
        own = {
            place: column.width
            for place, column in zip(places, COLUMNS, strict=True)
            if column.label not in added.labelled
        }
        self._new = frozenset(own)
        self._widths = Widths(own) if own else None
        self._has_widths = survey.has_widths
        self._counting = Counting()
        self._prefix = ""
        #: the row whose cells are still to come, and these: (column, text, colour), the last column first
        self._row = 0
        self._waiting: list[tuple[int, str, str]] = []
        #: style of the cell before them
        self._neighbour = 0
        self._in_cell = self._in_our_place = False
        self._header_made = not added.header

    def pieces(self, pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
        """The sheet with the cells in it."""
        kept: list[bytes] = []
        for token in tokens_of(pieces, part, _WRITTEN):
            kept.append(self._piece(token))
            if len(kept) > _TOGETHER:
                yield b"".join(kept)
                kept.clear()
        yield b"".join(kept)

    def _piece(self, token: Token) -> bytes:
        name = token.name
        if name == "c":
            return self._end_cell(token) if token.closes else self._cell(token)
        if self._in_our_place:
            # an empty cell in whose place one of ours stands
            return b""
        if name == "row":
            return self._end_row(token) if token.closes else self._begin_row(token)
        if name == "extLst" and self._waiting and not self._in_cell:
            return token.text + self._cells_before(_END) + token.tag
        if name == "worksheet" and not token.closes:
            self._prefix = token.prefix
        elif name == "dimension" and not token.closes:
            return token.text + self._dimension(token)
        elif name in ("cols", "col") and self._widths:
            return self._widths.take(token)
        elif name == "sheetData":
            return self._data(token)
        return token.raw

    def _data(self, token: Token) -> bytes:
        if token.closes:
            return token.text + self._missing_header(_END) + token.tag
        if self._has_widths or not self._widths:
            return token.raw
        return token.text + self._widths.all(self._prefix) + token.tag

    def _begin_row(self, token: Token) -> bytes:
        self._counting.take(token)
        before = self._missing_header(self._counting.row)
        self._begin(self._counting.row)
        tag = token.tag
        if self._waiting:
            first, colon, last = token.attributes().get("spans", "").partition(":")
            if colon and last.isdigit() and int(last) < max(self._places):
                tag = with_attribute(tag, "spans", f"{first}:{max(self._places)}")
            tag = self._high_enough(token, tag)
            if token.is_empty:
                cells = self._cells_before(_END)
                tag = re.sub(rb"\s*/>$", b">", tag) + cells + f"</{self._prefix}row>".encode()
        return token.text + before + tag

    def _high_enough(self, token: Token, tag: bytes) -> bytes:
        """The tag of a row that shows several lines, where nobody chose its height."""
        line, given = self._added.lines.get(self._row), token.attributes()
        if line is None or line.height < 2 or given.get("customHeight") in ("1", "true"):
            return tag
        stated, needed = given.get("ht", ""), min(line.height * _LINE_HEIGHT, _HIGHEST)
        is_high = re.fullmatch(r"\d+(\.\d+)?", stated) and float(stated) >= needed
        return tag if is_high else with_attribute(tag, "ht", f"{needed:g}")

    def _begin(self, row: int) -> None:
        """Get ready what is to be added to a row."""
        self._row, self._neighbour = row, 0
        self._header_made = self._header_made or row == self._added.header
        cells: Iterable[tuple[int, str, str]] = ()
        if row == self._added.header:
            cells = ((at, label, "") for at, label in zip(self._places, LABELS, strict=True) if at in self._new)
        elif line := self._added.lines.get(row):
            colours = (line.colour, *[""] * (len(LABELS) - 1))
            cells = zip(self._places, line.cells, colours, strict=True)
        self._waiting = sorted(cells, reverse=True)

    def _missing_header(self, row: int) -> bytes:
        """The row of labels, where it has to stand before a row and the sheet has none."""
        if self._header_made or row <= self._added.header:
            return b""
        self._begin(self._added.header)
        cells = self._cells_before(_END)
        return f'<{self._prefix}row r="{self._row}">'.encode() + cells + f"</{self._prefix}row>".encode()

    def _end_row(self, token: Token) -> bytes:
        return token.text + self._cells_before(_END) + token.tag

    def _cell(self, token: Token) -> bytes:
        if not self._waiting:
            return token.raw
        self._counting.take(token)
        self._in_cell = not token.is_empty
        column, style = self._counting.column, token.attributes().get("s", "")
        before = token.text + self._cells_before(column)
        if self._waiting and self._waiting[-1][0] == column:
            _, text, colour = self._waiting.pop()
            if not text:
                return before + token.tag
            self._in_our_place = not token.is_empty
            return before + self._made(column, text, colour, int(style) if style.isdigit() else self._neighbour)
        if style.isdigit() and column not in self._places:
            self._neighbour = int(style)
        return before + token.tag

    def _end_cell(self, token: Token) -> bytes:
        was_ours, self._in_cell, self._in_our_place = self._in_our_place, False, False
        return b"" if was_ours else token.raw

    def _cells_before(self, column: int) -> bytes:
        made = b""
        while self._waiting and self._waiting[-1][0] < column:
            at, text, colour = self._waiting.pop()
            made += self._made(at, text, colour, self._neighbour)
        return made

    def _made(self, column: int, text: str, colour: str, like: int) -> bytes:
        """A cell with a text of its own, not one of the shared; it looks as its neighbour does."""
        if self._row == self._added.header:
            # above a list without labels stands its title, which labels should not look like
            style = like if self._added.has_labels else 0
        else:
            style = self._style(like, colour, wraps="\n" in text)
        x, place = self._prefix, f"{column_letters(column)}{self._row}"
        styled = f' s="{style}"' if style else ""
        if not text:
            # an empty cell keeps the frame of its row
            return f'<{x}c r="{place}"{styled}/>'.encode() if styled else b""
        text = html.escape(NOT_IN_XML.sub("", text)[:_LONGEST], quote=False)
        inner = f'<{x}is><{x}t xml:space="preserve">{text}</{x}t></{x}is>'
        return f'<{x}c r="{place}"{styled} t="inlineStr">{inner}</{x}c>'.encode()

    def _dimension(self, token: Token) -> bytes:
        """How far the sheet reaches now."""
        reach = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", token.attributes().get("ref", ""))
        if reach is None:
            return token.tag
        left, top, right, bottom = reach.groups()
        last = column_letters(max(self._places))
        right = max(right or left, last, key=lambda letters: (len(letters), letters))
        top = str(min(int(top), self._added.header or int(top)))
        return with_attribute(token.tag, "ref", f"{left}{top}:{right}{bottom or reach[2]}")
