"""Whether a title that a list gives fits the standard that its number names.

A title fits where, without blanks and punctuation, it equals one of the record's titles, contains it or is contained in
it, or shares at least half of its pairs of neighbouring characters with it (Dice's coefficient). Another part (第2部分
for 第1部分) never fits.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from indexer.analysis import compact
from standard.record import Record

#: least share of common pairs, and least length of a title that may stand within another
FITS, SHORTEST = 0.5, 4
#: what lists leave out before the title, or put there
_HEAD = re.compile("^(?:中华人民共和国)?(?:食品安全)?(?:国家|行业|地方)?标准")
_ONES = "零一二三四五六七八九"
_ONE = f"[{_ONES[1:]}]"
_PART = re.compile(f"第(?:([0-9]{{1,3}})|({_ONE}?)(十?)({_ONE}?))部分")
#: the number itself before its title, as in names of files: `DLT 5460-2012 换流站站用电设计技术规定`
_NUMBER = re.compile(
    r"^\s*[A-Za-z]{1,6}\d{0,4}(?:[/／∕_ ]{0,2}[A-Za-z]{1,8})?[ _]{0,2}\d[\d.]{0,12}\s?[-‐‑–—―－一_]{1,2}\s?"
    r"(?:19|20)?\d\d(?!\d)[\s_:：]*"
)
_SIGNS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def fits(title: str, record: Record) -> bool:
    """Whether a given title can be that of a record; one that says nothing fits."""
    return not _plain(title) or likeness(title, record) >= FITS


def is_title_of(title: str, record: Record) -> bool:
    """Whether a given title is one of a record's titles, not only like it."""
    return _plain(title) in map(_plain, titles_of(record))


def titles_of(record: Record) -> tuple[str, ...]:
    """All titles of a record that are not empty."""
    return tuple(one for one in (record.title, *record.alt_titles, record.title_en) if one)


def likeness(title: str, record: Record) -> float:
    """How near a given title comes to the nearest title of a record, 0 to 1."""
    given, part = _plain(title), _part_of(title)
    alike = (own for own in titles_of(record) if not (part and _part_of(own)) or _part_of(own) == part)
    return max((similarity(given, _plain(own)) for own in alike), default=0.0)


def similarity(one: str, other: str) -> float:
    """Dice's coefficient over pairs of characters of two plain titles; 1 where one stands within the other."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= SHORTEST and shorter in longer:
        return 1.0
    pairs, others = (Counter(pairwise(text)) for text in (one, other))
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0


def without_number(title: str) -> str:
    """A title without the number of a standard that stands before it; one that is nothing else stays as it is."""
    return _NUMBER.sub("", title) or title


def _plain(title: str) -> str:
    text = _HEAD.sub("", _SIGNS.sub("", compact(title).casefold()))
    return _PART.sub(lambda found: f"第{_value(found)}部分", text)


def _part_of(title: str) -> int:
    """Which part (第N部分) a title names; 0 where it names none."""
    found = _PART.search(compact(title))
    return _value(found) if found is not None else 0


def _value(found: re.Match[str]) -> int:
    digits, tens, ten, ones = found.groups()
    return int(digits) if digits else _ONES.index(tens or "一") * 10 * bool(ten) + _ONES.index(ones or "零")
