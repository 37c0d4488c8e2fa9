"""What matched, as places in the original text: also where it is written full-width, traditional, or with blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from catalogue.search.answer import Spans
from indexer.analysis import compact_with_places, is_latin, mention_keys, query_keys
from indexer.engines import Piece, analyse_piece, numbers_of, piece_spans
from indexer.query import About, And, Node, Or, Phrase, Pieces, Prefix, Text
from standard.number import find_numbers

#: places of something in a compacted text
_Find = Callable[[str], Iterator[tuple[int, int]]]


class Marker:
    """Marks the texts of hits for one query."""

    def __init__(self, tree: Node) -> None:
        nodes = dict.fromkeys(_find_nodes(tree))
        self._ways = [(field, ways) for node, field in nodes if (ways := _list_ways(node))]
        self._numbers = {key for number in numbers_of(tree) for key in query_keys(number).mention_keys()}

    def marks(self, text: str, field: str) -> Spans:
        """Half-open places in the `text` of a field, counted in characters, in order, never touching."""
        line, places = compact_with_places(text)
        matches = [span for only, ways in self._ways if only in (None, field) for span in _find_places(ways, line)]
        spans = [(places[start], places[end - 1] + 1) for start, end in matches]
        return _join([*spans, *self._find_numbers(text)])

    def _find_numbers(self, text: str) -> list[tuple[int, int]]:
        """Spans where a text names a number of the query, in whatever spelling."""
        matches = find_numbers(text) if self._numbers else []
        return [match.span for match in matches if not self._numbers.isdisjoint(mention_keys(match.number))]


def _find_nodes(tree: Node) -> Iterator[tuple[Text | Phrase | Prefix, str | None]]:
    """What a tree looks for in texts, and the field where it must stand; negated parts left out."""
    if isinstance(tree, Text | Phrase | Prefix):
        yield tree, tree.field
    elif isinstance(tree, About):
        yield Phrase(tree.text), "title"
    elif isinstance(tree, Pieces):
        for text in tree.pieces:
            if isinstance(text, Text):
                yield from ((replace(text, text=wording, also=()), text.field) for wording in (text.text, *text.also))
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _find_nodes(part)


def _list_ways(node: Text | Phrase | Prefix) -> tuple[list[_Find], ...]:
    """What is marked in a compacted text: the whole; where it does not stand, its words."""
    if isinstance(node, Prefix):
        beginning = analyse_piece(node.text) if node.field != "number" else None
        return ([partial(_find_begun, beginning)],) if beginning is not None and beginning.compact else ()
    whole = analyse_piece(node.text)
    return (
        ([partial(_find, whole)], [partial(_find, analyse_piece(word)) for word in whole.words])
        if whole.compact
        else ()
    )


def _find(text: Piece, line: str) -> Iterator[tuple[int, int]]:
    return piece_spans(line, text)


def _find_begun(beginning: Piece, line: str) -> Iterator[tuple[int, int]]:
    """Spans of the words that begin with a text, to the ends of the words."""
    for start, end in piece_spans(line, beginning, open_end=True):
        yield start, next((at for at in range(end, len(line)) if not is_latin(line[at])), len(line))


def _find_places(ways: tuple[list[_Find], ...], line: str) -> list[tuple[int, int]]:
    """Where the first group of ways stands that stands anywhere."""
    groups = ([span for find in group for span in find(line)] for group in ways)
    return next((spans for spans in groups if spans), [])


def _join(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
