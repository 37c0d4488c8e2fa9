"""What readers of all formats put their findings into: counted in one place, so that every document has a bound."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.readers.problem import WHOLE_FILE, Problem, Unreadable
from indexer.readers.text.bounds import LARGEST_SPAN, MOST_CHARACTERS, MOST_PIECES
from indexer.readers.text.document import Cell, Paragraph, Place, Table
from indexer.readers.text_cells import without_noise
from standard.wording import Words

#: the caption of a table, which stands before it as a paragraph
_CAPTION = re.compile(r"(?:续?表|Table)\s*(?:[A-Z]\s*[.．]?\s*)?\d[\d.．-]*(?!\d).{0,80}$", re.IGNORECASE | re.DOTALL)
_BLANKS = re.compile(r"[^\S\n\t]+")
_ENDS = re.compile(r" ?\n[ \n]*")


class Full(Unreadable):
    """A document of which no more is read."""


def too_long() -> Full:
    """What is said of a document that has too many paragraphs and cells, or too long ones."""
    return Full("document_too_long", most=MOST_PIECES, characters=MOST_CHARACTERS)


class Collected:
    """The text of one document while it is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Paragraph | Table] = []
        self.problems: list[Problem] = []
        self.notes: list[Words] = []
        self._paragraphs = self._tables = 0
        self._pieces = self._characters = 0

    def problem(self, problem: Unreadable, line: int = WHOLE_FILE, part: str = "") -> None:
        """Something that cannot be read, of a part of the document (a sheet) or of all."""
        found = problem.at(f"{self.name}#{part}" if part else self.name, line)
        # both the lines and what stands in them may be too many
        if found not in self.problems[-1:]:
            self.problems.append(found)

    def count(self, text: str) -> None:
        """Count a piece of text. Raises Full where the document has too many, or too long ones."""
        self._pieces += 1
        self._characters += len(text)
        if self._pieces > MOST_PIECES or self._characters > MOST_CHARACTERS:
            raise too_long()

    def paragraph(
        self,
        text: str,
        *,
        heading: int = 0,
        label: str = "",
        page: int = 0,
        line: int = 0,
        note: int = 0,
    ) -> None:
        """A paragraph behind all others; one in which nothing stands counts, but is left out."""
        self._paragraphs += 1
        if text := clean(text):
            place = Place(page=page, line=line, note=note, paragraph=self._paragraphs)
            self._add(Paragraph(f"{label} {text}" if label else text, place, heading, label))

    def lines(self, text: str, places: Iterable[tuple[int, Place]], *, running: bool = False) -> None:
        """A paragraph that was joined from lines; the first place is that of its beginning."""
        (_, first), *further = places
        self._add(Paragraph(text, first, breaks=tuple(further), running=running))

    def _add(self, paragraph: Paragraph) -> None:
        self.count(paragraph.text)
        self.blocks.append(paragraph)

    def table(self, caption: str = "", *, page: int = 0, line: int = 0, sheet: str = "") -> Draft:
        """A table behind all others, to put cells into; `Draft.close` keeps it."""
        self._tables += 1
        last = self.blocks[-1] if self.blocks else None
        if not caption and isinstance(last, Paragraph) and _CAPTION.match(last.text):
            caption = last.text
        return Draft(self, Place(page=page, line=line, table=self._tables, sheet=sheet), caption)


class Draft:
    """A table while its cells are read, in the order of its rows."""

    def __init__(self, collected: Collected, place: Place, caption: str) -> None:
        self._collected = collected
        self.place = place
        self._caption = caption
        self._rows: list[tuple[Cell, ...]] = []
        self._row: list[Cell] = []
        self._at = 0

    def cell(self, text: str, row: int, column: int, *, line: int = 0, span: tuple[int, int] = (1, 1)) -> None:
        """A cell; rows come one behind another. Raises Full."""
        if not (text := clean(text)):
            return
        self._collected.count(text)
        if row != self._at:
            self._end_row()
            self._at = row
        place = Place(self.place.page, line, 0, self.place.table, row, column, self.place.sheet)
        rows, columns = (min(max(one, 1), LARGEST_SPAN) for one in span)
        self._row.append(Cell(text, place, rows, columns))

    def close(self, spans: dict[tuple[int, int], tuple[int, int]] | None = None, *, hidden: bool = False) -> None:
        """Keep the table, if something stands in it; `spans` tells merged cells that only the end of a sheet told."""
        self._end_row()
        if not self._rows:
            return
        if spans:
            self._rows = [tuple(_spread(cell, spans) for cell in row) for row in self._rows]
        self._collected.blocks.append(Table(tuple(self._rows), self.place, self._caption, hidden))

    def _end_row(self) -> None:
        if self._row:
            self._rows.append(tuple(self._row))
            self._row = []


def _spread(cell: Cell, spans: dict[tuple[int, int], tuple[int, int]]) -> Cell:
    span = spans.get((cell.place.row, cell.place.column))
    return Cell(cell.text, cell.place, *span) if span else cell


def clean(text: str) -> str:
    """Text without invisible characters and outer blanks; line ends and tabs stay, other blanks become one."""
    if not text.isprintable():
        text = without_noise(text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n"))
    if "  " in text or not text.isascii() or "\n" in text:
        text = _ENDS.sub("\n", _BLANKS.sub(" ", text))
    return text.strip()
