"""What standards adopt: the page, its JSON, its files, and the section on the page of a standard."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from openpyxl import load_workbook

from catalogue.catalogue import Catalogue
from indexer.engines import in_memory
from indexer.lifecycle.index_handle import Fixed, Opened
from standard.publisher import Level
from standard.record import Adoption, Record
from standard.status import Status
from tests.webapp.conftest import TODAY
from webapp.app import create_app


def abroad(number: str, status: Status) -> Record:
    return Record(number, "Grease", level=Level.INTERNATIONAL, status=status, source="iso.org", checked=TODAY)


RECORDS = (
    Record("GB/T 7001-2020", "润滑脂", adopts=(Adoption("ISO 9-1:2010", "IDT", "std.samr.gov.cn"),)),
    Record("GB/T 7002-2020", "润滑油", adopts=(Adoption("ISO 9-1:2020", "MOD"), Adoption("ISO 77:1999", "NEQ"))),
    abroad("ISO 9-1:2010", Status.ABOLISHED),
    abroad("ISO 9-1:2020", Status.CURRENT),
)


@pytest.fixture
def adopting() -> FlaskClient:
    catalogue = Catalogue(Fixed(Opened(in_memory(RECORDS), "000001", TODAY)), today=lambda: TODAY)
    return create_app(catalogue=catalogue, config={"TESTING": True}).test_client()


def rows(client: FlaskClient, url: str) -> list[str]:
    page = BeautifulSoup(client.get(url).get_data(as_text=True), "lxml")
    return [" ".join(tag.get_text(" ").split()) for tag in page.select(".officer-table tbody tr")]


def test_all_adoptions_with_degree_state_and_source(adopting: FlaskClient) -> None:
    shown = rows(adopting, "/adoptions")
    assert len(shown) == 3
    assert "所采版本已非现行" in shown[0]
    assert "ISO 9-1:2020" in shown[0]
    assert "std.samr.gov.cn" in shown[0]
    assert "MOD 修改采用" in shown[1]
    assert "所采版本现行" in shown[1]
    assert "所采版本未收录" in shown[2]


def test_only_editions_that_have_ended(adopting: FlaskClient) -> None:
    assert [row.split()[1] for row in rows(adopting, "/adoptions?withdrawn=1")] == ["7001-2020"]


@pytest.mark.parametrize(("number", "count"), [("GB/T 7002-2020", 2), ("ISO 9-1", 2), ("ISO 77:1999", 1)])
def test_of_one_standard_or_who_adopts_an_international_one(adopting: FlaskClient, number: str, count: int) -> None:
    assert len(rows(adopting, f"/adoptions?number={number}")) == count


def test_a_number_that_is_not_there_is_said(page: Any) -> None:
    shown = page("/adoptions?number=GB/T 99999-2020", 404)
    assert "GB/T 99999-2020" in shown.select_one(".empty").get_text()


def test_no_adoption_is_no_verdict(page: Any) -> None:
    assert "不等于标准没有采标" in page("/adoptions?number=GB/T 1.1-2020").select_one(".empty").get_text()


def test_a_wrong_value_is_refused(client: FlaskClient) -> None:
    assert client.get("/api/adoptions?withdrawn=yes").status_code == 400
    assert client.get("/adoptions?withdrawn=yes").status_code == 400
    assert client.get("/api/adoptions?degree=IDT").status_code == 400


def test_json_and_files_hold_what_the_page_shows(adopting: FlaskClient) -> None:
    data = adopting.get("/api/adoptions?withdrawn=1").get_json()
    assert [row["number"] for row in data["rows"]] == ["GB/T 7001-2020"]
    text = adopting.get("/adoptions/export.csv?withdrawn=1").get_data().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [(row["标准号"], row["所采版本"], row["现行版本"]) for row in table] == [
        ("GB/T 7001-2020", "已非现行", "ISO 9-1:2020")
    ]
    answer = adopting.get("/adoptions/export.xlsx")
    book = load_workbook(io.BytesIO(answer.get_data()))
    cells = [[cell.value for cell in row] for row in book["采标"].iter_rows()]
    assert len(cells) == 4
    assert str(cells[1][10]).startswith(TODAY.isoformat())
    assert adopting.get("/adoptions/export.pdf").status_code == 404


def test_the_page_of_a_standard_says_what_it_adopts_and_who_adopts_it(adopting: FlaskClient) -> None:
    own = BeautifulSoup(adopting.get("/standards/GB_T_7001-2020").get_data(as_text=True), "lxml")
    section = own.select_one("[aria-labelledby=adoptions-title]")
    assert section is not None
    assert "IDT 等同采用" in section.get_text()
    assert "所采版本已非现行" in section.get_text()
    other = BeautifulSoup(adopting.get("/standards/ISO_9-1:2020").get_data(as_text=True), "lxml")
    section = other.select_one("[aria-labelledby=adoptions-title]")
    assert section is not None
    text = " ".join(section.get_text().split())
    assert "GB/T 7002-2020" in text
    assert "采用的是 ISO 9-1:2010" in text
