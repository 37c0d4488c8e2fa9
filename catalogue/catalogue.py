"""The facade: web pages, API, command line and bench ask only this."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from catalogue.address import address
from catalogue.applicable import Applicable, find_applicable
from catalogue.hints import hints_on
from catalogue.query import Reading, number_at_home, other_names, read_query, subject, with_home
from catalogue.search import (
    MAX_TEXT,
    Answer,
    AnswerHit,
    Completion,
    Explainer,
    Explanation,
    FacetValue,
    Hint,
    Hits,
    Listing,
    Marker,
    Search,
    Spans,
    StandardView,
    chips_of,
    complete,
    home_sentence,
    labelled,
    read_home,
)
from catalogue.standards import find, view
from catalogue.statistics import Holdings, count_holdings
from catalogue.wording import Words, say
from indexer.engines import Engine, Hit, Request
from indexer.lifecycle import Fixed, Following, Opened, Shelf
from standard.home import HOME
from standard.record import Record

#: China has one time zone and no summer time
_SHANGHAI = timezone(timedelta(hours=8))
#: most characters that are completed
MAX_TYPED = 100
#: fields of a hit whose matches are marked
_MARKED: dict[str, Callable[[Record], str]] = {
    "title": lambda record: record.title,
    "title_en": lambda record: record.title_en,
    "abstract": lambda record: record.abstract,
    "issuers": lambda record: "、".join(record.issuers),
}


def today_in_shanghai() -> date:
    """The day that decides which standards are in force."""
    return datetime.now(_SHANGHAI).date()


class Catalogue:
    """All standards of an index, and what can be asked of them.

    `home` names the province or city that it belongs to; where a place decides, its local standards come first.
    """

    def __init__(
        self, source: Engine | Shelf, today: Callable[[], date] = today_in_shanghai, *, home: str = HOME
    ) -> None:
        self._shelf: Shelf = source if isinstance(source, Shelf) else Fixed(Opened(source))
        self.today = today
        self.home = read_home(home)

    @classmethod
    def open(
        cls,
        index: Path | str,
        today: Callable[[], date] = today_in_shanghai,
        *,
        home: str = HOME,
        checked: bool = False,
        stand_in: bool = False,
    ) -> Catalogue:
        """The catalogue of an index folder; it notices when the index is replaced. Raises IndexFault, RequestError.

        What is read is always checked; with `checked`, for who goes on answering, the whole index is in the background.
        With `stand_in` the newest whole generation answers where the current one is damaged; `notice` says so.
        """
        shelf = Following(Path(index), checked=checked, stand_in=stand_in)
        shelf.current()
        return cls(shelf, today, home=home)

    def close(self) -> None:
        """Stop what goes on in the background."""
        self._shelf.close()

    @property
    def generation(self) -> str:
        """Name of the generation that answers now."""
        return self._shelf.current().generation

    @property
    def notice(self) -> Words | None:
        """What every reader must be told: that the current generation is damaged, and another one answers."""
        opened = self._shelf.current()
        return say("stands_in", generation=opened.generation) if opened.damage else None

    @property
    def data_date(self) -> date | None:
        """Latest day on which a source was checked."""
        return self._shelf.current().checked

    def count(self) -> int:
        """How many standards there are."""
        return self._shelf.current().engine.count()

    def levels(self) -> list[FacetValue]:
        """How many standards there are of each level."""
        request = Request(day=self.today(), limit=0, facets=("level",))
        results = self._shelf.current().engine.search(request)
        return list(labelled("level", results.facets["level"], ()))

    def counts(self, field: str) -> dict[str, int]:
        """How many standards have each value of a keyword or code field, codes with all below. Raises RequestError."""
        return self._shelf.current().engine.counts(field)

    def filled(self) -> dict[str, int]:
        """Field -> for how many standards it is known."""
        return self._shelf.current().engine.filled()

    def holdings(self) -> Holdings:
        """What the catalogue holds today, and what it lacks. Raises IndexFault."""
        return count_holdings(self._shelf.current(), self.today())

    def search(self, search: Search) -> Answer:
        """Answer a search. Raises RequestError, with `strict` QueryError, and IndexFault."""
        started = time.perf_counter()
        search.check()
        opened = self._shelf.current()
        cut, search = _cut(search), search.at(text=search.text[:MAX_TEXT])
        reading = with_home(read_query(search.text, strict=search.strict), self.home)
        request = Request(
            tree=reading.tree,
            day=self.today(),
            filters=search.filters,
            sort=search.sort,
            offset=search.offset,
            limit=search.limit,
            facets=search.facets,
            open_facets=search.open_facets,
            home=self.home,
        )
        results = opened.engine.search(request)
        marker = Marker(reading.tree)
        explainer = (
            Explainer(opened.engine, reading.tree, self.home if search.sort == "relevance" else "")
            if search.explain
            else None
        )
        return Answer(
            search=search,
            total=results.total,
            hits=tuple(
                _hit(hit, marker, explainer.explain(hit) if explainer is not None else None) for hit in results.hits
            ),
            facets={name: labelled(name, rows, search.chosen(name)) for name, rows in results.facets.items()},
            hints=(*cut, *hints_on(opened.engine, search, reading, request, results)),
            chips=tuple(chips_of(search, reading)),
            day=request.day,
            generation=opened.generation,
            home_first=home_sentence(self.home) if results.home_first else None,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def every(self, search: Search) -> Listing:
        """All that a search finds, in the order of its pages, up to `MAX_ROWS` of them; offset and limit do not count.

        Errors come at once, as from `search`; the hits are read as they are taken, from the generation asked first.
        """
        search.check()
        opened = self._shelf.current()
        cut, search = _cut(search), search.at(text=search.text[:MAX_TEXT], offset=0)
        reading = with_home(read_query(search.text, strict=search.strict), self.home)
        hits = Hits(opened.engine, Request(reading.tree, self.today(), search.filters, search.sort, home=self.home))
        return Listing(
            search=search,
            total=hits.first.total,
            count=len(hits),
            hits=hits,
            hints=(*cut, *hints_on(opened.engine, search, reading, hits.request, hits.first)),
            day=hits.request.day,
            data_date=opened.checked,
            generation=opened.generation,
        )

    def standard(self, text: str) -> StandardView:
        """One standard, named by its number in any spelling. Raises StandardNotFound."""
        opened, day = self._shelf.current(), self.today()
        return view(opened, find(opened.engine, number_at_home(text, self.home), day), day)

    def applicable(self, product: str) -> Applicable:
        """The standards that apply to a product, service or GB/T 4754 class, under all its names."""
        product = subject(product)
        return find_applicable(self._shelf.current(), product, self.today(), other_names(product), home=self.home)

    def suggest(self, prefix: str, limit: int = 8) -> list[Completion]:
        """Completions of what has been typed: numbers, subjects, titles, organisations and classes, by pinyin too."""
        engine, typed, day = self._shelf.current().engine, prefix[:MAX_TYPED], self.today()
        found = complete(engine, typed, day, limit)
        about = subject(typed).removesuffix("的")
        if not found and about.strip() not in ("", typed):
            found = complete(engine, about, day, limit)
        return found

    def read(self, text: str) -> Reading:
        """How a query text is understood, for chips and help."""
        return with_home(read_query(text[:MAX_TEXT]), self.home)


def _cut(search: Search) -> tuple[Hint, ...]:
    if len(search.text) <= MAX_TEXT:
        return ()
    return (Hint("cut", say("cut", length=len(search.text), limit=MAX_TEXT)),)


def _hit(hit: Hit, marker: Marker, explanation: Explanation | None) -> AnswerHit:
    marks: dict[str, Spans] = {
        name: marker.marks(read(hit.record), "issuer" if name == "issuers" else name) for name, read in _MARKED.items()
    }
    if hit.group == "exact":
        marks["number"] = ((0, len(hit.record.number)),)
    return AnswerHit(
        record=hit.record,
        status=hit.status,
        group=hit.group,
        score=hit.score,
        url=address(hit.record.number),
        marks={name: spans for name, spans in marks.items() if spans},
        explanation=explanation,
    )
