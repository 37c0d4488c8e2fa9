"""What the pages of overlaps show: filters, counts by check, and a page of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.comparison import ARGUMENTS, CHECKS, HIGHER, THRESHOLD, OverlapList, Overlaps, Selection
from catalogue.search import Search, facet_label
from catalogue.wording import Words, say, value_words
from indexer.errors import RequestError
from standard.publisher import Level
from webapp.addresses import here
from webapp.paging import ListPages

#: rows of a page, as offered
SIZES = (20, 50, 100)
#: orders of the rows: by number, or what is most alike first
BY_NUMBER, BY_SCORE = "number", "score"
#: levels that standards to look at may have, and those that they are set against
LOOKED_AT = tuple(HIGHER)
AGAINST = (Level.NATIONAL, Level.INDUSTRY, Level.LOCAL, Level.GROUP)
#: names of the arguments of a list
KNOWN = (*ARGUMENTS, "sort", "offset", "limit")

Args = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chip:
    """A check with the number of standards that trip it, as a link; `kind` is empty for all."""

    kind: str
    words: Words
    count: int
    href: str
    current: bool


@dataclass(frozen=True)
class Wanted:
    """What the address of a list asks for."""

    selection: Selection
    sort: str
    offset: int
    limit: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Wanted:
        """From the pairs of an address. Raises RequestError."""
        values: dict[str, list[str]] = {}
        for key, value in pairs:
            values.setdefault(key, []).append(value)
        selection = Selection.of({name: values.get(name, []) for name in ARGUMENTS})
        sort = (values.get("sort") or [BY_NUMBER])[-1]
        if sort not in (BY_NUMBER, BY_SCORE):
            raise RequestError("overlaps_sort_unknown", value=repr(sort[:20]), known=f"{BY_NUMBER}, {BY_SCORE}")
        page = Search.from_args((name, value) for name in ("offset", "limit") for value in values.get(name, [])[-1:])
        limit = page.limit if values.get("limit") else SIZES[0]
        return cls(selection, sort, page.offset, max(1, limit))

    def args(self, **changed: str | int | None) -> Args:
        """The pairs of an address with this or that changed; defaults left out, `check=None` asks for all checks."""
        kept = [pair for pair in self.selection.to_args() if pair[0] not in changed]
        also: Mapping[str, str | int | None] = {
            "sort": self.sort if self.sort != BY_NUMBER else None,
            "limit": self.limit if self.limit != SIZES[0] else None,
            **changed,
        }
        return (*kept, *((name, str(value)) for name, value in also.items() if value))

    def fields(self) -> dict[str, tuple[str, ...]]:
        """What the boxes of the form hold."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in self.selection.to_args():
            found[name] = (*found.get(name, ()), value)
        return {"least": (str(THRESHOLD),), **found}

    @property
    def words(self) -> tuple[Words, ...]:
        """The filters in words, each with its name."""
        return tuple(
            say("overlaps_filter", name=say(f"overlaps_filter_{name}"), value=_value(name, value))
            for name, value in self.selection.to_args()
            if name != "check"
        )


@dataclass(frozen=True)
class ListPage:
    """A page of a list."""

    found: OverlapList
    rows: tuple[Overlaps, ...]
    paging: ListPages


def _value(name: str, value: str) -> Words:
    return value_words("level", value) if name == "against" else facet_label(name, value)


def list_chips(whole: OverlapList, wanted: Wanted) -> list[Chip]:
    """The checks that anything trips, with counts of standards."""
    asked = wanted.selection.checks
    chips = [Chip("", say("overlaps_all"), len(whole.rows), here().overlaps(wanted.args(check=None)), not asked)]
    for kind in CHECKS:
        if count := whole.standards.get(kind, 0):
            href = here().overlaps(wanted.args(check=kind))
            chips.append(Chip(kind, say(f"check_kind_{kind}"), count, href, kind in asked))
    return chips


def lay_out(found: OverlapList, wanted: Wanted) -> ListPage:
    """The page of a list that is asked for."""
    rows = sorted(found.rows, key=_best) if wanted.sort == BY_SCORE else found.rows
    paging = ListPages(
        len(rows), wanted.offset, wanted.limit, lambda start: here().overlaps(wanted.args(offset=start or None))
    )
    return ListPage(found, tuple(rows[wanted.offset : wanted.offset + wanted.limit]), paging)


def _best(row: Overlaps) -> float:
    return -max((pair.score for pair in row.candidates), default=0.0)
