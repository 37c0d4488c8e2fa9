"""Units: spellings, dimensions, exact conversion."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue.indicators import convert, unit_of
from catalogue.indicators.units import symbols
from standard.tables import rows


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("㎡", "m2"),
        ("mg/m³", "mg/m3"),
        ("毫克每千克", "mg/kg"),
        ("［mg／（m²・h）］", "mg/(m2·h)"),
        ("kW·h/t", "kWh/t"),
        ("°C", "℃"),
        ("ug/g", "μg/g"),
        ("g/100 g", "g/100g"),
        ("CFU/100 mL", "CFU/100mL"),
        ("m·s⁻¹", "m·s-1"),
        ("％", "%"),
        ("", ""),
    ],
)
def test_spellings(text: str, spelling: str) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert unit.text == spelling


@pytest.mark.parametrize("text", ["XYZ", "mg/", "/kg", "g/XYZ", "(m2", "袋袋"])
def test_what_nobody_knows(text: str) -> None:
    assert unit_of(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        ("1", "%(质量分数)", "mg/kg", "10000"),
        ("1", "g/100g", "%(质量分数)", "1"),
        ("25", "kg/亩", "kg/hm2", "375"),
        ("-18", "℃", "K", "255.15"),
        ("3.5", "MPa", "kPa", "3500"),
        ("1", "μg/g", "mg/kg", "1"),
        ("1", "h", "min", "60"),
        ("0.1", "tce/t", "kgce/t", "100"),
        ("5", "‰", "%", "0.5"),
    ],
)
def test_conversion_is_exact(value: str, unit: str, into: str, expected: str) -> None:
    first, second = unit_of(unit), unit_of(into)
    assert first is not None
    assert second is not None
    assert convert(Decimal(value), first, second) == Decimal(expected)


@pytest.mark.parametrize(
    ("left", "right"),
    [("mg/L", "mg/kg"), ("%", "mg/kg"), ("%(体积分数)", "%(质量分数)"), ("kgce", "kg"), ("个", "次"), ("dB", "dB(A)")],
)
def test_nothing_is_converted_between_dimensions(left: str, right: str) -> None:
    first, second = unit_of(left), unit_of(right)
    assert first is not None
    assert second is not None
    with pytest.raises(ValueError, match="dimension"):
        convert(Decimal(1), first, second)


def test_each_spelling_is_of_one_unit() -> None:
    table = rows("units", "catalogue.indicators")
    spelled = [spelling for row in table for spelling in (row["unit"], *row["spellings"].split("|")) if spelling]
    assert len(spelled) == len(set(spelled))
    assert all(row["source"] for row in table)
    assert len(symbols()) > 150
