"""A given title beside its number: whether it fits, and if not, the number that it does fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from catalogue.validity.known_standards import NEAR, KnownStandards
from catalogue.validity.row import Note, Row, Verdict, note
from catalogue.validity.succession_on_day import holds
from catalogue.validity.titles import FITS, fits, is_title_of, likeness, without_number
from standard.number import NumberError, StandardNumber
from standard.record import Record

#: titles that are looked up for one list; a list whose titles all fit needs none
MAX_LOOKUPS = 1000
#: a title this short names no standard
SHORTEST = 4
_UNKNOWN = (Verdict.NOT_FOUND, Verdict.AMBIGUOUS, Verdict.OTHER_EDITION)


class TitleCheck:
    """Titles against one catalogue on one day; each is looked up once."""

    def __init__(self, known: KnownStandards, day: date) -> None:
        self._known, self._day = known, day
        self._entitled: dict[str, tuple[Record, ...]] = {}

    def check(self, row: Row, title: str) -> Row:
        """The row with a remark where the given title is not that of its number; near ones where that is unknown."""
        if not title.strip():
            return row
        title = without_number(title)
        record = self._record_of(row)
        if record is None:
            return self._offer(row, title) if row.verdict in _UNKNOWN else row
        if fits(title, record):
            return row
        edition = next((one for one in self._editions(record) if one != record and fits(title, one)), None)
        found = (edition,) if edition is not None else self.entitled(title)
        numbers = tuple(one.number for one in found if one.number != record.number)
        same = any(is_title_of(title, one) for one in found)
        if numbers:
            told = note("title_fits" if same else "title_fits_like", title=record.title, numbers=numbers)
        else:
            told = self._differs(title, record)
        near = (*row.near, *(number for number in numbers if number not in row.near))[:NEAR]
        return replace(row, notes=(*row.notes, told), near=near)

    def _differs(self, title: str, record: Record) -> Note:
        searched = title.strip() in self._entitled or len(title.strip()) < SHORTEST
        return note("title_differs" if searched else "title_not_searched", title=record.title)

    def entitled(self, title: str) -> tuple[Record, ...]:
        """The standards of a title, or else those whose titles contain it; the nearest first, then what is in force."""
        title = title.strip()
        if len(title) < SHORTEST:
            return ()
        if title not in self._entitled:
            if len(self._entitled) >= MAX_LOOKUPS:
                return ()
            found = [one for one in self._known.entitled(title) if likeness(title, one) >= FITS]
            found.sort(key=lambda one: (abs(len(one.title) - len(title)), not holds(self._known, one, self._day)))
            same = [one for one in found if is_title_of(title, one)]
            self._entitled[title] = tuple((same or found)[:NEAR])
        return self._entitled[title]

    def _offer(self, row: Row, title: str) -> Row:
        """A number that is not there, with the standards that bear its title among the near ones."""
        found = [one for one in self.entitled(title) if one.number not in row.near]
        if not found:
            return row
        numbers = tuple(one.number for one in found)
        told = note("title_found" if is_title_of(title, found[0]) else "title_found_like", numbers=numbers)
        return replace(row, near=(*numbers, *row.near)[:NEAR], notes=(*row.notes, told))

    def _record_of(self, row: Row) -> Record | None:
        """The record of which a row tells."""
        if row.verdict in (Verdict.UNDATED, Verdict.OTHER_EDITION) and row.in_force is not None:
            return self._known.get(row.in_force)
        return self._known.get(row.number) or self._edition_told(row)

    def _edition_told(self, row: Row) -> Record | None:
        try:
            editions = self._known.editions(StandardNumber(row.number).series) if row.number else ()
        except NumberError:
            return None
        return next((one for one in editions if one.title == row.title), None)

    def _editions(self, record: Record) -> tuple[Record, ...]:
        return self._known.editions(record.parsed.series) if record.parsed is not None else ()
