"""The facets of an answer as panels of links and check boxes, and its removable parts as chips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalogue.search import FacetValue, Search
from catalogue.wording import Words
from indexer.engines import FACETS
from webapp.addresses import here, search_link
from webapp.language import is_chinese_part, is_english, plain
from webapp.wording import field_label, thousands

#: rows of a panel that are seen at once, and that "more" can show
SHOWN = 6
MOST = 60
#: bytes that the addresses in a panel may take: where a search is long, fewer of its rows are offered
MOST_BYTES = 100_000
#: counts of an answer: facet -> its values
Counts = Mapping[str, tuple[FacetValue, ...]]


@dataclass(frozen=True)
class Row:
    """One value of a facet, ready to be shown: a page has hundreds.

    The check box narrows together with others, the link alone, at once.
    """

    value: str
    #: in the language of the page
    label: str
    #: whether the label is Chinese on an English page
    is_chinese_part: bool
    count: str
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
class ChipLink:
    """A filter or recognised part of the search, and the search without it."""

    field_label: str
    label: Words
    href: str
    #: as the catalogue's chip has it
    kind: str


def build_panels(counts: Counts, search: Search) -> tuple[Panel, ...]:
    """The panels of a search that have anything to choose, active values always among the rows."""
    return tuple(_build_panel(name, values, search) for name in FACETS if (values := counts.get(name, ())))


def _build_panel(name: str, values: tuple[FacetValue, ...], search: Search) -> Panel:
    narrowed, english = here().narrowed(search, name), is_english()

    def widened(value: str) -> str:
        return search_link(search.without_filter(name, value))

    active = [_build_row(value, widened, english=english) for value in values if value.active]
    most = max(SHOWN, min(MOST, MOST_BYTES // len(narrowed(""))))
    others = [_build_row(row, narrowed, english=english) for row in [row for row in values if not row.active][:most]]
    shown = max(SHOWN - len(active), 0)
    if len(others) <= shown + 1:
        shown = len(others)
    return Panel(name, field_label(name), (*active, *others[:shown]), tuple(others[shown:]))


def _build_row(value: FacetValue, href: Callable[[str], str], *, english: bool) -> Row:
    label = plain(value.label)
    foreign = english and is_chinese_part(label)
    return Row(value.value, label, foreign, thousands(value.count), value.active, href(value.value))


def list_unseen_filters(search: Search) -> tuple[tuple[str, str], ...]:
    """Filters that no panel has a check box for: the search form carries them along."""
    return tuple((name, value) for name, values in search.filters if name not in FACETS for value in values)
