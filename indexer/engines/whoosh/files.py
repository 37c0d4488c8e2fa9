"""Files of a part: numpy arrays and blobs, written whole, read by memory map, errors with the file's name."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.errors import IndexDamaged

Array = npt.NDArray[Any]


def write_array(path: Path, values: Iterable[Any], dtype: npt.DTypeLike) -> None:
    """Write one column out of values."""
    save(path, np.asarray(list(values), dtype=dtype))


def save(path: Path, values: Array) -> None:
    """Write one column."""
    np.save(path, values, allow_pickle=False)


def read_array(path: Path) -> Array:
    """A column, mapped read-only; raises IndexDamaged."""
    try:
        loaded: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise IndexDamaged(f"{path}：列文件读不出来（{error}）；请运行 lubiao reindex", path) from error
    return loaded


def write_json(path: Path, value: object) -> None:
    """Write a small JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def read_json(path: Path) -> Any:
    """A small JSON file; raises IndexDamaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path}：文件读不出来（{error}）；请运行 lubiao reindex", path) from error


class BlobWriter:
    """Texts one behind the other in `<name>.bin`, where each begins in `<name>.npy`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.with_suffix(".bin").open("wb")
        self._starts = [0]

    def add(self, text: str) -> None:
        """Append one text; an empty one costs eight bytes."""
        self._starts.append(self._starts[-1] + self._file.write(text.encode()))

    def close(self) -> None:
        """Write the places."""
        self._file.close()
        write_array(self._path.with_suffix(".npy"), self._starts, np.int64)


class Blob:
    """Texts written by BlobWriter, memory-mapped."""

    def __init__(self, path: Path) -> None:
        self.starts = read_array(path.with_suffix(".npy"))
        self._data = _map(path.with_suffix(".bin"))
        if len(self._data) != self.starts[-1]:
            raise IndexDamaged(
                f"{path}.bin：有 {len(self._data)} 字节，应有 {self.starts[-1]}；请运行 lubiao reindex", path
            )

    def __getitem__(self, place: int) -> str:
        """The text at a place."""
        return str(self._data[self.starts[place] : self.starts[place + 1]], "utf-8")

    def raw(self, place: int) -> bytes:
        """The bytes of the text at a place."""
        return self._data[self.starts[place] : self.starts[place + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def containing(self, text: str) -> Iterator[int]:
        """Places of the texts that contain this one, ascending. A scan: as fast as memory."""
        sought = text.encode()
        at = self._data.find(sought) if sought else -1
        while at >= 0:
            place = int(np.searchsorted(self.starts, at, side="right")) - 1
            end = int(self.starts[place + 1])
            if at + len(sought) <= end:
                yield place
                at = self._data.find(sought, end)
            else:  # across the border of two texts
                at = self._data.find(sought, at + 1)

    def close(self) -> None:
        """Let go of the map."""
        if isinstance(self._data, mmap.mmap):
            self._data.close()


def _map(path: Path) -> mmap.mmap | bytes:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
    except OSError as error:
        raise IndexDamaged(f"{path}：文件读不出来（{error}）；请运行 lubiao reindex", path) from error
