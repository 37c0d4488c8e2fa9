"""The column of replaced standards of a collected catalogue -> replacements that can be true.

The column holds 代替X and 被X代替, bare numbers, departments, and whole lists of references. Taken are numbers beside a
word, and bare ones that are earlier editions; of both only those that agree with the course of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from standard.number import NumberError, StandardNumber
from standard.relation import RelationKind, read_replaces

_COLUMNS = {
    RelationKind.REPLACES: "replaces",
    RelationKind.REPLACES_PARTLY: "replaces_partly",
    RelationKind.REPLACED_BY: "replaced_by",
    RelationKind.REPLACED_PARTLY_BY: "replaced_partly_by",
}
#: what such a cell says beside numbers; with anything else in it (废止, 引用, 转号, a number cut off) nothing is taken
_SAID = re.compile(r"(?:代替|替代|被|[(（]?部分[)）]?|(?:标准类别|主管部门)[:：]\S*|[\s,，;；、/]|\d{4}年)*")
_WORD = re.compile("代替|替代")
_NUMBER = re.compile(
    r"[A-Z]+\d*(?:\s?/\s?[A-Z]+)?(?:\s?[(（][^()（）]{1,6}[)）])?\s*\d[\d.]*\s*[-—–－]+\s*\d{2,4}(?!\d)"
)


@dataclass
class Relations:
    """The replacements of one standard."""

    #: column -> numbers
    numbers: dict[str, tuple[StandardNumber, ...]] = field(default_factory=dict)
    #: how many were left out
    doubtful: int = 0

    def add(self, column: str, numbers: Iterable[StandardNumber]) -> None:
        """Append numbers that are not there yet, in any column."""
        known = {number for column in self.numbers.values() for number in column}
        self.numbers[column] = (*self.numbers.get(column, ()), *(number for number in numbers if number not in known))


def relations_of(collected: dict[str, object], number: StandardNumber) -> Relations:
    """The replacements that a row states, or is given later (`replaced_by`)."""
    relations = Relations()
    cell = str(collected.get("replaces_raw") or "")
    if not cell.startswith(("主管部门", "标准类别", "公告")) and any(map(str.isdigit, cell)):
        _read_cell(cell, number, relations)
    followers = collected.get("replaced_by") or []
    for text in followers if isinstance(followers, list) else [followers]:
        column = "replaced_partly_by" if collected.get("replaced_note") == "部分" else "replaced_by"
        _take(column, _numbers([str(text)]), number, relations)
    return relations


def _read_cell(cell: str, number: StandardNumber, relations: Relations) -> None:
    if not _SAID.fullmatch(_NUMBER.sub("", cell)):
        relations.doubtful += 1
        return
    for relation in read_replaces(cell)[0]:
        related_numbers = _numbers(relation.targets)
        if not _WORD.search(cell):
            related_numbers = [related for related in related_numbers if _document(related) == _document(number)]
        column = _COLUMNS.get(relation.kind)
        relations.doubtful += len(relation.targets) - (len(related_numbers) if column else 0)
        if column:
            _take(column, related_numbers, number, relations)


def _take(column: str, related_numbers: list[StandardNumber], number: StandardNumber, relations: Relations) -> None:
    """Take what was before, or came after, as the column says."""
    sign = 1 if column.startswith("replaces") else -1
    fits = [
        related
        for related in related_numbers
        if related.year and number.year and sign * (number.year - related.year) > 0
    ]
    relations.doubtful += len(related_numbers) - len(fits)
    if fits:
        relations.add(column, fits)


def _document(number: StandardNumber) -> str:
    """The number without year and nature: bare, only an earlier edition is sure to be the one that is replaced."""
    return number.loose.rpartition("|")[0]


def _numbers(texts: Iterable[str]) -> list[StandardNumber]:
    numbers = []
    for text in texts:
        try:
            numbers.append(StandardNumber(text))
        except NumberError:
            continue
    return [number for number in numbers if not number.language and number.kind not in ("prefix", "bare", "wildcard")]
