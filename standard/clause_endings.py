"""Clauses that end while the edition they stand in goes on, and the few editions that end or are renumbered by notice.

Catalogues do not say it: since 2022 the mandatory clauses of standing engineering standards have been ended one by one
by the full-text mandatory codes (GB 55001 and on). Each fact has its source; a standard that is not here may have lost
clauses all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from standard.tables import TableError, rows


class Extent(StrEnum):
    """How much of a standard ends."""

    #: some clauses
    CLAUSES = "clauses"
    #: some of its mandatory clauses (强制性条文)
    MANDATORY_CLAUSES = "mandatory_clauses"
    #: every mandatory clause; the rest stands as recommended
    ALL_MANDATORY = "all_mandatory"
    #: the standard as a whole
    WHOLE = "whole"
    #: the standard as a whole, under this number: it goes on under another
    RENUMBERED = "renumbered"

    @property
    def partial(self) -> bool:
        """Whether the standard goes on under its number."""
        return self not in (Extent.WHOLE, Extent.RENUMBERED)


@dataclass(frozen=True)
class ClauseEnding:
    """What one standard ends of another, from a day on."""

    #: canonical numbers
    by: str
    number: str
    extent: Extent
    #: `3.2.1、3.3.1`; empty where the source does not list them
    clauses: str
    day: date
    source: str
    #: the notice it was published in, where known
    notice: str = ""


def endings_of(number: str) -> tuple[ClauseEnding, ...]:
    """What ended of the standard with this canonical number, in the order of the days. Raises `TableError`."""
    return _table()[0].get(number, ())


def endings_by(number: str) -> tuple[ClauseEnding, ...]:
    """What the standard with this canonical number ended of others. Raises `TableError`."""
    return _table()[1].get(number, ())


@cache
def _table() -> tuple[dict[str, tuple[ClauseEnding, ...]], dict[str, tuple[ClauseEnding, ...]]]:
    of: dict[str, tuple[ClauseEnding, ...]] = {}
    by: dict[str, tuple[ClauseEnding, ...]] = {}
    try:
        endings = [
            ClauseEnding(**{**row, "extent": Extent(row["extent"]), "day": date.fromisoformat(row["day"])})  # type: ignore[arg-type]
            for row in rows("clause_endings")
        ]
    except (TypeError, ValueError) as error:
        raise TableError("table_value", table="clause_endings", error=error) from error
    for ending in sorted(endings, key=lambda ending: ending.day):
        of[ending.number] = (*of.get(ending.number, ()), ending)
        by[ending.by] = (*by.get(ending.by, ()), ending)
    return of, by
