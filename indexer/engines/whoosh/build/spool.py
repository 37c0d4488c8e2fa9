"""Columns that grow side by side, each in a file of its own until all is known and they go into the pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.columns import Array, PackWriter

#: bytes copied at once
BLOCK = 1 << 22


class Spool:
    """One column; the file is removed when it is closed into the pack."""

    def __init__(self, path: Path, dtype: npt.DTypeLike) -> None:
        self._path = path
        self._file = path.open("wb")
        self._dtype = np.dtype(dtype)
        self._length = 0

    def append(self, values: Array) -> None:
        """Append values."""
        self._length += len(values)
        self._file.write(np.ascontiguousarray(values, self._dtype).data)

    def close(self, pack: PackWriter | None, name: str) -> None:
        """Move the column into a pack; drop it where there is none."""
        self._file.close()
        if pack is not None:
            pack.add_pieces(name, self._dtype, self._length, self._blocks())
        self._path.unlink()

    def _blocks(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


class EndsSpool:
    """A column of where each of several things ends, and at last the whole; a 0 comes first. Things come as lengths."""

    def __init__(self, path: Path) -> None:
        self._ends = Spool(path, np.int64)
        self._ends.append(np.zeros(1, np.int64))
        self._end = 0

    def append(self, lengths: Array) -> None:
        """Append the next lengths."""
        ends = np.cumsum(lengths, dtype=np.int64) + self._end
        self._ends.append(ends)
        self._end = int(ends[-1]) if len(ends) else self._end

    def close(self, pack: PackWriter, name: str) -> None:
        """Move the column into a pack."""
        self._ends.close(pack, name)


class TextsSpool:
    """Texts, as `PackWriter.add_texts` writes them."""

    def __init__(self, folder: Path) -> None:
        self._data = Spool(folder / "spool.texts", np.uint8)
        self._starts = EndsSpool(folder / "spool.starts")

    def append(self, texts: Sequence[bytes]) -> None:
        """Append texts."""
        self._data.append(np.frombuffer(b"".join(texts), np.uint8))
        self._starts.append(np.fromiter(map(len, texts), np.int64, len(texts)))

    def close(self, pack: PackWriter, name: str) -> None:
        """Move texts and starts into a pack."""
        self._data.close(pack, name)
        self._starts.close(pack, name + ".starts")
