"""Catalogues of any size, deterministic, with the words of real titles."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexer.readers import Problem, read
from standard.record import Record

ROOT = Path(__file__).resolve().parent.parent


class ReferenceMissing(Exception):
    """There is no reference catalogue; says where it was looked for."""


def reference() -> Path:
    """The file of the reference catalogue: in the folder LUBIAO_REFERENCE, else beside the checkout."""
    folder = Path(os.environ.get("LUBIAO_REFERENCE", ROOT.parent / "shared" / "data"))
    file = folder / "catalogue.jsonl.gz"
    if not file.is_file():
        raise ReferenceMissing(f"reference catalogue not found in {folder}; set LUBIAO_REFERENCE to its folder")
    return file


def real_records() -> list[Record]:
    """The reference catalogue where there is one, else the shipped subjects."""
    try:
        return records_of(reference())
    except ReferenceMissing:
        return records_of(ROOT / "corpus" / "subjects")


def records_of(source: Path) -> list[Record]:
    """The records of a file or folder, each number once."""
    rows = (row for row in read([source]) if not isinstance(row, Problem))
    return list({row.number: replace(row, notes=(), conflicts=()) for row in rows}.values())


def synthetic(count: int, seed: int = 1) -> Iterator[Record]:
    """`count` records: the real ones first, then titles recombined out of two real ones, renumbered."""
    real = real_records()
    yield from real[:count]
    draw = random.Random(seed)
    for serial in range(count - len(real)):
        first, second = draw.choice(real), draw.choice(real)
        prefix = first.number.split(" ")[0]
        title = first.title[: len(first.title) // 2] + second.title[len(second.title) // 2 :]
        number = f"{prefix} {900_000 + serial}-{first.year or 2020}"
        yield replace(first, number=number, title=title, given="", replaces=(), replaced_by=(), abstract="")
