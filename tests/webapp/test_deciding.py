"""Deciding on pairs: the page carries what is decided, a workbook takes it home, and a later visit reads it back."""

from __future__ import annotations

import base64
import io
import zlib
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from catalogue.catalogue import Catalogue
from catalogue.comparison import Decisions
from indexer.engines import in_memory
from indexer.errors import RequestError
from indexer.lifecycle.index_handle import Fixed, Opened
from tests.webapp.conftest import TODAY, well_made
from tests.webapp.test_browser import wait_for
from tests.webapp.test_overlap_pages import LIST, RECORDS, held, national, small
from webapp.app import create_app
from webapp.decision_forms import MOST_BYTES, pack, unpack

__all__ = ["held"]
PAIR = "DB37_T_7201-2017|GB_T_7101-2023"
FORM = {f"conclusion-{PAIR}": "revise", f"remark-{PAIR}": "并入 2027 年计划", "reviewer": "王 审"}
SHEET = "重复交叉候选"


@pytest.fixture(scope="module")
def officers() -> Flask:
    return create_app(catalogue=small(), config={"TESTING": True, "PATIENCE": 30})


@pytest.fixture
def client(officers: Flask) -> FlaskClient:
    return officers.test_client()


def post(client: FlaskClient, url: str, data: dict[str, Any], status: int = 200) -> BeautifulSoup:
    answer = client.post(url, data=data, content_type="multipart/form-data")
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    page = BeautifulSoup(answer.get_data(as_text=True), "lxml")
    well_made(page, "zh-CN")
    return page


def pairs(page: BeautifulSoup) -> set[str]:
    return {str(tag["name"]).removeprefix("conclusion-") for tag in page.select("select[name^=conclusion-]")}


def carried(page: BeautifulSoup) -> dict[str, str]:
    return {"decided": str(page.select_one("[name=decided]")["value"])}  # type: ignore[index]


def book(client: FlaskClient, data: dict[str, Any]) -> bytes:
    answer = client.post(f"/overlaps/export.xlsx{LIST[9:]}", data=data, content_type="multipart/form-data")
    assert answer.status_code == 200
    return answer.get_data()


def rows(data: bytes) -> list[dict[str, Any]]:
    lines: list[list[Any]] = [
        [cell.value for cell in row] for row in load_workbook(io.BytesIO(data))[SHEET].iter_rows()
    ]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_a_list_offers_to_decide_and_to_take_it_away(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(LIST).get_data(as_text=True), "lxml")
    form = page.select_one("#decide")
    assert form is not None
    assert form["method"] == "post"
    assert page.select("[name=decisions][type=file]")
    links = [str(tag["href"]) for tag in page.select(".takeaway a")]
    assert [link.split("?")[0] for link in links] == [
        f"/overlaps/export.{one}" for one in ("xlsx", "docx", "html", "json")
    ]
    assert all(client.get(link).status_code == 200 for link in links)


def test_what_is_decided_is_carried_and_not_listed_again(client: FlaskClient) -> None:
    begun = post(client, LIST, {})
    assert PAIR in pairs(begun)
    decided = post(client, LIST, {**carried(begun), **FORM})
    assert PAIR not in pairs(decided)
    assert "已有 1 项结论，其中 1 对不再列出" in decided.get_text()
    assert "修订" in decided.select_one(".decided details").get_text()  # type: ignore[union-attr]
    assert decided.select_one("[name=reviewer]")["value"] == "王 审"  # type: ignore[index]
    again = post(client, f"{LIST}&check=overlap", carried(decided))
    assert PAIR not in pairs(again)
    assert len(pairs(again)) == 1


def test_ways_on_take_the_form_along(client: FlaskClient) -> None:
    page = post(client, f"{LIST}&limit=1", {})
    assert not page.select("#decide .change-kinds a, #decide .sort-bar a")
    following = page.find("button", string="下一页")
    assert following is not None
    assert "offset=1" in str(following["formaction"])  # type: ignore[index]
    assert page.select_one(".language")["formaction"].startswith("/en/overlaps?")  # type: ignore[index, union-attr]


def test_a_decision_can_be_changed_or_left_open(client: FlaskClient) -> None:
    first = post(client, LIST, FORM)
    later = post(client, LIST, {**carried(first), f"conclusion-{PAIR}": "open"})
    assert PAIR in pairs(later)
    assert "以前的结论" in later.get_text()
    assert "待定" in later.get_text()


def test_the_workbook_has_the_conclusions_and_reads_back(client: FlaskClient) -> None:
    data = book(client, FORM)
    by_number = {row["标准号"]: row for row in rows(data)}
    row = by_number["DB37/T 7201-2017"]
    assert (row["结论"], row["审核人"], row["备注"]) == ("修订", "王 审", "并入 2027 年计划")
    assert by_number["DB37/T 7202-2024"]["结论"] is None
    back = post(client, LIST, {"decisions": (io.BytesIO(data), "审核.xlsx")})
    assert PAIR not in pairs(back)
    assert "已有 1 项结论" in back.get_text()
    taken = book(client, carried(back))
    assert {row["标准号"]: row["结论"] for row in rows(taken)}["DB37/T 7201-2017"] == "修订"


def test_a_file_with_columns_of_its_own_is_read_with_what_is_wrong_in_it(client: FlaskClient) -> None:
    lines = (
        "标准号,比对标准号,结论,审核人,审核日期",
        "DB37/T 7201-2017,GB/T 7101-2023,继续有效,李,2026-06-01",
        "甲,乙,修订,李,2026-06-01",
    )
    table = "\n".join(lines)
    page = post(client, LIST, {"decisions": (io.BytesIO(table.encode()), "结论.csv")})
    assert PAIR not in pairs(page)
    assert "甲" in page.select_one(".decided .banner").get_text()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"decided": "damaged"}, "不完整"),
        ({f"conclusion-{PAIR}": "perhaps"}, "perhaps"),
        ({"decisions": (io.BytesIO(b"name\nnobody\n"), "names.csv")}, "names.csv"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_else_is_lost(
    client: FlaskClient, data: dict[str, Any], words: str
) -> None:
    first = post(client, LIST, FORM)
    page = post(client, LIST, {**carried(first), **data}, 400)
    assert words in page.select_one("[role=alert]").get_text()  # type: ignore[union-attr]
    assert len(list(unpack(carried(page)["decided"]))) == (0 if "decided" in data else 1)
    both = post(client, LIST, {**FORM, "decisions": (io.BytesIO(b"name\nnobody\n"), "names.csv")}, 400)
    assert len(list(unpack(carried(both)["decided"]))) == 1


def test_a_form_whose_list_is_on_its_way_is_not_lost(held: Any) -> None:
    catalogue, app = held
    page = post(app.test_client(), LIST, FORM, 202)
    assert not page.select("meta[http-equiv=refresh]")
    fields = {str(tag["name"]): str(tag["value"]) for tag in page.select("main form [type=hidden]")}
    assert fields == FORM
    catalogue.go.set()


def test_what_is_carried_is_read_as_it_was_and_has_a_bound(client: FlaskClient) -> None:
    text = carried(post(client, LIST, FORM))["decided"]
    decisions = tuple(unpack(text))
    assert pack(decisions) == text
    assert Decisions(rows=decisions).find("GB/T 7101-2023", "DB37/T 7201-2017") is not None
    bomb = base64.b64encode(zlib.compress(b" " * (MOST_BYTES + 1))).decode()
    with pytest.raises(RequestError):
        list(unpack(bomb))


@pytest.mark.browser
def test_an_officers_afternoon_without_scripts(browser: Any, serve: Any, officers: Flask) -> None:
    """From the start page to a decided pair, taken along from page to page."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(serve(officers))
    browser.find_element(By.CSS_SELECTOR, ".site-nav a[href='/overlaps']").click()
    wait_for(browser, lambda: browser.find_elements(By.PARTIAL_LINK_TEXT, "与国家标准、行业标准"))
    browser.find_element(By.PARTIAL_LINK_TEXT, "与国家标准、行业标准").click()
    wait_for(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#decide .button"))
    browser.find_elements(By.CSS_SELECTOR, "#decide .button")[-1].click()
    wait_for(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "select[name^=conclusion]"))
    before = len(browser.find_elements(By.CSS_SELECTOR, "select[name^=conclusion]"))
    browser.find_element(By.NAME, "reviewer").send_keys("王审")
    Select(browser.find_element(By.CSS_SELECTOR, "select[name^=conclusion]")).select_by_value("different")
    browser.find_element(By.CSS_SELECTOR, ".change-kinds button").click()
    left = "select[name^=conclusion]"
    wait_for(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, left)) == before - 1)
    assert browser.find_element(By.NAME, "reviewer").get_attribute("value") == "王审"


def test_an_edition_that_was_known_when_it_was_decided_is_no_news_later() -> None:
    """The catalogue may hold what was issued after its sources were last checked."""
    later = national("GB/T 7101-2026", "盐碱地造林技术规程", date(2026, 4, 1))
    opened = Opened(in_memory((*RECORDS, later)), "000001", date(2026, 3, 1))
    catalogue = Catalogue(Fixed(opened), today=lambda: TODAY)
    client = create_app(catalogue=catalogue, config={"TESTING": True, "PATIENCE": 30}).test_client()
    data = book(client, FORM)
    by_pair = {(row["标准号"], row["比对标准号"]): row for row in rows(data)}
    assert by_pair["DB37/T 7201-2017", "GB/T 7101-2023"]["结论"] == "修订"
    assert str(by_pair["DB37/T 7201-2017", "GB/T 7101-2023"]["数据日期"]).startswith("2026-04-01")
    assert str(by_pair["DB37/T 7202-2024", "GB 7102-2024"]["数据日期"]).startswith("2026-03-01")
    assert PAIR not in pairs(post(client, LIST, {"decisions": (io.BytesIO(data), "审核.xlsx")}))
