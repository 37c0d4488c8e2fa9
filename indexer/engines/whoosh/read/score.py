"""Relevance on arrays: the formula of `take_apart`, with what words weigh read ready from the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial

import numpy as np

from indexer.engines.base import WORD, Score
from indexer.engines.relevance import SYNONYM_WEIGHT, current_factor, idf, object_factor
from indexer.engines.score_parts import take_apart
from indexer.engines.whoosh.columns import ANY, BIGRAMS, OBJECTS, WORDS, Array
from indexer.engines.whoosh.read.generation_view import Parts
from indexer.engines.wordings import Wording, wording_weight, wordings
from indexer.query import Node

#: documents up to which each is looked up among a term's, instead of adding up in an array of all
FEW = 2000
_Terms = tuple[str, ...]


def scores(parts: Parts, tree: Node, places: Array, current: Array) -> Array:
    """Relevance of the documents at `places`; 0 where no word is asked for. `current` says which are in force."""
    first, *other_wordings = wordings(tree)
    if not (first.words or first.bigrams):
        return np.zeros(len(places))
    best = _times_object(parts, places, first, _score_of_wording(parts, places, first))
    typed_weight = _wording_weight(parts, first) if other_wordings and len(places) else 0.0
    for wording in other_wordings if len(places) else ():
        share = SYNONYM_WEIGHT * typed_weight / _wording_weight(parts, wording)
        score = _times_object(parts, places, wording, share * _score_of_wording(parts, places, wording))
        np.maximum(best, score, out=best)
    np.multiply(best, current_factor(first.subject), out=best, where=current)
    return best


def explain(parts: Parts, tree: Node, places: Iterable[int], current: Array) -> Iterator[Score]:
    """What the scores of the documents at these places are made of; `current` says which are in force."""

    @cache
    def rarity(term: str, kind: str) -> float:
        return idf(parts.total, parts.frequency(ANY if kind == WORD else BIGRAMS, term))

    for place, in_force in zip(places, current.tolist(), strict=True):
        share, nearness = partial(_share, parts, place), partial(_nearness, parts, place)
        yield take_apart(tree, rarity, share, nearness, current=in_force)


def _share(parts: Parts, place: int, term: str, kind: str) -> tuple[float, tuple[str, ...]] | None:
    """What a term weighs in the document at a place, and the fields that hold it."""
    impact = parts.impact(ANY if kind == WORD else BIGRAMS, term, place)
    if impact is None:
        return None
    fields = [name for name in parts.text_fields if parts.impact(WORDS[name], term, place) is not None]
    return impact, tuple(fields) if kind == WORD else ("title",)


def _nearness(parts: Parts, place: int, subject: str) -> float:
    """How near the title of the document at a place is to being about a subject."""
    return parts.impact(OBJECTS, subject, place) or 0.0


def _score_of_wording(parts: Parts, places: Array, wording: Wording) -> Array:
    total: Array = _sum(parts, ANY, wording.words, places) + _sum(parts, BIGRAMS, wording.bigrams, places)
    return total


def _times_object(parts: Parts, places: Array, wording: Wording, score: Array) -> Array:
    """A score, more where the title is about what is asked for."""
    if wording.subject and len(places):
        holders, nearness = parts.postings(OBJECTS, wording.subject)
        if len(holders):
            at = np.searchsorted(places, holders)
            at[at == len(places)] = 0
            found = np.flatnonzero(places[at] == holders)
            score[at[found]] *= object_factor(nearness[found].astype(np.float64))
    return score


def _wording_weight(parts: Parts, wording: Wording) -> float:
    return wording_weight(
        (idf(parts.total, parts.frequency(ANY, word)) for word in wording.words),
        (idf(parts.total, parts.frequency(BIGRAMS, pair)) for pair in wording.bigrams),
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
