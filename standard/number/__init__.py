"""A standard number is a value: parse it or learn why not, print it, compare it, find it in running text."""

from standard.number.field_mode import NumberError
from standard.number.spelling import spells, squeeze
from standard.number.value import NumberMatch, StandardNumber, find_numbers

__all__ = [
    "NumberError",
    "NumberMatch",
    "StandardNumber",
    "find_numbers",
    "spells",
    "squeeze",
]
