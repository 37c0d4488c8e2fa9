"""What matched, as places in the original text: also where it is written full-width, traditional, or with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalogue.search.answer import Spans
from indexer.analysis import HAN, asked, compact_with_places, mention_keys
from indexer.engines import numbers_of, piece, piece_pattern
from indexer.query import And, Node, Or, Phrase, Pieces, Prefix, Text
from standard.number import find_numbers

#: the border behind a Latin word, and the rest of one
_AFTER, _REST = f"(?![^\\W_{HAN}])", f"[^\\W_{HAN}]*"


class Marker:
    """Marks the texts of hits for one query."""

    def __init__(self, tree: Node) -> None:
        sought = dict.fromkeys(_sought(tree))
        self._patterns = [(field, patterns) for text, field in sought if (patterns := _patterns(text))]
        self._numbers = {key for number in numbers_of(tree) for key in asked(number.text).mention_keys()}

    def marks(self, text: str, field: str) -> Spans:
        """Half-open places in the `text` of a field, counted in characters, in order, never touching."""
        line, places = compact_with_places(text)
        found = [
            span for only, patterns in self._patterns if only in (None, field) for span in _places_of(patterns, line)
        ]
        spans = [(places[start], places[end - 1] + 1) for start, end in found]
        return _joined([*spans, *self._named(text)])

    def _named(self, text: str) -> list[tuple[int, int]]:
        """Where a text names a number that was asked for, in whatever spelling."""
        matches = find_numbers(text) if self._numbers else []
        return [match.span for match in matches if not self._numbers.isdisjoint(mention_keys(match.number))]


def _sought(tree: Node) -> Iterator[tuple[Text | Phrase | Prefix, str | None]]:
    """What a tree looks for in texts, and the field where it must stand; negated parts left out."""
    if isinstance(tree, Text | Phrase | Prefix):
        yield tree, tree.field
    elif isinstance(tree, Pieces):
        for one in tree.pieces:
            if isinstance(one, Text):
                yield from ((replace(one, text=text, also=()), one.field) for text in (one.text, *one.also))
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _sought(part)


def _patterns(sought: Text | Phrase | Prefix) -> tuple[list[re.Pattern[str]], ...]:
    """What is marked in a compacted text: the whole; where it does not stand, its words."""
    if isinstance(sought, Prefix):
        start = piece(sought.text).compact if sought.field != "number" else ""
        return ([re.compile(piece_pattern(piece(start)).pattern.removesuffix(_AFTER) + _REST)],) if start else ()
    one = piece(sought.text)
    return ([piece_pattern(one)], [piece_pattern(piece(word)) for word in one.words]) if one.compact else ()


def _places_of(patterns: tuple[list[re.Pattern[str]], ...], line: str) -> list[tuple[int, int]]:
    """Where the first group of patterns stands that stands anywhere."""
    groups = ([match.span() for one in group for match in one.finditer(line)] for group in patterns)
    return next((found for found in groups if found), [])


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
