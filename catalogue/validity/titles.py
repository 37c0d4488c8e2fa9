"""Whether a title that a list gives fits the standard that its number names.

A title fits where, without blanks and punctuation, it equals one of the record's titles, contains it or is contained in
it, or shares at least half of its pairs of neighbouring characters with it (Dice's coefficient).
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
_SIGNS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def fits(title: str, record: Record) -> bool:
    """Whether a given title can be that of a record; one that says nothing fits."""
    given = _plain(title)
    return not given or any(similarity(given, _plain(own)) >= FITS for own in titles_of(record))


def titles_of(record: Record) -> tuple[str, ...]:
    """All titles of a record that are not empty."""
    return tuple(one for one in (record.title, *record.alt_titles, record.title_en) if one)


def likeness(title: str, record: Record) -> float:
    """How near a given title comes to the nearest title of a record, 0 to 1."""
    return max((similarity(_plain(title), _plain(own)) for own in titles_of(record)), default=0.0)


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


def _plain(title: str) -> str:
    return _HEAD.sub("", _SIGNS.sub("", compact(title).casefold()))
