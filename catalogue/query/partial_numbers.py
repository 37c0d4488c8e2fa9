"""Numbers of which a part was left out, beside words or a region: `1354 大米`, `DB37 4320`, 国标9001.

Beside the tree of a query stands what its number may mean otherwise; nothing that the tree finds is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from catalogue.query.expansion import reworded
from catalogue.query.lexer import Token
from indexer.analysis import HAN, left_out, parse
from indexer.query import And, Node, Number, Or, PartialNumber, Pieces, Text
from standard.folding import fold_characters
from standard.number import StandardNumber

#: a serial number alone, of a part too: 1354, 1.1
_SERIAL_ALONE = re.compile(r"[1-9]\d{0,5}(?:\.\d{1,4}){0,3}|\d{1,6}", re.ASCII)
#: a serial number, maybe with its year, that is no year itself; shorter ones are parts, grades, sizes
_SERIAL_AMONG_WORDS = re.compile(
    r"(?!(?:19|20)\d\d(?:-|$))(?P<serial>\d{3,6}(?:\.\d{1,4}){0,3})(?:-(?P<year>(?:19|20)\d\d))?", re.ASCII
)
#: the same right before or behind a subject
_DIGITS = r"\d{4,6}(?:\.\d{1,4}){0,3}"
_TOGETHER = re.compile(f"({_DIGITS}(?=[{HAN}])|[{HAN}]{{2,}}(?=\\d))({_DIGITS}|[{HAN}]{{2,}})")
#: the prefix of a region without its nature
_REGIONAL = re.compile(r"DB(?:\d\d){1,3}")
#: a serial in a list of numbers, and what may stand before and behind it
_LISTED = re.compile(
    rf"(?P<joining>[和及与或]?)(?P<serial>[0-9]{{3,6}}(?:\.[0-9]{{1,3}}){{0,3}}(?:-(?:19|20)[0-9]{{2}})?)(?P<rest>(?:[{HAN}].*)?)"
)
_LIST_MARKS = ("", "、", ",", "，", ";", "；", "/", "|")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: most blanks between a prefix and its serial
_GAP = 2


# --- one number --------------------------------------------------------------------------------------------------


def number_node(text: str, *, own: bool = False) -> Number | PartialNumber:
    """The number that a text stands for; one that no grammar reads is looked up by its spelling."""
    serial = fold_characters(text)
    if _SERIAL_ALONE.fullmatch(serial):
        return PartialNumber(serial, text=text)
    number = parse(text)
    partial = left_out(number, _typed(number, text)) if number is not None else None
    return partial or Number(text, own)


def serial_number(word: str) -> PartialNumber | None:
    """The number that a word beside others may be the serial of; None for other words."""
    match = _SERIAL_AMONG_WORDS.fullmatch(fold_characters(word))
    return PartialNumber(match["serial"], int(match["year"]) if match["year"] else None, text=word) if match else None


def of_any_nature(number: StandardNumber) -> PartialNumber | None:
    """`DB37/* 4320` for `DB37 4320`: who leaves the nature out mostly does not know it. None for other numbers."""
    if number.kind != "local" or not _REGIONAL.fullmatch(number.prefix):
        return None
    return PartialNumber(number.serial, number.year, number.prefix, str(number))


def _typed(number: StandardNumber, text: str) -> str:
    """What of a text is the number itself: 国标9001 of 国标9001质量管理."""
    folded = fold_characters(text)
    end = folded.find(number.serial) + len(number.serial)
    year = re.match(rf"\W{{0,3}}{number.year}", folded[end:]) if number.year else None
    return text[: end + (year.end() if year else 0)].strip()


# --- the tokens of a query ---------------------------------------------------------------------------------------


def join_regions(tokens: list[Token]) -> list[Token]:
    """The tokens with the prefix of a region and the serial right behind it as one number."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before is not None and _continues(before, token) and not (_YEAR.fullmatch(token.text) and len(tokens) > 2):
            found[-1] = Token("number", f"{before.text} {token.text}", (before.span[0], token.span[1]))
        else:
            found.append(token)
    return found


def join_lists(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with serials listed behind a number as numbers with its prefix: GB 2760、2762和2763."""
    found: list[Token] = []
    left = list(reversed(tokens))
    while left:
        token, before = left.pop(), found[-1] if found else None
        listed = _listed(before, token, text) if before is not None and token.kind == "piece" else None
        if before is None or listed is None:
            found.append(token)
            continue
        at = token.span[0] + listed.start("serial")
        if listed["joining"]:
            found.append(replace(token, kind="filler", text=listed["joining"], span=(token.span[0], at)))
        prefix = getattr(parse(before.text), "prefix", "")
        end = token.span[0] + listed.end("serial")
        found.append(Token("number", f"{prefix} {listed['serial']}", (at, end)))
        if listed["rest"]:
            left.append(replace(token, text=listed["rest"], span=(end, token.span[1])))
    return found


def _listed(before: Token, token: Token, text: str) -> re.Match[str] | None:
    """The serial that a word goes on with, where it is listed behind a number."""
    number = parse(before.text) if before.kind == "number" else None
    if number is None or number.kind not in ("national", "industry", "local", "group"):
        return None
    between = text[before.span[1] : token.span[0]].strip()
    match = _LISTED.fullmatch(fold_characters(token.text))
    return match if match and between in _LIST_MARKS and (between or match["joining"]) else None


def _continues(before: Token, token: Token) -> bool:
    """Whether a token is the serial of the prefix before it: `DB37 4320`, but not `DB37，第2部分`."""
    prefix = before.kind == "publisher" and _REGIONAL.fullmatch(before.text) is not None
    near = 0 < token.span[0] - before.span[1] <= _GAP
    return (
        prefix and near and token.kind == "piece" and _SERIAL_ALONE.fullmatch(fold_characters(token.text)) is not None
    )


# --- the tree of a query -----------------------------------------------------------------------------------------


def with_partial_numbers(tree: Node, *, serials: bool) -> Node:
    """The tree, its free text beside the numbers of which a part may have been left out in it.

    With `serials`, beside the same with a serial as a number: words and number must both fit, for `6205 轴承` is a
    bearing before it is a standard. In any case beside a region's number of any nature.
    """
    match tree:
        case Pieces():
            others = [*(_with_serial(tree) if serials else ()), *_of_any_nature(tree)]
            return Or((tree, *others)) if others else tree
        case And((Pieces() as free, *filters)):
            return And((with_partial_numbers(free, serials=serials), *filters))
        case _:
            return tree


def _with_serial(free: Pieces) -> Iterator[Node]:
    """The other words with the one serial among them."""
    pieces = [part for piece in free.pieces for part in _apart(piece)]
    numbers = [(place, serial_number(piece.text)) for place, piece in enumerate(pieces) if isinstance(piece, Text)]
    found = [(place, number) for place, number in numbers if number is not None]
    if len(found) != 1 or len(pieces) == 1:
        return
    ((at, number),) = found
    rest = reworded(replace(free, pieces=(*pieces[:at], *pieces[at + 1 :])))
    if isinstance(rest, Pieces):
        yield And((number, *rest.pieces, *rest.beside))


def _apart(piece: Text | Number) -> tuple[Text | Number, ...]:
    """A word that is a serial and a subject written together: 19001质量管理."""
    match = _TOGETHER.fullmatch(piece.text) if isinstance(piece, Text) else None
    return tuple(map(Text, match.groups())) if match else (piece,)


def _of_any_nature(free: Pieces) -> Iterator[Node]:
    """The numbers of regions without a nature, with any."""
    for piece in free.pieces:
        number = parse(piece.text) if isinstance(piece, Number) else None
        partial = of_any_nature(number) if number is not None else None
        if partial is not None:
            yield partial
