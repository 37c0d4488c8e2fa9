"""Relevance as a query: the formula of `indexer.engines.score_parts`, with what words weigh read from the index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from indexer.engines.base import PAIR, WORD
from indexer.engines.opensearch.clauses import Clause, has_status, term
from indexer.engines.opensearch.figures import Figures
from indexer.engines.opensearch.mapping import NEARNESS
from indexer.engines.relevance import SYNONYM_WEIGHT, current_factor, idf, object_factor
from indexer.engines.wordings import Wording, wording_weight, wordings
from indexer.query import Node
from standard.status import Status

#: (term, WORD or PAIR) -> its idf
Rarity = Callable[[str, str], float]


def rarity_of(figures: Figures, tree: Node) -> Rarity:
    """The idf of every word and pair that relevance looks at; their counts are asked for at once."""
    asked = [
        *((word, WORD) for wording in wordings(tree) for word in wording.words),
        *((pair, PAIR) for wording in wordings(tree) for pair in wording.bigrams),
    ]
    total = figures.total
    known = {key: idf(total, count) for key, count in figures.frequencies(asked).items()}
    return lambda text, kind: known[text, kind]


def score_query(rarity: Rarity, tree: Node, day: date) -> Clause | None:
    """A query whose score is the relevance of a record; None where no word is asked for."""
    first, *others = wordings(tree)
    if not (first.words or first.bigrams):
        return None
    queries = [_of_wording(rarity, first, 1.0)]
    for wording in others:
        share = SYNONYM_WEIGHT * _weight(rarity, first) / _weight(rarity, wording)
        queries.append(_of_wording(rarity, wording, share))
    best = queries[0] if len(queries) == 1 else {"dis_max": {"queries": queries}}
    in_force = {"filter": has_status(Status.CURRENT.value, day), "weight": current_factor(first.subject)}
    return {"function_score": {"query": best, "functions": [in_force]}}


def _of_wording(rarity: Rarity, wording: Wording, share: float) -> Clause:
    """What one wording of the query adds up to."""
    held = [
        *({"term": {"words": {"value": word, "boost": share * rarity(word, WORD)}}} for word in wording.words),
        *({"term": {"pairs": {"value": pair, "boost": share * rarity(pair, PAIR)}}} for pair in wording.bigrams),
    ]
    summed: Clause = {"bool": {"should": held}}
    if not wording.subject:
        return summed
    nearer = [
        {"filter": term("objects", f"{wording.subject}\t{near}"), "weight": object_factor(near)} for near in NEARNESS
    ]
    return {"function_score": {"query": summed, "functions": nearer, "score_mode": "first"}}


def _weight(rarity: Rarity, wording: Wording) -> float:
    return wording_weight(
        (rarity(word, WORD) for word in wording.words), (rarity(pair, PAIR) for pair in wording.bigrams)
    )
