"""What two generations have otherwise: both are gone through once, side by side, in the order of their numbers.

Records are compared as the bytes that they are; only what differs is read. One record of each is in memory at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.engines import Engine, number_order
from standard.record import Record

#: the day of looking up, which a record has as a member of its own; within a text a quote is written `\"`
_LOOKED_UP = re.compile(rb',"checked":"\d{4}-\d\d-\d\d"')


class Pair(NamedTuple):
    """A record before and after; None where a generation has none of the number."""

    before: Record | None
    after: Record | None


def differing(older: Engine, newer: Engine) -> Iterator[Pair]:
    """The records that are not the same in both, in the order of numbers.

    That a record was looked up again, and nothing else, is no difference.
    """
    olds, news = older.stored(), newer.stored()
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if not _same(old, new):
            before, after = _read(old), _read(new)
            if before is None or after is None or before.number != after.number:
                # the one that stands first has no other
                if after is None or (before and number_order(before.number) < number_order(after.number)):
                    yield Pair(before, None)
                    old = next(olds, None)
                else:
                    yield Pair(None, after)
                    new = next(news, None)
                continue
            yield Pair(before, after)
        old, new = next(olds, None), next(news, None)


def _same(old: bytes | None, new: bytes | None) -> bool:
    """Whether two records say the same, but for the day of looking up."""
    if old == new:
        return True
    return old is not None and new is not None and _LOOKED_UP.sub(b"", old) == _LOOKED_UP.sub(b"", new)


def _read(data: bytes | None) -> Record | None:
    return None if data is None else Record.from_bytes(data)
