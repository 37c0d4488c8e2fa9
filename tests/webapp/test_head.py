"""What stands in the head of a page, and what names its tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

#: pages that a search engine may list
LISTED = ["/", "/help", "/about", "/browse", "/standards/GB_T_1.1-2020"]
UNLISTED = ["/search?q=养老机构", "/search?q=xyzzy", "/standards/GB_5749-2019", "/nothing"]


def attribute(page: BeautifulSoup, selector: str, name: str) -> str:
    tag = page.select_one(selector)
    assert tag is not None, selector
    return str(tag[name])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_has_its_own_title_and_description(page: Callable[..., BeautifulSoup], language: str) -> None:
    pages = [page(f"/{language}{path}") for path in LISTED]
    assert len({one.title.get_text() for one in pages if one.title}) == len(LISTED)
    descriptions = {attribute(one, "meta[name=description]", "content") for one in pages}
    assert len(descriptions) == len(LISTED)
    assert all(20 < len(text) < 250 and "<" not in text for text in descriptions), descriptions


@pytest.mark.parametrize("path", [*LISTED, "/browse/ics/03?empty=1", "/browse/region/37"])
def test_a_page_says_which_address_is_its_own(page: Callable[..., BeautifulSoup], path: str) -> None:
    found = page(f"/en{path}")
    assert attribute(found, "link[rel=canonical]", "href") == f"/en{path.split('?', maxsplit=1)[0]}"
    assert attribute(found, "link[rel=alternate][hreflang=zh-CN]", "href") == f"/zh{path}"
    assert attribute(found, "link[rel=icon]", "href").startswith("/en/static/logo.svg")


@pytest.mark.parametrize("path", UNLISTED)
def test_results_and_errors_are_not_for_search_engines(page: Callable[..., BeautifulSoup], path: str) -> None:
    found = page(path, 200 if path.startswith("/search") else 404)
    assert attribute(found, "meta[name=robots]", "content") == "noindex"
    assert found.select_one("link[rel=canonical]") is None


@pytest.mark.parametrize("path", ["/help", "/about", "/standards/GB_T_1.1-2009"])
def test_every_table_is_named_by_a_heading(page: Callable[..., BeautifulSoup], path: str) -> None:
    found = page(path)
    tables = found.find_all("table")
    assert tables
    for table in tables:
        assert attribute(found, f"#{table['aria-labelledby']}", "id")
        assert all(cell.get("scope") == "col" for cell in table.select("thead th"))
        assert all(cell.get("scope") == "row" for cell in table.select("tbody th"))


@pytest.mark.parametrize("path", ["/search?q=养老机构", "/browse/issuer", "/"])
def test_every_control_has_a_name(page: Callable[..., BeautifulSoup], path: str) -> None:
    found = page(path)
    for control in found.select("input:not([type=hidden]), select, textarea"):
        labelled = found.find("label", attrs={"for": str(control.get("id"))})
        assert control.get("aria-label") or (labelled and labelled.get_text(strip=True)), control
