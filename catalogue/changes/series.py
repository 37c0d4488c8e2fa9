"""What editions of one standard have in common."""

from __future__ import annotations

from standard.number import NumberError, StandardNumber


def series_of(number: str) -> str:
    """The number without its year; as it is where no grammar reads it."""
    try:
        return StandardNumber(number).series
    except NumberError:
        return number
