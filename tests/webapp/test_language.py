"""Which language a page speaks, that it stays, and that an English page is English all through."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from catalogue.catalogue import Catalogue
from tests.webapp.conftest import well_made
from webapp.app import create_app

HAN = re.compile(r"[\u3007\u4e00-\u9fff]")
#: attributes whose text is read out or shown
READ = ("title", "aria-label", "placeholder", "alt", "content", "value", "data-done", "data-label")
PAGES = [
    "/",
    "/search",
    "/search?q=养老机构",
    "/search?q=养老机构&level=local&nature=recommended&region=37&ics=03&ccs=A&issuer=山东省质量技术监督局",
    "/search?q=篮球架&level=national",
    "/search?q=GB 5749-2019",
    "/search?q=大蒜 克苏鲁",
    "/search?q=养老 颜色:红 状态:没有 发布日期:昨天 地区:火星 题名: “未完",
    "/search?q=-",
    "/search?q=翻页示例&offset=20&sort=-issued",
    "/search?q=翻页示例&offset=1000000",
    "/search?q=养老&sort=colour",
    "/search?strict=1&q=状态:没有的状态",
    "/standards/GB_T_1.1-2020",
    "/standards/GB_T_1.1-2009",
    "/standards/GB_5749-2006",
    "/standards/GB_T_18525.10-2026",
    "/standards/GB_T_35796-2017",
    "/standards/DB37_T_3092-2018",
    "/standards/GB_T_19001-2016",
    "/standards/T_EXAMPLE_001-2024",
    "/standards/Q_GDW_11903-2018",
    "/standards/GB_5749-2019",
    "/standards/大蒜",
    "/applicable",
    "/applicable?product=养老机构",
    "/applicable?product=篮球架",
    "/applicable?product=克苏鲁火锅",
    "/browse",
    "/browse/ics",
    "/browse/ics/01?empty=1",
    "/browse/ics/01.120",
    "/browse/ccs",
    "/browse/ccs/A",
    "/browse/gbt4754",
    "/browse/gbt4754/A?empty=1",
    "/browse/region",
    "/browse/region/37",
    "/browse/issuer",
    "/browse/issuer?q=协会",
    "/browse/issuer?q=没有这样的单位",
    "/browse/issuer?offset=5000",
    "/browse/ics/没有",
    "/browse/colour",
    "/help",
    "/about",
    "/nothing",
]


def unmarked(page: BeautifulSoup) -> list[str]:
    """Chinese texts and attributes that no element marks as Chinese."""
    texts = [str(text) for text in page.find_all(string=HAN) if not is_marked(text.parent)]
    named = [(tag, tag.get(name)) for name in READ for tag in page.find_all(attrs={name: HAN})]
    # what a box or an option sends is no text, unless it is shown
    shown = [(tag, text) for tag, text in named if tag.get("type") not in ("hidden", "checkbox")]
    return texts + [str(text) for tag, text in shown if not is_marked(tag)]


def is_marked(tag: Tag | None) -> bool:
    """Whether the nearest language named around a text is Chinese."""
    around = [tag, *tag.parents] if tag is not None else []
    return str(next((one["lang"] for one in around if one.get("lang")), "")).startswith("zh")


@pytest.mark.parametrize("url", PAGES)
def test_an_english_page_has_no_chinese_but_data(client: FlaskClient, url: str) -> None:
    page = BeautifulSoup(client.get(f"/en{url}").get_data(as_text=True), "lxml")
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert unmarked(page) == []
    well_made(page, "en")


def test_the_walk_would_find_what_is_not_marked() -> None:
    html = '<html lang="en"><p>状态</p><p lang="zh"><b>状态</b></p><a title="状态">x</a></html>'
    assert unmarked(BeautifulSoup(html, "lxml")) == ["状态", "状态"]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_answers_alike_in_both_languages(client: FlaskClient, url: str) -> None:
    assert client.get(f"/en{url}").status_code == client.get(url).status_code == client.get(f"/zh{url}").status_code


@pytest.mark.parametrize("url", PAGES)
def test_links_keep_the_language(client: FlaskClient, url: str) -> None:
    page = BeautifulSoup(client.get(f"/en{url}").get_data(as_text=True), "lxml")
    links = [str(tag["href"]) for tag in page.select("main a, .site-nav a, footer a") if tag["href"][0] == "/"]
    assert links
    assert [link for link in links if not link.startswith("/en/")] == []
    assert all(str(form["action"]).startswith("/en/") for form in page.find_all("form"))


def test_an_address_without_language_keeps_none(client: FlaskClient) -> None:
    html = client.get("/search?q=养老", headers={"Accept-Language": "en"}).get_data(as_text=True)
    page = BeautifulSoup(html, "lxml")
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert not [tag for tag in page.select("main a") if str(tag["href"]).startswith(("/en/", "/zh/"))]


def language(client: FlaskClient, url: str, accept: str = "") -> str:
    response = client.get(url, headers={"Accept-Language": accept} if accept else {})
    found = re.search(r'<html lang="([\w-]+)"', response.get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "zh-CN"),
        ("en-US,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("de,en;q=0.5", "en"),
        ("fr", "zh-CN"),
        ("en;q=0", "zh-CN"),
        ("*", "zh-CN"),
    ],
)
def test_the_browser_decides_where_nobody_else_does(client: FlaskClient, accept: str, expected: str) -> None:
    assert language(client, "/help", accept) == expected


def test_address_goes_before_cookie_and_cookie_before_browser(client: FlaskClient) -> None:
    assert language(client, "/en/help", "zh-CN") == "en"
    assert language(client, "/help", "zh-CN") == "en", "the last address that named a language is remembered"
    assert language(client, "/zh/help", "en") == "zh-CN"
    assert language(client, "/help", "en") == "zh-CN"
    client.set_cookie("language", "tlh")
    assert language(client, "/help", "en") == "en", "a language that there is not"


def test_the_cookie_is_set_once_and_by_pages_only(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/en/api/search").headers
    with client.get("/en/static/lubiao.css") as response:
        assert "Set-Cookie" not in response.headers
    first = client.get("/en/help")
    assert "SameSite=Lax" in first.headers["Set-Cookie"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = client.get("/en/help")
    assert "Set-Cookie" not in again.headers
    assert again.headers["Cache-Control"] == "public, no-cache"


def test_caches_are_told_what_the_language_hangs_on(app: Flask, client: FlaskClient) -> None:
    assert {name.lower() for name in client.get("/help").vary} == {"accept-language", "cookie"}
    assert not app.test_client().get("/en/help").vary
    chinese, english = (client.get("/help", headers={"Accept-Language": name}).headers["ETag"] for name in ("zh", "en"))
    assert chinese != english
    stale = client.get("/help", headers={"Accept-Language": "en", "If-None-Match": chinese})
    assert stale.status_code == 200


@pytest.mark.parametrize(
    "url", ["/search?q=养老机构&level=local", "/standards/GB_T_1.1-2020", "/browse/ccs/A", "/nothing"]
)
def test_the_switch_leads_to_the_same_page_and_back(client: FlaskClient, url: str) -> None:
    there = switch(client, url)
    assert there.startswith("/en/")
    assert language(client, there) == "en"
    back = switch(client, there)
    assert back == there.replace("/en/", "/zh/", 1)
    assert urlsplit(back).query == urlsplit(there).query
    assert language(client, back) == "zh-CN"


def switch(client: FlaskClient, url: str) -> str:
    page = BeautifulSoup(client.get(url).get_data(as_text=True), "lxml")
    found = page.select_one("a.language")
    assert found is not None
    assert found["hreflang"] == found["lang"]
    return str(found["href"])


def test_under_a_prefix_the_language_comes_behind_it(app: Flask, catalogue: Catalogue) -> None:
    client = app.test_client()
    html = client.get("/en/search?q=GB/T 1.1", base_url="http://localhost/std/").get_data(as_text=True)
    assert 'href="/std/en/help"' in html
    assert 'href="/std/zh/search?q=GB/T%201.1"' in html
    behind = create_app(catalogue=catalogue, config={"TESTING": True, "PROXIES": 1}).test_client()
    response = behind.get("/en/help", headers={"X-Forwarded-Prefix": "/std", "X-Forwarded-Proto": "https"})
    assert 'href="/std/en/about"' in response.get_data(as_text=True)
    assert "Path=/std" in response.headers["Set-Cookie"]
    assert "Secure" in response.headers["Set-Cookie"]


def test_the_prefix_alone_is_the_start_page_and_counts_once(client: FlaskClient) -> None:
    assert client.get("/en").status_code == 200
    assert client.get("/en/").status_code == 200
    assert client.get("/en/en/help").status_code == 404
    assert client.get("/english").status_code == 404
    assert client.post("/en/help").status_code == 405


def test_a_redirect_keeps_the_language(client: FlaskClient) -> None:
    assert client.get("/en/standards/gbt1.1-2020").location == "/en/standards/GB_T_1.1-2020"


def test_the_api_speaks_both_languages(client: FlaskClient) -> None:
    facets = client.get("/en/api/search?q=养老").get_json()["facets"]
    assert facets["level"][0]["label"] == "National"
    hints = client.get("/en/api/search?q=GB 5749-2019").get_json()["hints"]
    assert hints[0]["text"].startswith("The catalogue has no GB 5749-2019")
    missing = client.get("/en/api/standards/GB_5749-2019").get_data(as_text=True)
    assert "The catalogue has no standard" in missing
    wrong = client.get("/en/api/search?sort=colour").get_data(as_text=True)
    assert "sort='colour' is unknown; use relevance" in wrong
    assert client.get("/api/search?q=养老").get_json()["facets"]["level"][0]["label"] == "国家标准"


@pytest.mark.parametrize(
    "url",
    [
        "/api/search?sort=colour",
        "/api/search?limit=x",
        "/api/search?limit=1000",
        "/api/search?offset=-1",
        "/api/search?level=nobody",
        "/api/search?q=nofield:x&strict=1",
        "/api/search?q=(a&strict=1",
        "/api/search?colour=red",
        "/api/standards/ABC",
        "/api/standards/GB_9999-1999",
        "/api/browse/ics/99.99",
        "/api/browse/nothing",
        "/api/suggest?q=gb&limit=99",
        "/api/applicable",
        "/api/applicable?colour=red",
        "/api/nothing",
    ],
)
def test_who_asks_the_api_in_english_gets_no_chinese_sentence(client: FlaskClient, url: str) -> None:
    wrong = client.get(f"/en{url}")
    assert wrong.status_code >= 400
    assert not re.search(r"[\u4e00-\u9fff]", wrong.get_data(as_text=True)), wrong.get_json()
    assert re.search(r"[\u4e00-\u9fff]", client.get(f"/zh{url}").get_data(as_text=True))


def test_explanations_and_notes_of_the_api_are_in_the_language_asked_for(client: FlaskClient) -> None:
    (hit, *_) = client.get("/en/api/search?q=GB/T 1.1&explain=1").get_json()["hits"]
    assert hit["explanation"]["sentences"][0].startswith("Its number is the one asked for")
    (hit, *_) = client.get("/zh/api/search?q=GB/T 1.1&explain=1").get_json()["hits"]
    assert hit["explanation"]["sentences"][0].startswith("标准号与检索的标准号一致")


def test_hits_show_what_is_chinese_as_chinese(page: Any) -> None:
    hit = page("/en/search?q=GB 5749-2022").select_one(".hit")
    assert hit.select_one(".hit-title")["lang"] == "zh"
    assert hit.select_one(".badge").get_text() == "Status: In force"
    assert "National" in hit.get_text()
