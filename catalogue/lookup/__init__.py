"""Which standard a number names, what is near one that is not there, and what stands in its place today."""

from catalogue.lookup.finding import find
from catalogue.lookup.near_numbers import NEAR, near_records, stem
from catalogue.lookup.not_found import StandardNotFound
from catalogue.lookup.succession import in_force_instead

__all__ = [
    "NEAR",
    "StandardNotFound",
    "find",
    "in_force_instead",
    "near_records",
    "stem",
]
