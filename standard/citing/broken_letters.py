"""Letters that a scan broke or a hand left out: what a number may be, offered and never assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from standard.number import NumberError, StandardNumber
from standard.publisher import prefixes, publisher

#: signs that a scan takes for one another
_ALIKE = ("IJ1L", "0OQDC", "8B", "5S", "2Z", "6G", "4A", "7T")
_CLASS = {sign: group[0] for group in _ALIKE for sign in group} | {"G": "6", "C": "0"}
#: kinds whose prefixes are letters alone; what holds a place or a body has no letters to compare
_LEFT_OUT = frozenset({"wildcard", "sample", "international", "foreign", "other"})

#: letters, serial, year; two letters with a short year are too often a model, TM63-65
BROKEN = re.compile(
    r"(?<![A-Z0-9/.-])(?![A-Z]{2}\d+-\d\d(?!\d))(?P<head>(?=[0-9]{0,2}[A-Z])[A-Z0-9]{1,5}?(?:[ ]?/[ ]?[TZ7])?)[ _]?"
    r"(?P<rest>\d{1,6}(?:\.\d{1,3}){0,2}[ ]?[-:][ ]?(?:(?:19|20)\d\d|[5-9]\d)(?![A-Z0-9-]))",
    re.ASCII,
)
#: the same without a year, one of several in a cell
BROKEN_UNDATED = re.compile(
    r"(?:(?<=[,;、\n])|(?<=[,;、\n] )|^) ?(?P<head>[A-Z]{2,5}(?:/[TZ])?) ?(?P<rest>\d{2,6}(?:\.\d{1,3})?)"
    r"(?= ?(?:[,;、\n]|$))",
    re.ASCII,
)


@cache
def _letters() -> dict[str, str]:
    """Letters of a prefix -> the prefix."""
    known = ((prefix, publisher(prefix)) for prefix in prefixes())
    return {
        re.sub("[^A-Z]", "", prefix.upper()): prefix
        for prefix, row in known
        if row and row.kind not in _LEFT_OUT and not re.search("[0-9*]", prefix)
    }


def is_prefix(head: str) -> bool:
    """Whether the letters are those of a prefix that is known."""
    return re.sub("[^A-Z]", "", head) in _letters() and not re.search(r"\d", head)


def offers(head: str, rest: str) -> tuple[StandardNumber, ...]:
    """The numbers that `head` and `rest` may be: first those that a scan takes for it, then those one letter off.

    >>> [str(one) for one in offers("IGI", "46-2005")][:1]
    ['JGJ 46-2005']
    """
    found: dict[str, StandardNumber] = {}
    for prefix in _candidates(re.sub("[^A-Z0-9]", "", head), bare="/" not in head):
        try:
            number = StandardNumber(f"{prefix}{'' if prefix == 'DB' else ' '}{rest}")
        except NumberError:
            continue
        found.setdefault(str(number), number)
    return tuple(found.values())


def _candidates(head: str, *, bare: bool) -> Iterator[str]:
    """Prefixes that `head` may be; `bare` letters may have lost the Q or T before them."""
    shape = _shape(head)
    yield from sorted(prefix for letters, prefix in _letters().items() if _shape(letters) == shape)
    if re.fullmatch("[A-Z]{2,6}", head):
        yield from (f"Q/{head}", f"T/{head}") if bare else ()
        yield from sorted(prefix for letters, prefix in _letters().items() if _one_off(head, letters))
        if len(head) == 2 and head[::-1] in {"DB", "GB"}:
            yield head[::-1]


def _shape(letters: str) -> str:
    return "".join(_CLASS.get(sign, sign) for sign in letters)


def _one_off(left: str, right: str) -> bool:
    """Whether two texts differ in one letter: replaced, left out, put in, or two neighbours changed round."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    swapped = left[:at] + left[at + 1 : at + 2] + left[at : at + 1] + left[at + 2 :]
    return right == swapped or right[at + 1 :] in {left[at + 1 :], left[at:]} or right[at:] == left[at + 1 :]


#: two-letter codes of industries whose engineering standards have a letter more
_STEMS = {"JG": ("JGJ",), "CJ": ("CJJ",), "JT": ("JTG", "JTJ", "JTS"), "DL": ("DLGJ",), "SD": ("SDJ",)}


def letter_left_out(number: StandardNumber) -> tuple[StandardNumber, ...]:
    """What a number without /T may be if a letter of its prefix was left out: JGJ 46-2005 for JG 46-2005.

    Only where the serial is as short as those of engineering standards; the number itself stays as it is written.
    """
    if len(number.serial.split(".")[0]) > 3 or number.year is None or number.kind != "industry":
        return ()
    found = []
    for prefix in _STEMS.get(number.prefix, ()):
        try:
            found.append(StandardNumber(f"{prefix} {number.serial}-{number.year}"))
        except NumberError:
            continue
    return tuple(found)
