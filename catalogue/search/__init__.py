"""What a search finds, and how it is shown: request, answer, facets, chips, marks, explanation, suggestions."""

from catalogue.search.addresses import Addresses
from catalogue.search.answer import Answer, AnswerHit, FacetValue, Hint, Spans
from catalogue.search.answering import HintsOn, answer, listing
from catalogue.search.explanation import Explanation
from catalogue.search.facets import facet_label, labelled, levels_of
from catalogue.search.regions import home_sentence, read_home, region_words
from catalogue.search.request import FILTERS, PARAMETERS, Search, shortened
from catalogue.search.result_list import MAX_ROWS, Listing
from catalogue.search.suggestions import KINDS, Completion, complete

__all__ = [
    "FILTERS",
    "KINDS",
    "MAX_ROWS",
    "PARAMETERS",
    "Addresses",
    "Answer",
    "AnswerHit",
    "Completion",
    "Explanation",
    "FacetValue",
    "Hint",
    "HintsOn",
    "Listing",
    "Search",
    "Spans",
    "answer",
    "complete",
    "facet_label",
    "home_sentence",
    "labelled",
    "levels_of",
    "listing",
    "read_home",
    "region_words",
    "shortened",
]
