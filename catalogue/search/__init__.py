"""What a search finds, and how it is shown: request, answer, facets, chips, marks, explanation, suggestions."""

from catalogue.search.answer import Answer, AnswerHit, FacetValue, Hint, Spans
from catalogue.search.answering import HintsOn, answer_search, list_matches, plan_search
from catalogue.search.clause_search import ClauseAnswer, ClauseHit, search_clauses
from catalogue.search.explanation import Explanation
from catalogue.search.facets import count_levels, facet_label, label_facet
from catalogue.search.regions import home_sentence, read_home, region_words
from catalogue.search.request import FILTERS, PARAMETERS, Addresses, Search, shorten
from catalogue.search.result_list import MAX_ROWS, Listing
from catalogue.search.second_reading import second_reading
from catalogue.search.suggestions import KINDS, Completion, complete

__all__ = [
    "FILTERS",
    "KINDS",
    "MAX_ROWS",
    "PARAMETERS",
    "Addresses",
    "Answer",
    "AnswerHit",
    "ClauseAnswer",
    "ClauseHit",
    "Completion",
    "Explanation",
    "FacetValue",
    "Hint",
    "HintsOn",
    "Listing",
    "Search",
    "Spans",
    "answer_search",
    "complete",
    "count_levels",
    "facet_label",
    "home_sentence",
    "label_facet",
    "list_matches",
    "plan_search",
    "read_home",
    "region_words",
    "search_clauses",
    "second_reading",
    "shorten",
]
