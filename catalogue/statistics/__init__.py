"""What the catalogue holds: holdings, trees of classes with counts, and which classes have standards at which level."""

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
from catalogue.statistics.coverage import ALL, ASKED, COVERAGE_SCHEMES, GAPS, Cell, Coverage, Row, Scope
from catalogue.statistics.coverage_columns import Column
from catalogue.statistics.coverage_counting import count_coverage
from catalogue.statistics.coverage_words import class_words, gap_words, head_words, list_gaps, remarks, share_words
from catalogue.statistics.holdings import OPTIONAL, Holdings, count_holdings

__all__ = [
    "ALL",
    "ASKED",
    "COVERAGE_SCHEMES",
    "GAPS",
    "ISSUERS",
    "OPTIONAL",
    "SCHEMES",
    "TREES",
    "Branch",
    "Cell",
    "CodeNotFound",
    "Column",
    "Coverage",
    "Holdings",
    "Node",
    "Row",
    "Scope",
    "class_words",
    "count_coverage",
    "count_holdings",
    "find_issuers",
    "gap_words",
    "head_words",
    "list_gaps",
    "read_branch",
    "remarks",
    "share_words",
]
