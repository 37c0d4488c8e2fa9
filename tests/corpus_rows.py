"""The rows of the shipped subjects as they stand in their files, for the tests of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SUBJECTS = CORPUS / "subjects"
FILES = sorted(SUBJECTS.glob("*.tsv"))
RELATIONS = ("replaces", "replaces_partly", "replaced_by", "replaced_partly_by")
DAYS = ("issued", "effective", "abolished", "checked")
#: how a relation reads from the other end
OTHER_END = {
    "replaces": "replaced_by",
    "replaced_by": "replaces",
    "replaces_partly": "replaced_partly_by",
    "replaced_partly_by": "replaces_partly",
}
ADOPTION = re.compile(r"(?P<number>.+) \((?P<degree>IDT|MOD|NEQ|EQV)\)")

Row = dict[str, str]


@cache
def read(path: Path) -> tuple[Row, ...]:
    """The rows of a file as column -> cell, empty cells left out."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    cells = (line.split("\t") for line in lines[1:])
    return tuple({name: cell for name, cell in zip(columns, row, strict=True) if cell} for row in cells)


def all_rows() -> list[Row]:
    """Every row of every file."""
    return [row for path in FILES for row in read(path)]


def by_number() -> dict[str, Row]:
    """Number -> row."""
    return {row["number"]: row for row in all_rows()}


def cells(row: Row, column: str) -> list[str]:
    """The values of a cell that holds several."""
    return row[column].split(";") if column in row else []


def edges() -> set[tuple[str, str]]:
    """Every replacement as (new, old), whichever end states it."""
    ends = [(row["number"], other, name) for row in all_rows() for name in RELATIONS for other in cells(row, name)]
    return {(one, other) if name.startswith("replaces") else (other, one) for one, other, name in ends}


def squeezed(text: str) -> str:
    return re.sub(r"[\s/—–-]", "", text).upper()
