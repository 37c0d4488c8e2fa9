"""What is asked, and what is right: the cases of the bench, and those of its sets that are written by hand."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HALVES = ("tune", "report")
FOLDER = Path(__file__).resolve().parent.parent
#: kind, query, number, grade: 3 exactly the subject and the kind asked for, 2 about it, 1 touches it, 0 does not
QUERIES = FOLDER / "queries.tsv"
#: kind, query
NOTHING = FOLDER / "nothing.tsv"


@dataclass(frozen=True)
class Case:
    """One query with its judgements."""

    #: numbers, words, words-any, fragments, fragments-any, topical or nothing
    set: str
    #: spelling of the number, kind of the topical query, or empty
    kind: str
    text: str
    #: number -> grade, 1 to 3 where right, 0 where judged wrong
    grades: Mapping[str, int]
    #: `tune` or `report`
    half: str


def half(key: str) -> str:
    """The half in which a number or query is, by its checksum: the same in every run and on every machine."""
    return HALVES[zlib.crc32(key.encode()) & 1]


def chance(*key: str) -> random.Random:
    """Chance that depends on the key alone, so that a case stays the same when others come or go."""
    return random.Random(zlib.crc32("\n".join(key).encode()))


def topical(file: Path = QUERIES) -> list[Case]:
    """The topical queries, each with all its judgements."""
    judged: dict[tuple[str, str], dict[str, int]] = {}
    for kind, text, number, grade in rows(file):
        judged.setdefault((kind, text), {})[number] = int(grade)
    return [Case("topical", kind, text, grades, half(text)) for (kind, text), grades in judged.items()]


def nothing(file: Path = NOTHING) -> list[Case]:
    """The queries that must find nothing."""
    return [Case("nothing", kind, text, {}, half(text)) for kind, text in rows(file)]


def rows(file: Path) -> Iterator[list[str]]:
    """The cells of the lines of a file that are no remarks."""
    lines = file.read_text(encoding="utf-8").splitlines()
    yield from (line.split("\t") for line in lines if line and not line.startswith("#"))
