"""What is known of one standard, and what stands around it."""

from catalogue.standards.citation import cite, list_single
from catalogue.standards.history import Citing, History, find_history
from catalogue.standards.replacement_graph import MAX_STANDARDS, Edge
from catalogue.standards.standard_view import Edition, NamedCode, Related, StandardView
from catalogue.standards.surroundings import view_standard

__all__ = [
    "MAX_STANDARDS",
    "Citing",
    "Edge",
    "Edition",
    "History",
    "NamedCode",
    "Related",
    "StandardView",
    "cite",
    "find_history",
    "list_single",
    "view_standard",
]
