"""How standards stand to one another, and to what they adopt: side by side, overlapping, and what to check."""

from catalogue.comparison.adoptions import AdoptedState, Adopting, Adoptions, list_adoptions
from catalogue.comparison.checks import CHECKS, Check
from catalogue.comparison.decision_columns import LABELS as DECISION_LABELS
from catalogue.comparison.decision_columns import TOLD_ONLY
from catalogue.comparison.decision_file import read_decisions
from catalogue.comparison.decisions import Conclusion, Decision, Decisions, Earlier, Unused, state_text
from catalogue.comparison.findings import Findings, Matter, Standing, decisions_json, find_findings
from catalogue.comparison.likeness import THRESHOLD, Likeness, Reason, compare_titles
from catalogue.comparison.listed_standards import ListedStandard, own_record, read_listed
from catalogue.comparison.overlap_list import OverlapList, Settled, count_selected, list_overlaps
from catalogue.comparison.overlaps import HIGHER, Overlap, Overlaps, find_below, find_overlaps
from catalogue.comparison.selection import ARGUMENTS, LIVE, Selection
from catalogue.comparison.side_by_side import MOST_STANDARDS, Comparison, FieldRow, Named, compare_records, fact_words
from catalogue.comparison.title_parts import TitleParts, take_apart

__all__ = [
    "ARGUMENTS",
    "CHECKS",
    "DECISION_LABELS",
    "HIGHER",
    "LIVE",
    "MOST_STANDARDS",
    "THRESHOLD",
    "TOLD_ONLY",
    "AdoptedState",
    "Adopting",
    "Adoptions",
    "Check",
    "Comparison",
    "Conclusion",
    "Decision",
    "Decisions",
    "Earlier",
    "FieldRow",
    "Findings",
    "Likeness",
    "ListedStandard",
    "Matter",
    "Named",
    "Overlap",
    "OverlapList",
    "Overlaps",
    "Reason",
    "Selection",
    "Settled",
    "Standing",
    "TitleParts",
    "Unused",
    "compare_records",
    "compare_titles",
    "count_selected",
    "decisions_json",
    "fact_words",
    "find_below",
    "find_findings",
    "find_overlaps",
    "list_adoptions",
    "list_overlaps",
    "own_record",
    "read_decisions",
    "read_listed",
    "state_text",
    "take_apart",
]
