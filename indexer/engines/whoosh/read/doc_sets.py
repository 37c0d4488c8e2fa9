"""Sets of documents: the ascending places of few, a mask over the whole catalogue for many.

A set is an array of either kind; its dtype says which. A rare word must cost what its matches cost, so a mask is made
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


def is_mask(documents: Array) -> bool:
    """Whether a set is a mask."""
    return documents.dtype == bool


def places(documents: Array) -> Array:
    """The ascending places of a set."""
    return np.flatnonzero(documents).astype(np.uint32) if is_mask(documents) else documents


def mask(documents: Array, count: int) -> Array:
    """A set of a catalogue of `count` documents as a mask."""
    if is_mask(documents):
        return documents
    marks = np.zeros(count, bool)
    marks[documents] = True
    return marks


def size(documents: Array) -> int:
    """How many documents are in a set."""
    return int(np.count_nonzero(documents)) if is_mask(documents) else len(documents)


def both(left: Array, right: Array) -> Array:
    """What two sets have in common."""
    if is_mask(left):
        return left & right if is_mask(right) else right[left[right]]
    if is_mask(right):
        return left[right[left]]
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if len(few) * _SEARCH < len(many):
        return few[membership(few, many)]
    merged = np.concatenate([few, many])
    merged.sort(kind="stable")
    common: Array = merged[1:][merged[1:] == merged[:-1]]
    return common


def all_of(sets: Iterable[Array], everything: Array) -> Array:
    """What all sets have in common, from the smallest on; `everything` where there is none."""
    ordered = sorted(sets, key=lambda documents: documents.size if is_mask(documents) else len(documents))
    return reduce(both, ordered) if ordered else everything


def any_of(sets: Sequence[Array], count: int) -> Array:
    """What any of the sets holds; those of places may repeat themselves and need not ascend."""
    nonempty = [documents for documents in sets if len(documents)]
    if not any(map(is_mask, nonempty)) and sum(map(len, nonempty)) * DENSE < count:
        return distinct(np.concatenate(nonempty)) if len(nonempty) > 1 else distinct(nonempty[0]) if nonempty else NONE
    marks = np.zeros(count, bool)
    for documents in nonempty:
        if is_mask(documents):
            marks |= documents
        else:
            marks[documents] = True
    return marks


def distinct(documents: Array) -> Array:
    """Places ascending, each once. Runs that ascend already are merged in one walk."""
    if len(documents) < 2:
        return documents
    if not (documents[1:] > documents[:-1]).all():
        documents = np.sort(documents, kind="stable")
        documents = documents[np.concatenate([[True], documents[1:] != documents[:-1]])]
    return documents


def without(documents: Array, excluded: Array) -> Array:
    """What is in the first set only."""
    if is_mask(documents):
        if is_mask(excluded):
            return documents & ~excluded
        marks = documents.copy()
        marks[excluded] = False
        return marks
    return documents[~excluded[documents]] if is_mask(excluded) else documents[~membership(documents, excluded)]


def membership(candidates: Array, documents: Array) -> Array:
    """For each of ascending places whether it is in a set."""
    if is_mask(documents):
        return documents[candidates]
    if not len(documents):
        return np.zeros(len(candidates), bool)
    at = np.minimum(np.searchsorted(documents, candidates), len(documents) - 1)
    members: Array = documents[at] == candidates
    return members
