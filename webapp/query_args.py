"""What came in the address, cleaned of what no page can show, and bounded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.search import shorten
from indexer.errors import RequestError

#: most parameters of an address
MAX_PARAMETERS = 200
#: control characters and half surrogates: no HTML or JSON text holds them
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def clean(text: str) -> str:
    """The text with each run of control characters as one blank."""
    return _UNPRINTABLE.sub(" ", text)


def pairs(items: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The (key, value) pairs of an address, values cleaned. Raises RequestError where there are too many."""
    found = list(items)
    if len(found) > MAX_PARAMETERS:
        raise RequestError("parameters_too_many", count=len(found), most=MAX_PARAMETERS)
    return [(key, clean(value)) for key, value in found]


def refuse_unknown(args: Iterable[tuple[str, str]], known: tuple[str, ...]) -> None:
    """Refuse parameters of an interface that mean nothing: a typing error must not look like no filter."""
    unknown = [key for key, _ in args if key not in known]
    if unknown:
        raise RequestError("parameter_unknown", name=repr(shorten(unknown[0])), known=", ".join(known))
