"""How standards stand to one another, and to what they adopt: side by side, overlapping, and what to check."""

from catalogue.comparison.adoptions import AdoptedState, Adopting, Adoptions, list_adoptions
from catalogue.comparison.checks import CHECKS, Check
from catalogue.comparison.likeness import THRESHOLD, Likeness, Reason, compare_titles
from catalogue.comparison.listed_standards import ListedStandard, read_listed
from catalogue.comparison.overlap_list import OverlapList, Settled, count_selected, list_overlaps
from catalogue.comparison.overlaps import HIGHER, Overlap, Overlaps, find_overlaps
from catalogue.comparison.selection import ARGUMENTS, Selection
from catalogue.comparison.side_by_side import MOST_STANDARDS, Comparison, FieldRow, Named, compare_records, fact_words
from catalogue.comparison.title_parts import TitleParts, take_apart

__all__ = [
    "ARGUMENTS",
    "CHECKS",
    "HIGHER",
    "MOST_STANDARDS",
    "THRESHOLD",
    "AdoptedState",
    "Adopting",
    "Adoptions",
    "Check",
    "Comparison",
    "FieldRow",
    "Likeness",
    "ListedStandard",
    "Named",
    "Overlap",
    "OverlapList",
    "Overlaps",
    "Reason",
    "Selection",
    "Settled",
    "TitleParts",
    "compare_records",
    "compare_titles",
    "count_selected",
    "fact_words",
    "find_overlaps",
    "list_adoptions",
    "list_overlaps",
    "read_listed",
    "take_apart",
]
