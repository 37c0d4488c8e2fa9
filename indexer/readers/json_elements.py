"""Cuts JSON text into its outermost objects without holding more than one of them.

The records of an answer (`{"total": 3, "rows": [{…}, …]}`, and our own export) are cut one by one as well: a whole
answer may be longer than any record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.readers.labels_in_words import column_field
from indexer.readers.lines import LONGEST_LINE, Line
from indexer.readers.problem import Unreadable

#: strings up to their end or the line's (JSON has no line ends within strings), brackets, and what else is no blank
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]|[^\s\[\]{}",]+')


#: what answers call the list of their records
RECORD_LISTS = ("hits", "rows", "records", "list", "data", "result", "results", "items", "standards")
#: lists within objects that are looked into: `{"data": {"rows": [...]}}`
_DEEPEST = 4


class Element(NamedTuple):
    """The text of one outermost object and the line on which it begins."""

    line: int
    text: str | Unreadable
    #: whether it stood in the list of an answer, so that it is a record itself
    listed: bool = False


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
        #: how many brackets of an answer are open around its list, and around what follows that
        self.around = self.tail = 0
        self._answer = _Answer()

    def feed(self, line: Line) -> Iterator[Element]:
        """The elements that end on this line."""
        number, text = line
        if isinstance(text, Unreadable):
            yield Element(number, text)
            self._reset()
            return
        start = 0
        for mark in _MARKS.finditer(text):
            sign = mark.group()
            if self.tail or (self.depth == 0 and self._is_frame(sign)):
                self.tail += ((sign in "{[") - (sign in "}]")) if self.tail else 0
                continue
            if not (self.outer or self.around) and self._answer.enters_list(sign, self.depth):
                # what stood before the list is no record
                self.around = self.depth
                self._reset()
            was = self.depth
            self.depth += (sign in "{[") - (sign in "}]")
            if was == 0:
                self.line, start = number, mark.start()
            if self.depth <= 0:
                yield Element(self.line, "".join((*self.parts, text[start : mark.end()])), self.around > 0)
                self._reset()
        if self.depth:
            yield from self._keep(text[start:] + "\n")

    def end(self) -> Iterator[Element]:
        """What is left open at the end of the file."""
        if self.depth:
            yield Element(self.line, Unreadable("json_unfinished", "".join(self.parts)))

    def _is_frame(self, sign: str) -> bool:
        """Whether a sign between elements is the bracket of the array around them."""
        if sign == "[" and not (self.outer or self.around):
            self.outer = True
            return True
        if sign == "]" and self.around:
            # one more, since this bracket is counted, too
            self.around, self.tail = 0, self.around
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


class _Answer:
    """Where in an object one is, as far as the list of an answer's records is concerned."""

    def __init__(self) -> None:
        self._key = ""
        self._after_colon = False
        #: depth of the list that may begin, and of the objects that are records themselves
        self._list = 0
        self._records: set[int] = set()

    def enters_list(self, sign: str, depth: int) -> bool:
        """Whether the first record of an answer's list begins with this sign, within `depth` brackets."""
        entered = sign == "{" and 0 < self._list == depth
        self._list = 0
        if depth > _DEEPEST:
            return False
        if sign == "[" and self._after_colon and self._key in RECORD_LISTS and not self._records:
            self._list = depth + 1
        elif sign[0] == '"' and self._after_colon:
            if column_field(self._key) == "number":
                self._records.add(depth)
        elif sign[0] == '"':
            self._key = sign[1:-1]
        elif sign == "}":
            self._records.discard(depth)
        self._after_colon = sign == ":"
        return entered
