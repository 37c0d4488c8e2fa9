"""The other half of every relation: what A says of B is known at B too.

Which relations lack a half, or cannot be, is worked out over all at once, as arrays of the numbers' keys; only the
records concerned are then read and written anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from indexer.gathering.record_bytes import SIDES, key_of
from indexer.gathering.record_file import Array, Records
from standard.number import NumberError, StandardNumber
from standard.record import Record
from standard.wording import say

#: odd, so that no bit is lost: they make one number of an edge
_MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class _Edges(NamedTuple):
    """Replacements, each once, in the order in which records state them: `new` takes the place of `old`."""

    new: Array
    old: Array
    #: the side at the new one: 0 as a whole, 2 in part
    kind: Array
    #: whether each is stated at the new one, and at the old one
    at_new: Array
    at_old: Array
    #: whether the same is stated the other way round
    mutual: Array


class _End(NamedTuple):
    """A replacement that a record must be looked at for."""

    side: int
    #: key of the other number
    other: int
    mutual: bool


def link(records: Records) -> int:
    """Give every relation its other half; the number of records that changed.

    A record replaces X, so X, if it is there, is replaced by it; and the reverse, and in part likewise. A standard
    that replaces itself is an error of the data, and so is a pair that replaces each other: of these the relation
    that the years in the numbers allow stays. What is dropped is noted. Linking again changes nothing.
    """
    changed = 0
    for place, ends in _by_place(*_wanting(records, _edges(records))):
        before = records.at(place)
        after = _linked(records, before, ends)
        if after != before:
            records.put(place, after)
            changed += 1
    return changed


def _edges(records: Records) -> _Edges:
    places, sides, others = records.statements()
    owners = records.keys_at(places)
    at_new = sides % 2 == 0
    new, old = np.where(at_new, owners, others), np.where(at_new, others, owners)
    kind = sides & 2
    marks, first, which = np.unique(_mark(new, old, kind), return_index=True, return_inverse=True)
    mutual = np.isin(_mark(old, new, kind), marks)
    stated = np.zeros((2, len(marks)), bool)
    stated[0, which[at_new]] = True
    stated[1, which[~at_new]] = True
    order = np.argsort(first)
    chosen = first[order]
    return _Edges(new[chosen], old[chosen], kind[chosen], stated[0, order], stated[1, order], mutual[chosen])


def _mark(new: Array, old: Array, kind: Array) -> Array:
    """One number for each edge."""
    mark: Array = (new * _MIX[0] + old) * _MIX[1] + kind
    return mark


def _wanting(records: Records, edges: _Edges) -> tuple[Array, Array, Array, Array]:
    """Ends that lack a half or may have to go, in the order of edges, the new end first: place and what `_End` says."""
    doubtful = edges.mutual | (edges.new == edges.old)
    rows = []
    for own, other, stated, turn in ((edges.new, edges.old, edges.at_new, 0), (edges.old, edges.new, edges.at_old, 1)):
        places = records.places_of(own)
        chosen = np.flatnonzero((places >= 0) & (doubtful | ~stated))
        side = edges.kind[chosen] + turn
        rows.append((2 * chosen + turn, places[chosen], side, other[chosen], edges.mutual[chosen]))
    turns, *columns = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    order = np.argsort(turns)
    place, side, other, mutual = (column[order] for column in columns)
    return place, side, other, mutual


def _by_place(places: Array, sides: Array, others: Array, mutual: Array) -> Iterator[tuple[int, list[_End]]]:
    order = np.argsort(places, kind="stable")
    different, starts = np.unique(places[order], return_index=True)
    for place, start, end in zip(different.tolist(), starts.tolist(), [*starts[1:].tolist(), len(order)], strict=False):
        here = order[start:end]
        columns = (sides[here].tolist(), others[here].tolist(), mutual[here].tolist())
        yield place, [_End(*row) for row in zip(*columns, strict=True)]


def _linked(records: Records, record: Record, ends: Sequence[_End]) -> Record:
    """The record with the halves that it lacks, and without what cannot be."""
    now: dict[str, tuple[str, ...]] = {name: getattr(record, name) for name in (*SIDES, "notes")}
    names = {key_of(number): number for name in SIDES for number in now[name]} | {key_of(record.number): record.number}
    for end in ends:
        other = names.get(end.other) or _number_of(records, end.other)
        field, has = SIDES[end.side], now[SIDES[end.side]]
        new, old = (record.number, other) if end.side % 2 == 0 else (other, record.number)
        if note := _error(new, old, mutual=end.mutual):
            now[field] = tuple(one for one in has if one != other)
            now["notes"] = now["notes"] if note in now["notes"] else (*now["notes"], note)
        elif other not in has:
            now[field] = (*has, other)
    changes: dict[str, Any] = now
    return replace(record, **changes)


def _number_of(records: Records, key: int) -> str:
    """The number of a record that states a relation, by its key."""
    return records.at(int(records.places_of(np.array([key], np.uint64))[0])).number


def _error(new: str, old: str, *, mutual: bool) -> str:
    """Why a replacement cannot be; empty where it can."""
    if new == old:
        return say("note_replaces_itself", number=new).chinese
    if mutual and (_year(new) or 0) < (_year(old) or 0):
        return say("note_replace_each_other", new=new, old=old).chinese
    return ""


def _year(number: str) -> int | None:
    try:
        return StandardNumber(number).year
    except NumberError:
        return None
