"""How the texts of two standards stand to one another, clause by clause and limit by limit."""

from catalogue.comparison.texts.clause_pairs import ClausePair, PairKind, align_clauses
from catalogue.comparison.texts.obligation_rows import ObligationRow, Provision
from catalogue.comparison.texts.redline import Change, Run, compare_words
from catalogue.comparison.texts.reference_rows import DEAD, Judge, ReferenceRow, Referred
from catalogue.comparison.texts.term_rows import TermRow
from catalogue.comparison.texts.text_comparison import ComparedText, TextComparison, clause_changes, compare_texts

__all__ = [
    "DEAD",
    "Change",
    "ClausePair",
    "ComparedText",
    "Judge",
    "ObligationRow",
    "PairKind",
    "Provision",
    "ReferenceRow",
    "Referred",
    "Run",
    "TermRow",
    "TextComparison",
    "align_clauses",
    "clause_changes",
    "compare_texts",
    "compare_words",
]
