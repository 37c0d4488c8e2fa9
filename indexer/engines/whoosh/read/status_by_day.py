"""Statuses of all documents on a day, from their recorded ones and their dates."""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from itertools import product

import numpy as np

from indexer.engines.whoosh.columns import Array
from indexer.engines.whoosh.read.generation_view import MASKS_KEPT, Parts
from standard.status import Status, status_on

STATUSES = tuple(Status)
#: bits of a tie: below the status stand the level, the newness, then the rank by number in 1/1024
_LEVEL_BITS, _NEWNESS_BITS, _NUMBER_BITS = 4, 22, 34
#: where the status begins in a tie
STATUS_BIT = _LEVEL_BITS + _NEWNESS_BITS + _NUMBER_BITS
#: where a day lies: not known, reached, still to come
_PLACES = (None, date(2000, 1, 1), date(2000, 1, 3))
_DAY = date(2000, 1, 2)


class Day:
    """All documents on one day: statuses, and the order that follows from them where nothing else decides."""

    def __init__(self, parts: Parts, day: date) -> None:
        self._parts = parts
        #: place in STATUSES of every document
        self.statuses = statuses_on(parts, day)
        self._masks: dict[tuple[str, ...], Array] = {}

    def mask(self, values: tuple[str, ...]) -> Array:
        """Which documents have any of these statuses."""
        if values not in self._masks:
            if len(self._masks) >= MASKS_KEPT:
                self._masks = {}
            chosen = np.zeros(len(STATUSES), bool)
            chosen[[STATUSES.index(Status(value)) for value in values]] = True
            self._masks[values] = chosen[self.statuses]
        return self._masks[values]

    def count(self, places: Array) -> Array:
        """How many of the documents have each status; that of all is kept."""
        return self._whole if len(places) == len(self.statuses) else _count_statuses(self.statuses[places])

    @cached_property
    def _whole(self) -> Array:
        return _count_statuses(self.statuses)

    @cached_property
    def ties(self) -> Array:
        """One number for all that decides between equal scores: equal at most for neighbours by number."""
        newness = ((1 << _NEWNESS_BITS) - 1 - self._parts.newness).astype(np.uint64)
        number = ((self._parts.ranks["number"] + 1) * 1024).astype(np.uint64)
        status = (self.statuses.astype(np.uint64) << np.uint64(_LEVEL_BITS)) | self._parts.levels
        return (status << np.uint64(_NEWNESS_BITS + _NUMBER_BITS)) | (newness << np.uint64(_NUMBER_BITS)) | number


def _count_statuses(statuses: Array) -> Array:
    return np.bincount(statuses, minlength=len(STATUSES))


def statuses_on(parts: Parts, day: date) -> Array:
    """Place in STATUSES of every document on a day."""
    effective, abolished = (_place(parts.days[name], day) for name in ("effective", "abolished"))
    return _table()[parts.recorded, effective, abolished, parts.succeeded.astype(np.uint8)]


def _place(days: Array, day: date) -> Array:
    return np.where(days == 0, 0, np.where(days <= day.toordinal(), 1, 2))


@cache
def _table() -> Array:
    """`status_on` for every combination: the rule itself stays in `standard.status`."""
    table = np.zeros((len(STATUSES), 3, 3, 2), np.uint8)
    for recorded, effective, abolished, succeeded in product(range(len(STATUSES)), range(3), range(3), range(2)):
        status = status_on(
            STATUSES[recorded],
            _DAY,
            effective=_PLACES[effective],
            abolished=_PLACES[abolished],
            succeeded=bool(succeeded),
        )
        table[recorded, effective, abolished, succeeded] = status.rank
    return table
