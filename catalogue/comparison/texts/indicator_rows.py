"""The indicators of two texts in one table: of corresponding clauses first, then over the whole texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from catalogue.comparison.texts.clause_pairs import ClausePair, PairKind
from catalogue.indicators import Indicator, IndicatorRow, Verdict, compare_indicators
from standard.clauses import StandardText

_ONE_SIDE = (Verdict.ONLY_LEFT, Verdict.ONLY_RIGHT)


def pair_indicators(
    texts: tuple[StandardText, StandardText],
    pairs: Sequence[ClausePair],
    left: Sequence[Indicator],
    right: Sequence[Indicator],
    *,
    floor: bool = False,
) -> tuple[IndicatorRow, ...]:
    """The indicators of two texts side by side, in the order of the left, then what only the right has.

    `floor`: the right is mandatory, and of graded indicators the loosest are compared; see `compare_indicators`.
    """
    groups = _Groups(texts, pairs)
    mine, theirs = groups.sort(left, side=0), groups.sort(right, side=1)
    rows: list[IndicatorRow] = []
    rest: tuple[list[Indicator], list[Indicator]] = ([], [])
    for group, ours in mine.items():
        others = theirs.pop(group, [])
        for row in compare_indicators(ours, others, floor=floor):
            if row.verdict in _ONE_SIDE:
                rest[row.left is None].append(row.left or row.right)  # type: ignore[arg-type]
            else:
                rows.append(row)
    rest[1].extend(one for others in theirs.values() for one in others)
    rows.extend(compare_indicators(*rest, floor=floor))
    order = {id(one): at for at, one in enumerate((*left, *right))}
    return tuple(sorted(rows, key=lambda row: order.get(id(row.left or row.right), len(order))))


class _Groups:
    """Which indicators stand in corresponding clauses."""

    def __init__(self, texts: tuple[StandardText, StandardText], pairs: Iterable[ClausePair]) -> None:
        self._group: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self._above = tuple(
            {child.id: clause.id for clause in text.walk() for child in clause.children} for text in texts
        )
        self._numbers = tuple({clause.number: clause.id for clause in text.walk()} for text in texts)
        kept = list(pairs)
        for at, pair in enumerate(kept):
            if pair.left is not None and pair.right is not None and pair.kind in (PairKind.EQUAL, PairKind.CHANGED):
                self._group[0][pair.left.id], self._group[1][pair.right.id] = at, at
        for pair in kept:
            if pair.left is not None and pair.right is not None:
                if pair.kind is PairKind.MERGED:
                    self._group[0][pair.left.id] = self._group[1][pair.right.id]
                elif pair.kind is PairKind.SPLIT:
                    self._group[1][pair.right.id] = self._group[0][pair.left.id]

    def sort(self, indicators: Iterable[Indicator], side: int) -> dict[int, list[Indicator]]:
        """Pair of clauses -> the indicators in them; of a clause without counterpart, in what is above it."""
        found: dict[int, list[Indicator]] = defaultdict(list)
        for one in indicators:
            clause = self._numbers[side].get(one.clause, one.clause)
            while clause and clause not in self._group[side]:
                clause = self._above[side].get(clause, "")
            found[self._group[side].get(clause, -1)].append(one)
        return found
