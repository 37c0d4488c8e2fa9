"""A score, taken apart: which words and pairs of a query a document holds, and what each adds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from indexer.engines.base import PAIR, WORD, Score, TermWeight
from indexer.engines.relevance import SYNONYM_WEIGHT, current_factor, object_factor, relevant
from indexer.engines.wordings import Wording, wording_weight, wordings
from indexer.query import Node

#: (term, WORD or PAIR) -> its idf among all documents
Rarity = Callable[[str, str], float]
#: (term, WORD or PAIR) -> what it weighs in one document, but for its idf, and the text fields that hold it; None where
#: the document lacks it
Share = Callable[[str, str], tuple[float, tuple[str, ...]] | None]
#: subject -> how near the title of one document is to being about it, 0 where it is not
Nearness = Callable[[str], float]


def take_apart(tree: Node, rarity: Rarity, share: Share, nearness: Nearness, *, current: bool) -> Score:
    """The score of one document for a tree; `current` says whether it is in force."""
    first, *other_wordings = wordings(tree)
    best = _weigh(rarity, share, nearness, first)
    for wording in other_wordings:
        factor = SYNONYM_WEIGHT * _wording_weight(rarity, first) / _wording_weight(rarity, wording)
        weighed = replace(_weigh(rarity, share, nearness, wording), other_factor=factor)
        best = max(best, weighed, key=lambda score: score.total)
    typed = relevant(tree)[0]
    return replace(
        best,
        other_words=tuple(part.term for part in best.held if part.kind == WORD and part.term not in typed),
        current_factor=current_factor(first.subject) if current and best.held else 1.0,
    )


def _weigh(rarity: Rarity, share: Share, nearness: Nearness, wording: Wording) -> Score:
    """What one wording of the query adds up to."""
    terms = [*((word, WORD) for word in wording.words), *((pair, PAIR) for pair in wording.bigrams)]
    shares = [(term, kind, share(term, kind)) for term, kind in terms]
    return Score(
        held=tuple(TermWeight(term, kind, part[1], rarity(term, kind), part[0]) for term, kind, part in shares if part),
        missing=tuple(term for term, kind, part in shares if kind == WORD and not part),
        subject=wording.subject,
        object_factor=object_factor(nearness(wording.subject)) if wording.subject else 1.0,
    )


def _wording_weight(rarity: Rarity, wording: Wording) -> float:
    return wording_weight(
        (rarity(word, WORD) for word in wording.words), (rarity(pair, PAIR) for pair in wording.bigrams)
    )
