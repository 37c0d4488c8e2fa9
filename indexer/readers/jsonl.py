"""JSON -> rows: one object a line, one array of objects, or an answer of a platform around such an array."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from indexer.readers.columns import Labels
from indexer.readers.json_elements import RECORD_LISTS, Element, elements_of
from indexer.readers.labels_in_words import column_field
from indexer.readers.lines import Line
from indexer.readers.platforms.answers import answer_cells
from indexer.readers.problem import Problem, Unreadable, printable
from indexer.readers.row import Row, Rowlike, unforeseen
from standard.wording import say

#: arrays within arrays of a platform's answer that are looked into: `{"data": {"rows": [...]}}`
_DEPTH = 3
#: what is no object -> the name of its word
_KINDS: Mapping[type, str] = {list: "json_list", str: "json_text", bool: "json_truth", type(None): "json_null"}
#: keys named in a message, and how much of each
_SHOWN_KEYS, _LONGEST_KEY = 12, 30
#: one for all, since `json.loads` makes one for each row
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)


class Unparsed(NamedTuple):
    """A line of JSON Lines that is not yet parsed, which any process can do."""

    file: str
    #: its number, counted from 1
    line: int
    text: str | Unreadable


def unparsed_rows(file: str, lines: Iterable[Line]) -> Iterator[Unparsed]:
    """JSON Lines as they are; blank lines do not count."""
    return (Unparsed(file, *line) for line in lines if isinstance(line.text, Unreadable) or line.text.strip())


def line_rows(file: str, lines: Iterable[Line], labels: Labels) -> Iterator[Rowlike]:
    """JSON Lines; blank lines do not count."""
    for number, text in lines:
        if isinstance(text, Unreadable):
            yield text.at(file, number)
        elif text and not text.isspace():
            yield from _rows(file, Element(number, text), labels)


def array_rows(file: str, lines: Iterable[Line], labels: Labels) -> Iterator[Rowlike]:
    """An array of objects, or objects one after the other, however they are broken into lines; streamed."""
    for element in elements_of(lines):
        yield from _rows(file, element, labels)


def _rows(file: str, element: Element, labels: Labels) -> Iterator[Rowlike]:
    """An element is one row, or the rows of a platform's answer."""
    try:
        value = _parsed(element)
        answer = None if element.listed else _answer(value)
    except Unreadable as problem:
        yield problem.at(file, element.line)
        return
    for item in [value] if answer is None else answer:
        yield _row(file, element.line, item, labels)


def _parsed(element: Element) -> object:
    """The element's value, NaN and infinities as None. Raises `Unreadable` where it is no JSON."""
    if isinstance(element.text, Unreadable):
        raise element.text
    try:
        return _DECODER.decode(element.text)
    except RecursionError:
        raise Unreadable("json_too_deep", element.text) from None
    except ValueError as error:
        raise Unreadable("json_invalid", element.text, error=str(error)) from None


def _row(file: str, line: int, value: object, labels: Labels) -> Rowlike:
    if isinstance(value, dict):
        try:
            cells = answer_cells(value, labels)
        except Unreadable as problem:
            return problem.at(file, line)
        except Exception as error:  # noqa: BLE001 - what a value does to the program concerns its own row alone
            return unforeseen(error, Row(file, line, value))
        if "number" in cells or any(column_field(key) == "number" for key in value):
            return Row(file, line, cells)
        keys = tuple(printable(key, _LONGEST_KEY) for key in islice(value, _SHOWN_KEYS))
        return Problem(file, line, _text(value), "json_without_number", {"keys": keys or say("no_columns")})
    return Problem(file, line, _text(value), "json_no_object", {"found": say(_KINDS.get(type(value), "json_number"))})


def _text(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        # as deep as can be read is deeper than can be written
        return "[…]"


def _answer(value: object, depth: int = 0) -> list[object] | None:
    """The records of a platform's answer; None where the value is a record itself, or nothing known."""
    if not isinstance(value, dict) or depth > _DEPTH or any(map(_is_number, value.items())):
        return None
    known = [name for name in RECORD_LISTS if name in value]
    for inner in (value[name] for name in (*known, *(name for name in value if name not in known))):
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            return inner
        if (found := _answer(inner, depth + 1)) is not None:
            return found
    return None


def _is_number(pair: tuple[str, object]) -> bool:
    """Whether a key stands for the number; not the `"code": 200` of an answer."""
    return column_field(pair[0]) == "number" and not isinstance(pair[1], int)
