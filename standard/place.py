"""Where something stands in a document."""

from __future__ import annotations

from dataclasses import dataclass

from standard.wording import COMMA, Words, say


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document; counted from 1, 0 or empty for what the format does not have."""

    page: int = 0
    line: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    #: of a workbook
    sheet: str = ""
    #: footnote or endnote, in the order of the file
    note: int = 0

    @property
    def words(self) -> Words:
        """The place as people say it: `明细!C12`; 第 3 页第 5 行; 表 2 第 4 行第 1 列."""
        if self.sheet:
            return say("place_sheet", sheet=self.sheet, cell=f"{column_letters(self.column)}{self.row or ''}")
        if self.note:
            return say("place_note", note=self.note)
        if self.table and self.row:
            cell = say("place_cell", table=self.table, row=self.row, column=self.column)
            return self._on_page(cell)
        if self.line:
            return self._on_page(say("place_line", line=self.line))
        if self.paragraph:
            return say("place_paragraph", paragraph=self.paragraph)
        return say("place_page", page=self.page) if self.page else Words("", "")

    def before(self, words: Words) -> Words:
        """The place, and what is said of it; nothing stands before what is said of the whole."""
        place = self.words
        return place + Words("：", ": ") + words if place else words

    def _on_page(self, words: Words) -> Words:
        return COMMA.join([say("place_page", page=self.page), words]) if self.page else words


def column_letters(column: int) -> str:
    """`C` for 3, `AB` for 28."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
