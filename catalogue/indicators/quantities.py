"""Values with their units: numbers, ranges, tolerances (domain: 3 000, 10⁻³, (20±5) mm, 6.0～9.0)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from catalogue.indicators.indicator import Operator
from catalogue.indicators.unit_reading import read_unit
from catalogue.indicators.units import decimal_of, to_base, unit_of, unit_text

_DIGITS = r"(?:\d{1,3}(?:[ ,]\d{3})+(?![\d,])|\d{1,18}(?!\d))(?:\.(?:\s*\n\s*)?\d{1,18})?"
#: 3 000; 1.0×10^-3; 10^4; 1/1000
_TEN = r" ?[×xX*] ?10(?:\^[+-]?|[+-])\d\d?(?!\d)|(?<=\d\.\d) ?[×] ?10\d(?!\d)|\^[+-]?\d\d?(?!\d)"
NUMBER = rf"[+-]?{_DIGITS}(?:{_TEN})?(?:/\d{{1,9}}(?![\d.]))?"
_POWER = re.compile(
    rf"(?P<base>[+-]?{_DIGITS})(?: ?[×xX*] ?10\^?(?P<ten>[+-]?\d+)|\^(?P<power>[+-]?\d+))?(?:/(?P<under>\d+))?"
)
_NUMBER = re.compile(NUMBER)
_RATIO = re.compile(r"(?P<over>\d{1,9}(?:\.\d{1,9})?) ?: ?(?P<under>\d{1,9}(?:\.\d{1,9})?)(?![:\d])")
_TO = re.compile(r" ?\)? ?(?:~|--?|至|到) ?\(?")
_BY = re.compile(r" ?± ?")
#: (+2/-1): what may be more and what less
_MORE_LESS = re.compile(
    rf" ?\(? ?\+ ?(?P<up>{_DIGITS})(?P<unit> ?[A-Za-zμ℃%]{{1,3}})? ?[/,，、]? ?- ?(?P<down>{_DIGITS})"
    r"(?: ?[A-Za-zμ℃%]{1,3})? ?\)?"
)
_CLOSE = re.compile(r" ?\)")


@dataclass(frozen=True, slots=True)
class Value:
    """A value, range or tolerance, and where in the text it stands."""

    op: Operator
    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int


def read_value(text: str, at: int) -> Value | None:
    """The value that begins at a place of a folded text: a range, a tolerance or a number, with its unit."""
    start, opened = at, text[at : at + 1] == "("
    at += opened
    if by := _BY.match(text, at):
        return _about(text, start, by.end(), opened=opened)
    if ratio := _RATIO.match(text, at):
        under = Fraction(number_of(ratio["under"]))
        share = decimal_of(Fraction(number_of(ratio["over"])) / under) if under else None
        return Value(Operator.EQ, share, share, "", start, ratio.end()) if share is not None else None
    first = _NUMBER.match(text, at)
    if first is None:
        return None
    middle, (unit, end) = number_of(first[0]), read_unit(text, first.end())
    for sign, read in ((_TO, _between), (_BY, _both), (_MORE_LESS, _each)):
        after = sign.match(text, end)
        if after and (value := read(text, start, middle, unit, after, opened=opened)):
            return value
    closed = _CLOSE.match(text, end) if opened else None
    if opened and closed is None:
        return Value(Operator.EQ, middle, middle, unit_text(unit), at, end)
    if closed and not unit:
        unit, end = read_unit(text, closed.end())
    elif closed:
        end = closed.end()
    return Value(Operator.EQ, middle, middle, unit_text(unit), start, end)


def _between(text: str, start: int, low: Decimal, unit: str, to: re.Match[str], *, opened: bool) -> Value | None:
    """6.0~9.0; None where the ends do not rise or their units do not fit (`A.1-3` is none)."""
    second = _NUMBER.match(text, to.end())
    if second is None:
        return None
    high = number_of(second[0])
    own, end = read_unit(text, second.end())
    last, end = _closed(text, end, opened=opened or "(" in to[0], unit=own)
    first_unit, last_unit = unit_of(unit or last), unit_of(last or unit)
    if unit and last and first_unit and last_unit and first_unit != last_unit:
        if first_unit.dimension != last_unit.dimension:
            return None
        low = decimal_of(to_base(low, first_unit) / last_unit.factor - last_unit.offset)
    if high < low:
        return None
    return Value(Operator.RANGE, low, high, unit_text(last or unit), start, end)


def _both(text: str, start: int, middle: Decimal, unit: str, by: re.Match[str], *, opened: bool) -> Value | None:
    """20±2 mm, 20 mm±5 %, (50±5) %."""
    second = _NUMBER.match(text, by.end())
    if second is None:
        return None
    spread = abs(number_of(second[0]))
    own, end = read_unit(text, second.end())
    outer, end = _closed(text, end, opened=opened, unit="")
    whole = unit or outer or own
    if own in ("%", "‰") and unit_text(whole) != own:
        spread = abs(middle) * spread / (100 if own == "%" else 1000)
    return Value(Operator.TOL, middle - spread, middle + spread, unit_text(whole), start, end)


def _each(text: str, start: int, middle: Decimal, unit: str, ends: re.Match[str], *, opened: bool) -> Value | None:
    """20(+2/-1) mm."""
    outer, end = _closed(text, ends.end(), opened=opened, unit="")
    unit = unit or outer or (ends["unit"] or "").strip()
    low, high = middle - number_of(ends["down"]), middle + number_of(ends["up"])
    return Value(Operator.TOL, low, high, unit_text(unit), start, end)


def _about(text: str, start: int, at: int, *, opened: bool) -> Value | None:
    """±5 %."""
    number = _NUMBER.match(text, at)
    if number is None:
        return None
    by = abs(number_of(number[0]))
    unit, end = read_unit(text, number.end())
    unit, end = _closed(text, end, opened=opened, unit=unit)
    return Value(Operator.TOL, -by, by, unit_text(unit), start, end)


def _closed(text: str, at: int, *, opened: bool, unit: str) -> tuple[str, int]:
    """The unit and the end of a value, with the bracket that closes it and the unit behind."""
    close = _CLOSE.match(text, at) if opened else None
    if close is None:
        outer, end = read_unit(text, at) if not unit else ("", at)
        return unit or outer, end
    outer, end = read_unit(text, close.end())
    return unit or outer, end


def number_of(text: str) -> Decimal:
    """The number that a folded text writes, exact but for thirds and their like."""
    match = _POWER.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    number = Decimal(re.sub(r"[ ,\n]", "", match["base"]))
    if match["ten"]:
        number = number.scaleb(int(match["ten"]))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        number = Decimal(format(number, "f"))
    if match["power"] and number:
        number = decimal_of(Fraction(number) ** int(match["power"]))
    return decimal_of(Fraction(number) / int(match["under"])) if match["under"] and int(match["under"]) else number
