"""Titles and names -> what of them is worth completing to: words, pairs of words, whole runs, and where names begin."""

from __future__ import annotations

import re
from functools import lru_cache
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
_STRETCH = re.compile(f"([{HAN}]+)|[^{HAN}]+")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_DIGIT = re.compile(r"\d")
#: words of two characters that only join others
_JOINING = frozenset(["及其", "以及", "用于", "基于", "关于", "有关", "其他", "其它", "其中", "之间", "或者"])


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
    found: list[str] = []
    head = ""
    for run in _RUN.findall(fold(title)):
        subjects, beginning = _offered(run)
        found += subjects
        head = head or beginning
    return Offered(tuple(dict.fromkeys(found)), head)


@lru_cache(maxsize=1 << 16)
def _offered(run: str) -> Offered:
    """What a run between marks offers; half of them come again."""
    words = _cut(run)
    says = [says_something(word) for word in words]
    found = [word for word, good in zip(words, says, strict=True) if good]
    found += [words[at] + words[at + 1] for at in range(len(words) - 1) if says[at] and says[at + 1]]
    beginning = _beginning(words)
    if len(words) > 1 and not _DIGIT.search(run):
        found.append(beginning)
    return Offered(tuple([one for one in found if len(one) <= LONGEST]), beginning)


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


def _cut(run: str) -> list[str]:
    """The words of a run, end to end."""
    if _HAN_ONLY.fullmatch(run):
        return cut(run)
    words: list[str] = []
    for stretch in _STRETCH.finditer(run):
        words += cut(stretch.group()) if stretch.group(1) is not None else [stretch.group()]
    return words


@lru_cache(maxsize=1 << 16)
def says_something(word: str) -> bool:
    """Whether a word may be a subject by itself."""
    return len(word) > 1 and not word.isdecimal() and word not in _JOINING


def _beginning(words: list[str]) -> str:
    """As many words from the first on as make a phrase."""
    text = ""
    for word in words:
        if len(text) + len(word) > LONGEST:
            break
        text += word
    return text
