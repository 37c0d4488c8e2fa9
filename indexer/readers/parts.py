"""The parts of an office file (a zip of XML), unpacked piece by piece within bounds: nothing holds a part whole.

Parsed with libxml2 as a stream: it has no tree, is linear in the length of a tag, and refuses tags beyond 10 MB.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from indexer.readers.problem import Unreadable

#: bytes that all parts together may unpack to; a full sheet of standards has half of them
MOST_BYTES = 2 << 30
#: bytes of the list of parts, which is read at once; each part has some 80 there, a workbook has some tens of parts
MOST_DIRECTORY_BYTES = 1 << 20
#: bytes unpacked and parsed in one go
PIECE = 1 << 16

#: what a damaged or foreign file makes the libraries raise
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError),
    *(SyntaxError, LookupError, ValueError, TypeError, AttributeError),
)

#: signature and length of the end of a zip file, of the place of its longer form, and of that; of a comment at the end
_END, _END_SIZE = b"PK\x05\x06", 22
_PLACE, _PLACE_SIZE = b"PK\x06\x07", 20
_LONG_END, _LONG_END_SIZE = b"PK\x06\x06", 56
_LONGEST_COMMENT = 1 << 16
#: the bit of a part that is under a password
_LOCKED = 1


class Handler(Protocol):
    """What is told of the elements of a part, in their order."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; its name is in braces behind that of its namespace."""

    def end(self, tag: str) -> None:
        """It ends."""

    def data(self, text: str) -> None:
        """Some text of it; a long one comes in pieces."""

    def close(self) -> None:
        """The part ends."""


class Parts:
    """An open office file. What it raises for a damaged one is in DAMAGE."""

    def __init__(self, file: Path | BinaryIO, most: int | None = None) -> None:
        """Of a file so many bytes may be unpacked, MOST_BYTES unless said.

        Raises `Unreadable` for a file that unpacks to more than any catalogue has (a zip bomb).
        """
        if _directory_size(file) > MOST_DIRECTORY_BYTES:
            raise Unreadable("workbook_too_many_parts")
        self._zip = zipfile.ZipFile(file)
        self._most = most or MOST_BYTES
        #: bytes unpacked so far: one part may be named as several sheets
        self._read = 0
        try:
            _check(self._zip.infolist())
        except BaseException:
            self._zip.close()
            raise

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def names(self) -> list[str]:
        """The names of all parts."""
        return self._zip.namelist()

    def parse(self, name: str, handler: Handler) -> Iterator[None]:
        """Tell a handler of a part's elements, pausing after each piece; it may be left before the end.

        Raises KeyError where there is no such part.
        """
        from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

        parser = etree.XMLParser(
            target=handler, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for piece in self.pieces(name):
            parser.feed(piece)
            yield
        parser.close()
        yield

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, unpacked piece by piece. Raises KeyError where there is no such part."""
        with self._zip.open(name) as stream:
            while piece := stream.read(PIECE):
                self._read += len(piece)
                if self._read > self._most:
                    raise _too_large(self._read)
                yield piece

    def tell(self, name: str, handler: Handler) -> None:
        """Tell a handler of all elements of a part."""
        for _ in self.parse(name, handler):
            pass

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


def local(tag: str) -> str:
    """An element's name without its namespace; files of office programs use one of two."""
    return tag.rpartition("}")[2]


def damaged(error: BaseException) -> Unreadable:
    """What is said of a file that the libraries cannot read."""
    return Unreadable("workbook_damaged", error=type(error).__name__)


def _check(parts: list[zipfile.ZipInfo]) -> None:
    # the sizes stated here bound what is unpacked: reading ends there
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES:
        raise _too_large(total)
    if any(part.flag_bits & _LOCKED for part in parts):
        raise Unreadable("workbook_locked")
    # others unpack a piece of unknown length at once, and no office program writes them
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Unreadable("workbook_packed_otherwise")


def _too_large(size: int) -> Unreadable:
    return Unreadable("workbook_too_large", size=size >> 20)


def _directory_size(file: Path | BinaryIO) -> int:
    """Bytes of the list of parts, as the end of the file states it; 0 where there is none, which opening will tell.

    A list takes ten times its length in memory, so it is not read to be measured.
    """
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return _directory_size(opened)
    size = file.seek(0, 2)
    start = max(size - _END_SIZE - _LONGEST_COMMENT - _PLACE_SIZE - _LONG_END_SIZE, 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        return 0
    stated = int.from_bytes(tail[at + 12 : at + 16], "little")
    place = tail[max(at - _PLACE_SIZE, 0) : at]
    if place.startswith(_PLACE):
        file.seek(min(int.from_bytes(place[8:16], "little"), size))
        long_end = file.read(_LONG_END_SIZE)
        # zipfile looks right before the place, whatever the place says
        for end in (long_end, tail[max(at - _PLACE_SIZE - _LONG_END_SIZE, 0) : at - _PLACE_SIZE]):
            if end.startswith(_LONG_END):
                stated = max(stated, int.from_bytes(end[40:48], "little"))
    return stated
