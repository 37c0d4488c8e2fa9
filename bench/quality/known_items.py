"""Known items: numbers in every spelling, and titles remembered in words or in broken pieces.

Targets are drawn by the checksum of their number, so that the draw is the same everywhere, among records whose title
has at least ten characters and three words of at least two characters (as jieba alone cuts it). For `words` and
`fragments` the targets are in force on the day of the bench; for `words-any` and `fragments-any` they have any status.
No title is drawn twice.

A query made of a title cannot tell apart what has the same title, so what is right is: the same title (folded,
separators aside) and the same level; in the sets of current targets also in force. An edition that was replaced is
therefore wrong in those, and right in the `-any` sets, which so do not favour engines that prefer current standards.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import cast

from bench.quality.cases import Case, chance, half
from bench.queries import TODAY
from bench.spellings import spellings
from indexer.analysis import compact
from standard.number import squeeze
from standard.record import Record
from standard.status import Status

#: share of a title's words that is remembered, and of its pieces
WORDS_KEPT, PIECES_KEPT = 0.6, 2 / 3
#: lengths of broken pieces, in characters
SHORTEST, LONGEST = 2, 6
#: fewest characters and words of a title that can be asked for
ENOUGH, ENOUGH_WORDS = 10, 3
_MARKS = " \t\u3000，。、；：:;,.()（）《》〈〉“”\"'‘’[]【】〔〕-—–－/／·"


def known_items(records: list[Record], name: str, count: int) -> Iterator[Case]:
    """The cases of a set: `words` or `fragments`, with `-any` for targets of any status."""
    remember = _words if name.startswith("words") else _fragments
    current = not name.endswith("-any")
    twins = _twins(records, current=current)
    for record in _draw(records, name, count, current=current):
        right = dict.fromkeys(twins[_likeness(record)], 1)
        yield Case(name, "", remember(record), right, half(record.number))


def numbers(records: list[Record], count: int) -> Iterator[Case]:
    """Numbers in every spelling; a text that is, separators aside, also another's number may find that one first."""
    squeezed: dict[str, list[str]] = {}
    for record in records:
        squeezed.setdefault(squeeze(record.number), []).append(record.number)
    for record in _first(records, "numbers", count):
        for name, text in spellings(record.number).items():
            right = dict.fromkeys((record.number, *squeezed.get(squeeze(text), ())), 1)
            yield Case("numbers", name, text, right, half(record.number))


def _draw(records: Iterable[Record], name: str, count: int, *, current: bool) -> Iterator[Record]:
    """Targets with titles long enough to forget something of, each title once."""
    candidates = (record for record in records if not current or record.status_on(TODAY) is Status.CURRENT)
    titles: set[str] = set()
    for record in _first(candidates, name.removesuffix("-any"), None):
        title = compact(record.title)
        if title not in titles and len(title) >= ENOUGH and len(_cut(record.title)) >= ENOUGH_WORDS:
            titles.add(title)
            yield record
            if len(titles) == count:
                return


def _first(records: Iterable[Record], name: str, count: int | None) -> list[Record]:
    """Records in an order of chance that depends on nothing but their numbers."""
    return sorted(records, key=lambda record: (zlib.crc32(f"{name} {record.number}".encode()), record.number))[:count]


def _twins(records: Iterable[Record], *, current: bool) -> dict[tuple[str, str], list[str]]:
    """Title and level -> the numbers that have both."""
    twins: dict[tuple[str, str], list[str]] = {}
    for record in records:
        if not current or record.status_on(TODAY) is Status.CURRENT:
            twins.setdefault(_likeness(record), []).append(record.number)
    return twins


def _likeness(record: Record) -> tuple[str, str]:
    return compact(record.title), record.level.value


def _words(record: Record) -> str:
    """60 % of the words of the title, shuffled."""
    draw, words = chance("words", record.number), _cut(record.title)
    return " ".join(draw.sample(words, round(WORDS_KEPT * len(words))))


def _fragments(record: Record) -> str:
    """Two thirds of the pieces of the title (of two, both), shuffled."""
    draw, title, start = chance("fragments", record.number), record.title, 0
    pieces: list[str] = []
    while start < len(title):
        length = draw.randint(SHORTEST, LONGEST)
        pieces.append(title[start : start + length].strip(_MARKS))
        start += length
    pieces = [piece for piece in pieces if piece]
    return " ".join(draw.sample(pieces, math.ceil(PIECES_KEPT * len(pieces))))


def _cut(title: str) -> list[str]:
    """The words of a title of two characters and more, as jieba alone cuts it."""
    return [word for word in _cutter()(title) if len(word) > 1 and any(map(str.isalnum, word))]


@cache
def _cutter() -> Callable[[str], list[str]]:
    """Jieba's own dictionary (in rjieba) without our terms: nobody's words are favoured."""
    import rjieba

    return cast("Callable[[str], list[str]]", rjieba.Jieba().cut)
