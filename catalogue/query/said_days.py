"""Days said in words beside a subject: 2020年以后 养老, 养老 2018年至2022年, 2020年实施的养老标准."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from catalogue.query.lexer import Token
from indexer.fields import FIELDS

_DAYS = {field.name: field for field in FIELDS if field.kind == "day"}
_YEAR = "(?:19|20)[0-9]{2}"
_AFTER, _BEFORE = "以后|之后|以来|后|起|至今", "以前|之前|前"
_DONE = "(?P<issued>发布|颁布|公布|出台)|(?P<effective>实施|施行|生效)"
_WHEN = f"[至到~](?P<last>{_YEAR})年|年?(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE}))"
#: a year and what makes a day of it: a direction, another year, or what was done then
_SAID = re.compile(
    rf"(?<![0-9])(?P<first>{_YEAR})(?:年?{_WHEN}|年(?=发布|颁布|公布|出台|实施|施行|生效))(?:{_DONE})?的?"
)


def with_days(tokens: list[Token]) -> list[Token]:
    """The tokens with days told apart, as fields: of what was done no word is said, of the issue."""
    return [part for token in tokens for part in (_parts(token) if token.kind == "piece" else (token,))]


def _parts(token: Token) -> Iterator[Token]:
    match = _SAID.search(token.text)
    if match is None:
        yield token
        return
    field = _DAYS["effective" if match["effective"] else "issued"]
    for kind, start, end in (
        ("piece", 0, match.start()),
        ("field", *match.span()),
        ("piece", match.end(), len(token.text)),
    ):
        if start < end:
            span = (token.span[0] + start, token.span[0] + end)
            text = _value(match) if kind == "field" else token.text[start:end]
            yield replace(token, kind=kind, text=text, span=span, field=field if kind == "field" else None)


def _value(match: re.Match[str]) -> str:
    if match["last"]:
        return f"{match['first']}..{match['last']}"
    return f"{'>=' if match['after'] else '<=' if match['before'] else ''}{match['first']}"
