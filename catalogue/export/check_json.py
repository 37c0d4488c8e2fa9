"""A check as JSON: what the command and the API print, with the digest; words in Chinese as in every file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from catalogue.export.blocks import encode_blocks
from catalogue.export.check_facts import disclaimer
from catalogue.validity import Check
from standard.wording import CHINESE, in_json


def write_check(check: Check) -> Iterator[bytes]:
    """The object, one row a line."""
    return encode_blocks(_write_pieces(check))


def _write_pieces(check: Check) -> Iterator[str]:
    value = check.to_json() | {"disclaimer": disclaimer(check)}
    rows = value.pop("rows")
    default = in_json(CHINESE)
    head = json.dumps(value, ensure_ascii=False, indent=1, default=default)
    yield head.removesuffix("\n}") + ',\n "rows": ['
    for place, row in enumerate(rows):
        yield ("," if place else "") + "\n  " + json.dumps(row, ensure_ascii=False, default=default)
    yield "\n ]\n}\n"
