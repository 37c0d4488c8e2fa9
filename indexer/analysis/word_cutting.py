"""Text -> words. Own rules over jieba's dictionary: nothing is dropped, nothing is stemmed.

Chinese runs are cut in search mode (`标准化` gives 标准 and 标准化); Latin runs and numbers are words as they stand,
also those of one character, so that 第1部分 and 第2部分 differ.

rjieba (jieba's algorithm and dictionary in Rust) does the cutting; `reference_cutter` is jieba itself, and a test holds
that both agree. jieba would cost a serving process 89 MB and 0.7 s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Protocol, cast

from indexer.analysis.text_folding import HAN, fold

Cutter = Callable[[str], Iterable[str]]


class _Segmenter(Protocol):
    """What is used of rjieba's `Jieba`, which has no types of its own."""

    def cut(self, text: str, hmm: bool) -> Iterable[str]: ...

    def cut_for_search(self, text: str) -> Iterable[str]: ...


#: a run of Chinese, or of other letters and digits
_RUN = re.compile(f"([{HAN}]+)|[^\\W_{HAN}]+")
#: frequency given to our own terms: high enough to win over their parts
_FREQUENCY = 20_000


def words(text: str, cutter: Cutter | None = None) -> list[str]:
    """The words of a text, in order, with repetitions."""
    return words_folded(fold(text), cutter)


def words_folded(folded: str, cutter: Cutter | None = None) -> list[str]:
    """`words` of a text that is folded already."""
    return _words(folded, cutter or _segmenter().cut_for_search)


def borders(folded: str) -> frozenset[int]:
    """The places of a folded text where words may begin or end, its own two ends among them.

    No word of the dictionary, as jieba cuts the text, reaches across such a place. Words that are not in the dictionary
    are not guessed: they fall into single characters, with a border between any two.
    """
    places = {0, len(folded)}
    for run in _RUN.finditer(folded):
        at = run.start()
        places.update((at, run.end()))
        if run.group(1) is not None:
            places.update(accumulate((len(part) for part in _segmenter().cut(run.group(), False)), initial=at))
    return frozenset(places)


def _words(folded: str, cutter: Cutter) -> list[str]:
    in_order: list[str] = []
    for run in _RUN.finditer(folded):
        if run.lastindex is None:
            in_order.append(run.group())
        else:
            in_order += cutter(run.group())
    return in_order


def words_apart(folded: str) -> list[str]:
    """The words of a folded text end to end, without those that stand within others."""
    return _words(folded, cut)


def parts_of(word: str) -> list[str]:
    """The words that a word is made of, in order: of those within it the ones that cross no earlier one.

    >>> parts_of("木制家具"), parts_of("灭火器"), parts_of("大蒜")
    (['木制', '家具'], ['灭火'], [])
    """
    parts: list[str] = []
    end = 0
    for part in words(word):
        start = word.find(part, end)
        if start >= 0 and len(part) > 1 and part != word:
            parts.append(part)
            end = start + len(part)
    return parts


def cut(han: str) -> list[str]:
    """The words of a run of Chinese end to end: those of `words` that overlap no longer one."""
    return list(_segmenter().cut(han, True))


@cache
def _segmenter() -> _Segmenter:
    """Rjieba with our terms; loaded on first use, not at import."""
    import rjieba

    segmenter = rjieba.Jieba()
    for term in terms():
        segmenter.add_word(term, _FREQUENCY, "n")
    return cast("_Segmenter", segmenter)


@cache
def reference_cutter() -> Cutter:
    """Jieba with our terms, in a tokenizer of its own (jieba's module functions share one)."""
    import jieba

    jieba.setLogLevel("WARNING")
    cutter = jieba.Tokenizer()
    for term in terms():
        cutter.add_word(term, _FREQUENCY, "n")
    return cast("Cutter", cutter.cut_for_search)


@cache
def terms() -> tuple[str, ...]:
    """Our user dictionary: terms of standards that jieba would cut apart."""
    table = files("indexer.analysis").joinpath("tables/terms.txt").read_text(encoding="utf-8")
    return tuple(fold(line.strip()) for line in table.splitlines() if line.strip() and not line.startswith("#"))
