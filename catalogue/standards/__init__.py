"""What is known of one standard, and what stands around it."""

from catalogue.standards.citation import cite, list_single
from catalogue.standards.standard_view import Edition, NamedCode, Related, StandardView
from catalogue.standards.surroundings import view_standard

__all__ = [
    "Edition",
    "NamedCode",
    "Related",
    "StandardView",
    "cite",
    "list_single",
    "view_standard",
]
