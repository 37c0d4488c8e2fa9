"""ICS, CCS and GB/T 4754: code -> name, parent, children.

The cells in which catalogues write such codes are read by `standard.code_cells`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from standard.tables import TableError, rows


class Scheme(StrEnum):
    """A classification; the value is the name of its table and of the record's field."""

    #: International Classification for Standards: field `67`, group `67.080`, sub-group `67.080.20`
    ICS = "ics"
    #: 中国标准文献分类法: class `B`, group `B30/39`, code `B31`
    CCS = "ccs"
    #: GB/T 4754-2017 国民经济行业分类: 门类 `C`, 大类 `C38`, 中类 `C385`, 小类 `C3851`
    GBT4754 = "gbt4754"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a classification."""

    scheme: Scheme
    code: str
    name_zh: str
    #: empty where nobody has named it in English
    name_en: str
    #: 1 for the top
    level: int
    #: code above, empty at the top; taken from the table, since a CCS group cannot be computed from its codes
    parent: str

    def __str__(self) -> str:
        return self.code

    @property
    def above(self) -> tuple[Code, ...]:
        """Every code above this one, from the top down."""
        return tuple(reversed(list(_up(self))))

    @property
    def children(self) -> tuple[Code, ...]:
        """The codes right below, in the order of their codes."""
        return _children(self.scheme).get(self.code, ())


def ics(code: str) -> Code | None:
    """The ICS code `67.080.20`, or None where the table has none."""
    return codes(Scheme.ICS).get(code)


def ccs(code: str) -> Code | None:
    """The CCS code `B31` or group `B30/39`, or None where the table has none."""
    return codes(Scheme.CCS).get(code)


def gbt4754(code: str) -> Code | None:
    """The GB/T 4754 code `C385`, or None where the table has none."""
    return codes(Scheme.GBT4754).get(code)


@cache
def codes(scheme: Scheme) -> dict[str, Code]:
    """Every code of a classification, in the table's order, tops first; not to be changed.

    Raises `TableError` where a code stands twice or its parent is missing.
    """
    table = {row["code"]: _code(scheme, row) for row in rows(scheme)}
    if len(table) < len(rows(scheme)):
        raise TableError("table_code_twice", table=scheme)
    orphans = [code.code for code in table.values() if code.parent and code.parent not in table]
    if orphans:
        raise TableError("table_orphans", table=scheme, codes=", ".join(orphans))
    return table


def top(scheme: Scheme, code: str) -> Code | None:
    """The first-level code that `code` lies under, also where the table does not know `code`: `65.050` -> `65`."""
    return codes(scheme).get(code[:2] if scheme is Scheme.ICS else code[:1])


def find_codes(scheme: Scheme, name: str) -> list[Code]:
    """The codes whose Chinese or English name holds `name`; whole names first, then higher levels."""
    wanted = name.strip().casefold()
    if not wanted:
        return []
    found = [code for code in codes(scheme).values() if wanted in code.name_zh or wanted in code.name_en.casefold()]
    return sorted(
        found, key=lambda code: (wanted not in (code.name_zh, code.name_en.casefold()), code.level, code.code)
    )


@cache
def _children(scheme: Scheme) -> dict[str, tuple[Code, ...]]:
    """Code -> codes right below."""
    below: dict[str, list[Code]] = {}
    for code in codes(scheme).values():
        below.setdefault(code.parent, []).append(code)
    return {code: tuple(sorted(found, key=lambda one: one.code)) for code, found in below.items()}


def _code(scheme: Scheme, row: dict[str, str]) -> Code:
    """One row of a table as a value."""
    return Code(scheme, row["code"], row["name_zh"], row.get("name_en", ""), int(row["level"]), row["parent"])


def _up(code: Code) -> Iterator[Code]:
    """The codes above, from the nearest up."""
    while code.parent:
        code = codes(code.scheme)[code.parent]
        yield code
