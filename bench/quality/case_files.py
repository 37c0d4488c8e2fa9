"""The sets written by hand: topical queries with graded judgements, and queries that must find nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.quality.cases import Case, half

FOLDER = Path(__file__).resolve().parent.parent
#: kind, query, number, grade: 3 exactly the subject and the kind asked for, 2 about it, 1 touches it, 0 does not
QUERIES = FOLDER / "queries.tsv"
#: kind, query
NOTHING = FOLDER / "nothing.tsv"


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
