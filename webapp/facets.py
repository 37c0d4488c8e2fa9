"""The facets of an answer as panels of links and check boxes, and what can be taken off it as chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.answer import FacetValue
from catalogue.search import Search
from catalogue.words import Words
from indexer.engines.base import FACETS
from webapp.links import search_link
from webapp.wording import field_label

#: rows of a panel that are seen at once, and that "more" can show
SHOWN = 6
MOST = 60
#: counts of an answer: facet -> its values
Counts = Mapping[str, tuple[FacetValue, ...]]


@dataclass(frozen=True)
class Row:
    """One value of a facet. The check box narrows together with others, the link alone, at once."""

    value: str
    label: Words
    count: int
    active: bool
    #: the search with this value added, or taken away where it is active
    href: str


@dataclass(frozen=True)
class Panel:
    """One facet."""

    field: str
    label: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]


@dataclass(frozen=True)
class Chip:
    """A filter or recognised part of the search, and the search without it."""

    field_label: str
    label: Words
    href: str


def panels(counts: Counts, search: Search) -> tuple[Panel, ...]:
    """The panels of a search that have anything to choose, active values always among the rows."""
    made = (_panel(name, counts.get(name, ()), search) for name in FACETS)
    return tuple(panel for panel in made if panel.rows)


def _panel(name: str, values: tuple[FacetValue, ...], search: Search) -> Panel:
    active = [_row(name, row, search) for row in values if row.active]
    others = [_row(name, row, search) for row in values if not row.active]
    shown = max(SHOWN - len(active), 0)
    if len(others) <= shown + 1:
        shown = len(others)
    rows, more = (*active, *others[:shown]), others[shown:MOST]
    return Panel(name, field_label(name), rows, tuple(more))


def _row(name: str, value: FacetValue, search: Search) -> Row:
    change = search.without_filter if value.active else search.with_filter
    return Row(value.value, value.label, value.count, value.active, search_link(change(name, value.value)))


def unseen(search: Search) -> tuple[tuple[str, str], ...]:
    """Filters that no panel has a check box for: the search form carries them along."""
    return tuple((name, value) for name, values in search.filters if name not in FACETS for value in values)
