"""How an index comes about, changes and stays sound: reindex, small changes, generations, journal, verification."""

from indexer.lifecycle.adding import read_few
from indexer.lifecycle.cluster_generations import ClusterGenerations, generations_at
from indexer.lifecycle.difference import Pair, differing
from indexer.lifecycle.generations import Generations, Manifest, writable
from indexer.lifecycle.index_handle import Fixed, Following, Opened, Shelf
from indexer.lifecycle.output_targets import REJECTS, check_targets
from indexer.lifecycle.read_report import reject_lines
from indexer.lifecycle.reindexing import Report, reindex
from indexer.lifecycle.small_changes import change, roll_back
from indexer.lifecycle.unresolved import read_unresolved
from indexer.lifecycle.verification import verify

__all__ = [
    "REJECTS",
    "ClusterGenerations",
    "Fixed",
    "Following",
    "Generations",
    "Manifest",
    "Opened",
    "Pair",
    "Report",
    "Shelf",
    "change",
    "check_targets",
    "differing",
    "generations_at",
    "read_few",
    "read_unresolved",
    "reindex",
    "reject_lines",
    "roll_back",
    "verify",
    "writable",
]
