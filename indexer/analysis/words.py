"""Text -> words. Own rules over jieba's dictionary: nothing is dropped, nothing is stemmed.

Chinese runs are cut in search mode (`标准化` gives 标准 and 标准化); Latin runs and numbers are words as they stand,
also those of one character, so that 第1部分 and 第2部分 differ.

rjieba (jieba's algorithm and dictionary in Rust) does the cutting; `reference_cutter` is jieba itself, and a test holds
that both agree. jieba would cost a serving process 89 MB and 0.7 s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from indexer.analysis.fold import HAN, fold

if TYPE_CHECKING:
    import rjieba

Cutter = Callable[[str], Iterable[str]]

#: a run of Chinese, or of other letters and digits
_RUN = re.compile(f"([{HAN}]+)|[^\\W_{HAN}]+")
#: frequency given to our own terms: high enough to win over their parts
_FREQUENCY = 20_000


def words(text: str, cutter: Cutter | None = None) -> list[str]:
    """The words of a text, in order, with repetitions."""
    return list(_words(fold(text), cutter or _cutter()))


def _words(folded: str, cutter: Cutter) -> Iterator[str]:
    for run in _RUN.finditer(folded):
        if run.group(1) is None:
            yield run.group()
        else:
            yield from cutter(run.group())


def cut(han: str) -> list[str]:
    """The words of a run of Chinese end to end: those of `words` that overlap no longer one."""
    return _jieba().cut(han)


@cache
def _cutter() -> Cutter:
    return cast("Cutter", _jieba().cut_for_search)


@cache
def _jieba() -> rjieba.Jieba:
    """Rjieba with our terms; loaded on first use, not at import."""
    import rjieba

    cutter = rjieba.Jieba()
    for term in terms():
        cutter.add_word(term, _FREQUENCY, "n")
    return cutter


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
