"""What stands in a cell that has no value: null, N/A, a stroke, 网站无此分类."""

from __future__ import annotations

from functools import cache

from standard.word_classes import WordTable

_WORDS = WordTable("placeholders", package="indexer.readers")
#: what an empty cell holds
_EMPTY: tuple[object, ...] = (None, "", [], {}, ())


def holds(value: object) -> bool:
    """Whether a cell says anything."""
    if isinstance(value, str):
        return not is_placeholder(value)
    return value not in _EMPTY


def without_placeholders(value: object) -> object:
    """A cell; a list without the items that say nothing."""
    if isinstance(value, list) and any(isinstance(item, str) and is_placeholder(item) for item in value):
        return [item for item in value if not (isinstance(item, str) and is_placeholder(item))]
    return value


def is_placeholder(text: str) -> bool:
    """Whether a text is empty, blank or stands for nothing."""
    known, longest = _known()
    if len(text) > longest:
        return text.isspace()
    return "".join(text.split()).casefold() in known


@cache
def _known() -> tuple[frozenset[str], int]:
    """The placeholders, and twice the length of the longest, for the blanks in one. Raises TableError."""
    words = {"", *_WORDS.words("empty"), *("#" + word for word in _WORDS.words("error"))}
    return frozenset(words), 2 * max(map(len, words))
