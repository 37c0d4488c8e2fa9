"""The pages in a real browser: what a visitor does, with the mouse, the keyboard, and without scripts."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.browser


def all_of(browser: Any, selector: str) -> list[Any]:
    found: list[Any] = browser.find_elements(By.CSS_SELECTOR, selector)
    return found


def one_of(browser: Any, selector: str) -> Any:
    return browser.find_element(By.CSS_SELECTOR, selector)


def wait_for(browser: Any, condition: Any) -> None:
    """Until the condition holds; a slow machine has half a minute."""
    WebDriverWait(browser, 30, poll_frequency=0.02).until(lambda _: condition())


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


def tab_to(browser: Any, wanted: str, limit: int = 60) -> Any:
    """Press Tab until an element is reached, and see that each stop on the way can be seen."""
    for _ in range(limit):
        # to the window, not to the element: a field for files takes keys for the name of a file
        ActionChains(browser).send_keys(Keys.TAB).perform()
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
    assert one_of(browser, ".chip[data-kind=filter] .chip-field").text == "Level"
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
    assert len(all_of(browser, ".chip[data-kind=filter]")) == 1
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
