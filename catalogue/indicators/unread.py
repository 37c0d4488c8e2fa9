"""All that could not be read of a text and of its indicators, as people are told: each thing once, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from catalogue.indicators.table_reading import Reading, Unread
from standard.clauses import StandardText
from standard.wording import Words, say

#: cells of one table that are told one by one
_MOST_CELLS = 3


def list_unread(text: StandardText, reading: Reading) -> tuple[Words, ...]:
    """What of a text and its indicators could not be read for certain.

    A table that lost its columns is told once, and many cells of one table are told together.
    """
    told = {one.place for one in reading.problems}
    words = [one.words for one in text.problems if one.kind != "clauses_table_flattened" or one.place not in told]
    return tuple(dict.fromkeys((*words, *_of_indicators(reading))))


def _of_indicators(reading: Reading) -> Iterator[Words]:
    for _, group in groupby(reading.problems, key=_table):
        ones = list(group)
        if len(ones) > _MOST_CELLS:
            shown = tuple(f"“{one.text}”" for one in ones[:_MOST_CELLS])
            yield ones[0].place.before(say("indicator_cells_unread", count=len(ones), texts=shown))
        else:
            yield from (one.place.before(one.reason) for one in ones)


def _table(one: Unread) -> object:
    """What the cells of one table have in common; a thing without a row is alone."""
    return (one.place.page, one.place.table, one.clause) if one.place.row or not one.place.table else one.place
