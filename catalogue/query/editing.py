"""A query text with parts taken out or put otherwise: what chips and hints lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from catalogue.query.lexer import Token
from catalogue.query.reading import Reading

Span = tuple[int, int]
#: operators that need something before, after them
_JOINING = ("or", "and")
#: kinds of tokens that may be left hanging
_SIGNS = frozenset([*_JOINING, "not", "open", "close"])


def without(reading: Reading, *spans: Span) -> str:
    """The query without what stands in the spans, and without the operators that would be left hanging."""
    return rewritten(reading, dict.fromkeys(spans, ""))


def rewritten(reading: Reading, changes: Mapping[Span, str]) -> str:
    """The query with other words in place of spans; empty ones take away what stands there."""
    removed = [span for span, text in changes.items() if not text]
    kept = [token for token in reading.tokens if not any(_within(token.span, span) for span in removed)]
    if any(token.kind in _SIGNS for token in kept):
        for sweep in (_hanging, _hanging, _hanging):
            kept = sweep(kept)
    return _written(reading, kept, changes)


def rewritten_at(text: str, span: Span, change: str) -> str:
    """A text with another in place of what stands at a place."""
    return text[: span[0]] + change + text[span[1] :]


def with_field(name: str, value: str) -> str:
    """What asks for a value of a field, as it is typed: `发布日期:2020..2024`."""
    return f"{name}:{value}"


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether a place shares characters with any of others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _hanging(tokens: list[Token]) -> list[Token]:
    """The tokens without operators that have nothing to work on, and without empty brackets."""
    kinds = ["start", *(token.kind for token in tokens), "end"]
    around = zip(tokens, kinds, kinds[2:], strict=False)
    return [token for token, before, after in around if not _is_hanging(token.kind, before, after)]


def _is_hanging(kind: str, before: str, after: str) -> bool:
    if kind in _JOINING:
        return before in ("start", "open", *_JOINING) or after in ("end", "close")
    if kind == "not":
        return after in ("end", "close", *_JOINING)
    return (kind == "open" and after in ("close", "end")) or (kind == "close" and before in ("open", "start"))


def _written(reading: Reading, kept: list[Token], changes: Mapping[Span, str]) -> str:
    """The kept tokens as they were typed, with the blanks and marks that stood between neighbours."""
    shown: list[str] = []
    right_before = {token.span: before for before, token in pairwise(reading.tokens)}
    for before, token in pairwise([None, *kept]):
        if token is None:
            continue
        if before is not None:
            near = right_before[token.span].span == before.span
            shown.append(reading.text[before.span[1] : token.span[0]] if near else _between(before, token))
        shown.append(changes.get(token.span) or reading.text[slice(*token.span)])
    return "".join(shown)


def _between(before: Token, after: Token) -> str:
    """What stands between two tokens that were not neighbours."""
    return "" if before.kind == "open" or after.kind == "close" or _tight(before) else " "


def _tight(sign: Token) -> bool:
    """Whether a sign stands right before its word; NOT has a blank."""
    return sign.kind == "not" and len(sign.text) == 1
