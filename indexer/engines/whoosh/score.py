"""Relevance on arrays: the formula of `MemoryEngine._score`, with what words weigh read ready from the index."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.files import Array
from indexer.engines.whoosh.parts import Parts
from indexer.engines.whoosh.schema import ANY, BIGRAMS
from indexer.matching import CURRENT_FACTOR, idf, relevant
from indexer.query import Node

#: documents up to which each is looked up among a term's, instead of adding up in an array of all
FEW = 2000


def scores(parts: Parts, tree: Node, places: Array, current: Array) -> Array:
    """Relevance of the documents at `places`; 0 where no word is asked for. `current` says which are in force."""
    words, pairs = relevant(tree)
    if not words and not pairs:
        return np.zeros(len(places))
    total: Array = _sum(parts, ANY, words, places) + _sum(parts, BIGRAMS, pairs, places)
    np.multiply(total, CURRENT_FACTOR, out=total, where=current)
    return total


def _sum(parts: Parts, field: str, terms: tuple[str, ...], places: Array) -> Array:
    """The idf of each term times what it weighs in a document, added up."""
    few = len(places) < FEW
    sums = np.zeros(len(places)) if few else parts.sums
    touched = []
    for term in terms:
        holders, impacts = parts.postings(field, term)
        weight = idf(parts.total, len(holders))
        if not few:
            sums[holders] += weight * impacts.astype(np.float64)
            touched.append(holders)
        elif len(holders):
            at = np.minimum(np.searchsorted(holders, places), len(holders) - 1)
            sums += np.where(holders[at] == places, weight * impacts[at].astype(np.float64), 0.0)
    if few:
        return sums
    found = sums[places]
    for holders in touched:
        sums[holders] = 0
    return found
