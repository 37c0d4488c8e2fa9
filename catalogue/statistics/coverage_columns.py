"""The columns of a coverage table: levels of standards, and places where they are local. No standard is in two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalogue.search import Search, region_words
from catalogue.wording import Words, say, value_words
from indexer.query import And, Node, Not, Or, Term
from standard.publisher import Level
from standard.status import Status

#: statuses of what is in force
CURRENT = (Status.CURRENT.value, Status.CURRENT_PARTIAL.value)
#: where a column stands in a comparison: the nation, the trades, one's own place, other places, all else
NATIONAL, INDUSTRY, OWN, ELSEWHERE, OTHER = "national", "industry", "own", "elsewhere", "other"
_NATURES = ("mandatory", "recommended")
#: levels of standards that no law ranks above or below the local ones
_OTHER_LEVELS = (
    Level.GROUP,
    Level.ENTERPRISE,
    Level.REGULATION,
    Level.INTERNATIONAL,
    Level.FOREIGN,
    Level.UNKNOWN,
)


@dataclass(frozen=True)
class Column:
    """One column: the standards that have one value of each of some fields, and none of some others."""

    #: in JSON: `national_mandatory`, `industry`, `local_37`, `local_elsewhere`, `group`
    name: str
    words: Words
    #: NATIONAL, INDUSTRY, OWN, ELSEWHERE or OTHER
    kind: str
    #: (field, value)
    having: tuple[tuple[str, str], ...]
    lacking: tuple[tuple[str, str], ...] = ()

    @property
    def node(self) -> Node:
        """What the engine is asked for: those in force."""
        current = Or(tuple(Term("status", status) for status in CURRENT))
        having = (Term(field, value) for field, value in self.having)
        lacking = (Not(Term(field, value)) for field, value in self.lacking)
        return And((current, *having, *lacking))

    def holds(self, values: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether a standard with these values stands in it, in force or not."""
        return all(value in values[field] for field, value in self.having) and not any(
            value in values[field] for field, value in self.lacking
        )

    def search(self, scheme: str, code: str) -> Search:
        """The search that finds just what a cell of the column counts; all classes for an empty code."""
        search = Search(" ".join(f"-{field}:{value}" for field, value in self.lacking))
        filters = [*self.having, *(("status", status) for status in CURRENT), *([(scheme, code)] if code else [])]
        for field, value in filters:
            search = search.with_filter(field, value)
        return search


def list_columns(region: str, against: str) -> tuple[Column, ...]:
    """Every level, the local one parted by place: a region, another one to set against it, and the rest."""
    return (
        *(_national(nature) for nature in _NATURES),
        Column(
            "national_other",
            say("coverage_national_other"),
            NATIONAL,
            (("level", Level.NATIONAL.value),),
            tuple(("nature", nature) for nature in _NATURES),
        ),
        _level(Level.INDUSTRY, INDUSTRY),
        *_places(region, against),
        *(_level(level, OTHER) for level in _OTHER_LEVELS),
    )


def list_all_places(region: str, places: Iterable[str]) -> tuple[Column, ...]:
    """The nation, the trades, a region, and each other place."""
    others = [place for place in places if not region.startswith(place)]
    elsewhere = (_local(place, ELSEWHERE) for place in others)
    unnamed = Column(
        "local_elsewhere",
        say("coverage_local_elsewhere"),
        ELSEWHERE,
        (("level", Level.LOCAL.value),),
        tuple(("region", place) for place in (region, *others)),
    )
    return (
        _level(Level.NATIONAL, NATIONAL),
        _level(Level.INDUSTRY, INDUSTRY),
        _local(region, OWN),
        *elsewhere,
        unnamed,
    )


def _places(region: str, against: str) -> Iterator[Column]:
    yield _local(region, OWN)
    if against:
        yield _local(against, ELSEWHERE)
    named = tuple(("region", place) for place in (region, against) if place)
    level = (("level", Level.LOCAL.value),)
    yield Column("local_elsewhere", say("coverage_local_elsewhere"), ELSEWHERE, level, named)


def _local(place: str, kind: str) -> Column:
    having = (("level", Level.LOCAL.value), ("region", place))
    return Column(f"local_{place}", say("coverage_local", region=region_words(place)), kind, having)


def _national(nature: str) -> Column:
    having = (("level", Level.NATIONAL.value), ("nature", nature))
    return Column(f"national_{nature}", say(f"coverage_national_{nature}"), NATIONAL, having)


def _level(level: Level, kind: str) -> Column:
    return Column(level.value, value_words("level", level.value), kind, (("level", level.value),))
