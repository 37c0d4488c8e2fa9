"""Query text -> tokens with their places. Lenient: what makes no sense as an operator is text.

Titles are pasted into the box with their `:` `(` `-` and quotes, so each of these is an operator only where a title
hardly has it: `:` after the name of a field, `-` before a word and after a blank, `(` after a blank with its `)` before
one, quotes in pairs, AND, OR and NOT in capitals. The long dash `—` is the dash of Chinese titles and never negates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue.wording import Words, say
from indexer.analysis import HAN, parse
from indexer.fields import Field, field_named
from standard.folding import fold_characters
from standard.number import find_numbers
from standard.publisher import publisher

#: opening -> closing quotes
_QUOTES = {'"': '"', "“": "”", "„": "“", "「": "」", "『": "』"}
_LATIN = f"[^\\W_{HAN}]"
#: a run of letters and digits; Latin ones may be joined by a mark, as in 0.5, Wi-Fi, A/B
_PIECE = re.compile(f"[^\\W_]+(?:(?<={_LATIN})[.\\-/+&'·](?={_LATIN})[^\\W_]+)*")
_FIELD = re.compile(r"([^\W_][\w/ ]{0,12}?) ?: ?(?=\S)")
_UNKNOWN_FIELD = re.compile(r"[^\W\d_]{1,12}:(?=\S)")
_NUMBER_VALUE = re.compile(r"[^\s\d\"]*(?:\s+(?=\d))?\S+")
_NUMBER_PREFIX = re.compile(r"[A-Za-z]+(?:/[A-Za-z]+)?\d*(?:/[A-Za-z]+)?(?: ?\d[\d.\-]*)?\*(?!\S)")


#: a prefix that stands for all its numbers: `DB37/T`, `DB 37`, `T/SDAS`, `JJG(电子)`
_PUBLISHER = re.compile(
    r"(?:DB ?(?:\d\d){1,3}(?:/[TZ])?|[A-Z]{1,6}/[A-Z]{1,15})(?![\w./&+'·-])"
    rf"|JJ[GF] ?\([{HAN}]{{2,6}}\)(?! ?\d)",
    re.IGNORECASE,
)
#: the same right before a subject: GB/T轮胎
_PUBLISHER_OF = re.compile(f"(?:DB(?:\\d\\d){{1,3}}|[A-Z]{{2}})/[TZ](?=[{HAN}])", re.IGNORECASE)
#: a national number of two digits, which sentences must have a year for: gb70 3x8螺栓
_SHORT_NUMBER = re.compile(r"GB\d\d", re.IGNORECASE | re.ASCII)
#: what stands before a number on a label or in a form: 产品执行标准号：GB/T 1354
_LABEL = re.compile(
    r"(?<![\w-])(?:本?(?:产品|商品|食品|企业)的?)?(?:(?:执行|采用|适用|依据)的?(?:产品)?标准(?:编?号|代[号码])?|标准(?:编?号|代[号码]))"
    r"(?:(?P<colon> ?:)|[为是](?=[ A-Z])|(?=[ A-Z])) *",
    re.IGNORECASE,
)
#: what negates: hyphen, full-width hyphen, minus sign, short dash
_SIGNS = "-－−–"
#: most brackets that group within one another; those within are text
MAX_DEPTH = 20
#: `* 13368-2018`: a number without its prefix
_SERIAL = re.compile(r"\* ?\d")


@dataclass(frozen=True)
class Token:
    """One token; `kind` is piece, phrase, number, prefix, publisher, field, filler, not, and, or, open, close."""

    kind: str
    text: str
    span: tuple[int, int]
    field: Field | None = None
    quoted: bool = False
    #: of a field written with a colon: the place of what stands behind it, with its quotes
    value_span: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Mistake:
    """A place that could not be read as meant; lenient reading went on."""

    message: Words
    span: tuple[int, int]
    #: what lenient reading made of it
    handled: Words


class Lexer:
    """Reads one query text; `mistakes` is complete once the tokens are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.mistakes: list[Mistake] = []
        self._folded = fold_characters(text)
        self._numbers = {match.span[0]: match for match in find_numbers(text)}
        self._pairs = dict(_pairs(self._folded))
        self._closing = set(self._pairs.values())
        self._labels = dict(_labels(self._folded, frozenset(self._numbers)))
        self._behind_labels = set(self._labels.values())
        self._starts = sorted(self._numbers)

    def tokens(self) -> list[Token]:
        """All tokens in order."""
        found = list(self._tokens())
        for at in _unpaired(self._folded):
            self._mistake(say("bracket_alone"), at, at + 1)
        deep = _too_deep(self._folded)
        if deep is not None:
            self._mistake(say("too_deep", limit=MAX_DEPTH), deep, deep + 1)
        return found

    def _tokens(self) -> Iterator[Token]:
        at = 0
        while at < len(self.text):
            token = self._token(at)
            if token is None:
                at += 1
            else:
                yield token
                at = token.span[1]

    def _token(self, at: int) -> Token | None:
        """The token that begins here; None for a blank or a mark without meaning."""
        character = self._folded[at]
        if character.isspace():
            return None
        token = next((token for read in self._readers() if (token := read(at)) is not None), None)
        if token is None and character == "*" and not _SERIAL.match(self._folded, at):
            self._mistake(say("star_alone"), at, at + 1, "left_out")
        return token

    def _readers(self) -> tuple[Callable[[int], Token | None], ...]:
        """In the order in which they are asked."""
        signs = (self._phrase, self._bracket, self._sign, self._operator)
        return (*signs, self._label, self._field, self._number_prefix, self._number, self._publisher, self._piece)

    def _at_border(self, at: int) -> bool:
        """Whether an operator may stand here: at the start, after a blank, an opening bracket or a minus."""
        while at and self._folded[at - 1] == "-" and at not in self._behind_labels and (at - 1) not in self._pairs:
            at -= 1
        before = self._folded[at - 1] if at else " "
        return before.isspace() or (at - 1) in self._pairs or at in self._behind_labels

    def _phrase(self, at: int) -> Token | None:
        closing = _QUOTES.get(self.text[at], _QUOTES.get(self._folded[at]))
        if closing is None:
            return None
        end = self._folded.find(closing, at + 1)
        if end < 0:
            self._mistake(say("quote_open"), at, at + 1)
            return None
        inside = self.text[at + 1 : end]
        return Token("number" if _is_number(inside) else "phrase", inside, (at, end + 1), quoted=True)

    def _bracket(self, at: int) -> Token | None:
        if at in self._pairs:
            return Token("open", "(", (at, at + 1))
        return Token("close", ")", (at, at + 1)) if at in self._closing else None

    def _sign(self, at: int) -> Token | None:
        """`-` before a word, in the spellings of keyboards; the long dash of titles never negates, and is told."""
        after = self._folded[at + 1 : at + 2]
        if not self._at_border(at) or not after or after.isspace() or after in "-0123456789":
            return None
        if self.text[at] == "—" and at and self.text[at - 1] != "—":
            self._mistake(say("dash_long"), at, at + 1)
        return Token("not", self.text[at], (at, at + 1)) if self.text[at] in _SIGNS else None

    def _operator(self, at: int) -> Token | None:
        """AND, OR and NOT in capitals, `or` and 或, each between blanks."""
        match = _PIECE.match(self._folded, at)
        if match is None or not self._alone(at, match.end()):
            return None
        text = match.group()
        if text.lower() in ("or", "或"):
            return Token("or", text, match.span())
        if text == "NOT" and self._folded[match.end() :].strip():
            return Token("not", text, match.span())
        if text == "AND" and self._folded[:at].strip() and self._folded[match.end() :].strip():
            return Token("and", text, match.span())
        return None

    def _label(self, at: int) -> Token | None:
        """The words before a pasted number, which are no field."""
        end = self._labels.get(at)
        return Token("filler", self.text[at:end].rstrip(), (at, at + len(self.text[at:end].rstrip()))) if end else None

    def _field(self, at: int) -> Token | None:
        match = _FIELD.match(self._folded, at)
        if match is None or not self._at_border(at):
            return None
        field = field_named(match.group(1))
        if field is None:
            if _UNKNOWN_FIELD.match(self._folded, at):
                self._mistake(say("no_such_field", name=match.group(1)), at, match.end(1))
            return None
        return self._value(field, at, match.end())

    def _value(self, field: Field, start: int, at: int) -> Token:
        """What stands behind the colon: a phrase, a number, or all up to the next blank."""
        phrase = self._phrase(at)
        if phrase is not None:
            return Token("field", phrase.text, (start, phrase.span[1]), field, quoted=True, value_span=phrase.span)
        pattern = _NUMBER_VALUE if field.kind == "number" else re.compile(r"\S+")
        match = pattern.match(self._folded, at)
        end = match.end() if match else at
        end = next((place for place in range(at, end) if place in self._closing), end)
        return Token("field", self.text[at:end], (start, end), field, value_span=(at, end))

    def _number_prefix(self, at: int) -> Token | None:
        match = _NUMBER_PREFIX.match(self._folded, at)
        if match is None or not self._at_border(at) or not re.search(r"[/\d]", match.group()):
            return None
        return Token("prefix", match.group()[:-1], match.span(), field_named("number"))

    def _number(self, at: int) -> Token | None:
        match = self._numbers.get(at)
        return Token("number", match.text, match.span) if match is not None else None

    def _publisher(self, at: int) -> Token | None:
        match = _PUBLISHER.match(self._folded, at) or _PUBLISHER_OF.match(self._folded, at)
        if match is None or not self._at_border(at):
            return None
        text = match.group().replace(" ", "").upper()
        return Token("publisher", text, match.span()) if is_publisher(text) else None

    def _piece(self, at: int) -> Token | None:
        match = _PIECE.match(self._folded, at)
        if match is None:
            return None
        number = bisect_right(self._starts, at)
        end = min([match.end(), *self._starts[number : number + 1]])
        if self._folded[end : end + 1] == "*" and not self._folded[end + 1 : end + 2].isalnum():
            return Token("prefix", self.text[at:end], (at, end + 1))
        short = _SHORT_NUMBER.fullmatch(self._folded, at, end)
        return Token("number" if short else "piece", self.text[at:end], (at, end))

    def _alone(self, at: int, end: int) -> bool:
        after = self._folded[end : end + 1]
        return self._at_border(at) and (not after or after.isspace())

    def _mistake(self, message: Words, start: int, end: int, handled: str = "as_text") -> None:
        self.mistakes.append(Mistake(message, (start, end), say(handled)))


def is_publisher(text: str) -> bool:
    """Whether a text in capitals is a prefix that stands for all its numbers: `DB37/T`, `GB/T`, `T/SDAS`."""
    number = parse(text)
    return publisher(text) is not None or (number is not None and number.kind == "prefix")


def _is_number(text: str) -> bool:
    """Whether a quoted text is one whole number, so that quotes around it say no more than the number does."""
    found = find_numbers(text)
    return len(found) == 1 and found[0].text == text.strip()


def _labels(folded: str, numbers: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where labels stand, to the end of the blanks behind them.

    标准号： names a field; so does 标准代号： but before a whole number. Without a colon there must be a number.
    """
    for match in _LABEL.finditer(folded):
        before_number = match.end() in numbers
        field = field_named(match.group().rstrip(" :")) if match["colon"] else None
        if before_number if match["colon"] is None or (field and field.name == "prefix") else field is None:
            yield match.span()


def _unpaired(folded: str) -> Iterator[int]:
    """Brackets without their other half."""
    opened: list[int] = []
    for at, character in enumerate(folded):
        if character == "(":
            opened.append(at)
        elif character == ")" and opened:
            opened.pop()
        elif character == ")":
            yield at
    yield from opened


def _too_deep(folded: str) -> int | None:
    """The first bracket within too many others."""
    depth = 0
    for at, character in enumerate(folded):
        depth += (character == "(") - (character == ")" and depth > 0)
        if depth > MAX_DEPTH:
            return at
    return None


def _pairs(folded: str) -> Iterator[tuple[int, int]]:
    """Brackets that group: opened at the start, after a blank, minus or bracket; closed before a blank or bracket."""
    opened: list[int] = []
    for at, character in enumerate(folded):
        if character == "(":
            opened.append(at)
        elif character == ")" and opened:
            start = opened.pop()
            if len(opened) >= MAX_DEPTH:
                continue
            before, after = folded[start - 1 : start] if start else "", folded[at + 1 : at + 2]
            if (not before or before in " -(") and (not after or after in " )"):
                yield start, at
