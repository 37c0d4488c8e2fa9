"""What people say around a subject: 关于大蒜的国家标准, 电动车国标, 轮胎标准有哪些.

Titles do not say it, so it must not be looked for: kinds of standards become a filter (a chip that can be taken off),
标准 at the end need not be held, question words are left out. Where nothing else was asked, all is text as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from catalogue.lexer import Lexer, Token
from indexer.fields import FIELDS
from standard.publisher import region_code

_BY_NAME = {field.name: field for field in FIELDS}
LEVEL, _REGION = _BY_NAME["level"], _BY_NAME["region"]
#: kinds of tokens beside which the words are looked at; whoever writes operators and quotes means what they say
_SIMPLE = frozenset(["piece", "number", "field", "publisher"])
_SHORT = "[国行地团企]标"
_LONG = "(?:国家|行业|地方|团体|企业)标准"
#: what a question ends in
_QUESTION = r"(?:都?有(?:哪些|什么)|(?:是|要求)?什么|是?(?:多少|哪些|哪个)|怎么查|最新版?|[吗呢])"
#: the end of a query: subject, kind of standard, 标准, question; 国际标准 is a subject
_ENDING = re.compile(
    rf"(?P<piece>.*?)(?P<asked>都?有(?:哪些|什么))?(?P<kind>的?(?:{_SHORT}|{_LONG}))?"
    rf"(?P<weak>的?(?:相关|有关)?(?<!国际)(?<!国外)(?<!非)标准)?(?P<filler>{_QUESTION})?",
    re.DOTALL,
)
#: kinds of standards before the end: 国标 wherever a word ends in it, 国家标准 by itself (食品安全国家标准 is a title)
_WITHIN = re.compile(rf"(?P<piece>.*?)(?P<kind>的?{_SHORT}|(?<!.){_LONG})", re.DOTALL)
_OPENING = re.compile("(?P<filler>请问|查询|查一下|关于|有关)(?P<piece>.*)", re.DOTALL)
_PLACE = re.compile("(?P<region>.{2,8}?[省市])(?P<piece>.*)", re.DOTALL)
#: kinds of tokens that are told apart
_SAID = frozenset(["kind", "weak", "filler"])
#: kinds of tokens that stand for something to look for
_SUBJECTS = frozenset(["piece", "number"])


def asked(tokens: list[Token]) -> list[Token]:
    """The tokens with what was said around the subject told apart, as tokens of kind `kind`, `weak` and `filler`.

    `kind` has the field `level`; a place beside a kind of local standards becomes a `field` of its own.
    """
    if not tokens or any(token.kind not in _SIMPLE or token.text.isdigit() for token in tokens):
        return tokens  # `国标 2760` is a number with a part left out
    found = [*_inner(tokens[:-1]), *_ending(tokens[-1])]
    found = _english(_backwards(found))
    said = [token for token in found if token.kind not in _SIMPLE]
    if not said or not any(token.kind in _SUBJECTS for token in found):
        return _alone(tokens)
    found = [*_opening(found[0]), *found[1:]]
    if any(token.kind == "kind" and "地" in token.text for token in said):
        found = [part for token in found for part in _place(token)]
    return [replace(token, kind="filler") if token.text == "的" else token for token in found]


def subject(text: str) -> str:
    """What a query of plain words is about: 大蒜 of 大蒜的国家标准; other queries as they are."""
    tokens = asked(Lexer(text).tokens())
    if not any(token.kind in _SAID for token in tokens):
        return text
    return " ".join(token.text for token in tokens if token.kind in _SUBJECTS) or text


def _alone(tokens: list[Token]) -> list[Token]:
    """国标 and nothing else asks for all of them; 国家标准 may be a word of titles."""
    if len(tokens) == 1 and tokens[0].kind == "piece" and re.fullmatch(_SHORT, tokens[0].text):
        return [replace(tokens[0], kind="kind", field=LEVEL)]
    return tokens


def _inner(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        match = _WITHIN.fullmatch(token.text) if token.kind == "piece" else None
        yield from _parts(token, match) if match else (token,)


def _ending(token: Token) -> list[Token]:
    match = _ENDING.fullmatch(token.text) if token.kind == "piece" else None
    return list(_parts(token, match)) if match else [token]


def _backwards(tokens: list[Token]) -> list[Token]:
    """Before question words that stand by themselves, 标准 and its kinds are at the end, too: 水表 标准 最新."""
    end = len(tokens)
    while end and tokens[end - 1].kind not in _SIMPLE:
        end -= 1
    if not 0 < end < len(tokens) or tokens[end].span[0] == tokens[end - 1].span[1]:
        return tokens
    before = _ending(tokens[end - 1])
    return (
        tokens
        if len(before) == 1 and before[0] == tokens[end - 1]
        else _backwards([*tokens[: end - 1], *before, *tokens[end:]])
    )


def _opening(token: Token) -> list[Token]:
    match = _OPENING.fullmatch(token.text) if token.kind == "piece" else None
    return list(_parts(token, match)) if match else [token]


def _place(token: Token) -> list[Token]:
    """山东省 before 地方标准 says whose; so does 山东, where it stands alone."""
    if token.kind != "piece":
        return [token]
    if region_code(token.text) is not None:
        return [replace(token, kind="field", field=_REGION)]
    match = _PLACE.fullmatch(token.text)
    return list(_parts(token, match)) if match and region_code(match["region"]) is not None else [token]


def _english(tokens: list[Token]) -> list[Token]:
    """`garlic standards in China`: the subject is garlic."""
    end = len(tokens)
    words = [token.text.casefold() for token in tokens]
    if words[-2:] == ["in", "china"]:
        end -= 2
    if end < 2 or tokens[end - 1].kind != "piece" or words[end - 1] not in ("standard", "standards"):
        return tokens
    ending = [replace(token, kind="filler") for token in tokens[end:]]
    return [*tokens[: end - 1], replace(tokens[end - 1], kind="weak"), *ending]


def _parts(token: Token, match: re.Match[str]) -> Iterator[Token]:
    """The groups of a match as tokens, named as their kinds."""
    for name, text in sorted(match.groupdict().items(), key=lambda group: match.start(group[0])):
        if text:
            kind = {"asked": "filler", "region": "field"}.get(name, name)
            field = {"kind": LEVEL, "region": _REGION}.get(name)
            span = (token.span[0] + match.start(name), token.span[0] + match.end(name))
            yield replace(token, kind=kind, text=text, span=span, field=field)
