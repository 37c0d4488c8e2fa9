"""The records of a reindex in a file.

A record is written once more when rows of one number are merged, when a small change is replayed or a relation gets its
other half; memory holds where each stands, and nothing is written over. For each row that is some 30 bytes.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.gathering.record_bytes import Packed, key_of, pack
from indexer.readers import merge
from standard.record import Record

Array = npt.NDArray[Any]
#: where a record is that was removed
_NOWHERE = (1 << 32) - 1


@dataclass(frozen=True)
class Stretch:
    """Records that stand in the file as bytes, in their order; another process that is handed this reads them there."""

    path: Path
    starts: Array
    lengths: Array

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            handle = file.fileno()
            for start, length in zip(self.starts.tolist(), self.lengths.tolist(), strict=True):
                yield os.pread(handle, length, start)

    def __len__(self) -> int:
        return len(self.starts)

    def cut(self, size: int, pieces: int) -> list[Stretch]:
        """All records in pieces of at most about `size` bytes each, all alike; a multiple of `pieces` of them."""
        ends = np.cumsum(self.lengths, dtype=np.int64)
        total = int(ends[-1]) if len(ends) else 0
        count = pieces * max(-(-total // (max(size, 1) * pieces)), 1)
        borders = np.searchsorted(ends, np.arange(1, count) * total // count)
        starts, lengths = np.split(self.starts, borders), np.split(self.lengths, borders)
        return [Stretch(self.path, *piece) for piece in zip(starts, lengths, strict=True) if len(piece[0])]


class Records(MutableMapping[str, Record]):
    """Number -> record, in the order of the sources; in the new file `path`.

    First `append` all rows, then `gather` them: only then it is a mapping. A new value of a known number keeps its
    place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("w+b")
        self._end = 0
        self._starts, self._lengths = array("Q"), array("I")
        self._keys, self._checked = array("Q"), array("I")
        self._owners, self._sides, self._others = array("I"), array("B"), array("Q")
        #: the row that is valid at each place
        self._rows = array("I")
        #: keys of numbers in order, and the place of each; those that came later
        self._known: tuple[Array, Array] = (np.empty(0, np.uint64), np.empty(0, np.int64))
        self._later: dict[int, int] = {}
        self._removed = 0

    @property
    def appended(self) -> int:
        """How many records were appended."""
        return len(self._starts)

    def append(self, packed: Packed) -> None:
        """Append rows; a number may come again."""
        before = len(self._starts)
        for length in packed.lengths:
            self._starts.append(self._end)
            self._end += length
        self._lengths.extend(packed.lengths)
        self._keys.extend(packed.keys)
        self._checked.extend(packed.checked)
        self._owners.extend(before + owner for owner in packed.owners)
        self._sides.extend(packed.sides)
        self._others.extend(packed.others)
        self._file.write(packed.data)

    def gather(self) -> int:
        """Merge rows of one number, in their order, at the place of the first; how many were merged into others."""
        keys = np.array(self._keys, np.uint64)
        rows = np.argsort(keys, kind="stable")
        keys = keys[rows]
        starts = np.flatnonzero(np.concatenate([keys[:1] == keys[:1], keys[1:] != keys[:-1]]))
        counts = np.diff(np.append(starts, len(keys)))
        places = np.argsort(np.argsort(rows[starts]))
        self._known = keys[starts], places
        self._rows = array("I", np.sort(rows[starts]).astype(np.uint32).tobytes())
        for group in np.flatnonzero(counts > 1).tolist():
            same = rows[starts[group] : starts[group] + counts[group]].tolist()
            self._rows[int(places[group])] = self._write(reduce(merge, map(self._read, same)))
        return int(len(keys) - len(starts))

    def stretch(self) -> Stretch:
        """All records as they now are."""
        self._file.flush()
        rows = self._valid()
        return Stretch(self.path, np.array(self._starts, np.uint64)[rows], np.array(self._lengths, np.uint32)[rows])

    def latest(self) -> date | None:
        """The latest day on which any was checked."""
        day = int(np.array(self._checked, np.uint32)[self._valid()].max(initial=0))
        return date.fromordinal(day) if day else None

    def statements(self) -> tuple[Array, Array, Array]:
        """The replacements that the records state, in their order: place of the record, side, key of the other."""
        place_of = np.full(len(self._starts), -1, np.int64)
        valid = np.array(self._rows, np.uint32)
        there = np.flatnonzero(valid != _NOWHERE)
        place_of[valid[there]] = there
        places = place_of[np.array(self._owners, np.uint32)]
        order = np.argsort(places, kind="stable")
        order = order[np.searchsorted(places[order], 0) :]
        return places[order], np.array(self._sides, np.uint8)[order], np.array(self._others, np.uint64)[order]

    def keys_at(self, places: Array) -> Array:
        """The key of the number at each of the places."""
        keys: Array = np.array(self._keys, np.uint64)[np.array(self._rows, np.uint32)[places]]
        return keys

    def places_of(self, keys: Array) -> Array:
        """The place of each of the numbers with these keys; -1 where there is none."""
        places = _look_up(keys, *self._known)
        if self._later:
            numbers = sorted(self._later)
            later_places = np.array([self._later[key] for key in numbers], np.int64)
            later = _look_up(keys, np.array(numbers, np.uint64), later_places)
            places = np.where(later < 0, places, later)
        gone = np.array(self._rows, np.uint32)[places] == _NOWHERE
        return np.where(gone, -1, places)

    def at(self, place: int) -> Record:
        """The record at a place."""
        return self._read(self._rows[place])

    def put(self, place: int, record: Record) -> None:
        """Replace the record at a place by another of the same number."""
        self._rows[place] = self._write(record)

    def close(self) -> None:
        """Let go of the file, and remove it."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def __getitem__(self, number: str) -> Record:
        place = self._place(number)
        if place is None:
            raise KeyError(number)
        return self.at(place)

    def __setitem__(self, number: str, record: Record) -> None:
        place = self._place(number)
        if place is None:
            self._later[key_of(number)] = len(self._rows)
            self._rows.append(self._write(record))
        else:
            self.put(place, record)

    def __delitem__(self, number: str) -> None:
        place = self._place(number)
        if place is None:
            raise KeyError(number)
        self._rows[place] = _NOWHERE
        self._removed += 1

    def __iter__(self) -> Iterator[str]:
        return (Record.from_bytes(data).number for data in self.stretch())

    def __len__(self) -> int:
        return len(self._rows) - self._removed

    def _place(self, number: str) -> int | None:
        key = key_of(number)
        known, places = self._known
        at = int(np.searchsorted(known, np.uint64(key)))
        place = self._later.get(key)
        if place is None and at < len(known) and known[at] == key:
            place = int(places[at])
        return None if place is None or self._rows[place] == _NOWHERE else place

    def _valid(self) -> Array:
        rows = np.array(self._rows, np.uint32)
        valid: Array = rows[rows != _NOWHERE]
        return valid

    def _read(self, row: int) -> Record:
        self._file.flush()
        return Record.from_bytes(os.pread(self._file.fileno(), self._lengths[row], self._starts[row]))

    def _write(self, record: Record) -> int:
        """Append a record that is valid at once; its row."""
        self.append(pack([record]))
        return len(self._starts) - 1


def _look_up(keys: Array, known: Array, places: Array) -> Array:
    """The place of each key among those known, which are in order; -1 where it is none of them."""
    if not len(known):
        return np.full(len(keys), -1)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    result: Array = np.where(known[at] == keys, places[at], -1)
    return result
