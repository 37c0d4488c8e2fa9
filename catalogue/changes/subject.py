"""What a feed or a calendar is about: a search, or a list of numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from catalogue.changes.choice import MAX_LISTED, read_numbers
from catalogue.search import Search
from indexer.engines import Engine, Request
from indexer.errors import RequestError
from indexer.query import Number
from standard.record import Record

#: name of the argument that holds a number of the list
LISTED = "number"
#: editions of one listed number that are looked at
_EDITIONS = 12


@dataclass(frozen=True)
class Subject:
    """A search, or up to MAX_LISTED canonical numbers; a number without its year stands for all editions."""

    search: Search = Search()  # noqa: RUF009 - frozen and without state
    numbers: tuple[str, ...] = ()

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> Subject:
        """From the (key, value) pairs of an address. Raises RequestError."""
        pairs = list(args)
        numbers = read_numbers((value for key, value in pairs if key == LISTED), MAX_LISTED)
        search = Search.from_args((key, value) for key, value in pairs if key != LISTED)
        if numbers and (search.text.strip() or search.filters):
            raise RequestError("list_beside_search")
        return cls(search, numbers)

    def to_args(self) -> list[tuple[str, str]]:
        """The pairs that `from_args` reads; where in the list a reader is, and its order, do not count."""
        if self.numbers:
            return [(LISTED, number) for number in self.numbers]
        return self.search.at(sort="relevance", offset=0, limit=Search().limit, explain=False).to_args()

    @property
    def identity(self) -> UUID:
        """Names the feed of this subject wherever it stands."""
        return uuid5(NAMESPACE_URL, f"lubiao:{self.to_args()}")

    def look_up(self, engine: Engine) -> Listed:
        """The listed standards in the catalogue."""
        found: dict[str, Record] = {}
        missing: list[str] = []
        for number in self.numbers:
            hits = engine.search(Request(Number(number, own=True), date.max, limit=_EDITIONS)).hits
            found.update((hit.record.number, hit.record) for hit in hits)
            if not hits:
                missing.append(number)
        return Listed(tuple(found.values()), tuple(missing))


@dataclass(frozen=True)
class Listed:
    """What the catalogue has of a list."""

    #: the standards with their other editions, each once
    records: tuple[Record, ...] = ()
    #: the numbers of which it has nothing
    missing: tuple[str, ...] = ()
