"""What a list or a text cites, in its order: one entry for each number, and for each row that names none."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.readers import Place
from standard.citations import Citation


@dataclass(frozen=True)
class Entry:
    """One standard that is asked about; a cell with three numbers gives three entries."""

    #: which entry of the document it is, counted from 1
    row: int
    #: its number is None for a row of a list that names no standard
    citation: Citation
    place: Place
    #: the row of the first entry with the same number; 0 for that entry itself and for all that stand once
    duplicate_of: int = 0
