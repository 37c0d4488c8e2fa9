"""Cuts JSON text into its outermost objects without holding more than one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.readers.lines import LONGEST_LINE, Line
from indexer.readers.problem import Unreadable

#: strings up to their end or the line's (JSON has no line ends within strings), brackets, and what else is no blank
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]|[^\s\[\]{}",]+')


class Element(NamedTuple):
    """The text of one outermost object and the line on which it begins."""

    line: int
    text: str | Unreadable


def elements_of(lines: Iterable[Line]) -> Iterator[Element]:
    """The objects of an array, or of a file that holds one object after the other.

    What is no object comes out as an element too, so that it is reported. Where a bracket is missing, what follows
    is one element until it is longer than a line may be; then a new one is looked for.
    """
    cutter = _Cutter()
    for line in lines:
        yield from cutter.feed(line)
    yield from cutter.end()


class _Cutter:
    """Where one is between the brackets."""

    def __init__(self) -> None:
        #: open brackets of the element; 0 between elements
        self.depth = 0
        #: where the element begins, and its text on earlier lines
        self.line = 0
        self.parts: list[str] = []
        self.size = 0
        self.outer = False

    def feed(self, line: Line) -> Iterator[Element]:
        """The elements that end on this line."""
        number, text = line
        if isinstance(text, Unreadable):
            yield Element(number, text)
            self._reset()
            return
        start = 0
        for mark in _MARKS.finditer(text):
            was = self.depth
            sign = mark.group()
            if was == 0 and self._is_frame(sign):
                continue
            self.depth += (sign in "{[") - (sign in "}]")
            if was == 0:
                self.line, start = number, mark.start()
            if self.depth <= 0:
                yield Element(self.line, "".join((*self.parts, text[start : mark.end()])))
                self._reset()
        if self.depth:
            yield from self._keep(text[start:] + "\n")

    def end(self) -> Iterator[Element]:
        """What is left open at the end of the file."""
        if self.depth:
            yield Element(self.line, Unreadable("json_unfinished", "".join(self.parts)))

    def _is_frame(self, sign: str) -> bool:
        """Whether a sign between elements is the bracket of the array around them."""
        if sign == "[" and not self.outer:
            self.outer = True
            return True
        return sign == "]" and self.outer

    def _keep(self, text: str) -> Iterator[Element]:
        """Go on to the next line, unless the element has become too long."""
        self.parts.append(text)
        self.size += len(text)
        if self.size > LONGEST_LINE:
            yield Element(self.line, Unreadable("json_inseparable", self.parts[0]))
            self._reset()

    def _reset(self) -> None:
        self.depth, self.parts, self.size = 0, [], 0
