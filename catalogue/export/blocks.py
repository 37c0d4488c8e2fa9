"""Pieces of text -> blocks of bytes, large enough that sending them costs little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: fewest characters of a block
SIZE = 16 * 1024


def encode_blocks(pieces: Iterable[str], size: int = SIZE) -> Iterator[bytes]:
    """The text in UTF-8, in blocks of at least `size` characters but for the last."""
    gathered: list[str] = []
    length = 0
    for piece in pieces:
        gathered.append(piece)
        length += len(piece)
        if length >= size:
            yield _encode(gathered)
            gathered, length = [], 0
    if gathered:
        yield _encode(gathered)


def _encode(pieces: list[str]) -> bytes:
    """Half a character, which no encoding holds, becomes a question mark: a file that has begun must not break off."""
    return "".join(pieces).encode(errors="replace")
