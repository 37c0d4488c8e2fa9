"""The words and signs that make a limit of a value, before it and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from catalogue.indicators.indicator import Operator

_MUST = r"(?:应该?|得|宜|可|能|许|允许|须|要|准)"
_MORE, _LESS = (
    "(?:大于|超过|超出|高于|多于|长于|宽于|厚于|深于|重于|迟于|晚于|高出)",
    "(?:小于|低于|少于|短于|窄于|薄于|浅于|轻于|早于)",
)
#: what leads to a value -> what it makes of it; the longest first, so that 不大于 is no 大于
_BEFORE: tuple[tuple[str, Operator], ...] = (
    (rf"不{_MUST}?(?:有|出现|存在){_MORE}", Operator.LE),
    (rf"不{_MUST}?{_MORE}(?:或等于|等于)?", Operator.LE),
    (rf"不{_MUST}?{_LESS}(?:或等于|等于)?", Operator.GE),
    (rf"{_LESS}(?:或)?等于", Operator.LE),
    (rf"{_MORE}(?:或)?等于", Operator.GE),
    (r"≤|不多过|最大(?:值|不超过)?为?|最高(?:值|不超过)?为?|最多(?:不超过)?|至多|上限(?:值)?为?", Operator.LE),
    (r"≥|至少|最小(?:值)?为?|最低(?:值|不低于)?为?|最少|下限(?:值)?为?|不下于|达到|达", Operator.GE),
    (rf"<|{_LESS}|不足|不满|未满", Operator.LT),
    (rf">|{_MORE}", Operator.GT),
)  # fmt: skip
_AFTER: tuple[tuple[str, Operator], ...] = (
    (r"(?:及|或|和)?(?:其)?以下\(不含[^()]*\)", Operator.LT),
    (r"(?:及|或|和)?(?:其)?以上\(不含[^()]*\)", Operator.GT),
    (
        r"(?:\(含\))?(?:及|或|和)?(?:其)?(?:以下|以内|之内)(?:\(含[^()]*\))?|(?:时间)?内(?!径|部|侧|外|表|壁|层|的)",
        Operator.LE,
    ),
    (r"(?:\(含\))?(?:及|或|和)?(?:其)?以上(?:\(含[^()]*\))?", Operator.GE),
)
#: between a limit and its value: 有, 为, 约, and what a share is of (算术平均值的)
_LINK = (
    r"(?:(?P<holds>[有设]|设置|包含|包括|选取|布置)|[为是至到取:约在])?(?P<of>[^，。;,;:、\d\n()]{2,16}?的)?[ \n:]*\(?"
)
ABSENT = r"(?:不得|不应|不应当|不可|不准|不能|不允许)(?:有)?检出|未检出|无检出"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit beside a value: where in the text it begins and ends, what a share is of, whether 不应有大于."""

    op: Operator
    start: int
    end: int
    of: str = ""
    #: 不应有大于 3 mm 的间隙: what is limited stands behind
    behind: bool = False
    #: 至少有, 至少设置: what is counted stands behind
    holds: bool = False
    #: 大于, 超过 and their like without 不
    loose: bool = False


@cache
def _leading() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<k{place}>{words})" for place, (words, _) in enumerate(_BEFORE))
    return re.compile(rf"(?:{kinds}){_LINK}$")


@cache
def _following() -> re.Pattern[str]:
    return re.compile(r"\)? ?(?:" + "|".join(f"(?P<k{place}>{words})" for place, (words, _) in enumerate(_AFTER)) + ")")


def limit_before(text: str, start: int, at: int) -> Limit | None:
    """The limit that leads to the value at a place; nothing before `start` is looked at."""
    begin = max(start, at - 32)
    match = _leading().search(text[begin:at])
    if match is None:
        return None
    kind = next(place for place in range(len(_BEFORE)) if match[f"k{place}"] is not None)
    of = (match["of"] or "").removesuffix("的")
    loose = match[f"k{kind}"][0] not in "不≤≥<>" and _BEFORE[kind][1] in (Operator.GT, Operator.LT)
    return Limit(_BEFORE[kind][1], begin + match.start(), at, of, kind == 0, match["holds"] is not None, loose)


def limit_after(text: str, at: int) -> Limit | None:
    """The limit that follows a value which ends at a place."""
    match = _following().match(text, at)
    if match is None:
        return None
    kind = next(place for place in range(len(_AFTER)) if match[f"k{place}"] is not None)
    return Limit(_AFTER[kind][1], match.start(f"k{kind}"), match.end())
