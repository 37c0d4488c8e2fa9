"""Counts of an engine -> rows with the words that are shown."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.answer import FacetValue
from catalogue.labels import LEVELS, label
from indexer.engines.base import FACETS
from standard import classification
from standard.publisher import region_name

#: facets in the order in which they are shown
ORDER = FACETS
_LEVELS = [str(level) for level in LEVELS]


def labelled(name: str, rows: Iterable[tuple[str, int]], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """The rows of a facet with labels; levels in the order of the law, years newest first, others by count.

    A chosen value without a match stays, so that it can be taken off.
    """
    counts = dict(rows)
    counts.update({value: 0 for value in chosen if value not in counts})
    values = [FacetValue(value, facet_label(name, value), count, value in chosen) for value, count in counts.items()]
    if name == "level":
        values.sort(key=lambda row: _LEVELS.index(row.value) if row.value in _LEVELS else len(_LEVELS))
    if name == "year":
        values.sort(key=lambda row: row.value, reverse=True)
    return tuple(values)


def facet_label(name: str, value: str) -> str:
    """The word shown for a value of a facet or filter: `67` -> 67 食品技术."""
    if name == "region":
        return region_name(value) or value
    if name in ("ics", "ccs", "gbt4754"):
        found = getattr(classification, name)(value)
        return f"{value} {found.name_zh}" if found is not None else value
    return label(name, value)
