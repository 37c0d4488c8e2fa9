"""The parts of the country that titles name, and whether a standard for one of them speaks of another place."""

from __future__ import annotations

import re
from functools import cache

from standard.publisher import regions
from standard.tables import rows

#: length of the code of a province
_PROVINCE = 2
_ENDS = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$")
_BEHIND = "(?:地区|区域|沿海|海岸带|流域|平原|山区|丘陵|省|市)?"


def take_out_areas(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the parts of the country at its beginning, and these: 黄淮海夏大豆. Raises TableError."""
    match = _pattern().match(text)
    if match is None or match.end() == len(text):
        return text, ()
    return text[match.end() :].lstrip("的"), (match[1],)


def holds_place(areas: tuple[str, ...], region: str) -> bool:
    """Whether any of some parts of the country holds a region, by its code; none named is all. Raises TableError."""
    return not areas or not region or any(region[:_PROVINCE] in _areas()[area] for area in areas)


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_areas(), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, names))}){_BEHIND}")


@cache
def _areas() -> dict[str, frozenset[str]]:
    """Name of an area or province -> the codes of the provinces that it holds or lies in."""
    found = {row["area"]: frozenset(row["provinces"].split(",")) for row in rows("areas", "catalogue.comparison")}
    for code, name in regions().items():
        if len(code) == _PROVINCE:
            found[_ENDS.sub("", name)] = frozenset([code])
    return found
