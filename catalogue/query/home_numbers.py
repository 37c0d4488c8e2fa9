"""Numbers that hang on the home of a catalogue: 省标 2672 is DB37/* 2672 in Shandong, DB32/* 2672 in Jiangsu."""

from __future__ import annotations

from dataclasses import replace

from catalogue.query.parser import Reading
from indexer.analysis import parse
from indexer.query import And, Node, Not, Number, Or, Pieces
from standard.home import HOME
from standard.number import NumberError, StandardNumber


def with_home(reading: Reading, home: str) -> Reading:
    """A query as it is meant at home."""
    return reading if home == HOME else replace(reading, tree=_tree(reading.tree, home))


def number_at_home(text: str, home: str) -> str:
    """A number as it is meant at home: spelled out where that decides, any other text as it is."""
    try:
        meant = StandardNumber(text, home=home)
    except NumberError:
        return text
    return text if meant == parse(text) else str(meant)


def _tree(node: Node, home: str) -> Node:
    match node:
        case Number():
            return replace(node, text=number_at_home(node.text, home))
        case And() | Or():
            return replace(node, parts=tuple(_tree(one, home) for one in node.parts))
        case Not():
            return replace(node, part=_tree(node.part, home))
        case Pieces():
            pieces = tuple(
                replace(one, text=number_at_home(one.text, home)) if isinstance(one, Number) else one
                for one in node.pieces
            )
            return replace(node, pieces=pieces)
        case _:
            return node
