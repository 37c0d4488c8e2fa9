"""The terms of two texts: defined the same, differently, or only in one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.comparison.texts.redline import Run, compare_words
from indexer.analysis import compact, fold
from standard.clauses import StandardText, Term

_SIGNS = re.compile(r"[\s,.;:、。]")


@dataclass(frozen=True)
class TermRow:
    """A term of one or both texts."""

    left: Term | None
    right: Term | None

    @property
    def name(self) -> str:
        """The term, as the left text has it where it is there."""
        term = self.left or self.right
        return term.name if term is not None else ""

    @property
    def verdict(self) -> str:
        """`same`, `different`, `only_left` or `only_right`; signs and blanks make no difference."""
        if self.left is None or self.right is None:
            return "only_left" if self.right is None else "only_right"
        bare = [_SIGNS.sub("", fold(term.definition)) for term in (self.left, self.right)]
        return "same" if bare[0] == bare[1] else "different"

    @property
    def changes(self) -> tuple[Run, ...]:
        """How the definitions differ in their words; nothing where only one is there."""
        if self.left is None or self.right is None:
            return ()
        return compare_words(self.left.definition, self.right.definition)


def compare_terms(left: StandardText, right: StandardText) -> tuple[TermRow, ...]:
    """The terms of both texts by their names, other names among them; in the order of the left, then of the right."""
    theirs: dict[str, Term] = {}
    for term in right.terms:
        for name in _names(term):
            theirs.setdefault(name, term)
    rows, taken = [], set()
    for term in left.terms:
        found = next((theirs[name] for name in _names(term) if name in theirs), None)
        if found is not None and id(found) in taken:
            found = None
        if found is not None:
            taken.add(id(found))
        rows.append(TermRow(term, found))
    return (*rows, *(TermRow(None, term) for term in right.terms if id(term) not in taken))


def _names(term: Term) -> list[str]:
    return [name for one in (term.name, *term.others) if (name := compact(one))]
