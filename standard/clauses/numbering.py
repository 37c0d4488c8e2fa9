"""Which of the lines that may be headings are: those whose numbers rise as the numbers of clauses do.

Of all ways through the candidates in which the numbers rise, the best is taken: every heading counts what its form is
worth, less what its number leaves out after the one before it. One false number never hides the clauses behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from standard.clauses.headings import ANNEX, Candidate, Key

#: candidates back that one may follow upon, and further ones that were the best way so far
_REACH, _TOPS = 400, 50
_BODY = (0,)
_START: Key = (-9,)
#: what a number costs that is left out, a further one, a chapter, a level
_LEFT_OUT, _FURTHER, _CHAPTER, _LEVEL = 1.2, 0.3, 1.0, 1.5
#: and at most what stands before the first one: the text may be a piece of a standard
_PIECE = 2.5
_NEVER = 1e9
#: letters that annexes of engineering standards pass over, since they look like figures
_NO_ANNEX = "IO"
_SPECIAL = 200


def chosen(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are headings, in their order."""
    best: list[float] = []
    back: list[int] = []
    #: for each place the best value up to there, and the places where it rose
    so_far: list[float] = []
    tops: list[int] = []
    for at, one in enumerate(found):
        top, source = _entry(one) + one.weight, -1
        near = max(at - _REACH, 0)
        far = (earlier for earlier in tops[: -_TOPS - 1 : -1] if earlier < near)
        for earlier in chain(range(at - 1, near - 1, -1), far):
            if so_far[earlier] + one.weight <= top:
                break
            other = found[earlier]
            if best[earlier] + one.weight > top and other.key < one.key and other.at != one.at:
                cost = left_out(other.key, one.key)
                value = best[earlier] + one.weight - cost
                if value > top and not (one.only_next and cost > 0):
                    top, source = value, earlier
        best.append(top)
        back.append(source)
        if not tops or top > so_far[-1]:
            tops.append(at)
        so_far.append(max(top, so_far[-1]) if so_far else top)
    return _way(found, best, back)


def _entry(one: Candidate) -> float:
    cost = left_out(_START, one.key)
    return -_NEVER if one.only_next and cost > 0 else -min(cost, _PIECE)


def _way(found: Sequence[Candidate], best: list[float], back: list[int]) -> list[Candidate]:
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    way: list[Candidate] = []
    while at >= 0 and best[at] > 0:
        way.append(found[at])
        at = back[at]
    return way[::-1]


def left_out(before: Key, after: Key) -> float:
    """What a number leaves out that follows on another; 0 for the next number on any level."""
    first = after[0]
    if first < 0 or first >= _SPECIAL:
        return 0.0
    if before[0] < 0:
        before = _BODY
    if before[0] != first:
        return _chapters(before, first) + _levels(after[1:])
    same = 0
    while same < len(before) and same < len(after) and before[same] == after[same]:
        same += 1
    if same == len(before):
        return _levels(after[same:])
    return _gap(after[same] - before[same] - 1) + _levels(after[same + 1 :])


def _chapters(before: Key, first: int) -> float:
    """What is left out between two chapters, or two annexes."""
    if first > ANNEX:
        skipped = range(max(ANNEX, before[0]) + 1, first)
        return _CHAPTER * sum(chr(ord("A") + one - ANNEX - 1) not in _NO_ANNEX for one in skipped)
    return _CHAPTER * 1.5 * (first - before[0] - 1)


def _levels(parts: Iterable[int]) -> float:
    """What is left out on the way down: `.1` is the next level, `.0.1` that of engineering standards."""
    rest = tuple(parts)
    if not rest:
        return 0.0
    if rest[0] == 0:
        return _gap(rest[1] - 1) + _levels(rest[2:]) if len(rest) > 1 else _LEVEL
    return _gap(rest[0] - 1) + (_LEVEL + _levels(rest[1:]) if len(rest) > 1 else 0.0)


def _gap(numbers: int) -> float:
    return _LEFT_OUT + _FURTHER * (numbers - 1) if numbers > 0 else 0.0


def missing_before(first: Key) -> bool:
    """Whether numbers are missing before the first heading of a text."""
    return left_out(_START, first) > 0


def missing_between(before: Key, after: Key) -> bool:
    """Whether numbers are missing between two headings that follow one another."""
    return left_out(before, after) > 0
