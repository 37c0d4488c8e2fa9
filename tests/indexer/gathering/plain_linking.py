"""What linking means, record by record: `indexer.gathering.linking` must do the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import replace
from typing import Any, NamedTuple

from standard.number import NumberError, StandardNumber
from standard.record import Record

#: field at the newer standard -> field at the older one
_FIELDS = {"replaces": "replaced_by", "replaces_partly": "replaced_partly_by"}


class _Edge(NamedTuple):
    """`new` takes the place of `old`, as a whole or in part."""

    new: str
    old: str
    #: the field at `new`
    kind: str

    @property
    def reverse(self) -> _Edge:
        return _Edge(self.old, self.new, self.kind)


def link(records: MutableMapping[str, Record]) -> int:
    """Give every relation its other half, in place; the number of records that changed.

    A record replaces X, so X, if it is there, is replaced by it; and the reverse, and in part likewise. A standard
    that replaces itself is an error of the data, and so is a pair that replaces each other: of these the relation
    that the years in the numbers allow stays. What is dropped is noted. Linking again changes nothing.
    """
    edges = dict.fromkeys(edge for record in records.values() for edge in _edges(record))
    dropped = {edge: note for edge in edges if (note := _error(edge, edges))}
    changes: dict[str, dict[str, Any]] = {}
    for edge in edges:
        _put(records, changes, edge, dropped.get(edge, ""))
    for number, change in changes.items():
        records[number] = replace(records[number], **change)
    return len(changes)


def _edges(record: Record) -> Iterator[_Edge]:
    """The replacements that a record states."""
    for new_field, old_field in _FIELDS.items():
        for other in getattr(record, new_field):
            yield _Edge(record.number, other, new_field)
        for other in getattr(record, old_field):
            yield _Edge(other, record.number, new_field)


def _error(edge: _Edge, edges: Mapping[_Edge, None]) -> str:
    """Why a replacement cannot be; empty where it can."""
    if edge.new == edge.old:
        return f"来源记载 {edge.new} 代替自身，未采用"
    if edge.reverse in edges and (_year(edge.new) or 0) < (_year(edge.old) or 0):
        return f"来源记载 {edge.new} 与 {edge.old} 互相代替，依年代号只保留后者代替前者"
    return ""


def _year(number: str) -> int | None:
    try:
        return StandardNumber(number).year
    except NumberError:
        return None


def _put(records: Mapping[str, Record], changes: dict[str, dict[str, Any]], edge: _Edge, note: str) -> None:
    """Write the edge to both its ends, or take it from both with a note."""
    ends = ((edge.new, edge.kind, edge.old), (edge.old, _FIELDS[edge.kind], edge.new))
    for number, field, other in ends:
        if number not in records:
            continue
        has = _now(records, changes, number, field)
        if note:
            _set(records, changes, number, field, tuple(one for one in has if one != other))
            notes = _now(records, changes, number, "notes")
            _set(records, changes, number, "notes", notes if note in notes else (*notes, note))
        elif other not in has:
            _set(records, changes, number, field, (*has, other))


def _now(records: Mapping[str, Record], changes: dict[str, dict[str, Any]], number: str, field: str) -> tuple[str, ...]:
    value: tuple[str, ...] = changes.get(number, {}).get(field, getattr(records[number], field))
    return value


def _set(
    records: Mapping[str, Record], changes: dict[str, dict[str, Any]], number: str, field: str, value: tuple[str, ...]
) -> None:
    if value != getattr(records[number], field) or field in changes.get(number, {}):
        changes.setdefault(number, {})[field] = value
