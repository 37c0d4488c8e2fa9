"""Query text -> query tree. By recursive descent; the precedence is the order of the methods.

::

    query   = all { "or" all }
    all     = [ part { [ "AND" ] part } ]
    part    = ( "-" | "NOT" ) part | "(" query ")" | phrase | field ":" value | prefix "*" | number | piece

Neighbouring pieces and numbers become one `Pieces`, the only node that engines widen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from catalogue.query.expansion import reworded
from catalogue.query.field_values import DOTTED, SERIAL, ValueProblem, field_node, prefix_node
from catalogue.query.intent import OURS, asked, is_wish, said_node
from catalogue.query.lexer import Lexer, Mistake, Token
from catalogue.query.partial_numbers import joined, with_serials
from catalogue.wording import Words, say
from indexer.analysis import compact, is_han, parse
from indexer.fields import Field
from indexer.query import And, Everything, Node, Not, Number, Or, Phrase, Pieces, Prefix, Term, Text
from standard.errors import LubiaoError
from standard.folding import fold_characters
from standard.publisher import publisher

#: longest query text that is read; what is longer is cut, with a hint
MAX_TEXT = 500
#: most parts of a query that are looked at: words, numbers, phrases, fields
MAX_PIECES = 60
#: most exclusions within one another
MAX_NEGATED = 8
#: longest query that may be one number which no grammar knows
MAX_NUMBER = 100
#: longest subject before 标准 that is no title
SHORT_SUBJECT = 4
#: prefixes that are no words anywhere
_NO_WORD = re.compile(r"DB\d{2,6}(/[TZ])?|GB(/[TZ])?")
#: what holds nothing
NOTHING = Or(())


class QueryError(LubiaoError):
    """A query that strict reading refuses; `span` is the place in `text`."""

    def __init__(self, message: Words, text: str, span: tuple[int, int]) -> None:
        super().__init__(f"{message}\n    {text}\n    {' ' * span[0]}{'~' * max(span[1] - span[0], 1)}")
        self.reason = message
        self.text = text
        self.span = span


@dataclass(frozen=True)
class Part:
    """A part of the query as it was understood: a chip that can be taken off."""

    #: number, field, phrase, not, prefix, publisher; piece for plain words, which are no chips
    kind: str
    text: str
    span: tuple[int, int]
    #: of kind `field`
    field: Field | None = None


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


def read_query(text: str, *, strict: bool = False) -> Reading:
    """Read a query. `strict` raises QueryError at the first mistake; otherwise there is always a tree."""
    lexer = Lexer(text)
    tokens = tuple(_publisher_alone(asked(joined(lexer.tokens()))))
    parser = _Parser(tokens)
    tree = parser.query()
    mistakes = tuple(sorted((*lexer.mistakes, *parser.mistakes), key=lambda mistake: mistake.span))
    if strict and mistakes:
        raise QueryError(mistakes[0].message, text, mistakes[0].span)
    whole = None if parser.parts_of("field", "not", "phrase", "prefix", "publisher") else _whole_number(text)
    if tree is None and whole is None:
        tree = NOTHING if text.strip() else Everything()
        return Reading(tree, mistakes, (), empty=bool(text.strip()), text=text, tokens=tokens)
    numbers = [part.text for part in parser.parts_of("number")]
    tree = reworded(_with_whole(with_serials(tree, whole), whole, numbers))
    return Reading(tree, mistakes, tuple(parser.parts), text=text, tokens=tokens, words=tuple(parser.words))


def _publisher_alone(tokens: list[Token]) -> list[Token]:
    """A query of nothing but `GB` or `NY` asks for the standards with this prefix; beside words it is a word.

    `DB37` and `GB` are no words anywhere.
    """
    if len(tokens) > 1 and any(token.kind == "piece" and SERIAL.fullmatch(token.text) for token in tokens):
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


def _with_whole(tree: Node | None, whole: Number | None, numbers: list[str]) -> Node:
    """The tree beside the whole query as one number.

    Where text mode saw a number in it, another one that the whole makes wins (`GB 7258-2017第1号修改单`); where it saw
    none, the words stand beside it (`HB 200` is also a hardness).
    """
    if tree is None or whole is None:
        return tree if tree is not None else (whole or NOTHING)
    longer = parse(whole.text)
    if numbers and longer is not None and longer not in map(parse, numbers):
        return Pieces((Number(whole.text),))
    if numbers and (longer is not None or any(map(is_han, whole.text))):
        return tree
    return Or((tree, Number(whole.text, own=True)))


def _whole_number(text: str) -> Number | None:
    """The whole query as one number: the box is also a number box.

    A number that no grammar knows is looked up by its spelling.
    """
    stripped = text.strip()
    if not any(character.isdigit() for character in stripped) or len(stripped) > MAX_NUMBER:
        return None
    if DOTTED.fullmatch(stripped):
        return Number(f"* {stripped}", own=True)
    number = parse(stripped)
    return None if number is not None and number.kind == "prefix" else Number(stripped)


class _Parser:
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
        found: list[Node] = []
        operator = None
        while True:
            node = self._all()
            if node is not None:
                found.append(node)
            if (operator is not None and node is None) or (self._is("or") and not found):
                self._mistake(say("or_without_side"), operator or self._tokens[self._at], "left_out")
            if not self._is("or"):
                break
            operator = self._take()
        if len(found) > 1:
            return Or(tuple(found))
        return found[0] if found else None

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
        if token.kind != "piece":
            self.parts.append(Part(token.kind, token.text, token.span))
        elif not self._negated:
            self.words.append(Part("piece", token.text, token.span))
        node = _LEAVES[token.kind](token)
        if isinstance(node, Text | Phrase | Prefix) and not compact(node.text):
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
        self.parts.append(Part("field", f"{token.field.label_zh}:{token.text}", token.span, token.field))
        yield node

    def _said(self, token: Token) -> Node:
        """What is said of the standard beside its subject: 国标, 现行, a year, a prefix."""
        value, node = said_node(token)
        if token.field is None:
            self.parts.append(Part("publisher", value, token.span))
        else:
            self.parts.append(Part("field", f"{token.field.label_zh}:{value}", token.span, token.field))
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


def _is_plain(node: Node) -> TypeGuard[Text | Number]:
    """Whether a node is free text, which may be widened."""
    return (isinstance(node, Text) and node.field is None) or (isinstance(node, Number) and not node.own)


def _place_beside_filters(wish: Node) -> Node:
    """A place counts for what names it only: of the many that fit it, a filter beside it might leave none."""
    is_place = isinstance(wish, Or) and any(isinstance(one, Term) and one.field == "region" for one in wish.parts)
    return Or((*wish.parts, Everything())) if isinstance(wish, Or) and is_place else wish


def _may_hold(plain: list[Text | Number], before: Token, weak: Token) -> None:
    """Words that the last piece may go on with: who holds 海水淡化 holds 海水淡化标准. What is long may be a title."""
    if plain and isinstance(plain[-1], Text):
        short = plain[-1].text
        word = "标准" if weak.text.endswith("标准") else weak.text
        longer = short + ("" if before.span[1] == weak.span[0] else " ") + word
        asked, also = (longer, short) if len(short) > SHORT_SUBJECT and weak.text == "标准" else (short, longer)
        plain[-1] = Text(asked, also=(also,))


def _plain(node: Node) -> Node:
    """A negated group: its pieces one by one."""
    return And((*node.pieces, *node.beside)) if isinstance(node, Pieces) else node
