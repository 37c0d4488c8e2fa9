"""Forms of a sentence that are no value with a limit beside it: sampling plans, 5.0 ≤ pH ≤ 9.0, 不得检出."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from catalogue.indicators.folded_text import FoldedText
from catalogue.indicators.indicator import Indicator, Operator, SamplingPlan
from catalogue.indicators.limits import ABSENT
from catalogue.indicators.names import read_name
from catalogue.indicators.quantities import NUMBER, number_of
from catalogue.indicators.unit_reading import read_unit
from catalogue.indicators.units import unit_of, unit_text

_PLAN = re.compile(
    rf"n ?= ?(?P<n>\d{{1,4}})\s*[,，;、]?\s*c ?= ?(?P<c>\d{{1,4}})\s*[,，;、]?\s*m ?= ?(?P<m>{NUMBER})"
    r"\s*(?P<unit>[^\s,，;、\d][^\s,，;、]{0,12})?"
    rf"(?:\s*[,，;、]?\s*M ?= ?(?P<M>{NUMBER}|∞))?(?![\d.])"
)
_SANDWICH = re.compile(
    rf"(?P<low>{NUMBER}) ?(?P<unit1>[^\s≤<]{{1,8}})? ?[≤<] ?(?P<name>[^≤<\d，。;,]{{1,30}}) ?[≤<] ?(?P<high>{NUMBER})"
)
_ABSENT = re.compile(rf"(?:{ABSENT})(?P<behind>[^，。;；,:\n≤≥<>\d]{{2,30}})?")
#: an indicator with where it begins and ends in the folded text
Found = tuple[int, int, Indicator]


def special_forms(folded: FoldedText, masked: str, original: str) -> list[Found]:
    """The indicators of these forms, by their place; `masked` is the folded text without figures that are no values."""
    found = [*_plans(folded, original), *_sandwiches(folded, masked, original), *_absences(folded, original)]
    return sorted(found, key=lambda one: one[0])


def _plans(folded: FoldedText, original: str) -> Iterator[Found]:
    for match in _PLAN.finditer(folded.text):
        most = number_of(match["M"]) if match["M"] and match["M"] != "∞" else None
        plan = SamplingPlan(int(match["n"]), int(match["c"]), number_of(match["m"]), most)
        named = read_name(folded.text[: match.start()])
        unit = unit_text(match["unit"]) if match["unit"] and unit_of(match["unit"]) else named.unit
        span = folded.span(match.start(), match.end())
        yield (
            match.start(),
            match.end(),
            Indicator(
                named.name,
                Operator.SAMPLING_PLAN,
                plan.m,
                plan.M,
                unit,
                named.object,
                plan=plan,
                span=span,
                text=original,
            ),
        )


def _sandwiches(folded: FoldedText, text: str, original: str) -> Iterator[Found]:
    """5.0 ≤ pH ≤ 9.0."""
    for match in _SANDWICH.finditer(text):
        unit, end = read_unit(text, match.end())
        unit = unit or match["unit1"] or ""
        named = read_name(match["name"])
        if named.name and number_of(match["low"]) <= number_of(match["high"]):
            yield match.start(), end, Indicator(
                named.name, Operator.RANGE, number_of(match["low"]), number_of(match["high"]), unit_text(unit),
                named.object, span=folded.span(match.start(), end), text=original,
            )  # fmt: skip


def _absences(folded: FoldedText, original: str) -> Iterator[Found]:
    for match in _ABSENT.finditer(folded.text):
        start = max(folded.text.rfind(mark, 0, match.start()) for mark in "。;；\n") + 1
        named, end = read_name(folded.text[start : match.start()]), match.start("behind")
        if not named.name and match["behind"]:
            named, end = read_name(match["behind"]), match.end()
        end = match.end() if end < 0 else end
        span = folded.span(match.start(), end)
        yield (
            match.start(),
            end,
            Indicator(
                named.name,
                Operator.ABSENT,
                None,
                Decimal(0),
                "",
                named.object,
                grade=named.grade,
                span=span,
                text=original,
            ),
        )
