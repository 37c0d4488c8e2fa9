"""CSV and TSV -> a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from indexer.readers.delimited import DELIMITERS, delimited_rows, delimiter_of
from indexer.readers.encoding import HEAD, encoding_of
from indexer.readers.lines import Line, ends_in_returns, lines_of
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


class Layout(NamedTuple):
    """How a delimited text is written."""

    #: `utf-8-sig`, `utf-16`, `gb18030` or `ascii`
    encoding: str
    delimiter: str
    #: whether a carriage return alone ends a line
    old_line_ends: bool
    #: the line on which each row begins, counted from 1, and how many cells it has; none for one that is not read
    rows: tuple[tuple[int, int], ...]


def layout_of(data: bytes, kind: str) -> Layout:
    """Where the rows of a CSV or TSV stand in its bytes; they are those that `read_delimited` counts."""
    stream = io.BytesIO(data)
    head = stream.read1(HEAD)
    lines = list(lines_of(stream, head))
    otherwise = "\t" if kind == "tsv" else _usual(lines)
    encoding = encoding_of(head)
    rows = (
        (line, 0 if isinstance(cells, Unreadable) else len(cells)) for line, cells in delimited_rows(lines, otherwise)
    )
    return Layout(
        encoding_of(data) if encoding == "ascii" else encoding,
        delimiter_of(lines[:HEADER_ROWS], otherwise),
        encoding != "utf-16" and ends_in_returns(head),
        tuple(rows),
    )


def _usual(lines: Sequence[Line]) -> str:
    """The character that stands equally often in most of the first lines; a comma where none does."""
    head = [line.text for line in islice(lines, HEADER_ROWS) if isinstance(line.text, str) and line.text.strip()]
    counts = {sign: [line.count(sign) for line in head] for sign in DELIMITERS}
    agreeing = {sign: max(found.count(one) for one in found if one) for sign, found in counts.items() if any(found)}
    best = max(agreeing, key=lambda sign: agreeing[sign], default=",")
    return best if agreeing.get(best, 0) * 2 > len(head) else ","
