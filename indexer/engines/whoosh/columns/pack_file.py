"""The one file of a part: columns and texts end to end, read by one memory map.

::

    magic, version
    the columns, each at a multiple of 64 bytes
    the directory: JSON, name -> [type, place, length]
    place and length of the directory, its checksum, magic

One file, since every map costs a file descriptor for as long as a generation is open. Opening checks magic, version,
lengths and the directory's checksum; the checksum of the whole stands in the generation's manifest.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer import index_files
from indexer.errors import MENDED_BY, IndexDamaged

Array = npt.NDArray[Any]

#: name of a part's pack in its folder
PACK = "columns.pack"
#: name of the pack that says which documents of a generation's base are no longer valid
DELETED = "deleted.pack"
MAGIC = b"LUBIAO\r\n"
VERSION = 2
_ALIGNMENT = 64
_HEAD = struct.Struct("<8sI")
_FOOT = struct.Struct("<QQI8s")


class PackWriter:
    """Writes a pack. Bytes may be streamed into one column; then whole columns follow; `close` makes it a pack."""

    def __init__(self, path: Path) -> None:
        self._file = index_files.open_new(path)
        self._directory: dict[str, tuple[str, int, int]] = {}
        self._file.write(_HEAD.pack(MAGIC, VERSION))

    def stream(self, data: bytes) -> int:
        """Append to what will be the next column; how many bytes."""
        return self._file.write(data)

    def end_stream(self, name: str) -> None:
        """Name what was streamed since the head."""
        self._directory[name] = ("|u1", _HEAD.size, self._file.tell() - _HEAD.size)

    def add(self, name: str, values: Array) -> None:
        """Append a column."""
        self._file.write(b"\0" * (-self._file.tell() % _ALIGNMENT))
        self._directory[name] = (values.dtype.str, self._file.tell(), len(values))
        self._file.write(np.ascontiguousarray(values).data)

    def add_pieces(self, name: str, dtype: np.dtype[Any], length: int, pieces: Iterable[bytes]) -> None:
        """Append a column of so many values out of the pieces of its bytes."""
        self._file.write(b"\0" * (-self._file.tell() % _ALIGNMENT))
        self._directory[name] = (dtype.str, self._file.tell(), length)
        self._file.writelines(pieces)

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
        """Write the directory."""
        place = self._file.tell()
        directory = json.dumps(self._directory, separators=(",", ":")).encode()
        self._file.write(directory + _FOOT.pack(place, len(directory), zlib.crc32(directory), MAGIC))
        self._file.close()

    def cancel(self) -> None:
        """Stop writing; the caller removes the file."""
        self._file.close()


class Pack:
    """A pack, mapped read-only. Raises IndexDamaged for whatever is no whole pack of this version."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise self._damaged(f"读不出来（{error}）") from error
        self._directory = self._read_directory()

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> list[str]:
        """Names of all columns."""
        return list(self._directory)

    def array(self, name: str) -> Array:
        """A column; a view of the map, nothing is copied."""
        if name not in self._directory:
            raise self._damaged(f"缺少列 {name}")
        dtype, place, length = self._directory[name]
        return np.frombuffer(self._data, np.dtype(dtype), length, place)

    def texts(self, name: str) -> Texts:
        """Texts that `add_texts` wrote."""
        texts = Texts(self.array(name), self.array(name + ".starts"))
        if not texts.whole:
            raise self._damaged(f"列 {name} 的长度不符")
        return texts

    def release(self) -> None:
        """Let go of the memory that columns were read into; they are read again where they are used again."""
        self._data.madvise(mmap.MADV_DONTNEED)

    def check(self, *names: str, length: int) -> None:
        """Raise IndexDamaged where a column is not as long as the others say."""
        for name in names:
            if len(self.array(name)) != length:
                raise self._damaged(f"列 {name} 有 {len(self.array(name))} 项，应有 {length} 项")

    def _read_directory(self) -> dict[str, tuple[str, int, int]]:
        if self._data[: len(MAGIC)] != MAGIC:
            raise self._damaged("不是鲁标的索引文件")
        if (version := _HEAD.unpack_from(self._data)[1]) != VERSION:
            raise self._damaged(f"文件格式是 {version}，本程序只读格式 {VERSION}")
        if len(self._data) < _HEAD.size + _FOOT.size or self._data[-len(MAGIC) :] != MAGIC:
            raise self._damaged("文件不完整")
        place, length, checksum, _ = _FOOT.unpack(self._data[-_FOOT.size :])
        directory = self._data[place : place + length]
        if place + length + _FOOT.size != len(self._data) or zlib.crc32(directory) != checksum:
            raise self._damaged("目录已损坏")
        return {name: (dtype, at, count) for name, (dtype, at, count) in json.loads(directory).items()}

    def _damaged(self, reason: str) -> IndexDamaged:
        return IndexDamaged(f"{self._path}：{reason}；{MENDED_BY}", self._path)


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


def between(base: Texts, keys: list[str]) -> dict[str, float]:
    """Ranks of sorted keys among the whole-numbered ones of the base: that of the same key, or one in between."""
    ranks: dict[str, float] = {}
    for step, key in enumerate(keys, start=1):
        place = base.at(key.encode())
        known = place < len(base) and base[place] == key
        ranks[key] = place if known else place - 1 + step / (len(keys) + 1)
    return ranks
