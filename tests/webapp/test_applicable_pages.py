"""What applies to a product, as a page, as JSON, as a workbook; the ways there."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from catalogue.applicable.result import GROUPS
from catalogue.catalogue import Catalogue
from webapp.addresses import PageAddresses


def test_the_page_without_a_product_offers_examples(page: Any) -> None:
    shown = page("/applicable")
    links = [str(tag["href"]) for tag in shown.select(".query-list a")]
    assert len(links) > 5
    page(links[0])


def test_groups_are_sections_with_a_table_of_contents(page: Any, catalogue: Catalogue) -> None:
    shown = page("/applicable?product=养老服务")
    found = catalogue.applicable("养老服务")
    assert [tag.get_text().split()[0] for tag in shown.select("section.group h2")] == [
        group.words.chinese for group in found.groups
    ]
    assert len(shown.select(".toc li")) == len(found.groups) + 1
    assert [row.get_text() for row in shown.select(".hit-number")] == [row.hit.record.number for row in found.rows()]
    assert all(row.select(".reason") for row in shown.select(".hit"))
    page(str(shown.select_one(".hit h3 a")["href"]))


def test_withdrawn_standards_are_counted_with_a_way_to_them(page: Any) -> None:
    shown = page("/applicable?product=养老服务")
    assert "1 项" in shown.select_one(".result-way").get_text()
    found = page(str(shown.select_one(".result-way a")["href"]))
    assert "DB37/T 3092-2018" in found.get_text()


def test_rows_behind_the_first_ten_open_below(page: Any) -> None:
    shown = page("/applicable?product=翻页示例产品")
    assert len(shown.select("details .hit")) == 35
    assert "<b>第1号</b>" in shown.get_text()


def test_nothing_found_says_why(page: Any) -> None:
    shown = page("/applicable?product=克苏鲁火锅")
    assert "克苏鲁火锅" in shown.select_one(".empty").get_text()
    assert shown.select(".empty li a")


@pytest.mark.parametrize("product", ["%00", "%20%20", "<b>", "a" * 500, "题名:大蒜", "C9999", "'\"", "%F0%9F%A7%84"])
def test_any_product_gets_a_page(page: Any, product: str) -> None:
    page(f"/applicable?product={product}")


def test_the_json_is_what_the_page_shows(client: FlaskClient, catalogue: Catalogue) -> None:
    answer = client.get("/api/applicable?product=养老服务").get_json()
    expected = catalogue.applicable("养老服务").to_json(PageAddresses())
    assert answer["total"] == expected["total"] > 0
    assert {group["group"] for group in answer["groups"]} <= set(GROUPS)
    row = answer["groups"][0]["standards"][0]
    assert {"number", "title", "level", "status", "function", "reasons", "url"} <= set(row)
    assert client.get(row["url"]).status_code == 200
    english = client.get("/en/api/applicable?product=养老服务").get_json()
    assert english["groups"][0]["label"].isascii()


@pytest.mark.parametrize("query", ["", "?product=", "?product=%20", "?produkt=大蒜"])
def test_the_json_refuses_what_it_cannot_read(client: FlaskClient, query: str) -> None:
    response = client.get(f"/api/applicable{query}")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"


def test_the_workbook(client: FlaskClient, catalogue: Catalogue) -> None:
    response = client.get("/applicable/export.xlsx?product=养老服务")
    assert response.status_code == 200
    assert "养老服务" in unquote(response.headers["Content-Disposition"])
    rows = list(load_workbook(io.BytesIO(response.data)).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + catalogue.applicable("养老服务").total
    assert client.get("/applicable/export.xlsx").status_code == 400


def test_a_search_for_a_product_leads_here(page: Any) -> None:
    link = page("/search?q=篮球架").select_one(".result-way a")
    assert page(str(link["href"])).select(".hit")
    assert not page("/search?q=GB/T 1.1").select(".result-way a")
    assert not page("/search?q=题名:大蒜").select(".result-way a")
    assert page("/").select_one("nav a[href='/applicable']")
