"""How the pages look and move in a real browser: every kind of page, over the catalogue that is shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.webapp.test_browser import wait_for
from webapp.app import create_app

pytestmark = pytest.mark.browser
#: one address for each kind of page
PAGES: Mapping[str, str] = {
    "start": "/",
    "results": "/search?q=大蒜",
    "applicable": "/applicable",
    "what applies": "/applicable?product=养老服务",
    "nothing applies": "/applicable?product=克苏鲁火锅",
    "filtered": "/search?q=养老机构&level=local&level=industry&status=current",
    "everything, a page further on": "/search?sort=-issued&offset=20",
    "a number": "/search?q=gbt1.1-2009",
    "widened": "/search?q=养老机构 服务 质量 安全 规范 评价",
    "nothing": "/search?q=大蒜 xyzzy",
    "nothing under these filters": "/search?q=大蒜&level=enterprise",
    "behind the end": "/search?q=大蒜&offset=9000",
    "standard in force": "/standards/GB_T_1.1-2020",
    "replaced": "/standards/GB_2760-2014",
    "replaced in part": "/standards/GB_10055-2007",
    "abolished": "/standards/GB_12837-1999",
    "adopted": "/standards/GB_T_12406-2022",
    "international, a long English title": "/standards/ISO_9001:2015",
    "of an enterprise, little known": "/standards/Q_GDW_11902-2018",
    "check": "/check",
    "browse": "/browse",
    "tree": "/browse/ics",
    "level below": "/browse/ics/67",
    "lowest level": "/browse/ics/67.080.20",
    "codes without standards": "/browse/ccs/B?empty=1",
    "region": "/browse/region/37",
    "issuers": "/browse/issuer",
    "coverage": "/coverage",
    "coverage of a class beside another place": "/coverage?by=ccs&under=B&against=33",
    "a class without parts": "/coverage?by=ccs&under=B31",
    "calendar": "/calendar?month=2026-12",
    "calendar of a list": "/calendar?month=2020-10&number=GB/T 1.1-2009",
    "nothing to compare": "/changes",
    "side by side": "/compare?number=GB/T 19001-2016&number=GB/T 1.1-2020",
    "choosing what to compare": "/compare?number=GB/T 1.1-2020",
    "adoptions": "/adoptions",
    "what overlaps": "/overlaps?number=DB37/T 3791-2019",
    "comparing standards": "/overlaps",
    "work list": "/worklist",
    "nothing to monitor": "/monitoring",
    "no such region": "/overlaps?region=Atlantis",
    "help": "/help",
    "about": "/about",
    "no such page": "/nothing",
    "no such standard": "/standards/GB_5749-2019",
    "bad request": "/search?q=养老&sort=colour",
    "bad query": '/search?q="养老 &strict=1',
    "no index": "/search?q=大蒜",
}
LANGUAGES = ("zh", "en")
#: what takes part in the look of a page, and how often the tests look at it
WIDTHS = (320, 390, 768, 1280)
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
STILL = {"name": "prefers-reduced-motion", "value": "reduce"}
#: without transitions, so that no colour is measured half way
DARK = [{"name": "prefers-color-scheme", "value": "dark"}, STILL]
AXE = (files("selenium_axe_python") / "axe-core" / "axe.min.js").read_text("utf-8")
#: a page is done when its fonts and styles are; then axe looks at all of it, and tells in full what is wrong only
RUN_AXE = """
const done = arguments[0];
document.fonts.ready.then(() => axe.run({ resultTypes: ["violations"] })).then((found) => done(found.violations));
"""


@pytest.fixture(scope="module")
def address(corpus_index: Path, serve: Callable[[Flask], str]) -> Callable[[str, str], str]:
    """Gives the address of a kind of page in a language."""
    shipped = serve(create_app(corpus_index, config={"TESTING": True}))
    closed = serve(create_app(corpus_index / "nowhere", config={"TESTING": True}))
    return lambda name, language: f"{closed if name == 'no index' else shipped}/{language}{PAGES[name]}"


def metrics(browser: Any, **values: object) -> None:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**PHONE, **values})


def media(browser: Any, name: str = "", features: object = ()) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": name, "features": features})


def serious(browser: Any) -> list[str]:
    """What axe holds against the page, as rule and place, lesser findings left out."""
    if browser.execute_script("return !window.axe"):
        browser.execute_script(AXE)
    found = browser.execute_async_script(RUN_AXE)
    rows = [row for row in found if row["impact"] in ("serious", "critical")]
    return [f"{row['id']}: {node['target']} {node['html'][:200]}" for row in rows for node in row["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Any, address: Any, name: str, language: str) -> None:
    """On a desk in the light, on a phone in the dark with all filters unfolded: every colour, every layout."""
    browser.get(address(name, language))
    assert serious(browser) == []
    media(browser, features=DARK)
    metrics(browser)
    browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    browser.execute_script("document.querySelector('.facets-label')?.click()")
    assert serious(browser) == []


def test_axe_would_find_something(browser: Any, address: Any) -> None:
    browser.get(address("help", "zh"))
    browser.execute_script("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x\">')")
    browser.get_log("browser")
    assert any(row.startswith("image-alt") for row in serious(browser))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(browser: Any, address: Any, name: str, language: str) -> None:
    browser.get(address(name, language))
    for width in WIDTHS:
        metrics(browser, width=width)
        browser.execute_script("document.querySelector('.facets-switch:not(:checked) + .facets-label')?.click()")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "name",
    [
        "start",
        "filtered",
        "nothing",
        "replaced in part",
        "adopted",
        "level below",
        "check",
        "help",
        "about",
        "bad query",
        "no index",
    ],
)
def test_every_stop_of_the_keyboard_is_seen(browser: Any, address: Any, name: str) -> None:
    """Tab goes round the whole page once; each stop has a ring, and nothing that sticks lies over it."""
    browser.get(address(name, "zh"))
    browser.execute_script("document.querySelector('.skip').focus()")
    browser.switch_to.active_element.send_keys(Keys.SHIFT, Keys.TAB)
    stops = 0
    for _ in range(400):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        seen = browser.execute_script(STOP)
        if seen == "outside":
            break
        if seen == "same":
            continue  # day, month and year of one box
        assert seen == "", seen
        stops += 1
    assert stops == browser.execute_script(STOPS)


#: what is wrong with the element that has the focus, or "outside" after the last
STOP = """
const here = document.activeElement;
if (here === window.stopBefore) return "same";
window.stopBefore = here;
if (here === document.body || here.dataset.stop) return "outside";
here.dataset.stop = "1";
const box = here.getBoundingClientRect();
const ring = getComputedStyle(here).outlineStyle;
const row = here.getClientRects()[0];
const top = document.elementFromPoint(row.left + Math.min(row.width / 2, 8), row.top + row.height / 2);
const free = top && (here.contains(top) || top.contains(here) || top.closest("label, .search-field"));
return box.width > 1 && box.height > 1 && ring !== "none" && free ? "" : here.outerHTML;
"""
#: how many elements can be reached: links, buttons and boxes that are shown
STOPS = """
const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
const shown = [...all].filter((one) => one.tabIndex >= 0 && one.checkVisibility());
return shown.length;
"""


@pytest.mark.parametrize("name", ["results", "start"])
def test_the_eye_sees_the_same_without_motion(browser: Any, address: Any, name: str) -> None:
    media(browser, features=[STILL])
    browser.get(address(name, "zh"))
    browser.execute_script("document.getElementById('results')?.setAttribute('aria-busy', 'true')")
    assert browser.execute_script(MOVING) == []


MOVING = """
return [...document.querySelectorAll("*")].map((one) => getComputedStyle(one)).filter(
  (style) => style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior !== "auto"
).map((style) => style.transitionDuration);
"""
#: how much has moved, when the page has its fonts, has been painted, and has nothing more to do
SHIFTS = """
const done = arguments[0];
let sum = 0;
const observer = new PerformanceObserver((list) => { for (const row of list.getEntries()) sum += row.value; });
observer.observe({ type: "layout-shift", buffered: true });
const painted = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
const idle = () => new Promise((next) => requestIdleCallback(next));
document.fonts.ready.then(painted).then(idle).then(painted).then(idle).then(() => {
  for (const row of observer.takeRecords()) sum += row.value;
  done(sum);
});
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "name", ["start", "results", "filtered", "standard in force", "replaced in part", "browse", "about"]
)
def test_nothing_moves_while_a_page_loads(browser: Any, address: Any, name: str, width: int) -> None:
    browser.get(address("results", "zh"))
    metrics(browser, width=width)
    browser.get(address(name, "zh"))
    assert browser.execute_async_script(SHIFTS) < 0.02


def test_the_measure_of_movement_would_see_some(browser: Any, address: Any) -> None:
    browser.get(address("results", "zh"))
    push = "document.querySelector('main').insertAdjacentHTML('afterbegin', '<p>x</p>'.repeat(9))"
    browser.execute_script(f"requestAnimationFrame(() => requestAnimationFrame(() => {{ {push} }}))")
    assert browser.execute_async_script(SHIFTS) > 0.02


BYTES = """
const rows = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
return [rows.length, rows.reduce((sum, row) => sum + row.decodedBodySize, 0)];
"""


@pytest.mark.parametrize("name", ["start", "results", "standard in force", "help", "about"])
def test_a_page_is_light(browser: Any, address: Any, name: str) -> None:
    """HTML, styles, script and mark, before any packing: 120 kB, and no more than eight requests."""
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.get(address(name, "zh"))
    requests, size = browser.execute_script(BYTES)
    assert 6 <= requests <= 10
    assert 40_000 < size < 120_000


def test_cards_of_a_phone_name_their_values(browser: Any, address: Any) -> None:
    metrics(browser)
    browser.get(address("about", "zh"))
    cell = browser.find_element(By.CSS_SELECTOR, ".matrix td[data-label]")
    assert browser.execute_script("return getComputedStyle(arguments[0], '::before').content", cell) == '"合计"'


def test_a_phone_takes_several_filters_at_once(browser: Any, address: Any) -> None:
    metrics(browser)
    browser.get(address("results", "zh"))
    box = browser.find_element(By.CSS_SELECTOR, "input[name=level][value=local]")
    assert not box.is_displayed()
    browser.find_element(By.CSS_SELECTOR, ".facets-label").click()
    before = browser.current_url
    box.click()
    # the name ticks its box here; beside the results, on a wide screen, it is a link
    browser.find_element(By.CSS_SELECTOR, "input[name=status][value=current] + a").click()
    assert browser.current_url == before
    browser.find_element(By.CSS_SELECTOR, ".facets-apply button").click()
    wait_for(browser, lambda: "level=local" in browser.current_url)
    assert "status=current" in browser.current_url
    assert browser.find_element(By.CSS_SELECTOR, ".facets-chosen").text == "2"


def test_escape_folds_the_filters_of_a_phone(browser: Any, address: Any) -> None:
    metrics(browser)
    browser.get(address("results", "zh"))
    switch = browser.find_element(By.ID, "show-facets")
    switch.send_keys(Keys.SPACE)
    box = browser.find_element(By.CSS_SELECTOR, "input[name=level][value=local]")
    box.send_keys(Keys.ESCAPE)
    assert not box.is_displayed()
    assert browser.switch_to.active_element == switch


def test_a_mistake_is_told_at_the_box(browser: Any, address: Any) -> None:
    browser.get(address("bad query", "zh"))
    box = browser.switch_to.active_element
    assert box.get_attribute("aria-invalid") == "true"
    assert browser.find_element(By.ID, str(box.get_attribute("aria-describedby"))).text


def test_dark_pages_are_dark(browser: Any, address: Any) -> None:
    media(browser, features=DARK)
    browser.get(address("about", "zh"))
    colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in colour[4:-1].split(",")) < 64


@pytest.mark.parametrize(
    "name", ["start", "filtered", "replaced in part", "tree", "help", "about", "bad query", "no index"]
)
def test_paper_is_black_on_white(browser: Any, address: Any, name: str) -> None:
    """Nothing to click on is printed, and no text is pale, whatever the colours of the screen."""
    media(browser, "print", DARK)
    browser.get(address(name, "zh"))
    screen = ".facets, .search-strip, .search-form, .site-nav, .language, .json-link, .takeaway, .copy, .toc"
    assert not any(tag.is_displayed() for tag in browser.find_elements(By.CSS_SELECTOR, screen))
    assert browser.execute_script(PALE) == []


#: texts that are lighter than a middle grey and stand on no dark ground of their own
PALE = """
const light = (colour) => Math.min(...colour.match(/\\d+/g).slice(0, 3).map(Number)) > 110;
return [...document.querySelectorAll("body *")].filter((one) => {
  const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const style = getComputedStyle(one);
  return own && one.checkVisibility() && light(style.color) && !one.closest(".this-mark, .visually-hidden, svg");
}).map((one) => one.outerHTML);
"""
