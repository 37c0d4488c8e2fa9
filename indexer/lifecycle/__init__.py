"""How an index comes about, changes and stays sound: reindex, small changes, generations, journal, verification."""

from indexer.lifecycle.generations import Generations, Manifest, writable
from indexer.lifecycle.index_handle import Fixed, Following, Opened, Shelf
from indexer.lifecycle.read_report import reject_lines
from indexer.lifecycle.reindexing import Report, keep_sources, reindex
from indexer.lifecycle.small_changes import change, roll_back
from indexer.lifecycle.verification import verify

__all__ = [
    "Fixed",
    "Following",
    "Generations",
    "Manifest",
    "Opened",
    "Report",
    "Shelf",
    "change",
    "keep_sources",
    "reindex",
    "reject_lines",
    "roll_back",
    "verify",
    "writable",
]
