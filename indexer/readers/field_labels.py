"""Labels of columns and JSON keys -> fields of `standard.record.Record`.

The table field_aliases.tsv holds what the platforms and known exports write, tables/labels_seen.tsv what other lists
do; an empty field there is a label that is known and not needed. Beside the record's own names there are
`adopts_degree`, the degree of the one adopted standard, and `announced` (公布日期), which is the day of issue but for
group standards.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from indexer.readers.remembering import remembered
from standard.tables import parse, rows

#: one row: field -> what stood in the cell or behind the key; no empty values
Cells = dict[str, object]

#: full-width ASCII, which labels are full of: `国际标准分类号（ＩＣＳ）：`
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@remembered(4096)
def field_of(label: str) -> str | None:
    """The field a label stands for; empty where it is not needed, None where nobody knows it.

    Case, width, blanks, underscores and trailing colons and dots do not count, unless two labels differ in these alone:
    CHARGE_DEPT is 主管部门, chargeDept the department that issued.
    """
    return _labels().get(label.strip(), _labels().get(_key(label)))


def number_labels() -> list[str]:
    """The labels accepted for the column of numbers, in the table's order."""
    return [row["label"] for row in _table() if row["field"] == "number"]


def _key(label: str) -> str:
    folded = label.translate(_NARROW).casefold()
    return "".join(folded.split()).replace("_", "").rstrip(":.").lstrip("\ufeff")


@cache
def _table() -> list[dict[str, str]]:
    known = parse((files("indexer.readers") / "field_aliases.tsv").read_text("utf-8"), "field_aliases")
    return known + rows("labels_seen", "indexer.readers")


@cache
def _labels() -> dict[str, str]:
    """Label, as written and as its key -> field."""
    keys = {_key(row["label"]): row["field"] for row in reversed(_table())}
    return keys | {row["label"]: row["field"] for row in _table()}
