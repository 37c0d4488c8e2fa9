"""Tokens -> query tree. By recursive descent; the precedence is the order of the methods.

::

    query   = all { "or" all }
    all     = [ part { [ "AND" ] part } ]
    part    = ( "-" | "NOT" ) part | "(" query ")" | phrase | field ":" value | prefix "*" | number | piece

Neighbouring pieces and numbers become one `Pieces`, the only node that engines widen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from catalogue.query.field_values import ValueProblem, field_node, prefix_node
from catalogue.query.intent import is_wish, said_node
from catalogue.query.lexer import Mistake, Token
from catalogue.wording import Words, say
from indexer.analysis import compact, parse
from indexer.fields import Field
from indexer.query import About, And, Everything, Node, Not, Number, Or, Phrase, Pieces, Prefix, Term, Text

#: most parts of a query that are looked at: words, numbers, phrases, fields
MAX_PIECES = 60
#: most exclusions within one another
MAX_NEGATED = 8
#: longest subject before 标准 that is no title
SHORT_SUBJECT = 4


@dataclass(frozen=True)
class Part:
    """A part of the query as it was understood: a chip that can be taken off."""

    #: number, field, phrase, not, prefix, publisher; piece for plain words, which are no chips
    kind: str
    #: what it says, as typed: of a field its value
    text: str
    span: tuple[int, int]
    #: the same as engines and filters have it: `current`, `67.080`, `DB37/T`, `GB/T 1.1-2020`; empty for mere words
    value: str = ""
    #: of kind `field`: what it is a value of, with its label
    field: Field | None = None
    #: the place of its value, with the quotes around it; empty for what is no field written with a colon
    value_span: tuple[int, int] = (0, 0)


class Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._pieces = 0
        self._negated = 0
        self.words: list[Part] = []
        self.mistakes: list[Mistake] = []
        self.parts: list[Part] = []

    def parts_of(self, *kinds: str) -> list[Part]:
        """The parts of some kinds."""
        return [part for part in self.parts if part.kind in kinds]

    def query(self) -> Node | None:
        """`all { "or" all }`."""
        sides: list[Node] = []
        operator = None
        while True:
            node = self._all()
            if node is not None:
                sides.append(node)
            if (operator is not None and node is None) or (self._is("or") and not sides):
                self._mistake(say("or_without_side"), operator or self._tokens[self._at], "left_out")
            if not self._is("or"):
                break
            operator = self._take()
        if len(sides) > 1:
            return Or(tuple(sides))
        return sides[0] if sides else None

    def _all(self) -> Node | None:
        """Parts side by side: all must hold."""
        plain: list[Text | Number] = []
        beside: list[Node] = []
        others: list[Node] = []
        while self._at < len(self._tokens) and not self._is("or", "close"):
            if self._is("weak"):
                _may_hold(plain, self._tokens[self._at - 1], self._take())
                continue
            wish = is_wish(self._tokens[self._at])
            for node in self._part():
                if _is_plain(node):
                    plain.append(node)
                elif wish:
                    beside.append(node)
                elif isinstance(node, Pieces):
                    plain.extend(node.pieces)
                    beside.extend(node.beside)
                else:
                    others.append(node)
        beside = [_place_beside_filters(node) for node in beside] if others else beside
        free: list[Node] = [Pieces(tuple(dict.fromkeys(plain)), tuple(beside))] if plain else beside
        nodes = [*free, *others]
        if len(nodes) > 1:
            return And(tuple(nodes))
        return nodes[0] if nodes else None

    def _part(self) -> Iterator[Node]:
        """One part; nothing where it has no meaning."""
        token = self._take()
        match token.kind:
            case "not":
                yield from self._not(token)
            case "and" | "filler":
                pass
            case "said":
                yield from () if self._is_one_too_many(token) else (self._said(token),)
            case "open":
                node = self.query()
                if self._is("close"):
                    self._take()
                yield from (node,) if node is not None else ()
            case "field":
                yield from self._field(token)
            case _:
                yield from self._leaf(token)

    def _not(self, sign: Token) -> Iterator[Node]:
        """What is not wanted, with all that is negated as one part."""
        if self._at >= len(self._tokens) or self._is("or", "close"):
            self._mistake(say("not_without_word", sign=sign.text), sign, "left_out")
            return
        while self._negated >= MAX_NEGATED and self._is("not"):
            self._mistake(say("too_deep", limit=MAX_NEGATED), self._take(), "left_out")
        known = len(self.parts)
        self._negated += 1
        nodes = list(self._part())
        self._negated -= 1
        span = (sign.span[0], self._tokens[self._at - 1].span[1])
        words = " ".join(token.text for token in self._tokens if sign.span[1] <= token.span[0] < span[1])
        self.parts[known:] = [Part("not", words, span)]
        yield from (Not(_plain(node)) for node in nodes)

    def _leaf(self, token: Token) -> Iterator[Node]:
        if self._is_one_too_many(token):
            return
        node = _LEAVES[token.kind](token)
        if token.kind != "piece":
            self.parts.append(Part(token.kind, token.text, token.span, _value(node)))
        elif not self._negated:
            self.words.append(Part("piece", token.text, token.span))
        if isinstance(node, Text | Phrase | About | Prefix) and not compact(node.text):
            return
        yield node

    def _field(self, token: Token) -> Iterator[Node]:
        if token.field is None or self._is_one_too_many(token):
            return
        try:
            node = field_node(token.field, token.text, quoted=token.quoted)
        except ValueProblem as problem:
            self._mistake(problem.words, token, problem.handled)
            if problem.node is None:
                yield from (Text(token.text),) if compact(token.text) else ()
                return
            node = problem.node
        self.parts.append(Part("field", token.text, token.span, _value(node), token.field, token.value_span))
        yield node

    def _said(self, token: Token) -> Node:
        """What is said of the standard beside its subject: 国标, 现行, a year, a prefix."""
        text, node = said_node(token)
        said = Part("publisher" if token.field is None else "field", text, token.span, _value(node), token.field)
        self.parts.append(said)
        return node

    def _is_one_too_many(self, token: Token) -> bool:
        """Whether so many parts were looked at that this one is left out; the first one that is left out is told."""
        self._pieces += 1
        if self._pieces == MAX_PIECES + 1:
            self._mistake(say("too_many_words", limit=MAX_PIECES), token, "left_out")
        return self._pieces > MAX_PIECES

    def _is(self, *kinds: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind in kinds

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _mistake(self, message: Words, token: Token, handled: str) -> None:
        self.mistakes.append(Mistake(message, token.span, say(handled)))


_LEAVES: dict[str, Callable[[Token], Node]] = {
    "piece": lambda token: Text(token.text),
    "phrase": lambda token: Phrase(token.text),
    "number": lambda token: Number(token.text),
    "prefix": lambda token: Prefix(token.text, token.field.name if token.field else None),
    "publisher": lambda token: prefix_node(token.text),
    "close": lambda token: Text(token.text),
}


def _value(node: Node) -> str:
    """The value that a field is asked for: of several ways to ask for it the first."""
    match node:
        case Term(_, value):
            return value
        case Or((first, *_)):
            return _value(first)
        case Number(text):
            number = parse(text)
            return str(number) if number is not None else ""
        case _:
            return ""


def _is_plain(node: Node) -> TypeGuard[Text | Number]:
    """Whether a node is free text, which may be widened."""
    return (isinstance(node, Text) and node.field is None) or (isinstance(node, Number) and not node.own)


def _place_beside_filters(wish: Node) -> Node:
    """A place counts for what names it only: of the many that fit it, a filter beside it might leave none."""
    is_place = isinstance(wish, Or) and any(isinstance(part, Term) and part.field == "region" for part in wish.parts)
    return Or((*wish.parts, Everything())) if isinstance(wish, Or) and is_place else wish


def _may_hold(plain: list[Text | Number], before: Token, weak: Token) -> None:
    """Words that the last piece may go on with: who holds 海水淡化 holds 海水淡化标准. What is long may be a title."""
    if plain and isinstance(plain[-1], Text):
        short = plain[-1].text
        word = "标准" if weak.text.endswith("标准") else weak.text
        longer = short + ("" if before.span[1] == weak.span[0] else " ") + word
        is_title = len(short) > SHORT_SUBJECT and weak.text == "标准"
        plain[-1] = Text(longer, also=(short,)) if is_title else Text(short, also=(longer,))


def _plain(node: Node) -> Node:
    """A negated group: its pieces one by one."""
    return And((*node.pieces, *node.beside)) if isinstance(node, Pieces) else node
