"""The examples of the pages, run against the catalogue that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from standard.wording import page_texts
from webapp.api_index import interfaces
from webapp.app import create_app
from webapp.cli import build_if_missing
from webapp.help_topics import FIELD_TOPICS, SIGHTS, STARTS, TOPICS

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = [
    *(topic.query for topic in TOPICS),
    *FIELD_TOPICS.values(),
    *(query for start in STARTS for query in start.queries),
    *(sight.query for sight in SIGHTS),
]


@pytest.fixture(scope="module")
def shipped(corpus_index: Path) -> FlaskClient:
    return create_app(corpus_index, config={"TESTING": True}).test_client()


@pytest.mark.parametrize("query", sorted({*EXAMPLES, *(str(page_texts().get(query, query)) for query in EXAMPLES)}))
def test_every_example_finds_something(shipped: FlaskClient, query: str) -> None:
    assert shipped.get("/api/search", query_string={"q": query, "strict": "1"}).get_json()["total"] > 0


def test_every_standard_has_a_page_that_is_its_address(shipped: FlaskClient) -> None:
    hits = shipped.get("/api/search?limit=100&sort=number").get_json()["hits"]
    assert len(hits) == 100
    for hit in hits:
        assert shipped.get(hit["url"]).status_code == 200, hit["url"]


def test_every_interface_of_the_help_answers(shipped: FlaskClient) -> None:
    page = BeautifulSoup(shipped.get("/help").get_data(as_text=True), "lxml")
    links = [str(tag["href"]) for tag in page.select("section[aria-labelledby=api] a.query")]
    with shipped.application.test_request_context():
        assert links == [interface.href for interface in interfaces()]
    types = {link: shipped.get(link).mimetype for link in links}
    assert {link.split("?")[0] for link, kind in types.items() if kind != "application/json"} == {
        "/search/export.csv",
        "/help#api-check",
    }
    assert types[next(link for link in links if "export" in link)] == "text/csv"


def seen(shipped: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(shipped.get(path).get_data(as_text=True), "lxml")


def first_standard(shipped: FlaskClient, path: str) -> BeautifulSoup:
    """The page of the first result."""
    return seen(shipped, str(seen(shipped, path).select_one(".hit h3 a")["href"]))  # type: ignore[index]


def test_the_start_page_leads_to_how_standards_hang_together(shipped: FlaskClient) -> None:
    links = [str(tag["href"]) for tag in seen(shipped, "/").select(".sight-list a")]
    editions, partly, adopting, five = links
    assert len(first_standard(shipped, editions).select(".editions tbody tr")) == 5
    banner = first_standard(shipped, partly).select_one("#partly-title")
    assert banner is not None
    assert banner.find_parent("section", class_="banner").select("li a"), "with what replaces the part"  # type: ignore[union-attr]
    assert first_standard(shipped, adopting).select_one(".degree").get_text() == "IDT 等同采用"  # type: ignore[union-attr]
    levels = [str(tag["value"]) for tag in seen(shipped, five).select("input[name=level]")]
    assert levels[:5] == ["national", "industry", "local", "group", "enterprise"]


@pytest.mark.slow
def test_the_catalogue_beside_the_subjects_answers_the_examples(shipped_index: Path) -> None:
    whole = create_app(shipped_index, config={"TESTING": True}).test_client()
    for query in EXAMPLES:
        answer = whole.get("/api/search", query_string={"q": query, "strict": "1"}).get_json()
        assert answer["total"] > 0, query
    assert whole.get("/api/search?limit=0").get_json()["total"] > 10_000
    test_the_start_page_leads_to_how_standards_hang_together(whole)


def test_the_first_start_shows_how_far_it_is_and_builds_but_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("webapp.cli.shipped_corpus", lambda: ROOT / "corpus" / "subjects" / "garlic.tsv")
    build_if_missing(tmp_path / "index", 2)
    said = capsys.readouterr()
    assert "收录 50 项标准" in said.out
    assert "读取 50 / 50" in said.err
    assert "建立索引 50 / 50" in said.err
    build_if_missing(tmp_path / "index", 2)
    assert capsys.readouterr() == ("", "")
