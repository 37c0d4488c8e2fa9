"""Units of measurement: spellings, dimensions, exact conversion, out of one table (`tables/units.tsv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from standard.tables import rows

#: what is written one for another inside a unit: superscripts, signs of multiplication, brackets
_FOLDED = str.maketrans(
    {**dict(zip("²³¹⁰⁴⁻µ（）［］／％", "23104-μ()[]/%", strict=True)), **dict.fromkeys("•・⋅∙×＊*", "·"), "^": ""}
)
#: a share of a mass in a mass is no share of a volume in a volume
_SHARES = {"kg": "mass share", "m3": "volume share", "m": "length share", "m2": "area share", "count 个": "count share"}
_TERM = re.compile(r"(?P<count>\d+)?(?P<rest>\D.*)")
_EXPONENT = re.compile(r"(?P<symbol>.*[^\d-])(?P<exponent>-?\d)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that is known: `text` in the one spelling, `dimension` as base units with exponents, `factor` exact."""

    text: str
    dimension: tuple[tuple[str, int], ...]
    factor: Fraction
    offset: Fraction = Fraction(0)

    @property
    def share(self) -> str:
        """`mass share` and its like, `share` for a percentage of what is not said, empty for all other units."""
        return self.dimension[0][0] if len(self.dimension) == 1 and self.dimension[0][0].endswith("share") else ""


def unit_of(text: str) -> Unit | None:
    """The unit that a text spells: `㎡`, `毫克每千克`, `mg/(m²·h)`, `g/100 g`, `[mg/L]`; empty text is the number one.

    None where nobody knows it.
    """
    folded = fold_unit(text)
    return _composed(folded)


def fold_unit(text: str) -> str:
    """A unit's text with one character for each sign: `mg/m³` is `mg/m3`."""
    folded = "".join(text.translate(_FOLDED).split()).replace("每", "/")
    inner = folded[1:-1]
    bracketed = folded[:1] + folded[-1:] in ("()", "[]") and not set(inner) & {"[", "]"} and _closes_last(folded)
    return inner if bracketed else folded


def unit_text(text: str) -> str:
    """The one spelling of a unit, or its folded text where nobody knows it."""
    unit = unit_of(text)
    return unit.text if unit else fold_unit(text)


def convert(value: Decimal, unit: Unit, into: Unit) -> Decimal:
    """A value of one unit in another of its dimension, exact where decimals can say it, else to 28 digits.

    Raises ValueError where the dimensions differ.
    """
    if unit.dimension != into.dimension:
        raise ValueError(f"{unit.text} and {into.text} differ in dimension")
    return decimal_of(to_base(value, unit) / into.factor - into.offset)


def to_base(value: Decimal, unit: Unit) -> Fraction:
    """A value in the base unit of its dimension."""
    return (Fraction(value) + unit.offset) * unit.factor


def decimal_of(value: Fraction) -> Decimal:
    """A fraction as a decimal number, exact where one is."""
    return Decimal(value.numerator) / Decimal(value.denominator)


@cache
def symbols() -> dict[str, Unit]:
    """Every spelling of the table -> its unit."""
    known = {"": Unit("", (), Fraction(1))}
    for row in rows("units", "catalogue.indicators"):
        unit = Unit(row["unit"], _dimension(row["dimension"]), Fraction(row["factor"]), Fraction(row["offset"]))
        for spelling in (row["unit"], *row["spellings"].split("|")):
            if spelling:
                known[fold_unit(spelling)] = unit
    return known


def _dimension(text: str) -> tuple[tuple[str, int], ...]:
    """`kg m-1 s-2` as base units with exponents; `mass share` and `count 个` are one base unit each."""
    if text.endswith("share") or text.startswith("count ") or text == "dB(A)":
        return ((text, 1),)
    found = (re.fullmatch(r"(\D+?)(-?\d+)?", one) for one in text.split(" "))
    return tuple(sorted((match[1], int(match[2] or 1)) for match in found if match))


@cache
def _composed(text: str) -> Unit | None:
    """A unit of several: `kgce/t`, `mg/(m2·h)`, `W/m2/K`."""
    if text in symbols():
        return symbols()[text]
    products = [_product(one) for one in _split(text, "/")]
    if None in products or (len(products) == 1 and "·" not in text and not _EXPONENT.fullmatch(text)):
        return None
    factor, exponents = Fraction(1), dict[str, int]()
    for place, product in enumerate(one for one in products if one is not None):
        sign = -1 if place else 1
        factor *= Fraction(product.amount) ** sign
        for unit, exponent in product.units:
            factor *= unit.factor ** (exponent * sign)
            for base, power in unit.dimension:
                exponents[base] = exponents.get(base, 0) + power * exponent * sign
    dimension = tuple(sorted((base, power) for base, power in exponents.items() if power))
    first = products[0].units[0][0] if products[0] else symbols()[""]
    return Unit("/".join(one.text for one in products if one), dimension or _share_of(first), factor)


def _share_of(unit: Unit) -> tuple[tuple[str, int], ...]:
    """The dimension of a unit divided by its like."""
    base, power = unit.dimension[0]
    return ((_SHARES.get(base if power == 1 else f"{base}{power}", "share"), 1),)


class _Product(NamedTuple):
    """Units multiplied, each with its exponent, and the number before them (100 in g/100 g)."""

    units: list[tuple[Unit, int]]
    text: str
    amount: int


def _product(text: str) -> _Product | None:
    """`m2·h`, `(m2·h)`, `100g`, `s-1`; None where a part is no unit."""
    bracketed = text.startswith("(") and text.endswith(")") and _closes_last(text)
    units: list[tuple[Unit, int]] = []
    names, count = [], 1
    inner = text[1:-1] if bracketed else text
    for term in [inner] if inner in symbols() else _split(inner, "·"):
        match = _TERM.fullmatch(term)
        unit, exponent = _power(match["rest"]) if match else (None, 1)
        if match is None or unit is None or not unit.dimension:
            return None
        count *= int(match["count"] or 1)
        names.append(f"{match['count'] or ''}{unit.text}{exponent if exponent != 1 else ''}")
        units.append((unit, exponent))
    joined = "·".join(names)
    return _Product(units, f"({joined})" if bracketed and len(names) > 1 else joined, count)


def _power(text: str) -> tuple[Unit | None, int]:
    """A unit with its exponent: `s-1`."""
    if text in symbols():
        return symbols()[text], 1
    match = _EXPONENT.fullmatch(text)
    return (symbols().get(match["symbol"]), int(match["exponent"])) if match else (None, 1)


def _split(text: str, sign: str) -> list[str]:
    """The parts of a text at a sign that stands in no brackets."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if character == sign and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _closes_last(text: str) -> bool:
    """Whether the bracket that opens a text is closed by its last character."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return at == len(text) - 1
    return False
