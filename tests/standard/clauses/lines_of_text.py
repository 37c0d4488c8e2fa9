"""Texts in GB/T 1.1 form, written for the tests, as blocks."""

from __future__ import annotations

from standard.clauses import StandardText, TextBlock, read_clauses
from standard.place import Place


def read_lines(text: str) -> StandardText:
    """The clauses of a text of lines."""
    return read_clauses(TextBlock(line, Place(line=at)) for at, line in enumerate(text.strip("\n").split("\n"), 1))


def headings(text: StandardText) -> list[tuple[str, str]]:
    """Number and title of all clauses that have a number."""
    return [(clause.number, clause.title) for clause in text.walk() if clause.number]
