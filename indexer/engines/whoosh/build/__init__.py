"""How the columns are written: parts, their join, and changes."""

from indexer.engines.whoosh.build.change_writer import ChangeWriter
from indexer.engines.whoosh.build.generation_writer import MEMORY, FirstWriter, SharedWriter

__all__ = [
    "MEMORY",
    "ChangeWriter",
    "FirstWriter",
    "SharedWriter",
]
