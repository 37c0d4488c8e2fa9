"""One change of a standard or of its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from catalogue.changes.kinds import Kind
from catalogue.changes.value_words import name_of, value_of
from catalogue.search import Addresses
from catalogue.wording import Words, say
from standard.record import Record
from standard.wording import SILENCE

#: what all names of events are made from; never another one, or readers see everything once more
_NAMES = UUID("6d9a3d1e-2f0c-5c57-9d7b-3b0f0a4f1c37")


@dataclass(frozen=True)
class Entry:
    """What changed between two generations, in one respect."""

    record: Record
    kind: Kind
    #: field of the record
    field: str = ""
    #: its values, as JSON has them; None where there was or is none
    before: Any = None
    after: Any = None
    #: the day of the event; of a correction that of the newer generation
    day: date | None = None

    @property
    def number(self) -> str:
        """The number of the standard."""
        return self.record.number

    @property
    def same_event(self) -> UUID:
        """Names the event wherever it is told, also when its day is moved."""
        return uuid5(_NAMES, f"{self.number}|{self.kind.value}")

    @property
    def same_day(self) -> UUID:
        """Names the event on its day."""
        return uuid5(_NAMES, f"{self.number}|{self.kind.value}|{self.day}")

    @property
    def headline(self) -> Words:
        """What happened to which standard."""
        return say("feed_entry", kind=self.kind.words, number=self.number, title=self.record.title)

    @property
    def values_words(self) -> Words:
        """The values before and after for people; nothing of a record that is new or gone."""
        if self.field == "number":
            return SILENCE
        before, after = (value_of(self.field, value) for value in (self.before, self.after))
        return say("change_values", field=name_of(self.field), before=before, after=after)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        record = self.record
        return {
            "number": record.number,
            "title": record.title,
            "level": record.level.value,
            "kind": self.kind.value,
            "kind_name": self.kind.words,
            "what": self.kind.what,
            "field": self.field or None,
            "before": self.before,
            "after": self.after,
            "day": self.day.isoformat() if self.day else None,
            "url": addresses.standard(record.number),
        }
