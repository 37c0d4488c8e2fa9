"""Two rows for one standard -> one record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from standard.number import NumberError, StandardNumber
from standard.record import Adoption, Conflict, Record
from standard.status import Status
from standard.status_words import ANNOUNCED

#: the status belongs to a source, an address and a day: these go together or not at all
_STATE = ("status", "status_word", "source", "url", "checked")
#: every source adds to these
_UNITED = ("replaces", "replaces_partly", "replaced_by", "replaced_partly_by", "cites", "conflicts", "notes")
#: where sources differ both are shown
_COMPARED = ("title", "issued", "effective", "abolished")
_APART = frozenset({*_STATE, *_UNITED, "adopts", "number", "alt_titles", "conflicts", "example"})
#: what a standard is only after it was announced
_SINCE = frozenset(Status) - {Status.UNKNOWN, Status.DRAFT, Status.UPCOMING}
#: what is said before it is announced
_BEFORE = (Status.UNKNOWN, Status.DRAFT)
#: for everything else the newer source counts, where it has a value
_NEWEST = tuple(field for field in fields(Record) if field.name not in _APART)


def merge(older: Record, newer: Record) -> Record:
    """One record of two for the same number.

    The newer source wins field by field where it has a value: the one checked later, or the one read later where
    that is equal or unknown, unless what it says is evidently of an earlier time (`_is_newer`). Relations, notes and
    conflicts are united; another title, status or day is kept as a conflict with its source, another title also as
    such. A standard is an example only if both say so. Merging the same record again changes nothing.
    """
    if older.number != newer.number:
        raise ValueError(f"{older.number} and {newer.number} are two standards")
    if _is_newer(older, newer):
        older, newer = newer, older
    values = {field.name: _first(field.default, newer, older, field.name) for field in _NEWEST}
    known = older if newer.status is Status.UNKNOWN and older.status is not Status.UNKNOWN else newer
    values |= {name: getattr(known, name) for name in _STATE}
    values |= {name: _united(getattr(newer, name), getattr(older, name)) for name in _UNITED}
    values["adopts"] = united_adoptions(newer.adopts, older.adopts)
    values["alt_titles"] = _alt_titles(values["title"], newer, older)
    values["example"] = newer.example and older.example
    merged = Record(number=newer.number, **values)
    return replace(merged, conflicts=_united(_still_true(merged), tuple(_differences(merged, newer, older))))


def _is_newer(first: Record, second: Record) -> bool:
    """Whether the record read first is of a later time than the second.

    A notice (`ANNOUNCED`) is never newer than what a catalogue says, and always newer than a plan or nothing. Else by
    the days of looking up, where both are known and differ. Where only the second has one, or both the same, the
    first is newer if it tells of a later day, or if it has seen come or go what the second only announces (公告:
    `upcoming`): an announcement says nothing of the time after it.
    """
    if _is_notice(first) != _is_notice(second):
        notice, other_record = (first, second) if _is_notice(first) else (second, first)
        return (other_record.status in _BEFORE) == (notice is first)
    one, other = _looked_up(first), _looked_up(second)
    if other == date.min or one not in (date.min, other):
        return one > other > date.min
    announced = one == date.min and second.status is Status.UPCOMING
    return _told(first) > other or (announced and first.status in _SINCE)


def _is_notice(record: Record) -> bool:
    """Whether a record says what a notice does: that the standard was issued, and no more."""
    return record.status_word == ANNOUNCED


def _told(record: Record) -> date:
    """The latest day on which a record without a day of looking up was certainly not yet written."""
    ended = record.abolished if record.status.ended else None
    return max(filter(None, (record.issued, record.reviewed, ended)), default=date.min)


def _looked_up(record: Record) -> date:
    """The day the status was looked up; the first of all days where it is unknown, or there is no status."""
    return record.checked if record.checked and record.status is not Status.UNKNOWN else date.min


def _first(default: object, newer: Record, older: Record, name: str) -> Any:
    """The newer value, unless it is the field's default."""
    value = getattr(newer, name)
    return value if value != default else getattr(older, name)


def _united(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(first + second)) if second else first


def united_adoptions(first: tuple[Adoption, ...], second: tuple[Adoption, ...]) -> tuple[Adoption, ...]:
    """What both say is adopted, each number and degree once; what the first leaves open the second may fill."""
    found = list(first)
    for other in second:
        same = next((at for at, one in enumerate(found) if _is_same(one, other)), None)
        if same is None:
            found.append(other)
        else:
            found[same] = _filled(found[same], other)
    return tuple(one for one in found if not any(_dates(other, one) for other in found))


def _dates(dated: Adoption, undated: Adoption) -> bool:
    """Whether one says the same as another that names no edition, and its edition too."""
    number = _series(dated.number)
    return dated.number != undated.number == number and undated.degree in ("", dated.degree)


def _series(text: str) -> str:
    try:
        return StandardNumber(text).series
    except NumberError:
        return text


def _is_same(one: Adoption, other: Adoption) -> bool:
    return one.number == other.number and (one.degree == other.degree or "" in (one.degree, other.degree))


def _filled(known: Adoption, other: Adoption) -> Adoption:
    """The adoption with what it lacks; a source and its day belong together, and to a degree that it states."""
    title = known.title or other.title
    if known.degree == other.degree and not known.source:
        return replace(other, title=title)
    return replace(known if known.degree else other, title=title)


def _alt_titles(title: str, newer: Record, older: Record) -> tuple[str, ...]:
    titles = (*newer.alt_titles, *older.alt_titles, newer.title, older.title)
    return tuple(other for other in dict.fromkeys(titles) if other != title)


def _still_true(merged: Record) -> tuple[Conflict, ...]:
    """The conflicts of both, without those with what now stands."""
    stands = {(name, _shown(getattr(merged, name))) for name in _COMPARED} | {("status", _status(merged))}
    return tuple(conflict for conflict in merged.conflicts if (conflict.field, conflict.value) not in stands)


def _differences(merged: Record, *sources: Record) -> Iterator[Conflict]:
    """What the two say otherwise than the result."""
    for source in sources:
        for name in _COMPARED:
            value = getattr(source, name)
            if value and value != getattr(merged, name):
                yield Conflict(name, _shown(value), source.source)
        if source.status not in (merged.status, Status.UNKNOWN) and not _is_notice(source):
            yield Conflict("status", _status(source), source.source)


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _status(record: Record) -> str:
    """The source's word, or the status where it has none."""
    return record.status_word or record.status.value
