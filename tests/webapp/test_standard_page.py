"""The page of one standard."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from catalogue.catalogue import Catalogue


def facts(page: Any) -> dict[str, str]:
    return {row.dt.get_text(): " ".join(row.dd.get_text().split()) for row in page.select(".fact-row")}


def test_every_recorded_field_is_shown(page: Any) -> None:
    standard = page("/standards/GB_T_1.1-2020")
    assert standard.h1.get_text(" ", strip=True).startswith("GB/T 1.1-2020 标准化工作导则 第1部分")
    rows = facts(standard)
    assert rows["发布日期"] == "2020-03-31"
    assert rows["实施日期"] == "2020-10-01"
    assert rows["发布单位"] == "国家市场监督管理总局国家标准化管理委员会"
    assert rows["归口单位"] == "全国标准化原理与方法标准化技术委员会"
    assert rows["起草单位"] == "中国标准化研究院"
    assert "01.120" in rows["国际标准分类（ICS）"]
    assert rows["状态依据"] == "来源 openstd.samr.gov.cn，原文“现行”，2026-03-31 核对"
    assert "强制性" not in standard.select_one(".standard-kind").get_text()


def test_empty_fields_are_left_out(page: Any) -> None:
    rows = facts(page("/standards/Q_GDW_11903-2018"))
    assert set(rows) == {"状态", "状态依据", "发布单位"}
    assert rows["状态依据"] == "来源未记录，核对日期未记录"


def test_an_ended_standard_warns_and_leads_to_its_successor(page: Any) -> None:
    banner = page("/standards/GB_5749-2006").select_one(".banner-ended")
    assert banner.h2.get_text() == "本标准已被代替"
    assert banner.a["href"] == "/standards/GB_5749-2022"


def test_an_ended_standard_without_successor_offers_a_search(page: Any) -> None:
    banner = page("/standards/DB37_T_3092-2018").select_one(".banner-ended")
    assert banner.h2.get_text() == "本标准已废止"
    assert str(banner.a["href"]).startswith("/search?q=")


def test_an_upcoming_standard_says_from_when(page: Any) -> None:
    banner = page("/standards/GB_T_18525.10-2026").select_one(".banner-soon")
    assert banner.time["datetime"] == "2026-12-01"


def test_the_recorded_word_is_shown_where_the_day_says_otherwise(page: Any) -> None:
    rows = facts(page("/standards/GB_T_1.1-2009"))
    assert rows["状态"].startswith("状态：被代替")
    assert "原文“废止”" in rows["状态依据"]
    assert "来源记录的状态为“废止”，并记录了代替标准" in rows["状态依据"]
    assert "推算" not in rows["状态依据"]


def test_a_chain_of_replacements_is_followed_to_what_is_in_force(page: Any, client: FlaskClient) -> None:
    banner = page("/standards/GB_T_1.1-2000").select_one(".banner-ended")
    assert [link["href"] for link in banner.select("a")] == ["/standards/GB_T_1.1-2009", "/standards/GB_T_1.1-2020"]
    assert client.get("/api/standards/GB_T_1.1-2000").get_json()["in_force"] == ["GB/T 1.1-2020"]
    assert len(page("/standards/GB_T_1.1-2009").select(".banner-ended a")) == 1


def test_sources_that_disagree_are_shown(page: Any) -> None:
    banner = page("/standards/DB37_T_3092-2018").select_one(".banner-check")
    assert "wap.csres.com" in banner.get_text()
    assert "ICS 03.08" in banner.get_text()


def test_editions_are_a_table_with_this_one_marked(page: Any) -> None:
    table = page("/standards/GB_T_1.1-2009").select_one("table.editions")
    assert [row.th.get_text() for row in table.select("tbody tr")] == [
        "GB/T 1.1-2020",
        "GB/T 1.1-2009",
        "GB/T 1.1-2000",
    ]
    assert table.select_one("tr[aria-current] th").get_text() == "GB/T 1.1-2009"


def test_relations_link_to_what_is_held_and_search_for_the_rest(page: Any) -> None:
    standard = page("/standards/GB_T_1.1-2020")
    kinds = [tag.get_text() for tag in standard.select(".relation-kind")]
    assert kinds == ["代替以下标准", "规范性引用文件"]
    rows = {row.select_one(".hit-number").get_text(): row for row in standard.select(".related li")}
    assert rows["GB/T 1.2-2020"].a["href"] == "/standards/GB_T_1.2-2020"
    assert "目录未收录" in rows["GB/T 7714-2015"].get_text()
    assert str(rows["GB/T 7714-2015"].a["href"]).startswith("/search?q=GB")


def test_adoption_shows_its_degree_in_both_directions(page: Any) -> None:
    chinese = page("/standards/GB_T_19001-2016")
    assert chinese.select_one(".degree").get_text() == "IDT 等同采用"
    foreign = page(str(chinese.select_one(".related a")["href"]))
    assert "被以下标准采用" in [tag.get_text() for tag in foreign.select(".relation-kind")]


def test_codes_are_paths_that_search(page: Any) -> None:
    standard = page("/standards/GB_T_35796-2017")
    steps = [str(tag["href"]) for tag in standard.select(".crumbs a")]
    assert "/search?ics=03" in steps
    assert "/search?ics=03.080.99" in steps
    assert page(steps[0]).select(".hit")


def test_copy_buttons_carry_both_prints_and_the_citation(page: Any) -> None:
    standard = page("/standards/GB_T_1.1-2020")
    texts = [str(tag["data-copy"]) for tag in standard.select("button.copy")]
    assert "GB/T 1.1-2020" in texts
    assert "GB/T 1.1—2020" in texts
    assert any("[S]" in text for text in texts)
    assert all(tag.has_attr("hidden") for tag in standard.select("button.copy")), "without script they would do nothing"


@pytest.mark.parametrize(
    "spelling",
    ["GB/T 1.1-2020", "gbt1.1-2020", "GB_T 1.1—2020", "ＧＢ／Ｔ１．１－２０２０", "《GB/T 1.1-2020》", "GB/T1.1-2020"],
)
def test_other_spellings_lead_to_the_address(client: FlaskClient, spelling: str) -> None:
    response = client.get(f"/standards/{spelling}?from=mail")
    assert response.status_code == 301
    assert response.location == "/standards/GB_T_1.1-2020?from=mail"


def test_a_number_without_year_leads_on_for_now_only(client: FlaskClient) -> None:
    response = client.get("/standards/GB_T_1.1")
    assert response.status_code == 302
    assert response.location == "/standards/GB_T_1.1-2020"


def test_the_address_itself_does_not_redirect(client: FlaskClient, catalogue: Catalogue) -> None:
    for number in ("Q_GDW_11903-2018", "ISO_9001:2015", "JJG_1-1999", "T_EXAMPLE_001-2024"):
        assert client.get(f"/standards/{number}").status_code == 200, number


def test_a_missing_standard_offers_near_ones(page: Any) -> None:
    missing = page("/standards/GB_5749-2019", status=404)
    assert "GB 5749-2022" in missing.select_one(".near").get_text()
    assert missing.select_one(".actions a")


@pytest.mark.parametrize("path", ["%00", "..%2f..%2fetc%2fpasswd", "%ff", "a" * 5000, "<script>", "GB%0aT"])
def test_nonsense_is_not_found(page: Any, path: str) -> None:
    page(f"/standards/{path}", status=404)


def test_a_made_up_entry_says_so(page: Any) -> None:
    assert "示例数据" in page("/standards/T_EXAMPLE_001-2024").select_one(".standard-kind").get_text()
