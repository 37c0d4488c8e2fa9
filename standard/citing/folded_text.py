"""A text folded for the number grammar, with slips of the hand mended sign for sign, and the way back to its places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from standard.folding import capitals, fold_with_offsets
from standard.publisher import prefixes, publisher


@dataclass(frozen=True)
class FoldedText:
    """The text as given, and as it is read; the places of the second lead back to the first."""

    given: str
    #: folded, in capitals, line breaks kept, slips mended
    line: str
    #: character of `line` -> character of `given`
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of `line`, at least one character long, stands in `given`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def folded_text(text: str) -> FoldedText:
    """`text` as citations are read from it."""
    folded, offsets = fold_with_offsets(text)
    if "\n" in text:
        folded = "".join("\n" if text[at] == "\n" else sign for sign, at in zip(folded, offsets, strict=True))
    return FoldedText(text, _mended(capitals(folded)), offsets)


#: `CJJ/ 251`, `CECS：80`: a slash or colon between letters and serial, where no nature follows
_STRAY = re.compile(r"(?<![A-Z0-9/])([A-Z]{2,5})( ?)[/:]( ?)(?=\d{2,5}(?:\.\d|[-: ]))", re.ASCII)
#: `Q：GDW 1738-2020`
_COLON = re.compile(r"(?<![A-Z0-9/])([QT]) ?: ?(?=[A-Z]{2,12}[ _]?\d)", re.ASCII)


#: numbers of books: IS is the prefix of Indian standards
_BOOK = re.compile(r"(?<![A-Z])[IC]S[BS]N(?![A-Z])")


def _mended(line: str) -> str:
    """The line with signs that stand for others replaced, each by one sign, so that no place moves."""
    line = _BOOK.sub("    ", line)
    line = _STRAY.sub(_without_stray_sign, line)
    return _COLON.sub(lambda match: match[0].replace(" ", "").replace(":", "/").ljust(len(match[0])), line)


def _without_stray_sign(match: re.Match[str]) -> str:
    known = publisher(match[1]) if match[1] in prefixes() else None
    mends = known is not None and known.kind not in {"international", "foreign"}
    return match[1] + " " * (len(match[0]) - len(match[1])) if mends else match[0]
