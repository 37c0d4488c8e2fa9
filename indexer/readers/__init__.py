"""Bytes -> Record or Problem: `read` gives what files hold, `merge` brings two rows together."""

from indexer.readers.merging import merge
from indexer.readers.problem import Problem
from indexer.readers.reading import read

__all__ = ["Problem", "merge", "read"]
