"""Coverage: which classes have standards in force at which level, how old they are, and where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalogue.query import ValueProblem, filter_value
from catalogue.search import Addresses, Search, region_words, shorten
from catalogue.statistics.class_trees import Node
from catalogue.statistics.coverage_columns import ELSEWHERE, INDUSTRY, NATIONAL, OWN, Column
from catalogue.wording import Words
from indexer.errors import RequestError
from indexer.fields import field_named
from standard.publisher import known_region

#: the classifications that a table can go by
COVERAGE_SCHEMES = ("ics", "ccs", "gbt4754")
#: value of `against` for every other province
ALL = "all"
#: kinds of gaps: national standards but no local one of the region; local ones of it but neither national nor industry
#: ones; local ones of other places but none of the region
GAPS = ("no_local", "no_national", "only_elsewhere")
#: names of what may be asked, in the order of addresses
ASKED = ("by", "region", "against", "under", "gap")


@dataclass(frozen=True)
class Scope:
    """What a coverage table is about."""

    #: one of COVERAGE_SCHEMES
    by: str = "ics"
    #: code of the province or city whose local standards are looked at; empty: the home of the catalogue
    region: str = ""
    #: code of another one to set against it, or ALL
    against: str = ""
    #: code of the class whose parts are the rows; empty for the top
    under: str = ""
    #: one of GAPS: only the rows that have it; empty for all
    gap: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str], home: str) -> Scope:
        """From texts named as in ASKED, as people write them: `DB37`, 山东, `b31`. Raises RequestError."""
        by = values.get("by", "").strip().lower() or "ics"
        if by not in COVERAGE_SCHEMES:
            raise RequestError("coverage_by_unknown", value=shorten(by), known=", ".join(COVERAGE_SCHEMES))
        region = _read_region(values.get("region", "")) or home
        against = values.get("against", "").strip()
        against = ALL if against.lower() == ALL else _read_region(against)
        if against != ALL and against and (against.startswith(region) or region.startswith(against)):
            names = (region_words(region), region_words(against))
            raise RequestError("coverage_regions_nested", region=names[0], against=names[1])
        gap = values.get("gap", "").strip().lower()
        if gap and gap not in GAPS:
            raise RequestError("coverage_gap_unknown", value=shorten(gap), known=", ".join(GAPS))
        return cls(by, region, against, values.get("under", "").strip().upper().replace(" ", ""), gap)

    def to_args(self, **changes: str) -> dict[str, str]:
        """The texts that `of` reads, with changes, empty ones left out."""
        values = {name: getattr(self, name) for name in ASKED}
        return {name: value for name, value in {**values, **changes}.items() if value}


def _read_region(text: str) -> str:
    """The code of a place, empty for an empty text. Raises RequestError."""
    place = field_named("region")
    if not text.strip() or place is None:
        return ""
    try:
        code = filter_value(place, text)
    except ValueProblem as problem:
        raise RequestError(problem.kind, value=shorten(text)) from None
    if not known_region(code):
        raise RequestError("region_unknown", value=shorten(text))
    return code


@dataclass
class Tally:
    """What is counted of some standards."""

    count: int = 0
    #: year -> how many are of it; those without a year are in none
    years: Counter[int] = field(default_factory=Counter)
    #: last reviewed, or where that is not known issued, more than five years ago
    due: int = 0
    #: of which such a day is known
    dated: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together; no standard may be in both."""
        years = self.years + other.years
        return Tally(self.count + other.count, years, self.due + other.due, self.dated + other.dated)

    def __sub__(self, other: Tally) -> Tally:
        """These without others that are among them."""
        years = self.years - other.years
        return Tally(self.count - other.count, years, self.due - other.due, self.dated - other.dated)


@dataclass(frozen=True)
class Cell:
    """The standards in force of a class in a column."""

    count: int
    #: years since the year of issue, half of them older; None where no year is known
    median_age: float | None
    #: how many are due for review
    review_due: int
    #: of how many that cannot be said, since neither day of issue nor of review is known
    undated: int

    @classmethod
    def of(cls, tally: Tally, day: date) -> Cell:
        """What was counted, as of a day."""
        return cls(tally.count, _median_age(tally.years, day), tally.due, tally.count - tally.dated)

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "count": self.count,
            "median_age": self.median_age,
            "review_due": self.review_due,
            "undated": self.undated,
        }


def _median_age(years: Counter[int], day: date) -> float | None:
    ages = sorted(((day.year - year, count) for year, count in years.items() if count > 0), key=lambda row: row[0])
    total = sum(count for _, count in ages)
    return (_age_at((total - 1) // 2, ages) + _age_at(total // 2, ages)) / 2 if total else None


def _age_at(place: int, ages: Iterable[tuple[int, int]]) -> int:
    """The age of the standard at a place in the order of ages."""
    for age, count in ages:
        place -= count
        if place < 0:
            return age
    raise IndexError(place)


@dataclass(frozen=True)
class Row:
    """A class, or what is in none: its cells under the columns of the table."""

    #: None for the rows that are no class
    node: Node | None
    cells: tuple[Cell, ...]
    #: all columns together
    all: Cell
    #: the region's part of the local standards, in percent; None where there are none
    share: float | None
    #: some of GAPS
    gaps: tuple[str, ...] = ()
    #: whether the table of the classification has the code
    known: bool = True

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API, without the cells."""
        node = self.node
        name = {"code": node.code, "name": node.name.chinese, "name_en": node.name.english} if node is not None else {}
        place = {"known": self.known, "divided": node.divided} if node is not None else {}
        return {**name, **place, **self.all.to_json(), "share": self.share, "gaps": list(self.gaps)}


def make_row(
    node: Node | None, columns: Iterable[Column], tallies: Iterable[Tally], day: date, *, known: bool = True
) -> Row:
    """A row of what was counted under each column."""
    found = list(zip(columns, tallies, strict=True))
    counts: Counter[str] = Counter()
    for column, tally in found:
        counts[column.kind] += tally.count
    local = counts[OWN] + counts[ELSEWHERE]
    return Row(
        node,
        tuple(Cell.of(tally, day) for _, tally in found),
        Cell.of(sum((tally for _, tally in found), Tally()), day),
        round(100 * counts[OWN] / local, 1) if local else None,
        _find_gaps(counts) if node is not None else (),
        known,
    )


def _find_gaps(counts: Mapping[str, int]) -> tuple[str, ...]:
    own = counts[OWN] > 0
    found = {
        "no_local": counts[NATIONAL] > 0 and not own,
        "no_national": own and not counts[NATIONAL] and not counts[INDUSTRY],
        "only_elsewhere": counts[ELSEWHERE] > 0 and not own,
    }
    return tuple(gap for gap in GAPS if found[gap])


@dataclass(frozen=True)
class Coverage:
    """A table of classes and levels, of what is in force on a day."""

    scope: Scope
    day: date
    generation: str
    #: latest day on which a source was checked
    data_date: date | None
    #: the class whose parts are the rows, None at the top, and those above it
    node: Node | None
    above: tuple[Node, ...]
    columns: tuple[Column, ...]
    #: classes with anything in force, in the order of their codes
    rows: tuple[Row, ...]
    #: every standard once, whatever its classes
    total: Row
    #: those in none of the rows: without any class, or without one below the node
    rest: Row
    #: how often a standard is counted again, in one more row, since it has several classes
    repeated: int
    #: of `rest` those that have something written as class which could not be read; None below the top
    unread: int | None
    #: classes of the table, right below the node, without anything in force
    empty: int
    #: standards that the catalogue does not say to be in force or not
    status_unknown: int

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that were asked for: all, or those with a gap."""
        return self.with_gap(self.scope.gap) if self.scope.gap else self.rows

    def with_gap(self, gap: str) -> tuple[Row, ...]:
        """The rows that have a gap."""
        return tuple(row for row in self.rows if gap in row.gaps)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API; `search` is the part of an address behind the question mark."""
        scope = self.scope
        return {
            "by": scope.by,
            "under": self.node.to_json() if self.node is not None else None,
            "above": [node.to_json() for node in self.above],
            "region": _place(scope.region),
            "against": ALL if scope.against == ALL else _place(scope.against) if scope.against else None,
            "on": self.day.isoformat(),
            "generation": self.generation,
            "data_date": self.data_date.isoformat() if self.data_date is not None else None,
            "columns": [{"name": one.name, "label": one.words, "kind": one.kind} for one in self.columns],
            "rows": [self._row_json(row, addresses) for row in self.shown],
            "total": self._row_json(self.total, addresses),
            "rest": self._row_json(self.rest, addresses),
            "repeated": self.repeated,
            "unread": self.unread,
            "empty": self.empty,
            "status_unknown": self.status_unknown,
            "gap": scope.gap or None,
            "gaps": {gap: len(self.with_gap(gap)) for gap in GAPS},
        }

    def search_of(self, row: Row, column: Column) -> Search | None:
        """The search that finds just what a cell counts; None for the rest, which no filter names."""
        if row is self.rest:
            return None
        return column.search(self.scope.by, row.node.code if row.node is not None else self.scope.under)

    def _row_json(self, row: Row, addresses: Addresses) -> dict[str, Any]:
        """A row with its cells by the names of their columns, each with its search where there is one."""
        cells = {}
        for column, cell in zip(self.columns, row.cells, strict=True):
            search = self.search_of(row, column)
            link = {"search": addresses.query(search)} if search is not None else {}
            cells[column.name] = {**cell.to_json(), **link}
        return {**row.to_json(), "cells": cells}


def _place(code: str) -> dict[str, str | Words]:
    return {"code": code, "name": region_words(code)}
