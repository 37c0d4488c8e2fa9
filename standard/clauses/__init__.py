"""A standard's text as a tree of clauses, with its requirements, terms, references and the facts of its foreword."""

from standard.clauses.blocks import Block, TableBlock, TextBlock
from standard.clauses.obligations import obligation
from standard.clauses.reading import read_clauses, text_of
from standard.clauses.tree import Section
from standard.clauses.values import (
    Change,
    Clause,
    ClauseKind,
    ClauseTable,
    Content,
    Foreword,
    Obligation,
    Passage,
    PassageKind,
    Reference,
    Requirement,
    StandardText,
    Term,
    TextProblem,
    problem,
)

__all__ = [
    "Block",
    "Change",
    "Clause",
    "ClauseKind",
    "ClauseTable",
    "Content",
    "Foreword",
    "Obligation",
    "Passage",
    "PassageKind",
    "Reference",
    "Requirement",
    "Section",
    "StandardText",
    "TableBlock",
    "Term",
    "TextBlock",
    "TextProblem",
    "obligation",
    "problem",
    "read_clauses",
    "text_of",
]
