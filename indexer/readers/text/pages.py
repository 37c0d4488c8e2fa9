"""Lines of text that stand on pages -> paragraphs: lines joined, page heads and feet told apart.

Files of pages (PDF, OFD) know where text stands, not what belongs together. A line goes on from the one above it where
that one left no room for its first word, and it begins neither further in nor with a number or mark of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from indexer.readers.text.collecting import Collected, clean
from indexer.readers.text.document import Place

#: what begins a paragraph of its own: clause numbers, list marks, captions, notes
_BEGINS = re.compile(
    r"(?:\d{1,3}(?:[.．]\d{1,3}){1,6}(?=[\s\u4e00-\u9fff]|$)|\d{1,2}(?=\s+[\u4e00-\u9fff])|[A-Z](?:[.．]\d{1,3}){1,5}(?=[\s\u4e00-\u9fff]|$)"
    r"|[a-z\d]{1,2}[)）]|[(（](?:\d{1,2}|[a-z一二三四五六七八九十])[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}、"
    r"|第[一二三四五六七八九十百\d]+[章节条](?!规定|的|要求)|[表图](?:\s?[A-Z][.．])?\s?\d|[注例](?:\d{0,2}|[Xx])[:：]|示例|附\s*录\s*[A-Z]|——|[●•○·▪◆]"
    r"|\[\d{1,3}\])"
)
#: a number of a standard that goes on in the next line
_OPEN = re.compile(r"(?:[A-Z]{1,6}(?:\s?\d{2})?\s?/?\s?[A-Z]{0,3}|第|[-—–－~～、，,和与及或至/（(])$")
#: a number of a standard that ends within itself
_HALF = re.compile(r"(?:\b[A-Z]{2,6}(?:/[A-Z]{1,4})?|\b[A-Z]{1,6}(?:/[A-Z]{1,4})?\s*\d[\d.]*[-—–－])$")
#: signs between which no blank is put when lines are joined
_TIGHT_END, _TIGHT_START = frozenset("-—–－/(（[《“‘~～"), frozenset("-—–－/)）]》”’~～,.;:")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
#: a place of a wide sign takes one height of a line, that of a narrow one about half
_NARROW = 0.55
#: lines at the head and foot of a page that may be repeated on others
_EDGE = 2
#: pages on which it must stand
_FEWEST_PAGES = 3
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*|Page\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,7}|[\u2160-\u217f]+)\s*页?(?:[\s,，、/]*(?:共|of)?\s*\d{1,4}\s*页?)?"
    r"[-—–·\s]*"
)
#: characters at the end of a paragraph that tell whether it goes on
_TAIL = 60
#: what leads from a heading to its page in a table of contents
_LEADER = re.compile(r"[.·…．]{4,}\s*[\dIVXivx\u2160-\u217f]*$")
#: how much of a line's height it may stand further in, and how much nearer or larger the next may be
_INDENT, _LOOSEST, _LARGEST = 1.2, 1.6, 1.35
#: how many heights further in a line may begin below one with a number or mark
_HANGING = 8
#: a column of text: how many heights apart its lines may begin, how many end together, its width in heights, and how
#: many lines of a page are looked at for that
_SAME_COLUMN, _TOGETHER, _NARROWEST, _PEERS = 5, 3, 16, 300
#: how much wider than its letters, each as wide as its height or half of that, a line of running text may be
_WIDEST = 1.3


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line on a page; its edges in any unit, downwards and to the right."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Of its letters."""
        return max(self.bottom - self.top, 0.1)


class Page(NamedTuple):
    """A page: its number, its lines in the order of reading, and its width."""

    number: int
    lines: Sequence[TextLine]
    width: float


class _Joining:
    """The paragraphs of all pages, while they grow line by line."""

    def __init__(self, into: Collected) -> None:
        self._into = into
        #: the paragraph that may go on, its lines and where each begins
        self._text = ""
        self._lines: list[TextLine] = []
        self._places: list[tuple[int, Place]] = []
        #: lines at the edges of pages that came since
        self._running: list[tuple[str, Place]] = []
        #: distance from line to line, where there was a second one
        self._pitch = 0.0
        #: how far the last line might have gone to the right, and how far the lines of this page begin to the left
        self._edge = self._left = 0.0

    def page(self, body: Sequence[TextLine]) -> None:
        """A page begins."""
        self._left = min((line.left for line in body), default=0)

    def running(self, line: TextLine, place: Place) -> None:
        """A line that is repeated at the edge of pages: a paragraph of its own, behind the one that it interrupts."""
        self._running.append((clean(line.text), place))

    def line(self, line: TextLine, place: Place, edge: float) -> None:
        """A further line; `edge` is how far it might have gone."""
        same_page = bool(self._places) and self._places[-1][1].page == place.page
        if not self._lines or not self._goes_on(line, same_page=same_page):
            self.end()
            self._text, self._places, self._pitch = "", [], 0.0
        self._add(line, place, same_page=same_page)
        self._edge = edge

    def end(self) -> None:
        """Keep the paragraph."""
        if self._lines:
            self._into.lines(self._text, self._places)
        for text, place in self._running:
            self._into.lines(text, [(0, place)], running=True)
        self._lines, self._running = [], []

    def _goes_on(self, line: TextLine, *, same_page: bool) -> bool:
        """Whether a line belongs to the paragraph before it."""
        last, text, end = self._lines[-1], clean(line.text), self._text[-_TAIL:]
        if _LEADER.search(end) or has_columns(line) or has_columns(last):
            return False
        if not (_is_like(line, last) or _has_sign_alone(line, last)):
            return False
        if same_page and not 0 < line.top - last.top < (self._pitch or last.height * 2.2) * _LOOSEST:
            return False
        if _HALF.search(end) and text[0].isdigit() and line.left < last.right:
            # narrow columns part numbers anywhere
            return True
        if _BEGINS.match(text) and not _OPEN.search(end):
            return False
        height = max(line.height, last.height)
        if last.right + _first_word(text) * height < self._edge - 0.8 * height:
            return False
        return line.left - self._furthest_left(height, same_page=same_page) < _INDENT * height

    def _furthest_left(self, height: float, *, same_page: bool) -> float:
        """Where the next line begins at most: below the last; below a number or mark also further in."""
        if not same_page:
            return self._left
        hanging = len(self._lines) == 1 and _BEGINS.match(self._text)
        return self._lines[-1].left + (_HANGING * height if hanging else 0)

    def _add(self, line: TextLine, place: Place, *, same_page: bool) -> None:
        text = clean(line.text)
        before, after = self._text[-1:], text[:1]
        tight = before in _TIGHT_END or after in _TIGHT_START or _WIDE.match(before) or _WIDE.match(after)
        self._text += "" if tight or not before else " "
        self._places.append((len(self._text), place))
        self._text += text
        if self._lines and same_page:
            self._pitch = line.top - self._lines[-1].top
        self._lines.append(line)


def collect(pages: Sequence[Page], into: Collected) -> None:
    """The paragraphs of pages. Raises `Full`."""
    repeated = _repeated([page.lines for page in pages])
    joining = _Joining(into)
    for page in pages:
        keys = _keys(page.lines)
        body = [line for line, key in zip(page.lines, keys, strict=True) if key not in repeated]
        joining.page(body)
        for number, (line, key) in enumerate(zip(page.lines, keys, strict=True), 1):
            place = Place(page=page.number, line=number)
            if key in repeated:
                joining.running(line, place)
            else:
                joining.line(line, place, _edge(line, body[:_PEERS], page.width))
    joining.end()


def _edge(line: TextLine, body: Sequence[TextLine], width: float) -> float:
    """How far to the right a line might have gone: to where those around it end, if they make a column of text.

    Three lines that end together do, or one that leaves as little room to the right as the page does to the left. The
    lines of a list are of any length, so they make none: then there is no end to where it might have gone.
    """
    height = line.height
    peers = [one for one in body if abs(one.left - line.left) < _SAME_COLUMN * height]
    edge = max((one.right for one in peers), default=line.right)
    together = sum(one.right > edge - height for one in peers)
    left = min((one.left for one in body), default=line.left)
    if edge > width - left - 2 * height or (together >= _TOGETHER and edge - left > _NARROWEST * height):
        return edge
    return inf


def has_columns(line: TextLine) -> bool:
    """Whether a line is far wider than its letters: a row of a table, with room between its cells."""
    letters = sum(1 if _WIDE.match(sign) or sign == "—" else 0.5 for sign in clean(line.text))
    return line.right - line.left > _WIDEST * letters * line.height


def _is_like(line: TextLine, last: TextLine) -> bool:
    return 1 / _LARGEST < line.height / last.height < _LARGEST


def _has_sign_alone(line: TextLine, last: TextLine) -> bool:
    """Whether one of two lines has no letters that reach the full height, such as a dash."""
    return min(len(clean(line.text)), len(clean(last.text))) <= 1


def _first_word(text: str) -> float:
    """The room that the beginning of a line needs, which cannot be parted, in heights of a line."""
    if not text or _WIDE.match(text):
        return 1
    return _NARROW * len(re.split(r"\s|(?=[\u2e80-\u9fff])", text, maxsplit=1)[0][:20])


def _repeated(pages: Sequence[Sequence[TextLine]]) -> set[tuple[str, str]]:
    """What is repeated at the head or foot of pages, by edge and text."""
    seen = Counter(key for lines in pages for key in {*_keys(lines)} if key[0])
    fewest = max(_FEWEST_PAGES, len(pages) // 4)
    return {key for key, count in seen.items() if count >= fewest}


def _keys(lines: Sequence[TextLine]) -> list[tuple[str, str]]:
    """Of each line the edge of the page at which it stands (empty for none) and its text, `#` for a page's number."""
    tops = sorted(line.top for line in lines)
    keys = []
    for line in lines:
        above, below = bisect_left(tops, line.top), len(tops) - bisect_right(tops, line.top)
        edge = "head" if above < _EDGE else "foot" if below < _EDGE else ""
        text = clean(line.text) if edge else ""
        keys.append((edge, "#" if len(text) < _TAIL and _PAGE_NUMBER.fullmatch(text) else text))
    return keys
