"""From a search to its answer: its text is read, a request planned, an engine asked, the answer explained."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from catalogue.query import MAX_TEXT, Reading, read_query, unpasted, with_home
from catalogue.search.answer import Answer, AnswerHit, Hint, Spans
from catalogue.search.chips import find_chips
from catalogue.search.explanation import explain
from catalogue.search.facets import label_facet
from catalogue.search.highlighting import Marker
from catalogue.search.regions import home_sentence
from catalogue.search.request import Search
from catalogue.search.result_list import Hits, Listing, as_part
from catalogue.search.second_reading import second_reading
from catalogue.wording import say
from indexer.engines import Engine, Hit, Request, Results
from indexer.lifecycle import Opened
from standard.home import HOME
from standard.record import Record

#: says why an answer is as it is, and how to go on: `catalogue.hints`, which itself tries searches
HintsOn = Callable[[Engine, Search, Reading, Request, Results], Iterable[Hint]]
#: hints on a first reading that say nothing of the second
_OF_FIRST = frozenset(["widened", "nothing", "past_end"])
#: fields of a hit whose matches are marked
_MARKED: dict[str, Callable[[Record], str]] = {
    "title": lambda record: record.title,
    "title_en": lambda record: record.title_en,
    "abstract": lambda record: record.abstract,
    "issuers": lambda record: "、".join(record.issuers),
}


def answer_search(opened: Opened, search: Search, day: date, hints_on: HintsOn, home: str = HOME) -> Answer:
    """Answer a search. Raises RequestError, with `strict` QueryError, and IndexFault."""
    started = time.perf_counter()
    query = _read(search, home)
    request = _plan(query, day, home)
    results = opened.engine.search(request)
    if again := _read_again(opened.engine, query, results, day, home):
        query, request = again, _plan(again, day, home)
        results = opened.engine.search(request)
        results = replace(results, hits=tuple(map(as_part, results.hits))) if again.partly else results
    return Answer(
        search=query.search,
        typed=(query.first or query).search.text,
        total=results.total,
        hits=_show_hits(opened.engine, query, request, results),
        facets={name: label_facet(name, rows, search.chosen(name)) for name, rows in results.facets.items()},
        hints=_find_hints(opened.engine, query, request, results, hints_on),
        chips=tuple(find_chips(query.search, query.reading)),
        day=day,
        generation=opened.generation,
        home_first=home_sentence(home) if results.home_first else None,
        took_ms=(time.perf_counter() - started) * 1000,
    )


def list_matches(opened: Opened, search: Search, day: date, hints_on: HintsOn, home: str = HOME) -> Listing:
    """All that a search finds, up to `MAX_ROWS`; its offset and limit do not count. Raises as `answer` does."""
    query = _read(search.at(offset=0), home)
    hits = Hits(opened.engine, replace(_plan(query, day, home), facets=()))
    if again := _read_again(opened.engine, query, hits.first, day, home):
        query, hits = again, Hits(opened.engine, replace(_plan(again, day, home), facets=()), partly=again.partly)
    return Listing(
        search=query.search,
        total=hits.first.total,
        count=len(hits),
        hits=hits,
        hints=_find_hints(opened.engine, query, hits.request, hits.first, hints_on),
        day=day,
        data_date=opened.checked,
        generation=opened.generation,
    )


def plan_search(search: Search, day: date, home: str = HOME) -> Request:
    """What an engine is asked for a search. Raises RequestError, and with `strict` QueryError."""
    return _plan(_read(search, home), day, home)


@dataclass(frozen=True)
class _Query:
    """A search whose text was read."""

    search: Search
    reading: Reading
    #: that the text was cut, where it was
    cut: tuple[Hint, ...]
    #: where it is a second reading: what is said of it, and the first one
    told: tuple[Hint, ...] = ()
    first: _Query | None = None
    #: whether what it finds holds a part only of what was typed
    partly: bool = False


def _read(search: Search, home: str) -> _Query:
    search.check()
    length, shortened = len(search.text), search.at(text=unpasted(search.text[:MAX_TEXT]))
    cut = (Hint("cut", say("cut", length=length, limit=MAX_TEXT)),) if length > MAX_TEXT else ()
    return _Query(shortened, with_home(read_query(shortened.text, strict=search.strict), home), cut)


def _read_again(engine: Engine, query: _Query, results: Results, day: date, home: str) -> _Query | None:
    """The second reading of a search that found nothing, or nothing that holds the whole; None where there is none."""
    first = query.search.sort == "relevance" and not query.search.offset and results.hits[:1]
    if query.search.strict or (results.total and not (first and first[0].group == "partial")):
        return None
    again = second_reading(engine, query.search, query.reading, results, day, home)
    if again is None:
        return None
    return _Query(again.search, again.reading, query.cut, again.told, query, partly=again.partly)


def _find_hints(
    engine: Engine, query: _Query, request: Request, results: Results, hints_on: HintsOn
) -> tuple[Hint, ...]:
    """Why the answer is as it is; of one to a second reading, why the first one had none."""
    if query.first is None:
        return (*query.cut, *hints_on(engine, query.search, query.reading, request, results))
    first = replace(request, tree=query.first.reading.tree, facets=(), limit=0)
    hints = hints_on(engine, query.first.search, query.first.reading, first, engine.search(first))
    fitting = tuple(hint for hint in hints if hint.kind not in _OF_FIRST and not _is_shown(hint, query))
    said = (*query.told, *fitting)
    return (*query.cut, *(said if said or results.total else (Hint("nothing", say("nothing")),)))


def _is_shown(hint: Hint, query: _Query) -> bool:
    """Whether a hint leads to what is shown already."""
    return hint.kind in ("unknown_words", "never_together") and hint.query.split() == query.search.text.split()


def _plan(query: _Query, day: date, home: str) -> Request:
    search = query.search
    return Request(
        tree=query.reading.tree,
        day=day,
        filters=search.filters,
        sort=search.sort,
        offset=search.offset,
        limit=search.limit,
        facets=search.facets,
        open_facets=search.open_facets,
        home=home,
    )


def _show_hits(engine: Engine, query: _Query, request: Request, results: Results) -> tuple[AnswerHit, ...]:
    """The hits, with what matched marked, and explained where that was asked for."""
    marker = Marker(request.tree)
    explanations = explain(engine, request, results.hits) if query.search.explain else {}
    return tuple(
        AnswerHit(
            record=hit.record,
            status=hit.status,
            group=hit.group,
            score=hit.score,
            marks=_mark_hit(hit, marker),
            explanation=explanations.get(hit.record.number),
        )
        for hit in results.hits
    )


def _mark_hit(hit: Hit, marker: Marker) -> dict[str, Spans]:
    """The places of what matched, by field; fields in which nothing did are left out."""
    marks = {
        name: marker.marks(read(hit.record), "issuer" if name == "issuers" else name) for name, read in _MARKED.items()
    }
    if hit.group == "exact":
        marks["number"] = ((0, len(hit.record.number)),)
    return {name: spans for name, spans in marks.items() if spans}
