"""Catalogues of any size, deterministic, with the words of real titles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexer.readers import Problem, read
from standard.record import Record

ROOT = Path(__file__).resolve().parent.parent


def real_records() -> list[Record]:
    """The reference catalogue where it lies beside the checkout, else the shipped corpus."""
    reference = ROOT.parent / "shared" / "data" / "catalogue.jsonl.gz"
    source = reference if reference.is_file() else ROOT / "corpus"
    rows = (row for row in read([source]) if not isinstance(row, Problem))
    return list({row.number: replace(row, notes=(), conflicts=()) for row in rows}.values())


def synthetic(count: int, seed: int = 1) -> Iterator[Record]:
    """`count` records: the real ones first, then titles recombined out of two real ones, renumbered."""
    real = real_records()
    yield from real[:count]
    draw = random.Random(seed)
    for serial in range(count - len(real)):
        one, other = draw.choice(real), draw.choice(real)
        prefix = one.number.split(" ")[0]
        title = one.title[: len(one.title) // 2] + other.title[len(other.title) // 2 :]
        number = f"{prefix} {900_000 + serial}-{one.year or 2020}"
        yield replace(one, number=number, title=title, given="", replaces=(), replaced_by=(), abstract="")
