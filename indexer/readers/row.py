"""What the format readers give: rows of cells, before anyone asks what they mean."""

from __future__ import annotations

from typing import NamedTuple

from indexer.readers.field_labels import Cells
from indexer.readers.problem import Problem


class Row(NamedTuple):
    """A row of a file, with the place to name where it turns out to be no standard."""

    file: str
    line: int
    cells: Cells


#: every row gives one of the two
Rowlike = Row | Problem
