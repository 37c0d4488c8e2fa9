"""What stands beside a number and belongs to it: words of an edition, a re-confirmed year, a title."""

from __future__ import annotations

import re

#: years of editions and amendments behind a number: （2018年版）, 2015版, (89), 含第1号修改单
_EDITION = re.compile(
    r"[ \n]{0,3}(?:"
    r"\((?P<bracketed>(?:19|20)\d\d ?年? ?(?:版本?|局部修订版?|修订版?|修正版?|局部修订|确认)?)\)"
    r"|\)?[ ]?(?P<open>(?:19|20)\d\d ?年?(?:版本?|修订版?|局部修订))(?![本权图面])"
    r"|(?P<confirmed>\([5-9]\d\))"
    r"|\)?(?:[ ]?《[^《》]{1,100}》)?[ (]{0,2}"
    r"(?P<amended>含(?:(?:19|20)\d\d年)?第?[1-9一二三四五六七八九十]号修改单)\)?"
    r")",
    re.ASCII,
)
#: 版 directly behind the year, `GB50204-2015版`
_YEAR_IS_EDITION = re.compile(r" ?年?版(?:本(?!图))?(?![权图面式])")
_TAIL_YEAR = re.compile(r"\(?((?:19|20)\d\d ?年? ?(?:版本?|局部修订版?|修订版?|局部修订|确认)?)\)?$", re.ASCII)


def edition_words(line: str, start: int, end: int, note: str) -> tuple[str, int]:
    """The words of the edition of a number that stands from `start` to `end`, and the place behind them.

    `note` is the year of a revision that the number itself bears, `2018` of `GB 50016-2014(2018)`. Where the words
    stand apart, behind a bracket or a title, the place is `end`: they say something of the number, but are no part.
    """
    if note and (match := _TAIL_YEAR.search(line, start, end)):
        return match[1].strip(), end
    if match := _YEAR_IS_EDITION.match(line, end):
        year = re.search(r"\d{4}$", line[start:end])
        if year:
            return year[0] + match[0].strip(), match.end()
    if match := _EDITION.match(line, end):
        words = next(group for group in match.groups() if group)
        near = line[end : end + 1] != ")" and "《" not in match[0]
        return words.strip(), match.end() if near else end
    return "", end


_BEFORE = re.compile(r"《(?P<title>[^《》]{1,200})》[ \n.,:;,、_—-]{0,4}(?:\(|\[|【|标准号|标准编号|编号|[ :\n]){0,4}$")
_BEHIND = re.compile(r"[ \n)\]】:,_-]{0,6}《(?P<title>[^《》]{1,200})》")
_OPENED = re.compile(r"《(?P<title>[^《》]{0,200})$")
_CLOSED = re.compile(r"[^《》]{0,200}》")
_EDGES = " \t\u3000\n:：,，.。、;；-—_|*"
_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕", "《": "》", "“": "”"}


class Titles:
    """The titles in 《》 of a line, each given to one group of numbers."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._used: set[int] = set()

    def beside(self, start: int, end: int) -> tuple[int, int]:
        """Where the title of the numbers from `start` to `end` stands: around them, before or behind; (0, 0) for none.

        A title before them that belongs to other numbers is not theirs.
        """
        opened = _OPENED.search(self._line, max(0, start - 220), start)
        closed = _CLOSED.match(self._line, end)
        if opened and closed:
            return opened.start("title"), closed.end() - 1
        before = _BEFORE.search(self._line, max(0, start - 220), start)
        for match in (before, _BEHIND.match(self._line, end)):
            if match and match.start("title") not in self._used:
                self._used.add(match.start("title"))
                return match.span("title")
        return 0, 0


def trimmed(title: str) -> str:
    """A title on one line, without signs at its edges and brackets there that open or close nothing in it."""
    title = " ".join(title.split())
    before = ""
    while title != before:
        before = title
        title = title.strip(_EDGES)
        alone = _unmatched(title)
        if title and (0 in alone or (title[0] in _PAIRS and _pair_of_first(title) == len(title) - 1)):
            title = title[1:] if 0 in alone else title[1:-1]
        elif title and len(title) - 1 in alone:
            title = title[:-1]
    return title


def _unmatched(title: str) -> set[int]:
    """The places of brackets without their other half."""
    opened: list[int] = []
    alone: set[int] = set()
    for at, sign in enumerate(title):
        if sign in _PAIRS:
            opened.append(at)
        elif sign in _PAIRS.values():
            if opened and _PAIRS[title[opened[-1]]] == sign:
                opened.pop()
            else:
                alone.add(at)
    return alone.union(opened)


def _pair_of_first(title: str) -> int:
    """The place of the bracket that closes the one at the beginning."""
    depth = 0
    for at, sign in enumerate(title):
        depth += (sign == title[0]) - (sign == _PAIRS[title[0]])
        if not depth:
            return at
    return -1
