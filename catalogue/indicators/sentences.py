"""Sentence -> indicators: each value is looked at with the words before and after it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from catalogue.indicators.folded_text import FoldedText, fold_text
from catalogue.indicators.indicator import Indicator, Operator
from catalogue.indicators.limits import Limit, limit_after, limit_before
from catalogue.indicators.names import Named, read_name
from catalogue.indicators.quantities import NUMBER, Value, read_value
from catalogue.indicators.roles import is_condition, is_formula, is_part_of_name, is_sample, without_figures
from catalogue.indicators.special_forms import special_forms
from catalogue.indicators.units import unit_of, unit_text

_STARTS = re.compile(r"\(?(?:[±+-] ?)?\d")
_STATED = re.compile(r"(?:应?为|应?是|等于|=|:|控制在|保持在?|宜为|取|达到)(?P<of>[^，。;；:\d\n]{2,12}的)?[ \n]*\(?$")
_ENDS = re.compile(
    r"\)? ?(?:之间|(?:的)?范围(?:之?内)?)?(?:[，。;；,、:\n)]|$|(?:\([^()]*\))?[，。;；,]?$|[且并或和与])"
)
_MEASURES = frozenset({"取样量", "称样量", "试样量", "进样量", "样品量"})
_VERB = re.compile(r"(?:进行|完成|后|，|作为|检测|以上|来)")
#: after a range: (0.90~1.22) m ± 0.01 m
_SPREAD = re.compile(rf" ?± ?{NUMBER} ?(?:[a-zA-Z%]+)?")
#: pH, COD, BOD5, PM2.5: what is no Chinese and names a characteristic all the same
_LATIN_NAME = re.compile(r"pH|[A-Z][A-Za-z0-9.]{1,7}(?:\([^()]*\))?")
#: before the second number of a size: 28.00 m×15.00 m
_MULTIPLIED = re.compile(r"[×*] ?\n?$")
#: 其值不应小于, 且不应小于: what is meant is what the sentence began with
_MEANT = re.compile(r"(?:^|[，。;；,])\s*(?:并?且|并)?其?(?:取?值|数值)?(?:均|都)?(?:不?(?:应|宜|得)|$)")
_SUBJECT = re.compile(r"(?P<subject>[^，。;；,:当在若如对]{2,24}?)(?:应|宜|须|必须|可)")
#: a name that only says where or when: 边线外, 对结构不利时
_WHERE_ONLY = re.compile(r".{1,8}[外内处侧]|.{1,16}时")
_INTEGERS = re.compile(r"\(?\d+ ?--? ?\d+\)?")
_EVERY = re.compile(r"每[^的]{1,8}")
#: 对单向板楼盖的主梁不应小于0.6: a further case of what was named before
_ABOUT = re.compile(r"(?:^|[，。;；,])\s*(?:表 ?[\dA-Z.-]+)?对于?([^，。;；,:]{2,24}?)(?:应|宜)?$")
_PERIOD = re.compile(r"(?:昼间|夜间|白天|[春夏秋冬]季|采暖季|非采暖季|采暖期|非采暖期|汛期|枯水期|丰水期)")


def indicators(text: str) -> list[Indicator]:
    """The indicators that a sentence states, in its order; a text without any gives none.

    Values that are conditions (海拔800 m以下地区), samples (称取5 g), days, clauses or parts of a formula are none.
    """
    return read_sentence(text)[0]


def read_sentence(text: str, lead: str = "") -> tuple[list[Indicator], list[str]]:
    """The indicators of a sentence, and its conditions; `lead` names what a value without a name is a value of."""
    reading = _Reading(text, lead)
    return reading.read(), reading.conditions


class _Reading:
    """One sentence while it is read from left to right."""

    def __init__(self, text: str, lead: str) -> None:
        self.original = text
        self.folded: FoldedText = fold_text(text)
        self.text = without_figures(self.folded, text)
        self.found: list[Indicator] = []
        self.conditions: list[str] = []
        self.name = read_name(lead) if lead else Named("")
        #: where the last value ended: names do not reach back over it
        self.last = 0
        #: where the last condition began: it holds to the end of its part of the sentence
        self.since = 0

    def read(self) -> list[Indicator]:
        special = special_forms(self.folded, self.text, self.original)
        at = 0
        for start, end, indicator in special:
            if start < at:
                continue
            self._values(at, start)
            self.found.append(indicator)
            at = self.last = end
        self._values(at, len(self.text))
        return self.found

    def _values(self, at: int, end: int) -> None:
        while (match := _STARTS.search(self.text, at, end)) is not None:
            at = match.start()
            value = None
            if not is_part_of_name(self.text, at) and not _MULTIPLIED.search(self.text, max(0, at - 3), at):
                value = read_value(self.text, at)
            if value is None or value.end > end:
                at = match.end()
                while at < end and self.text[at].isdigit():
                    at += 1
                continue
            at = max(value.end, self._take(value))

    def _take(self, value: Value) -> int:
        """Add a value to the indicators or the conditions, or pass it over; the end of what belongs to it."""
        before = limit_before(self.text, self.last, value.start)
        behind = limit_after(self.text, value.end)
        end = behind.end if behind else value.end
        if value.op is Operator.RANGE and (spread := _SPREAD.match(self.text, end)):
            end = spread.end()
        if is_formula(self.text[value.end : value.end + 8]):
            return end
        start = before.start if before else value.start
        sentence, after = self.text[self.last : start], self.text[end : end + 60]
        limit = before or behind
        loose, close = bool(before and before.loose), self.text[value.end : value.end + 60]
        if is_condition(sentence, after, followed=behind is not None, loose=loose) or (
            behind and is_condition(sentence, close, followed=False, loose=loose)
        ):
            if limit or value.op is not Operator.EQ:
                self._condition(start, end)
            return end
        if limit is None:
            self._stated(value, sentence, after)
        else:
            self._limited(
                value, limit if before is None or behind is None else _stronger(before, behind), sentence, after, end
            )
        return end

    def _condition(self, start: int, end: int) -> None:
        begin = max(self.text.rfind(mark, self.last, start) for mark in "，。;；,:\n") + 1
        begin = max(begin, self.last)
        stop = next((at for at in range(end, len(self.text)) if self.text[at] in "，。;；,:\n的时"), len(self.text))
        stop += self.text[stop : stop + 1] == "时"
        if re.search("[。；;]", self.text[self.since : begin]):
            self.conditions.clear()
        self.conditions.append(self.folded.text[begin:stop].strip())
        self.last, self.since = max(self.last, end), begin

    def _limited(self, value: Value, limit: Limit, sentence: str, after: str, end: int) -> None:
        if value.op is Operator.EQ:
            op, low, high = _limit_values(limit.op, value.low)
        elif value.op is Operator.TOL and value.low == -value.high and limit.op in (Operator.LE, Operator.LT):
            op, low, high = limit.op, None, value.high
        else:
            op, low, high = value.op, value.low, value.high
        counts = _counts(value.unit)
        named = self._named(sentence, after, behind=limit.behind, holds=limit.holds and counts, counts=counts)
        if named.name in _MEASURES or is_sample(sentence):
            return
        self._add(named, value, op, low, high, end, of=limit.of)

    def _stated(self, value: Value, sentence: str, after: str) -> None:
        """A value without a limit: 为 5 mm, 厚度 10 mm±5 %, or a text that is nothing but a value."""
        whole = not sentence.strip(" (") and not after.strip(" )。;")
        stated, ends = _STATED.search(sentence), _ENDS.match(after)
        if is_sample(sentence) or not ends:
            return
        of = (stated["of"] or "").removesuffix("的") if stated else ""
        named = self._named(sentence[: stated.start()] if stated else sentence, "", behind=False)
        if named.name in _MEASURES or not (named.name or whole):
            return
        if value.op is Operator.EQ and unit_of(value.unit) is None:
            return
        if not (value.unit or named.unit or "pH" in named.name) and _INTEGERS.fullmatch(
            self.text[value.start : value.end]
        ):
            return
        unnamed = not re.search(r"[\u3400-\u9fff]", named.name) and not _LATIN_NAME.fullmatch(named.name)
        if (unnamed and not whole) or (
            value.op is Operator.EQ and not (value.unit or named.unit or named.limited or of)
        ):
            return
        if (
            value.op is Operator.EQ
            and not stated
            and not named.limited
            and not (whole or _alone(sentence, named, after))
        ):
            return
        op, low, high = (
            (value.op, value.low, value.high)
            if not (named.limited and value.op is Operator.EQ)
            else _limit_values(Operator.LE, value.low)
        )
        self._add(named, value, op, low, high, value.end, of)

    def _named(self, sentence: str, after: str, *, behind: bool, holds: bool = False, counts: bool = False) -> Named:
        words = self.folded.text[self.last : self.last + len(sentence)]
        named = read_name("" if behind else words)
        thing = _thing_behind(after, behind=behind) if after else ""
        if thing and (holds or _EVERY.fullmatch(named.name)):
            return replace(read_name(thing), object=named.name)
        if named.name and self.name.name and (about := _ABOUT.search(words)):
            named = Named("", object=about[1])
        if named.name == named.grade and self.name.name and not named.limited:
            named = replace(named, name="")
        named = self._placed(named, words)
        if not named.name and thing and (counts or not self.name.name):
            return replace(read_name(thing), each=named.each)
        if not named.name and self.name.name:
            kept = self.name
            return replace(
                kept,
                object=named.object or kept.object,
                unit=named.unit or kept.unit,
                grade=named.grade,
                where=named.where,
            )
        return named

    def _placed(self, named: Named, words: str) -> Named:
        """What is said of where, when or 其值 is said of what was named before, or of the subject of the sentence."""
        for verb in ("应为", "宜为"):
            if verb in named.name:
                named = replace(named, name=named.name.split(verb)[0], where=named.name.split(verb)[1])
        if self.name.name and _WHERE_ONLY.fullmatch(named.name):
            return replace(named, name="", where=named.name)
        if named.name in ("", "值", "取值", "数值") and not self.name.name and _MEANT.search(words):
            return self._subject(len(words)) or named
        return named

    def _subject(self, length: int) -> Named | None:
        """What the part of the sentence before is about: 基本风压应根据风速计算，且不应低于0.30 kN/m2."""
        before = self.folded.text[: self.last + length]
        parts = re.split("[，；;,]", before[before.rfind("。") + 1 :])[:-1]
        found = (_SUBJECT.match(part.strip()) for part in reversed(parts))
        return next((read_name(match["subject"]) for match in found if match), None)

    def _add(
        self,
        named: Named,
        value: Value,
        op: Operator,
        low: Decimal | None,
        high: Decimal | None,
        end: int,
        of: str = "",
    ) -> None:
        unit = value.unit or named.unit
        if named.each and "/" not in unit:
            unit = unit_text(f"{unit}/{named.each}")
        first = self.last
        while self.text[first] in " ，。;；,、:\n":
            first += 1
        if re.search("[。；;]", self.text[self.since : first]):
            self.conditions.clear()
        period = _PERIOD.search(named.name)
        name = _tidy(_PERIOD.sub("", named.name)) or self.name.name
        conditions = [*self.conditions, *([period[0]] if period else []), *([named.where] if named.where else [])]
        self.found.append(
            Indicator(
                name, op, low, high, unit, named.object, "；".join(conditions), named.grade, of,
                span=self.folded.span(first, end), text=self.original,
            )
        )  # fmt: skip
        if name:
            self.name = replace(named, name=name, where="")
        self.last = end


def _counts(unit: str) -> bool:
    """Whether a unit counts things: 个, 组."""
    known = unit_of(unit)
    return known is not None and any(base.startswith("count ") for base, _ in known.dimension)


def _limit_values(op: Operator, value: Decimal) -> tuple[Operator, Decimal | None, Decimal | None]:
    return (op, None, value) if op in (Operator.LE, Operator.LT) else (op, value, None)


def _stronger(before: Limit, behind: Limit) -> Limit:
    """应达到30 MPa以上: what follows says it, unless it says the same as what leads."""
    return before if before.op in (Operator.LE, Operator.LT, Operator.GT) else behind


def _thing_behind(after: str, *, behind: bool) -> str:
    """至少有1个直通室外的安全出口: what is counted stands behind."""
    words = re.split(r"[，。;；,:\n(]", after.strip())[0]
    words = _VERB.split(words)[0] if not behind else words.removeprefix("的")
    return words.removeprefix("的") if 2 <= len(words) <= 24 else ""


def _alone(sentence: str, named: Named, after: str) -> bool:
    """颗粒物排放限值 10 mg/m3: a name, a blank and a value, and nothing else."""
    return sentence.endswith(" ") and not after.strip(" 。;)") and len(sentence) <= 30 and bool(named.name)


def _tidy(name: str) -> str:
    return "".join(name.split()) if re.search(r"[\u3400-\u9fff]", name) else name.strip()
