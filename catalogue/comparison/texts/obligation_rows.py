"""What corresponding clauses ask: provisions that became weaker or stronger (应, 宜, 可)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.comparison.texts.clause_pairs import ClausePair
from indexer.analysis import fold, words_apart
from standard.clauses import Clause, Obligation, Requirement, obligation

#: how much each asks
_RANKS = {Obligation.PERMISSION: 1, Obligation.RECOMMENDATION: 2, Obligation.REQUIREMENT: 3}
_PART = re.compile(r"[^,，;；。]+")
_VERB = re.compile(r"(?:应|宜)不|不?(?:应当|应|宜|可以|可|必须|须|得|必|准|许)|严禁|禁止")
_NEGATIVE = re.compile(r"不(?:应|宜|得|可(?!少|缺)|准|许)|(?:应|宜)不|严禁|禁止")
#: share of words that two provisions have in common which ask about the same
_SAME = 0.5


@dataclass(frozen=True)
class Provision:
    """A part of a sentence with a verb of obligation of its own."""

    requirement: Requirement
    text: str
    obligation: Obligation

    @property
    def negative(self) -> bool:
        """Whether it says what not to do."""
        return _NEGATIVE.search(self.text) is not None


@dataclass(frozen=True)
class ObligationRow:
    """A provision that asks more or less in the one text than in the other."""

    left: Provision
    right: Provision
    left_clause: Clause
    right_clause: Clause
    #: of the left: `weaker`, `stronger`, or `opposite` where one asks for what the other asks not to do
    verdict: str


def compare_obligations(pairs: Iterable[ClausePair]) -> tuple[ObligationRow, ...]:
    """The provisions of corresponding clauses that differ in what they ask, in the order of the left text."""
    return tuple(row for pair in pairs if pair.left and pair.right for row in _compare(pair.left, pair.right))


def _compare(left: Clause, right: Clause) -> Iterator[ObligationRow]:
    mine, theirs = list(_provisions(left)), list(_provisions(right))
    words = {id(one): _words(one.text) for one in (*mine, *theirs)}
    likeness = sorted(
        (
            (share, -at, -place)
            for at, one in enumerate(mine)
            for place, other in enumerate(theirs)
            if (share := _dice(words[id(one)], words[id(other)])) >= _SAME
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, at, place in likeness:
        if -at not in taken and -place not in taken.values():
            taken[-at] = -place
    for at, place in sorted(taken.items()):
        verdict = _verdict(mine[at], theirs[place])
        if verdict:
            yield ObligationRow(mine[at], theirs[place], left, right, verdict)


def _verdict(left: Provision, right: Provision) -> str:
    """Empty where both ask the same."""
    permits = Obligation.PERMISSION in (left.obligation, right.obligation)
    if left.negative != right.negative and not permits and _words(left.text) == _words(right.text):
        return "opposite"
    mine, theirs = _RANKS[left.obligation], _RANKS[right.obligation]
    return "" if mine == theirs else "weaker" if mine < theirs else "stronger"


def _provisions(clause: Clause) -> Iterator[Provision]:
    for requirement in clause.requirements:
        for part in _PART.findall(requirement.text):
            asked = obligation(part)
            if asked in _RANKS:
                yield Provision(requirement, part.strip(), asked)


def _words(text: str) -> frozenset[str]:
    """Its words without the verb of obligation."""
    return frozenset(words_apart(_VERB.sub(" ", fold(text))))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / ((len(left) + len(right)) or 1)
