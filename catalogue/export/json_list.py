"""One JSON object with the names of the API: the search, then its hits, written while they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from catalogue.export.blocks import encode_blocks
from catalogue.search import Addresses, AnswerHit, Listing
from standard.wording import CHINESE, in_json

#: files are in Chinese whoever takes them
_IN_CHINESE = in_json(CHINESE)


def write(listing: Listing, addresses: Addresses) -> Iterator[bytes]:
    """The object, one hit a line."""
    return encode_blocks(_write_pieces(listing, addresses))


def _write_pieces(listing: Listing, addresses: Addresses) -> Iterator[str]:
    head = json.dumps(_describe_list(listing, addresses), ensure_ascii=False, indent=1, default=_IN_CHINESE)
    yield head.removesuffix("\n}") + ',\n "hits": ['
    for place, hit in enumerate(listing.hits):
        hit_text = json.dumps(_describe_hit(hit, addresses), ensure_ascii=False, default=_IN_CHINESE)
        yield ("," if place else "") + "\n  " + hit_text
    yield "\n ]\n}\n"


def _describe_list(listing: Listing, addresses: Addresses) -> dict[str, Any]:
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
        "hints": [hint.to_json(addresses) for hint in listing.hints],
    }


def _describe_hit(hit: AnswerHit, addresses: Addresses) -> dict[str, Any]:
    """The hit as `/api/search` has it, without marks, and with what else stands in the tables."""
    record = hit.record
    value = hit.to_json(addresses)
    del value["marks"]
    return value | {
        "committee": record.committee,
        "replaces": list(record.replaces),
        "replaces_partly": list(record.replaces_partly),
        "replaced_partly_by": list(record.replaced_partly_by),
        "adopts": [{"number": adoption.number, "degree": adoption.degree} for adoption in record.adopts],
        "source_url": record.url,
        "example": record.example,
    }
