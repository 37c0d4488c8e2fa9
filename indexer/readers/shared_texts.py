"""The table of texts of a workbook, to which its cells refer: kept in a file, some bytes of memory a text.

Of what readers upload nothing is put into a file: there it is kept in memory, within the bound of the whole file.
"""

from __future__ import annotations

import os
import tempfile
from array import array

from indexer.readers.limits import LONGEST_CELL
from indexer.readers.parts import local
from indexer.readers.problem import Unreadable

#: texts of a workbook; a full sheet of standards has some millions
MOST_TEXTS = 1 << 23
#: bytes after which they are written
_BUFFER = 1 << 20


class SharedTexts:
    """The texts by their place; also what gathers them while their part is parsed.

    Of a text longer than a cell may be so much is kept that it shows as too long.
    """

    def __init__(self, *, in_memory: bool = False) -> None:
        self._file = None if in_memory else tempfile.TemporaryFile()  # noqa: SIM115 - `release` closes it
        self._written = 0
        self._buffer = bytearray()
        self._ends = array("Q", [0])
        self._parts: list[str] = []
        self._size = 0
        #: whether within a text, and within how a text is pronounced, which is none
        self._within = self._aside = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Part of the table: `<si><t>`, `<si><r><t>`, `<si><rPh><t>`."""
        name = local(tag)
        if name == "si":
            self._parts, self._size = [], 0
        elif name == "rPh":
            self._aside = True
        self._within = name == "t" and not self._aside

    def end(self, tag: str) -> None:
        """A text ends."""
        name = local(tag)
        self._within = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self._keep("".join(self._parts).replace("x005F_", ""))

    def data(self, text: str) -> None:
        """Some of a text."""
        if self._within and self._size <= LONGEST_CELL:
            self._parts.append(text[: LONGEST_CELL + 1 - self._size])
            self._size += len(text)

    def close(self) -> None:
        """The table ends."""

    def text(self, place: int) -> str:
        """The text at a place. Raises IndexError where there is none."""
        if not 0 <= place < len(self._ends) - 1:
            raise IndexError(place)
        start, end = self._ends[place], self._ends[place + 1]
        if self._file is None:
            return self._buffer[start:end].decode()
        if end > self._written:
            self._write()
        return os.pread(self._file.fileno(), end - start, start).decode()

    def release(self) -> None:
        """Remove the file."""
        if self._file is not None:
            self._file.close()

    def _keep(self, text: str) -> None:
        if len(self._ends) > MOST_TEXTS:
            raise Unreadable("workbook_too_many_texts", most=MOST_TEXTS)
        data = text.encode("utf-8", "replace")
        self._buffer += data
        self._ends.append(self._ends[-1] + len(data))
        if len(self._buffer) > _BUFFER:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        self._file.write(self._buffer)
        self._file.flush()
        self._written += len(self._buffer)
        self._buffer.clear()
