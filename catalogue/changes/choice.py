"""Which changes are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from catalogue.changes.entry import Entry
from catalogue.changes.kinds import RECORD, STANDARD, Kind
from catalogue.changes.series import series_of
from catalogue.query import ValueProblem, filter_value
from catalogue.search import shorten
from indexer.errors import RequestError
from indexer.fields import field_named
from standard.number import NumberError, StandardNumber

#: most numbers of a list in an address
MAX_LISTED = 100
#: most numbers of a list in a file
MAX_LIST = 20_000
#: names of the arguments that `Choice.of` reads
FILTERED = ("since", "what", "kind", "number", "region", "ics", "ccs", "level")
_COMMA = re.compile("[,，、;；\n]")
#: a new edition of what is listed is news for who listed it
_OF_SERIES = (Kind.NEW_EDITION, Kind.AMENDED)


@dataclass(frozen=True)
class Choice:
    """Filters over changes; empty ones let everything through."""

    #: the generation to compare with; empty: the one before
    since: str = ""
    #: canonical numbers, or series (a number without its year)
    numbers: tuple[str, ...] = ()
    #: codes, each with all below it
    region: tuple[str, ...] = ()
    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    #: `standard` or `record`
    what: str = ""

    def __post_init__(self) -> None:
        """Refuse kinds that there are not."""
        for value in self.kind:
            if value not in tuple(Kind):
                raise RequestError("kind_unknown", value=repr(shorten(value)), known=", ".join(Kind))
        if self.what not in ("", STANDARD, RECORD):
            raise RequestError("what_unknown", value=repr(shorten(self.what)))

    @classmethod
    def of(cls, values: Mapping[str, Iterable[str]], numbers: tuple[str, ...] = ()) -> Choice:
        """From texts: `since`, `what`, `number`, and the filters, in the words that searches know for them.

        Raises RequestError.
        """
        since, what = (next(iter(values.get(name, ())), "").strip() for name in ("since", "what"))
        region, ics, ccs, level = (_read(name, values.get(name, ())) for name in ("region", "ics", "ccs", "level"))
        kind = tuple(part.strip() for value in values.get("kind", ()) for part in _COMMA.split(value) if part.strip())
        listed = numbers or read_numbers(values.get("number", ()))
        return cls(since, listed, region, ics, ccs, level, kind, what)

    @property
    def narrow(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, field.name) for field in fields(self) if field.name != "since")

    def takes(self, entry: Entry) -> bool:
        """Whether an entry passes all filters."""
        record = entry.record
        return (
            (not self.what or entry.kind.what == self.what)
            and (not self.kind or entry.kind in self.kind)
            and (not self.level or record.level.value in self.level)
            and (not self.region or record.region.startswith(self.region))
            and (not self.ics or any(code.startswith(self.ics) for code in record.ics))
            and (not self.ccs or any(code.startswith(self.ccs) for code in record.ccs))
            and (not self.numbers or self._lists(entry))
        )

    def _lists(self, entry: Entry) -> bool:
        """Whether an entry is about a listed standard, or a new edition of one."""
        if entry.number in self._listed:
            return True
        series = series_of(entry.number)
        return series in self._listed or (entry.kind in _OF_SERIES and series in self._series)

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.numbers)

    @cached_property
    def _series(self) -> frozenset[str]:
        return frozenset(map(series_of, self.numbers))


def read_numbers(values: Iterable[str], most: int = MAX_LISTED) -> tuple[str, ...]:
    """The canonical numbers of a list that stands in an address. Raises RequestError for what is no number."""
    texts = [part.strip() for value in values for part in _COMMA.split(value) if part.strip()]
    if len(texts) > most:
        raise RequestError("list_too_long", count=len(texts), most=most)
    return tuple(dict.fromkeys(map(_canonical, texts)))


def _canonical(text: str) -> str:
    try:
        return str(StandardNumber(text.replace("_", " ")))
    except NumberError:
        raise RequestError("list_no_number", value=repr(shorten(text))) from None


def _read(name: str, values: Iterable[str]) -> tuple[str, ...]:
    field = field_named(name)
    parts = [part for value in values for part in _COMMA.split(value) if part.strip()]
    try:
        return tuple(filter_value(field, part) for part in parts if field is not None)
    except ValueProblem as problem:
        raise RequestError(problem.kind, **problem.values) from None
