"""The pages in a real browser: what a visitor does, with the mouse, the keyboard, on a phone, and without scripts."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from werkzeug.serving import make_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMEDRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and CHROMEDRIVER), reason="Chromium and chromedriver are not installed"),
]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)
PAGES = [
    "/",
    "/search?q=养老机构",
    "/search?q=翻页示例&level=group&offset=20",
    "/search?q=篮球架&level=national",
    "/search?q=养老&sort=colour",
    "/standards/GB_T_1.1-2009",
    "/standards/DB37_T_3092-2018",
    "/standards/GB_5749-2019",
    "/standards/GB_T_19001-2016",
    "/browse",
    "/browse/ics",
    "/browse/ics/03?empty=1",
    "/browse/ccs/A",
    "/browse/region/37",
    "/applicable",
    "/applicable?product=养老服务",
    "/applicable?product=克苏鲁火锅",
    "/browse/issuer",
    "/help",
    "/about",
    "/nothing",
]
LANGUAGES = ("zh", "en")
AXE = (files("selenium_axe_python") / "axe-core" / "axe.min.js").read_text("utf-8")
#: a page is done when its fonts and styles are; then axe looks at all of it
RUN_AXE = (
    "const done = arguments[0]; document.fonts.ready.then(() => axe.run()).then((found) => done(found.violations));"
)
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[str]:
    """The address of a running server."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    profile: Path = tmp_path_factory.mktemp("chromium")
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN,zh"})
    driver = webdriver.Chrome(options=options, service=Service(executable_path=str(CHROMEDRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """A browser with a desktop window and scripts; every test must leave its console empty."""
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    chromium.get_log("browser")
    yield chromium
    # an address that answers 4xx is reported as a failed load, which it is
    faults = [row for row in chromium.get_log("browser") if "Failed to load resource" not in row["message"]]
    assert faults == []


def all_of(browser: Any, selector: str) -> list[Any]:
    found: list[Any] = browser.find_elements(By.CSS_SELECTOR, selector)
    return found


def one_of(browser: Any, selector: str) -> Any:
    return browser.find_element(By.CSS_SELECTOR, selector)


def wait_for(browser: Any, condition: Any) -> None:
    WebDriverWait(browser, 10).until(lambda _: condition())


def test_search_filter_and_open_a_standard(browser: Any, site: str) -> None:
    browser.get(site)
    assert browser.switch_to.active_element.get_attribute("id") == "q"
    browser.switch_to.active_element.send_keys("养老机构", Keys.ENTER)
    wait_for(browser, lambda: "/search" in browser.current_url)
    before = len(all_of(browser, ".hit"))
    one_of(browser, "input[name=level][value=local]").click()
    wait_for(browser, lambda: "level=local" in browser.current_url and all_of(browser, ".chip"))
    assert 0 < len(all_of(browser, ".hit")) < before
    assert one_of(browser, "input[name=level][value=local]").is_selected()
    one_of(browser, ".hit h3 a").click()
    wait_for(browser, lambda: "/standards/DB37_T_3092-2018" in browser.current_url)
    assert "养老机构服务人员配备及技能要求" in one_of(browser, "h1").text


def test_a_copy_button_fills_the_clipboard(browser: Any, site: str) -> None:
    browser.get(f"{site}/standards/GB_T_1.1-2020")
    button = next(row for row in all_of(browser, "button.copy") if "GB/T 1.1—2020" in row.text)
    button.click()
    wait_for(browser, lambda: "已复制" in button.text)
    assert one_of(browser, "#announce").get_attribute("textContent") == "已复制"
    box = one_of(browser, "#q")
    box.send_keys(Keys.CONTROL, "v")
    assert box.get_attribute("value") == "GB/T 1.1—2020"


def test_the_slash_key_leads_to_the_box(browser: Any, site: str) -> None:
    browser.get(f"{site}/standards/GB_T_1.1-2020")
    one_of(browser, "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("id") == "q"
    browser.switch_to.active_element.send_keys("GB/T")
    assert one_of(browser, "#q").get_attribute("value") == "GB/T"


def test_the_first_tab_stop_skips_to_the_content(browser: Any, site: str) -> None:
    browser.get(f"{site}/help")
    one_of(browser, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "跳到正文"
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "content"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(browser: Any, site: str, path: str, language: str) -> None:
    browser.get(f"{site}/{language}{path}")
    for width in (320, 390, 768, 1280):
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**PHONE, "width": width})
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def serious(browser: Any) -> list[str]:
    """What axe holds against the page, as rule and place, lesser findings left out."""
    browser.execute_script(AXE)
    found = browser.execute_async_script(RUN_AXE)
    rows = [row for row in found if row["impact"] in ("serious", "critical")]
    return [f"{row['id']}: {node['target']} {node['html'][:200]}" for row in rows for node in row["nodes"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(browser: Any, site: str, path: str, language: str) -> None:
    browser.get(f"{site}/{language}{path}")
    assert serious(browser) == []
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    assert serious(browser) == []


@pytest.mark.parametrize("path", ["/", "/search?q=养老机构", "/standards/GB_T_1.1-2009", "/browse/ics", "/about"])
def test_axe_finds_nothing_serious_in_the_dark(browser: Any, site: str, path: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(site + path)
    found = serious(browser)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert found == []


def test_axe_would_find_something(browser: Any, site: str) -> None:
    browser.get(f"{site}/help")
    browser.execute_script("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x\">')")
    browser.get_log("browser")
    assert any(row.startswith("image-alt") for row in serious(browser))


def tab_to(browser: Any, wanted: str, limit: int = 60) -> Any:
    """Press Tab until an element is reached, and see that each stop on the way can be seen."""
    for _ in range(limit):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        here = browser.switch_to.active_element
        assert browser.execute_script(VISIBLE, here), here.get_attribute("outerHTML")
        if browser.execute_script("return arguments[0].matches(arguments[1])", here, wanted):
            return here
    raise AssertionError(f"Tab does not reach {wanted}")


#: whether the element that has the focus is on the page, with a ring around it or its label
VISIBLE = """
const shown = arguments[0].matches(".facets-switch") ? arguments[0].nextElementSibling : arguments[0];
const box = shown.getBoundingClientRect();
return box.width > 1 && box.height > 1 && getComputedStyle(shown).outlineStyle !== "none";
"""


def test_the_keyboard_alone_searches_filters_and_opens(browser: Any, site: str) -> None:
    browser.get(f"{site}/search?q=养老机构")
    tab_to(browser, "a.language")
    tab_to(browser, "#q")
    tab_to(browser, ".skip-facets")
    box = tab_to(browser, "input[name=level][value=local]")
    box.send_keys(Keys.SPACE)
    wait_for(browser, lambda: "level=local" in browser.current_url and all_of(browser, ".chip"))
    browser.execute_script("document.activeElement.blur()")
    tab_to(browser, ".hit h3 a", 100).send_keys(Keys.ENTER)
    wait_for(browser, lambda: "/standards/DB37_T_3092-2018" in browser.current_url)


def test_the_keyboard_alone_changes_the_language(browser: Any, site: str) -> None:
    browser.get(f"{site}/search?q=养老机构&level=local")
    tab_to(browser, "a.language").send_keys(Keys.ENTER)
    wait_for(browser, lambda: "/en/search" in browser.current_url)
    assert unquote(browser.current_url).endswith("/en/search?q=养老机构&level=local")
    assert one_of(browser, ".chip-field").text == "Level"
    browser.get(f"{site}/help")
    assert one_of(browser, "html").get_attribute("lang") == "en", "remembered"


def test_the_last_searches_are_kept_in_the_browser(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    browser.execute_script("localStorage.clear()")
    browser.get(f"{site}/search?q=养老机构&level=local&offset=0")
    browser.get(f"{site}/search?q=篮球架")
    browser.get(f"{site}/search?q=篮球架")
    browser.get(f"{site}/search?q=没有这样的东西")
    browser.get(f"{site}/en/")
    assert [link.text for link in all_of(browser, "#recent a")] == ["篮球架", "养老机构 · 地方标准"]
    one_of(browser, "#recent li:last-child a").click()
    wait_for(browser, lambda: "/en/search" in browser.current_url)
    assert len(all_of(browser, ".chip")) == 1
    browser.get(f"{site}/")
    one_of(browser, "#recent-clear").click()
    assert not one_of(browser, "#recent").is_displayed()
    browser.get(f"{site}/")
    assert not one_of(browser, "#recent").is_displayed()


def test_storage_that_is_not_ours_does_no_harm(browser: Any, site: str) -> None:
    for text in ("{", "3", '[{"args": 1}]', "null"):
        browser.get(f"{site}/")
        browser.execute_script("localStorage.setItem('lubiao.recent', arguments[0])", text)
        browser.get(f"{site}/")
        assert not one_of(browser, "#recent").is_displayed()
        browser.get(f"{site}/search?q=篮球架")
        browser.get(f"{site}/")
        assert [link.text for link in all_of(browser, "#recent a")] == ["篮球架"]
        browser.execute_script("localStorage.clear()")


def test_results_step_back_while_the_next_are_on_their_way(browser: Any, site: str) -> None:
    browser.get(f"{site}/search?q=养老机构")
    assert one_of(browser, "#results").get_attribute("aria-busy") == "false"
    stay = "document.getElementById('search-form').addEventListener('submit', (event) => event.preventDefault())"
    browser.execute_script(stay)
    one_of(browser, "input[name=level][value=local]").click()
    wait_for(browser, lambda: one_of(browser, "#results").get_attribute("aria-busy") == "true")


SHIFTS = """
const done = arguments[0];
new PerformanceObserver((list) => done(list.getEntries().reduce((sum, row) => sum + row.value, 0)))
  .observe({ type: "layout-shift", buffered: true });
setTimeout(() => done(0), 500);
"""


@pytest.mark.parametrize("path", ["/", "/search?q=养老机构", "/standards/GB_T_1.1-2009", "/browse", "/about"])
def test_nothing_moves_while_a_page_loads(browser: Any, site: str, path: str) -> None:
    browser.get(f"{site}/search?q=养老机构")
    browser.get(site + path)
    assert browser.execute_async_script(SHIFTS) < 0.01


def test_cards_of_a_phone_name_their_values(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.get(f"{site}/about")
    cell = one_of(browser, ".matrix td[data-label]")
    assert browser.execute_script("return getComputedStyle(arguments[0], '::before').content", cell) == '"合计"'


def test_a_phone_unfolds_the_facets(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.get(f"{site}/search?q=养老机构")
    box = one_of(browser, "input[name=level][value=local]")
    assert not box.is_displayed()
    one_of(browser, ".facets-label").click()
    assert box.is_displayed()


def test_everything_works_without_scripts(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{site}/search?q=养老机构")
    one_of(browser, "input[name=level][value=local]").click()
    assert "level=local" not in browser.current_url
    one_of(browser, ".facets-apply button").click()
    wait_for(browser, lambda: "level=local" in browser.current_url)
    one_of(browser, ".hit h3 a").click()
    wait_for(browser, lambda: "/standards/" in browser.current_url)
    assert not any(button.is_displayed() for button in all_of(browser, "button.copy"))


def test_dark_pages_are_dark(browser: Any, site: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(f"{site}/about")
    colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert max(int(part) for part in colour[4:-1].split(",")) < 64


def test_print_leaves_out_what_cannot_be_clicked_on_paper(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.get(f"{site}/search?q=养老机构")
    shown = [tag.is_displayed() for tag in all_of(browser, ".facets, .search-strip, .site-nav, .json-link")]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert not any(shown)
    assert all_of(browser, ".hit")
