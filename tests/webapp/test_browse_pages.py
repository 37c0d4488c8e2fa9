"""Browsing, and what the catalogue says of itself, as pages and as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from catalogue.catalogue import Catalogue
from catalogue.statistics.class_trees import SCHEMES, TREES


def rows(page: BeautifulSoup) -> dict[str, Any]:
    """Code, or name where there is none, -> node."""
    return {row.select(".code, .node-name")[-1].get_text(): row for row in page.select(".node")}


def test_the_overview_leads_to_every_scheme(page: Any, catalogue: Catalogue) -> None:
    cards = page("/browse").select(".browse-card")
    assert [str(card.h2.a["href"]) for card in cards] == [f"/browse/{name}" for name in SCHEMES]
    for card in cards:
        page(str(card.h2.a["href"]))
    assert rows(cards[0])["03"].select_one(".node-count").get_text() == str(catalogue.counts("ics")["03"])


def test_a_count_leads_to_what_it_counts(page: Any) -> None:
    tree = page("/browse/ics/03")
    for row in tree.select(".node"):
        count = row.select_one(".node-count")
        assert page(str(count["href"])).select_one(".result-count strong").get_text() == count.contents[0]


def test_a_name_leads_down_to_the_standards(page: Any) -> None:
    top = rows(page("/browse/ccs"))
    classes = rows(page(str(top["A"].select_one(".node-name")["href"])))
    assert "A00/09" in classes
    assert page(str(classes["A00"].select_one(".node-name")["href"])).select(".hit")


def test_the_way_back_is_shown(page: Any) -> None:
    links = [str(tag["href"]) for tag in page("/browse/ics/03.080.99").select("nav.crumbs a")]
    assert links == ["/browse", "/browse/ics", "/browse/ics/03", "/browse/ics/03.080"]


def test_codes_without_standards_are_shown_on_demand(page: Any) -> None:
    without = page("/browse/ics")
    assert "67" in rows(without)
    assert "29" not in rows(without)
    link = without.select_one(".section-note a")
    everything = rows(page(str(link["href"])))
    assert "is-empty" in everything["29"]["class"]
    assert "is-empty" not in everything["67"]["class"]


def test_an_end_of_a_tree_has_a_page(page: Any) -> None:
    assert page("/browse/ics/29.020").select_one(".none")
    assert page("/browse/gbt4754").select_one(".tree .none")


def test_issuers_can_be_narrowed_and_paged(page: Any) -> None:
    found = page("/browse/issuer?q=示例")
    assert len(found.select(".issuers .node")) == 12
    assert found.select_one("#issuer-text")["value"] == "示例"
    first = found.select_one(".issuers .node")
    assert page(str(first.a["href"])).select_one(".result-count strong").get_text() == first.span.get_text()
    counts = [int(tag.get_text()) for tag in page("/browse/issuer").select(".issuers .node-count")]
    assert counts == sorted(counts, reverse=True)
    behind = page("/browse/issuer?offset=5000")
    assert not behind.select(".issuers")
    assert page(str(behind.select_one(".section-note a")["href"])).select(".issuers")


@pytest.mark.parametrize("path", ["colour", "ics/99", "ics/没有", "ccs/B/31", "region/%00", "issuer/山东"])
def test_places_that_are_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(f"/browse/{path}").status_code == 404
    response = client.get(f"/api/browse/{path}")
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize("offset", ["-1", "x", "²", "9" * 50])
def test_offsets_that_make_no_sense(client: FlaskClient, offset: str) -> None:
    assert client.get(f"/browse/issuer?offset={offset}").status_code == 400


@pytest.mark.parametrize("scheme", TREES)
def test_the_api_gives_the_tree(client: FlaskClient, catalogue: Catalogue, scheme: str) -> None:
    tree = client.get(f"/api/browse/{scheme}").get_json()
    assert set(tree) == {"scheme", "node", "above", "children", "generation"}
    counts = {row["code"]: row["count"] for row in tree["children"]}
    assert {code: count for code, count in counts.items() if count} == {
        code: count for code, count in catalogue.counts(scheme).items() if code in counts
    }


def test_the_api_gives_schemes_and_issuers(client: FlaskClient) -> None:
    schemes = client.get("/api/browse").get_json()["schemes"]
    assert [row["scheme"] for row in schemes] == list(SCHEMES)
    assert all(client.get(row["url"]).status_code == 200 for row in schemes)
    found = client.get("/api/browse/issuer?q=山东").get_json()
    assert found["total"] == len(found["issuers"]) == 2
    assert set(found["issuers"][0]) == {"name", "count"}


def test_about_shows_levels_by_status(page: Any) -> None:
    table = page("/about").select_one("table.matrix")
    heads = [cell.get_text() for cell in table.select("thead th")]
    assert heads[:3] == ["层级", "合计", "现行"]
    for row in table.select("tbody tr"):
        total, *cells = [int(cell.get_text()) for cell in row.select("td")]
        assert total == sum(cells)
        for link in row.select("td a"):
            assert page(str(link["href"])).select_one(".result-count strong").get_text() == link.get_text()


def test_about_shows_sources_and_what_is_missing(page: Any, catalogue: Catalogue) -> None:
    about = page("/about")
    sources = about.select("section[aria-labelledby=sources] tbody tr")
    assert {row.a.get_text(): int(row.td.get_text()) for row in sources} == catalogue.counts("source")
    known = {row.th.get_text(): row for row in about.select("table.filled tbody tr")}
    assert known["题名"].select_one(".share").get_text(strip=True) == "100.0%"
    assert float(known["ICS"].meter["value"]) < 100
    assert (
        "2000–2026" in about.select_one(".figures").get_text() or "1999–2026" in about.select_one(".figures").get_text()
    )


def test_about_as_json(client: FlaskClient, catalogue: Catalogue) -> None:
    value = client.get("/api/about").get_json()
    assert value["count"] == catalogue.count()
    assert value["data_date"] == "2026-03-31"
    assert {row["field"] for row in value["filled"]} == set(catalogue.filled())


@pytest.mark.parametrize(
    "url", ["/", "/search?q=GB", "/standards/GB_T_1.1-2020", "/browse", "/help", "/about", "/nothing"]
)
def test_every_page_says_how_old_the_data_are(client: FlaskClient, url: str) -> None:
    page = BeautifulSoup(client.get(url).get_data(as_text=True), "lxml")
    date = page.select_one("footer time")
    assert date is not None
    assert date["datetime"] == "2026-03-31"


def test_results_can_be_taken_away_as_they_are(page: Any, client: FlaskClient) -> None:
    found = page("/search?q=养老&level=national&sort=-issued&offset=1&limit=20")
    links = [str(tag["href"]) for tag in found.select(".takeaway .take[download]")]
    assert [link.split("?")[0] for link in links] == [
        f"/search/export.{name}" for name in ("csv", "xlsx", "ris", "bib", "txt", "json")
    ]
    assert all("sort=-issued" in link and "level=national" in link and "offset" not in link for link in links)
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]
        response.close()
    assert "全部 2 项" in found.select_one(".takeaway p").get_text()


def test_a_standard_can_be_taken_away_as_reference(page: Any, client: FlaskClient) -> None:
    links = [str(tag["href"]) for tag in page("/standards/GB_T_1.1-2020").select(".standard-side a[download]")]
    assert len(links) == 3
    assert all(client.get(link).status_code == 200 for link in links)
