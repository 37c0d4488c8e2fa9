"""Why the answer is as it is, and a way on: a search never ends in a bare "nothing found"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from catalogue.answer import Hint
from catalogue.grammar import Reading
from catalogue.lexer import Mistake
from catalogue.search import Search
from catalogue.words import Words, say
from indexer.analysis.numbers import parse
from indexer.engines.base import Engine, Request, Results
from indexer.matching import numbers_of, relevant_texts
from indexer.query import Node, Number, Text
from standard.publisher import near_prefixes, publisher
from standard.record import Record

#: near numbers that are offered
NEAR = 5
#: pieces of a query that are counted one by one
COUNTED = 12


def hints(engine: Engine, search: Search, reading: Reading, request: Request, results: Results) -> Iterator[Hint]:
    """All hints for an answer, most useful first."""
    yield from (_mistake(search.text, mistake) for mistake in reading.mistakes)
    if reading.empty:
        yield Hint("empty_query", say("empty_query"))
        return
    yield from number_hints(engine, reading.tree, request.day)
    if results.widened and results.total:
        yield from _unknown(engine, search, reading, request.day)
    if results.widened:
        yield Hint("widened", say("widened"))
    if results.total == 0:
        yield from _nothing(engine, search, reading, request)
    elif request.offset >= results.total:
        last = (results.total - 1) // max(request.limit, 1) * request.limit
        yield Hint("past_end", say("past_end", total=results.total), search=search.at(offset=last))


def _mistake(text: str, mistake: Mistake) -> Hint:
    """What was not read as meant, where it stands, and what was made of it."""
    start, end = mistake.span
    words = say("mistake", given=text[start:end], place=start + 1, message=mistake.message, handled=mistake.handled)
    return Hint("mistake", words, span=mistake.span)


def number_hints(engine: Engine, tree: Node, day: date) -> Iterator[Hint]:
    """For each number that the catalogue does not hold: other editions, the same number of another nature or prefix."""
    for node in numbers_of(tree):
        number = parse(node.text)
        if number is None or number.kind == "prefix" or _holds(engine, node, day):
            continue
        near = near_records(engine, node.text, day)
        if near:
            names = tuple(record.number for record in near)
            yield Hint("number_near", say("number_near", number=number, near=names), query=near[0].number)
        else:
            yield Hint("number_missing", _missing(str(number), number.prefix))


def near_records(engine: Engine, text: str, day: date) -> list[Record]:
    """Records that a number which is not there may have meant: its other editions, GB for GB/T and the reverse."""
    number = parse(text)
    if number is None:
        return []
    asked = [Number(number.series, own=True)] if number.series else []
    stem = number.prefix.split("/")[0]
    if number.serial and stem not in ("T", "Q"):
        asked.append(Number(f"{stem}/* {number.serial}", own=True))
    found: dict[str, Record] = {}
    for node in asked:
        results = engine.search(Request(node, day, limit=NEAR))
        found.update({hit.record.number: hit.record for hit in results.hits})
    return list(found.values())[:NEAR]


def _holds(engine: Engine, node: Number, day: date) -> bool:
    """Whether a standard of exactly this number is there."""
    results = engine.search(Request(Number(node.text, own=True), day, limit=1))
    return bool(results.hits) and results.hits[0].group == "exact"


def _missing(number: str, prefix: str) -> Words:
    """Why there is nothing near a number; a prefix that does not exist may be a typing error."""
    if publisher(prefix) is not None:
        return say("number_missing", number=number)
    near = tuple(near_prefixes(prefix)[:3])
    return say("prefix_near", number=number, near=near) if near else say("prefix_unknown", number=number)


def _nothing(engine: Engine, search: Search, reading: Reading, request: Request) -> Iterator[Hint]:
    """Why nothing was found: the filters, or words that the catalogue does not hold together."""
    if search.filters:
        free = engine.search(replace(request, filters=(), facets=(), limit=0))
        if free.total:
            text = say("filters_empty", total=free.total)
            yield Hint("filters_empty", text, query=search.text, search=search.at(filters=(), offset=0))
            return
    counts = _counts(engine, reading, request.day)
    unknown = list(_unknown(engine, search, reading, request.day))
    if unknown:
        yield from unknown
    elif len(counts) > 1:
        best = max(counts, key=len)
        yield Hint(
            "never_together",
            say("never_together", best=best, total=counts[best]),
            query=best,
            search=search.at(text=best, offset=0, filters=()),
        )
    elif not any(numbers_of(reading.tree)):
        yield Hint("nothing", say("nothing"))


def _unknown(engine: Engine, search: Search, reading: Reading, day: date) -> Iterator[Hint]:
    """The pieces that no standard holds, and the query without them."""
    counts = _counts(engine, reading, day)
    unknown = tuple(text for text, count in counts.items() if not count)
    if unknown:
        kept = " ".join(text for text in counts if text not in unknown)
        text = say("unknown_words", unknown=unknown)
        yield Hint("unknown_words", text, query=kept, search=search.at(text=kept, offset=0) if kept else None)


def _counts(engine: Engine, reading: Reading, day: date) -> dict[str, int]:
    """Piece of the query -> how many standards hold it."""
    return {text: _count(engine, text, day) for text in list(dict.fromkeys(relevant_texts(reading.tree)))[:COUNTED]}


def _count(engine: Engine, word: str, day: date) -> int:
    return engine.search(Request(Text(word), day, limit=0)).total
