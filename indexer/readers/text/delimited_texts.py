"""CSV and TSV -> a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from indexer.readers.delimited import DELIMITERS, delimited_rows
from indexer.readers.lines import Line
from indexer.readers.problem import Unreadable
from indexer.readers.table import HEADER_ROWS
from indexer.readers.text.collecting import Collected


def read_delimited(lines: Sequence[Line], into: Collected, kind: str = "tsv") -> None:
    """The rows of a delimited text as one table. Raises `Full`."""
    otherwise = "\t" if kind == "tsv" else _usual(lines)
    draft = into.table()
    try:
        for row, (line, cells) in enumerate(delimited_rows(lines, otherwise), 1):
            if isinstance(cells, Unreadable):
                into.problem(cells, line)
                continue
            for column, text in enumerate(cells, 1):
                draft.cell(str(text), row, column, line=line)
    finally:
        draft.close()


def _usual(lines: Sequence[Line]) -> str:
    """The character that stands equally often in most of the first lines; a comma where none does."""
    head = [line.text for line in islice(lines, HEADER_ROWS) if isinstance(line.text, str) and line.text.strip()]
    counts = {sign: [line.count(sign) for line in head] for sign in DELIMITERS}
    agreeing = {sign: max(found.count(one) for one in found if one) for sign, found in counts.items() if any(found)}
    best = max(agreeing, key=lambda sign: agreeing[sign], default=",")
    return best if agreeing.get(best, 0) * 2 > len(head) else ","
