"""Two texts -> which clause of the one corresponds to which of the other, by title, content and place in the tree."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalogue.comparison.texts.clause_words import Likeness, Node, make_nodes
from standard.clauses import Clause, StandardText

#: least likeness of clauses whose parents correspond, of others, and of two that alone stand between the same ones
_WITHIN, _ELSEWHERE, _BETWEEN = 0.4, 0.62, 0.12
#: how much better the other place must be for a clause that has somebody like it under its parent's counterpart
_BETTER_ELSEWHERE = 0.25
#: share of its words that another clause holds for one that was merged into it, and fewest words that tell
_HELD, _FEWEST_WORDS = 0.8, 6
#: a word of more clauses than this tells nothing of where a clause went
_COMMON = 40
#: children of two parents that are compared each with each
_MOST_PAIRS = 40_000


class PairKind(StrEnum):
    """How a clause of the one text stands to the other text."""

    EQUAL = "equal"
    CHANGED = "changed"
    #: its content is within another clause of the right
    MERGED = "merged"
    #: its content is within another clause of the left
    SPLIT = "split"
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"


@dataclass(frozen=True)
class ClausePair:
    """Corresponding clauses; or one without counterpart, or whose content is a part of the other."""

    kind: PairKind
    left: Clause | None
    right: Clause | None
    #: 0 to 1
    similarity: float
    #: whether it stands under another parent or in another order
    moved: bool = False


def align_clauses(left: StandardText, right: StandardText) -> tuple[ClausePair, ...]:
    """All clauses of both texts in the order of the left; what only one has is told once, by its topmost clause.

    Numbers play no part, only titles, contents and the tree: renumbering changes nothing. One to one, but for clauses
    whose content is a part of another one (merged, split).
    """
    return tuple(_Alignment(left, right).rows())


class _Alignment:
    def __init__(self, left: StandardText, right: StandardText) -> None:
        self.tops = make_nodes(left.clauses), make_nodes(right.clauses)
        self.left = [node for top in self.tops[0] for node in top.walk()]
        self.right = [node for top in self.tops[1] for node in top.walk()]
        self.like = Likeness(self.left, self.right)
        #: counterpart of each node, both ways
        self.of: dict[Node, Node] = {}
        self.best: dict[Node, float] = defaultdict(float)
        self._elsewhere = list(self._find_elsewhere())
        self._match(*self.tops)
        self._match_elsewhere()
        self._match_above()
        self._match_between(*self.tops)

    def _find_elsewhere(self) -> Iterator[tuple[float, Node, Node]]:
        """Pairs anywhere in the texts that share rare words."""
        holders: dict[str, list[Node]] = defaultdict(list)
        for node in self.right:
            for word in node.said:
                holders[word].append(node)
        for node in self.left:
            near: dict[Node, float] = defaultdict(float)
            for word in node.said:
                if len(found := holders.get(word, ())) <= _COMMON:
                    for other in found:
                        near[other] += self.like.weights[word]
            for other in sorted(near, key=near.__getitem__, reverse=True)[:5]:
                likeness = self.like.between(node, other)
                self.best[node] = max(self.best[node], likeness)
                self.best[other] = max(self.best[other], likeness)
                if likeness >= _ELSEWHERE:
                    yield likeness, node, other

    def _match(self, left: Sequence[Node], right: Sequence[Node]) -> None:
        """Pair the children of two parents that correspond, the likest first; then what is within them."""
        mine = [node for node in left if node not in self.of]
        theirs = [node for node in right if node not in self.of]
        scored = [
            (likeness, one, other)
            for one, other in self._near(mine, theirs)
            if (likeness := self.like.between(one, other)) >= _WITHIN
            and likeness + _BETTER_ELSEWHERE >= max(self.best[one], self.best[other])
        ]
        scored.sort(key=lambda row: (-row[0], abs(row[1].place - row[2].place), row[1].place, row[2].place))
        for _, one, other in scored:
            self._pair(one, other)
        for one in left:
            other_side = self.of.get(one)
            if other_side is not None:
                self._match(one.children, other_side.children)

    @staticmethod
    def _near(left: Sequence[Node], right: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
        """Each with each; where that is too many, each with those about its place."""
        reach = len(right) if len(left) * len(right) <= _MOST_PAIRS else max(_MOST_PAIRS // len(left) // 2, 1)
        for at, one in enumerate(left):
            middle = at * len(right) // len(left)
            for other in right[max(middle - reach, 0) : middle + reach + 1]:
                yield one, other

    def _pair(self, one: Node, other: Node) -> None:
        if one not in self.of and other not in self.of:
            self.of[one], self.of[other] = other, one

    def _match_elsewhere(self) -> None:
        """Pair what has no counterpart under its parent's with what is like it elsewhere, with what is within them."""
        self._elsewhere.sort(key=lambda row: (-row[0], len(row[1].clause.id), row[1].place))
        for _, one, other in self._elsewhere:
            if one not in self.of and other not in self.of:
                self._pair(one, other)
                self._match(one.children, other.children)

    def _match_above(self) -> None:
        """Pair what has no counterpart yet but holds clauses of which most correspond to those in one other."""
        for node in reversed(self.left):
            if node in self.of:
                continue
            above = [self.of[child].parent for child in node.children if child in self.of]
            other = max(above, key=above.count, default=None)
            if other is not None and 2 * above.count(other) > len(above) and other.group == node.group:
                self._pair(node, other)
                self._match(node.children, other.children)

    def _match_between(self, left: Sequence[Node], right: Sequence[Node]) -> None:
        """Pair those that alone stand between the same two clauses, if they have anything in common."""
        for mine, theirs in _gaps(left, right, self.of):
            if len(mine) == len(theirs) == 1 and self.like.between(mine[0], theirs[0]) >= _BETWEEN:
                self._pair(mine[0], theirs[0])
                self._match(mine[0].children, theirs[0].children)
        for one in left:
            other = self.of.get(one)
            if other is not None:
                self._match_between(one.children, other.children)

    def rows(self) -> Iterator[ClausePair]:
        """In the order of the left; what only the right has comes behind what it follows there."""
        behind: dict[Node | None, list[ClausePair]] = defaultdict(list)
        before: Node | None = None
        for node in self.right:
            if node in self.of:
                before = self.of[node]
            elif row := self._alone(node, PairKind.SPLIT, PairKind.ONLY_RIGHT):
                behind[before].append(row)
        moved = {node for node in self.left if self._is_moved(node)} | set(self._out_of_order())
        yield from behind[None]
        for node in self.left:
            other = self.of.get(node)
            if other is None:
                if row := self._alone(node, PairKind.MERGED, PairKind.ONLY_LEFT):
                    yield row
                continue
            equal = node.key == other.key
            likeness = 1.0 if equal else min(self.like.between(node, other), 0.99)
            kind = PairKind.EQUAL if equal else PairKind.CHANGED
            yield ClausePair(kind, node.clause, other.clause, round(likeness, 2), node in moved)
            yield from behind[node]

    def _alone(self, node: Node, part: PairKind, only: PairKind) -> ClausePair | None:
        """The row of a clause without counterpart; None where the clause above it is told so already."""
        holder, share = self._holder(node)
        mine = part is PairKind.MERGED
        if holder is not None:
            pair = (node.clause, holder.clause) if mine else (holder.clause, node.clause)
            return ClausePair(part, *pair, round(share, 2))
        above = node.parent
        if above is not None and above not in self.of and self._holder(above)[0] is None:
            return None
        return ClausePair(only, node.clause if mine else None, None if mine else node.clause, 0.0)

    def _holder(self, node: Node) -> tuple[Node | None, float]:
        """The clause that holds its content: its parent's counterpart and the clauses directly within that."""
        above = self.of.get(node.parent) if node.parent is not None else None
        if above is None or len(node.own) < _FEWEST_WORDS:
            return None, 0.0
        shares = [(self.like.share(node.said, other.said), other) for other in (above, *above.children)]
        share, holder = max(shares, key=lambda row: row[0])
        return (holder, share) if share >= _HELD and holder in self.of else (None, 0.0)

    def _is_moved(self, node: Node) -> bool:
        other = self.of.get(node)
        if other is None or (node.parent is None and other.parent is None):
            return False
        return node.parent is None or other.parent is None or self.of.get(node.parent) is not other.parent

    def _out_of_order(self) -> Iterator[Node]:
        """Of each parent's clauses the fewest that would have to change their place."""
        for siblings in (self.tops[0], *(node.children for node in self.left)):
            here = [node for node in siblings if node in self.of and not self._is_moved(node)]
            kept = set(_longest_rise([self.of[node].place for node in here]))
            yield from (node for at, node in enumerate(here) if at not in kept)


def _gaps(left: Sequence[Node], right: Sequence[Node], of: dict[Node, Node]) -> Iterator[tuple[list[Node], list[Node]]]:
    """The runs without counterpart on both sides that stand between the same pairs."""
    theirs = _runs(right, of)
    for (before, after), run in _runs(left, of).items():
        other = theirs.get((of.get(before) if before else None, of.get(after) if after else None))
        if other:
            yield run, other


def _runs(nodes: Iterable[Node], of: dict[Node, Node]) -> dict[tuple[Node | None, Node | None], list[Node]]:
    found: dict[tuple[Node | None, Node | None], list[Node]] = {}
    before: Node | None = None
    run: list[Node] = []
    for node in (*nodes, None):
        if node is not None and node not in of:
            run.append(node)
            continue
        if run:
            found[before, node] = run
        before, run = node, []
    return found


def _longest_rise(places: Sequence[int]) -> list[int]:
    """The indexes of a longest part of a list that rises."""
    ends: list[int] = []
    last: list[int] = []
    earlier: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [at]
        earlier.append(last[length - 1] if length else -1)
    found, at = [], last[-1] if last else -1
    while at >= 0:
        found.append(at)
        at = earlier[at]
    return found[::-1]
