"""Plain text -> its lines as paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from indexer.readers.encoding import HEAD
from indexer.readers.lines import Line, lines_of
from indexer.readers.problem import Unreadable
from indexer.readers.text.collecting import Collected

#: so many lines, and this share of those in which something stands, make a table of lines with tabs
_FEWEST_TABBED, _TABBED = 2, 0.8
#: lines that are looked at for that
_LOOKED_AT = 1000


def lines_in(data: bytes) -> list[Line]:
    """The lines of a file of text, whatever its encoding."""
    stream = io.BytesIO(data)
    return list(lines_of(stream, stream.read1(HEAD)))


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
