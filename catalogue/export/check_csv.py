"""A check as CSV: one row for each number; the head and the digest stand behind the first one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from catalogue.export.blocks import encode_blocks
from catalogue.export.check_facts import disclaimer, list_digests
from catalogue.export.csv_table import disarm
from catalogue.export.rows import Cell
from catalogue.validity import HEAD, MARKS, SHA256, SM3, Check


def write_check(check: Check) -> Iterator[bytes]:
    """The table."""
    return encode_blocks(_write_lines(check))


def _write_lines(check: Check) -> Iterator[str]:
    line = StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    for cells in _rows(check):
        writer.writerow(map(disarm, cells))
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _rows(check: Check) -> Iterator[tuple[Cell, ...]]:
    yield (*check.labels, MARKS, *HEAD, SHA256, SM3, "声明")
    facts: tuple[Cell, ...] = (*check.head, *(text for _, text in list_digests(check)), disclaimer(check).chinese)
    for cells, mark in zip(check.table, check.marks, strict=True):
        yield (*cells, mark, *facts)
        facts = tuple(None for _ in facts)
