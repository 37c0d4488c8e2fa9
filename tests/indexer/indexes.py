"""Small indexes for tests of keeping them."""

from __future__ import annotations

import json
from pathlib import Path

from indexer.lifecycle.generations import Generations
from indexer.lifecycle.journal import Journal
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.small_changes import change
from indexer.lifecycle.standing import standing
from standard.record import Record

ROWS = [
    {"number": "GB 5749-2022", "title": "生活饮用水卫生标准", "status": "现行"},
    {"number": "GB/T 1.1-2020", "title": "标准化工作导则", "status": "现行", "replaces": "GB/T 1.1-2009"},
    {"number": "GB/T 1.1-2009", "title": "标准化工作导则", "status": "废止"},
    {"number": "DB37/T 2672-2019", "title": "大蒜生产技术规程", "status": "现行"},
]
ADDED = Record("T/SDAS 1-2026", "鲜蒜")


#: the catalogue, and the numbers that a reindex would change on top of its sources
Held = tuple[frozenset[str], frozenset[str]]


def held(generations: Generations) -> Held:
    """What answers, and what stands beside the sources; nothing before there is a CURRENT."""
    if not generations.pointer.exists():
        return frozenset(), frozenset()
    return frozenset(numbers(generations)), frozenset(standing(generations).changes)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def numbers(generations: Generations) -> set[str]:
    """The numbers of the generation that answers."""
    engine = generations.open(generations.current())
    try:
        return set(engine.numbers())
    finally:
        engine.close()


def get(generations: Generations, number: str) -> Record | None:
    """A record of the generation that answers."""
    engine = generations.open(generations.current())
    try:
        return engine.get(number)
    finally:
        engine.close()


def journal(generations: Generations) -> Journal:
    """The small changes that stand: those of the generation that answers."""
    return Journal(generations.folder / generations.current())


def with_delta(source: Path, generations: Generations) -> None:
    """A generation that has every sort of file."""
    many = [{"number": f"NY/T {place}-2020", "title": f"大蒜 {place}"} for place in range(1, 41)]
    write(source, [*ROWS, *many])
    reindex(generations, [source])
    change(generations, [Record("T/SDAS 1-2026", "鲜蒜")], ["GB 5749-2022"])
