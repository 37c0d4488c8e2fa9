"""DOCX -> paragraphs with their headings and automatic numbers, tables, text boxes and notes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from indexer.readers.parts import Parts
from indexer.readers.text.collecting import Collected
from indexer.readers.text.word_numbering import Numbering
from indexer.readers.text.word_styles import Styles, number_in
from indexer.readers.text.xml_trees import child, name_of, opened, trees, value_of
from indexer.readers.workbook import related
from standard.wording import say

#: what is no text, or stands for the same text once more, or was struck out of it
_LEFT_OUT = frozenset(
    {"pPr", "rPr", "tblPr", "tcPr", "trPr", "sdtPr", "del", "moveFrom", "Fallback", "instrText", "rt", "txbxContent"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: what notes are that a program makes for its own use
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
#: parts of which nothing is read -> what is said of them
_UNREAD = {"header": "document_page_heads", "footer": "document_page_heads", "comments": "document_comments"}


def read_word(data: bytes, into: Collected) -> None:
    """The text of a Word document. Raises `Unreadable` and what is in DAMAGE."""
    parts = opened(data)
    try:
        main = next((one.part for one in related(parts, "") if one.kind == "officeDocument"), "word/document.xml")
        beside = {one.kind: one.part for one in related(parts, main)}
        folder = posixpath.dirname(main)
        styles = Styles(parts, beside.get("styles", f"{folder}/styles.xml"))
        numbering = Numbering(parts, beside.get("numbering", f"{folder}/numbering.xml"), styles)
        reading = _Reading(into, styles, numbering)
        for block in trees(parts, main, 3):
            reading.block(block)
        for kind in ("footnotes", "endnotes"):
            _read_notes(parts, beside.get(kind, ""), reading)
        into.notes += [say(name) for name in dict.fromkeys(_UNREAD[kind] for kind in beside if kind in _UNREAD)]
    finally:
        parts.close()


def _read_notes(parts: Parts, part: str, reading: _Reading) -> None:
    if part in parts:
        for note in trees(parts, part, 2):
            if value_of(note, "type") not in _RULES:
                reading.note()
                for block in note:
                    reading.block(block)


class _Reading:
    """The walk through a document."""

    def __init__(self, into: Collected, styles: Styles, numbering: Numbering) -> None:
        self._into = into
        self._styles = styles
        self._numbering = numbering
        self._note = 0

    def note(self) -> None:
        """What follows stands in the next note."""
        self._note += 1

    def block(self, element: Any) -> None:
        """A paragraph, a table, or what holds some of them."""
        for one in _blocks(element):
            if name_of(one) == "p":
                self._paragraph(one)
            else:
                self._table(one)

    def _paragraph(self, element: Any) -> None:
        properties = child(element, "pPr")
        style = value_of(child(properties, "pStyle"))
        heading = self._styles.heading(style, child(properties, "outlineLvl"))
        label = self._numbering.label(style, child(properties, "numPr"))
        self._into.paragraph(_text(element), heading=heading, label=label, note=self._note)
        for box in _boxes(element):
            self.block(box)

    def _table(self, element: Any) -> None:
        draft = self._into.table()
        try:
            rows = _rows(element)
            down = _reach(rows)
            for at, row in enumerate(rows):
                for column, cell in row:
                    # a cell that goes on from above was counted with the one that begins there
                    if not _goes_on(cell):
                        text = "\n".join(self._cell(cell))
                        draft.cell(text, at + 1, column, span=(down.get((at, column), 1), _width(cell)))
        finally:
            draft.close()

    def _cell(self, cell: Any) -> Iterator[str]:
        """The lines of a cell; of a table within it a line for each cell."""
        for one in _blocks(cell):
            if name_of(one) == "p":
                properties = child(one, "pPr")
                label = self._numbering.label(value_of(child(properties, "pStyle")), child(properties, "numPr"))
                text = _text(one)
                yield f"{label} {text}" if label and text.strip() else text
                for box in _boxes(one):
                    yield from self._cell(box)
            else:
                for row in _rows(one):
                    for _, within in row:
                        yield from self._cell(within)


def _blocks(element: Any) -> Iterator[Any]:
    """The paragraphs and tables of what holds some, or it itself."""
    if name_of(element) in ("p", "tbl"):
        yield element
        return
    for one in element:
        if name_of(one) not in _LEFT_OUT:
            yield from _blocks(one)


def _text(element: Any) -> str:
    """The text of a paragraph, without that of its text boxes."""
    found: list[str] = []
    stack = [iter(element)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        name = name_of(one)
        if name == "t":
            found.append(one.text or "")
        elif name in _SIGNS:
            found.append(_SIGNS[name])
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(one)):
            stack.append(iter(one))
    return "".join(found)


def _is_hidden(run: Any) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and value_of(hidden) not in ("0", "false")


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes of a paragraph, each once."""
    for one in element:
        name = name_of(one)
        if name == "txbxContent":
            yield one
        elif name not in _LEFT_OUT:
            yield from _boxes(one)


#: a row: the column of the grid in which each cell begins, and the cell
_Row = list[tuple[int, Any]]


def _rows(table: Any) -> list[_Row]:
    """The rows of a table, without those that were struck out."""
    rows: list[_Row] = []
    for row in _within(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        column = 1 + (number_in(child(properties, "gridBefore")) or 0)
        cells: _Row = []
        for cell in _within(row, "tc"):
            cells.append((column, cell))
            column += _width(cell)
        rows.append(cells)
    return rows


def _within(element: Any, name: str) -> Iterator[Any]:
    """The children of a name, also within what content controls and revisions put around them."""
    for one in element:
        if name_of(one) == name:
            yield one
        elif name_of(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(one, name)


def _width(cell: Any) -> int:
    return max(number_in(child(cell, "tcPr", "gridSpan")) or 1, 1)


def _goes_on(cell: Any) -> bool:
    merge = child(cell, "tcPr", "vMerge")
    return merge is not None and value_of(merge) in ("", "continue")


def _reach(rows: list[_Row]) -> dict[tuple[int, int], int]:
    """How many rows each cell is merged over that is merged downwards, by row and column."""
    found: dict[tuple[int, int], int] = {}
    begun: dict[int, int] = {}
    for at, row in enumerate(rows):
        going = {column for column, cell in row if _goes_on(cell)}
        for column in going & begun.keys():
            found[begun[column], column] = at - begun[column] + 1
        begun = {column: begun[column] for column in going & begun.keys()} | {
            column: at for column, _ in row if column not in going
        }
    return found
