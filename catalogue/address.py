"""A standard's address: `/standards/GB_T_1.1-2020`, slash and blank as underscore."""

from __future__ import annotations

from urllib.parse import quote


def address(number: str) -> str:
    """Path of a standard's page."""
    return "/standards/" + quote(segment(number), safe="~()")


def segment(number: str) -> str:
    """The last part of that path, unquoted; also a safe file name."""
    return number.replace("/", "_").replace(" ", "_")
