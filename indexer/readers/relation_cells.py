"""Cells that name other standards -> the record's relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from indexer.readers.dates import day_of
from indexer.readers.field_labels import Cells
from indexer.readers.remembering import remembered
from indexer.readers.text_cells import one_line, text_of
from standard.number import NumberError, StandardNumber
from standard.publisher import Level
from standard.record import Adoption
from standard.relation import Relation, RelationKind, degree_of_word, read_adopts, read_replaces, relations
from standard.wording import say

#: fields of the record that hold numbers, and what a bare number in a column of that name means
NUMBER_FIELDS = ("replaces", "replaces_partly", "replaced_by", "replaced_partly_by", "cites")

#: where a statement belongs, whatever column it stands in
_STATED = {
    RelationKind.REPLACES: "replaces",
    RelationKind.REPLACES_PARTLY: "replaces_partly",
    RelationKind.REPLACED_BY: "replaced_by",
    RelationKind.REPLACED_PARTLY_BY: "replaced_partly_by",
    # a new number for the same text, and the number a text lives on under
    RelationKind.RENUMBERS: "replaces",
    RelationKind.CONVERTED_TO: "replaced_by",
    RelationKind.REFERENCES: "cites",
}
_ADOPTING = {RelationKind.ADOPTS: "", RelationKind.CORRESPONDS: "NEQ"}
#: a word of the extent, which counts before the column
_WHOLE = "全部代替"
#: 主管部门 in the column of replaced standards
_DEPARTMENT = re.compile(r"主管部门[:：]\s*([^\s:：,，;；]+)")


class Links:
    """The relations of one row, gathered from its columns."""

    def __init__(self) -> None:
        self.numbers: dict[str, dict[str, None]] = {}
        self.adopts: dict[str, Adoption] = {}
        self.notes: list[str] = []
        self._number = ""

    def read(self, cells: Cells) -> None:
        """Everything that the columns of relations say, and 代替 in a column of remarks."""
        self._number = text_of(cells.get("number"))
        for field in NUMBER_FIELDS:
            value = cells.get(field)
            if isinstance(value, list | tuple):
                self._add(field, map(_canonical, map(text_of, value)))
            elif value is not None:
                self._read_cell(field, text_of(value))
        self._read_adopts(cells.get("adopts"), text_of(cells.get("adopts_degree")))
        self._read_remark(cells.get("notes"))

    def read_words(self, text: str) -> None:
        """What words state of other numbers, such as those beside the number itself; bare numbers tell nothing."""
        for relation in relations(text) if text else ():
            if relation.kind in _ADOPTING:
                self._adopt(relation)
            elif relation.kind is not RelationKind.REFERENCES and (field := _STATED.get(relation.kind)):
                self._add(field, relation.targets)

    def fields(self) -> dict[str, Any]:
        """The record's fields that hold something."""
        fields: dict[str, Any] = {field: tuple(numbers) for field, numbers in self.numbers.items()}
        return fields | {"adopts": tuple(self.adopts.values())}

    def doubts(self, number: str, year: int | None) -> Iterator[str]:
        """Replacements against the course of time; kept and shown, since a year may be the wrong one."""
        if year is None:
            return
        for field, numbers in self.numbers.items():
            for other in numbers if field != "cites" else ():
                there = _year(other)
                if there and (there > year if field.startswith("replaces") else there < year):
                    yield say("note_replaced_against_time", number=number, other=other).chinese

    def _read_cell(self, column: str, text: str) -> None:
        found, notes = _read_replaces(text)
        self.notes += notes
        # under 被代替 a number without a word reads as replaced, too: there the word counts
        worded = _worded(text) if column.startswith("replaced") or _WHOLE in text else frozenset()
        for relation in found:
            if relation.kind in _ADOPTING:
                self._adopt(relation)
                continue
            # asked only where it counts: most rows have no relation, and reading a number costs
            abroad = relation.kind is RelationKind.REFERENCES and _is_abroad(self._number)
            if field := _field(column, relation.kind, abroad=abroad):
                said = [number for number in relation.targets if (relation.kind, number) in worded]
                self._add(_STATED.get(relation.kind, field), said)
                self._add(field, (number for number in relation.targets if number not in said))

    def _read_remark(self, value: object) -> None:
        """A remark may tell of relations: `2005-03-01实施,代替GB/T 5606.1-1996`; a bare number there tells nothing."""
        if isinstance(value, str) and "代替" in value:
            self.read_words(text_of(value))

    def _read_adopts(self, value: object, degree: str) -> None:
        if isinstance(value, list | tuple):
            for item in value:
                self._adopt_item(item)
        elif text := text_of(value):
            found, notes = read_adopts(text, degree)
            self.notes += notes
            for relation in found:
                if relation.kind in _STATED and relation.kind is not RelationKind.REFERENCES:
                    self._add(_STATED[relation.kind], relation.targets)
                else:
                    self._adopt(relation)

    def _adopt_item(self, item: object) -> None:
        """The record's own form `{"number": "ISO 9001:2015", "degree": "IDT"}`, or a text."""
        if isinstance(item, dict) and (number := _canonical(text_of(item.get("number")))):
            written = text_of(item.get("degree"))
            source, title, day = text_of(item.get("source")), text_of(item.get("title")), item.get("checked")
            checked = day_of(day)[0] if day else None
            self.adopts.setdefault(number, Adoption(number, degree_of_word(written) or written, source, checked, title))
        elif isinstance(item, str):
            self._read_adopts(item, "")

    def _adopt(self, relation: Relation) -> None:
        degree = relation.degree or _ADOPTING.get(relation.kind, "")
        for number in relation.targets:
            self.adopts.setdefault(number, Adoption(number, degree))

    def _add(self, field: str, numbers: Iterable[str]) -> None:
        self.numbers.setdefault(field, {}).update(dict.fromkeys(number for number in numbers if number))


def department_of(cells: Cells) -> str:
    """主管部门, also where a source wrote it into the column of replaced standards."""
    if department := text_of(cells.get("department")):
        return department
    found = _DEPARTMENT.search(text_of(cells.get("replaces")))
    return found[1] if found else ""


@remembered(4096)
def _read_replaces(text: str) -> tuple[tuple[Relation, ...], tuple[str, ...]]:
    return read_replaces(text)


@remembered(4096)
def _worded(text: str) -> frozenset[tuple[RelationKind, str]]:
    """The numbers that a cell says to be replaced, by a word: `替代TJ 16-1974;被GB/T 30402-2018代替`."""
    replaced = (RelationKind.REPLACES, RelationKind.REPLACES_PARTLY)
    return frozenset((one.kind, number) for one in relations(text) if one.kind in replaced for number in one.targets)


def _field(column: str, kind: RelationKind, *, abroad: bool) -> str:
    """Where a statement goes: a bare number (which reads as replaced, or as a reference) goes where its column says.

    A foreign number without a word reads as a reference, since what a Chinese standard replaces is Chinese; what an
    international standard replaces (`abroad`) is not.
    """
    if column == "cites":
        return "cites"
    by = column.startswith("replaced")
    if kind is RelationKind.REPLACES or (kind is RelationKind.REFERENCES and (by or abroad)):
        return column
    if (by and kind is RelationKind.REPLACES_PARTLY) or (column, kind) == (
        "replaced_partly_by",
        RelationKind.REPLACED_BY,
    ):
        # 「GB/T 1-2020（部分代替）」 under 被代替 says by what in part, not what
        return "replaced_partly_by"
    return _STATED.get(kind, "")


@remembered(65_536)
def _is_abroad(number: str) -> bool:
    try:
        return StandardNumber(number).level in (Level.INTERNATIONAL, Level.FOREIGN)
    except NumberError:
        return False


@remembered(65_536)
def _canonical(text: str) -> str:
    """The number's canonical form; as it stands where no grammar reads it."""
    try:
        return str(StandardNumber(text))
    except NumberError:
        return one_line(text)


@remembered(65_536)
def _year(number: str) -> int | None:
    try:
        return StandardNumber(number).year
    except NumberError:
        return None
