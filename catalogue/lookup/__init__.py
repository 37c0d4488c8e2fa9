"""Which standard a number names, what is near one that is not there, and what stands in its place today."""

from catalogue.lookup.finding import find_standard
from catalogue.lookup.near_numbers import NEAR, find_near, stem
from catalogue.lookup.not_found import StandardNotFound
from catalogue.lookup.succession import find_successors

__all__ = [
    "NEAR",
    "StandardNotFound",
    "find_near",
    "find_standard",
    "find_successors",
    "stem",
]
