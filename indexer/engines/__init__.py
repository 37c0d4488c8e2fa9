"""Which documents, in which order: one contract, several engines."""

from indexer.engines.base import FACETS, SORTS, Engine, Hit, Request, Results, Suggestion, Writer
from indexer.engines.document import Document, facet_values
from indexer.engines.relevance import (
    CURRENT_FACTOR,
    HOME_FACTOR,
    SYNONYM_WEIGHT,
    Piece,
    asked_weight,
    idf,
    numbers_of,
    piece,
    piece_spans,
    relevant,
    wordings,
)

__all__ = [
    "CURRENT_FACTOR",
    "FACETS",
    "HOME_FACTOR",
    "SORTS",
    "SYNONYM_WEIGHT",
    "Document",
    "Engine",
    "Hit",
    "Piece",
    "Request",
    "Results",
    "Suggestion",
    "Writer",
    "asked_weight",
    "facet_values",
    "idf",
    "numbers_of",
    "piece",
    "piece_spans",
    "relevant",
    "wordings",
]
