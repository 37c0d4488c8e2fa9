"""Values with their units: numbers, ranges, tolerances (domain: 3 000, 10⁻³, (20±5) mm, 6.0～9.0)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from catalogue.indicators.indicator import Operator
from catalogue.indicators.units import decimal_of, symbols, to_base, unit_of, unit_text

_DIGITS = r"(?:\d{1,3}(?:[ ,]\d{3})+(?![\d,])|\d{1,18}(?!\d))(?:\.(?:\s*\n\s*)?\d{1,18})?"
#: 3 000; 1.0×10^-3; 10^4; 1/1000
NUMBER = rf"[+-]?{_DIGITS}(?: ?[×xX*] ?10(?:\^[+-]?|[+-])\d\d?(?!\d)|(?<=\d\.\d) ?[×] ?10\d(?!\d)|\^[+-]?\d\d?(?!\d))?(?:/\d{{1,9}}(?![\d.]))?"
_RATIO = r"\d+(?:\.\d+)? ?: ?\d+(?:\.\d+)?"
_POWER = re.compile(rf"(?P<base>[+-]?{_DIGITS})(?: ?[×xX*] ?10\^?(?P<ten>[+-]?\d+)|\^(?P<power>[+-]?\d+))?(?:/(?P<under>\d+))?")
#: letters after a number that the table of units does not know; a number of a standard is none
_UNKNOWN = r"(?!GB|DB|T/|x\b|[a-z] ?\))[A-Za-zΩ°][A-Za-zΩ°]{0,7}(?:[/·][A-Za-z]{1,6}\d?)?(?![A-Za-z0-9/-])"


@dataclass(frozen=True, slots=True)
class Value:
    """A value, range or tolerance, and where in the text it stands."""

    op: Operator
    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int


@cache
def unit_pattern(*, unknown: bool = True) -> str:
    """A pattern for a unit in folded text, known or not."""
    known = sorted((one for one in symbols() if one), key=len, reverse=True)
    symbol = "|".join(re.escape(one).replace("·", " ?· ?") + ("(?![A-Za-z])" if one[-1].isascii() and one[-1].isalpha() else "") for one in known)
    term = rf"(?:{symbol})(?:-[123]|(?:\s?\n)?\^?[23](?=[·)/]))?"
    below = rf"(?:\d+(?:\.\d+)? ?)?{term}"
    composed = rf"{term}(?: ?· ?{term})*(?: ?[/每] ?(?:{below}|\({below}(?: ?· ?{below})*\)))*"
    known_unit = rf"(?:\[{composed}\]|\({composed}\)|{composed})"
    return rf"(?:{known_unit}|{_UNKNOWN})" if unknown else known_unit


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """In the order in which they are tried."""
    unit, number = unit_pattern(), NUMBER
    close = r" ?\)?"
    return (
        ("between", re.compile(rf"\(?(?P<low>{number}) ?(?P<unit1>{unit})?\)? ?(?:~|--?|至|到) ?\(?(?P<high>{number}) ?(?P<unit2>{unit})?(?P<close>\))? ?(?P<unit3>{unit})?")),
        ("both", re.compile(rf"\(?(?P<mid>{number}) ?(?P<unit1>{unit})? ?± ?(?P<by>{number}) ?(?P<unit2>{unit})?(?P<close>\))? ?(?P<unit3>{unit})?")),
        ("each", re.compile(rf"(?P<mid>{number}) ?(?P<unit1>{unit})? ?\(? ?\+ ?(?P<up>{_DIGITS}) ?(?:{unit})? ?[/,，、]? ?- ?(?P<down>{_DIGITS}) ?(?P<unit2>{unit})? ?\)? ?(?P<unit3>{unit})?")),
        ("about", re.compile(rf"± ?(?P<by>{number}) ?(?P<unit1>{unit})?")),
        ("ratio", re.compile(rf"(?P<ratio>{_RATIO})(?![:\d])")),
        ("one", re.compile(rf"(?P<open>\()?(?P<mid>{number})(?(open){close}) ?(?P<unit1>{unit})?")),
    )  # fmt: skip


def read_value(text: str, at: int) -> Value | None:
    """The value that begins at a place of a folded text: a range, a tolerance or a number, with its unit."""
    for kind, pattern in _patterns():
        match = pattern.match(text, at)
        if match and (value := _value(kind, match)):
            return value
    return None


def _value(kind: str, match: re.Match[str]) -> Value | None:
    if kind == "between":
        return _between(match)
    if kind == "ratio":
        over, _, under = match["ratio"].partition(":")
        share = decimal_of(Fraction(number_of(over)) / (Fraction(number_of(under)) or 1))
        return Value(Operator.EQ, share, share, "", match.start(), match.end())
    if kind == "one":
        number = number_of(match["mid"])
        return Value(Operator.EQ, number, number, unit_text(match["unit1"] or ""), match.start(), match.end())
    low, high, unit = _tolerance(kind, match)
    return Value(Operator.TOL, low, high, unit, match.start(), match.end())


def _between(match: re.Match[str]) -> Value | None:
    """A range; None where its ends do not rise or their units do not fit (`A.1-3` is none)."""
    low, high = number_of(match["low"]), number_of(match["high"])
    unit = match["unit3"] or match["unit2"] or match["unit1"] or ""
    first, last = unit_of(match["unit1"] or unit), unit_of(unit)
    if first and last and first != last:
        if first.dimension != last.dimension:
            return None
        low = decimal_of(to_base(low, first) / last.factor - last.offset)
    if high < low:
        return None
    end = match.end() if match["unit3"] or not match["close"] or "(" in match[0][:1] else match.start("close")
    return Value(Operator.RANGE, low, high, unit_text(unit), match.start(), end)


def _tolerance(kind: str, match: re.Match[str]) -> tuple[Decimal, Decimal, str]:
    """Ends and unit of 20±2 mm, 20 mm±5 %, 20(+2/-1) mm, ±5 %."""
    groups = match.groupdict()
    unit = groups.get("unit1") or groups.get("unit3") or groups.get("unit2") or ""
    middle = number_of(groups["mid"]) if groups.get("mid") else Decimal(0)
    if kind == "each":
        return middle - number_of(groups["down"] or ""), middle + number_of(groups["up"] or ""), unit_text(unit)
    by = abs(number_of(groups["by"] or ""))
    if groups.get("unit2") in ("%", "‰") and unit != groups["unit2"]:
        by = abs(middle) * by / (100 if groups["unit2"] == "%" else 1000)
    return middle - by, middle + by, unit_text(unit)


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
        number = number.quantize(Decimal(1))
    if match["power"]:
        number = decimal_of(Fraction(number) ** int(match["power"]))
    return decimal_of(Fraction(number) / int(match["under"])) if match["under"] and int(match["under"]) else number
