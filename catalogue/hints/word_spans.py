"""A text cut into words that stand side by side, with their places; the analysis of texts lets words overlap."""

from __future__ import annotations

from functools import lru_cache

from indexer.analysis import fold, is_han, words

Span = tuple[int, int]


@lru_cache(maxsize=4096)
def cut(text: str) -> tuple[Span, ...]:
    """The places of the words of a text, the longest where they overlap, and of the characters between them."""
    folded = fold(text)
    taken: list[Span] = []
    for word in sorted(dict.fromkeys(words(text)), key=len, reverse=True):
        start = folded.find(word)
        while start >= 0:
            span = (start, start + len(word))
            if not any(start < end and begin < span[1] for begin, end in taken):
                taken.append(span)
            start = folded.find(word, span[1])
    return tuple(sorted(taken))


def is_chinese(word: str) -> bool:
    """Whether a word is written in Chinese characters only."""
    return bool(word) and all(map(is_han, word))
