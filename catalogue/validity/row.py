"""One row of a check: what a standard is called, how it stands on a day, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from catalogue.wording import Words, field_words, say, value_words
from indexer.fields import field_named
from indexer.readers import Place
from standard.status import Status


class Verdict(StrEnum):
    """How a cited standard stands on a day. The order is that of counts and filters."""

    IN_FORCE = "in_force"
    #: in force, and what will replace it is published
    SUCCESSOR_ANNOUNCED = "successor_announced"
    UPCOMING = "upcoming"
    REPLACED = "replaced"
    #: in force but for some of its clauses
    PARTLY_REPLACED = "partly_replaced"
    ABOLISHED = "abolished"
    #: the catalogue lacks the edition and has others
    OTHER_EDITION = "other_edition"
    #: no edition is named; one is in force
    UNDATED = "undated"
    NOT_FOUND = "not_found"
    #: several standards can be meant, or the catalogue does not say how it stands: a person has to decide
    AMBIGUOUS = "ambiguous"
    NOT_A_NUMBER = "not_a_number"
    #: the data contradict themselves
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True)
class Note:
    """A remark on a row: which sentence (`check_…` of the texts), and its values."""

    kind: str
    values: Mapping[str, object]

    @property
    def words(self) -> Words:
        """The remark as a sentence in both languages."""
        return say(f"check_{self.kind}", **{name: _told(name, value) for name, value in self.values.items()})


def _told(name: str, value: object) -> object:
    """A value in the words of people, where it is a code."""
    if name == "status":
        return value_words("status", str(value))
    field = field_named(str(value)) if name == "field" else None
    return field_words(field) if field is not None else value


def note(kind: str, /, **values: object) -> Note:
    """A remark; lists among the values are tuples."""
    return Note(kind, values)


@dataclass(frozen=True)
class Row:
    """The answer for one entry of a list; days and numbers are those of the catalogue."""

    #: counted from 1, in the order of the list
    row: int
    #: as it stands in the list
    given: str
    verdict: Verdict
    #: as read, canonical; empty where no number was read
    number: str = ""
    #: of the record; where there is none as given
    title: str = ""
    #: as the list gives it
    given_title: str = ""
    #: of the record, on the day of the check; None where there is none
    status: Status | None = None
    issued: date | None = None
    effective: date | None = None
    #: the day it ended or will end, as recorded or as its replacement says
    abolished: date | None = None
    #: what replaces it, nearest first, on to what is in force
    replaced_by: tuple[str, ...] = ()
    #: what is in force instead of it, or itself
    in_force: str | None = None
    #: numbers of the catalogue that may be meant
    near: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    #: the day the source was looked up
    checked: date | None = None
    notes: tuple[Note, ...] = ()
    place: Place = Place()  # noqa: RUF009 - frozen and without state
    #: the row of the first entry with the same number; 0 for that row itself and for all that stand once
    duplicate_of: int = 0

    @property
    def note(self) -> Words:
        """All remarks, one sentence behind another."""
        return Words(" ").join(remark.words for remark in self.notes)

    def noted(self, kind: str) -> tuple[Note, ...]:
        """The remarks of one kind."""
        return tuple(remark for remark in self.notes if remark.kind == kind)

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API; the words of the notes are put into a language by who prints them."""
        return {
            "row": self.row,
            "given": self.given,
            "number": self.number or None,
            "title": self.title,
            "given_title": self.given_title,
            "verdict": self.verdict.value,
            "status": self.status.value if self.status is not None else None,
            "issued": _day(self.issued),
            "effective": _day(self.effective),
            "abolished": _day(self.abolished),
            "replaced_by": list(self.replaced_by),
            "in_force": self.in_force,
            "near": list(self.near),
            "source": self.source,
            "url": self.url,
            "checked": _day(self.checked),
            "note": self.note,
            "notes": [
                {"kind": one.kind, "values": {name: _plain(value) for name, value in one.values.items()}}
                for one in self.notes
            ],
            "place": {name: value for name, value in asdict(self.place).items() if value},
            "duplicate_of": self.duplicate_of or None,
        }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
