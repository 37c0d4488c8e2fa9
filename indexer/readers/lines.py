"""A stream of bytes as numbered lines of text, with at most some MiB in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from indexer.readers.encoding import HEAD, LineDecoder, encoding_of
from indexer.readers.problem import Unreadable

#: longest line that is read, in bytes; a catalogue row has some hundred. A longer one is skipped piece by piece.
LONGEST_LINE = 1 << 20


class Chunks(Protocol):
    """What is needed of a binary file: plain and gzip files have it."""

    def read1(self, size: int, /) -> bytes:
        """At most `size` bytes, empty at the end. One system read, so that a damaged file gives what is sound."""


class Line(NamedTuple):
    """A line without its end, and its number counted from 1; or why it cannot be read."""

    number: int
    text: str | Unreadable


def lines_of(stream: Chunks, head: bytes) -> Iterator[Line]:
    """Every line of a stream whose first bytes, `head`, were read already.

    What cannot be read is a line too, so that the numbers stay right. Raises what the stream raises: `OSError`, and
    `EOFError` or `zlib.error` for a damaged gzip file.
    """
    if encoding_of(head) == "utf-16":
        return _utf16_lines(stream, head)
    return _byte_lines(stream, head)


def _byte_lines(stream: Chunks, head: bytes) -> Iterator[Line]:
    """Lines of an encoding in which the byte 0A is always a line's end; true of UTF-8 and GB18030."""
    decoder = LineDecoder(head)
    for number, line in enumerate(_split(stream, head), 1):
        yield Line(number, _too_long() if line is None else _decoded(decoder, line))


def _split(stream: Chunks, head: bytes) -> Iterator[bytes | None]:
    """The lines as bytes; None for each line that is too long."""
    end = b"\r" if ends_in_returns(head) else b"\n"
    rest, skipping, chunk = b"", False, head
    while chunk:
        *lines, rest = (rest + chunk).split(end)
        for line in lines:
            yield None if skipping or len(line) > LONGEST_LINE else line
            skipping = False
        if len(rest) > LONGEST_LINE:
            skipping, rest = True, b""
        chunk = stream.read1(HEAD)
    if rest or skipping:
        yield None if skipping else rest


def ends_in_returns(head: bytes) -> bool:
    """Whether a carriage return alone ends a line: no line feed is in the head, as on old Macintoshes."""
    return b"\n" not in head and b"\r" in head[:-1]


def _decoded(decoder: LineDecoder, line: bytes) -> str | Unreadable:
    try:
        return decoder.decode(line.removesuffix(b"\r"))
    except Unreadable as problem:
        return problem


def _utf16_lines(stream: Chunks, head: bytes) -> Iterator[Line]:
    """Lines of UTF-16, which only a decoder of the whole stream finds; a damaged place shows as U+FFFD."""
    text = io.TextIOWrapper(io.BufferedReader(_Rejoined(head, stream)), "utf-16", errors="replace", newline="\n")
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if line.endswith("\n") or len(line) < LONGEST_LINE:
            damaged = "�" in line
            yield Line(number, _damaged(line) if damaged else line.rstrip("\r\n").lstrip("\ufeff"))
        else:
            _skip(text)
            yield Line(number, _too_long())


def _skip(text: io.TextIOWrapper) -> None:
    """Read on to the end of the line."""
    while (piece := text.readline(HEAD)) and not piece.endswith("\n"):
        pass


class _Rejoined(io.RawIOBase):
    """A stream as it was before its head was read."""

    def __init__(self, head: bytes, stream: Chunks) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """Yes: what `io.RawIOBase` asks first."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer: 3.12
        """Fill a buffer: what was read ahead, then the rest of the stream."""
        data = self._head[: len(buffer)] if self._head else self._stream.read1(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)


def _too_long() -> Unreadable:
    return Unreadable("line_too_long", most=LONGEST_LINE >> 20)


def _damaged(line: str) -> Unreadable:
    return Unreadable("utf16_undecodable", line)
