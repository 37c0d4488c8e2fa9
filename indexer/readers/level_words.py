"""Words in cells for levels and natures, and the yes of a tick box."""

from __future__ import annotations

from functools import cache

from indexer.readers.text_cells import text_of
from standard.publisher import Level
from standard.word_classes import WordTable

_WORDS = WordTable("cell_words", package="indexer.readers")
_NATURES = ("mandatory", "recommended", "guidance")


def level_of_word(value: object) -> Level:
    """The level that a cell names (`国家标准`, `national`); `UNKNOWN` where it names none."""
    word = text_of(value)
    return next((level for start, level in _levels().items() if word.startswith(start)), Level.UNKNOWN)


def nature_of_word(value: object) -> str:
    """`mandatory`, `recommended`, `guidance`, or empty: 强制性, 推标, 指导性技术文件."""
    word = text_of(value)
    return next((nature for nature in _NATURES if word.startswith((nature, *_WORDS.words(nature)))), "")


def is_yes(value: object) -> bool:
    """Whether a cell is ticked."""
    return value is True or text_of(value).lower() in _WORDS.words("yes")


@cache
def _levels() -> dict[str, Level]:
    """Beginning of a word -> level, the longest first: 国家计量 before 国家. Raises TableError."""
    found = {level.value: level for level in Level}
    for level in set(Level) - {Level.UNKNOWN}:
        found |= dict.fromkeys(_WORDS.words(level.value), level)
    return dict(sorted(found.items(), key=lambda pair: len(pair[0]), reverse=True))
