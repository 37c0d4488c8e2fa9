"""What the format readers give: rows of cells, before anyone asks what they mean."""

from __future__ import annotations

from typing import NamedTuple

from indexer.readers.field_labels import Cells
from indexer.readers.problem import SHOWN, Problem, said


class Row(NamedTuple):
    """A row of a file, with the place to name where it turns out to be no standard."""

    file: str
    line: int
    cells: Cells


#: every row gives one of the two
Rowlike = Row | Problem


def unforeseen(error: Exception, row: Row) -> Problem:
    """The problem of a row with a value that the program cannot deal with; nothing of it is lost but this row."""
    number = row.cells.get("number")
    value = number if isinstance(number, str) else " | ".join(row.cells)
    return Problem(row.file, row.line, value[:SHOWN], "row_unhandled", {"error": said(error)})
