"""Two lists of indicators -> rows side by side, each with a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from catalogue.indicators.characteristics import characteristic_of, fold_words
from catalogue.indicators.indicator import Indicator
from catalogue.indicators.verdicts import Judgement, Verdict, judge
from standard.wording import Words, say


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One characteristic of two standards side by side."""

    object: str
    characteristic: str
    condition: str
    grade: str
    left: Indicator | None
    right: Indicator | None
    verdict: Verdict
    reason: Words


def compare_indicators(
    left: Sequence[Indicator], right: Sequence[Indicator], *, floor: bool = False
) -> list[IndicatorRow]:
    """The indicators of two standards in rows, in the order of the left, then what only the right has.

    Rows are of one characteristic, object, condition and grade. `floor` says that the right is mandatory: the loosest
    grade of each side is compared, since that is what the right allows at least; otherwise grades of one name are. A
    side without grades is compared with the loosest grade of the other. The verdict is about the left.
    """
    theirs = _by_name(right)
    rows: list[IndicatorRow] = []
    for name, mine in _by_name(left).items():
        rows.extend(_rows(mine, theirs.pop(name, []), floor=floor))
    for others in theirs.values():
        rows.extend(_only(one, Verdict.ONLY_RIGHT) for one in others)
    return rows


def _by_name(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """By characteristic, each indicator once; one without a name is like no other."""
    found: dict[str, list[Indicator]] = {}
    for at, one in enumerate(indicators):
        same = found.setdefault(characteristic_of(one.name).key or f"\n{at}", [])
        if not any(_is_repeated(one, other) for other in same):
            same.append(one)
    return found


def _is_repeated(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators ask the same of the same."""
    asked = [(each.grade, each.op, each.low, each.high, each.unit, each.plan) for each in (one, other)]
    return _case(one) == _case(other) and asked[0] == asked[1]


def _case(one: Indicator) -> tuple[str, str]:
    """What it is asked of and when: indicators of one case are compared."""
    return fold_words(one.object), fold_words(one.condition)


def _rows(mine: list[Indicator], theirs: list[Indicator], *, floor: bool) -> list[IndicatorRow]:
    """The rows of one characteristic: cases that are the same first, then those that one side leaves open."""
    rows, left = [], list(theirs)
    for case, group in groupby(sorted(mine, key=_case), key=_case):
        ours = list(group)
        others = [one for one in theirs if _case(one) == case] or _open_case(case, mine, theirs)
        left = [one for one in left if one not in others]
        rows.extend(_graded(ours, others, floor=floor))
    rows.extend(_only(one, Verdict.ONLY_RIGHT) for one in left)
    return sorted(rows, key=lambda row: mine.index(row.left) if row.left in mine else len(mine))


def _open_case(case: tuple[str, str], mine: list[Indicator], theirs: list[Indicator]) -> list[Indicator]:
    """The other side's indicators whose object or condition one of the sides leaves open, or holds the other's."""
    fitting = [one for one in theirs if _fits(case[0], _case(one)[0]) and (not case[1] or not _case(one)[1])]
    taken = {_case(one) for one in mine} - {case}
    cases = {_case(one) for one in fitting}
    return [one for one in fitting if _case(one) not in taken] if len(cases) == 1 or not case[1] else fitting[:0]


def _fits(mine: str, theirs: str) -> bool:
    return not mine or not theirs or mine in theirs or theirs in mine


def _graded(ours: list[Indicator], others: list[Indicator], *, floor: bool) -> list[IndicatorRow]:
    if not others:
        return [_only(one, Verdict.ONLY_LEFT) for one in ours]
    grades, their_grades = _grades(ours), _grades(others)
    unlike = not set(grades) & set(their_grades)
    if floor or (unlike and ("" in grades or "" in their_grades)):
        mine, theirs = _loosest(ours), _loosest(others)
        row = _judged(mine, theirs)
        reason = row.reason
        if len(grades) > 1:
            reason = say("indicator_loosest_of", grade=mine.grade, reason=reason)
        if len(their_grades) > 1:
            reason = say("indicator_loosest_of_right", grade=theirs.grade, reason=reason)
        return [replace(row, reason=reason)]
    rows = []
    for grade, group in grades.items():
        if grade in their_grades:
            rows.extend(_paired(group, their_grades[grade]))
        else:
            rows.extend(_only(one, Verdict.ONLY_LEFT, missing=grade) for one in group)
    for grade, group in their_grades.items():
        if grade not in grades:
            rows.extend(_only(one, Verdict.ONLY_RIGHT, missing=grade) for one in group)
    return rows


def _grades(group: list[Indicator]) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for one in group:
        found.setdefault(fold_words(one.grade), []).append(one)
    return found


def _paired(ours: list[Indicator], others: list[Indicator]) -> list[IndicatorRow]:
    """Indicators of one case and grade: those that limit the same end first, then by their order."""
    rows, left = [], list(others)
    for one in ours:
        partner = next((other for other in left if _ends(other) == _ends(one)), left[0] if left else None)
        if partner is None:
            rows.append(_only(one, Verdict.ONLY_LEFT))
        else:
            left.remove(partner)
            rows.append(_judged(one, partner))
    return [*rows, *(_only(one, Verdict.ONLY_RIGHT) for one in left)]


def _ends(one: Indicator) -> tuple[bool, bool]:
    return one.low is None, one.high is None


def _loosest(group: list[Indicator]) -> Indicator:
    """The indicator that is stricter than none of the others; the last of those that cannot be put in order."""
    for one in group:
        if all(judge(one, other).verdict in (Verdict.LOOSER, Verdict.SAME) for other in group if other is not one):
            return one
    return group[-1]


def _judged(left: Indicator, right: Indicator) -> IndicatorRow:
    judgement: Judgement = judge(left, right)
    reason = judgement.reason
    conditions = [fold_words(one.condition) for one in (left, right)]
    if conditions[0] != conditions[1] and not all(conditions):
        reason = say("indicator_condition_one_side", condition=left.condition or right.condition, reason=reason)
    return IndicatorRow(
        left.object or right.object, left.name or right.name, left.condition or right.condition,
        left.grade or right.grade, left, right, judgement.verdict, reason,
    )  # fmt: skip


def _only(one: Indicator, verdict: Verdict, missing: str = "") -> IndicatorRow:
    reason = (
        say("indicator_grade_missing", grade=one.grade)
        if missing
        else say("indicator_only_left" if verdict is Verdict.ONLY_LEFT else "indicator_only_right")
    )
    left, right = (one, None) if verdict is Verdict.ONLY_LEFT else (None, one)
    return IndicatorRow(one.object, one.name, one.condition, one.grade, left, right, verdict, reason)
