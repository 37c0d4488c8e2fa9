"""Tables of text on a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width


def text_width(text: str) -> int:
    """How wide a text stands on a terminal."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def align(rows: Sequence[Sequence[str]], left: int) -> Iterator[str]:
    """Rows of equally many cells as lines; the first `left` columns to the left, the others, numbers, to the right."""
    widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            text + " " * (width - text_width(text)) if at < left else " " * (width - text_width(text)) + text
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
