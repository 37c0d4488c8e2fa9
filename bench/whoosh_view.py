"""The same words asked of the same columns: by Whoosh's matchers, and by our evaluator, which works on whole arrays."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import whoosh.query
from whoosh import index as whoosh_index

from indexer.engines import ENGINES, Engine, Request
from indexer.query import And, Node, Or, Text

#: queries of each class, and times that each is asked
QUERIES, TURNS = 20, 5
#: of all documents: what a common word is in, and a rare one at most
COMMON, RARE = 0.02, 0.0002
_FIELD = "words"
#: Whoosh's queries have no types
query: Any = whoosh.query


def measure(generation: Path, seed: int = 1) -> dict[str, dict[str, float]]:
    """Class of queries -> `whoosh_ms` and `lubiao_ms`, medians, and their `ratio`. Ours also looks for substrings.

    `generation` is a folder with a base and no delta.
    """
    engine = ENGINES["whoosh"].open(generation)
    with whoosh_index.open_dir(str(generation / "base")).searcher() as searcher:
        figures = {}
        for name, pairs in _classes(searcher, random.Random(seed)):
            theirs = _median(_asks_whoosh(searcher, whoosh_query) for whoosh_query, _ in pairs)
            ours = _median(_asks_ours(engine, tree) for _, tree in pairs)
            figures[name] = {"whoosh_ms": theirs, "lubiao_ms": ours, "ratio": theirs / ours}
    engine.close()
    return figures


def _classes(searcher: Any, draw: random.Random) -> Iterator[tuple[str, list[tuple[Any, Node]]]]:
    """Queries of each class, as Whoosh and as we ask them."""
    total = searcher.doc_count_all()
    frequencies = {word: searcher.doc_frequency(_FIELD, word) for word in _chinese_words(searcher)}
    common = [word for word, count in frequencies.items() if count >= COMMON * total]
    rare = [word for word, count in frequencies.items() if 1 < count <= max(RARE * total, 5)]
    draw.shuffle(common)
    draw.shuffle(rare)
    yield "a rare word", [_all([word]) for word in rare[:QUERIES]]
    yield "a common word", [_all([word]) for word in common[:QUERIES]]
    yield "two common words, both", [_all(draw.sample(common, 2)) for _ in range(QUERIES)]
    yield "four common words, any", [_any(draw.sample(common, 4)) for _ in range(QUERIES)]


def _chinese_words(searcher: Any) -> Iterator[str]:
    for term in searcher.lexicon(_FIELD):
        word = term.decode() if isinstance(term, bytes) else str(term)
        if len(word) > 1 and all("\u4e00" <= character <= "\u9fff" for character in word):
            yield word


def _all(words: list[str]) -> tuple[Any, Node]:
    terms = [query.Term(_FIELD, word) for word in words]
    return query.And(terms), And(tuple(map(Text, words)))


def _any(words: list[str]) -> tuple[Any, Node]:
    return query.Or([query.Term(_FIELD, word) for word in words]), Or(tuple(map(Text, words)))


def _asks_whoosh(searcher: Any, whoosh_query: Any) -> Callable[[], object]:
    def ask() -> object:
        results = searcher.search(whoosh_query, limit=10)
        return len(results), [hit["record"] for hit in islice(results, 10)]

    return ask


def _asks_ours(engine: Engine, tree: Node) -> Callable[[], object]:
    return lambda: engine.search(Request(tree, date.max, limit=10))


def _median(asks: Iterator[Callable[[], object]]) -> float:
    """Median milliseconds over all queries, the best of some turns of each."""
    return statistics.median(min(map(_milliseconds, [ask] * TURNS)) for ask in asks)


def _milliseconds(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000
