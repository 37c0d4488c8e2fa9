"""What holds for all pages: headers, caching, errors, prefixes, the shape of the HTML."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import webapp
from catalogue.catalogue import Catalogue
from catalogue.search.request import FILTERS
from indexer.engines import in_memory
from indexer.engines.base import SORTS
from indexer.fields import FIELDS
from standard.publisher import Level
from standard.status import Status
from webapp import help_topics, security, wording
from webapp.app import create_app

FOLDER = Path(webapp.__file__).parent
PAGES = [
    "/",
    "/search?q=GB/T 1.1",
    "/standards/GB_T_1.1-2020",
    "/browse",
    "/browse/ics",
    "/browse/ccs/A",
    "/browse/issuer",
    "/help",
    "/about",
]


@pytest.mark.parametrize("url", [*PAGES, "/search", "/nothing", "/api/search", "/healthz", "/static/lubiao.css"])
def test_every_response_is_protected(client: FlaskClient, url: str) -> None:
    with client.get(url) as response:
        headers = response.headers
    for name, value in security.HEADERS.items():
        assert headers.getlist(name) == [value]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("url", PAGES)
def test_pages_are_well_made(page: Any, url: str) -> None:
    page(url)


@pytest.mark.parametrize("url", PAGES)
def test_pages_mark_where_the_reader_is(page: Any, url: str) -> None:
    found = page(url)
    current = [tag.get_text() for tag in found.select(".site-nav a[aria-current]")]
    words = {"help": ["帮助"], "about": ["关于数据"], "standards": [], "browse": ["浏览"]}
    assert current == words.get(url.split("/")[1], ["检索"])


@pytest.mark.parametrize("url", PAGES)
def test_an_unchanged_page_is_not_sent_again(client: FlaskClient, url: str) -> None:
    first = client.get(url)
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_tag_of_a_page_changes_with_day_and_catalogue(catalogue: Catalogue, app: Flask) -> None:
    tomorrow = Catalogue(in_memory(), today=lambda: catalogue.today() + timedelta(days=1))
    other = create_app(catalogue=tomorrow, config={"TESTING": True}).test_client()
    assert other.get("/search").headers["ETag"] != app.test_client().get("/search").headers["ETag"]


def test_static_files_are_kept_by_their_content(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    addresses = re.findall(r'"(/static/[^"]+)"', html)
    assert len(addresses) >= 5
    for address in addresses:
        with client.get(address) as response:
            assert response.status_code == 200
            assert "immutable" in response.headers["Cache-Control"]
    with client.get("/static/lubiao.css?v=old") as response:
        assert "immutable" not in response.headers["Cache-Control"]


def test_errors_are_never_kept(client: FlaskClient) -> None:
    assert client.get("/nothing").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("url", "method", "status"), [("/nothing", "get", 404), ("/search", "post", 405), ("/help", "delete", 405)]
)
def test_errors_are_designed_pages(client: FlaskClient, url: str, method: str, status: int) -> None:
    response = getattr(client, method)(url)
    assert response.status_code == status
    html = response.get_data(as_text=True)
    assert "回到首页" in html
    assert 'id="q"' in html
    if status == 405:
        assert "GET" in response.headers["Allow"]


def test_an_endless_address_is_refused(client: FlaskClient) -> None:
    response = client.get("/search?q=" + "a" * 200_000)
    assert response.status_code == 414
    assert "过长" in response.get_data(as_text=True)


def test_a_bug_is_a_page_without_its_details(catalogue: Catalogue) -> None:
    app = create_app(catalogue=catalogue)

    @app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError("secret")

    response = app.test_client().get("/broken")
    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)
    assert "已记入日志" in response.get_data(as_text=True)


def test_a_missing_index_is_a_page(no_index: FlaskClient, tmp_path: Path) -> None:
    for url in ("/", "/search?q=x", "/standards/GB_1-1", "/about"):
        response = no_index.get(url)
        assert response.status_code == 503
        assert "正在维护" in response.get_data(as_text=True)
        assert str(tmp_path) not in response.get_data(as_text=True)
    assert no_index.get("/help").status_code == 200, "help needs no index"


def test_under_a_prefix_all_links_stay_below_it(app: Flask) -> None:
    client = app.test_client()
    for url in PAGES:
        html = client.get(url, base_url="http://localhost/std/").get_data(as_text=True)
        links = re.findall(r'(?:href|src|action)="(/[^"]*)"', html)
        assert links
        assert all(link.startswith("/std/") for link in links)
    hit = client.get("/api/search?q=GB/T 1.1-2020", base_url="http://localhost/std/").get_json()["hits"][0]
    assert hit["url"] == "/std/standards/GB_T_1.1-2020"
    moved = client.get("/standards/gbt1.1-2020", base_url="http://localhost/std/")
    assert moved.location == "/std/standards/GB_T_1.1-2020"


def test_a_proxy_is_believed_only_where_configured(catalogue: Catalogue) -> None:
    headers = {"X-Forwarded-Prefix": "/std"}
    alone = create_app(catalogue=catalogue, config={"TESTING": True}).test_client()
    assert 'href="/help"' in alone.get("/", headers=headers).get_data(as_text=True)
    behind = create_app(catalogue=catalogue, config={"TESTING": True, "PROXIES": 1}).test_client()
    assert 'href="/std/help"' in behind.get("/", headers=headers).get_data(as_text=True)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> None:
    monkeypatch.setenv("LUBIAO_PROXIES", "2")
    assert create_app(catalogue=catalogue).config["PROXIES"] == 2


@pytest.mark.parametrize("topic", help_topics.TOPICS, ids=lambda topic: topic.query)
def test_every_example_of_the_help_is_read_without_mistake(client: FlaskClient, topic: help_topics.Topic) -> None:
    assert client.get("/api/search", query_string={"q": topic.query, "strict": "1"}).status_code == 200


@pytest.mark.parametrize("query", help_topics.FIELD_TOPICS.values())
def test_every_example_of_a_field_is_read_without_mistake(client: FlaskClient, query: str) -> None:
    assert client.get("/api/search", query_string={"q": query, "strict": "1"}).status_code == 200


@pytest.mark.parametrize("spelling", help_topics.SPELLINGS)
def test_every_spelling_of_the_help_finds_the_standard(client: FlaskClient, spelling: str) -> None:
    hits = client.get("/api/search", query_string={"q": spelling}).get_json()["hits"]
    assert (hits[0]["number"], hits[0]["group"]) == ("GB/T 1.1-2020", "exact")


def test_the_help_names_every_field_and_filter(page: Any) -> None:
    text = page("/help").get_text()
    assert all(field.label_zh in text and field.name in text for field in FIELDS)
    assert set(help_topics.FIELD_TOPICS) <= {field.name for field in FIELDS}


def test_every_value_has_its_words() -> None:
    assert set(wording.LOOKS) == set(Status)
    assert len({look.shape for look in wording.LOOKS.values()}) == len(Status), "a shape of its own for each status"
    assert set(wording.ENDINGS) == {status for status in Status if status.ended}
    assert set(wording.LEVEL_MEANINGS) == set(Level)
    assert set(wording.SORTS) == set(SORTS)
    assert all(wording.field_label(name) != name for name in FILTERS if name not in ("ics", "ccs"))


def test_every_shape_is_drawn() -> None:
    drawn = set(re.findall(r'id="s-(\w+)"', (FOLDER / "templates/symbols.html").read_text("utf-8")))
    named = {look.shape for look in wording.LOOKS.values()}
    for template in (FOLDER / "templates").rglob("*.html"):
        named |= set(re.findall(r'icon\("(\w+)"\)', template.read_text("utf-8")))
    assert named <= drawn


def test_about_counts_and_disclaims(page: Any, catalogue: Catalogue) -> None:
    about = page("/about")
    assert str(catalogue.count()) in about.select_one(".figures").get_text()
    assert "以发布单位公布的为准" in about.get_text()


def test_the_styles_take_every_colour_from_the_design_system() -> None:
    for name in ("search.css", "pages.css"):
        text = (FOLDER / "static" / name).read_text("utf-8")
        assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb\(", text), name


@pytest.mark.parametrize(("prefix", "said"), [("", "索引地址中的引擎"), ("/en", "names an engine that is not known")])
def test_an_index_of_no_engine_is_told_without_its_address(prefix: str, said: str) -> None:
    app = create_app("solr://user:secret@search.example/standards", config={"TESTING": True})
    response = app.test_client().get(f"{prefix}/search?q=x")
    assert response.status_code == 503
    page = response.get_data(as_text=True)
    assert said in page
    assert "secret" not in page
