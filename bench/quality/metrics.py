"""The measures: of ranked numbers, against the grades (0 to 3) of the numbers that were judged."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

#: how many hits a page shows, and the measures look at
DEPTH = 10
Grades = Mapping[str, int]


def first(ranked: Sequence[str], grades: Grades) -> float:
    """hit@1: whether a right one stands first."""
    return float(bool(ranked) and grades.get(ranked[0], 0) > 0)


def reciprocal_rank(ranked: Sequence[str], grades: Grades) -> float:
    """MRR@10: one over the place of the first right one, 0 where none is among the first ten."""
    places = (place for place, number in enumerate(ranked[:DEPTH], start=1) if grades.get(number, 0) > 0)
    return 1 / next(places, math.inf)


def recall(ranked: Sequence[str], grades: Grades) -> float:
    """recall@10 of a known item: whether a right one is among the first ten."""
    return float(any(grades.get(number, 0) > 0 for number in ranked[:DEPTH]))


def ndcg(ranked: Sequence[str], grades: Grades) -> float:
    """nDCG@10 with gain 2^grade - 1; the ideal is the best ten judgements, what was not judged gains nothing."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(number, 0) for number in ranked]) / best if best else 0.0


def unjudged(ranked: Sequence[str], grades: Grades) -> float:
    """How many of the first ten nobody judged."""
    return float(sum(number not in grades for number in ranked[:DEPTH]))


def _gain(grades: Sequence[int]) -> float:
    return math.fsum(((1 << grade) - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:DEPTH], start=1))
