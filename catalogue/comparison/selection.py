"""Which standards are set against which, and which of the pairs are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.comparison.checks import CHECKS
from catalogue.comparison.likeness import THRESHOLD
from catalogue.comparison.listed_standards import ListedStandard
from catalogue.query import ValueProblem, filter_value
from catalogue.search import shorten
from indexer.errors import RequestError
from indexer.fields import field_named
from indexer.query import And, Everything, Node, Or, Phrase
from standard.publisher import Level, known_region
from standard.status import Status

#: filters of which each value is one of a column; all of the fields, any of the values of one
FILTERED = ("level", "status", "region", "ics", "ccs")
#: filters over texts: a part of the name of who issued it (发布单位), or of who is in charge (主管部门, 归口单位)
NAMED: Mapping[str, tuple[str, ...]] = {"issuer": ("issuer",), "department": ("department", "committee")}
#: names of the arguments that `Selection.of` reads
ARGUMENTS = (*FILTERED, *NAMED, "against", "check", "least")
#: statuses of the standards that are looked at where none is asked for
LIVE = (Status.CURRENT, Status.CURRENT_PARTIAL, Status.UPCOMING, Status.UNKNOWN)


@dataclass(frozen=True)
class Selection:
    """The standards to look at, the levels they are set against, and what of the findings is kept."""

    #: (field, values), fields of FILTERED
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: (name, parts of names), names of NAMED
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: a list of its own instead of standards of the catalogue; filters do not count then
    listed: tuple[ListedStandard, ...] | None = None
    #: empty: for each standard the levels above its own
    against: tuple[Level, ...] = ()
    #: only what trips one of these checks; empty: all
    checks: tuple[str, ...] = ()
    #: the least score of a candidate
    least: float = THRESHOLD

    @classmethod
    def of(cls, values: Mapping[str, Iterable[str]], listed: tuple[ListedStandard, ...] | None = None) -> Selection:
        """From texts by the names of ARGUMENTS, in the words that searches know for them. Raises RequestError."""
        given = {name: tuple(text.strip() for text in values.get(name, ()) if text.strip()) for name in ARGUMENTS}
        filters = tuple((name, _read(name, given[name])) for name in FILTERED if given[name])
        names = tuple((name, given[name]) for name in NAMED if given[name])
        for code in dict(filters).get("region", ()):
            if not known_region(code):
                raise RequestError("region_unknown", value=code)
        for kind in given["check"]:
            if kind not in CHECKS:
                raise RequestError("overlaps_check_unknown", value=repr(shorten(kind)), known=", ".join(CHECKS))
        against = tuple(map(Level, _read("level", given["against"])))
        return cls(filters, names, listed, against, given["check"], _read_least(given["least"]))

    @property
    def narrow(self) -> bool:
        """Whether anything says which standards to look at."""
        return bool(self.filters or self.names or self.listed is not None)

    @property
    def tree(self) -> Node:
        """What the standards must hold beside the filters."""
        parts = [
            Or(tuple(Phrase(text, field) for text in texts for field in NAMED[name])) for name, texts in self.names
        ]
        return And(tuple(parts)) if parts else Everything()

    @property
    def all_filters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The filters, with the statuses of what has not ended where none is asked for."""
        if dict(self.filters).get("status"):
            return self.filters
        return (*self.filters, ("status", tuple(status.value for status in LIVE)))

    def takes(self, kind: str) -> bool:
        """Whether what trips a check of a kind is asked for."""
        return not self.checks or kind in self.checks

    def to_args(self) -> list[tuple[str, str]]:
        """The (name, value) pairs that `of` reads, defaults left out: a selection as an address."""
        pairs = [(name, value) for name, values in (*self.filters, *self.names) for value in values]
        pairs += [("against", level.value) for level in self.against] + [("check", kind) for kind in self.checks]
        return pairs + ([("least", str(self.least))] if self.least != THRESHOLD else [])

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            **{name: list(values) for name, values in (*self.filters, *self.names)},
            "against": [level.value for level in self.against],
            "check": list(self.checks),
            "least": self.least,
            "listed": len(self.listed) if self.listed is not None else None,
        }


def _read(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    field = field_named(name)
    try:
        return tuple(dict.fromkeys(filter_value(field, text) for text in texts if field is not None))
    except ValueProblem as problem:
        raise RequestError(problem.kind, **problem.values) from None


def _read_least(texts: tuple[str, ...]) -> float:
    if not texts:
        return THRESHOLD
    try:
        least = float(texts[-1])
    except ValueError:
        least = -1
    if not 0 <= least <= 1:
        raise RequestError("overlaps_least_wrong", value=repr(shorten(texts[-1])))
    return least
