"""Bytes -> Record or Problem: `read` gives what files hold, `merge` and `link` bring it together."""

from indexer.readers.linking import link
from indexer.readers.merging import merge
from indexer.readers.problem import Problem
from indexer.readers.reading import read

__all__ = ["Problem", "link", "merge", "read"]
