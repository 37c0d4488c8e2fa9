"""What matched, as places in the original text: also where it is written full-width, traditional, or with blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from catalogue.search.answer import Spans
from indexer.analysis import compact_with_places, is_latin, mention_keys, read_query_number
from indexer.engines import Piece, analyse_piece, numbers_of, piece_spans
from indexer.query import And, Node, Or, Phrase, Pieces, Prefix, Text
from standard.number import find_numbers

#: places of something in a compacted text
_Find = Callable[[str], Iterator[tuple[int, int]]]


class Marker:
    """Marks the texts of hits for one query."""

    def __init__(self, tree: Node) -> None:
        sought = dict.fromkeys(_sought(tree))
        self._sought = [(field, ways) for text, field in sought if (ways := _ways(text))]
        self._numbers = {key for number in numbers_of(tree) for key in read_query_number(number.text).mention_keys()}

    def marks(self, text: str, field: str) -> Spans:
        """Half-open places in the `text` of a field, counted in characters, in order, never touching."""
        line, places = compact_with_places(text)
        found = [span for only, ways in self._sought if only in (None, field) for span in _places_of(ways, line)]
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


def _ways(sought: Text | Phrase | Prefix) -> tuple[list[_Find], ...]:
    """What is marked in a compacted text: the whole; where it does not stand, its words."""
    if isinstance(sought, Prefix):
        start = analyse_piece(sought.text) if sought.field != "number" else None
        return ([partial(_begun, start)],) if start is not None and start.compact else ()
    one = analyse_piece(sought.text)
    return ([partial(_held, one)], [partial(_held, analyse_piece(word)) for word in one.words]) if one.compact else ()


def _held(sought: Piece, line: str) -> Iterator[tuple[int, int]]:
    return piece_spans(line, sought)


def _begun(sought: Piece, line: str) -> Iterator[tuple[int, int]]:
    """Where words begin so, to their ends."""
    for start, end in piece_spans(line, sought, open_end=True):
        yield start, next((at for at in range(end, len(line)) if not is_latin(line[at])), len(line))


def _places_of(ways: tuple[list[_Find], ...], line: str) -> list[tuple[int, int]]:
    """Where the first group of ways stands that stands anywhere."""
    groups = ([span for find in one for span in find(line)] for one in ways)
    return next((found for found in groups if found), [])


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
