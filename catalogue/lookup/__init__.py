"""What stands in the place of a standard today."""

from catalogue.lookup.succession import in_force_instead

__all__ = [
    "in_force_instead",
]
