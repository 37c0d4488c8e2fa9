"""What matched, as places in the original text: also where it is written full-width, traditional, or with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.answer import Spans
from indexer.analysis.fold import compact_with_places
from indexer.analysis.numbers import asked, mention_keys
from indexer.matching import Piece, numbers_of, piece, piece_pattern, relevant_texts
from indexer.query import Node
from standard.number import find_numbers


class Marker:
    """Marks the texts of hits for one query."""

    def __init__(self, tree: Node) -> None:
        texts = map(piece, dict.fromkeys(relevant_texts(tree)))
        self._pieces = [sought for sought in texts if sought.compact]
        self._numbers = {key for number in numbers_of(tree) for key in asked(number.text).mention_keys()}

    def marks(self, text: str) -> Spans:
        """Half-open places in `text`, in order, never touching."""
        line, places = compact_with_places(text)
        found = [span for sought in self._pieces for span in _places_of(sought, line)]
        spans = [(places[start], places[end - 1] + 1) for start, end in found]
        return _joined([*spans, *self._named(text)])

    def _named(self, text: str) -> list[tuple[int, int]]:
        """Where a text names a number that was asked for, in whatever spelling."""
        matches = find_numbers(text) if self._numbers else []
        return [match.span for match in matches if not self._numbers.isdisjoint(mention_keys(match.number))]


def _places_of(sought: Piece, line: str) -> list[tuple[int, int]]:
    """Where a compacted text holds the piece as a whole; where it does not, its words."""
    whole = [match.span() for match in piece_pattern(sought).finditer(line)]
    return whole or [match.span() for word in sought.words for match in _pattern(word).finditer(line)]


def _pattern(word: str) -> re.Pattern[str]:
    return piece_pattern(piece(word))


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
