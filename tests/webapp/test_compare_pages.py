"""Standards side by side: the page, where they are chosen, and its JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from selenium.webdriver.common.by import By

from catalogue.catalogue import Catalogue
from indexer.engines import in_memory
from indexer.lifecycle.index_handle import Fixed, Opened
from indexer.readers import read_standard_text
from standard.publisher import Level
from standard.record import Record
from tests.webapp.conftest import TODAY, Pages
from tests.webapp.test_browser import wait_for
from webapp.app import create_app

PAIR = ("GB/T 1.1-2020", "GB/T 1.1-2009")


def address(*numbers: str, path: str = "/compare") -> str:
    return f"{path}?{urlencode([('number', number) for number in numbers])}"


def verdicts(shown: Any) -> dict[str, str]:
    return {row.select_one(".fact").get_text(): str(row["data-verdict"]) for row in shown.select("[data-verdict]")}


def test_facts_are_marked_by_word_and_sign(page: Any) -> None:
    shown = page(address(*PAIR))
    found = verdicts(shown)
    assert found["题名"] == "different"
    assert found["层级"] == "equal"
    assert found["归口单位"] == "only_here"
    words = {row["data-verdict"]: row.select_one("th .badge") for row in shown.select("[data-verdict]")}
    assert {name: mark.get_text() for name, mark in words.items()} == {
        "different": "不同",
        "equal": "相同",
        "only_here": "仅一方有",
    }
    assert len({mark.use["href"] for mark in words.values()}) == 3


def test_codes_are_shown_with_names_and_what_no_record_says_is_named(page: Any) -> None:
    shown = page(address(*PAIR))
    row = next(row for row in shown.select("[data-verdict]") if row.select_one(".fact").get_text() == "ICS")
    assert "01.120 标准化总则" in row.get_text()
    assert "复审日期" in shown.select_one(".field-note").get_text()
    assert "条款和技术指标未作对比" in shown.select_one(".only-records").get_text()


def test_what_both_name_stands_before_what_one_names() -> None:
    records = (
        Record("GB/T 7001-2020", "甲", cites=("GB/T 1-2000", "GB/T 2-2000")),
        Record("GB/T 7002-2020", "乙", cites=("GB/T 2-2000",)),
        Record("GB/T 7003-2020", "丙", cites=("GB/T 2-2000", "GB/T 1-2000")),
    )
    catalogue = Catalogue(Fixed(Opened(in_memory(records), "000001", TODAY)), today=lambda: TODAY)
    client = create_app(catalogue=catalogue, config={"TESTING": True}).test_client()
    text = client.get(address(*(record.number for record in records))).get_data(as_text=True)
    assert text.index("共有") < text.index("GB/T 2-2000") < text.index("GB/T 1-2000")
    assert "仅 GB/T 7001-2020、GB/T 7003-2020" in text


def test_a_standard_that_has_ended_is_seen_among_relations(page: Any) -> None:
    shown = page(address(*PAIR))
    row = next(row for row in shown.select(".related li") if "GB/T 1.1-2000" in row.get_text())
    assert "被代替" in row.select_one(".badge").get_text()


def test_adoptions_stand_with_degree_and_state(page: Any) -> None:
    shown = page(address("GB/T 19001-2016", "GB/T 1.1-2020"))
    row = shown.select_one("[aria-labelledby=adoptions-title] tbody tr")
    assert "ISO 9001:2015" in row.get_text()
    assert "IDT 等同采用" in row.get_text()
    assert "所采版本现行" in row.get_text()


def test_any_spelling_leads_to_the_address_of_the_comparison(client: FlaskClient) -> None:
    answer = client.get(address("gbt1.1-2020", "", " GB/T 1.1—2009 "))
    assert answer.status_code == 302
    assert answer.location == address(*PAIR)


def test_one_more_can_be_added_and_one_taken_away(page: Any) -> None:
    shown = page(address(*PAIR, "GB 5749-2022"))
    assert [str(tag["value"]) for tag in shown.select(".pick-form [type=hidden]")] == [*PAIR, "GB 5749-2022"]
    links = [str(tag["href"]) for tag in shown.select(".remove")]
    assert links[0] == address("GB/T 1.1-2009", "GB 5749-2022")
    assert not page(address(*PAIR, "GB 5749-2022", "GB 5749-2006")).select(".pick-form")
    assert not page(address(*PAIR)).select(".remove")


def test_without_standards_two_boxes_are_offered(page: Any) -> None:
    shown = page("/compare")
    assert len(shown.select("input[list]")) == 2
    assert not shown.select("[role=alert]")


def test_one_standard_waits_for_the_second_with_what_is_likely(page: Any) -> None:
    shown = page(address("DB37/T 3092-2018"))
    boxes = shown.select("input[list]")
    assert [str(tag["value"]) for tag in boxes] == ["DB37/T 3092-2018", ""]
    links = [str(tag["href"]) for tag in shown.select(".near a")]
    assert links
    page(links[0])


@pytest.mark.parametrize(
    ("numbers", "status", "words"),
    [
        (("GB/T 1.1-2020", "GB/T 99999-2020"), 404, "目录中没有"),
        (("GB/T 99999-2020",), 404, "目录中没有"),
        (("GB/T 1.1-2020", "gbt 1.1"), 400, "不能与自身比对"),
        ((*PAIR, "GB/T 1.1-2000", "GB 5749-2022", "GB 5749-2006"), 400, "2 至 4 项"),
    ],
)
def test_what_cannot_be_compared_is_said_with_a_way_on(
    page: Any, numbers: tuple[str, ...], status: int, words: str
) -> None:
    shown = page(address(*numbers), status)
    assert words in shown.select_one("[role=alert]").get_text()
    assert shown.select(".pick-form button")


def test_five_are_offered_to_be_chosen_from(page: Any) -> None:
    shown = page(address(*PAIR, "GB/T 1.1-2000", "GB 5749-2022", "GB 5749-2006"), 400)
    assert len(shown.select(".pick-form [type=checkbox]")) == 5


def test_words_of_a_title_lead_to_standards(page: Any) -> None:
    shown = page(address("GB/T 1.1-2020", "养老机构"), 404)
    links = {tag.select_one(".hit-number").get_text(): str(tag["href"]) for tag in shown.select(".near a")}
    assert links["GB 38600-2019"] == address("GB/T 1.1-2020", "GB 38600-2019")
    assert "养老机构" in [str(tag.get("value")) for tag in shown.select("[aria-invalid]")]


def test_a_record_that_says_next_to_nothing_is_compared() -> None:
    catalogue = Catalogue(
        Fixed(Opened(in_memory([Record("GB/T 7-2020", ""), Record("GB/T 8-2020", "乙")]), "000001", TODAY)),
        today=lambda: TODAY,
    )
    client = create_app(catalogue=catalogue, config={"TESTING": True}).test_client()
    assert "未记录" in client.get(address("GB/T 7-2020", "GB/T 8-2020")).get_data(as_text=True)


def test_the_json_is_that_of_the_command(client: FlaskClient, catalogue: Catalogue) -> None:
    data = client.get(address(*PAIR, path="/api/compare")).get_json()
    assert [row["number"] for row in data["standards"]] == list(PAIR)
    assert {row["verdict"] for row in data["record"]} <= {"equal", "different", "only_here", "none"}
    assert data["generation"] == catalogue.generation
    assert client.get(address(*PAIR[:1], path="/api/compare")).status_code == 400
    assert client.get(address("GB/T 1.1-2020", "GB/T 99999-2020", path="/api/compare")).status_code == 404
    assert client.get("/api/compare?numbers=GB/T 1.1-2020").status_code == 400


def test_results_are_chosen_by_boxes_that_a_form_sends(page: Any) -> None:
    shown = page("/search?q=养老机构")
    boxes = shown.select("[form=compare-form][name=number]")
    assert len(boxes) == len(shown.select(".hit"))
    assert str(shown.select_one("#compare-form")["action"]) == "/compare"
    page(address(*(str(box["value"]) for box in boxes[:2])))


def test_a_standard_leads_to_its_comparison_and_its_overlaps(page: Any) -> None:
    links = [str(tag["href"]) for tag in page("/standards/GB_T_1.1-2020").select(".standard-actions a")]
    assert address("GB/T 1.1-2020") in links
    assert address("GB/T 1.1-2020", path="/overlaps") in links


@pytest.mark.browser
def test_boxes_of_results_are_compared_without_scripts(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{site}/search?q=养老机构")
    for box in browser.find_elements(By.CSS_SELECTOR, ".pick-hit")[:2]:
        box.click()
    browser.find_element(By.CSS_SELECTOR, "#compare-form button").click()
    heads = ".compare-table thead .hit-number"
    wait_for(browser, lambda: browser.find_elements(By.CSS_SELECTOR, heads))
    assert len(browser.find_elements(By.CSS_SELECTOR, heads)) == 2


@pytest.mark.browser
def test_a_box_is_filled_with_suggestions(browser: Any, site: str) -> None:
    browser.get(f"{site}/compare")
    browser.find_element(By.ID, "number-1").send_keys("养老机构")
    options = "#picks-1 option"
    wait_for(browser, lambda: browser.find_elements(By.CSS_SELECTOR, options))
    values = [tag.get_attribute("value") for tag in browser.find_elements(By.CSS_SELECTOR, options)]
    assert "GB 38600-2019" in values


SCOPE = "1 范围\n本文件规定了果干的要求。\n2 要求\n"
TEXTS = {
    "DB37/T 7001-2020": f"{SCOPE}2.1 水分\n水分不应大于6 %。\n2.2 外观\n果干宜完整。\n",
    "GB/T 7002-2020": f"{SCOPE}2.1 外观\n果干应完整。\n2.2 水分\n水分不应大于8 %。\n",
}


@pytest.fixture
def texts_client() -> FlaskClient:
    texts = {number: read_standard_text(text.encode(), "a.txt")[0] for number, text in TEXTS.items()}
    levels = dict(zip(TEXTS, (Level.LOCAL, Level.NATIONAL), strict=True))
    records = [Record(number, "果干", level=level) for number, level in levels.items()]
    source = Fixed(Opened(in_memory(records), "000001", TODAY))
    catalogue = Catalogue(source, today=lambda: TODAY, find_text=texts.get)
    return create_app(catalogue=catalogue, config={"TESTING": True}).test_client()


def test_texts_are_shown_with_words_signs_and_redlines(texts_client: FlaskClient) -> None:
    shown: Any = Pages(texts_client)(address(*TEXTS))
    row = shown.select_one(".indicator-table tbody tr")
    assert row["data-verdict"] == "stricter"
    assert "左方更严" in row.select_one(".badge").get_text()
    assert row.select_one(".badge use") is not None
    provision = shown.select_one("[aria-labelledby=obligations-title] .provision")
    assert (provision.select_one("del").get_text(), provision.select_one("ins").get_text()) == ("宜", "应")
    assert [tag.get_text() for tag in shown.select(".clause-pairs details del")] == ["6", "宜"]
    assert shown.select_one(".only-records") is None


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html"])
def test_the_comparison_is_taken_away_as_a_file(texts_client: FlaskClient, ending: str) -> None:
    shown: Any = Pages(texts_client)(address(*TEXTS))
    answer = texts_client.get(shown.select_one(f"a[href*='export.{ending}']")["href"])
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert texts_client.get(address(*TEXTS, path="/compare/export.pdf")).status_code in (400, 404)


def test_the_json_has_clauses_and_indicators(texts_client: FlaskClient) -> None:
    data = texts_client.get(address(*TEXTS, path="/api/compare")).get_json()
    assert [row["verdict"] for row in data["indicators"]] == ["stricter"]
    assert {(row["left"], row["right"]) for row in data["clauses"]} >= {("2.1", "2.2"), ("2.2", "2.1")}
    assert any("指标对照" in check["text"] for check in data["checks"])
