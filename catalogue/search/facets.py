"""Counts of an engine -> rows with the words that are shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from catalogue.search.answer import FacetValue
from catalogue.search.regions import region_words
from catalogue.wording import LEVELS, Words, value_words
from indexer.engines import FACETS, Engine, Request
from standard import classification

#: facets in the order in which they are shown
ORDER = FACETS
_LEVELS = [str(level) for level in LEVELS]


def label_facet(name: str, counted: Iterable[tuple[str, int]], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """The rows of a facet with labels; levels in the order of the law, years newest first, others by count.

    A chosen value that no match has is listed too, with count 0, so that the filter can be removed.
    """
    counts = dict(counted)
    counts.update({value: 0 for value in chosen if value not in counts})
    values = [FacetValue(value, facet_label(name, value), count, value in chosen) for value, count in counts.items()]
    if name == "level":
        values.sort(key=lambda row: _LEVELS.index(row.value) if row.value in _LEVELS else len(_LEVELS))
    if name == "year":
        values.sort(key=lambda row: row.value, reverse=True)
    return tuple(values)


def count_levels(engine: Engine, day: date) -> list[FacetValue]:
    """How many standards there are of each level."""
    request = Request(day=day, limit=0, facets=("level",))
    return list(label_facet("level", engine.search(request).facets["level"], ()))


def facet_label(name: str, value: str) -> Words:
    """The words shown for a value of a facet or filter: `67` -> 67 食品技术, 67 Food technology."""
    if name == "region":
        return region_words(value)
    if name in ("ics", "ccs", "gbt4754"):
        entry = getattr(classification, name)(value)
        if entry is not None:
            return Words(f"{value} {entry.name_zh}", f"{value} {entry.name_en}" if entry.name_en else "")
    return value_words(name, value)
