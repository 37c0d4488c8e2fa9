"""What every engine checks and prepares in the same way before it looks anything up."""

from __future__ import annotations

import re

from indexer.analysis import parse
from indexer.engines.base import FACETS, SORTS, Axis, Request
from indexer.errors import RequestError
from indexer.fields import VALUE_FIELDS
from standard.folding import fold
from standard.publisher import Level
from standard.status import Status

#: most values of one facet that are returned (issuers run into thousands)
MAX_FACET_VALUES = 100

_FILTERS = {field.name for field in VALUE_FIELDS}
_CODES = {field.name for field in VALUE_FIELDS if field.kind == "code"}
#: filters whose values are known beforehand
_CLOSED = {
    "level": [level.value for level in Level],
    "status": [status.value for status in Status],
    "nature": ["mandatory", "recommended", "guidance"],
}


def check(request: Request) -> None:
    """Raise RequestError for a sort, facet, filter or filter value that does not exist."""
    if request.sort not in SORTS:
        raise RequestError("engine_sort_unknown", value=repr(request.sort), known=", ".join(SORTS))
    for name in request.facets:
        if name not in FACETS:
            raise RequestError("engine_facet_unknown", value=repr(name), known=", ".join(FACETS))
    for field, values in request.filters:
        if field not in _FILTERS:
            raise RequestError("engine_filter_unknown", value=repr(field), known=", ".join(sorted(_FILTERS)))
        for value in values:
            check_value(field, value)


def check_field(field: str) -> None:
    """Raise RequestError for a field that has no values to count."""
    if field not in _FILTERS:
        raise RequestError("engine_count_unknown", value=repr(field), known=", ".join(sorted(_FILTERS)))


def check_axis(axis: Axis) -> None:
    """Raise RequestError for a field that has no values to count, and for a depth of what has none."""
    check_field(axis.field)
    if axis.depth is not None and (axis.field not in _CODES or axis.depth < 1):
        raise RequestError(
            "engine_depth_unknown", field=repr(axis.field), depth=axis.depth, known=", ".join(sorted(_CODES))
        )


def check_value(field: str, value: str) -> None:
    """Raise RequestError for a value that a field with a known list of values does not have."""
    known = _CLOSED.get(field)
    if known is not None and value not in known:
        raise RequestError("engine_value_unknown", field=field, value=repr(value), known=", ".join(known))


def number_prefix(text: str) -> str:
    """The beginning of a number, canonical as far as it goes: `gbt1.` -> `GB/T 1.`, `db37` -> `DB37`.

    A blank behind letters ends the prefix: `T/SDA ` begins no number of T/SDAS.
    """
    folded = fold(text).strip().upper()
    if text[-1:].isspace() and folded[-1:].isalpha():
        return folded + " "
    match = re.fullmatch(r"(.*?\d)?([.\-]?|-\d{1,3})", folded)
    stem, tail = (match.group(1) or "", match.group(2)) if match else (folded, "")
    number = parse(stem)
    if number is None or number.kind in ("bare", "wildcard"):
        return folded
    if number.kind == "prefix":
        return f"{number.prefix} " if folded[-1:] != "/" else folded
    return (number.series if number.year is None else str(number)) + tail
