"""What is known of one standard, and what stands around it."""

from catalogue.standards.citation import cite, list_single
from catalogue.standards.history import Citing, History, find_history
from catalogue.standards.replacement_graph import MAX_STANDARDS, Edge
from catalogue.standards.standard_view import Edition, NamedCode, Related, StandardView
from catalogue.standards.surroundings import view_standard
from catalogue.standards.text_view import TextNotHeld, TextView, held_text, requirement_row, view_text
from catalogue.standards.timeline import Bar, Link, Tick, Timeline, lay_out

__all__ = [
    "MAX_STANDARDS",
    "Bar",
    "Citing",
    "Edge",
    "Edition",
    "History",
    "Link",
    "NamedCode",
    "Related",
    "StandardView",
    "TextNotHeld",
    "TextView",
    "Tick",
    "Timeline",
    "cite",
    "find_history",
    "held_text",
    "lay_out",
    "list_single",
    "requirement_row",
    "view_standard",
    "view_text",
]
