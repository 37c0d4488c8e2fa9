"""Spellings of numbers that no grammar needs to know: what two texts share when every separator is dropped."""

from __future__ import annotations

import re

from standard.folding import capitals, fold

_WRAPPING = re.compile(r"^[\s《〈「“”\"'‘’(\[【]+|[\s》〉」”\"'’)\]】]+$")
_NO_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]")
#: where letters, digits and Chinese characters meet there is a border even without a sign
_KINDS = ((re.compile(r"[0-9]"), "digit"), (re.compile(r"[A-Z]"), "letter"))


def squeeze(text: str) -> str:
    """Letters, digits and Chinese characters of any text, folded and in capitals.

    >>> squeeze("GB/T 1.1—2020") == squeeze("gbt1.1-2020") == "GBT112020"
    True
    """
    return _NO_WORD.sub("", capitals(fold(text)))


def spells(query: str, number: object) -> bool:
    """Whether `query` is a spelling of `number`: the same but for separators that were lost, none moved.

    >>> spells("GBT1.1-2020", "GB/T 1.1-2020"), spells("GB 11.1-2000", "GB 1.11-2000")
    (True, False)
    """
    query_text, query_places = _places(str(query))
    number_text, number_places = _places(str(number))
    return query_text == number_text and bool(query_text) and query_places <= number_places | _borders(number_text)


def _places(text: str) -> tuple[str, set[int]]:
    """The squeezed text, and how many of its characters stand before each separator."""
    folded = capitals(fold(_WRAPPING.sub("", text)))
    squeezed, places, count = [], set(), 0
    for piece in re.split(r"([\W_]+)", folded):
        if piece and _WORD.match(piece):
            squeezed.append(piece)
            count += len(piece)
        elif piece:
            places.add(count)
    return "".join(squeezed), places - {0, count}


def _borders(squeezed: str) -> set[int]:
    kinds = [next((name for pattern, name in _KINDS if pattern.match(sign)), "other") for sign in squeezed]
    return {at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1]}
