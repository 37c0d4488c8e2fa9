"""Query text -> how it is read: the tree for engines, and what chips and hints tell of it.

Tokens, what is said around a subject, the tree of what was typed, and last what its numbers may mean otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalogue.query.expansion import reworded
from catalogue.query.intent import OURS, tell_apart
from catalogue.query.lexer import Lexer, Mistake, Token
from catalogue.query.named_numbers import NamedNumber, named_number, named_numbers
from catalogue.query.parser import Parser, Part
from catalogue.query.partial_numbers import join_lists, join_regions, number_node, with_partial_numbers
from catalogue.wording import Words
from indexer.analysis import is_han, parse
from indexer.engines import numbers_of
from indexer.query import Everything, Node, Number, Or, PartialNumber, Pieces
from standard.errors import LubiaoError
from standard.folding import fold_characters
from standard.publisher import publisher

#: longest query text that is read; what is longer is cut, with a hint
MAX_TEXT = 500
#: longest query that may be one number which no grammar knows
MAX_NUMBER = 100
#: parts beside which the text is not one number as a whole
_NO_NUMBER = ("field", "not", "phrase", "prefix", "publisher")
#: prefixes that are no words anywhere
_NO_WORD = re.compile(r"DB\d{2,6}(/[TZ])?|GB(/[TZ])?")
#: what stands behind a prefix where it is one of a number
_SERIAL = re.compile(r"\d{1,6}")
#: what holds nothing
NOTHING = Or(())
#: a node that asks for one number
_NumberNode = Number | PartialNumber


class QueryError(LubiaoError):
    """A query that strict reading refuses; `span` is the place in `text`."""

    def __init__(self, message: Words, text: str, span: tuple[int, int]) -> None:
        marker = " " * span[0] + "~" * max(span[1] - span[0], 1)
        super().__init__("query_refused", reason=message, text=text, marker=marker)
        self.reason = message
        self.text = text
        self.span = span


@dataclass(frozen=True)
class Reading:
    """How a query text was read."""

    tree: Node
    mistakes: tuple[Mistake, ...]
    parts: tuple[Part, ...]
    #: whether there was text, but nothing in it to look for
    empty: bool = False
    text: str = ""
    tokens: tuple[Token, ...] = ()
    #: the plain words that must be held, negated ones left out
    words: tuple[Part, ...] = ()
    #: the numbers that it names; not those that its words might be, too
    numbers: tuple[NamedNumber, ...] = ()
    #: the number that the whole text is, where it is looked for as one
    whole: NamedNumber | None = None


def read_query(text: str, *, strict: bool = False) -> Reading:
    """Read a query. `strict` raises QueryError at the first mistake; otherwise there is always a tree."""
    lexer = Lexer(text)
    tokens = tuple(_publisher_alone(tell_apart(join_regions(join_lists(lexer.tokens(), text)))))
    parser = Parser(tokens)
    typed = parser.query()
    mistakes = tuple(sorted((*lexer.mistakes, *parser.mistakes), key=lambda mistake: mistake.span))
    if strict and mistakes:
        raise QueryError(mistakes[0].message, text, mistakes[0].span)
    whole = None if parser.parts_of(*_NO_NUMBER) else _whole_number(text)
    if typed is None and whole is None:
        nothing = NOTHING if text.strip() else Everything()
        return Reading(nothing, mistakes, (), empty=bool(text.strip()), text=text, tokens=tokens)
    meaning = _combine(typed, whole)
    return Reading(
        tree=reworded(meaning.tree),
        mistakes=mistakes,
        parts=tuple(parser.parts),
        text=text,
        tokens=tokens,
        words=tuple(parser.words),
        numbers=named_numbers(meaning.numbers),
        whole=named_number(meaning.whole) if meaning.whole is not None else None,
    )


def _publisher_alone(tokens: list[Token]) -> list[Token]:
    """A query of nothing but `GB` or `NY` asks for the standards with this prefix; beside words it is a word.

    `DB37` and `GB` are no words anywhere.
    """
    if len(tokens) > 1 and any(token.kind == "piece" and _SERIAL.fullmatch(token.text) for token in tokens):
        return tokens  # `DB37 3092` is a number with a part left out
    return [
        replace(token, kind="publisher", text=text)
        if token.kind == "piece" and (text := _prefix(token.text)) and (len(tokens) == 1 or _NO_WORD.fullmatch(text))
        else token
        for token in tokens
    ]


def _prefix(piece: str) -> str:
    """The prefix that a piece is, or nothing."""
    text = fold_characters(piece).upper()
    found = publisher(text)
    return text if found is not None and found.level in OURS else ""


def _whole_number(text: str) -> _NumberNode | None:
    """The whole query as one number: the box is also a number box.

    A number that no grammar knows is looked up by its spelling.
    """
    stripped = text.strip()
    if not any(character.isdigit() for character in stripped) or len(stripped) > MAX_NUMBER:
        return None
    number = parse(stripped)
    return None if number is not None and number.kind == "prefix" else number_node(stripped)


@dataclass(frozen=True)
class _Meaning:
    """What a query asks for."""

    tree: Node
    #: those that are named, not those that stand beside as what may be meant otherwise
    numbers: Sequence[_NumberNode]
    #: the last of them, where it is the whole text
    whole: _NumberNode | None = None


def _combine(typed: Node | None, whole: _NumberNode | None) -> _Meaning:
    """What was typed, beside what its numbers may mean otherwise, and beside the whole text as one number.

    Where there are numbers in the text, another one that the whole makes wins (`GB 7258-2017第1号修改单`); where there
    are none, the words stand beside it (`HB 200` is also a hardness).
    """
    if typed is None:
        return _Meaning(whole or NOTHING, [whole] if whole is not None else [], whole)
    numbers = list(numbers_of(typed))
    readable = named_number(whole) if whole is not None else None
    if whole is not None and readable is not None and numbers and readable not in named_numbers(numbers):
        return _Meaning(Pieces((whole,)) if isinstance(whole, Number) else whole, [whole], whole)
    tree = with_partial_numbers(typed, serials=readable is None)
    if whole is None or (numbers and (readable is not None or any(map(is_han, whole.text)))):
        return _Meaning(tree, numbers)
    beside = replace(whole, own=True) if isinstance(whole, Number) else whole
    return _Meaning(Or((tree, beside)), [*numbers, beside], beside)
