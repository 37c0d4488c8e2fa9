"""Headings of texts that count in Chinese: regulations by articles (第一条), standards of before 1990 by 一、 and 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from standard.clauses.headings import Candidate
from standard.clauses.lines import Line, squeeze
from standard.clauses.values import ClauseKind

_DIGITS = "零一二三四五六七八九"
_NUMERAL = r"[零〇一二三四五六七八九十百\d]{1,7}"
_DIVISION = re.compile(
    rf"第\s*({_NUMERAL})\s*([编章节])(?:[\s\u3000]+(?P<title>\S.{{0,40}})|(?P<glued>[\u4e00-\u9fff]{{1,20}}))?$"
)
_ARTICLE = re.compile(
    rf"第\s*({_NUMERAL})\s*条(?![第款项])(?:之({_NUMERAL}))?(?:[\s\u3000]+|(?=【)|(?=[\u4e00-\u9fff]))(?P<text>.*)",
    re.DOTALL,
)
_ANNEX = re.compile(r"附\s*则")
_CHAPTER = re.compile(rf"({_NUMERAL})、\s*(?P<title>[^。；;：:]{{1,40}})$")
_POINT = re.compile(r"(\d{1,3})[.．、]?(?![.．\d])\s*(?P<text>[\u3400-\u9fff“《（(].*)", re.DOTALL)
_SPOKEN = re.compile(r"(?:规定|所列|的|和|、|至|或|，)")
#: fewest articles or chapters of a text that has them
_FEWEST = 3
_FEWEST_CHAPTERS = 2
_RANKS = {"编": 1, "章": 2, "节": 3}


def numeral(text: str) -> int:
    """The value of a Chinese or Arabic numeral up to 999; 0 where it is none.

    >>> numeral("二十三"), numeral("一百零二")
    (23, 102)
    """
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        elif sign in _DIGITS or sign == "〇":
            digit = _DIGITS.index("零" if sign == "〇" else sign)
        else:
            return 0
    return total + digit


def articles(lines: Sequence[Line]) -> list[Candidate]:
    """The headings of a text by articles; none where it is no such text."""
    found = [one for at, line in enumerate(lines) if line.table is None for one in _article(at, line)]
    risen = _risen(found)
    return risen if sum(one.kind is ClauseKind.ARTICLE for one in risen) >= _FEWEST else []


def _article(at: int, line: Line) -> Iterator[Candidate]:
    match = _ARTICLE.match(line.text)
    if match is not None and not _SPOKEN.match(match["text"]) and (number := numeral(match[1])):
        further = numeral(match[2]) if match[2] else 0
        name = f"第{match[1]}条" + (f"之{match[2]}" if further else "")
        yield Candidate(at, (9, number, further), name, match["text"].strip(), 1.0, ClauseKind.ARTICLE)
        return
    match = _DIVISION.match(line.text)
    if match is not None and (number := numeral(match[1])):
        title = match["title"] or match["glued"] or ""
        if not _SPOKEN.match(title):
            name = f"第{match[1]}{match[2]}"
            yield Candidate(at, (_RANKS[match[2]], number), name, squeeze(title), 1.0, ClauseKind.DIVISION)


def _risen(found: Sequence[Candidate]) -> list[Candidate]:
    """Those whose numbers rise: articles through the whole text, divisions within what they are divisions of."""
    kept: list[Candidate] = []
    last: dict[int, tuple[int, ...]] = {}
    for one in found:
        rank, value = one.key[0], one.key[1:]
        before = last.get(rank)
        near = value[0] <= (before[0] if before else 0) + 20
        if (before is None or value > before) and near:
            kept.append(one)
            last[rank] = value
            if one.kind is ClauseKind.DIVISION:
                last = {key: number for key, number in last.items() if key <= rank or key == 9}
    return kept


def chapters_in_numerals(lines: Sequence[Line]) -> list[Candidate]:
    """The headings of a text with chapters 一、 and clauses counted through all of them; none where it has none."""
    found: list[Candidate] = []
    chapter = point = 0
    for at, line in enumerate(lines):
        if line.table is not None:
            continue
        match = _CHAPTER.match(line.text)
        if match is not None and numeral(match[1]) == chapter + 1 and not match[1].isdecimal():
            chapter += 1
            found.append(Candidate(at, (chapter,), match[1], match["title"], 1.0))
            continue
        match = _POINT.match(line.text)
        if match is not None and chapter and int(match[1]) in (point + 1, 1):
            point = int(match[1])
            found.append(Candidate(at, (chapter, point), match[1], match["text"], 1.0))
    return found if chapter >= _FEWEST_CHAPTERS else []


def nested(heads: Sequence[Candidate]) -> list[Candidate]:
    """Headings of divisions and articles with keys that tell which stands within which."""
    path: list[tuple[int, int]] = []
    nestled: list[Candidate] = []
    for at, one in enumerate(heads):
        while path and path[-1][0] >= one.key[0]:
            path.pop()
        path.append((one.key[0], at + 1))
        key = tuple(number for _, number in path)
        nestled.append(Candidate(one.at, key, one.number, one.rest, one.weight, one.kind))
    return nestled
