"""Addresses of standards and searches: made in one place, the same on pages, in JSON and on the command line."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask, url_for
from flask.testing import FlaskClient

from catalogue import Catalogue, Search
from catalogue.query import unpasted
from indexer.analysis import parse
from webapp.addresses import PageAddresses, here, segment
from webapp.app import create_app
from webapp.cli import main

ROOT = Path(__file__).resolve().parents[2]
#: what the result page is asked for, each with something that an address cannot hold as it is
SEARCHES = (
    Search(),
    Search("a&b=c 100%+#?"),
    Search("养老", filters=(("issuer", ("甲, 乙&丙",)),), offset=20, sort="-issued"),
)
NUMBERS = ("GB/T 1.1-2020", "ISO 9001:2015", "Q/甲 1(a)~!$&'*+,;=@-2020", "DB37/ 2376-2019", 'a?b#c%d"')


def test_a_search_is_read_back_from_its_address(app: Flask) -> None:
    for search in SEARCHES:
        with app.test_request_context(PageAddresses().results(search)) as context:
            assert Search.from_args(context.request.args.items(multi=True)) == search


@pytest.mark.parametrize("prefix", ["", "/standards-search", "/standards-search/en"])
def test_addresses_are_those_of_the_routes(app: Flask, prefix: str) -> None:
    with app.test_request_context(environ_overrides={"SCRIPT_NAME": prefix}):
        for number in NUMBERS:
            assert here().standard(number) == url_for("standards.show", number=segment(number))
            assert here().standard_json(number) == url_for("api.standard", number=segment(number))
        assert here().results(Search()) == url_for("search.results")
        assert here().results_json(Search()) == url_for("api.search")


def urls(value: Any) -> Iterator[str]:
    """All values of `url` in an answer that are addresses here."""
    if isinstance(value, dict):
        if isinstance(value.get("url"), str) and not value["url"].startswith("http"):
            yield value["url"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from urls(one)


@pytest.mark.parametrize(
    "path",
    ["/api/search?q=养老", "/api/standards/GB_T_1.1-2009", "/api/applicable?product=养老服务", "/search/export.json"],
)
def test_json_leads_on_under_any_prefix_and_language(client: FlaskClient, path: str) -> None:
    plain = list(urls(json.loads(client.get(path).data)))
    assert plain
    for language in ("", "/en"):
        answer = json.loads(client.get(language + path, environ_overrides={"SCRIPT_NAME": "/under"}).data)
        assert list(urls(answer)) == [f"/under{language}{url}" for url in plain]
    assert {client.get(url).status_code for url in plain[:5]} == {200}


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (("search", "ISO 9001 质量管理", "--level", "national"), "/api/search?q=ISO 9001 质量管理&level=national"),
        (("search", "大蒜", "克苏鲁"), "/api/search?q=大蒜 克苏鲁"),
        (("search", "大蒜", "--filter", "year=1901"), "/api/search?q=大蒜&year=1901"),
        (("show", "GB/T 19001-2016"), "/api/standards/GB_T_19001-2016"),
        (("applicable", "大蒜"), "/api/applicable?product=大蒜"),
        (("applicable", "没有的产品"), "/api/applicable?product=没有的产品"),
    ],
)
def test_the_command_line_says_what_the_api_says(corpus_index: Path, command: tuple[str, ...], path: str) -> None:
    app = create_app(catalogue=Catalogue.open(corpus_index))
    there = json.loads(app.test_client().get(path).data)
    result = CliRunner().invoke(main, [*command, "--json", "--index", str(corpus_index)], catch_exceptions=False)
    here = json.loads(result.stdout)
    assert {**here, "took_ms": 0} == {**there, "took_ms": 0}


def test_commands_make_addresses_without_a_server() -> None:
    code = "import sys, webapp.cli; print('flask' in sys.modules, webapp.cli.PageAddresses().standard('GB/T 1'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["False", "/standards/GB_T_1"]


def texts(path: Path) -> Iterator[str]:
    """The texts in the code of a file, docstrings and pieces of f-strings among them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


#: reads addresses that people paste as the text of a query, of whatever host; none of it is made or served
PASTED = "catalogue/query/pasted.py"


def test_an_address_pasted_as_a_query_names_its_standard() -> None:
    for number in ("GB/T 1.1-2020", "DB37/T 2672-2019"):
        address = f"http://localhost{PageAddresses('/lubiao').standard(number)}"
        assert str(parse(unpasted(address))) == number


def test_nothing_else_makes_addresses_or_takes_them_apart() -> None:
    for package in ("standard", "indexer", "catalogue", "webapp"):
        for path in (ROOT / package).rglob("*.py"):
            name, code = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            if name == PASTED:
                continue
            if name != "webapp/addresses.py":
                assert not [one for one in texts(path) if one.startswith("/standards")], name
                assert "urlencode" not in code, name
            if package in ("catalogue", "webapp"):
                assert not re.search(r"\bunquote(_plus)?\b", code), name
