"""What people say around a subject: 关于大蒜的国家标准, 电动车国标, 轮胎标准有哪些.

Titles do not say it, so it must not be looked for: kinds of standards become a filter (a chip that can be taken off),
标准 at the end need not be held, question words are left out. Where nothing else was asked, all is text as before. The
words stand in the table `question_words`, by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, starmap

from catalogue.query.field_values import ended_node, field_node, prefix_nodes
from catalogue.query.lexer import Lexer, Token
from catalogue.query.question_frames import read_sentence
from catalogue.query.said_days import with_days
from indexer.analysis import HAN, is_han
from indexer.fields import FIELDS
from indexer.query import Node, Or, Phrase
from standard.publisher import Level, industry_codes, publisher, region_code
from standard.word_classes import WordTable

_BY_NAME = {field.name: field for field in FIELDS}
_REGION, _YEAR = _BY_NAME["region"], _BY_NAME["year"]
#: group of a pattern -> field that what it holds is a value of
_FIELDS = {"level": _BY_NAME["level"], "nature": _BY_NAME["nature"], "status": _BY_NAME["status"], "region": _REGION}
#: kinds of tokens beside which the words are looked at; whoever writes operators and quotes means what they say
_SIMPLE = frozenset(["piece", "number", "field", "publisher"])
_WORDS = WordTable("question_words", package="catalogue.query")
#: what is said of the status; 废止 in a longer word only as 已废止
_STATUS = "(?:<<in force>>|(?:已经?)?<<ended>>)"
_STATUS_OF = "(?:<<in force>>|已经?<<ended>>)"
_LEVEL = "(?:<<level in short>>|<<level>>)"
_FORCE = f"(?P<nature>的?<<nature>>(?=标准|{_LEVEL}))?"
#: what a question ends in
_QUESTION = (
    "(?:都?有<<which>>|(?:是|要求)?什么|是?(?:多少|<<which one>>)|有(?:几|多少)(?:个|项)?|<<look up>>"
    "|(?:现在)?(?:还|是否)?有效|(?i:<<copy>>)+)?[吗呢]?"
)
#: the end of a query: subject, kind of standard, 标准, question; 国际标准 is a subject
_ENDING = _WORDS.rule(
    f"(?P<piece>.*?)(?P<asked>都?有(?:<<which>>|没有)?(?=.{{0,9}}标))?(?P<status>的?{_STATUS_OF}(?:的(?=.)|(?=$|.{{0,5}}标)))?"
    f"{_FORCE}(?P<level>的?{_LEVEL})?"
    "(?P<weak>的?(?:最新)?<<of standards>>?(?:是?什么|<<which one>>)?<<not after other standards>>标准)?"
    f"(?P<named>(?<=标准)编?号)?(?P<filler>{_QUESTION})"
)
#: kinds of standards before the end: 国标 wherever a word ends in it, 国家标准 by itself (食品安全国家标准 is a title)
_WITHIN = _WORDS.rule(
    f"(?P<piece>.*?){_FORCE}(?P<level>的?<<level in short>>)|(?P<nature_><<nature>>)?(?P<level_><<level>>)"
    "|(?P<region>.{2,8}?)(?P<local>地方标准)"
)
#: what is said by a word of its own, wherever it stands
_ALONE = _WORDS.rule(
    f"(?P<nature>(?:<<nature>>|<<nature in short>>)(?:的?标准|的)?)|(?P<status>{_STATUS}(?:的?标准|的)?)"
    "|(?P<industry>.+行业标准)|(?P<named>(?:产品)?执行标准)"
    "|(?P<status_><<in force>>)?的?(?P<filler><<newest>>的?(?:标准)?)"
)
#: what is said of a subject right before it: 现行的家具标准
_BEFORE = _WORDS.rule(f"(?:(?P<nature><<nature>>的)|(?P<status>{_STATUS}的))(?P<piece>.+)")
#: the same of an industry, and of national standards in full: 医药行业标准手套, 中华人民共和国国家标准 手套
_OF_INDUSTRY = re.compile("(?P<industry>.{2,8}?行业标准)的?(?P<piece>.+)", re.DOTALL)
_IN_FULL = re.compile("(?P<filler>中华人民共和国)(?P<level>(?:国家|行业)标准)?(?P<piece>.*)", re.DOTALL)
#: what is said between numbers and of two of them, and says nothing itself
_BETWEEN = _WORDS.rule("(?:<<joining>>|<<comparison>>|的|之间|有?什么|有?哪些|是|吗|呢)+")
_OPENING = _WORDS.rule("(?P<filler><<opening>>)(?P<piece>.*)")
_SHORT = _WORDS.rule("<<level in short>>")
_PLACE = re.compile("(?P<region>.{2,8}?[省市])(?P<piece>.*)", re.DOTALL)
_YEARS = re.compile("((?:19|20)[0-9]{2})年?")
#: the code of an industry, which may be a word; GB never is (`catalogue.query.reading`)
_CODE = re.compile("(?!GB)[A-Z]{2}")
#: longer prefixes are no words but those of groups (CAS, CSM); written together with a subject, too: JJG衡器
_LONG_CODE = re.compile(f"(?P<prefix>[A-Za-z]{{3,5}})(?P<piece>(?:[{HAN}].*)?)", re.DOTALL)
#: levels whose prefixes are hardly ever words: `NY`, not `LED` or `ISO`
OURS = (Level.NATIONAL, Level.INDUSTRY, Level.LOCAL, Level.REGULATION)
#: group of a pattern -> kind of token, where its name is another
_KINDS = {"asked": "filler", "named": "filler", "prefix": "said", "industry": "said"}
#: kinds of tokens that are told apart
_SAID = frozenset(["said", "weak", "filler"])
#: what stands around the value that is meant: 现行标准, 已废止, 现行有效, 2024年
_OF_STANDARDS = re.compile("的?标准$")
_AROUND_VALUE = re.compile("^已经?|有效$|年$")
#: longest code of a city, those of counties have six digits
_CITY = 4
#: what a serial number stands behind
_KIND = re.compile("标(?:准编?号?)?$")
_SERIAL = re.compile(r"(?!(?:19|20)\d\d(?:-|$))\d[\d.]*(?:-(?:19|20)\d\d)?")
_COPY = _WORDS.rule("(?i:<<copy>>)+")
#: kinds of tokens that stand for something to look for
_SUBJECTS = frozenset(["piece", "number"])
_NUMBERED = frozenset(["number"])


def tell_apart(tokens: list[Token]) -> list[Token]:
    """The tokens with what was said around the subject told apart, as tokens of kind `said`, `weak` and `filler`.

    `said` has its field; a place beside a kind of local standards becomes a `field` of its own.
    """
    if any(token.kind not in _SIMPLE | {"filler"} for token in tokens) or any(starmap(_is_left_out, pairwise(tokens))):
        return tokens
    tokens = with_days(tokens)
    found = _between(_around(read_sentence(tokens)))
    if not any(token.kind in _SUBJECTS for token in found):
        return _alone(tokens)
    if any(token.kind not in _SIMPLE for token in found) or _NUMBERED.intersection(token.kind for token in found):
        found = [*_opening(found[0]), *found[1:]]
    if any(token.kind == "said" and "地" in token.text for token in found):
        found = [part for token in found for part in _place(token)]
    found = _wished(found)
    if not any(token.kind in _SUBJECTS | {"field"} for token in found):
        return _alone(tokens)
    return [replace(token, kind="filler") if token.text == "的" else token for token in found]


def said_node(token: Token) -> tuple[str, Node]:
    """The value of a token of kind `said`, and what it asks for: the value, or a title that has the words."""
    word = token.text.strip("的")
    if token.field is None:
        code = _industry(word) or word.upper()
        return code, Or((*prefix_nodes(code), Phrase(word)))
    if token.field is _REGION:
        return word, Or((field_node(_REGION, word), Phrase(word)))
    word = word if token.field is _FIELDS["level"] else _OF_STANDARDS.sub("", word)
    value = _AROUND_VALUE.sub("", word)
    node = ended_node(field_node(token.field, value))
    nodes = node.parts if isinstance(node, Or) else (node,)
    return value, node if _SHORT.fullmatch(word) else Or((*nodes, Phrase(word, "title")))


def is_wish(token: Token) -> bool:
    """Whether a token says what comes first, not what there is only: a prefix or a place beside words."""
    return token.kind == "publisher" or (token.kind == "said" and (token.field is None or token.field is _REGION))


def _around(tokens: list[Token]) -> list[Token]:
    """All words but those at the opening."""
    if not tokens:
        return []
    tokens = _before(tokens)
    found = [*_inner(tokens[:-1]), *_ending(tokens[-1])]
    found = [part for token in _english(_backwards(found)) for part in _prefixed(token)]
    about = any(token.kind == "piece" and any(map(is_han, token.text)) for token in found)
    found = [_beside(token) for token in found] if about and len(found) > 1 else found
    said = [token for token in found if token.kind in _SAID]
    copies = [token for token in said if token.kind == "filler" and _COPY.fullmatch(token.text)]
    is_wish_for_standards = len(said) > len(copies) or any(token.kind == "number" for token in found)
    return found if is_wish_for_standards else tokens  # what is about PDF or downloading, not a wish for it


def _between(tokens: list[Token]) -> list[Token]:
    """Beside numbers what only joins or compares them: GB/T 1.1 和 GB/T 1.2 的区别."""
    if not any(token.kind == "number" for token in tokens):
        return tokens
    return [
        replace(token, kind="filler") if token.kind == "piece" and _BETWEEN.fullmatch(token.text) else token
        for token in tokens
    ]


def _is_left_out(before: Token, token: Token) -> bool:
    """Whether the two are a number with a part left out: `国标 2760`."""
    serial = token.kind == "piece" and _SERIAL.fullmatch(token.text) is not None
    return serial and before.kind == "piece" and _KIND.search(before.text) is not None


def _beside(token: Token) -> Token:
    """A year or a prefix beside a subject."""
    if token.kind == "piece" and _YEARS.fullmatch(token.text):
        return replace(token, kind="said", field=_YEAR)
    if token.kind == "piece" and _CODE.fullmatch(token.text) and publisher(token.text.upper()) is not None:
        return replace(token, kind="said")
    return token


def _prefixed(token: Token) -> list[Token]:
    """A word with the prefix that it is, or that it begins with, told apart."""
    match = _LONG_CODE.fullmatch(token.text) if token.kind == "piece" else None
    found = publisher(match["prefix"].upper()) if match else None
    return list(_parts(token, match)) if match and found is not None and found.level in OURS else [token]


def subject(text: str) -> str:
    """What a query of plain words is about: 大蒜 of 大蒜的国家标准; other queries as they are."""
    tokens = tell_apart(Lexer(text).tokens())
    if not any(token.kind in _SAID for token in tokens):
        return text
    about = (token.text for token in tokens if token.kind in _SUBJECTS or (is_wish(token) and token.field is not None))
    return " ".join(about) or text


def _alone(tokens: list[Token]) -> list[Token]:
    """国标 and nothing else asks for all of them; 国家标准 may be a word of titles."""
    if len(tokens) == 1 and tokens[0].kind == "piece" and _SHORT.fullmatch(tokens[0].text):
        return [replace(tokens[0], kind="said", field=_FIELDS["level"])]
    return tokens


def _inner(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        match = (_by_itself(token) or _WITHIN.fullmatch(token.text)) if token.kind == "piece" else None
        region = match.groupdict().get("region") if match else None
        yield from _parts(token, match) if match and (region is None or region_code(region)) else (token,)


def _ending(token: Token) -> list[Token]:
    match = (_by_itself(token) or _ENDING.fullmatch(token.text)) if token.kind == "piece" else None
    return list(_parts(token, match)) if match else [token]


def _by_itself(token: Token) -> re.Match[str] | None:
    """What a whole word says: 强制性, 已废止的, and of the industries that there are 农业行业标准."""
    match = _ALONE.fullmatch(token.text)
    return match if match and (match["industry"] is None or _industry(match["industry"])) else None


@cache
def _industries() -> dict[str, str]:
    """Name of an industry, without what is added in brackets -> its code; the first of two, which is the newer."""
    names = ((code, publisher(code)) for code in reversed(industry_codes()))
    return {row.name_zh.removesuffix("行业标准").partition("(")[0]: code for code, row in names if row}


def _industry(text: str) -> str | None:
    """The code of the industry that 农业行业标准 names."""
    return _industries().get(text.removesuffix("行业标准"))


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


def _before(tokens: list[Token]) -> list[Token]:
    """The first word with what is said of it told apart: 已废止的豆浆标准."""
    if not tokens or tokens[0].kind != "piece":
        return tokens
    text = tokens[0].text
    match = _BEFORE.fullmatch(text) or _IN_FULL.fullmatch(text) or _OF_INDUSTRY.fullmatch(text)
    if match and _industry(match.groupdict().get("industry") or "") is None and match.re is _OF_INDUSTRY:
        match = None
    return [*_parts(tokens[0], match), *tokens[1:]] if match else tokens


def _wished(tokens: list[Token]) -> list[Token]:
    """A province or city as the first or last word says what comes first: 济南 物业, 海参 山东 团标."""
    words = [token for token in tokens if token.kind == "piece"]
    simple = not any(token.kind == "number" or token.field is _REGION for token in tokens)
    places = [token for token in (words[0], words[-1]) if _is_place(token.text)] if len(words) > 1 and simple else []
    return [replace(token, kind="said", field=_REGION) if token in places[:1] else token for token in tokens]


def _is_place(text: str) -> bool:
    """Whether a word is the name of a province or city."""
    code = region_code(text)
    return code is not None and len(code) <= _CITY and all(map(is_han, text))


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
    for group, text in sorted(match.groupdict().items(), key=lambda item: match.start(item[0])):
        if text:
            name = "level" if group == "local" else group.rstrip("_")
            field = _FIELDS.get(name)
            kind = "said" if field is not None else _KINDS.get(name, name)
            span = (token.span[0] + match.start(group), token.span[0] + match.end(group))
            yield replace(token, kind="field" if field is _REGION else kind, text=text, span=span, field=field)
