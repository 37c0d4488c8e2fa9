"""The one file of a part: columns and texts end to end, read by one memory map.

::

    magic, version
    the columns, each at a multiple of 64 bytes
    the checksums of all blocks up to here (`indexer.engines.whoosh.columns.block_checksums`)
    the directory: JSON, name -> [type, place, length]
    place of the checksums, place and length of the directory, a checksum of both, magic

One file, since every map costs a file descriptor for as long as a generation is open. Opening checks magic, version,
lengths and the last checksum; reading a column checks the blocks that are read. The checksum of the whole stands in the
generation's manifest.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from bisect import bisect_left
from collections.abc import Generator, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer import index_files
from indexer.engines.whoosh.columns.block_checksums import Blocks, BlockSums, Stretches, as_bytes, file_of
from indexer.errors import IndexDamaged
from standard.wording import say

Array = npt.NDArray[Any]
#: name of a column -> its type, place and length
Directory = dict[str, tuple[str, int, int]]

#: name of a part's pack in its folder
PACK = "columns.pack"
#: name of the pack that says which documents of a generation's base are no longer valid
DELETED = "deleted.pack"
MAGIC = b"LUBIAO\r\n"
VERSION = 3
_ALIGNMENT = 64
_HEAD = struct.Struct("<8sI")
_FOOT = struct.Struct("<QQQI8s")
#: columns that are named where a block is damaged
_NAMED = 3


class PackWriter:
    """Writes a pack. Bytes may be streamed into one column; then whole columns follow; `close` makes it a pack."""

    def __init__(self, path: Path) -> None:
        self._file = index_files.open_new(path)
        self._directory: Directory = {}
        self._sums = BlockSums()
        self._write(_HEAD.pack(MAGIC, VERSION))

    def stream(self, data: bytes) -> int:
        """Append to what will be the next column; how many bytes."""
        self._write(data)
        return len(data)

    def end_stream(self, name: str) -> None:
        """Name what was streamed since the head."""
        self._directory[name] = ("|u1", _HEAD.size, self._file.tell() - _HEAD.size)

    def add(self, name: str, values: Array) -> None:
        """Append a column."""
        self._align()
        self._directory[name] = (values.dtype.str, self._file.tell(), len(values))
        self._write(as_bytes(values))

    def add_pieces(self, name: str, dtype: np.dtype[Any], length: int, pieces: Iterable[bytes]) -> None:
        """Append a column of so many values out of the pieces of its bytes."""
        self._align()
        self._directory[name] = (dtype.str, self._file.tell(), length)
        for piece in pieces:
            self._write(piece)

    def add_values(self, name: str, values: Iterable[Any], dtype: npt.DTypeLike) -> None:
        """Append a column out of values."""
        self.add(name, np.asarray(list(values), dtype=dtype))

    def add_texts(self, name: str, texts: Iterable[str]) -> None:
        """Append texts: their bytes end to end under `name`, and under `name.starts` where each begins."""
        self.add_bytes(name, [text.encode() for text in texts])

    def add_bytes(self, name: str, encoded: Sequence[bytes]) -> None:
        """`add_texts` of texts that are encoded already."""
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        self.add(name, np.frombuffer(b"".join(encoded), np.uint8))
        self.add(name + ".starts", np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]))

    def close(self) -> None:
        """Write the checksums and the directory."""
        self._align()
        place, sums = self._file.tell(), self._sums.all()
        end = sums + json.dumps(self._directory, separators=(",", ":")).encode()
        self._file.write(end + _FOOT.pack(place, place + len(sums), len(end) - len(sums), zlib.crc32(end), MAGIC))
        self._file.close()

    def cancel(self) -> None:
        """Stop writing; the caller removes the file."""
        self._file.close()

    def _align(self) -> None:
        self._write(b"\0" * (-self._file.tell() % _ALIGNMENT))

    def _write(self, data: bytes | memoryview) -> None:
        self._sums.add(data)
        self._file.write(data)


class Pack:
    """A pack, mapped read-only. Raises IndexDamaged for whatever is no whole pack of this version.

    Reading a column raises it, too, where a block of the column is not as it was written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                self._file_id = file_of(file.fileno())
        except (OSError, ValueError) as error:
            raise self.damaged("unreadable", error=error) from error
        self._directory, self._blocks = self._read_end()

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> list[str]:
        """Names of all columns."""
        return list(self._directory)

    def length(self, name: str) -> int:
        """How many values a column has."""
        return self._place(name)[2]

    def array(self, name: str) -> Array:
        """A column; a view of the map, nothing is copied."""
        values, place = self._values(name)
        self._blocks.check(place, place + values.nbytes)
        return values

    def stretches(self, name: str) -> Stretches:
        """A column of which only stretches are read."""
        return Stretches(self._blocks, *self._values(name))

    def last(self, name: str) -> int:
        """The last value of a column of whole numbers."""
        length = self.length(name)
        return int(self.stretches(name)[length - 1 : length][0])

    def unchecked(self, name: str) -> Array:
        """A column whose values are checked otherwise."""
        return self._values(name)[0]

    def texts(self, name: str) -> Texts:
        """Texts that `add_texts` wrote."""
        texts = Texts(self.array(name), self.array(name + ".starts"))
        if not texts.whole:
            raise self.damaged("column_uneven", column=name)
        return texts

    def release(self) -> None:
        """Let go of the memory that columns were read into; they are read again where they are used again."""
        self._data.madvise(mmap.MADV_DONTNEED)

    def check(self, *names: str, length: int) -> None:
        """Raise IndexDamaged where a column is not as long as the others say."""
        for name in names:
            if self.length(name) != length:
                raise self.damaged("column_length", column=name, count=self.length(name), expected=length)

    def through(self) -> Generator[None]:
        """Read the whole file and look at all of it, a few blocks at a time. Raises IndexDamaged."""
        try:
            yield from self._blocks.through(self._path, self._file_id)
        except OSError as error:
            raise self.damaged("unreadable", error=error) from error

    def damaged(self, reason: str, /, **values: object) -> IndexDamaged:
        """What to raise for a reason, named as its sentence is."""
        return _damaged(self._path, reason, **values)

    def _place(self, name: str) -> tuple[str, int, int]:
        if name not in self._directory:
            raise self.damaged("column_missing", column=name)
        return self._directory[name]

    def _values(self, name: str) -> tuple[Array, int]:
        """A column, and where in the file it begins."""
        dtype, place, length = self._place(name)
        return np.frombuffer(self._data, np.dtype(dtype), length, place), place

    def _read_end(self) -> tuple[Directory, Blocks]:
        """The directory, and the blocks with their checksums."""
        if self._data[: len(MAGIC)] != MAGIC:
            raise self.damaged("pack_foreign")
        if len(self._data) < _HEAD.size + _FOOT.size:
            raise self.damaged("pack_cut")
        if (version := _HEAD.unpack_from(self._data)[1]) != VERSION:
            raise self.damaged("pack_version", version=version, known=VERSION)
        if self._data[-len(MAGIC) :] != MAGIC:
            raise self.damaged("pack_cut")
        sums, place, length, checksum, _ = _FOOT.unpack(self._data[-_FOOT.size :])
        end = self._data[sums : -_FOOT.size]
        if not sums <= place <= place + length == sums + len(end) or zlib.crc32(end) != checksum:
            raise self.damaged("pack_directory")
        directory = {name: (dtype, at, count) for name, (dtype, at, count) in json.loads(end[place - sums :]).items()}
        # no method of this pack, or both would wait for the search for cycles to let go of the map
        return directory, Blocks(self._data, sums, end[: place - sums], partial(_changed, self._path, directory))


class Texts:
    """Texts end to end, and where each begins."""

    def __init__(self, data: Array, starts: Array) -> None:
        self.starts = starts
        # views give bytes and plain integers several times as fast as arrays do
        self._data = data.data
        self._starts = starts.data

    @property
    def whole(self) -> bool:
        """Whether the last text ends where the bytes do."""
        return len(self._starts) > 0 and self._starts[-1] == len(self._data)

    def raw(self, place: int) -> bytes:
        """The bytes of the text at a place."""
        return self._data[self._starts[place] : self._starts[place + 1]].tobytes()

    def __getitem__(self, place: int) -> str:
        return self.raw(place).decode()

    def __len__(self) -> int:
        return len(self._starts) - 1

    def at(self, text: bytes) -> int:
        """Place of the first of sorted texts from this one on."""
        return bisect_left(range(len(self)), text, key=self.raw)

    def between(self, start: int, end: int) -> memoryview:
        """The bytes of the texts from a place up to another, end to end."""
        return self._data[self._starts[start] : self._starts[end]]

    def range(self, prefix: bytes) -> tuple[int, int]:
        """Where those of sorted texts begin and end that begin so."""
        return self.at(prefix), self.at(prefix + b"\xff")


def _damaged(path: Path, reason: str, /, **values: object) -> IndexDamaged:
    return IndexDamaged("file_damaged", path, reason=say(reason, **values))


def _changed(path: Path, directory: Directory, start: int, end: int) -> IndexDamaged:
    """What to say of bytes that are not as they were written: which columns have some of them."""
    names = [
        name
        for name, (dtype, at, length) in directory.items()
        if at < end and at + length * np.dtype(dtype).itemsize > start
    ]
    columns = tuple(names[:_NAMED])
    if len(names) > _NAMED:
        return _damaged(path, "columns_changed", columns=columns, count=len(names))
    return _damaged(path, "column_changed", columns=columns)


def between(base: Texts, keys: list[str]) -> dict[str, float]:
    """Ranks of sorted keys among the whole-numbered ones of the base: that of the same key, or one in between."""
    ranks: dict[str, float] = {}
    for step, key in enumerate(keys, start=1):
        place = base.at(key.encode())
        known = place < len(base) and base[place] == key
        ranks[key] = place if known else place - 1 + step / (len(keys) + 1)
    return ranks
