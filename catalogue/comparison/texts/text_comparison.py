"""Two texts compared: clauses, terms, references, obligations and indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from catalogue.comparison.texts.clause_pairs import ClausePair, PairKind, align_clauses
from catalogue.comparison.texts.indicator_rows import pair_indicators
from catalogue.comparison.texts.obligation_rows import ObligationRow, Provision, compare_obligations
from catalogue.comparison.texts.redline import Change, Run, compare_words
from catalogue.comparison.texts.reference_rows import Judge, ReferenceRow, Referred, compare_references
from catalogue.comparison.texts.term_rows import TermRow, compare_terms
from catalogue.indicators import Indicator, IndicatorRow, Reading, list_unread, text_indicators
from catalogue.wording import Words
from indexer.errors import RequestError
from standard.clauses import Clause, StandardText


@dataclass(frozen=True)
class ComparedText:
    """One of the two texts."""

    #: number of the standard, or name of the file
    name: str
    text: StandardText
    #: what of its file could not be read
    unread: tuple[Words, ...] = ()

    @property
    def title(self) -> str:
        """Of the cover."""
        return self.text.title

    @cached_property
    def reading(self) -> Reading:
        """Its indicators, and what of them could not be read."""
        return text_indicators(self.text)

    @property
    def problems(self) -> Iterator[Words]:
        """All that could not be read for certain, each with its place."""
        yield from self.unread
        yield from list_unread(self.text, self.reading)


@dataclass(frozen=True)
class TextComparison:
    """What two texts have in common and how they differ; verdicts are about the left one."""

    left: ComparedText
    right: ComparedText
    clauses: tuple[ClausePair, ...]
    terms: tuple[TermRow, ...]
    references: tuple[ReferenceRow, ...]
    obligations: tuple[ObligationRow, ...]
    indicators: tuple[IndicatorRow, ...]

    @cached_property
    def loosest(self) -> tuple[IndicatorRow, ...]:
        """The indicators of both with the loosest grade of each side: what stands beside a mandatory standard."""
        texts = (self.left.text, self.right.text)
        sides = (self.left.reading.indicators, self.right.reading.indicators)
        return pair_indicators(texts, self.clauses, *sides, floor=True)

    @property
    def alike(self) -> bool:
        """Whether both are the same text."""
        return all(pair.kind is PairKind.EQUAL and not pair.moved for pair in self.clauses)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of each verdict: `clauses`, `terms`, `references`, `obligations`, `indicators`."""
        return {
            "clauses": dict(Counter(pair.kind.value for pair in self.clauses)),
            "terms": dict(Counter(row.verdict for row in self.terms)),
            "references": dict(Counter(row.verdict for row in self.references)),
            "obligations": dict(Counter(row.verdict for row in self.obligations)),
            "indicators": dict(Counter(row.verdict.value for row in self.indicators)),
        }

    @property
    def problems(self) -> list[tuple[str, Words]]:
        """Name of the text and what of it could not be read for certain."""
        return [(side.name, words) for side in (self.left, self.right) for words in side.problems]

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "clauses": [_clause_json(pair) for pair in self.clauses],
            "terms": [_term_json(row) for row in self.terms],
            "references": self._references_json(),
            "obligations": [_obligation_json(row) for row in self.obligations],
            "indicators": [_indicator_json(row) for row in self.indicators],
            "counts": self.counts,
            "alike": self.alike,
            "unread": [{"text": name, "problem": words} for name, words in self.problems],
        }

    def _references_json(self) -> dict[str, Any]:
        rows = self.references
        return {
            "common": [row.name for row in rows if row.verdict == "common"],
            "only_here": {
                self.left.name: [row.name for row in rows if row.verdict == "only_left"],
                self.right.name: [row.name for row in rows if row.verdict == "only_right"],
            },
            "dead": [
                str(side.reference.number) for row in rows for side in (row.left, row.right) if side and side.dead
            ],
            "rows": [
                {
                    "number": row.name,
                    "title": row.title,
                    "verdict": row.verdict,
                    "normative": row.normative,
                    "left": _referred_json(row.left),
                    "right": _referred_json(row.right),
                    "dead": list(row.dead),
                }
                for row in rows
            ],
        }


def compare_texts(left: ComparedText, right: ComparedText, judge: Judge | None = None) -> TextComparison:
    """Compare two texts; `judge` says how cited standards stand. Raises RequestError for a text without clauses."""
    for side in (left, right):
        if not any(clause.number for clause in side.text.walk()):
            raise RequestError("compare_text_without_clauses", name=side.name)
    pairs = align_clauses(left.text, right.text)
    indicators = pair_indicators((left.text, right.text), pairs, left.reading.indicators, right.reading.indicators)
    return TextComparison(
        left,
        right,
        pairs,
        compare_terms(left.text, right.text),
        compare_references(left.text, right.text, judge),
        compare_obligations(pairs),
        indicators,
    )


def clause_words(clause: Clause) -> str:
    """Title and text of a clause, as they are compared word by word."""
    return "\n".join(filter(None, (clause.title, clause.text)))


def clause_changes(pair: ClausePair) -> tuple[Run, ...]:
    """The redline of two clauses that correspond; of one alone, all of it deleted or inserted."""
    if pair.kind in (PairKind.MERGED, PairKind.SPLIT):
        return ()
    left, right = (clause_words(one) if one is not None else "" for one in (pair.left, pair.right))
    return compare_words(left, right)


def _clause_json(pair: ClausePair) -> dict[str, Any]:
    changed = pair.kind is PairKind.CHANGED
    return {
        "left": _name(pair.left),
        "right": _name(pair.right),
        "left_title": pair.left.title if pair.left is not None else "",
        "right_title": pair.right.title if pair.right is not None else "",
        "kind": pair.kind.value,
        "moved": pair.moved,
        "similarity": pair.similarity,
        "changes": [
            {"change": run.change.value, "text": run.text}
            for run in (clause_changes(pair) if changed else ())
            if run.change is not Change.EQUAL
        ],
    }


def _term_json(row: TermRow) -> dict[str, Any]:
    return {
        "term": row.name,
        "verdict": row.verdict,
        "left": row.left.definition if row.left is not None else None,
        "right": row.right.definition if row.right is not None else None,
        "left_clause": row.left.number if row.left is not None else None,
        "right_clause": row.right.number if row.right is not None else None,
    }


def _referred_json(side: Referred | None) -> dict[str, Any] | None:
    if side is None:
        return None
    standing = side.standing
    return {
        "number": str(side.reference.number),
        "dated": side.reference.dated,
        "verdict": standing.verdict.value if standing is not None else None,
        "in_force": standing.in_force if standing is not None else None,
    }


def _obligation_json(row: ObligationRow) -> dict[str, Any]:
    return {
        "verdict": row.verdict,
        "left": _provision_json(row.left, row.left_clause),
        "right": _provision_json(row.right, row.right_clause),
    }


def _provision_json(provision: Provision, clause: Clause) -> dict[str, Any]:
    return {
        "clause": _name(clause),
        "id": provision.requirement.id,
        "obligation": provision.obligation.value,
        "text": provision.text,
        "sentence": provision.requirement.text,
    }


def _indicator_json(row: IndicatorRow) -> dict[str, Any]:
    return {
        "object": row.object,
        "characteristic": row.characteristic,
        "condition": row.condition,
        "grade": row.grade,
        "left": _limit_json(row.left),
        "right": _limit_json(row.right),
        "verdict": row.verdict.value,
        "reason": row.reason,
    }


def _limit_json(one: Indicator | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "op": one.op.value,
        "low": str(one.low) if one.low is not None else None,
        "high": str(one.high) if one.high is not None else None,
        "unit": one.unit,
        "limit": one.limit,
        "clause": one.clause,
        "sentence": one.text,
    }


def _name(clause: Clause | None) -> str | None:
    """Number of a clause; of one without, what it is called."""
    return (clause.number or clause.title or clause.id) if clause is not None else None
