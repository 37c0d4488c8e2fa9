"""The standards that a piece of text cites, in the ways in which people write lists of numbers."""

from standard.citing.beside_number import trimmed
from standard.citing.finding import find_citations

__all__ = ["find_citations", "trimmed"]
