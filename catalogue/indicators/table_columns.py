"""What each column of a table of indicators holds, and which rows are its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.indicators.folded_text import fold_text
from catalogue.indicators.grid import Grid
from catalogue.indicators.indicator import Operator
from catalogue.indicators.limits import ABSENT
from catalogue.indicators.names import is_general, is_grade
from catalogue.indicators.quantities import read_value
from catalogue.indicators.unit_reading import split_unit

_NUMBERING = re.compile(r"序号|编号|No\.?|项次")
_UNIT = re.compile(r"(?:计量)?单位")
_METHOD = re.compile(r".{0,6}方法.{0,6}|依据|执行标准|检测标准|检验依据")
_ASIDE = re.compile(r"备注|说明|注|符号|代号")
_ITEM = re.compile(r".{0,6}(?:项目|参数|特性|性能|指标名称|名称|成分|因子|污染物)(?:名称)?")
#: labels that say when or for what a row holds
_CONDITION = re.compile(r"季节|时期|时段|条件|工况|等级|级别|适用.{0,4}|功能区.{0,3}|场所|区域")
_SIGN = re.compile(r"[≤≥<>]")
NOTHING = re.compile(r"[-—–/\\…·\s*]*")
_LEADING = re.compile(
    r"(?:[≤≥<>]|不?(?:应|得)?(?:大于|小于|高于|低于|多于|少于|超过)(?:或?等于)?|最[大小高低](?:值)?|至少|±"
    r"|\(?[±+-]? ?\d)"
)
ABSENT_CELL = re.compile(rf"(?:{ABSENT}|ND|n\.d\.|无)(?:\(.*\))?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns counted from 0."""

    #: rows that are the head
    head: int
    #: what the values are values of, the group before the item
    labels: tuple[int, ...]
    #: when or for what a row holds
    conditions: tuple[int, ...]
    values: tuple[int, ...]
    unit: int | None = None
    method: int | None = None
    sign: int | None = None
    #: whether the characteristics stand in the head, and grades or kinds in the labels
    turned: bool = False


def folded(text: str) -> str:
    """A cell's text folded, its lines kept."""
    return fold_text(text).text.strip()


def is_value(text: str) -> bool:
    """Whether a cell is a value, a limit or an absence, whatever is said behind it."""
    words = folded(text)
    if ABSENT_CELL.fullmatch(words):
        return True
    if is_grade(words):
        return False
    match = _LEADING.match(words)
    if match is None:
        return False
    start = match.end() if not match[0][-1:].isdigit() else 0
    while start < len(words) and words[start] in " :为":
        start += 1
    value = read_value(words, start)
    return value is not None and (bool(start) or _is_short(words[value.end :]))


def find_columns(grid: Grid) -> Columns | None:
    """The columns of a grid; None where no cell below the head is a value."""
    head = _head(grid)
    body = range(head, len(grid.texts))
    heads = ["".join(grid.texts[row][column] for row in range(head)) for column in range(grid.columns)]
    named = {kind: next(_named(heads, pattern), None) for kind, pattern in (("unit", _UNIT), ("method", _METHOD))}
    aside = {column for column in (*_named(heads, _NUMBERING), *_named(heads, _ASIDE)) if head}
    aside |= {column for column in named.values() if column is not None}
    rest = [column for column in range(grid.columns) if column not in aside]
    sign = next((column for column in rest if _all_signs(grid, body, column)), None)
    rest = [column for column in rest if column != sign]
    first = next((at for at, column in enumerate(rest) if any(_own_value(grid, row, column) for row in body)), None)
    if first is None:
        return None
    if first == 0 and len(rest) > 1 and head and _ITEM.fullmatch("".join(heads[rest[0]].split())):
        first = 1
    labels, values = tuple(rest[:first]), tuple(rest[first:])
    conditions = (
        tuple(column for column in labels if column in set(_named(heads, _CONDITION))) if len(labels) > 1 else ()
    )
    labels = tuple(column for column in labels if column not in conditions) or labels
    turned = _is_turned(grid, heads, labels, values, body) and named["unit"] is None
    return Columns(head, labels, conditions, values, named["unit"], named["method"], sign, turned)


def _head(grid: Grid) -> int:
    """How many rows the head has: the first, unless limits stand in it, and those that go on with its first cell."""
    height = 0
    for row, texts in enumerate(grid.texts):
        own = [column for column in range(1, grid.columns) if grid.first[row][column][1] == column]
        limits = any(_dash(texts[at]) or (is_value(texts[at]) and (row or not _is_bare(texts[at]))) for at in own)
        if limits or grid.columns == 1 or (row and texts[0] not in ("", grid.texts[0][0])):
            break
        height += 1
    return height if height < len(grid.texts) else min(1, height)


def halves(grid: Grid) -> list[tuple[Grid, int]]:
    """A table that repeats its head beside itself as two, each with the column that it begins at."""
    half, odd = divmod(grid.columns, 2)
    if odd or half < 2 or not grid.texts:
        return [(grid, 0)]
    head = ["".join(text.split()) for text in grid.texts[0]]
    if head[:half] != head[half:] or len(set(head[:half])) < half or not _ITEM.fullmatch(head[0]):
        return [(grid, 0)]
    return [(grid.part(0, half), 0), (grid.part(half, grid.columns), half)]


def _is_bare(text: str) -> bool:
    """Whether a cell of a first row is a size that the values below are for: 10, 20 mm."""
    words = folded(text)
    value = read_value(words, 0) if words[:1].isdigit() else None
    return value is not None and value.op is Operator.EQ and not words[value.end :].strip()


def _dash(text: str) -> bool:
    return bool(text) and NOTHING.fullmatch(text) is not None


def _own_value(grid: Grid, row: int, column: int) -> bool:
    return grid.first[row][column] == (row, column) and is_value(grid.texts[row][column])


def _named(heads: list[str], pattern: re.Pattern[str]) -> Iterator[int]:
    return (column for column, head in enumerate(heads) if pattern.fullmatch("".join(head.split())))


def _all_signs(grid: Grid, body: range, column: int) -> bool:
    texts = [folded(grid.texts[row][column]) for row in body]
    return any(texts) and all(not text or NOTHING.fullmatch(text) or _SIGN.fullmatch(text) for text in texts) and any(
        _SIGN.fullmatch(text) for text in texts
    )  # fmt: skip


def _is_turned(grid: Grid, heads: list[str], labels: tuple[int, ...], values: tuple[int, ...], body: range) -> bool:
    """Whether units stand in the head and none in the labels: a row is a grade or a kind."""
    if not labels or _ITEM.fullmatch("".join(heads[labels[-1]].split())):
        return False
    in_labels = any(split_unit(folded(grid.texts[row][labels[-1]]))[1] for row in body)
    if in_labels:
        return False
    in_head = any(
        split_unit(text)[1] and not is_general(split_unit(text)[0])
        for column in values
        for text in _texts(grid, body, column)
    )
    grades = any(is_grade(heads[column]) or is_general(heads[column]) for column in values)
    kinds = re.search(r"等级|级别|类别|品种|规格|分类|型号|类型|名称|种类", heads[labels[-1]])
    return in_head or (bool(kinds) and not grades)


def _texts(grid: Grid, body: range, column: int) -> list[str]:
    """The texts of a column's head."""
    return [folded(grid.texts[row][column]) for row in range(body.start)]


def _is_short(rest: str) -> bool:
    return len(rest.strip()) <= 24
