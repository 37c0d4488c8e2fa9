"""Labels of columns and JSON keys -> fields of `standard.record.Record`.

The table field_aliases.tsv holds what the platforms and known exports write; an empty field there is a label that is
known and not needed. Beside the record's own names there are `adopts_degree`, the degree of the one adopted standard,
and `announced` (公布日期), which is the day of issue but for group standards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from indexer.readers.problem import printable
from indexer.readers.remembering import remembered
from standard.tables import parse

#: one row: field -> what stood in the cell or behind the key; no empty values
Cells = dict[str, object]

#: full-width ASCII, which labels are full of: `国际标准分类号（ＩＣＳ）：`
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
#: unknown labels that are remembered of a file, what stands for further ones, and how much of a label is shown
_MOST_UNKNOWN, _FURTHER, _SHOWN = 100, "……", 60
#: what an empty cell holds
_EMPTY: tuple[object, ...] = (None, "", [], {}, ())


@remembered(4096)
def field_of(label: str) -> str | None:
    """The field a label stands for; empty where it is not needed, None where nobody knows it.

    Case, width, blanks, underscores and trailing colons do not count, unless two labels differ in these alone:
    CHARGE_DEPT is 主管部门, chargeDept the department that issued.
    """
    return _labels().get(label.strip(), _labels().get(_key(label)))


def number_labels() -> list[str]:
    """The labels accepted for the column of numbers, in the table's order."""
    return [row["label"] for row in _table() if row["field"] == "number"]


@dataclass
class Labels:
    """The labels of one file; remembers those that nobody knows, as many as anyone can look at."""

    unknown: dict[str, None] = field(default_factory=dict)

    def note(self, labels: Iterable[str]) -> None:
        """Remember labels that nobody knows."""
        for label in labels:
            shown = printable(label, _SHOWN)
            if len(self.unknown) < _MOST_UNKNOWN:
                self.unknown[shown] = None
            elif shown not in self.unknown:
                self.unknown[_FURTHER] = None

    def fields(self, labels: Iterable[object]) -> list[str]:
        """The field of each column of a table, empty for what is left out."""
        return [self._field(label) for label in labels]

    def cells(self, pairs: Mapping[str, object]) -> Cells:
        """A JSON object as a row. Where two keys stand for one field the first that holds something counts."""
        cells: Cells = {}
        for label, value in pairs.items():
            name = field_of(label)
            if name and value not in _EMPTY:
                cells.setdefault(name, value)
            elif name is None:
                self.note([label])
        return cells

    def _field(self, label: object) -> str:
        text = str(label).strip() if label is not None else ""
        name = field_of(text)
        if name is None and text:
            self.note([text])
        return name or ""


def table_cells(fields: list[str], row: Iterable[object]) -> Cells:
    """A row of a table; as in `Labels.cells` the first column of a field that holds something counts."""
    cells: Cells = {}
    for name, value in zip(fields, row, strict=False):
        if name and value not in _EMPTY and not (isinstance(value, str) and not value.strip()):
            cells.setdefault(name, value)
    return cells


def _key(label: str) -> str:
    folded = label.translate(_NARROW).casefold()
    return "".join(folded.split()).replace("_", "").rstrip(":")


@cache
def _table() -> list[dict[str, str]]:
    return parse((files("indexer.readers") / "field_aliases.tsv").read_text("utf-8"), "field_aliases")


@cache
def _labels() -> dict[str, str]:
    """Label, as written and as its key -> field."""
    keys = {_key(row["label"]): row["field"] for row in reversed(_table())}
    return keys | {row["label"]: row["field"] for row in _table()}
