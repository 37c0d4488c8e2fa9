"""Pieces of text -> blocks of bytes, large enough that sending them costs little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: characters gathered before a block is given
SIZE = 16 * 1024


def blocks(pieces: Iterable[str], size: int = SIZE) -> Iterator[bytes]:
    """The text in UTF-8, in blocks of at least `size` characters but for the last."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(held).encode()
            held, length = [], 0
    if held:
        yield "".join(held).encode()
