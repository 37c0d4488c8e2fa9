"""Relevance on arrays: the formula of `take_apart`, with what words weigh read ready from the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial

import numpy as np

from indexer.engines.base import WORD, Score
from indexer.engines.relevance import CURRENT_FACTOR, SYNONYM_WEIGHT, idf, wording_weight, wordings
from indexer.engines.score_parts import take_apart
from indexer.engines.whoosh.columns import ANY, BIGRAMS, WORDS, Array
from indexer.engines.whoosh.read.generation_view import Parts
from indexer.query import Node

#: documents up to which each is looked up among a term's, instead of adding up in an array of all
FEW = 2000
_Terms = tuple[str, ...]


def scores(parts: Parts, tree: Node, places: Array, current: Array) -> Array:
    """Relevance of the documents at `places`; 0 where no word is asked for. `current` says which are in force."""
    first, *other_wordings = wordings(tree)
    if not any(first):
        return np.zeros(len(places))
    best = _score_of_wording(parts, places, *first)
    typed_weight = _wording_weight(parts, *first) if other_wordings and len(places) else 0.0
    for wording in other_wordings if len(places) else ():
        share = SYNONYM_WEIGHT * typed_weight / _wording_weight(parts, *wording)
        np.maximum(best, share * _score_of_wording(parts, places, *wording), out=best)
    np.multiply(best, CURRENT_FACTOR, out=best, where=current)
    return best


def explain(parts: Parts, tree: Node, places: Iterable[int], current: Array) -> Iterator[Score]:
    """What the scores of the documents at these places are made of; `current` says which are in force."""

    @cache
    def rarity(term: str, kind: str) -> float:
        return idf(parts.total, parts.frequency(ANY if kind == WORD else BIGRAMS, term))

    for place, in_force in zip(places, current.tolist(), strict=True):
        yield take_apart(tree, rarity, partial(_share, parts, place), current=in_force)


def _share(parts: Parts, place: int, term: str, kind: str) -> tuple[float, tuple[str, ...]] | None:
    """What a term weighs in the document at a place, and the fields that hold it."""
    impact = parts.impact(ANY if kind == WORD else BIGRAMS, term, place)
    if impact is None:
        return None
    fields = [name for name in parts.text_fields if parts.impact(WORDS[name], term, place) is not None]
    return impact, tuple(fields) if kind == WORD else ("title",)


def _score_of_wording(parts: Parts, places: Array, words: _Terms, pairs: _Terms) -> Array:
    total: Array = _sum(parts, ANY, words, places) + _sum(parts, BIGRAMS, pairs, places)
    return total


def _wording_weight(parts: Parts, words: _Terms, pairs: _Terms) -> float:
    return wording_weight(
        (idf(parts.total, parts.frequency(ANY, word)) for word in words),
        (idf(parts.total, parts.frequency(BIGRAMS, pair)) for pair in pairs),
    )


def _sum(parts: Parts, field: str, terms: _Terms, places: Array) -> Array:
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
    sums_at_places = sums[places]
    for holders in touched:
        sums[holders] = 0
    return sums_at_places
