"""Replacements in the shipped catalogue: chains of editions, splits, merges, in part and across levels, all real."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain

from standard.clause_endings import endings_of
from standard.number import StandardNumber
from tests.corpus_rows import all_rows, cells
from tests.test_corpus_catalogue import catalogue_rows
from tests.test_corpus_readme import told


@cache
def replacements(whole: bool = True) -> dict[str, set[str]]:
    """Number -> what replaces it, as either row says."""
    forward, back = ("replaces", "replaced_by") if whole else ("replaces_partly", "replaced_partly_by")
    found: dict[str, set[str]] = defaultdict(set)
    for row in chain(catalogue_rows(), all_rows()):
        for old in cells(row, forward):
            found[old].add(row["number"])
        for new in cells(row, back):
            found[row["number"]].add(new)
    return dict(found)


@cache
def numbers() -> frozenset[str]:
    """Every standard that has a row."""
    return frozenset(row["number"] for row in chain(catalogue_rows(), all_rows()))


@cache
def longest(number: str) -> tuple[str, ...]:
    """The longest chain of replacements that begins at a standard, of those that have a row."""
    nexts = [longest(new) for new in replacements().get(number, ()) if new in numbers()]
    return (number, *max(nexts, key=len, default=()))


def test_no_row_is_made_up() -> None:
    assert not [row["number"] for row in chain(catalogue_rows(), all_rows()) if row.get("example")]


def test_there_are_many_chains_of_three_and_more_editions() -> None:
    after = set(chain.from_iterable(replacements().values()))
    chains = [longest(number) for number in sorted(set(replacements()) & numbers()) if number not in after]
    chains = [found for found in chains if len(found) >= 3]
    chinese = [found for found in chains if not found[0].startswith(("ISO", "IEC"))]
    assert len(chinese) >= 60
    assert max(map(len, chinese)) >= 5
    for found in chinese:
        years = [StandardNumber(number).year or 0 for number in found]
        assert years == sorted(set(years)), found


def test_there_are_splits_merges_and_replacements_in_part() -> None:
    merged: dict[str, set[str]] = defaultdict(set)
    for old, news in replacements().items():
        for new in news:
            merged[new].add(old)
    assert sum(len(olds) > 1 for olds in merged.values()) >= 50
    assert sum(len(news) > 1 for news in replacements().values()) >= 3
    assert sum(map(len, replacements(whole=False).values())) >= 10


def test_there_are_replacements_across_levels() -> None:
    pairs = [(StandardNumber(old), StandardNumber(new)) for old, news in replacements().items() for new in news]
    across = {(str(old.level), str(new.level)) for old, new in pairs if old.level is not new.level}
    assert {("national", "industry"), ("industry", "national")} <= across
    assert sum(old.level is not new.level for old, new in pairs) >= 6


def test_what_the_readme_shows_of_them_is_there() -> None:
    for _, (old, *news) in told("a replacement by several"):
        assert set(news) <= replacements()[old]
    for _, (*olds, new) in told("a replacement of several"):
        assert all(new in replacements()[old] for old in olds)
    for what, (old, new) in told("a replacement across levels"):
        assert new in replacements()[old]
        levels = [str(StandardNumber(number).level) for number in (old, new)]
        assert what.split(", ")[1].split(" to ") == levels


def test_clauses_that_ended_are_of_shipped_standards_too() -> None:
    assert sum(bool(endings_of(number)) for number in numbers()) >= 8
