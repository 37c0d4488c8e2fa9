"""How the columns are written: parts, their join, and changes."""

from indexer.engines.whoosh.build.change_writer import ChangeWriter
from indexer.engines.whoosh.build.generation_writer import FirstWriter, SharedWriter

__all__ = [
    "ChangeWriter",
    "FirstWriter",
    "SharedWriter",
]
