"""Table -> indicators: items and grades across and down, units in heads, columns and the line above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from catalogue.indicators.grid import Grid, GridCell, lay_out
from catalogue.indicators.indicator import NOWHERE, Indicator, Operator, SamplingPlan
from catalogue.indicators.limits import limit_after, limit_before
from catalogue.indicators.names import Named, grade_of, is_general, is_grade, read_name
from catalogue.indicators.quantities import Value, number_of, read_value
from catalogue.indicators.sentences import indicators
from catalogue.indicators.table_columns import ABSENT_CELL, NOTHING, Columns, find_columns, folded, halves, is_value
from catalogue.indicators.unit_reading import split_unit, without_note
from catalogue.indicators.units import unit_of, unit_text
from standard.place import Place
from standard.wording import Words, say

_UNIT_LINE = re.compile(r"(?:计量)?单位 ?(?:名称)?(?:为|:|：)? ?(?P<unit>\S.{0,30})")
_LIMITED = re.compile(r"限量|限值|限额|最大|最高|允许(?:浓度|值|量)|不?超过")
_NOTE = re.compile(r"(?<=[\d%)级]) ?[a-h](?:[,，、] ?[a-h])*$")
_REMARK = re.compile(r" ?\((?P<words>[^()]*)\)$")
#: mass fraction w and volume fraction φ of chemical standards: 主含量 w/%
_SHARE_SIGN = re.compile(r"[\s,，]*(?<![A-Za-z])([wωφ])$")
_SIZE = re.compile(r"\d+(?:\.\d+)?")
_ONLY_HINT = re.compile(r"(?:最[大小高低]|[上下]限)值?|min|max|[≤≥<>]", re.IGNORECASE)
#: what has no unit though one stands above the table
_WITHOUT_UNIT = re.compile(r"pH|.*无量纲", re.IGNORECASE)
_SIGN = re.compile(r" ?(?P<sign>[≤≥<>])$")
_SIGNS = {"≤": Operator.LE, "≥": Operator.GE, "<": Operator.LT, ">": Operator.GT}
#: grades of an energy quota, from the loosest to the strictest: the quota is a most, an efficiency a least
QUOTAS = ("限定值", "约束值", "准入值", "基准值", "先进值", "引导值")
_EFFICIENCY = re.compile(r"能效|效率|性能系数|COP")
_FIGURE = re.compile(r"\d")
_PLAN_HEADS = ("n", "c", "m", "M")


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, where, and why: never guessed."""

    text: str
    place: Place
    reason: Words
    #: number of the clause
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The indicators of a table or text, and what could not be read."""

    indicators: tuple[Indicator, ...] = ()
    problems: tuple[Unread, ...] = ()


def table_indicators(
    rows: Iterable[Sequence[GridCell | str]],
    caption: str = "",
    unit_line: str = "",
    op: Operator | None = None,
    place: Place = NOWHERE,
) -> Reading:
    """The indicators of a table: an item or a grade a row or a column.

    `unit_line` is what stands above it (单位为毫米); `op` is what the sentence that refers to it makes of bare numbers
    (不应低于表1的规定). Cells that hold figures and could not be read are among the problems.
    """
    read = []
    for grid, first in halves(lay_out(rows)):
        columns = find_columns(grid)
        if columns is not None:
            read.append(_TableReading(grid, columns, caption, unit_line, op, replace(place, column=first)).read())
    return Reading(
        tuple(one for part in read for one in part.indicators), tuple(one for part in read for one in part.problems)
    )


class _TableReading:
    def __init__(
        self, grid: Grid, columns: Columns, caption: str, unit_line: str, op: Operator | None, place: Place
    ) -> None:
        self.grid, self.columns, self.caption, self.place = grid, columns, caption, place
        line = _UNIT_LINE.search(folded(unit_line))
        self.unit = unit_text(line["unit"].strip(" )")) if line and unit_of(line["unit"].strip(" )")) else ""
        self.op = op or (Operator.LE if _LIMITED.search(caption) else None)
        self.problems: list[Unread] = []

    def read(self) -> Reading:
        found: list[Indicator] = []
        plan = self._plan_columns()
        for row in range(self.columns.head, len(self.grid.texts)):
            if plan:
                found.extend(self._plan(row, plan))
                continue
            for column in self.columns.values:
                if self.grid.first[row][column] == (row, column):
                    found.extend(self._cell(row, column))
        return Reading(tuple(found), tuple(self.problems))

    def _heading(self, column: int) -> list[str]:
        """The different texts of a column's head, from top to bottom."""
        texts = [self._head_text(row, column) for row in range(self.columns.head)]
        return list(dict.fromkeys(text for text in texts if text))

    def _head_text(self, row: int, column: int) -> str:
        """A text of the head; a size that stands in it says what it is a size of: 粒径 10 mm."""
        text = without_note(folded(self.grid.texts[row][column]))
        name, unit = split_unit(folded(self.grid.texts[row][0]))
        return f"{name} {text} {unit}" if unit and _SIZE.fullmatch(text) else text

    def _labels(self, row: int) -> list[str]:
        texts = [without_note(folded(self.grid.texts[row][column])) for column in self.columns.labels]
        return list(dict.fromkeys(text for text in texts if text))

    def _conditions(self, row: int) -> list[str]:
        return [text for column in self.columns.conditions if (text := folded(self.grid.texts[row][column]))]

    def _cell(self, row: int, column: int) -> Iterator[Indicator]:
        text = self.grid.texts[row][column]
        if not text or NOTHING.fullmatch(text):
            return
        frame = self._frame(row, column)
        for line in text.split("\n") if "\n" in text and not self._is_one(text) else [text]:
            read = read_cell(line, frame)
            if read is None and _FIGURE.search(line) and (frame.unit or is_value(line)):
                self._unread(line, row, column)
            if read is not None:
                words = " | ".join((*self._labels(row), *self._heading(column), line))
                yield replace(read, method=self._method(row), place=self._place(row, column), text=words)

    def _is_one(self, text: str) -> bool:
        return len(text.split("\n")) > 1 and not all(
            read_cell(line, Indicator("", Operator.EQ, None, None, "")) for line in text.split("\n")
        )

    def _frame(self, row: int, column: int) -> Indicator:
        """An indicator without its value: what labels and heads say of a cell."""
        labels, headings = self._labels(row), self._heading(column)
        width = self.grid.width(row, column)
        if width > 1:
            headings = self._joined_headings(column, width)
        items, others = labels, headings
        if self.columns.turned:
            items, others = [one for one in headings if not is_grade(one)], [*labels, *filter(is_grade, headings)]
        named, unit, hint = self._item(items or [self.caption])
        others = [one for one in (*self._conditions(row), *others) if not is_general(one)]
        other_units = [split_unit(one)[1] for one in others]
        if self.columns.turned:
            others = [split_unit(one)[0] for one in others]
        elif other_units and other_units[-1]:
            others[-1] = split_unit(others[-1])[0]
        grades = [one for one in others if is_grade(one)]
        conditions = [
            one for one in others if one not in grades and not is_general(one) and not _ONLY_HINT.fullmatch(one)
        ]
        given = self.grid.texts[row][self.columns.unit] if self.columns.unit is not None else ""
        unit = (
            unit
            or (unit_text(given) if given and not NOTHING.fullmatch(given) else "")
            or next(filter(None, reversed(other_units)), "")
        )
        sign = self._sign(row) or hint or next((_hint(one) for one in reversed(headings) if _hint(one)), None)
        grade = grades[0] if grades else named.grade
        quota = (
            (Operator.GE if _EFFICIENCY.search(named.name + self.caption) else Operator.LE) if grade in QUOTAS else None
        )
        op = sign or (Operator.LE if named.limited else None) or quota or self.op
        line = "" if _WITHOUT_UNIT.match(named.name) else self.unit
        return Indicator(
            named.name, op or Operator.EQ, None, None, unit or line, named.object,
            "；".join(conditions), grade,
        )  # fmt: skip

    def _joined_headings(self, column: int, width: int) -> list[str]:
        """The heads of several columns that one cell covers; none where it covers them all."""
        covered = range(column, column + width)
        if set(self.columns.values) <= set(covered):
            return []
        lowest = [self._heading(one)[-1:] for one in covered]
        return ["、".join(dict.fromkeys(one for part in lowest for one in part))]

    def _item(self, items: list[str]) -> tuple[Named, str, Operator | None]:
        """The characteristic, with the group before it as its object; its unit; the sign at its end."""
        sign = _SIGN.search(items[-1])
        last = items[-1][: sign.start()] if sign else items[-1]
        words, unit = split_unit(last)
        words = _SHARE_SIGN.sub(lambda sign: "(质量分数)" if sign[1] in "wω" else "(体积分数)", words)
        named = read_item(words)
        groups = [split_unit(one) for one in items[:-1] if not is_general(one)]
        unit = unit or next((one for _, one in reversed(groups) if one), "")
        if groups and not named.object:
            named = replace(named, object="；".join(without_note(name) for name, _ in groups))
        return named, unit, _SIGNS[sign["sign"]] if sign else None

    def _sign(self, row: int) -> Operator | None:
        text = folded(self.grid.texts[row][self.columns.sign]) if self.columns.sign is not None else ""
        return _SIGNS.get(text)

    def _method(self, row: int) -> str:
        return self.grid.texts[row][self.columns.method] if self.columns.method is not None else ""

    def _place(self, row: int, column: int) -> Place:
        if self.place.line and not self.place.table:
            return replace(self.place, column=0)  # the document tells the lines of its tables, and no numbers of them
        return replace(self.place, table=self.place.table or 1, row=row + 1, column=self.place.column + column + 1)

    def _unread(self, text: str, row: int, column: int) -> None:
        self.problems.append(Unread(text, self._place(row, column), say("indicator_cell_unread", text=text)))

    def _plan_columns(self) -> dict[str, int]:
        """The columns n, c, m, M of sampling plans."""
        heads = {self._heading(column)[-1]: column for column in range(self.grid.columns) if self._heading(column)}
        plan = {split_unit(head)[0]: column for head, column in heads.items() if split_unit(head)[0] in _PLAN_HEADS}
        return plan if {"n", "c", "m"} <= set(plan) else {}

    def _plan(self, row: int, plan: dict[str, int]) -> Iterator[Indicator]:
        cells = {head: folded(self.grid.texts[row][column]) for head, column in plan.items()}
        values = {head: read_value(text, 0) for head, text in cells.items()}
        labels = [one for one in self._labels(row) if one not in cells.values()]
        named, unit, _ = self._item(labels or [self.caption])
        n, c, m = values["n"], values["c"], values["m"] or _zero(cells["m"])
        if n is None or c is None or m is None:
            if any(_FIGURE.search(text) for text in cells.values()):
                line = " | ".join(cells.values())
                self._unread(line, row, plan["n"])
            return
        most = values.get("M")
        unit = (
            m.unit
            or (unit_text(self.grid.texts[row][self.columns.unit]) if self.columns.unit is not None else "")
            or unit
            or self.unit
        )
        yield Indicator(
            named.name, Operator.SAMPLING_PLAN, m.low, most.low if most else None, unit, named.object,
            plan=SamplingPlan(int(n.low), int(c.low), m.low, most.low if most else None),
            method=self._method(row), place=self._place(row, plan["n"]), text=" | ".join((*labels, *cells.values())),
        )  # fmt: skip


def read_item(words: str) -> Named:
    """The characteristic that a label names, which is all of it: a comma parts nothing."""
    named = read_name(words.replace("，", "、").replace(",", "、"))
    return replace(named, name="".join(words.split())) if "，" in words or "," in words else named


def read_cell(text: str, frame: Indicator) -> Indicator | None:
    """The indicator of a cell's line, its value put into what is known of it; None where it is no value.

    `frame.op` is what a bare number means.
    """
    words = folded(text)
    if ABSENT_CELL.fullmatch(words):
        return replace(frame, op=Operator.ABSENT, low=None, high=Decimal(0), unit="")
    if frame.unit:
        words = _NOTE.sub("", words)
    lead = re.match(r"[^\d±(]*", words)
    start = lead.end() if lead else 0
    limit = limit_before(words, 0, start) if start else None
    if start and words[start - 1 : start] in "+-±":
        start -= 1
        limit = limit_before(words, 0, start) if start else None
    value = read_value(words, start)
    if value is None or (start and (limit is None or words[: limit.start].strip())):
        return _stated_in_words(text, frame)
    return _with_value(frame, value, limit.op if limit else None, words)


def _with_value(frame: Indicator, value: Value, op: Operator | None, words: str) -> Indicator | None:
    behind = limit_after(words, value.end)
    rest = words[behind.end if behind else value.end :].strip()
    remark = _REMARK.fullmatch(rest)
    if rest and remark is None:
        return None
    unit = value.unit or frame.unit
    condition = "；".join(filter(None, (frame.condition, remark["words"] if remark else "")))
    frame = replace(frame, unit=unit, condition=condition, grade=frame.grade or grade_of(condition))
    if value.op is not Operator.EQ:
        return replace(frame, op=value.op, low=value.low, high=value.high)
    op = op or (behind.op if behind else frame.op)
    low = value.low if op not in (Operator.LE, Operator.LT) else None
    high = value.low if op not in (Operator.GE, Operator.GT) else None
    return replace(frame, op=op, low=low, high=high)


def _stated_in_words(text: str, frame: Indicator) -> Indicator | None:
    """渗水型面层≥0.40: a condition and a limit."""
    found = indicators(text)
    if len(found) != 1:
        return None
    one = found[0]
    if text[one.span[1] :].strip(" 。;；") or _FIGURE.search(one.name):
        return None
    condition = "；".join(filter(None, (frame.condition, one.object, one.name, one.condition)))
    return replace(frame, op=one.op, low=one.low, high=one.high, unit=one.unit or frame.unit, condition=condition)


def _hint(heading: str) -> Operator | None:
    """What a head makes of the numbers below it: 最大值, ≤."""
    words = heading.strip()
    if words[-1:] in _SIGNS:
        return _SIGNS[words[-1]]
    if re.search(r"最大|最高|上限|max|限值|限量|允许值", words):
        return Operator.LE
    return Operator.GE if re.search(r"最小|最低|下限|min", words) else None


def _zero(text: str) -> Value | None:
    """A plan whose m is 0 or says that nothing may be found."""
    return Value(Operator.EQ, number_of("0"), number_of("0"), "", 0, 0) if ABSENT_CELL.fullmatch(text) else None
