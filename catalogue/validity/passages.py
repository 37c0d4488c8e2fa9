"""Lines that belong together because a number breaks off at the end of one and goes on in the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from indexer.readers import Paragraph, Table
from standard.citations import Citation

#: a line that breaks off within a number, and one that goes on with it
_BROKEN_OFF = re.compile(r"(?:(?<![A-Za-z])[A-Z]{2,5}(?:[/／∕][TZ]?)?|\d\s?[-—–－/~～]|[TQ][/／∕])\s*$")
_GOING_ON = re.compile(r"\s*(?:\d|[TZ]\s?\d)")


@dataclass(frozen=True)
class Passage:
    """Paragraphs that are read as one text; nearly always one."""

    paragraphs: tuple[Paragraph, ...]

    def read(self, reader: Callable[[str], list[Citation]]) -> Iterator[tuple[Paragraph, list[Citation], bool]]:
        """Each paragraph with the citations that begin in it, and whether one that began before goes on in it.

        The spans are those in the paragraph itself; what goes on in the next one ends behind it.
        """
        texts = [one.text for one in self.paragraphs]
        found = reader("\n".join(texts))
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        for paragraph, start in zip(self.paragraphs, starts, strict=False):
            end = start + len(paragraph.text)
            own = [one for one in found if start <= one.span[0] <= end]
            goes_on = any(one.span[0] < start < one.span[1] for one in found)
            yield paragraph, [_moved(one, start) for one in own], goes_on


def _moved(citation: Citation, start: int) -> Citation:
    left, right = citation.span
    return replace(citation, span=(left - start, right - start))


def passages(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Passage | Table]:
    """The blocks of a document, where lines between which a number is broken are one passage."""
    open_lines: list[Paragraph] = []
    for block in blocks:
        goes_on = isinstance(block, Paragraph) and open_lines and _breaks(open_lines[-1].text, block.text)
        if open_lines and not goes_on:
            yield Passage(tuple(open_lines))
            open_lines = []
        if isinstance(block, Paragraph):
            open_lines.append(block)
        else:
            yield block
    if open_lines:
        yield Passage(tuple(open_lines))


def _breaks(line: str, after: str) -> bool:
    return bool(_BROKEN_OFF.search(line)) and bool(_GOING_ON.match(after))
