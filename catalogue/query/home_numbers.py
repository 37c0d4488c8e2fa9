"""Numbers that hang on the home of a catalogue: 省标 2672 is DB37/* 2672 in Shandong, DB32/* 2672 in Jiangsu."""

from __future__ import annotations

from dataclasses import replace

from catalogue.query.named_numbers import NamedNumber
from catalogue.query.reading import Reading
from indexer.analysis import left_out, parse
from indexer.query import And, Node, Not, Number, Or, PartialNumber, Pieces
from standard.home import HOME
from standard.number import NumberError, StandardNumber


def with_home(reading: Reading, home: str) -> Reading:
    """A query as it is meant at home."""
    if home == HOME:
        return reading
    return replace(
        reading,
        tree=_tree(reading.tree, home),
        numbers=tuple(_named(number, home) for number in reading.numbers),
        whole=_named(reading.whole, home) if reading.whole is not None else None,
    )


def number_at_home(text: str, home: str) -> str:
    """A number as it is meant at home: spelled out where that decides, any other text as it is."""
    try:
        meant = StandardNumber(text, home=home)
    except NumberError:
        return text
    return text if meant == parse(text) else str(meant)


def _partial(number: PartialNumber, home: str) -> PartialNumber:
    """A number with a part left out: the words that were typed for its prefix may name the home."""
    try:
        meant = left_out(StandardNumber(number.text, home=home))
    except NumberError:
        return number
    return replace(number, stem=meant.stem) if meant is not None else number


def _named(number: NamedNumber, home: str) -> NamedNumber:
    return replace(number, number=_partial(number.number, home)) if isinstance(number.number, PartialNumber) else number


def _tree(node: Node, home: str) -> Node:
    match node:
        case Number():
            return replace(node, text=number_at_home(node.text, home))
        case PartialNumber():
            return _partial(node, home)
        case And() | Or():
            return replace(node, parts=tuple(_tree(part, home) for part in node.parts))
        case Not():
            return replace(node, part=_tree(node.part, home))
        case Pieces():
            pieces = (
                replace(piece, text=number_at_home(piece.text, home)) if isinstance(piece, Number) else piece
                for piece in node.pieces
            )
            return replace(node, pieces=tuple(pieces))
        case _:
            return node
