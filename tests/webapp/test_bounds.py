"""What is refused because it is too much, and hosts that are none."""

from __future__ import annotations

import gc
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from catalogue.applicable.product_names import MAX_PRODUCT
from catalogue.hints import probe
from catalogue.query import MAX_TEXT, expansion, lexer
from catalogue.query.parser import MAX_NEGATED, MAX_PIECES
from catalogue.search import result_list
from catalogue.search.request import MAX_LIMIT, MAX_VALUES, MAX_VALUES_TEXT
from catalogue.search.suggestions import MAX_TYPED
from indexer.engines.relevance import MAX_EXPANSION
from webapp import bodies, facet_panels, overlap_runs, serving, uploads
from webapp.app import DEFAULTS
from webapp.query_args import MAX_PARAMETERS
from webapp.security import is_host
from webapp.slots import BlocksInSlot, FilesBusy, Slots

ROOT = Path(__file__).resolve().parents[2]
CODES = [f"{group:02}.{place:03}" for group in range(10, 30) for place in range(20, 120, 10)]


def test_the_documented_limits_are_the_real_ones() -> None:
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", page, re.MULTILINE))
    assert {name: rows[name] for name in rows if name in _LIMITS} == _LIMITS


_LIMITS = {
    "address: path and parameters": f"{DEFAULTS['MAX_ADDRESS'] // 1024} KiB",
    "head of a request": f"{serving.MAX_HEAD // 1024} KiB, {serving.HEAD_SECONDS} seconds",
    "body of a request": f"{DEFAULTS['MAX_CONTENT_LENGTH'] // 1024} KiB",
    "file of a list (`/check`, `/api/check`); its whole form": (
        f"{uploads.MAX_FILE >> 20} MB; {uploads.MAX_BODY >> 20} MB"
    ),
    "numbers of a list": f"{uploads.MAX_NUMBERS:,}",
    "lists and files read at once by a worker (`LUBIAO_CHECKS`)": str(DEFAULTS["CHECKS"]),
    "bodies that a worker receives at once": f"{bodies.MOST}, {uploads.SECONDS:g} seconds each",
    "seconds until the answer to a list begins": f"{uploads.SECONDS:g}, where `--time-limit` is less",
    "parameters of an address": str(MAX_PARAMETERS),
    "values of all filters": f"{MAX_VALUES}, of {MAX_VALUES_TEXT:,} characters together",
    "rows of a page (`limit`)": str(MAX_LIMIT),
    "characters of a query": str(MAX_TEXT),
    "parts of a query: words, numbers, phrases, fields": str(MAX_PIECES),
    "brackets within one another": str(lexer.MAX_DEPTH),
    "exclusions within one another": str(MAX_NEGATED),
    "other words for the same, in all of a query": str(expansion.MAX_REWORDED),
    "words that a `*` stands for": str(MAX_EXPANSION),
    "characters that are suggested for": str(MAX_TYPED),
    "characters of a product (`/applicable`)": str(MAX_PRODUCT),
    "searches that hints try": f"{probe.MAX_TRIALS}, or {probe.MAX_SECONDS} s of processor time",
    "standards that a list of overlaps on a page looks at (`/overlaps`, `/worklist`)": (
        f"{overlap_runs.MOST_STANDARDS:,}"
    ),
    "lists of overlaps that wait to be made in a worker": str(overlap_runs.MOST_WAITING),
    "lists of overlaps that a worker keeps; pairs and standards in them": (
        f"{overlap_runs.MOST_KEPT}; {overlap_runs.MOST_ROWS:,}"
    ),
    "rows of a file": f"{result_list.MAX_ROWS:,}",
    "files written at once by a worker (`LUBIAO_EXPORTS`)": str(DEFAULTS["EXPORTS"]),
    "addresses in a panel of filters": f"{facet_panels.MOST_BYTES:,} bytes",
    "connections that a worker holds open": str(serving.MAX_CONNECTIONS),
}


@pytest.mark.parametrize("path", ["/search", "/api/search", "/search/export.csv"])
def test_too_many_values_of_filters(client: FlaskClient, path: str) -> None:
    most = client.get(path, query_string=[("ics", code) for code in CODES[:MAX_VALUES]])
    assert most.status_code == 200
    for query in (
        [("ics", code) for code in CODES[: MAX_VALUES + 1]],
        [("ics", ",".join(CODES[: MAX_VALUES + 1]))],
        [("ics", code) for code in CODES[:50]] + [("ccs", code) for code in CODES[: MAX_VALUES - 49]],
    ):
        refused = client.get(f"/zh{path}", query_string=query)
        assert refused.status_code == 400
        assert f"最多 {MAX_VALUES} 个" in refused.get_data(as_text=True)
        assert f"at most {MAX_VALUES}" in client.get(f"/en{path}", query_string=query).get_data(as_text=True)
    assert client.get(path, query_string=[("issuer", "大" * MAX_VALUES_TEXT)]).status_code == 200
    longer = client.get(path, query_string=[("issuer", "大" * (MAX_VALUES_TEXT + 1))])
    assert longer.status_code == 400
    assert str(MAX_VALUES_TEXT) in longer.get_data(as_text=True)


def test_the_same_value_again_is_one_value(client: FlaskClient) -> None:
    assert client.get("/search", query_string=[("ics", "01.120")] * 150).status_code == 200


def test_too_many_parameters(client: FlaskClient) -> None:
    for path in ("/search", "/api/search", "/api/suggest"):
        refused = client.get(path, query_string=[("q", "x")] * (MAX_PARAMETERS + 1))
        assert refused.status_code == 400
        assert str(MAX_PARAMETERS) in refused.get_data(as_text=True)


def test_a_page_of_many_long_filters_stays_small(client: FlaskClient) -> None:
    filters = [("issuer", f"大大大大大大大大大{place}") for place in range(90)]
    page = client.get("/search", query_string=[("q", "标准" * 250), *filters])
    assert page.status_code == 200
    assert len(page.get_data()) < 4_000_000


def test_the_limit_of_an_address(client: FlaskClient) -> None:
    most = DEFAULTS["MAX_ADDRESS"]
    assert client.get("/search?q=" + "a" * (most - len("/search") - 2)).status_code == 200
    for path in ("/search?q=", "/zh/search?q=", "/standards/"):
        page = client.get(path + "a" * most)
        assert page.status_code == 414
        assert "32 KiB" in page.get_data(as_text=True)
        assert len(page.get_data()) < most
    problem = client.get("/api/search?q=" + "a" * most)
    assert (problem.status_code, problem.mimetype) == (414, "application/problem+json")
    assert "32 KiB" in problem.get_json()["detail"]


def answer(app: Flask, path: str, host: str) -> tuple[str, dict[str, str], str]:
    """The application's own answer: the test client refuses some hosts before it asks."""
    told: list[Any] = []
    environ = EnvironBuilder(path).get_environ() | {"HTTP_HOST": host}
    body = b"".join(app(environ, lambda status, headers, error=None: told.extend((status, dict(headers)))))  # type: ignore[arg-type]
    return told[0][:3], told[1], body.decode()


@pytest.mark.parametrize(
    "host", ["a..b", ".", "a b", "a:b", "[::1", "[:::::]", "é", "a/b", "xn--", "x" * 300, "a@b", "a,b"]
)
def test_a_host_that_is_none(app: Flask, host: str) -> None:
    for path in ("/", "/search?q=x", "/nowhere", "/static/logo.svg", "/search/export.csv"):
        status, headers, body = answer(app, path, host)
        assert status == "400"
        assert headers["Content-Type"].startswith("text/html")
        assert "Host" in body
    status, headers, body = answer(app, "/api/search?q=x", host)
    assert (status, headers["Content-Type"]) == ("400", "application/problem+json")
    assert '"type":"/help#problem-host"' in body.replace(" ", "")


@pytest.mark.parametrize(
    "host", ["", "localhost", "a.b-c.example:8000", "127.0.0.1:80", "[::1]:8000", "a_b", "a.", "a:"]
)
def test_hosts(app: Flask, host: str) -> None:
    assert is_host(host)
    assert answer(app, "/help", host)[0] == "200"


@pytest.mark.parametrize(
    "path",
    ["/static//logo.svg", "/?q=x", "/standards/gbt1.1-2020", "/api//search", "//browse//ics", "/en//help", "///help"],
)
def test_no_redirect_leads_to_another_host(app: Flask, path: str) -> None:
    status, headers, body = answer(app, path, "evil.example")
    assert "evil.example" not in body
    if status.startswith("3"):
        assert re.match(r"/(?![/\\])", headers["Location"])
    else:
        assert status in ("200", "404")


def test_a_path_with_a_mark_twice_leads_to_the_file(client: FlaskClient) -> None:
    moved = client.get("/static//logo.svg", headers={"Host": "evil.example"})
    assert (moved.status_code, moved.headers["Location"]) == (308, "/static/logo.svg")
    at_prefix = client.get("/static//logo.svg", base_url="http://localhost/std/")
    assert at_prefix.headers["Location"] == "/std/static/logo.svg"


def test_no_more_files_at_once_than_there_are_slots(app: Flask) -> None:
    client = app.test_client()
    addresses = ["/search/export.csv", "/applicable/export.xlsx?product=大蒜"]
    held = [client.get(address, buffered=False) for address in addresses]
    for address in ("/search/export.xlsx?q=大蒜", "/applicable/export.xlsx?product=大蒜"):
        busy = client.get(f"/zh{address}")
        assert busy.status_code == 503
        assert int(busy.headers["Retry-After"]) > 0
        assert "导出任务过多" in busy.get_data(as_text=True)
        assert "Too many files" in client.get(f"/en{address}").get_data(as_text=True)
    assert client.get("/search?q=大蒜").status_code == 200
    for one in held:
        one.close()
    assert client.get(addresses[0]).status_code == 200


@pytest.mark.parametrize("address", ["/search/export.nothing", "/search/export.csv?sort=no", "/applicable/export.xlsx"])
def test_what_is_refused_gives_its_slot_back(client: FlaskClient, address: str) -> None:
    for _ in range(DEFAULTS["EXPORTS"] + 1):
        assert client.get(address).status_code in (400, 404)
        assert client.head("/search/export.csv").status_code == 200
    gc.collect()
    assert client.get("/search/export.csv").status_code == 200


def test_a_slot_comes_back_once_however_a_file_ends() -> None:
    slots = Slots(1)
    whole = BlocksInSlot(iter((b"a", b"b")), slots.take())
    assert next(whole) == b"a"
    with pytest.raises(FilesBusy):
        slots.take()
    assert list(whole) == [b"b"]
    dropped = BlocksInSlot(iter((b"a",)), slots.take())
    whole.close()
    with pytest.raises(FilesBusy):
        slots.take()
    del dropped
    broken = BlocksInSlot((1 // place for place in (1, 0)), slots.take())  # type: ignore[misc]
    with pytest.raises(ZeroDivisionError):
        list(broken)
    slots.take()
