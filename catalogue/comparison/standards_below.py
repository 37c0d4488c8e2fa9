"""The search from the other end: for which standards of a place or level another one is a candidate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from catalogue.comparison.likeness import THRESHOLD, Rarity
from catalogue.comparison.overlaps import Overlap, judge_overlaps, words_above
from catalogue.comparison.title_parts import TitleParts, take_apart
from indexer.analysis import fold
from indexer.engines import Engine, Request
from indexer.query import Everything
from standard.record import Record

#: standards that are read at once
_BATCH = 500
#: (field, values): all of the fields, any of the values of one
Filters = tuple[tuple[str, tuple[str, ...]], ...]


class StandardsBelow:
    """Some standards, by the words of which one stands in the title of whatever is a candidate for them."""

    def __init__(self, engine: Engine, filters: Filters, day: date) -> None:
        """`filters` say which standards, by level, region and status. Raises IndexFault."""
        self._day = day
        self._rarity = Rarity(engine.frequency, engine.count())
        self._standards: list[tuple[Record, TitleParts]] = []
        self._of_word: defaultdict[str, list[int]] = defaultdict(list)
        for record in _read(engine, filters, day):
            parts = take_apart(record)
            for word in (*words_above(parts), *parts.aspects[-1:]) if parts.object_words else ():
                self._of_word[word].append(len(self._standards))
            self._standards.append((record, parts))

    def find(self, record: Record, least: float = THRESHOLD) -> tuple[Overlap, ...]:
        """The standards for which a record is a candidate, whether that is in force or not; the most alike first."""
        title = fold(record.title)
        places = {place for word, found in self._of_word.items() if word in title for place in found}
        pairs = [
            pair
            for one, parts in (self._standards[place] for place in sorted(places))
            if one.number != record.number
            for pair in judge_overlaps(one, parts, (record,), self._rarity, self._day, least)
        ]
        return tuple(sorted((pair for pair in pairs if pair.score >= least), key=_rank))


def _read(engine: Engine, filters: Filters, day: date) -> Iterator[Record]:
    request = Request(Everything(), day, filters, sort="number", limit=_BATCH)
    while hits := engine.search(request).hits:
        yield from (hit.record for hit in hits if not (hit.record.parsed is not None and hit.record.parsed.language))
        request = replace(request, offset=request.offset + _BATCH)


def _rank(pair: Overlap) -> tuple[object, ...]:
    return (-pair.score, pair.standard.number)
