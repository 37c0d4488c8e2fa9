"""What a request can set off is bounded: hostile ones, drawn for every address, are counted, not timed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from flask import Flask

from bench import hostile_requests
from bench.hostile_requests import Counted
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
def counted(corpus_index: Path) -> Counted:
    generations = Generations(corpus_index)
    return Counted(generations.open(generations.current()))


@pytest.fixture(scope="module")
def application(counted: Counted) -> Flask:
    return create_app(catalogue=Catalogue(counted))


def bound(address: str) -> tuple[int, int, int]:
    return next(most for start, most in BOUNDS.items() if address.startswith(start))


@pytest.mark.parametrize("seed", [1, 2])
def test_no_request_sets_off_more_than_its_bound(application: Flask, counted: Counted, seed: int) -> None:
    client = application.test_client()
    addresses = list(hostile_requests.requests(application, seed, EACH))
    rules = [rule for rule in application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    assert len(addresses) == EACH * len(rules)
    for address in addresses:
        counted.asked = hostile_requests.Counts()
        with client.get(address) as answer:
            length = len(answer.get_data())
        shown = f"{unquote_plus(address)[:200]}: {answer.status_code}, {counted.asked}, {length} bytes"
        assert answer.status_code in (200, 301, 302, 304, 308, 400, 404, 414), shown
        searches, rows, most = bound(address)
        assert counted.asked.searches <= searches, shown
        assert counted.asked.rows <= rows, shown
        assert counted.asked.leaves <= LEAVES, shown
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
def test_repetition_costs_what_one_word_costs(application: Flask, counted: Counted, query: str) -> None:
    counted.asked = hostile_requests.Counts()
    assert application.test_client().get("/api/search", query_string={"q": query}).status_code == 200
    assert counted.asked.searches <= 40, counted.asked
    assert counted.asked.leaves <= 1_500, counted.asked


def test_the_bench_times_requests(application: Flask) -> None:
    rows = hostile_requests.timed(application, ["/search?q=大蒜", "/api/suggest?q=大"])
    assert {row.status for row in rows} == {200}
    assert rows[0].milliseconds >= rows[1].milliseconds
    assert all(row.bytes for row in rows)
