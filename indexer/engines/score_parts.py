"""A score, taken apart: which words and pairs of a query a document holds, and what each adds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from indexer.engines.base import PAIR, WORD, Score, Weighed
from indexer.engines.relevance import CURRENT_FACTOR, SYNONYM_WEIGHT, asked_weight, relevant, wordings
from indexer.query import Node

#: (term, WORD or PAIR) -> its idf among all documents
Rarity = Callable[[str, str], float]
#: (term, WORD or PAIR) -> what it weighs in one document, but for its idf, and the text fields that hold it; None where
#: the document lacks it
Share = Callable[[str, str], tuple[float, tuple[str, ...]] | None]
_Terms = tuple[str, ...]


def take_apart(tree: Node, rarity: Rarity, share: Share, *, current: bool) -> Score:
    """The score of one document for a tree; `current` says whether it is in force."""
    first, *others = wordings(tree)
    best = _weigh(rarity, share, *first)
    for other in others:
        factor = SYNONYM_WEIGHT * _asked(rarity, *first) / _asked(rarity, *other)
        best = max(best, replace(_weigh(rarity, share, *other), other_factor=factor), key=lambda one: one.total)
    typed = relevant(tree)[0]
    return replace(
        best,
        other_words=tuple(one.term for one in best.held if one.kind == WORD and one.term not in typed),
        current_factor=CURRENT_FACTOR if current and best.held else 1.0,
    )


def _weigh(rarity: Rarity, share: Share, words: _Terms, pairs: _Terms) -> Score:
    """What one wording of the query adds up to."""
    terms = [*((word, WORD) for word in words), *((pair, PAIR) for pair in pairs)]
    found = [(term, kind, share(term, kind)) for term, kind in terms]
    return Score(
        held=tuple(Weighed(term, kind, some[1], rarity(term, kind), some[0]) for term, kind, some in found if some),
        missing=tuple(term for term, kind, some in found if kind == WORD and not some),
    )


def _asked(rarity: Rarity, words: _Terms, pairs: _Terms) -> float:
    return asked_weight((rarity(word, WORD) for word in words), (rarity(pair, PAIR) for pair in pairs))
