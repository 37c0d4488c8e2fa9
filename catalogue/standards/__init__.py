"""What is known of one standard, and what stands around it."""

from catalogue.standards.citation import cite, listing_of
from catalogue.standards.standard_view import Edition, Named, Related, StandardView
from catalogue.standards.surroundings import view

__all__ = [
    "Edition",
    "Named",
    "Related",
    "StandardView",
    "cite",
    "listing_of",
    "view",
]
