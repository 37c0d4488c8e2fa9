"""What the pages of a check show: where numbers stand in a list, and a page of its rows under a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.validity import Check, Entries, Entry, Row, Skipped, Verdict
from catalogue.wording import Words, say
from indexer.readers import Place, column_letters
from standard.citations import Reading

#: rows of a page
ROWS = 300
#: entries, places and skipped rows that are shown before a check
_ENTRIES, _PLACES, _EXAMPLES = 200, 8, 5


@dataclass(frozen=True)
class Skips:
    """The rows of a document that were skipped for one reason."""

    reason: str
    count: int
    examples: tuple[Skipped, ...]


@dataclass(frozen=True)
class Recognised:
    """What a list holds, before it is checked."""

    total: int
    duplicates: int
    is_list: bool
    #: rows, lines and paragraphs that were read
    read: int
    #: where the numbers stand, and how many
    places: tuple[tuple[Words, int], ...]
    #: numbers that stand elsewhere
    elsewhere: int
    #: entries whose number is broken, and those that name none
    broken: tuple[Entry, ...]
    unread: tuple[Entry, ...]
    skips: tuple[Skips, ...]
    #: the first entries
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, entries: Entries) -> Recognised:
        """What was recognised in a document."""
        found = entries.entries
        places = Counter(_where(one.place) for one in found if one.citation.number is not None).most_common()
        broken = tuple(one for one in found if one.citation.reading is Reading.BROKEN)
        unread = tuple(one for one in found if one.citation.reading is Reading.NONE)
        return cls(
            len(found),
            sum(one.duplicate_of > 0 for one in found),
            entries.is_list,
            entries.rows,
            tuple((words, count) for words, count in places[:_PLACES]),
            sum(count for _, count in places[_PLACES:]),
            broken,
            unread,
            tuple(_skips(entries.skipped)),
            found[:_ENTRIES],
        )


def _where(place: Place) -> Words:
    """The column that a number stands in, or that it stands in a line of text."""
    if place.sheet:
        return say("place_sheet_column", sheet=place.sheet, column=column_letters(place.column))
    if place.note:
        return say("place_notes")
    if place.table and place.row:
        return say("place_table_column", table=place.table, column=place.column)
    return say("place_lines") if place.line else say("place_paragraphs")


def _skips(skipped: Iterable[Skipped]) -> Iterable[Skips]:
    found: dict[str, list[Skipped]] = {}
    for one in skipped:
        found.setdefault(one.reason.value, []).append(one)
    for reason, rows in found.items():
        yield Skips(reason, len(rows), tuple(row for row in rows[:_EXAMPLES] if row.text))


@dataclass(frozen=True)
class Filter:
    """A verdict that rows have; `verdict` is empty for all."""

    verdict: str
    count: int
    current: bool


@dataclass(frozen=True)
class Result:
    """A page of the rows of a check."""

    check: Check
    filters: tuple[Filter, ...]
    rows: tuple[Row, ...]
    #: rows of the verdict that is shown, and which of them is the first of the page, from 0 on
    matching: int
    first: int
    #: the verdict that is shown; empty for all
    shown: str

    @property
    def previous(self) -> int | None:
        """First row of the page before."""
        return max(self.first - ROWS, 0) if self.first > 0 else None

    @property
    def next(self) -> int | None:
        """First row of the next page."""
        return self.first + ROWS if self.first + ROWS < self.matching else None

    @property
    def gone(self) -> list[str]:
        """Numbers of an earlier report that the list has no longer."""
        compared = self.check.comparison
        return [row.get("number") or row.get("given", "") for row in compared.gone] if compared else []

    @property
    def undecided(self) -> int:
        """Rows that a person has to decide about."""
        return sum(may_choose(row) for row in self.check.rows)


def lay_out(check: Check, shown: str, first: int) -> Result:
    """The page of a check that begins with a row, under a verdict or all of them."""
    counts = {verdict.value: count for verdict, count in check.counts.items()}
    shown = shown if shown in counts else ""
    filters = [Filter("", len(check.rows), not shown)]
    filters += [Filter(name, count, name == shown) for name, count in counts.items()]
    rows = tuple(row for row in check.rows if not shown or row.verdict == shown)
    first = first if first < len(rows) else 0
    return Result(check, tuple(filters), rows[first : first + ROWS], len(rows), first, shown)


def may_choose(row: Row) -> bool:
    """Whether a person may say which standard a row means."""
    return row.verdict in (Verdict.AMBIGUOUS, Verdict.NOT_FOUND, Verdict.NOT_A_NUMBER, Verdict.OTHER_EDITION)


def offered_for(row: Row) -> list[str]:
    """Numbers that a row may mean: what is near in the catalogue, then what its broken letters may be."""
    broken = [number for remark in row.noted("broken") for number in remark.values["numbers"]]  # type: ignore[attr-defined]
    return list(dict.fromkeys((*row.near, *broken)))
