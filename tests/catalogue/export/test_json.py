"""JSON: one object with the names of the API."""

from __future__ import annotations

import json
from typing import Any

import pytest

from catalogue import Search
from catalogue.search import result_list as listings
from catalogue.search.result_list import Listing
from tests.catalogue.export.lists import FULL, NASTY, catalogue, listing, many, numbers, of, text
from webapp.addresses import PageAddresses


def read(wanted: Listing) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text("json", wanted))
    return value


@pytest.mark.parametrize("search", [Search(), Search("GB/T 1.1"), Search("质量", sort="number")])
def test_hits_are_those_of_the_api(search: Search) -> None:
    answer = catalogue().search(search.at(limit=100)).to_json(PageAddresses())
    value = read(catalogue().every(search))
    assert {name: value[name] for name in ("query", "total", "filters", "sort", "on", "generation")} == {
        name: answer[name] for name in ("query", "total", "filters", "sort", "on", "generation")
    }
    for hit, there in zip(value["hits"], answer["hits"], strict=True):
        del there["marks"]
        assert {name: hit[name] for name in there} == json.loads(json.dumps(there).replace("\\ud800", "?"))


def test_what_else_stands_in_the_tables() -> None:
    (hit,) = read(of(FULL))["hits"]
    assert hit["adopts"] == [{"number": "ISO 9001:2015", "degree": "IDT"}, {"number": "ISO 9000:2015", "degree": ""}]
    assert (hit["replaces"], hit["replaces_partly"]) == (["GB/T 19001-2008"], ["GB/T 19002-2000"])
    assert (hit["committee"], hit["source_url"]) == (FULL.committee, FULL.url)


def test_the_head_says_how_many_of_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ROWS", 5)
    value = read(catalogue(many(12)).every(Search("示例")))
    assert (value["total"], value["count"], len(value["hits"])) == (12, 5, 5)
    assert value["data_date"] == "2026-03-31"


def test_texts_come_back() -> None:
    assert [hit["title"] for hit in read(of(*NASTY))["hits"]] == [one.title.replace("\ud800", "?") for one in NASTY]


def test_nothing_found() -> None:
    value = read(listing("zzz"))
    assert value["hits"] == []
    assert value["hints"][0]["kind"] == "unknown_words"


def test_numbers_in_order() -> None:
    wanted = listing(sort="-issued")
    assert [hit["number"] for hit in read(wanted)["hits"]] == numbers(wanted)
