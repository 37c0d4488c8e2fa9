"""Indicators written in any form and read back; verdicts turned round, and units changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from catalogue.indicators import Indicator, Operator, Verdict, convert, indicators, judge, table_indicators, unit_of

NAMES = st.sampled_from(["含水率", "铅(以Pb计)", "抗压强度", "pH值", "甲苯、二甲苯和乙苯总和", "PM2.5浓度", "4-二氯苯"])
UNITS = st.sampled_from(
    ["%", "mg/kg", "MPa", "℃", "kWh/m2", "mg/(m2·h)", "dB(A)", "个", "kg/亩", "kgce/t", "CFU/100mL"]
)
NUMBERS = st.decimals(min_value="0.001", max_value="99999", places=3, allow_nan=False).map(
    lambda one: one.normalize() if one.normalize().as_tuple().exponent <= 0 else one.quantize(Decimal(1))  # type: ignore[operator]
)
FORMS = {
    Operator.LE: ["≤{}", "不大于{}", "不应超过{}", "应不高于{}", "应小于或等于{}", "⩽ {}", "最大 {}", "应在{}以下"],
    Operator.GE: ["≥{}", "不小于{}", "不应低于{}", "应不少于{}", "应大于等于{}", "⩾ {}", "至少{}", "应在{}以上"],
    Operator.LT: ["＜{}", "应小于{}", "应低于{}", "< {}"],
    Operator.GT: ["＞{}", "应大于{}", "应高于{}", "> {}"],
}
LIMITS = st.sampled_from([(op, form) for op, forms in FORMS.items() for form in forms])
GROUPED = st.sampled_from(["", " ", "\u2009", ","])


def printed(number: Decimal, unit: str, *, group: str = "", blank: bool = False) -> str:
    whole, point, rest = format(number, "f").partition(".")
    if group and len(whole) > 3:
        whole = format(int(whole), ",").replace(",", group)
    return whole + point + rest + (" " if blank else "") + unit


@given(NAMES, LIMITS, NUMBERS, UNITS, GROUPED, st.booleans())
def test_limits_are_read_back(
    name: str, limit: tuple[Operator, str], number: Decimal, unit: str, group: str, blank: bool
) -> None:
    op, form = limit
    text = f"{name}{form.format(printed(number, unit, group=group, blank=blank))}。"
    found = indicators(text)
    ends = (None, number) if op in (Operator.LE, Operator.LT) else (number, None)
    assert [(one.name, one.op, one.low, one.high, one.unit) for one in found] == [(name, op, *ends, unit)], text


@given(
    NAMES,
    NUMBERS,
    NUMBERS,
    UNITS,
    st.sampled_from(["{0}~{1}{2}", "{0}{2}～{1}{2}", "{0}{2}至{1}{2}", "（{0}—{1}）{2}"]),
)
def test_ranges_are_read_back(name: str, one: Decimal, other: Decimal, unit: str, form: str) -> None:
    low, high = sorted((one, other))
    text = f"{name}应为{form.format(printed(low, ''), printed(high, ''), unit)}，其他无要求。"
    found = [(each.name, each.op, each.low, each.high, each.unit) for each in indicators(text)]
    assert found == [(name, Operator.RANGE, low, high, unit)], text


@given(NAMES, NUMBERS, NUMBERS, UNITS, st.sampled_from(["{0}{2}±{1}{2}", "（{0}±{1}）{2}", "{0}(+{1}/-{1}){2}"]))
def test_tolerances_are_read_back(name: str, middle: Decimal, by: Decimal, unit: str, form: str) -> None:
    text = f"{name}为{form.format(printed(middle, ''), printed(by, ''), unit)}"
    found = [(each.name, each.op, each.low, each.high, each.unit) for each in indicators(text)]
    assert found == [(name, Operator.TOL, middle - by, middle + by, unit)], text


@given(NAMES, LIMITS, NUMBERS, UNITS)
def test_a_cell_says_the_same_as_a_sentence(name: str, limit: tuple[Operator, str], number: Decimal, unit: str) -> None:
    sign = {"le": "≤", "ge": "≥", "lt": "<", "gt": ">"}[limit[0]]
    rows = [["项目", "要求"], [f"{name}/({unit})", f"{sign}{printed(number, '')}"]]
    found = table_indicators(rows).indicators
    assert [(one.op, one.low or one.high, one.unit) for one in found] == [(limit[0], number, unit)]


SIGNS = "0123456789.,，。；:：()（）/%±~-≤≥<>×^·的时在对当若每 \n"
WORDS = "不应大于 以下 以上 不得检出 mg/kg m ℃ 含水率 n=5 c=2 m= M= 10^ 约 第 表 一级品 之内 应为 采用 其 值 ⁻³ ㎡"
PIECES = st.lists(st.sampled_from([*SIGNS, *WORDS.split(" ")]), max_size=40).map("".join)


@given(PIECES)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for one in indicators(text):
        assert 0 <= one.span[0] < one.span[1] <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high or one.op is Operator.SAMPLING_PLAN
        assert judge(one, one).verdict in (Verdict.SAME, Verdict.NOT_COMPARABLE)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=4), max_size=5))
def test_any_table_is_read_without_an_error(rows: list[list[str]]) -> None:
    read = table_indicators(rows)
    assert all(one.place.row <= len(rows) for one in read.indicators)


DIMENSIONS = (("mg/kg", "g/kg", "μg/g", "g/100g"), ("MPa", "kPa", "Pa"), ("kg/亩", "kg/hm2", "g/m2"), ("h", "min", "s"))


@st.composite
def made(draw: st.DrawFn, units: tuple[str, ...]) -> Indicator:
    op = draw(st.sampled_from(["le", "lt", "ge", "gt", "eq", "range", "tol"]))
    low, high = sorted(draw(st.tuples(NUMBERS, NUMBERS)))
    if op in ("le", "lt"):
        ends: tuple[Decimal | None, Decimal | None] = (None, high)
    elif op in ("ge", "gt"):
        ends = (low, None)
    else:
        ends = (low, low) if op == "eq" else (low, high)
    return Indicator("铅", Operator(op), *ends, draw(st.sampled_from(units)))


PAIRS = st.sampled_from(DIMENSIONS).flatmap(lambda units: st.tuples(made(units), made(units), st.sampled_from(units)))
OPPOSITE = {Verdict.STRICTER: Verdict.LOOSER, Verdict.LOOSER: Verdict.STRICTER}


@given(PAIRS)
def test_a_verdict_turned_round_is_its_opposite(pair: tuple[Indicator, Indicator, str]) -> None:
    left, right, _ = pair
    verdict = judge(left, right).verdict
    assert verdict is not Verdict.NOT_COMPARABLE
    assert judge(right, left).verdict == OPPOSITE.get(verdict, verdict)
    assert judge(left, left).verdict == Verdict.SAME


@given(PAIRS)
def test_a_verdict_does_not_hang_on_the_unit(pair: tuple[Indicator, Indicator, str]) -> None:
    left, right, into = pair
    unit, other = unit_of(left.unit), unit_of(into)
    assert unit is not None
    assert other is not None
    low, high = (None if end is None else convert(end, unit, other) for end in (left.low, left.high))
    changed = replace(left, low=low, high=high, unit=into)
    assert judge(changed, left).verdict == Verdict.SAME
    # ends that differ by less than a rounded conversion may (1 亩 = 666.7 m2) are left out
    if all(abs(mine - theirs) * 1000 > max(mine, theirs) for mine, theirs in _ends(left, right)):
        assert judge(changed, right).verdict == judge(left, right).verdict


def _ends(left: Indicator, right: Indicator) -> list[tuple[Decimal, Decimal]]:
    """Ends of both in the unit of the left, where both have one."""
    first, second = unit_of(left.unit), unit_of(right.unit)
    assert first is not None
    assert second is not None
    pairs = [(mine, theirs) for mine in (left.low, left.high) for theirs in (right.low, right.high)]
    return [(mine, convert(theirs, second, first)) for mine, theirs in pairs if mine is not None and theirs is not None]
