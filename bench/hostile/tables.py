"""Delimited tables made to hurt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.hostile.jsons import packed, plain
from bench.hostile.workbooks import MIB, many

HEADER = "标准号,标准名称\nGB 1-2020,甲\n"


def endless_line(size: int, folder: Path) -> Path:
    """A quoted cell that does not end, on one line."""
    return plain("a.csv", many("x", size, HEADER + '"'), folder)


def endless_lines(size: int, folder: Path) -> Path:
    """A quoted cell that does not end, over millions of lines."""
    return plain("a.csv", many("GB 2-2020,乙\n", size, HEADER + '"'), folder)


def opened_again(size: int, folder: Path) -> Path:
    """Lines that each open a quoted cell which takes in those behind it."""
    return plain("a.csv", many('"x\n""\n', size, HEADER), folder)


def many_cells(size: int, folder: Path) -> Path:
    """Quoted rows of a hundred long lines, full of short cells."""
    return packed("a.csv.gz", many("ab," * 300_000 + '"\n', size, HEADER), folder)


def columns(folder: Path) -> Path:
    """A header of 300,000 columns, and rows as wide."""
    wide = "," * 300_000
    return plain("a.csv", [f"标准号,标准名称,{wide}\n", *(f"GB {at}-2020,甲{wide}\n" for at in range(1, 100))], folder)


FILES: dict[str, Callable[[Path], Path]] = {
    "csv: endless cell, one line": partial(endless_line, 500 * MIB),
    "csv: endless cell, many lines": partial(endless_lines, 2 * MIB),
    "csv: cells opened again and again": partial(opened_again, MIB),
    "csv: long lines of short cells": partial(many_cells, 200 * MIB),
    "csv: 300,000 columns": columns,
}
