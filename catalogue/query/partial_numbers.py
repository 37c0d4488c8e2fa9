"""Numbers of which a part was left out, beside words or a region: `1354 大米`, `DB37 4320`.

Beside the tree of a query stands what its number may mean otherwise; nothing that the tree finds is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from catalogue.query.expansion import reworded
from catalogue.query.field_values import DOTTED
from catalogue.query.lexer import Token
from indexer.analysis import HAN, parse
from indexer.query import And, Node, Number, Or, Pieces, Text
from standard.folding import fold_characters
from standard.number import StandardNumber

#: a serial number, maybe with its year, that is no year itself; shorter ones are parts, grades, sizes
_SERIAL = re.compile(r"(?!(?:19|20)\d\d(?:-|$))\d{3,6}(?:\.\d{1,4}){0,3}(?:-(?:19|20)\d\d)?")
#: the same right before or behind a subject
_DIGITS = r"\d{4,6}(?:\.\d{1,4}){0,3}"
_TOGETHER = re.compile(f"({_DIGITS}(?=[{HAN}])|[{HAN}]{{2,}}(?=\\d))({_DIGITS}|[{HAN}]{{2,}})")
#: the prefix of a region without its nature
_REGIONAL = re.compile(r"DB(?:\d\d){1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: most blanks between a prefix and its serial
_GAP = 2


def with_serials(tree: Node | None, whole: Number | None) -> Node | None:
    """The tree, its free text beside the same with a serial as a number, and with a region's number of any nature.

    Words and number must both fit: `6205 轴承` is a bearing before it is a standard. Not where the whole query is a
    number that a grammar knows, as `国标 2760`.
    """
    match tree:
        case Pieces():
            beside = [] if whole is not None and parse(whole.text) is not None else list(_serials(tree))
            others = [*beside, *_natures(tree)]
            return Or((tree, *others)) if others else tree
        case And((Pieces() as free, *filters)):
            return And((with_serials(free, whole) or free, *filters))
        case _:
            return tree


def serial_node(text: str) -> Number | None:
    """The number that a word beside others may be the serial of; None for other words."""
    return Number(f"* {text}", own=True) if _SERIAL.fullmatch(text) else None


def is_beside(number: Number, words: Sequence[str]) -> bool:
    """Whether a number of a tree is a serial beside or in words of the query, so only one of the ways to read it."""
    serial = number.text.removeprefix("* ")
    among = number.own and serial != number.text and any(serial in word for word in words)
    return among and list(words) != [serial]


def whatever_nature(text: str) -> Number | None:
    """`DB37/* 4320` for `DB37 4320`: who leaves the nature out mostly does not know it. None for other numbers."""
    number = parse(text)
    if number is None or not number.serial or not _REGIONAL.fullmatch(number.prefix):
        return None
    return Number(f"{number.prefix}/*{str(number).removeprefix(number.prefix)}", own=True)


def shown(number: StandardNumber, typed: str) -> str:
    """A number as the reader sees it: canonical, but 国标9001 as it was typed, for nothing is called `GB/* 9001`."""
    if number.kind != "wildcard":
        return str(number)
    folded = fold_characters(typed)
    at = folded.find(number.serial) + len(number.serial)
    year = re.match(rf"\W{{0,3}}{number.year}", folded[at:]) if number.year else None
    return typed[: at + (year.end() if year else 0)].strip()


def joined(tokens: list[Token]) -> list[Token]:
    """The tokens with the prefix of a region and the serial right behind it as one number."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before is not None and _continues(before, token) and not (_is_year(token) and len(tokens) > 2):
            found[-1] = Token("number", f"{before.text} {token.text}", (before.span[0], token.span[1]))
        else:
            found.append(token)
    return found


def _continues(before: Token, token: Token) -> bool:
    """Whether a token is the serial of the prefix before it: `DB37 4320`, but not `DB37，第2部分`."""
    prefix = before.kind == "publisher" and _REGIONAL.fullmatch(before.text) is not None
    near = 0 < token.span[0] - before.span[1] <= _GAP
    return prefix and near and token.kind == "piece" and DOTTED.fullmatch(token.text) is not None


def _is_year(token: Token) -> bool:
    return _YEAR.fullmatch(token.text) is not None


def _serials(free: Pieces) -> Iterator[Node]:
    """The other words with the one serial among them."""
    pieces = [part for one in free.pieces for part in _apart(one)]
    numbers = [(place, serial_node(one.text)) for place, one in enumerate(pieces) if isinstance(one, Text)]
    found = [(place, number) for place, number in numbers if number is not None]
    if len(found) != 1 or len(pieces) == 1:
        return
    ((at, number),) = found
    rest = reworded(replace(free, pieces=(*pieces[:at], *pieces[at + 1 :])))
    if isinstance(rest, Pieces):
        yield And((number, *rest.pieces, *rest.beside))


def _apart(one: Text | Number) -> tuple[Text | Number, ...]:
    """A word that is a serial and a subject written together: 19001质量管理."""
    match = _TOGETHER.fullmatch(one.text) if isinstance(one, Text) else None
    return tuple(map(Text, match.groups())) if match else (one,)


def _natures(free: Pieces) -> Iterator[Node]:
    """The numbers of regions without a nature, with any."""
    numbers = (whatever_nature(one.text) for one in free.pieces if isinstance(one, Number))
    return (number for number in numbers if number is not None)
