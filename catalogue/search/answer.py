"""What the catalogue answers: values for pages, JSON and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalogue.search.explanation import Explanation
from catalogue.search.request import Addresses, Search
from catalogue.wording import Words
from standard.record import Record
from standard.status import Status

#: half-open (start, end) places in a text
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Hint:
    """What the user should know about how the query was read, and a query that goes on from there."""

    #: `widened`, `number_near`, `filters_empty`, `mistake`, ...: docs/query-language.md lists them
    kind: str
    #: the sentence shown
    text: Words
    #: a query text to offer as a link; empty where there is none
    query: str = ""
    #: place in the query text that the hint is about
    span: tuple[int, int] | None = None
    #: a whole search to offer as a link, where filters change too
    search: Search | None = None
    #: how many standards the offered query finds; None where nothing was counted
    total: int | None = None

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API; `search` is the part of an address behind the question mark."""
        search = addresses.query(self.search) if self.search is not None else ""
        row = {"kind": self.kind, "text": self.text, "query": self.query, "span": self.span}
        return {**row, "total": self.total, "search": search}


@dataclass(frozen=True)
class AnswerHit:
    """One row of a result list."""

    record: Record
    #: on the day of the search
    status: Status
    group: str
    score: float
    #: what matched, as places in a text of the record: `title`, `abstract`, `number`, `issuers`
    marks: dict[str, Spans] = field(default_factory=dict)
    #: why it stands where it stands; only of searches with `explain`
    explanation: Explanation | None = None

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        record = self.record
        return {
            "number": record.number,
            "title": record.title,
            "title_en": record.title_en,
            "level": record.level.value,
            "nature": record.nature,
            "status": self.status.value,
            "issued": _day(record.issued),
            "effective": _day(record.effective),
            "abolished": _day(record.abolished),
            "issuers": list(record.issuers),
            "ics": list(record.ics),
            "ccs": list(record.ccs),
            "replaced_by": list(record.replaced_by),
            "group": self.group,
            "score": round(self.score, 4),
            "url": addresses.standard(record.number),
            "source": record.source,
            "checked": _day(record.checked),
            "marks": {name: [list(span) for span in spans] for name, spans in self.marks.items()},
            **({"explanation": self.explanation.to_json()} if self.explanation is not None else {}),
        }


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet with its count over all matches."""

    value: str
    label: Words
    count: int
    active: bool = False


@dataclass(frozen=True)
class Chip:
    """A recognised part of a search, or a filter, with the search that remains when it is removed."""

    #: number, publisher, prefix, phrase, not, field, synonym, filter
    kind: str
    #: of the field, or of the kind
    name: Words
    #: as it was understood
    text: Words
    #: the search without this part, on its first page
    without: Search

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API; `search` is the part of an address behind the question mark."""
        row = {"kind": self.kind, "name": self.name, "text": self.text}
        return {**row, "query": self.without.text, "search": addresses.query(self.without)}


@dataclass(frozen=True)
class Answer:
    """The answer to one search."""

    #: what was answered; after a second reading another text than the one typed
    search: Search
    #: the text of the query as typed, in which the places of hints are
    typed: str
    total: int
    took_ms: float
    hits: tuple[AnswerHit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    hints: tuple[Hint, ...]
    #: what of the query was recognised, and the filters
    chips: tuple[Chip, ...]
    #: the day for which statuses hold
    day: date
    generation: str
    #: that home's local standards come first, where this decided about the page
    home_first: Words | None = None

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "query": self.typed,
            "answered": self.search.text,
            "total": self.total,
            "took_ms": round(self.took_ms, 2),
            "hints": [hint.to_json(addresses) for hint in self.hints],
            "chips": [chip.to_json(addresses) for chip in self.chips],
            "hits": [hit.to_json(addresses) for hit in self.hits],
            "facets": {
                name: [{"value": row.value, "label": row.label, "count": row.count} for row in rows]
                for name, rows in self.facets.items()
            },
            "filters": {name: list(values) for name, values in self.search.filters},
            "sort": self.search.sort,
            "offset": self.search.offset,
            "limit": self.search.limit,
            "on": self.day.isoformat(),
            "home_first": self.home_first,
            "generation": self.generation,
        }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None
