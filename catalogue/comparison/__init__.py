"""How standards stand beside others, and beside what they adopt."""

from catalogue.comparison.adoptions import AdoptedState, Adopting, Adoptions, list_adoptions

__all__ = [
    "AdoptedState",
    "Adopting",
    "Adoptions",
    "list_adoptions",
]
