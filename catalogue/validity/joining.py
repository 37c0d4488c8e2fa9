"""A second list joined by number: a scope of accreditation, a purchase list, whose columns go beside the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalogue.validity.entries import Entry, read_entries
from catalogue.validity.list_tables import by_column, columns_of
from catalogue.validity.report_columns import BETWEEN, tidy
from catalogue.validity.row import Row
from catalogue.wording import value_words
from indexer.errors import RequestError
from indexer.readers import Document, Place, Table
from standard.number import StandardNumber

#: the label of the column that tells how a row was joined; the labels of the second list follow, each behind `附表：`
HOW, BESIDE = "附表对应", "附表："


class Match(StrEnum):
    """How a row corresponds to the second list."""

    SAME = "same"
    #: one of the two names no edition
    UNDATED = "undated"
    #: the second list has another edition; its columns are those of that edition
    OTHER_EDITION = "other_edition"
    #: the second list lacks it
    NONE = "none"


@dataclass(frozen=True)
class JoinedRow:
    """A row of the second list, of those that name a standard."""

    entry: Entry
    #: label -> text
    cells: dict[str, str]

    @property
    def number(self) -> StandardNumber | None:
        """The number that it names."""
        return self.entry.citation.number

    def to_json(self) -> dict[str, Any]:
        """JSON; the place in words."""
        number = str(self.number) if self.number else None
        return {
            "given": self.entry.citation.given,
            "number": number,
            "columns": self.cells,
            "place": self.entry.place.words,
        }


@dataclass(frozen=True)
class Join:
    """How each row of a check corresponds to the second list, and which rows of that list none corresponds to."""

    name: str
    labels: tuple[str, ...]
    #: for each row of the check
    matches: tuple[tuple[Match, tuple[JoinedRow, ...]], ...]
    #: rows of the second list that the first lacks
    lacking: tuple[JoinedRow, ...]

    @property
    def counts(self) -> dict[Match, int]:
        """How many rows there are of each kind."""
        found = Counter(match for match, _ in self.matches)
        return {match: found[match] for match in Match}

    def cells(self) -> Iterator[tuple[str, ...]]:
        """The cells of each row under HOW and the labels; several rows of the second list one behind another."""
        for match, rows in self.matches:
            how = value_words("match", match.value).chinese
            if match in (Match.UNDATED, Match.OTHER_EDITION):
                how += "：" + BETWEEN.join(dict.fromkeys(str(row.number) for row in rows))
            yield how, *(BETWEEN.join(_distinct(rows, label)) for label in self.labels)

    def to_json(self) -> dict[str, Any]:
        """What is told of the whole; how a row corresponds stands at the row."""
        counts = {match.value: count for match, count in self.counts.items()}
        return {"name": self.name, "counts": counts, "lacking": [row.to_json() for row in self.lacking]}


def _distinct(rows: Sequence[JoinedRow], label: str) -> Iterator[str]:
    yield from dict.fromkeys(text for row in rows if (text := str(tidy(row.cells.get(label, "")) or "")))


def join(rows: Sequence[Row], entries: Sequence[Entry], document: Document) -> Join:
    """Join a second list to the rows of a check, and the entries they were judged from, by number.

    Raises RequestError for a document that cites no standard.
    """
    second, labels = _read(document)
    if not any(row.number for row in second):
        problem = document.problems[0].why if document.problems else None
        if problem is not None:
            raise RequestError("joined_unreadable", name=document.name, reason=problem)
        raise RequestError("joined_without_numbers", name=document.name)
    exact: dict[str, list[JoinedRow]] = defaultdict(list)
    series: dict[str, list[JoinedRow]] = defaultdict(list)
    for row in second:
        if row.number is not None:
            exact[str(row.number)].append(row)
            series[row.number.series].append(row)
    matches = tuple(_match(entry.citation.number, exact, series) for entry in entries[: len(rows)])
    taken = {id(row) for _, found in matches for row in found}
    return Join(document.name, labels, matches, tuple(row for row in second if id(row) not in taken))


def _match(
    number: StandardNumber | None, exact: dict[str, list[JoinedRow]], series: dict[str, list[JoinedRow]]
) -> tuple[Match, tuple[JoinedRow, ...]]:
    if number is None:
        return Match.NONE, ()
    if found := exact.get(str(number)):
        return Match.SAME, tuple(found)
    others = series.get(number.series, ())
    if undated := [row for row in others if number.year is None or (row.number and row.number.year is None)]:
        return Match.UNDATED, tuple(undated)
    return (Match.OTHER_EDITION, tuple(others)) if others else (Match.NONE, ())


def _read(document: Document) -> tuple[list[JoinedRow], tuple[str, ...]]:
    """The rows of a second list that name a standard, and the labels of its columns in their order."""
    rows: dict[tuple[str, int, int], dict[str, str]] = {}
    labels: dict[str, None] = {}
    for table in document.tables:
        for place, cells in _cells(table):
            rows.setdefault((place.sheet, place.table, place.row), cells)
            labels.update(dict.fromkeys(cells))
    found = []
    for entry in read_entries(document).entries:
        place = entry.place
        cells = rows.get((place.sheet, place.table, place.row), {}) if place.row else {}
        found.append(JoinedRow(entry, cells or {"原文": f"{entry.citation.given} {entry.citation.title}".strip()}))
    used = {label for row in found for label in row.cells}
    return found, tuple(label for label in (*labels, "原文") if label in used)


def _cells(table: Table) -> Iterator[tuple[Place, dict[str, str]]]:
    """The rows below the labels of a table, as label -> text; a column without a label is named by its letter."""
    columns = columns_of(table)
    head = table.rows[columns.first_row - 1] if columns.first_row else ()
    named = {at: " ".join(cell.text.split()) for at, cell in by_column(head)}
    for row in table.rows[columns.labels_end :]:
        if row:
            yield row[0].place, {_label(at, named): cell.text for at, cell in by_column(row)}


def _label(at: int, named: dict[int, str]) -> str:
    return named.get(at) or f"第 {at} 列"
