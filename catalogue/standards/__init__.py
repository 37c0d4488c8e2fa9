"""What is known of one standard, and what stands around it."""

from catalogue.standards.citation import cite
from catalogue.standards.not_found import StandardNotFound
from catalogue.standards.standard_view import find, view

__all__ = [
    "StandardNotFound",
    "cite",
    "find",
    "view",
]
