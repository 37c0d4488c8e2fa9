"""What is in force in the place of a standard that is not."""

from __future__ import annotations

from datetime import date

from catalogue.validity.known_standards import KnownStandards
from catalogue.validity.row import Note, Verdict, note
from catalogue.validity.standing import Standing, stand
from catalogue.validity.succession_on_day import Chain, holds
from standard.number import StandardNumber
from standard.record import Record

#: a standard's number, None where there is none, and what is to be said of it
Instead = tuple[str | None, tuple[Note, ...]]


def in_its_place(known: KnownStandards, record: Record, standing: Standing, chain: Chain, day: date) -> Instead:
    """What stands at the end of a record's replacements, or by its number; the record itself while it stands."""
    if standing.stands:
        return record.number, ()
    if standing.verdict is Verdict.UPCOMING:
        return _until_it_begins(known, record, day)
    if chain.in_force:
        several = (note("several", numbers=chain.in_force),) if len(chain.in_force) > 1 else ()
        return chain.in_force[0], several
    broken = _broken_off(known, chain)
    newest = newest_in_force(known, record.parsed, day, later_than=record)
    if newest is None:
        return None, broken
    return newest.number, (*broken, note("newer_edition", numbers=(newest.number,)))


def newest_in_force(
    known: KnownStandards, number: StandardNumber | None, day: date, later_than: Record | None = None
) -> Record | None:
    """The newest edition of a number that is in force on a day; translations only where there is nothing else."""
    editions = known.editions(number.series) if number is not None else ()
    year = later_than.parsed.year if later_than is not None and later_than.parsed is not None else None
    later = [row for row in editions if year is None or (row.parsed is not None and (row.parsed.year or 0) > year)]
    later.sort(key=lambda row: row.parsed is not None and bool(row.parsed.language))
    return next((row for row in later if stand(known, row, day).stands), None)


def _until_it_begins(known: KnownStandards, record: Record, day: date) -> Instead:
    """What stands until an upcoming standard takes its place: what it says it replaces, or an earlier edition."""
    replaced = (known.get(number) for number in (*record.replaces, *record.replaces_partly))
    still = [row.number for row in replaced if row is not None and holds(known, row, day)]
    if not still:
        newest = newest_in_force(known, record.parsed, day)
        still = [newest.number] if newest is not None and newest.number != record.number else []
    return (still[0], (note("still_in_force", numbers=tuple(still)),)) if still else (None, ())


def _broken_off(known: KnownStandards, chain: Chain) -> tuple[Note, ...]:
    """Why a chain of replacements ends at nothing in force."""
    if not chain.numbers or chain.circle:
        return ()
    last = chain.numbers[-1]
    return (note("chain_unknown" if known.get(last) is None else "chain_ended", number=last),)
