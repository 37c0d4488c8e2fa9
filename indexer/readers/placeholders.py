"""What stands in a cell that has no value: null, N/A, a stroke, 网站无此分类."""

from __future__ import annotations

from functools import cache, lru_cache

from standard.word_classes import WordTable

_WORDS = WordTable("placeholders", package="indexer.readers")
#: no placeholder is longer, blanks included
_LONGEST = 40
#: what an empty cell holds
_EMPTY: tuple[object, ...] = (None, "", [], {}, ())


def holds(value: object) -> bool:
    """Whether a cell says anything."""
    if isinstance(value, str):
        return len(value) > _LONGEST or not _says_nothing(value)
    return value not in _EMPTY


def without_placeholders(value: object) -> object:
    """A cell; a list without the items that say nothing."""
    if isinstance(value, list) and any(isinstance(item, str) and is_placeholder(item) for item in value):
        return [item for item in value if not (isinstance(item, str) and is_placeholder(item))]
    return value


def is_placeholder(text: str) -> bool:
    """Whether a text is empty, blank or stands for nothing."""
    return not holds(text)


@lru_cache(65_536)
def _says_nothing(text: str) -> bool:
    return "".join(text.split()).casefold() in _known()


@cache
def _known() -> frozenset[str]:
    """The placeholders. Raises TableError."""
    return frozenset({"", *_WORDS.words("empty"), *("#" + word for word in _WORDS.words("error"))})
