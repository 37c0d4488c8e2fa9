"""Titles and names -> what of them is worth completing to: words, pairs of words, whole runs, and where names begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from indexer.analysis.fold import HAN, compact, fold
from indexer.analysis.words import cut

#: most characters of a phrase; a longer run between two marks is cut behind a word
LONGEST = 12
#: most characters of the beginning under which a name is kept
LONGEST_START = 24
#: most places of a name at which it may be begun to be typed
MOST_STARTS = 4
#: a run between marks, and its stretches of Chinese, of letters and of digits
_RUN = re.compile(r"[^\W_]+")
_STRETCH = re.compile(f"([{HAN}]+)|[^\\W_{HAN}]+")
_DIGIT = re.compile(r"\d")
#: words of two characters that only join others
_JOINING = frozenset("及其 以及 用于 基于 关于 有关 其他 其它 其中 之间 或者".split())


class Offered(NamedTuple):
    """What a title offers to complete to."""

    #: phrases that may be a subject of several titles
    subjects: tuple[str, ...]
    #: how it begins
    head: str


def offered(title: str) -> Offered:
    """What a title offers: its words, pairs of neighbours, and runs between marks, each once; and its first run.

    Words of one Chinese character and of digits alone are left out, and pairs with such a one: 的测定 is no subject.

    >>> offered("大蒜 生产技术规程").subjects
    ('大蒜', '生产', '技术规程', '生产技术规程')
    """
    found: dict[str, None] = {}
    head = ""
    for run in _RUN.findall(fold(title)):
        words = list(_cut(run))
        beginning = _beginning(words)
        head = head or beginning
        found |= dict.fromkeys([word for word in words if _says_something(word)])
        pairs = pairwise(words)
        found |= dict.fromkeys([one + two for one, two in pairs if _says_something(one) and _says_something(two)])
        if len(words) > 1 and not _DIGIT.search(run):
            found[beginning] = None
    return Offered(tuple([one for one in found if len(one) <= LONGEST]), head)


def starts(name: str) -> tuple[str, ...]:
    """Where a name may be begun to be typed: at its first words, each time up to its end.

    >>> starts("山东省市场监督管理局")[:2]
    ('山东省市场监督管理局', '市场监督管理局')
    """
    whole = compact(name)
    places, at = [0], 0
    for word in _cut(whole):
        at += len(word)
        places.append(at)
    rest = (whole[place : place + LONGEST_START].strip() for place in places)
    return tuple(dict.fromkeys(one for one in rest if len(one) > 1))[:MOST_STARTS]


def _cut(run: str) -> Iterator[str]:
    """The words of a run, end to end."""
    at = 0
    for stretch in _STRETCH.finditer(run):
        yield from [run[at : stretch.start()]] if at < stretch.start() else ()
        yield from [stretch.group()] if stretch.group(1) is None else cut(stretch.group())
        at = stretch.end()


def _says_something(word: str) -> bool:
    return len(word) > 1 and not word.isdecimal() and word not in _JOINING


def _beginning(words: list[str]) -> str:
    """As many words from the first on as make a phrase."""
    text = ""
    for word in words:
        if len(text) + len(word) > LONGEST:
            break
        text += word
    return text
