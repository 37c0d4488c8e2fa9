"""Rows as bytes: what one process hands another, and what is kept of a record outside of memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from indexer.readers import Problem, StatedAdoption
from standard.record import Record

#: field at the newer standard, field at the older one; in pairs, so that `side ^ 1` is the other end
SIDES = ("replaces", "replaced_by", "replaces_partly", "replaced_partly_by")


def key_of(number: str) -> int:
    """64 bits that stand for a number.

    Two of ten million numbers have the same with a probability of 3 in a million; then merging raises ValueError.
    """
    return int.from_bytes(blake2b(number.encode(), digest_size=8).digest(), "little")


@dataclass
class Packed:
    """Some rows of a source, in their order."""

    #: the records as JSON, end to end, and how long each is
    data: bytearray = field(default_factory=bytearray)
    lengths: array[int] = field(default_factory=lambda: array("I"))
    #: the key of each record's number
    keys: array[int] = field(default_factory=lambda: array("Q"))
    #: the day on which each was checked (`date.toordinal`), 0 where that is unknown
    checked: array[int] = field(default_factory=lambda: array("I"))
    #: replacements: the record that states it (counted from 0), in which of SIDES, and the key of the other number
    owners: array[int] = field(default_factory=lambda: array("I"))
    sides: array[int] = field(default_factory=lambda: array("B"))
    others: array[int] = field(default_factory=lambda: array("Q"))
    problems: list[Problem] = field(default_factory=list)
    #: what rows state of adoptions and nothing else, and the numbers of the records that adopt something
    adoptions: list[StatedAdoption] = field(default_factory=list)
    adopting: list[str] = field(default_factory=list)
    #: columns of the file that no field is known for, as far as these rows have any
    unknown: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """How many rows these are, without those of adoptions."""
        return len(self.keys) + len(self.problems)

    def add(self, row: Record | Problem) -> None:
        """Append a row: all of it, or nothing where this raises, as for a text that no encoding can write."""
        if isinstance(row, Problem):
            self.problems.append(row)
            return
        data, key = row.to_bytes(), key_of(row.number)
        stated = [(side, key_of(number)) for side, name in enumerate(SIDES) for number in getattr(row, name)]
        for side, other in stated:
            self.owners.append(len(self.keys))
            self.sides.append(side)
            self.others.append(other)
        if row.adopts:
            self.adopting.append(row.number)
        self.data += data
        self.lengths.append(len(data))
        self.keys.append(key)
        self.checked.append(row.checked.toordinal() if row.checked else 0)


def pack(rows: Iterable[Record | Problem]) -> Packed:
    """Rows as bytes."""
    packed = Packed()
    for row in rows:
        packed.add(row)
    return packed
