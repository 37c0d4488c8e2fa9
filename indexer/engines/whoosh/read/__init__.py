"""How a query is evaluated on the columns, as operations on arrays."""

from indexer.engines.whoosh.read.cross_counts import Codes, count_pairs
from indexer.engines.whoosh.read.doc_sets import all_of, places
from indexer.engines.whoosh.read.evaluation import Evaluation
from indexer.engines.whoosh.read.generation_view import Parts, top
from indexer.engines.whoosh.read.score import explain, scores
from indexer.engines.whoosh.read.status_by_day import STATUSES, Day
from indexer.engines.whoosh.read.suggestion_source import WhooshSource
from indexer.engines.whoosh.read.suggestion_vocabulary import Vocabularies
from indexer.engines.whoosh.read.top_page import page

__all__ = [
    "STATUSES",
    "Codes",
    "Day",
    "Evaluation",
    "Parts",
    "Vocabularies",
    "WhooshSource",
    "all_of",
    "count_pairs",
    "explain",
    "page",
    "places",
    "scores",
    "top",
]
