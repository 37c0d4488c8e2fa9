"""One search as a frozen, validated value that web, API, command line and bench share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from catalogue.query import ValueProblem, filter_value
from indexer.engines import FACETS, SORTS
from indexer.errors import RequestError
from indexer.fields import field_named

_COMMA = re.compile("[,，、]")
#: most rows on one page
MAX_LIMIT = 100
#: most values of all filters of a search, and characters in them: each link of a page repeats them
MAX_VALUES, MAX_VALUES_TEXT = 100, 1000
#: characters of a wrong value that an error repeats
_MAX_SHOWN = 80
#: digits of the largest number that is read as one
_MAX_DIGITS = 18
#: fields that can be filtered, in the order in which they stand in addresses
FILTERS = (*FACETS, "nature", "prefix", "gbt4754", "source")
#: names of arguments that `Search.from_args` reads
PARAMETERS = ("q", "sort", "limit", "offset", "strict", "explain", *FILTERS)


@dataclass(frozen=True)
class Search:
    """What a user asks for. `to_args` prints it back as (key, value) pairs, so that any result can be linked to."""

    text: str = ""
    #: (field, values), fields of FILTERS
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = "relevance"
    offset: int = 0
    limit: int = 10
    #: refuse a query with mistakes instead of reading it leniently
    strict: bool = False
    #: say of each hit why it stands where it stands
    explain: bool = False
    facets: tuple[str, ...] = FACETS
    #: count a facet without its own filter
    open_facets: bool = False

    def __post_init__(self) -> None:
        """Refuse what no engine can answer."""
        if self.sort not in SORTS:
            raise RequestError("sort_unknown", value=repr(self.sort), known=", ".join(SORTS))
        if not 0 <= self.limit <= MAX_LIMIT:
            raise RequestError("limit_out_of_range", value=self.limit, most=MAX_LIMIT)
        if self.offset < 0:
            raise RequestError("offset_negative", value=self.offset)
        unknown = [name for name, _ in self.filters if name not in FILTERS]
        if unknown:
            raise RequestError("filter_unknown", value=repr(unknown[0]), known=", ".join(FILTERS))

    def check(self) -> None:
        """Refuse more than is answered. Not done when a search is made: links may lead to one value too many."""
        values = [value for _, chosen in self.filters for value in chosen]
        if len(values) > MAX_VALUES:
            raise RequestError("values_too_many", count=len(values), most=MAX_VALUES)
        if sum(map(len, values)) > MAX_VALUES_TEXT:
            raise RequestError("values_too_long", count=sum(map(len, values)), most=MAX_VALUES_TEXT)

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> Search:
        """From the (key, value) pairs of an address: `q`, `sort`, `limit`, `offset`, `strict`, and filters."""
        plain: dict[str, str] = {}
        filters: dict[str, list[str]] = {}
        for key, value in args:
            if key in FILTERS:
                filters.setdefault(key, []).extend(_read_values(key, value))
            else:
                plain[key] = value
        return cls(
            text=plain.get("q", ""),
            filters=_normalise(filters),
            sort=plain.get("sort") or "relevance",
            limit=_read_whole(plain, "limit", 10),
            offset=_read_whole(plain, "offset", 0),
            strict=plain.get("strict", "") not in ("", "0"),
            explain=plain.get("explain", "") not in ("", "0"),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The pairs that `from_args` reads, defaults left out."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.filters for value in values]
        default = Search()
        for name in ("sort", "limit", "offset"):
            if getattr(self, name) != getattr(default, name):
                pairs.append((name, str(getattr(self, name))))
        return pairs + [(name, "1") for name in ("strict", "explain") if getattr(self, name)]

    def chosen(self, field: str) -> tuple[str, ...]:
        """The values a field is filtered to."""
        return dict(self.filters).get(field, ())

    def with_filter(self, field: str, value: str) -> Search:
        """This search, narrowed (or opened) to one more value, on its first page."""
        return self._with(field, (*self.chosen(field), value))

    def without_filter(self, field: str, value: str | None = None) -> Search:
        """This search without one value of a filter, or without the filter; on its first page."""
        return self._with(field, tuple(old for old in self.chosen(field) if value is not None and old != value))

    def at(self, **changes: object) -> Search:
        """This search with other sort, offset, limit or text."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def _with(self, field: str, values: tuple[str, ...]) -> Search:
        return replace(self, filters=_normalise({**dict(self.filters), field: values}), offset=0)


class Addresses(Protocol):
    """Who makes addresses for JSON: the web application, also for the command line; the catalogue knows none."""

    def standard(self, number: str) -> str:
        """Path of a standard's page."""
        ...

    def query(self, search: Search) -> str:
        """A search as the part of an address behind the question mark."""
        ...


def _normalise(filters: Mapping[str, Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Fields in the order of FILTERS, values once and in order, empty ones dropped: equal searches are equal."""
    rows = ((name, tuple(dict.fromkeys(filters[name]))) for name in sorted(filters, key=_rank_filter))
    return tuple((name, values) for name, values in rows if values)


def _read_values(name: str, text: str) -> list[str]:
    """The values of one argument; codes and words may stand side by side, names may have a comma in them."""
    field = field_named(name)
    parts = _COMMA.split(text) if name not in ("issuer", "source") else [text]
    try:
        return [filter_value(field, part) for part in parts if part.strip() and field is not None]
    except ValueProblem as problem:
        raise RequestError(problem.kind, **problem.values) from None


def _rank_filter(name: str) -> tuple[int, str]:
    return (FILTERS.index(name) if name in FILTERS else len(FILTERS), name)


def _read_whole(args: Mapping[str, str], name: str, default: int) -> int:
    text = args.get(name, "").strip()
    if not text:
        return default
    try:
        if len(text) <= _MAX_DIGITS:
            return int(text)
    except ValueError:
        pass
    raise RequestError("not_whole", name=name, value=repr(shorten(text)))


def shorten(text: str) -> str:
    """A value as an error repeats it: its beginning, where it is long."""
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
