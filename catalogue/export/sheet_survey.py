"""What must be known of a sheet before cells are added: how far it reaches, and whether a column is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from catalogue.export.fill_columns import LABELS, Sheet
from catalogue.export.xml_tokens import Token, tokens_of
from indexer.readers import column_of
from standard.errors import LubiaoError

#: columns and rows of a sheet
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576


#: `r="3"` of a row, `r="C3"` of a cell
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]{0,9})["']""")
#: tags that tell how far a sheet reaches
_TELLING = frozenset({"row", "c", "v", "f", "is", "mergeCell", "sheetProtection", "cols"})


@cache
def _column(letters: bytes) -> int:
    return column_of(letters.decode())


class Counting:
    """Which row and column a token is of; files may leave the numbers out."""

    def __init__(self) -> None:
        self.row = self.column = 0

    def take(self, token: Token) -> None:
        """Take a token that begins a row or a cell."""
        place = _PLACE.search(token.tag)
        letters, number = place.groups() if place else (b"", b"")
        if token.name == "row":
            self.row = int(number) if number else self.row + 1
            self.column = 0
        else:
            self.column = _column(letters) or self.column + 1


@dataclass
class Survey:
    """How far a sheet reaches, and what stands in it beside cells."""

    #: the last column in which something stands; 0 in an empty sheet
    last_column: int = 0
    #: rows that were read
    last_row: int = 0
    is_protected: bool = False
    #: whether the file says how wide columns are
    has_widths: bool = False
    #: columns with one of our labels -> whether something stands in them
    taken: dict[int, bool] = field(default_factory=dict)


def survey_sheet(pieces: Iterable[bytes], part: str, added: Sheet) -> Survey:
    """Read through a sheet. Raises LubiaoError where it cannot be read."""
    survey = Survey(taken=dict.fromkeys(added.labelled.values(), False))
    first, last = min(added.lines), max(added.lines)
    counting = Counting()
    cell_open = False
    for token in tokens_of(pieces, part, _TELLING):
        name = token.name
        if name in ("row", "c") and not token.closes:
            counting.take(token)
            cell_open = name == "c" and not token.is_empty
            survey.last_row = max(survey.last_row, counting.row)
        elif cell_open and name in ("v", "f", "is"):
            # any content counts, also a formula of which no value is stored
            cell_open = False
            survey.last_column = max(survey.last_column, counting.column)
            if counting.column in survey.taken and counting.row > added.header:
                survey.taken[counting.column] = True
        elif name == "c":
            cell_open = False
        elif name == "mergeCell" and not token.closes:
            right = _right_of(token.attributes().get("ref", ""), added.header or first, last)
            survey.last_column = max(survey.last_column, right)
        elif name == "sheetProtection" and not token.closes:
            survey.is_protected = token.attributes().get("sheet", "0") in ("1", "true")
        elif name == "cols":
            survey.has_widths = True
    return survey


def _right_of(reference: str, first: int, last: int) -> int:
    """The last column of merged cells that reach into the rows that are added to; else 0."""
    start, _, end = reference.replace("$", "").partition(":")
    end = end or start
    top, bottom = (int("".join(filter(str.isdigit, one)) or 0) for one in (start, end))
    return column_of(end) if top <= last and bottom >= first else 0


def last_covered(pieces: Iterable[bytes], part: str, first: int, last: int) -> int:
    """The last column that a picture or chart covers in the rows from `first` to `last`; 0 where there is none."""
    covered, where, corners = 0, "", {"col": [0], "row": [0]}
    for token in tokens_of(pieces, part):
        if token.name in ("from", "to") and not token.closes:
            corners = {"col": [], "row": []} if token.name == "from" else corners
            where = token.name
        elif token.closes and where and token.name in corners and token.text.strip().isdigit():
            # counted from 0
            corners[token.name].append(int(token.text) + 1)
        elif token.closes and token.name == where:
            where = ""
        elif token.closes and token.name.endswith("Anchor") and _meets(corners["row"], first, last):
            covered = max(covered, *corners["col"], 0)
    return covered


def _meets(rows: list[int], first: int, last: int) -> bool:
    return bool(rows) and min(rows) <= last and max(rows) >= first


def places_of_columns(added: Sheet, survey: Survey, sheet: str) -> tuple[int, ...]:
    """Where each of our columns goes: into an empty one that has its label, or right of all that stands in the sheet.

    Raises LubiaoError where a column of ours is filled already, or there is no room.
    """
    for label, column in added.labelled.items():
        if survey.taken[column]:
            raise LubiaoError("fill_column_taken", sheet=sheet, column=label)
    free = survey.last_column + 1
    places = []
    for label in LABELS:
        place = added.labelled.get(label, 0)
        if not place:
            place, free = free, free + 1
        places.append(place)
    if max(places) > MOST_COLUMNS:
        raise LubiaoError("fill_no_room", sheet=sheet, most=MOST_COLUMNS)
    return tuple(places)
