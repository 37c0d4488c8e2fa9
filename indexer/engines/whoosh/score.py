"""Relevance on arrays: the formula of `MemoryEngine._score`, with what words weigh read ready from the index."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.files import Array
from indexer.engines.whoosh.parts import Parts
from indexer.engines.whoosh.schema import ANY, BIGRAMS
from indexer.matching import CURRENT_FACTOR, idf, relevant
from indexer.query import Node


def scores(parts: Parts, tree: Node, places: Array, current: Array) -> Array:
    """Relevance of the documents at `places`; 0 where no word is asked for. `current` says which are in force."""
    words, pairs = relevant(tree)
    if not words and not pairs:
        return np.zeros(len(places))
    total: Array = _sum(parts, ANY, words)[places] + _sum(parts, BIGRAMS, pairs)[places]
    total[current] *= CURRENT_FACTOR
    return total


def _sum(parts: Parts, field: str, terms: tuple[str, ...]) -> Array:
    """The idf of each term times what it weighs in a document, added up; memory is touched only where they are."""
    sums = np.zeros(parts.count)
    for term in terms:
        places, impacts = parts.postings(field, term)
        sums[places] += idf(parts.total, len(places)) * impacts.astype(np.float64)
    return sums
