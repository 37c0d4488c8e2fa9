"""What changes above mean for local standards: the page, its JSON and its feed."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from catalogue import Catalogue
from indexer.lifecycle import Generations, reindex
from tests.catalogue.changes.test_monitoring import ATOM, BELOW, DEAD, ISO, NEW, OLD, SINCE, UNTIL
from tests.indexer.indexes import write
from tests.webapp.conftest import well_made
from webapp.app import create_app


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("monitoring")
    generations = Generations(folder / "index")
    for rows, day in (([*BELOW, OLD, DEAD, ISO], SINCE), ([*BELOW, *NEW], UNTIL)):
        write(folder / "source.jsonl", [{**one, "checked": day} for one in rows])
        reindex(generations, [folder / "source.jsonl"])
    catalogue = Catalogue.open(folder / "index", today=lambda: date(2026, 7, 1))
    return create_app(catalogue=catalogue, config={"TESTING": True, "PATIENCE": 30}).test_client()


def shown(client: FlaskClient, url: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    page = BeautifulSoup(answer.get_data(as_text=True), "lxml")
    well_made(page, "zh-CN")
    return page


def test_each_standard_that_is_to_be_looked_at_is_told_with_why(two: FlaskClient) -> None:
    page = shown(two, "/monitoring")
    rows = [" ".join(tag.get_text(" ").split()) for tag in page.select(".change")]
    assert any("DB37/T 1-2015" in row and "GB/T 777-2026" in row for row in rows)
    assert any("DB37/T 5-2015" in row and "GB/T 8-2010" in row for row in rows)
    assert not any("DB44/T" in row for row in rows)


def test_effects_are_counted_and_filter(two: FlaskClient) -> None:
    page = shown(two, "/monitoring?region=37")
    for link in page.select(".change-kinds a"):
        count = int(link.get_text(" ").split()[-1])
        assert len(shown(two, str(link["href"])).select(".change")) == count
    assert len(page.select(".change-kinds a")) > 2
    assert two.get("/monitoring?effect=colour").status_code == 400
    assert two.get("/monitoring?region=Atlantis").status_code == 400


def test_json_and_feed_tell_the_same(two: FlaskClient) -> None:
    data = two.get("/api/monitoring?region=37").get_json()
    page = shown(two, "/monitoring?region=37")
    assert len(data["impacts"]) == len(page.select(".change"))
    feed = ET.fromstring(two.get("/monitoring.atom?region=37").get_data())
    assert len(feed.findall("atom:entry", ATOM)) == len(data["impacts"])
    assert two.get("/api/monitoring?place=37").status_code == 400


def test_without_a_generation_before_that_is_said(client: FlaskClient, page: Any) -> None:
    assert page("/monitoring").select_one(".empty p").get_text()
    assert client.get("/api/monitoring").get_json()["impacts"] == []
    assert ET.fromstring(client.get("/monitoring.atom").get_data()).findall("atom:entry", ATOM) == []
