"""How often something is asked for: 每6个月应重新评估, 夜间应每2 h巡查1次 -> the longest interval allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from catalogue.indicators.folded_text import fold_text
from catalogue.indicators.indicator import Indicator, Operator
from standard.wording import say

#: unit as it is written -> unit, and how many of them it is
_UNITS: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("个月", "月"), ("个月", 1)),
    **dict.fromkeys(("年", "a"), ("a", 1)),
    **dict.fromkeys(("日", "天", "d"), ("d", 1)),
    **dict.fromkeys(("小时", "h"), ("h", 1)),
    **dict.fromkeys(("分钟", "min"), ("min", 1)),
    **dict.fromkeys(("个星期", "星期", "周"), ("d", 7)),
    **dict.fromkeys(("个季度", "季度", "季"), ("个月", 3)),
    "半年": ("个月", 6),
}
_FIGURES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_FIGURE = rf"\d+(?:\.\d+)?|[{''.join(_FIGURES)}]"
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_PERIOD = re.compile(
    rf"(?:每|每隔)(?:(?P<low>{_FIGURE}) ?(?:{_UNIT})? ?[~～—-] ?)?(?P<figure>{_FIGURE})? ?(?P<unit>{_UNIT})(?![a-zA-Z])"
)
_COUNT = re.compile(rf"(?P<figure>{_FIGURE}) ?次")
_PART = re.compile(r"[^,，;；。]+")
#: a number of times that is itself a limit is an indicator of its own: 每年组织不少于4次
_LIMITED = re.compile(r"不少于|不低于|不超过|不多于|不大于|至多|最多|以上|以下")
_ASKED = re.compile(r"应当|应|宜|可|须|必须|不少于|至少|进行|开展|组织|各|再")
_FIGURED = re.compile(r"\d")


def read_frequencies(sentence: str) -> Iterator[Indicator]:
    """The intervals that a sentence asks for, each named after what is done: `巡查间隔`, at most 2 h.

    A period without a number of times counts once where it has a figure of its own (每6个月应重新评估); 每年 alone does
    not, since much is said of every year.
    """
    folded = fold_text(sentence).text
    for part in _PART.finditer(folded):
        period = _PERIOD.search(part[0])
        if period is not None and (found := _read(part[0], period)) is not None:
            yield found


def _read(part: str, period: re.Match[str]) -> Indicator | None:
    behind = part[period.end() :]
    count = _COUNT.search(behind)
    limited = _LIMITED.search(behind[: count.start()] if count is not None else behind)
    if limited or (count is None and (period["figure"] is None or _FIGURED.search(behind))):
        return None
    unit, size = _UNITS[period["unit"]]
    times = _number(count["figure"]) if count is not None else Decimal(1)
    if not times:
        return None
    high = _number(period["figure"] or "1") * size / times
    low = _number(period["low"]) * size / times if period["low"] else None
    before = _ASKED.sub("", part[: period.start()]).strip()
    done = _done(behind, count) or before
    if not done:
        return None
    op = Operator.LE if low is None else Operator.RANGE
    start, end = period.start(), period.end() + (count.end() if count is not None else 0)
    name = say("indicator_interval", done=done).chinese
    subject = before if before != done else ""
    return Indicator(name, op, low, high, unit, object=subject, span=(start, end), text=part)


def _done(behind: str, count: re.Match[str] | None) -> str:
    """What is done so often: behind the number of times, else before it."""
    if count is None:
        return _ASKED.sub("", behind).strip()
    return behind[count.end() :].strip() or _ASKED.sub("", behind[: count.start()]).strip()


def _number(figure: str) -> Decimal:
    return Decimal(_FIGURES[figure]) if figure in _FIGURES else Decimal(figure)
