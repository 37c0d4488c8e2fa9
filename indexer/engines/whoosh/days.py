"""Statuses of all documents on a day, from their recorded ones and their dates."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product

import numpy as np

from indexer.engines.whoosh.files import Array
from indexer.engines.whoosh.parts import Parts
from standard.status import Status, status_on

STATUSES = tuple(Status)
#: where a day lies: not known, reached, still to come
_PLACES = (None, date(2000, 1, 1), date(2000, 1, 3))
_DAY = date(2000, 1, 2)


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
