"""Which of many matches stand on a page, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from indexer.engines.base import NAMED_BELOW, RANKS, Request
from indexer.engines.relevance import home_factor
from indexer.engines.whoosh.columns import Array
from indexer.engines.whoosh.read.generation_view import AT_HOME, LEVELS, Parts
from indexer.engines.whoosh.read.status_by_day import STATUS_BIT, STATUSES, Day
from standard.publisher import Level

#: matches up to which everything is sorted
_FEW = 1024
#: everything is sorted where there are at most so many matches for each place up to the end of the page
_SLACK = 4
#: place of the level that home's standards never pass; places in RANKS and STATUSES as one number are less than these
NATIONAL = LEVELS.index(Level.NATIONAL)
_KINDS = len(RANKS) * len(STATUSES)
#: behind every day
_LAST = np.int32(1 << 30)


def page(
    parts: Parts, day: Day, places: Array, request: Request, groups: Array, relevance: Array
) -> tuple[Array, bool]:
    """Which of `places` stand on the page asked for, in order, as places in `places`; whether home decided about it.

    `groups` and `relevance` belong to `places`.
    """
    if request.offset >= len(places) or not request.limit:
        return places[:0], False
    first = _first(parts, day, places, request, groups, relevance)
    if request.sort != "relevance" or not request.home:
        return first[request.offset :], False
    found = _home_first(first, parts, day, places, request, groups, relevance)
    return found[request.offset :], bool((found != first)[request.offset :].any())


def _first(parts: Parts, day: Day, places: Array, request: Request, groups: Array, relevance: Array) -> Array:
    """All up to the end of the page in order, of all homes alike."""
    end = request.offset + request.limit
    number = parts.ranks["number"]
    if request.sort != "relevance":
        keys = _sort_key(parts, request.sort)[places]
        chosen = _best(keys, end, lambda chosen_places: number[places[chosen_places]])
        return chosen[np.lexsort([number[places[chosen]], keys[chosen]])][:end]
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
    return chosen[np.lexsort(sorted_by)][:end]


def _home_first(
    first: Array, parts: Parts, day: Day, places: Array, request: Request, groups: Array, relevance: Array
) -> Array:
    """The first matches with home before other places: `indexer.engines.memory.home_first` on arrays.

    Who takes a place of a local standard was among the first before, or comes from behind them and is at home.
    """
    local, factor = parts.local(request.home), home_factor(request.tree)
    held = np.flatnonzero(local[places[first]])
    behind = np.flatnonzero(local[places] == AT_HOME) if len(held) else held
    if not len(behind):
        return first
    statuses = day.statuses[places]
    standings = groups * len(STATUSES) + statuses
    behind = behind[relevance[behind] * factor >= relevance[first[held]].min()]
    seen = np.zeros(len(places), bool)
    seen[first] = True
    behind = behind[~seen[behind]]
    if len(behind):
        named = np.where(groups < NAMED_BELOW, statuses, 0)
        national = parts.levels[places] == NATIONAL
        behind = _before_all(behind, np.flatnonzero(national & ~seen), (groups, named, -relevance, statuses))
    sections = np.cumsum(parts.levels[places[first]] == NATIONAL)
    kinds = sections[held] * _KINDS + standings[first[held]]
    found = first.copy()
    for kind in set(kinds.tolist()):
        slots = held[kinds == kind]
        come = behind[standings[behind] == kind % _KINDS] if kind // _KINDS == sections[-1] else behind[:0]
        some = np.concatenate([first[slots], come]) if len(come) else first[slots]
        is_home = local[places[some]] == AT_HOME
        if len(some) == 1 or is_home.all() or not is_home.any():
            continue
        keys = -np.where(is_home, relevance[some] * factor, relevance[some])
        ties = _ties(day, places[some], is_home)
        best = _best(keys, len(slots), ties.__getitem__)
        best = best[np.lexsort([parts.ranks["number"][places[some[best]]], ties[best], keys[best]])]
        found[slots] = some[best[: len(slots)]]
    return found


def _before_all(some: Array, others: Array, keys: tuple[Array, ...]) -> Array:
    """Those of some matches that stand before each of others, by keys of which the first decides first."""
    if not len(others):
        return some
    for key in keys:
        others = others[key[others] == key[others].min()]
    before, tied = np.zeros(len(some), bool), np.ones(len(some), bool)
    for key in keys:
        before |= tied & (key[some] < key[others[0]])
        tied &= key[some] == key[others[0]]
    return some[before]


def _ties(day: Day, places: Array, is_home: Array) -> Array:
    """What decides between equal scores within one status: home first."""
    return day.ties[places] & np.uint64((1 << STATUS_BIT) - 1) | (~is_home).astype(np.uint64) << np.uint64(STATUS_BIT)


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
