"""Which of many matches stand on a page, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from indexer.engines.base import NAMED_BELOW, Request
from indexer.engines.whoosh.columns import Array
from indexer.engines.whoosh.read.generation_view import Parts
from indexer.engines.whoosh.read.status_by_day import Day

#: matches up to which everything is sorted
_FEW = 1024
#: everything is sorted where there are at most so many matches for each place up to the end of the page
_SLACK = 4
#: behind every day
_LAST = np.int32(1 << 30)


def page(parts: Parts, day: Day, places: Array, request: Request, groups: Array, relevance: Array) -> Array:
    """Which of `places` stand on the page asked for, in order, as places in `places`.

    `groups` and `relevance` belong to `places`.
    """
    end = request.offset + request.limit
    if request.offset >= len(places) or not request.limit:
        return places[:0]
    number = parts.ranks["number"]
    if request.sort != "relevance":
        keys = _sort_key(parts, request.sort)[places]
        chosen = _best(keys, end, lambda chosen_places: number[places[chosen_places]])
        return chosen[np.lexsort([number[places[chosen]], keys[chosen]])][request.offset : end]
    named = np.where(groups < NAMED_BELOW, day.statuses[places], 0)
    same = groups.min() == groups.max() >= NAMED_BELOW
    keys = -relevance if same else groups * 1e9 + named * 1e6 - relevance
    chosen = _best(keys, end, lambda chosen_places: day.ties[places[chosen_places]])
    here = places[chosen]
    sorted_by = [
        number[here],
        -parts.newness[here],
        parts.levels[here],
        day.statuses[here],
        -relevance[chosen],
        named[chosen],
        groups[chosen],
    ]
    return chosen[np.lexsort(sorted_by)][request.offset : end]


def _sort_key(parts: Parts, sort: str) -> Array:
    """What documents are sorted by; those without a day come last."""
    if sort in ("number", "title"):
        return parts.ranks[sort]
    days = parts.days[sort.lstrip("-")]
    return np.where(days == 0, _LAST, -days if sort.startswith("-") else days)


def _best(keys: Array, end: int, ties_of: Callable[[Array], Array]) -> Array:
    """At least the first `end` by key, and by tie where keys are equal: what has to be sorted finely for a page."""
    if len(keys) <= max(_SLACK * end, _FEW):
        return np.arange(len(keys))
    last = keys[0] if keys.min() == keys.max() else np.partition(keys, end - 1)[end - 1]
    better, tied = np.flatnonzero(keys < last), np.flatnonzero(keys == last)
    needed = end - len(better)
    if len(tied) > _SLACK * needed:
        ties = ties_of(tied)
        tied = tied[ties <= np.partition(ties, needed - 1)[needed - 1]]
    return np.concatenate([better, tied])
