"""Titles and names -> what of them is worth completing to: words, pairs of words, whole runs, and where names begin."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from indexer.analysis.text_folding import HAN, compact, fold
from indexer.analysis.word_cutting import cut
from standard.word_classes import WordTable

#: most characters of a phrase; a longer run between two marks is cut behind a word
LONGEST = 12
#: words of a run that is a phrase as a whole, and no pair
_SHORT = 3
#: most characters of the beginning under which a name is kept
LONGEST_START = 24
#: most places of a name at which it may be begun to be typed
MOST_STARTS = 4
#: a run between marks, and its stretches of Chinese, of letters and of digits
_RUN = re.compile(r"[^\W_]+")
_STRETCH = re.compile(f"([{HAN}]+)|[^{HAN} ]+ ?")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_DIGIT = re.compile(r"\d")
_TITLE = WordTable("title_words", package="indexer.analysis")


class TitlePhrases(NamedTuple):
    """What a title, or a run of it, offers to complete to."""

    #: phrases that may be a subject of several titles, run by run
    rows: tuple[tuple[str, ...], ...]
    #: how it begins
    head: str

    @property
    def subjects(self) -> tuple[str, ...]:
        """All phrases, each once."""
        return tuple(dict.fromkeys(phrase for row in self.rows for phrase in row))


def title_phrases(title: str) -> TitlePhrases:
    """What a title offers: words, pairs of neighbours and short runs of it; and how its first run begins.

    Words of one Chinese character and of digits alone are left out, and pairs that hold one, too: 的测定 is no subject.

    >>> title_phrases("大蒜 生产技术规程").subjects
    ('大蒜', '生产', '技术规程', '生产技术规程')
    """
    runs = [_run_phrases(run) for run in _RUN.findall(fold(title))]
    return TitlePhrases(tuple([row for row, _ in runs]), runs[0][1] if runs else "")


@lru_cache(maxsize=1 << 13)
def _run_phrases(run: str) -> tuple[tuple[str, ...], str]:
    """The phrases of a run between marks, and its beginning; half of all runs come again, mostly soon."""
    single, pairs, before = [], [], ""
    words = _cut(run)
    for word in words:
        if not _says_something(word):
            before = ""
            continue
        single.append(word)
        if before:
            pairs.append(before + word)
        before = word
    beginning = run if len(run) <= LONGEST else _beginning(words)
    whole = [beginning] if len(words) == _SHORT and not _DIGIT.search(run) else []
    return tuple([phrase for phrase in (*single, *pairs, *whole) if len(phrase) <= LONGEST]), beginning


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
    beginnings = (whole[place : place + LONGEST_START].strip() for place in places)
    return tuple(dict.fromkeys(start for start in beginnings if len(start) > 1))[:MOST_STARTS]


def _cut(run: str) -> list[str]:
    """The words of a run, end to end."""
    if _HAN_ONLY.fullmatch(run):
        return cut(run)
    words: list[str] = []
    for stretch in _STRETCH.finditer(run):
        text = stretch.group()
        words += cut(text) if stretch.lastindex and len(text) > 1 else [text]
    return words


@cache
def _joining() -> frozenset[str]:
    """Words of two characters that only join others. Raises TableError."""
    return frozenset(_TITLE.words("joining"))


def _says_something(word: str) -> bool:
    """Whether a word may be a subject by itself."""
    return len(word) > 1 and not word.isdecimal() and word not in _joining()


def _beginning(words: list[str]) -> str:
    """As many words from the first on as make a phrase."""
    text = ""
    for word in words:
        if len(text) + len(word) > LONGEST:
            break
        text += word
    return text
