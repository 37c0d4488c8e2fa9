"""The start page and the result page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from catalogue.catalogue import Catalogue
from catalogue.query import MAX_TEXT
from catalogue.search.request import Search
from webapp.addresses import PageAddresses


def numbers(page: BeautifulSoup) -> list[str]:
    return [tag.get_text() for tag in page.select(".hits .hit-number")]


def link(page: BeautifulSoup, selector: str, text: str = "") -> str:
    found = [tag for tag in page.select(selector) if text in tag.get_text()]
    assert found, f"no {selector} with {text!r}"
    return str(found[0]["href"])


def test_the_start_page_says_what_there_is(page: Any, catalogue: Catalogue) -> None:
    start = page("/")
    assert start.select_one("input[name=q]")
    counts = {
        tag.select_one(".level-name").get_text(): tag.select_one(".level-count").get_text()
        for tag in start.select(".level-cards li")
    }
    assert counts["国家标准"] == "10"
    assert f"共 {catalogue.count()} 项" in " ".join(start.select_one(".levels .section-note").get_text().split())
    assert "2026-03-31" in start.select_one(".levels .section-note").get_text()


def test_level_cards_lead_to_what_they_count(page: Any) -> None:
    start = page("/")
    for card in start.select(".level-cards li"):
        found = page(str(card.a["href"]))
        assert card.select_one(".level-count").get_text() in found.select_one(".result-count").get_text()


def test_a_query_at_the_start_page_goes_to_its_results(client: FlaskClient) -> None:
    response = client.get("/?q=%E5%A4%A7%E8%92%9C&level=national")
    assert response.status_code == 302
    assert response.location == "/search?q=%E5%A4%A7%E8%92%9C&level=national"


def test_hits_stand_in_groups_with_headings(page: Any) -> None:
    found = page("/search?q=GB/T 1.1-2020")
    titles = [tag.get_text() for tag in found.select(".group-title")]
    assert titles[:2] == ["精确匹配", "同一标准的其他版本"]
    assert numbers(found)[0] == "GB/T 1.1-2020"
    assert set(numbers(found)[1:3]) == {"GB/T 1.1-2009", "GB/T 1.1-2000"}


def test_numbering_of_hits_goes_on_across_groups_and_pages(page: Any) -> None:
    found = page("/search?q=GB/T 1.1-2020")
    assert [tag["start"] for tag in found.select("ol.hits")][:2] == ["1", "2"]
    assert page("/search?q=翻页示例&offset=20").select_one("ol.hits")["start"] == "21"


def test_a_hit_shows_status_by_word_and_shape(page: Any) -> None:
    hit = page("/search?q=GB 5749-2022").select_one(".hit")
    badge = hit.select_one(".badge")
    assert badge.get_text() == "状态：现行"
    assert badge.use["href"] == "#s-check"
    assert "国家标准" in hit.get_text()
    assert [tag["datetime"] for tag in hit.select("time")] == ["2022-03-15", "2023-04-01"]


def test_an_ended_hit_names_its_successor(page: Any) -> None:
    hit = page("/search?q=GB 5749-2006").select_one(".hit")
    assert "被代替" in hit.select_one(".badge").get_text()
    assert hit.select_one(".hit-successor a").get_text() == "GB 5749-2022"


def test_matches_are_marked_and_titles_escaped(page: Any, client: FlaskClient) -> None:
    found = page("/search?q=饮用水")
    assert "饮用水" in [tag.get_text() for tag in found.select(".hit-title mark")]
    html = client.get("/search?q=翻页示例").get_data(as_text=True)
    assert "<b>第" not in html
    assert "&lt;b&gt;第" in html


def test_a_match_in_the_abstract_is_shown_in_its_place(page: Any) -> None:
    text = page("/search?q=临沂商城销售").select_one(".hit-abstract")
    assert text.mark
    assert len(text.get_text()) < 120


def test_facet_links_and_boxes_do_the_same(page: Any) -> None:
    found = page("/search?q=养老机构")
    row = next(
        row for row in found.select(".facet-row") if row.input["name"] == "level" and row.input["value"] == "local"
    )
    assert row.input["form"] == "search-form"
    assert parse_qsl(urlsplit(str(row.a["href"])).query) == [("q", "养老机构"), ("level", "local")]
    narrowed = page(str(row.a["href"]))
    assert numbers(narrowed) == ["DB37/T 3092-2018"]
    assert narrowed.select_one(".facet-row.is-active input").has_attr("checked")
    # the other levels stay, so that one more box can be ticked
    assert any(row.input["value"] == "national" for row in narrowed.select(".facet-row"))


def test_chips_take_one_filter_off(page: Any) -> None:
    found = page("/search?q=养老机构&level=local&status=abolished")
    chips = {tag.get_text(" ", strip=True).split("，")[0].strip(): str(tag["href"]) for tag in found.select(".chip")}
    assert list(chips) == ["同义词 养老机构 = 养老院", "层级 地方标准", "状态 废止"]
    assert parse_qsl(urlsplit(chips["状态 废止"]).query) == [("q", "养老机构"), ("level", "local")]
    assert parse_qsl(urlsplit(link(found, ".chip-clear")).query) == [("q", "养老机构")]


def test_filters_without_boxes_ride_along_in_the_form(page: Any) -> None:
    found = page("/search?q=养老&nature=mandatory&sort=number&limit=20")
    hidden = {tag["name"]: tag["value"] for tag in found.select("#search-form input[type=hidden]")}
    assert hidden == {"sort": "number", "limit": "20", "nature": "mandatory"}
    assert "性质 强制性" in found.select_one(".chip").get_text(" ", strip=True)


def test_long_facets_fold_away(page: Any) -> None:
    found = page("/search?q=翻页示例")
    issuer = next(panel for panel in found.select(".facet") if panel.legend.get_text() == "发布单位")
    assert issuer.details.summary
    assert len(issuer.select(".facet-row")) == 12


def test_sorting_turns_round_and_has_no_groups(page: Any) -> None:
    found = page("/search?q=标准化工作导则")
    down = page(link(found, ".sort-bar a", "发布日期"))
    assert numbers(down)[0] == "GB/T 1.2-2020"
    assert down.select_one(".sort-bar a[aria-current]").get_text().startswith("发布日期")
    assert not down.select(".group-title")
    up = page(link(down, ".sort-bar a", "发布日期"))
    assert numbers(up)[0] == "GB/T 1.1-2000"


def test_pages_lead_through_all_hits(page: Any) -> None:
    url, seen = "/search?q=翻页示例", []
    while url:
        found = page(url)
        seen += numbers(found)
        following = found.select_one(".pages a[rel=next]")
        url = str(following["href"]) if following else ""
    assert len(seen) == len(set(seen)) == 45
    assert found.select_one(".pages a[aria-current=page]").get_text() == "第5页"


def test_a_page_behind_the_end_leads_back(page: Any) -> None:
    found = page("/search?q=翻页示例&offset=1000000000")
    assert not found.select(".hit")
    assert "没有更多结果" in found.select_one(".empty h2").get_text()
    assert numbers(page(link(found, ".empty a", "最后一页"))) != []
    assert len(numbers(page(link(found, ".empty a", "第一页")))) == 10


def test_no_query_lists_everything(page: Any, catalogue: Catalogue) -> None:
    found = page("/search")
    assert found.h1.get_text() == "浏览标准目录"
    assert f"{catalogue.count()} 项" in found.select_one(".result-count").get_text()


def test_nothing_found_says_why_and_leads_on(page: Any) -> None:
    found = page("/search?q=篮球架&level=national")
    assert not found.select(".hit")
    hint = found.select_one(".hint")
    assert "筛选" in hint.get_text()
    assert numbers(page(str(hint.a["href"]))) == ["T/SDAS 1250-2025"]


def test_a_missing_number_leads_to_near_ones(page: Any) -> None:
    found = page("/search?q=GB 5749-2019")
    assert any("GB 5749-2022" in hint.get_text() for hint in found.select(".hint"))


@pytest.mark.parametrize(
    "query",
    [
        "()&|!",
        "-",
        ":::",
        "* ?",
        '"',
        "or or or",
        "((((((",
        "-(-(-(",
        "标准化工作导则 第1部分：标准化文件的结构和起草规则 (GB/T 1.1-2020) - “全文”",
        "a\x00b\x01",
        "<script>alert(1)</script>",
        "'; drop table",
        "%",
        "𠮷野家 👨‍👩‍👧 \u202e",
    ],
)
def test_any_text_gets_a_page(page: Any, query: str) -> None:
    found = page(f"/search?q={quote(query)}")
    assert not found.select("main script")
    assert "\x00" not in str(found)


def test_a_pasted_title_finds_its_standard(page: Any) -> None:
    found = page("/search?q=标准化工作导则 第1部分：标准化文件的结构和起草规则")
    assert numbers(found)[0] == "GB/T 1.1-2020"


def test_a_text_of_three_thousand_characters_is_cut_and_said_so(client: FlaskClient, page: Any) -> None:
    url = "/search?q=" + "%E5%85%BB" * 3_000
    found = page(url)
    assert len(found.select_one("#q")["value"]) == MAX_TEXT
    assert any(str(MAX_TEXT) in hint.get_text() for hint in found.select(".hint"))
    assert len(client.get(url).data) < 300_000


def test_invalid_utf8_gets_a_page(page: Any) -> None:
    page("/search?q=%ff%fe%E5%A4")


@pytest.mark.parametrize(
    "args", ["sort=colour", "limit=1000", "limit=x", "offset=-1", "offset=1e3", "limit=" + "9" * 5000]
)
def test_wrong_parameters_get_a_page_that_leads_on(page: Any, args: str) -> None:
    found = page(f"/search?q=养老机构&{args}", status=400)
    assert numbers(page(link(found, ".actions a"))) != []


def test_a_strict_mistake_is_shown_in_its_place(page: Any) -> None:
    found = page("/search?strict=1&q=状态:没有的状态", status=400)
    assert "没有的状态" in found.select_one(".query-mistake mark").get_text()
    page(link(found, ".actions a", "宽松"))


def test_foreign_parameters_do_no_harm(page: Any) -> None:
    assert numbers(page("/search?q=篮球架&utm_source=mail")) == ["T/SDAS 1250-2025"]


def test_every_link_of_a_result_page_answers(page: Any, client: FlaskClient) -> None:
    found = page("/search?q=养老&level=national&status=current")
    hrefs = {str(tag["href"]) for tag in found.find_all("a") if not str(tag["href"]).startswith("#")}
    assert all(client.get(href).status_code == 200 for href in hrefs)


def test_the_search_in_the_address_is_the_search_shown(page: Any) -> None:
    search = Search.from_args(parse_qsl("q=养老&level=local&level=national&sort=-issued&limit=20"))
    found = page(f"/search?{PageAddresses().query(search)}")
    box = found.select_one("#q")
    assert isinstance(box, Tag)
    assert box["value"] == "养老"
    assert len(found.select(".chip")) == 2


def test_what_an_address_says_in_vain_is_told(page: Any) -> None:
    assert "page" in page("/search?q=养老&page=x").select_one(".hint").get_text()
    assert not page("/search?q=养老").select(".hint")


def test_browsers_and_robots_find_what_they_ask_for(client: FlaskClient) -> None:
    assert client.get("/favicon.ico", buffered=True).mimetype == "image/svg+xml"
    robots = client.get("/robots.txt")
    assert robots.mimetype == "text/plain"
    assert "Disallow: /search" in robots.get_data(as_text=True)


def test_recognised_parts_are_chips_that_can_be_taken_off(page: Any) -> None:
    found = page("/search?q=养老 状态:现行 -护理&level=national")
    chips = {" ".join(tag.get_text(" ").split()[:2]): str(tag["href"]) for tag in found.select(".chip")}
    assert list(chips) == ["状态 现行", "排除 护理", "层级 国家标准"]
    assert numbers(page(chips["状态 现行"])) == numbers(page("/search?q=养老 -护理&level=national"))
    assert numbers(page(chips["层级 国家标准"])) == numbers(page("/search?q=养老 状态:现行 -护理"))
    assert not page("/search?q=养老 状态:现行").select(".chip-clear")


def test_a_mistake_is_shown_at_its_place(page: Any) -> None:
    hint = page("/search?q=养老 颜色:红").select_one(".hint")
    assert hint.select_one(".query-mistake mark").get_text() == "颜色"
    assert hint.select_one(".query-mistake").get_text() == "养老 颜色:红"
