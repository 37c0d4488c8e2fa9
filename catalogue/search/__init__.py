"""What a search finds, and how it is shown: request, answer, facets, chips, marks, explanation, suggestions."""

from catalogue.search.answer import Answer, AnswerHit, Edition, FacetValue, Hint, Named, Related, Spans, StandardView
from catalogue.search.chips import chips_of
from catalogue.search.explanation import Explainer, Explanation
from catalogue.search.facets import facet_label, labelled
from catalogue.search.highlighting import Marker
from catalogue.search.regions import home_sentence, read_home, region_words
from catalogue.search.request import FILTERS, MAX_TEXT, PARAMETERS, Search, shortened
from catalogue.search.result_list import MAX_ROWS, Hits, Listing, listing_of
from catalogue.search.suggestions import KINDS, Completion, complete

__all__ = [
    "FILTERS",
    "KINDS",
    "MAX_ROWS",
    "MAX_TEXT",
    "PARAMETERS",
    "Answer",
    "AnswerHit",
    "Completion",
    "Edition",
    "Explainer",
    "Explanation",
    "FacetValue",
    "Hint",
    "Hits",
    "Listing",
    "Marker",
    "Named",
    "Related",
    "Search",
    "Spans",
    "StandardView",
    "chips_of",
    "complete",
    "facet_label",
    "home_sentence",
    "labelled",
    "listing_of",
    "read_home",
    "region_words",
    "shortened",
]
