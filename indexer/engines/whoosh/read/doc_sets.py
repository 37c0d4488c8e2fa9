"""Sets of documents: the ascending places of few, a mask over the whole catalogue for many.

A set is an array of either kind; its type tells which. A rare word must cost what its matches cost, so a mask is made
only where so many documents are in a set that a walk over the catalogue costs less than over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np

from indexer.engines.whoosh.columns import Array

NONE = np.empty(0, np.uint32)
#: documents of the catalogue for each one of a set, below which the set is a mask
DENSE = 24
#: how many times longer the longer of two arrays must be for a search in it to cost less than a merge
_SEARCH = 16


def is_mask(some: Array) -> bool:
    """Whether a set is a mask."""
    return some.dtype == bool


def places(some: Array) -> Array:
    """The ascending places of a set."""
    return np.flatnonzero(some).astype(np.uint32) if is_mask(some) else some


def mask(some: Array, count: int) -> Array:
    """A set of a catalogue of `count` documents as a mask."""
    if is_mask(some):
        return some
    made = np.zeros(count, bool)
    made[some] = True
    return made


def size(some: Array) -> int:
    """How many documents are in a set."""
    return int(np.count_nonzero(some)) if is_mask(some) else len(some)


def both(one: Array, other: Array) -> Array:
    """What two sets have in common."""
    if is_mask(one):
        return one & other if is_mask(other) else other[one[other]]
    if is_mask(other):
        return one[other[one]]
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    if len(few) * _SEARCH < len(many):
        return few[held(few, many)]
    merged = np.concatenate([few, many])
    merged.sort(kind="stable")
    common: Array = merged[1:][merged[1:] == merged[:-1]]
    return common


def all_of(sets: Iterable[Array], everything: Array) -> Array:
    """What all sets have in common, from the smallest on; `everything` where there is none."""
    ordered = sorted(sets, key=lambda some: some.size if is_mask(some) else len(some))
    return reduce(both, ordered) if ordered else everything


def any_of(sets: Sequence[Array], count: int) -> Array:
    """What any of the sets holds; those of places may repeat themselves and need not ascend."""
    filled = [some for some in sets if len(some)]
    if not any(map(is_mask, filled)) and sum(map(len, filled)) * DENSE < count:
        return distinct(np.concatenate(filled)) if len(filled) > 1 else distinct(filled[0]) if filled else NONE
    made = np.zeros(count, bool)
    for some in filled:
        if is_mask(some):
            made |= some
        else:
            made[some] = True
    return made


def distinct(some: Array) -> Array:
    """Places ascending, each once. Runs that ascend already are merged in one walk."""
    if len(some) < 2:
        return some
    if not (some[1:] > some[:-1]).all():
        some = np.sort(some, kind="stable")
        some = some[np.concatenate([[True], some[1:] != some[:-1]])]
    return some


def without(one: Array, other: Array) -> Array:
    """What is in the first set only."""
    if is_mask(one):
        if is_mask(other):
            return one & ~other
        made = one.copy()
        made[other] = False
        return made
    return one[~other[one]] if is_mask(other) else one[~held(one, other)]


def held(some: Array, by: Array) -> Array:
    """For each of ascending places whether it is in a set."""
    if is_mask(by):
        return by[some]
    if not len(by):
        return np.zeros(len(some), bool)
    at = np.minimum(np.searchsorted(by, some), len(by) - 1)
    found: Array = by[at] == some
    return found
