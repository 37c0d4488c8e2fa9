"""Why the answer is as it is, and a way on: a search never ends in a bare "nothing found"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from catalogue.hints.class_hints import class_hints
from catalogue.hints.conditions import filter_hints, part_hints
from catalogue.hints.number_hints import number_hints, prefix_hints, unknown_prefixes
from catalogue.hints.probe import Trial, TrialsSpent
from catalogue.hints.word_hints import range_hints, word_hints
from catalogue.query import Mistake, Reading
from catalogue.search import Hint, Search
from catalogue.wording import say
from indexer.engines import Engine, Request, Results
from standard.home import HOME


def hints_on(engine: Engine, search: Search, reading: Reading, request: Request, results: Results) -> Iterator[Hint]:
    """All hints for an answer, most useful first."""
    yield from (_mistake(search.text, mistake) for mistake in reading.mistakes)
    if reading.empty:
        yield Hint("empty_query", say("empty_query"))
        return
    yield from _tried(Trial(engine, search, request.day, request.home or HOME), reading, results)
    if request.offset >= results.total > 0:
        last = (results.total - 1) // max(request.limit, 1) * request.limit
        yield Hint("past_end", say("past_end", total=results.total), search=search.at(offset=last))


def _tried(trial: Trial, reading: Reading, results: Results) -> Iterator[Hint]:
    """Hints for which other searches are tried, as far as trials go."""
    numbers = list(_while_tried(chain(prefix_hints(trial, reading), number_hints(trial, reading))))
    yield from numbers
    if results.total == 0:
        reasons = list(_while_tried(_nothing(trial, reading)))
        yield from reasons or ([] if numbers else [Hint("nothing", say("nothing"))])
    elif results.widened:
        whole = any(hit.group != "partial" for hit in results.hits)
        yield from _while_tried(_little(trial, reading, whole=whole))
        yield Hint("widened", say("widened"))


def _while_tried(hints: Iterator[Hint]) -> Iterator[Hint]:
    """Hints up to where no more searches are tried, which is told."""
    try:
        yield from hints
    except TrialsSpent:
        yield Hint("trials_spent", say("trials_spent"))


def _mistake(text: str, mistake: Mistake) -> Hint:
    """What was not read as meant, where it stands, and what was made of it."""
    start, end = mistake.span
    words = say("mistake", given=text[start:end], place=start + 1, message=mistake.message, handled=mistake.handled)
    return Hint("mistake", words, span=mistake.span)


def _little(trial: Trial, reading: Reading, *, whole: bool) -> Iterator[Hint]:
    """Why little was found, or nothing that holds the whole query."""
    yield from unknown_prefixes(trial, reading)
    years = list(range_hints(trial, reading))
    yield from years
    yield from word_hints(trial, reading, years, found=whole)
    yield from () if whole else part_hints(trial, reading)


def _nothing(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """Why nothing was found, each reason that leads on: the filters, else what the query itself asks for."""
    yield from class_hints(trial, reading)
    blamed = list(filter_hints(trial)) if trial.search.filters else []
    yield from unknown_prefixes(trial, reading)
    years = list(range_hints(trial, reading))
    yield from years
    yield from blamed
    if not blamed:
        yield from word_hints(trial, reading, years, found=False)
        yield from part_hints(trial, reading)
