"""The page of coverage: every cell leads to just what it counts; its JSON and files say the same."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.webapp.conftest import Pages
from webapp.coverage_pages import STEPS

ADDRESSES = [
    "/coverage",
    "/coverage?by=ccs",
    "/coverage?by=gbt4754",
    "/coverage?against=32",
    "/coverage?against=all",
    "/coverage?under=01",
    "/coverage?by=ccs&under=A&region=3702",
    "/en/coverage?against=all&by=ccs",
]


def number_of(text: str) -> int:
    return int(text.replace(",", ""))


def total_of(client: FlaskClient, href: str) -> int:
    answer: Any = client.get(href.replace("/search", "/api/search", 1)).get_json()
    return int(answer["total"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_cell_leads_to_what_it_counts(client: FlaskClient, page: Pages, address: str) -> None:
    found = page(address)
    table = found.select("td.heat-number > a")
    drawn = found.select("svg a:has(rect)")
    for link in (*table, *drawn):
        text = link.find("text")
        assert total_of(client, str(link["href"])) == number_of((text or link).get_text(strip=True))
    in_rows = found.select("tr:not(.heat-sum) > td.heat-number > a")
    assert [link["href"] for link in drawn] == [link["href"] for link in in_rows]


def test_there_are_cells(page: Pages) -> None:
    assert len(page("/coverage").select("svg a:has(rect)")) > 3


def test_a_class_leads_to_its_parts_and_back(page: Pages) -> None:
    row = page("/coverage?against=32").select_one("tbody th a")
    assert row is not None
    below = page(str(row["href"]))
    assert "against=32" in str(row["href"])
    assert below.select_one("nav.crumbs a[href='/coverage?against=32']") is not None


def test_the_colour_of_a_cell_says_its_step(page: Pages) -> None:
    for link in page("/coverage").select("svg a:has(rect)"):
        (count,) = (number_of(text.get_text()) for text in link.select("text"))
        (square,) = link.select("rect")
        assert square["class"] == [f"heat-{sum(count >= least for least in STEPS)}"]


def test_only_rows_with_a_gap(client: FlaskClient, page: Pages) -> None:
    for gap, count in client.get("/api/coverage").get_json()["gaps"].items():
        rows = page(f"/coverage?gap={gap}").select("tbody tr:not(.heat-sum)")
        assert len(rows) == count == len(client.get(f"/api/coverage?gap={gap}").get_json()["rows"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_files_and_json_say_what_the_page_says(client: FlaskClient, page: Pages, address: str) -> None:
    found: BeautifulSoup = page(address)
    json_link, csv_link, book_link = (
        str(found.select_one(f".takeaway a[href*='{part}']")["href"])  # type: ignore[index]
        for part in ("/api/coverage", "export.csv", "export.xlsx")
    )
    value: Any = client.get(json_link).get_json()
    shown = [
        (str(code.get_text()), [number_of(cell.get_text(strip=True)) for cell in row.select("td")[:-4]])
        for row in found.select("tbody tr:not(.heat-sum)")
        for code in row.select("th .code")
    ]
    names = [column["name"] for column in value["columns"]]
    counts = [[*(row["cells"][name]["count"] for name in names), row["count"]] for row in value["rows"]]
    assert shown == [(row["code"], numbers) for row, numbers in zip(value["rows"], counts, strict=True)]
    lines = list(csv.reader(StringIO(client.get(csv_link).get_data().decode("utf-8-sig"))))
    width = len(names) + 3
    assert [(line[0], [int(cell) for cell in line[2:width]]) for line in lines[1 : len(shown) + 1]] == shown
    book = load_workbook(BytesIO(client.get(book_link).get_data()))
    assert book.sheetnames == ["体系覆盖", "体系覆盖明细", "说明"]
    rows = [[cell.value for cell in row] for row in book["体系覆盖"].iter_rows(min_row=2, max_row=len(shown) + 1)]
    assert [(row[0], row[2:width]) for row in rows if row[0]] == shown


@pytest.mark.parametrize(
    "query", ["by=wcs", "region=99", "against=DB99", "against=37", "under=98", "by=ccs&under=67", "gap=x"]
)
def test_what_there_is_not_is_told(client: FlaskClient, page: Pages, query: str) -> None:
    assert page(f"/coverage?{query}", 400).select_one(".problem-page") is not None
    for path in ("/api/coverage", "/coverage/export.csv"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400


def test_an_unknown_parameter_of_the_interface_is_told(client: FlaskClient) -> None:
    assert client.get("/api/coverage?colour=red").status_code == 400


def test_a_class_without_parts_says_so(page: Pages) -> None:
    assert page("/coverage?by=ccs&under=B31").select_one(".empty a") is not None


def test_the_page_speaks_english(page: Pages) -> None:
    text = page("/en/coverage").select_one("main").get_text()  # type: ignore[union-attr]
    assert "Heat map" in text
    assert not re.search("热力图|数据表|缺口", text)
