"""Relevance on arrays: the formula of `MemoryEngine._score`, operation by operation, so that scores are equal."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.evaluate import Evaluation
from indexer.engines.whoosh.files import Array
from indexer.engines.whoosh.parts import Parts
from indexer.engines.whoosh.schema import BIGRAMS, WORDS
from indexer.fields import TEXT_FIELDS
from indexer.matching import BIGRAM_LENGTH_WEIGHT, BIGRAM_WEIGHT, CURRENT_FACTOR, K1, idf, relevant
from indexer.query import Node


def scores(parts: Parts, evaluation: Evaluation, tree: Node, current: Array) -> Array:
    """Relevance of every document; 0 where no word is asked for. `current` is a mask."""
    words, pairs = relevant(tree)
    by_word, by_pair = np.zeros(parts.count), np.zeros(parts.count)
    for word in words:
        _add_word(parts, evaluation, word, by_word)
    for pair in pairs:
        _add_bigram(parts, pair, by_pair)
    total: Array = by_word + by_pair
    total[current] *= CURRENT_FACTOR
    return total


def _add_word(parts: Parts, evaluation: Evaluation, word: str, sums: Array) -> None:
    holders = evaluation.with_word(word)
    frequencies = np.zeros(parts.count)
    for field in TEXT_FIELDS:
        places, counts = parts.postings(WORDS[field.name], word)
        if len(places):
            length = parts.lengths[field.name][places] / parts.averages[field.name]
            frequencies[places] += field.boost * counts / (1 - field.length_weight + field.length_weight * length)
    frequency = frequencies[holders]
    sums[holders] += idf(parts.total, len(holders)) * frequency * (K1 + 1) / (K1 + frequency)


def _add_bigram(parts: Parts, pair: str, sums: Array) -> None:
    places, counts = parts.postings(BIGRAMS, pair)
    if not len(places):
        return
    length = parts.lengths["bigrams"][places] / parts.averages["bigrams"]
    frequency = counts / (1 - BIGRAM_LENGTH_WEIGHT + BIGRAM_LENGTH_WEIGHT * length)
    weight = BIGRAM_WEIGHT * idf(parts.total, len(places))
    sums[places] += weight * frequency * (K1 + 1) / (K1 + frequency)
