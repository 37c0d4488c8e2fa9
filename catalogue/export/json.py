"""One JSON object with the names of the API: what was asked, then the hits as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from catalogue.export.blocks import blocks
from catalogue.search import AnswerHit, Listing
from standard.wording import CHINESE, in_json

#: files are in Chinese whoever takes them
_IN_CHINESE = in_json(CHINESE)


def write(listing: Listing) -> Iterator[bytes]:
    """The object, one hit a line."""
    return blocks(_pieces(listing))


def _pieces(listing: Listing) -> Iterator[str]:
    head = json.dumps(_head(listing), ensure_ascii=False, indent=1, default=_IN_CHINESE)
    yield head.removesuffix("\n}") + ',\n "hits": ['
    for place, hit in enumerate(listing.hits):
        yield ("," if place else "") + "\n  " + json.dumps(_hit(hit), ensure_ascii=False, default=_IN_CHINESE)
    yield "\n ]\n}\n"


def _head(listing: Listing) -> dict[str, Any]:
    search = listing.search
    return {
        "query": search.text,
        "total": listing.total,
        "count": listing.count,
        "filters": {name: list(values) for name, values in search.filters},
        "sort": search.sort,
        "on": listing.day.isoformat(),
        "data_date": listing.data_date.isoformat() if listing.data_date else None,
        "generation": listing.generation,
        "hints": [hint.to_json() for hint in listing.hints],
    }


def _hit(hit: AnswerHit) -> dict[str, Any]:
    """The hit as `/api/search` has it, without marks, and with what else stands in the tables."""
    record = hit.record
    value = hit.to_json()
    del value["marks"]
    return value | {
        "committee": record.committee,
        "replaces": list(record.replaces),
        "replaces_partly": list(record.replaces_partly),
        "replaced_partly_by": list(record.replaced_partly_by),
        "adopts": [{"number": one.number, "degree": one.degree} for one in record.adopts],
        "source_url": record.url,
        "example": record.example,
    }
