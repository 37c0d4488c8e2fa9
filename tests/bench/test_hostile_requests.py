"""What a request can set off is bounded: hostile ones, drawn for every address, are counted, not timed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from flask import Flask

from bench import hostile_requests
from bench.hostile_requests import CountingEngine
from catalogue.catalogue import Catalogue
from catalogue.hints.probe import MAX_TRIALS
from indexer.lifecycle.generations import Generations
from webapp.app import create_app

#: requests drawn for each address; more with another seed find nothing else
EACH = 12
#: searches, records and bytes that one request may cost, by the beginning of its address: the first that fits
BOUNDS = {
    "/search/export": (MAX_TRIALS + 12, 11_500, 40_000_000),
    "/search": (MAX_TRIALS + 60, 3_000, 4_000_000),
    "/api/search": (MAX_TRIALS + 60, 3_000, 4_000_000),
    "/applicable": (600, 8_000, 4_000_000),
    "/api/applicable": (600, 8_000, 4_000_000),
    "": (300, 2_000, 1_000_000),
}
#: words, numbers and values that the trees of one request may hold in all
LEAVES = 12_000


@pytest.fixture(scope="module")
def engine(corpus_index: Path) -> CountingEngine:
    generations = Generations(corpus_index)
    return CountingEngine(generations.open(generations.current()))


@pytest.fixture(scope="module")
def application(engine: CountingEngine) -> Flask:
    return create_app(catalogue=Catalogue(engine))


def bound(address: str) -> tuple[int, int, int]:
    return next(most for start, most in BOUNDS.items() if address.startswith(start))


@pytest.mark.parametrize("seed", [1, 2])
def test_no_request_sets_off_more_than_its_bound(application: Flask, engine: CountingEngine, seed: int) -> None:
    client = application.test_client()
    addresses = list(hostile_requests.requests(application, seed, EACH))
    rules = [rule for rule in application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    assert len(addresses) == EACH * len(rules)
    for address in addresses:
        engine.work = hostile_requests.Counts()
        with client.get(address) as answer:
            length = len(answer.get_data())
        shown = f"{unquote_plus(address)[:200]}: {answer.status_code}, {engine.work}, {length} bytes"
        assert answer.status_code in (200, 301, 302, 304, 308, 400, 404, 414), shown
        searches, rows, most = bound(address)
        assert engine.work.searches <= searches, shown
        assert engine.work.rows <= rows, shown
        assert engine.work.leaves <= LEAVES, shown
        assert length <= most, shown


def test_the_same_seed_draws_the_same_requests(application: Flask) -> None:
    assert list(hostile_requests.requests(application, 5, 2)) == list(hostile_requests.requests(application, 5, 2))
    assert list(hostile_requests.requests(application, 5, 2)) != list(hostile_requests.requests(application, 6, 2))


@pytest.mark.parametrize(
    "query",
    [
        "大a" * 250,
        "非" * 500,
        "的标准有哪些" * 7,
        "的标准有哪些" * 83,
        "大 a " * 125,
        '"大" ' * 125,
        "ABX/T 1 " * 60,
        "-" * 499 + "大",
    ],
)
def test_repetition_costs_what_one_word_costs(application: Flask, engine: CountingEngine, query: str) -> None:
    engine.work = hostile_requests.Counts()
    assert application.test_client().get("/api/search", query_string={"q": query}).status_code == 200
    assert engine.work.searches <= 40, engine.work
    assert engine.work.leaves <= 1_500, engine.work


def test_the_bench_times_requests(application: Flask) -> None:
    rows = hostile_requests.time_requests(application, ["/search?q=大蒜", "/api/suggest?q=大"])
    assert {row.status for row in rows} == {200}
    assert rows[0].milliseconds >= rows[1].milliseconds
    assert all(row.bytes for row in rows)
