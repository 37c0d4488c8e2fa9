"""The text of a standard as bytes, and back: JSON, each value as the list of its fields in their order."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from standard.clauses.values import ClauseTable, Passage, StandardText
from standard.number import StandardNumber
from standard.wording import Words

#: kinds of content, which are told apart by their names
_NAMED = {one.__name__: one for one in (Passage, ClauseTable)}
#: name before the two languages of words
_WORDS = "words"
#: what JSON has itself
_PLAIN = frozenset({str, int, float, bool, type(None)})


def text_to_bytes(text: StandardText) -> bytes:
    """All that was read of a text; `text_from_bytes` gives it back."""
    return json.dumps(_plain(text), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def text_from_bytes(data: bytes) -> StandardText:
    """The text that `text_to_bytes` wrote. Raises ValueError, TypeError or LookupError for anything else."""
    text: StandardText = _reader(StandardText)(json.loads(data))
    return text


def _plain(value: Any) -> Any:
    """A value as lists, texts and numbers."""
    if type(value) in _PLAIN:
        return value
    if type(value) is tuple:
        return [_plain(one) for one in value]
    if isinstance(value, Words):
        return [_WORDS, value.chinese, value.english]
    if isinstance(value, StandardNumber):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    kind: Any = type(value)
    names = _names(kind)
    if names:
        row = [_plain(getattr(value, name)) for name in names]
        return [type(value).__name__, row] if type(value).__name__ in _NAMED else row
    return str(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of value; none of what has no fields."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a kind of its plain form."""
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if isinstance(kind, UnionType):
        return lambda row: _reader(_NAMED[row[0]])(row)
    if is_dataclass(kind) and kind is not StandardNumber:
        return _fields_reader(kind)
    if kind is object:
        return _loose
    return kind if isinstance(kind, type) and (kind is StandardNumber or issubclass(kind, Enum)) else _same


def _tuple_reader(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if kinds[1:] == (...,):
        read = _reader(kinds[0])
        return tuple if read is _same else (lambda rows: tuple(map(read, rows)))
    reads = [_reader(kind) for kind in kinds]
    return lambda rows: tuple(read(row) for read, row in zip(reads, rows, strict=True))


def _fields_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    # a clause holds clauses: its readers are looked up when it is read
    kinds = [hints[field.name] for field in fields(kind)]
    named = kind.__name__ in _NAMED

    def read(row: Any) -> Any:
        cells = row[1] if named else row
        return kind(*(_reader(of)(cell) for of, cell in zip(kinds, cells, strict=True)))

    return read


def _same(value: Any) -> Any:
    return value


def _loose(value: Any) -> Any:
    """A value of a sentence: lists were tuples, and words have both languages."""
    if isinstance(value, list):
        return Words(*value[1:]) if value[:1] == [_WORDS] else tuple(map(_loose, value))
    return value
