"""Clauses as what two texts are aligned by: words of title and content, each with its weight; never their numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from indexer.analysis import compact, fold, words_apart
from standard.clauses import Clause, ClauseKind

#: kinds that stand in one place of a text and are like nothing else
_APART = frozenset(ClauseKind) - {
    ClauseKind.CLAUSE,
    ClauseKind.ARTICLE,
    ClauseKind.NORMATIVE_ANNEX,
    ClauseKind.INFORMATIVE_ANNEX,
    ClauseKind.ANNEX,
}
#: a longer title is the first line of a clause that begins with its text
_LONGEST_TITLE = 40
#: fewer words of content say little of a clause that has a title: 按GB/T 14833规定的方法进行
_FEW_WORDS = 12
_BLANKS = re.compile(r"\s")


@dataclass(eq=False)
class Node:
    """A clause of a text that is aligned."""

    clause: Clause
    parent: Node | None
    #: among the clauses of its parent, from 0 on
    place: int
    #: kind where only clauses of that kind are like it; empty for all others
    group: str
    children: list[Node] = field(default_factory=list)

    @cached_property
    def title(self) -> str:
        """Without blanks, in one spelling; empty where the clause begins with its text."""
        title = compact(self.clause.title)
        return title if len(title) <= _LONGEST_TITLE else ""

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of its title."""
        return frozenset(words_apart(fold(self.title)))

    @cached_property
    def own(self) -> frozenset[str]:
        """The words that stand directly in it, with its title where that is text."""
        text = self.clause.text if self.title else f"{self.clause.title}\n{self.clause.text}"
        return frozenset(words_apart(fold(text)))

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of title and own text."""
        return self.title_words | self.own

    @cached_property
    def whole(self) -> frozenset[str]:
        """The words of all that is within it."""
        return self.own.union(*(child.title_words | child.whole for child in self.children))

    @cached_property
    def key(self) -> str:
        """Its title and text without blanks, in one spelling: equal keys are equal clauses."""
        return _BLANKS.sub("", fold(f"{self.clause.title}\n{self.clause.text}"))

    def walk(self) -> Iterator[Node]:
        """Itself and all within it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def make_nodes(clauses: Iterable[Clause], parent: Node | None = None) -> list[Node]:
    """The clauses of one parent as nodes, with all that is within them."""
    made = []
    for place, clause in enumerate(clauses):
        apart = clause.kind.value if clause.kind in _APART else ""
        node = Node(clause, parent, place, (parent.group if parent else "") or apart)
        node.children = make_nodes(clause.children, node)
        made.append(node)
    return made


class Likeness:
    """How alike clauses of two texts are: 0 for nothing in common, 1 for the same words."""

    def __init__(self, left: Iterable[Node], right: Iterable[Node]) -> None:
        both = [*left, *right]
        held = Counter(word for node in both for word in node.said)
        self.weights: Mapping[str, float] = {
            word: math.log1p(len(both) / count) / (1 if len(word) > 1 or word.isascii() else 2)
            for word, count in held.items()
        }
        self._known: dict[tuple[int, int], float] = {}

    def between(self, left: Node, right: Node) -> float:
        """The likeness of two clauses by title and content."""
        known = (id(left), id(right))
        if known not in self._known:
            self._known[known] = self._measure(left, right)
        return self._known[known]

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """How much of the words of a part, by weight, stands in a whole."""
        return self._sum(part & whole) / (self._sum(part) or 1)

    def _measure(self, left: Node, right: Node) -> float:
        if left.group != right.group:
            return 0.0
        if left.key == right.key and (left.own or not (left.children or right.children)):
            return 1.0
        if left.own and right.own:
            content, size = self._dice(left.own, right.own), min(len(left.own), len(right.own))
        else:
            content, size = self._dice(left.whole, right.whole), min(len(left.whole), len(right.whole))
        if left.title and right.title:
            weight = 0.5 if size > _FEW_WORDS else 0.7
            return weight * self._title(left, right) + (1 - weight) * content
        return content if not (left.title or right.title) else max(content, self._dice(left.said, right.said))

    def _title(self, left: Node, right: Node) -> float:
        if left.title == right.title:
            return 1.0
        letters = _dice_of(frozenset(left.title), frozenset(right.title))
        return max(self._dice(left.title_words, right.title_words), 0.8 * letters)

    def _dice(self, left: frozenset[str], right: frozenset[str]) -> float:
        return 2 * self._sum(left & right) / ((self._sum(left) + self._sum(right)) or 1)

    def _sum(self, words: frozenset[str]) -> float:
        weights = self.weights
        return sum(weights.get(word, 0.0) for word in words)


def _dice_of(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / ((len(left) + len(right)) or 1)
