"""How one standard of the catalogue stands on a day: what its days, its status and its replacements say together.

A day decides where it is known. The recorded status is true of the day it was looked up; what replaces a standard ends
it on the day it takes effect, as on the platforms. Where these do not agree the standing is contradictory and says how.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from catalogue.validity.known_standards import KnownStandards
from catalogue.validity.row import Note, Verdict, note
from catalogue.validity.succession_on_day import Successor, is_older, successors_of
from standard.clause_endings import ClauseEnding, Extent, endings_of
from standard.record import Record
from standard.status import Status
from standard.status_words import status_of_word

_V = Verdict
#: fields of which another source's value can change the standing
_DECIDING = {"issued", "effective", "abolished", "status"}


@dataclass(frozen=True)
class Standing:
    """How a standard stands on a day."""

    verdict: Verdict
    #: the day it ended or will end, recorded or inferred
    ended: date | None = None
    #: what has replaced it, or is announced to
    successors: tuple[Successor, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is in force, be it in part."""
        return self.verdict in (_V.IN_FORCE, _V.SUCCESSOR_ANNOUNCED, _V.PARTLY_REPLACED)

    def but_later(self, ended: date, told: Note) -> Standing:
        """The same with the day on which it ended afterwards."""
        return replace(self, ended=ended, notes=(*self.notes, told))


def stand(known: KnownStandards, record: Record, day: date) -> Standing:
    """The standing of a record on a day."""
    standing = _by_days(known, record, day)
    if standing.verdict is not _V.CONTRADICTORY:
        against = _other_sources(known, record, day, standing)
        if against:
            return replace(standing, verdict=_V.CONTRADICTORY, notes=(*against, *standing.notes))
    return standing


def _by_days(known: KnownStandards, record: Record, day: date) -> Standing:
    early = _before_it_begins(record, day)
    if early is not None:
        return early
    begun = record.effective or record.issued
    if begun is not None and record.abolished is not None and record.abolished < begun:
        return _contradictory(note("ends_before_begins", ended=record.abolished, begun=begun), ended=record.abolished)
    if record.effective is not None and day < record.effective:
        if record.status.ended and record.abolished is None and known.seen(record) < record.effective:
            return _contradictory(note("ended_before_begins", status=record.status.value, begun=record.effective))
        return Standing(_V.UPCOMING, record.abolished, notes=(note("takes_effect", day=record.effective),))
    if record.effective is None and record.status in (Status.UPCOMING, Status.DRAFT):
        return Standing(_V.UPCOMING, notes=(note("no_day_of_effect"),))
    if record.status is Status.SUSPENDED:
        return Standing(_V.UPCOMING, notes=(note("suspended"),))
    named = successors_of(known, record.number, record)
    older = [one for one in named if is_older(one, record.number, record)]
    successors = tuple(one for one in named if one not in older)
    standing = _begun(known, record, day, successors)
    if older:
        numbers = tuple(one.number for one in older)
        return _contradictory(note("older_successor", numbers=numbers), *standing.notes, ended=standing.ended)
    return standing


def _before_it_begins(record: Record, day: date) -> Standing | None:
    """The standing on a day before it was issued."""
    if record.issued is not None and day < record.issued:
        if record.effective is not None and record.effective <= day:
            return _contradictory(note("effective_before_issued", effective=record.effective, issued=record.issued))
        return Standing(_V.UPCOMING, record.abolished, notes=(note("not_issued", day=record.issued),))
    year = record.parsed.year if record.parsed is not None else None
    if record.issued is None and year is not None and year > day.year:
        return Standing(_V.UPCOMING, record.abolished, notes=(note("not_issued_year", year=year),))
    return None


def _begun(known: KnownStandards, record: Record, day: date, successors: tuple[Successor, ...]) -> Standing:
    """The standing of a standard that has begun by a day."""
    if record.abolished is not None and record.abolished <= day:
        return _ended_by_day(record, record.abolished, successors)
    if record.abolished is None and record.status.ended:
        return _ended_as_recorded(known, record, day, successors)
    taken = tuple(one for one in successors if one.in_effect(day))
    if taken and record.abolished is None:
        return _followed(known, record, taken)
    return _standing_still(known, record, day, successors)


def _ended_by_day(record: Record, ended: date, successors: tuple[Successor, ...]) -> Standing:
    verdict = _V.REPLACED if successors or record.status is Status.REPLACED else _V.ABOLISHED
    looked_up_before = record.checked is not None and record.checked < ended
    if record.status in (Status.CURRENT, Status.CURRENT_PARTIAL) and not looked_up_before:
        return _contradictory(note("abolished_but_current", ended=ended), ended=ended, successors=successors)
    return Standing(verdict, ended, successors, _converted(record))


def _ended_as_recorded(known: KnownStandards, record: Record, day: date, successors: tuple[Successor, ...]) -> Standing:
    """A standard that has ended, no day of it being known but what its replacement says."""
    verdict = _V.REPLACED if successors or record.status is Status.REPLACED else _V.ABOLISHED
    days = [one.day for one in successors if one.day is not None]
    ended = min((one for one in days if one <= known.seen(record)), default=None)
    if ended is not None and day < ended:
        later = note("ended_later", day=ended, numbers=tuple(one.number for one in successors))
        return _standing_still(known, record, day, successors).but_later(ended, later)
    if ended is None and days and day < min(days):
        first = next(one for one in successors if one.day == min(days))
        told = note("ended_before_successor", status=record.status.value, number=first.number, day=first.day)
        return _contradictory(told, successors=successors)
    ended = ended or (min(days) if days else None)
    if ended is not None or known.seen(record) <= day:
        return Standing(verdict, ended, successors, _converted(record))
    following = _next_edition(known, record, day)
    told = _with_day("end_day_likely", following) if following is not None else note("end_day_unknown")
    return Standing(verdict, None, successors, (*_converted(record), told))


def _next_edition(known: KnownStandards, record: Record, day: date) -> Successor | None:
    """The next edition of the number, where it took effect only after a day: likely the end of the one before."""
    number = record.parsed
    if number is None or number.year is None or number.kind == "amendment":
        return None
    later = [row for row in known.editions(number.series) if row.parsed and (row.parsed.year or 0) > number.year]
    begun = min(
        ((row.effective, row) for row in later if row.effective is not None), key=lambda one: one[0], default=None
    )
    return Successor(begun[1].number, begun[1], begun[0]) if begun is not None and begun[0] > day else None


def _followed(known: KnownStandards, record: Record, taken: tuple[Successor, ...]) -> Standing:
    """A standard that is recorded as standing although its replacement has taken effect by the day."""
    first = taken[0]
    if record.status in (Status.UNKNOWN, Status.UPCOMING) or _looked_up_before(record, first):
        return Standing(_V.REPLACED, first.day, taken, (_with_day("ended_since", first),))
    if first.record is None and first.day is None:
        if (first.year or 0) >= known.seen(record).year:
            return Standing(_V.SUCCESSOR_ANNOUNCED, None, taken, (note("announced_unknown", number=first.number),))
        return _contradictory(note("successor_missing", number=first.number), successors=taken)
    return _contradictory(_with_day("successor_in_force", first), successors=taken)


def _looked_up_before(record: Record, successor: Successor) -> bool:
    """Whether a status was looked up before what replaces the standard took effect; else it should say so."""
    if successor.day is not None and record.checked is not None:
        return record.checked < successor.day
    return successor.record is not None and successor.record.status is Status.UPCOMING


def _standing_still(known: KnownStandards, record: Record, day: date, successors: tuple[Successor, ...]) -> Standing:
    """A standard that has not ended by a day; what is announced, or has ended in part, and newer editions."""
    newer = _newer_editions(known, record, day)
    taken = next((one for one in newer if one.in_effect(day)), None)
    if taken is not None and not record.status.ended:
        if _looked_up_before(record, taken) or record.status is Status.UPCOMING:
            return Standing(_V.REPLACED, taken.day, (taken,), (_with_day("newer_edition_since", taken),))
        if record.status in (Status.CURRENT, Status.CURRENT_PARTIAL):
            return _contradictory(_with_day("newer_in_force", taken), successors=(taken,))
    partly = ended_in_part(known, record.number, record, day)
    if record.status is Status.UNKNOWN:
        verdict = _V.PARTLY_REPLACED if partly else _V.AMBIGUOUS
        return Standing(verdict, record.abolished, notes=(*partly, note("status_unknown")))
    coming = tuple(one for one in (*successors, *newer) if one.known_on(day) and not one.in_effect(day))
    told = tuple(_with_day("announced" if one in successors else "newer_announced", one) for one in coming)
    if record.abolished is not None:
        told = (*told, note("ends_on", day=record.abolished))
    if record.status is Status.UPCOMING:
        told = (*told, note("begun_since", day=record.effective))
    verdict = _V.PARTLY_REPLACED if partly else _V.SUCCESSOR_ANNOUNCED if coming else _V.IN_FORCE
    return Standing(verdict, record.abolished, coming, (*partly, *told))


def _newer_editions(known: KnownStandards, record: Record, day: date) -> tuple[Successor, ...]:
    """Later editions of the number that are published by a day and recorded to be in force or to come.

    Without those that any relation names: what is said outright counts for more than a number.
    """
    number = record.parsed
    if number is None or number.year is None or number.language or number.kind in ("amendment", "range"):
        return ()
    named = {*record.replaced_by, *record.replaced_partly_by, *record.replaces_partly}
    found = []
    for other in known.editions(number.series):
        if other.parsed is None or (other.parsed.year or 0) <= number.year or other.parsed.language:
            continue
        if other.number in named or other.status not in (Status.CURRENT, Status.CURRENT_PARTIAL, Status.UPCOMING):
            continue
        found.append(Successor(other.number, other, other.effective or other.issued))
    found.sort(key=Successor.order)
    return tuple(one for one in found if one.known_on(day))


def ended_in_part(known: KnownStandards, number: str, record: Record | None, day: date) -> tuple[Note, ...]:
    """What has ended of a standard that stands, one remark for each; clauses only where a source lists them."""
    told = [clauses_note(ending) for ending in endings_of(number) if ending.extent.partial and ending.day <= day]
    listed = {remark.values["number"] for remark in told}
    stating = {row.number: None for row in known.replacing(number) if number in row.replaces_partly}
    for name in dict.fromkeys((*(record.replaced_partly_by if record is not None else ()), *stating)):
        other = known.get(name)
        taker = Successor(name, other, (other.effective or other.issued) if other is not None else None)
        if name not in listed and taker.in_effect(day):
            told.append(_with_day("partly_by", taker))
    if not told and record is not None and record.status is Status.CURRENT_PARTIAL:
        told.append(note("partly_unspecified"))
    return tuple(told)


def clauses_note(ending: ClauseEnding) -> Note:
    """The remark on clauses that ended."""
    kind = "mandatory_ended"
    if ending.extent is not Extent.ALL_MANDATORY:
        kind = ending.extent.value + ("" if ending.clauses else "_unlisted")
    return note(kind, number=ending.by, clauses=ending.clauses, day=ending.day, source=ending.source)


def _with_day(kind: str, successor: Successor) -> Note:
    """A remark on what replaces a standard, with the day where it is known."""
    if successor.day is None:
        return note(f"{kind}_undated", number=successor.number)
    return note(kind, number=successor.number, day=successor.day)


def _converted(record: Record) -> tuple[Note, ...]:
    return (note("converted"),) if record.status is Status.CONVERTED else ()


def _other_sources(known: KnownStandards, record: Record, day: date, standing: Standing) -> tuple[Note, ...]:
    """What other sources say, where the standard would stand otherwise by that and nothing speaks against it."""
    told = []
    for conflict in record.conflicts:
        other = _as_other_source_says(record, conflict.field, conflict.value)
        if other is None:
            continue
        otherwise = _by_days(known, other, day)
        differs = (otherwise.verdict is _V.UPCOMING, otherwise.stands) != (
            standing.verdict is _V.UPCOMING,
            standing.stands,
        )
        if differs and otherwise.verdict is not _V.CONTRADICTORY:
            source = conflict.source or record.source
            told.append(note("sources_differ", field=conflict.field, value=conflict.value, source=source))
    return tuple(told)


def _as_other_source_says(record: Record, field: str, value: str) -> Record | None:
    if field not in _DECIDING:
        return None
    if field == "status":
        status = status_of_word(value)
        return replace(record, status=status) if status is not Status.UNKNOWN else None
    try:
        return replace(record, **{field: date.fromisoformat(value)})  # type: ignore[arg-type]
    except ValueError:
        return None


def _contradictory(*notes: Note, ended: date | None = None, successors: tuple[Successor, ...] = ()) -> Standing:
    return Standing(_V.CONTRADICTORY, ended, successors, notes)
