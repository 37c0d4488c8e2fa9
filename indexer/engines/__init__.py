"""Which documents, in which order: one contract, several engines."""

from indexer.engines.base import (
    BUILD_MEMORY,
    FACETS,
    PAIR,
    SORTS,
    WORD,
    Axis,
    Builder,
    Engine,
    Hit,
    Request,
    Results,
    Score,
    SerializedRecords,
    Suggestion,
    TermWeight,
    Writer,
)
from indexer.engines.document import Document, facet_values
from indexer.engines.registry import ENGINES, EngineKind, in_memory, locate
from indexer.engines.relevance import Piece, analyse_piece, home_factor, numbers_of, piece_spans, relevant

__all__ = [
    "BUILD_MEMORY",
    "ENGINES",
    "FACETS",
    "PAIR",
    "SORTS",
    "WORD",
    "Axis",
    "Builder",
    "Document",
    "Engine",
    "EngineKind",
    "Hit",
    "Piece",
    "Request",
    "Results",
    "Score",
    "SerializedRecords",
    "Suggestion",
    "TermWeight",
    "Writer",
    "analyse_piece",
    "facet_values",
    "home_factor",
    "in_memory",
    "locate",
    "numbers_of",
    "piece_spans",
    "relevant",
]
