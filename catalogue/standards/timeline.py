"""The history of a standard laid out on a line of time: bars for standards, links for replacements, ticks for years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalogue.standards.history import History
from catalogue.standards.replacement_graph import CLAUSES, PART, RENUMBERED, WHOLE, Edge
from indexer.analysis import parse
from standard.record import Record
from standard.status import Status

#: most standards that are drawn, those nearest to the one asked for first
MAX_BARS = 24
#: steps between the years that are written, and how many there may be
_STEPS, _TICKS = (1, 2, 5, 10, 20, 50), 6


@dataclass(frozen=True)
class Bar:
    """A standard on the line of time; `start` and `end` are shares of its length, 0 to 1."""

    number: str
    title: str
    #: None where the catalogue lacks it
    status: Status | None
    start: float
    end: float
    begins: date
    #: None while it stands, and where the day is not known
    ends: date | None
    #: whether the beginning is only the year of the number, and whether the end is not known
    start_guessed: bool
    end_unknown: bool
    #: whether it is the standard asked for
    own: bool


@dataclass(frozen=True)
class Link:
    """A replacement between two bars, at a share of the length; `old` and `new` count the bars from 0."""

    at: float
    old: int
    new: int
    #: whether only a part is replaced
    partial: bool


@dataclass(frozen=True)
class Tick:
    """A year, or today, at a share of the length."""

    at: float
    year: int


@dataclass(frozen=True)
class Timeline:
    """What is drawn."""

    bars: tuple[Bar, ...]
    links: tuple[Link, ...]
    ticks: tuple[Tick, ...]
    #: the share of today
    today: float
    #: how many more standards there are than are drawn
    more: int


def lay_out(history: History) -> Timeline | None:
    """The line of time of a history; None where there is only one standard to draw."""
    drawn = _drawn(history)
    if len(drawn) < 2:
        return None
    chosen = drawn[:MAX_BARS]
    begins = {number: _begin(number, record) for number, record in chosen}
    ends = {number: _end(history, number, record, begins) for number, record in chosen}
    known = [day for day, _ in begins.values()] + [day for day in ends.values() if day is not None]
    first, last = min(known).year, max(*known, history.day).year + 1
    scale = _Scale(date(first, 1, 1), date(last, 1, 1))
    bars = [_bar(history, number, record, begins[number], ends[number], scale) for number, record in chosen]
    bars.sort(key=lambda bar: (bar.begins, bar.number))
    places = {bar.number: place for place, bar in enumerate(bars)}
    links = [
        Link(bars[places[edge.new]].start, places[edge.old], places[edge.new], edge.kind in (PART, CLAUSES))
        for edge in history.edges
        if edge not in history.graph.backward and edge.new in places and edge.old in places
    ]
    return Timeline(tuple(bars), tuple(links), scale.ticks(), scale.share(history.day), len(drawn) - len(chosen))


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day lies, 0 to 1."""
        return round((day - self.first).days / max(1, (self.last - self.first).days), 4)

    def ticks(self) -> tuple[Tick, ...]:
        """Years at even steps, few enough for a small screen."""
        years = self.last.year - self.first.year
        step = next((step for step in _STEPS if years / step <= _TICKS), _STEPS[-1])
        begin = -(-self.first.year // step) * step
        return tuple(Tick(self.share(date(year, 1, 1)), year) for year in range(begin, self.last.year + 1, step))


def _drawn(history: History) -> list[tuple[str, Record | None]]:
    """The standards with a day or a year: of the replacements, nearest first, and the editions."""
    named = dict(history.graph.standards)
    named.update((row.number, named.get(row.number)) for row in history.editions)
    editions = {row.number: row for row in history.editions}
    rows = []
    for number, record in named.items():
        row = editions.get(number)
        edition = Record(number, row.title, issued=row.issued, effective=row.effective) if row is not None else None
        known = record or edition
        if (known is not None and (known.effective or known.issued)) or _year(number):
            rows.append((number, known))
    return rows


def _begin(number: str, record: Record | None) -> tuple[date, bool]:
    """The day a standard begins, and whether that is only the year of its number."""
    begun = (record.effective or record.issued) if record is not None else None
    return (begun, False) if begun is not None else (date(_year(number) or 1, 1, 1), True)


def _end(history: History, number: str, record: Record | None, begins: dict[str, tuple[date, bool]]) -> date | None:
    """The day a standard ended or will end: as recorded, or as what replaces it as a whole begins."""
    if record is not None and record.abolished is not None:
        return record.abolished
    days = [edge.day for edge in history.edges if _ends(history, edge, number) and edge.day is not None]
    begun = begins[number][0]
    return min((day for day in days if day > begun), default=None)


def _ends(history: History, edge: Edge, number: str) -> bool:
    return edge.old == number and edge.kind in (WHOLE, RENUMBERED) and edge not in history.graph.backward


def _bar(
    history: History,
    number: str,
    record: Record | None,
    begin: tuple[date, bool],
    end: date | None,
    scale: _Scale,
) -> Bar:
    status = history.status_of(number) or next((row.status for row in history.editions if row.number == number), None)
    over = status is None or status.ended
    unknown = end is None and over
    to = end or (_next_begin(history, number, begin[0]) if unknown else scale.last)
    return Bar(
        number=number,
        title=record.title if record is not None else "",
        status=status,
        start=scale.share(begin[0]),
        end=max(scale.share(min(to, scale.last)), scale.share(begin[0])),
        begins=begin[0],
        ends=end,
        start_guessed=begin[1],
        end_unknown=unknown,
        own=number == history.record.number,
    )


def _next_begin(history: History, number: str, begun: date) -> date:
    """Where a bar without a known end is broken off: where the next edition begins, else after a year."""
    editions = history.editions if any(row.number == number for row in history.editions) else ()
    later = [row.effective for row in editions if row.effective is not None and row.effective > begun]
    return min(later, default=date(begun.year + 1, begun.month, min(begun.day, 28)))


def _year(number: str) -> int | None:
    parsed = parse(number)
    return parsed.year if parsed is not None else None
