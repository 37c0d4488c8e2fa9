"""What stands behind `field:` -> a query node."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from catalogue.labels import field_words, value_named
from catalogue.words import Words, say
from indexer.analysis.numbers import parse
from indexer.fields import Field
from indexer.query import Node, Number, Phrase, Prefix, Range, Term, Text
from standard.folding import fold_characters
from standard.publisher import region_code

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|年)?")


class ValueProblem(ValueError):
    """A value that the field cannot have; the message says what it can."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


def field_node(field: Field, text: str, *, quoted: bool = False) -> Node:
    """The node for `field:text`. Raises ValueProblem."""
    value = fold_characters(text).strip()
    if not value:
        raise ValueProblem(say("value_empty", field=field_words(field)))
    match field.kind:
        case "text":
            return _text(field, text, quoted=quoted)
        case "number":
            return _number(field, value)
        case "day":
            return day_range(field, value)
        case "code":
            return Term(field.name, _code(field, value))
        case _:
            return Term(field.name, _keyword(field, value))


def _text(field: Field, text: str, *, quoted: bool) -> Node:
    if quoted:
        return Phrase(text, field.name)
    return Prefix(text[:-1], field.name) if text.endswith("*") else Text(text, field.name)


def _number(field: Field, value: str) -> Node:
    if field.name != "number":
        number = parse(value)
        return Term(field.name, str(number) if number is not None else value)
    return Prefix(value[:-1], "number") if value.endswith("*") else Number(value, own=True)


def _code(field: Field, value: str) -> str:
    if field.name == "region":
        code = region_code(value) or (
            value.upper().removeprefix("DB") if re.fullmatch(r"(DB)?\d{2,4}", value, re.IGNORECASE) else None
        )
        if code is None:
            raise ValueProblem(say("region_unknown", value=value))
        return code
    return value.upper().replace(" ", "")


def _keyword(field: Field, value: str) -> str:
    if field.name in ("level", "status", "nature", "function"):
        known = value_named(field.name, value)
        if known is None:
            raise ValueProblem(say("value_unknown", field=field_words(field), value=value))
        return known
    return value.upper() if field.name == "prefix" else value


def day_range(field: Field, value: str) -> Range:
    """`2020`, `2020-05`, `2020..2024`, `..2019`, `>=2020-05-01`, `<2020`. Raises ValueProblem."""
    if ".." in value:
        low, high = value.split("..", 1)
        return Range(field.name, _first(low, field), _last(high, field))
    match = re.fullmatch(r"(>=|<=|>|<|≥|≤)?(.+)", value)
    sign, text = (match.group(1) or "", match.group(2)) if match else ("", value)
    first, last = _days(text, field)
    one = date.resolution
    range_ends: dict[str, tuple[date | None, date | None]] = {
        "": (first, last),
        ">=": (first, None),
        "≥": (first, None),
        "<=": (None, last),
        "≤": (None, last),
        ">": (last + one if last < date.max else last, None),
        "<": (None, first - one if first > date.min else first),
    }
    return Range(field.name, *range_ends[sign])


def _first(text: str, field: Field) -> date | None:
    return _days(text, field)[0] if text.strip() else None


def _last(text: str, field: Field) -> date | None:
    return _days(text, field)[1] if text.strip() else None


def _days(text: str, field: Field) -> tuple[date, date]:
    """First and last day of a year, month or day."""
    match = _DAY.fullmatch(text.strip())
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        raise ValueProblem(say("day_unreadable", field=field_words(field), value=text)) from None
    return first, last
