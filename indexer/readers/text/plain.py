"""Plain text -> its lines as paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from indexer.readers.encoding import HEAD
from indexer.readers.lines import Line, lines_of
from indexer.readers.problem import Unreadable
from indexer.readers.text.bounds import MOST_PIECES
from indexer.readers.text.collecting import Collected, too_long

#: so many lines, and this share of those in which something stands, make a table of lines with tabs
_FEWEST_TABBED, _TABBED = 2, 0.8
#: lines that are looked at for that
_LOOKED_AT = 1000


def lines_in(data: bytes, into: Collected) -> list[Line]:
    """The lines of a file of text, whatever its encoding; of too many the first ones."""
    stream = io.BytesIO(data)
    lines = list(islice(lines_of(stream, stream.read1(HEAD)), MOST_PIECES + 1))
    if len(lines) > MOST_PIECES:
        lines.pop()
        into.problem(too_long())
    return lines


def is_tabbed(lines: Sequence[Line]) -> bool:
    """Whether lines are rows of a table that was copied out of a spreadsheet."""
    texts = [line.text.strip() for line in lines[:_LOOKED_AT] if isinstance(line.text, str) and line.text.strip()]
    tabbed = sum("\t" in text for text in texts)
    return tabbed >= _FEWEST_TABBED and tabbed >= _TABBED * len(texts)


def read_lines(lines: Iterable[Line], into: Collected) -> None:
    """Each line a paragraph. Raises `Full`."""
    for number, text in sound(lines, into):
        into.paragraph(text, line=number)


def sound(lines: Iterable[Line], into: Collected) -> Iterator[tuple[int, str]]:
    """Number and text of the lines that can be read; the others become problems."""
    for line in lines:
        if isinstance(line.text, Unreadable):
            into.problem(line.text, line.number)
            continue
        yield line.number, line.text
