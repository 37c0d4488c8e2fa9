"""How standards stand to one another: side by side, overlapping with those of other levels, and what to check."""

from catalogue.comparison.checks import CHECKS, Check
from catalogue.comparison.likeness import Likeness, Reason, compare_titles
from catalogue.comparison.overlaps import HIGHER, THRESHOLD, Overlap, Overlaps, find_overlaps
from catalogue.comparison.side_by_side import MOST_STANDARDS, Comparison, FieldRow, compare_records
from catalogue.comparison.title_parts import TitleParts, take_apart

__all__ = [
    "CHECKS",
    "HIGHER",
    "MOST_STANDARDS",
    "THRESHOLD",
    "Check",
    "Comparison",
    "FieldRow",
    "Likeness",
    "Overlap",
    "Overlaps",
    "Reason",
    "TitleParts",
    "compare_records",
    "compare_titles",
    "find_overlaps",
    "take_apart",
]
