"""Rules of `subjects.tsv` and records -> the judgements of `queries.tsv`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.quality.cases import FOLDER, Case, half, rows
from bench.quality.engines import Ranking
from indexer.analysis import compact
from standard.record import Record

SUBJECTS = FOLDER / "subjects.tsv"


@dataclass(frozen=True)
class RecordTexts:
    """What of a record a rule looks at."""

    number: str
    title: str
    abstract: str
    issuers: str

    @classmethod
    def of(cls, record: Record) -> RecordTexts:
        """A record, its texts folded and without separators."""
        return cls(record.number, compact(record.title), compact(record.abstract), compact(" ".join(record.issuers)))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


#: first character of a condition -> whether it holds; without one of these the title is searched
_LOOK: dict[str, Callable[[str, RecordTexts], bool]] = {
    "~": lambda pattern, record: _pattern(pattern).search(record.abstract) is not None,
    "@": lambda pattern, record: _pattern(pattern).search(record.issuers) is not None,
    "#": lambda pattern, record: record.number.startswith(pattern.replace("_", " ")),
}


def holds(rule: str, record: RecordTexts) -> bool:
    """Whether a record meets all conditions of a rule."""
    return all(_holds(condition, record) for condition in rule.split())


def _holds(condition: str, record: RecordTexts) -> bool:
    if condition.startswith("!"):
        return not _holds(condition[1:], record)
    look = _LOOK.get(condition[0])
    return look(condition[1:], record) if look else _pattern(condition).search(record.title) is not None


def subjects(file: Path = SUBJECTS) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """(kind, query) -> its rules, (grade, rule), in order."""
    made: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for kind, query, grade, rule in rows(file):
        made.setdefault((kind, query), []).append((int(grade), rule))
    return made


def judge(rules: Iterable[tuple[int, str]], records: Iterable[RecordTexts]) -> dict[str, int]:
    """Number -> grade for every record that some rule takes; the first rule counts."""
    ordered = list(rules)
    graded = ((record, next((grade for grade, rule in ordered if holds(rule, record)), None)) for record in records)
    return {record.number: grade for record, grade in graded if grade is not None}


def cases(file: Path = SUBJECTS) -> list[Case]:
    """The queries to pool, without judgements."""
    return [Case("topical", kind, query, {}, half(query)) for kind, query in subjects(file)]


def judgements(
    queries: list[Case], records: Iterable[Record], pool: Mapping[tuple[str, int], Ranking], file: Path = SUBJECTS
) -> dict[tuple[str, str], dict[str, int]]:
    """(kind, query) -> number -> grade: by the rules, and 0 for what else was in the pool."""
    rules, seen = subjects(file), [RecordTexts.of(record) for record in records]
    by_query = {}
    for place, case in enumerate(queries):
        pooled = (number for (_, at), ranking in pool.items() if at == place for number in ranking.numbers)
        key = (case.kind, case.text)
        by_query[key] = {**dict.fromkeys(pooled, 0), **judge(rules[key], seen)}
    return by_query


def lines_of(by_query: Mapping[tuple[str, str], Mapping[str, int]]) -> Iterator[str]:
    """The lines of `queries.tsv`: best first, then by number."""
    yield "# Topical queries and judgements: kind, query, number, grade (3 exactly, 2 about it, 1 touches it, 0 not)."
    yield "# Written by `python -m bench judge`: the rules of subjects.tsv, 0 for what else the engines ranked high."
    for (kind, query), grades in by_query.items():
        for number, grade in sorted(grades.items(), key=lambda row: (-row[1], row[0])):
            yield f"{kind}\t{query}\t{number}\t{grade}"
