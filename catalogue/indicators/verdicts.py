"""Which of two indicators is stricter: what the one accepts lies within what the other accepts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from catalogue.indicators.characteristics import Characteristic, characteristic_of, fold_words
from catalogue.indicators.indicator import Indicator, Operator, SamplingPlan
from catalogue.indicators.units import Unit, to_base, unit_of
from standard.wording import Words, say


class Verdict(StrEnum):
    """How the left indicator stands to the right one."""

    STRICTER = "stricter"
    SAME = "same"
    LOOSER = "looser"
    DIFFERENT = "different"
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and its reason."""

    verdict: Verdict
    reason: Words


#: share that two values may differ by where a conversion has no end in decimals (1 亩 = 666.7 m²)
_ROUNDING = Fraction(1, 2000)
_OPEN = frozenset({Operator.LT, Operator.GT})


def judge(left: Indicator, right: Indicator) -> Judgement:
    """The verdict on two indicators of one characteristic; never a guess where units, bases or methods differ."""
    mine, theirs = characteristic_of(left.name, left.condition), characteristic_of(right.name, right.condition)
    hindrance = _hindrance(left, right, mine, theirs)
    if hindrance:
        return Judgement(Verdict.NOT_COMPARABLE, hindrance)
    if left.plan and right.plan:
        return _judge_plans(left, right, left.plan, right.plan)
    if Operator.ABSENT in (left.op, right.op):
        return _judge_absence(left, right)
    of_mass = mine.of_mass or theirs.of_mass
    units = _in_one_dimension(left.unit, right.unit, of_mass=of_mass)
    if isinstance(units, Words):
        return Judgement(Verdict.NOT_COMPARABLE, units)
    return _judge_sets(_accepted(left, units[0]), _accepted(right, units[1]), rounded=_is_rounded(*units))


def _hindrance(left: Indicator, right: Indicator, mine: Characteristic, theirs: Characteristic) -> Words | None:
    """Why two indicators are not compared whatever their values; None where nothing is in the way."""
    for kind, ours, others in (
        ("indicator_basis_differs", mine.basis, theirs.basis),
        ("indicator_share_differs", left.relative_to, right.relative_to),
    ):
        if fold_words(ours) != fold_words(others):
            return say(kind, left=ours or say("indicator_not_stated"), right=others or say("indicator_not_stated"))
    if mine.counted_as and theirs.counted_as and mine.counted_as != theirs.counted_as:
        return say("indicator_counted_differently", left=mine.counted_as, right=theirs.counted_as)
    if left.method and right.method and fold_words(left.method) != fold_words(right.method):
        return say("indicator_method_differs", left=left.method, right=right.method)
    if (left.plan is None) != (right.plan is None):
        return say("indicator_plan_one_side")
    return None


def _judge_plans(left: Indicator, right: Indicator, mine: SamplingPlan, theirs: SamplingPlan) -> Judgement:
    reason = say("indicator_plan_differs", left=f"n={mine.n}, c={mine.c}", right=f"n={theirs.n}, c={theirs.c}")
    if mine.n != theirs.n or (mine.M is None) != (theirs.M is None):
        return Judgement(Verdict.NOT_COMPARABLE, reason)
    units = _in_one_dimension(left.unit, right.unit, of_mass=False)
    if isinstance(units, Words):
        return Judgement(Verdict.NOT_COMPARABLE, units)
    ours = [to_base(one, units[0]) for one in (mine.m, mine.M) if one is not None]
    others = [to_base(one, units[1]) for one in (theirs.m, theirs.M) if one is not None]
    pairs = [(Fraction(mine.c), Fraction(theirs.c)), *zip(ours, others, strict=True)]
    less, more = all(one <= other for one, other in pairs), all(one >= other for one, other in pairs)
    if mine.c != theirs.c and not less and not more:
        return Judgement(Verdict.NOT_COMPARABLE, reason)
    return _by_order(less=less, more=more)


def _judge_absence(left: Indicator, right: Indicator) -> Judgement:
    """Absence beats any number that is no lower limit."""
    if left.op is right.op:
        return Judgement(Verdict.SAME, say("indicator_both_absent"))
    other = right if left.op is Operator.ABSENT else left
    if other.op in (Operator.GE, Operator.GT):
        return Judgement(Verdict.DIFFERENT, say("indicator_apart"))
    verdict = Verdict.STRICTER if left.op is Operator.ABSENT else Verdict.LOOSER
    return Judgement(verdict, say("indicator_absence_beats"))


def _in_one_dimension(left: str, right: str, *, of_mass: bool) -> tuple[Unit, Unit] | Words:
    """Both units, a percentage read as a share of mass where one is meant; else why they are not compared."""
    mine, theirs = unit_of(left), unit_of(right)
    if mine is None or theirs is None:
        return say("indicator_unit_unknown", unit=left if mine is None else right)
    if mine.dimension == theirs.dimension:
        return mine, theirs
    if of_mass and {mine.share, theirs.share} == {"share", "mass share"}:
        return mine, theirs
    if not left or not right:
        return say("indicator_unit_missing", unit=left or right)
    return say("indicator_units_differ", left=left, right=right)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """The values that an indicator accepts, in base units; None is no end, an open end does not belong to it."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False


def _accepted(one: Indicator, unit: Unit) -> _Accepted:
    low = to_base(one.low, unit) if one.low is not None else None
    high = to_base(one.high, unit) if one.high is not None else None
    return _Accepted(low, high, one.op is Operator.GT, one.op is Operator.LT)


def _judge_sets(left: _Accepted, right: _Accepted, *, rounded: bool) -> Judgement:
    lows = _order(left.low, right.low, left.open_low, right.open_low, rounded=rounded, upper=False)
    highs = _order(left.high, right.high, left.open_high, right.open_high, rounded=rounded, upper=True)
    if (lows or highs) and (_apart(left, right) or _apart(right, left)):
        return Judgement(Verdict.DIFFERENT, say("indicator_apart"))
    return _by_order(less=lows <= 0 and highs <= 0, more=lows >= 0 and highs >= 0)


def _by_order(*, less: bool, more: bool) -> Judgement:
    if less and more:
        return Judgement(Verdict.SAME, say("indicator_same"))
    if less:
        return Judgement(Verdict.STRICTER, say("indicator_within"))
    if more:
        return Judgement(Verdict.LOOSER, say("indicator_beyond"))
    return Judgement(Verdict.DIFFERENT, say("indicator_overlaps"))


def _order(
    mine: Fraction | None, theirs: Fraction | None, open_mine: bool, open_theirs: bool, *, rounded: bool, upper: bool
) -> int:
    """-1 where my end is the stricter one, 0 for the same, 1 for the looser."""
    if mine is None or theirs is None:
        return (mine is None) - (theirs is None)
    if mine == theirs or (rounded and abs(mine - theirs) <= _ROUNDING * max(abs(mine), abs(theirs))):
        return open_theirs - open_mine
    return -1 if (mine < theirs) == upper else 1


def _apart(lower: _Accepted, higher: _Accepted) -> bool:
    """Whether all of the one lies below all of the other."""
    if lower.high is None or higher.low is None:
        return False
    return lower.high < higher.low or (lower.high == higher.low and (lower.open_high or higher.open_low))


def _is_rounded(mine: Unit, theirs: Unit) -> bool:
    """Whether a value of the one unit has no end in decimals of the other."""
    ratio = mine.factor / theirs.factor
    return any(_has_no_end(one.denominator) for one in (ratio, 1 / ratio))


def _has_no_end(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator != 1
