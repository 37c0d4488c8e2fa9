"""Checksums of a pack: one for each block of the file, so that what is read can be checked and nothing else need be.

A block is checked when something in it is first read; later it is taken for sound until `Blocks.check_stored` reads
the file again. crc32 finds every changed byte, and runs outside of Python's lock for blocks of this size.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Generator
from mmap import mmap
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from indexer.errors import IndexDamaged

#: bytes of a block
BLOCK = 1 << 14
#: blocks that are read at once when a whole file is
_STEP = 64
_UNSEEN = 1


class BlockSums:
    """The checksums of what is being written."""

    def __init__(self) -> None:
        self._sums = array("I")
        self._sum = 0
        self._filled = 0

    def add(self, data: bytes | memoryview) -> None:
        """Append bytes."""
        rest = memoryview(data)
        while len(rest) >= (room := BLOCK - self._filled):
            self._sums.append(crc32(rest[:room], self._sum))
            rest, self._sum, self._filled = rest[room:], 0, 0
        self._sum = crc32(rest, self._sum)
        self._filled += len(rest)

    def all(self) -> bytes:
        """The checksums of all blocks; the last one may be shorter than the others."""
        return (self._sums + array("I", [self._sum] if self._filled else [])).tobytes()


class Blocks:
    """The blocks of a mapped file up to a place, and which of them have been looked at."""

    def __init__(self, data: mmap, end: int, sums: bytes, damaged: Callable[[int, int], IndexDamaged]) -> None:
        self._bytes = memoryview(data)[:end]
        self._sums = array("I", sums)
        #: what to raise for a block, from where to where in the file
        self._damaged = damaged
        self._unseen = bytearray([_UNSEEN]) * len(self._sums)
        #: whether any block has not been checked yet
        self.left = bool(self._sums)

    def check(self, start: int, end: int) -> None:
        """Raise IndexDamaged where a block of these bytes is not as it was written."""
        last = -(-end // BLOCK)
        at = self._unseen.find(_UNSEEN, start // BLOCK, last)
        while at >= 0:
            self._compare(at, self._bytes[at * BLOCK : (at + 1) * BLOCK])
            at = self._unseen.find(_UNSEEN, at, last)

    def check_stored(self, path: Path, file_id: tuple[int, int]) -> Generator[None]:
        """Look at all blocks anew, a few at a time. Raises IndexDamaged.

        The file is read, since a mapped page that the disk cannot give ends the process. Where another file stands
        there by now, or none, it is not the one that answers, and nothing is looked at.
        """
        try:
            file = path.open("rb", buffering=0)
        except FileNotFoundError:
            return
        with file:
            if file_of(file.fileno()) != file_id:
                return
            for first in range(0, len(self._sums), _STEP):
                data = memoryview(file.read(min(_STEP * BLOCK, len(self._bytes) - first * BLOCK)))
                for place in range(first, min(first + _STEP, len(self._sums))):
                    start = (place - first) * BLOCK
                    self._compare(place, data[start : start + BLOCK])
                yield
            self.left = False

    def _compare(self, place: int, data: memoryview) -> None:
        if crc32(data) != self._sums[place]:
            raise self._damaged(place * BLOCK, (place + 1) * BLOCK)
        self._unseen[place] = 0


class Stretches:
    """A column of which stretches are read: only their blocks are looked at."""

    def __init__(self, blocks: Blocks, values: npt.NDArray[Any], place: int) -> None:
        self._blocks = blocks
        self._values = values
        self._place = place
        self._width = values.dtype.itemsize

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, stretch: slice) -> npt.NDArray[Any]:
        """From a place to another, both within the column."""
        if self._blocks.left:
            place, width = self._place, self._width
            self._blocks.check(place + stretch.start * width, place + stretch.stop * width)
        return self._values[stretch]


def file_of(handle: int) -> tuple[int, int]:
    """Which file an open one is, whatever its name."""
    stat = os.fstat(handle)
    return stat.st_dev, stat.st_ino


def as_bytes(values: npt.NDArray[Any]) -> memoryview:
    """The bytes of a column."""
    return np.ascontiguousarray(values).view(np.uint8).data
