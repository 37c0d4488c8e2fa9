"""What the catalogue holds: holdings, and trees of classes with counts."""

from catalogue.statistics.class_trees import (
    ISSUERS,
    SCHEMES,
    TREES,
    Branch,
    CodeNotFound,
    Node,
    find_issuers,
    read_branch,
)
from catalogue.statistics.holdings import OPTIONAL, Holdings, count_holdings

__all__ = [
    "ISSUERS",
    "OPTIONAL",
    "SCHEMES",
    "TREES",
    "Branch",
    "CodeNotFound",
    "Holdings",
    "Node",
    "count_holdings",
    "find_issuers",
    "read_branch",
]
