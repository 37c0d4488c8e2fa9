"""How standards stand to one another, and to what they adopt: side by side, overlapping, and what to check."""

from catalogue.comparison.adoptions import AdoptedState, Adopting, Adoptions, list_adoptions
from catalogue.comparison.checks import CHECKS, Check
from catalogue.comparison.decision_columns import LABELS as DECISION_LABELS
from catalogue.comparison.decision_columns import TOLD_ONLY
from catalogue.comparison.decision_file import read_decisions
from catalogue.comparison.decisions import (
    Conclusion,
    Decision,
    Decisions,
    Earlier,
    Known,
    Unused,
    decide,
    known_until,
    state_text,
)
from catalogue.comparison.findings import Findings, Matter, Standing, decisions_json, find_findings
from catalogue.comparison.likeness import THRESHOLD, Likeness, Reason, compare_titles
from catalogue.comparison.listed_standards import ListedStandard, read_listed
from catalogue.comparison.overlap_list import OverlapList, Settled, count_selected, list_overlaps
from catalogue.comparison.overlaps import HIGHER, Overlap, Overlaps, find_overlaps
from catalogue.comparison.selection import ARGUMENTS, LIVE, Selection
from catalogue.comparison.side_by_side import (
    MOST_STANDARDS,
    Comparison,
    FieldRow,
    FindText,
    Named,
    compare_records,
    fact_words,
    judge_on,
    name_text,
)
from catalogue.comparison.standards_below import StandardsBelow
from catalogue.comparison.texts import (
    Change,
    ClausePair,
    ComparedText,
    Judge,
    ObligationRow,
    PairKind,
    ReferenceRow,
    Referred,
    Run,
    TermRow,
    TextComparison,
    align_clauses,
    clause_changes,
    compare_texts,
    compare_words,
)
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
    "Change",
    "Check",
    "ClausePair",
    "ComparedText",
    "Comparison",
    "Conclusion",
    "Decision",
    "Decisions",
    "Earlier",
    "FieldRow",
    "FindText",
    "Findings",
    "Judge",
    "Known",
    "Likeness",
    "ListedStandard",
    "Matter",
    "Named",
    "ObligationRow",
    "Overlap",
    "OverlapList",
    "Overlaps",
    "PairKind",
    "Reason",
    "ReferenceRow",
    "Referred",
    "Run",
    "Selection",
    "Settled",
    "StandardsBelow",
    "Standing",
    "TermRow",
    "TextComparison",
    "TitleParts",
    "Unused",
    "align_clauses",
    "clause_changes",
    "compare_records",
    "compare_texts",
    "compare_titles",
    "compare_words",
    "count_selected",
    "decide",
    "decisions_json",
    "fact_words",
    "find_findings",
    "find_overlaps",
    "judge_on",
    "known_until",
    "list_adoptions",
    "list_overlaps",
    "name_text",
    "read_decisions",
    "read_listed",
    "state_text",
    "take_apart",
]
