"""The code tables out of CSV files of the same names: `ics`, `ccs`, `gbt4754`, `statuses`, `field_aliases`.

What is changed on the way stands in `tools.corrections`, with the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import corrections

ROOT = Path(__file__).resolve().parent.parent
#: a row of a source or of a table: column -> value
Row = dict[str, str]


@dataclass(frozen=True)
class Conversion:
    """How one table is made: `<name>.csv` in the source folder becomes `<name>.tsv` in `target`."""

    name: str
    #: folder, relative to the project's root
    target: str
    columns: tuple[str, ...]
    #: first lines of the table
    source: str
    date: str
    #: changes the rows of the source into those of the table
    change: Callable[[list[Row]], list[Row]]

    @property
    def path(self) -> Path:
        """The table's file."""
        return ROOT / self.target / f"{self.name}.tsv"

    def text(self, folder: Path) -> str:
        """The table made from the sources in `folder`; raises OSError or KeyError where they are not as expected."""
        with (folder / f"{self.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = self.change([dict(row) for row in csv.DictReader(file)])
        head = [f"# source: {self.source}", f"# date: {self.date}", f"# rows: {len(rows)}", "\t".join(self.columns)]
        return "\n".join([*head, *(self._line(row) for row in rows)]) + "\n"

    def _line(self, row: Row) -> str:
        """One line; blanks, tabs and line breaks at the ends and within a cell become one blank."""
        return "\t".join(" ".join(row[column].split()) for column in self.columns)


CONVERSIONS = (
    Conversion(
        "ics",
        "standard/tables",
        ("code", "level", "parent", "name_zh", "name_en", "zh_source"),
        "International Classification for Standards as in metanorma/isoics 214d9eb (BSD-2-Clause, Copyright (c) 2018, "
        "Ribose); Chinese names from the tree of the group standards platform (zh_source platform) or translated for "
        "this table (own)",
        "2026-05-12",
        list,
    ),
    Conversion(
        "ccs",
        "standard/tables",
        ("code", "level", "parent", "name_zh", "name_en"),
        "中国标准文献分类法 as in metanorma/cnccs 12d5a9b (BSD-2-Clause, Copyright (c) 2018, Ribose), two codes "
        "corrected (tools/corrections.py); English names of the classes translated for this table",
        "2022-10-27",
        corrections.ccs,
    ),
    Conversion(
        "gbt4754",
        "standard/tables",
        ("code", "level", "parent", "name_zh"),
        "GB/T 4754-2017 国民经济行业分类, codes and names",
        "2017-06-30",
        list,
    ),
    Conversion(
        "statuses",
        "standard/tables",
        ("word", "status", "meaning"),
        "status words of the platforms and of catalogues seen in the wild; readings of this project",
        "2026-11-24",
        corrections.statuses,
    ),
    Conversion(
        "field_aliases",
        "indexer/readers",
        ("label", "field", "platforms"),
        "labels and keys of the platforms' pages, answers and exports; fields of standard/record.py",
        "2026-11-24",
        corrections.field_aliases,
    ),
)


def make_tables(folder: Path) -> dict[Path, str]:
    """Each table's file, and what it must hold by the CSV files in `folder`; raises OSError or KeyError."""
    return {conversion.path: conversion.text(folder) for conversion in CONVERSIONS}
