"""The list under the search box in a real browser: keyboard, mouse, input methods, slow and failed answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.webapp.test_browser import all_of, one_of, wait_for
from tests.webapp.test_looks import PHONE, serious

pytestmark = pytest.mark.browser
LIST = "#suggestions:not([hidden]) [role=option]"
#: what was asked is kept, and how often a question has rested; the answer to one text is held until it is let go, and
#: comes though nobody waits for it any more
WATCH = """
window.asked = [];
window.rests = 0;
const [held] = arguments;
const [real, later] = [window.fetch, window.setTimeout];
window.setTimeout = (...call) => {
  window.rests += 1;
  return later(...call);
};
const gate = new Promise((open) => { window.letGo = open; });
window.fetch = async (address, options) => {
  const text = new URLSearchParams(String(address).split("?")[1]).get("q");
  window.asked.push(text);
  if (text !== held) return real(address, options);
  const answer = await real(address);
  await gate;
  return answer;
};
"""
#: lets the held answer go, and is done when the page has had it
LET_GO = "const [done] = arguments; window.letGo(); new Promise(requestAnimationFrame).then(done);"
#: whether the list is open and answers this text
SHOWN = (
    "const list = document.getElementById('suggestions'); return !list.hidden && list.dataset.query === arguments[0]"
)


def options(browser: Any) -> list[str]:
    return [row.text for row in all_of(browser, LIST)]


def type_in(browser: Any, text: str) -> Any:
    """Type into the box and wait for the list of all that was typed."""
    box = one_of(browser, "#q")
    box.send_keys(text)
    wait_for(browser, lambda: browser.execute_script(SHOWN, text))
    return box


def active(browser: Any) -> str:
    """Text of the option that a screen reader is led to."""
    name = one_of(browser, "#q").get_attribute("aria-activedescendant")
    found = [row for row in all_of(browser, LIST) if row.get_attribute("aria-selected") == "true"]
    assert [row.get_attribute("id") for row in found] == ([name] if name else [])
    return found[0].text if found else ""


def test_the_list_opens_by_kinds_and_says_how_many(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    box = one_of(browser, "#q")
    assert (box.get_attribute("role"), box.get_attribute("aria-expanded")) == ("combobox", "false")
    type_in(browser, "yanglao")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == one_of(browser, "[role=listbox]").get_attribute("id")
    kinds = [row.text for row in all_of(browser, ".suggestion-kind")]
    assert kinds[:2] == ["检索词", "标准"]
    assert options(browser)[0].startswith("养老")
    assert str(len(options(browser))) in one_of(browser, "#announce").get_attribute("textContent")
    assert active(browser) == ""


def test_arrows_walk_and_enter_opens_a_standard(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    box = type_in(browser, "gbt1.1")
    rows = options(browser)
    box.send_keys(Keys.ARROW_DOWN)
    assert active(browser) == rows[0]
    box.send_keys(Keys.ARROW_UP)
    assert active(browser) == ""
    box.send_keys(Keys.ARROW_UP)
    assert active(browser) == rows[-1]
    box.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert active(browser) == rows[0]
    assert box.get_attribute("value") == "gbt1.1"
    box.send_keys(Keys.ENTER)
    wait_for(browser, lambda: browser.current_url.endswith("/standards/GB_T_1.1-2020"))


def test_a_subject_is_searched_with_the_filters_that_are_set(browser: Any, site: str) -> None:
    browser.get(f"{site}/search?q=养老服务&level=local")
    box = one_of(browser, "#q")
    box.clear()
    type_in(browser, "yanglaojig").send_keys(Keys.ARROW_DOWN)
    assert active(browser).startswith("养老机构")
    box.send_keys(Keys.ENTER)
    wait_for(browser, lambda: unquote(browser.current_url).endswith("/search?q=养老机构&level=local"))


def test_enter_without_a_choice_searches_what_was_typed(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    type_in(browser, "养老").send_keys(Keys.ENTER)
    wait_for(browser, lambda: unquote(browser.current_url).endswith("/search?q=养老"))


def test_escape_home_end_and_tab(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    box = type_in(browser, "养老")
    for key in (Keys.HOME, Keys.END, Keys.ARROW_LEFT):
        box.send_keys(Keys.ARROW_DOWN)
        assert active(browser) != ""
        box.send_keys(key)
        assert active(browser) == ""
    box.send_keys(Keys.ESCAPE)
    assert (options(browser), box.get_attribute("value")) == ([], "养老")
    assert box.get_attribute("aria-expanded") == "false"
    box.send_keys(Keys.ALT, Keys.ARROW_DOWN, Keys.NULL)
    wait_for(browser, lambda: options(browser))
    assert active(browser) == ""
    box.send_keys(Keys.TAB)
    assert options(browser) == []
    assert browser.switch_to.active_element.tag_name == "button"
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("value") == ""


def test_a_click_chooses(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    type_in(browser, "01.120")
    next(row for row in all_of(browser, LIST) if "ICS 01.120" in row.text).click()
    wait_for(browser, lambda: unquote(browser.current_url).endswith("/search?q=ics:01.120"))
    assert all_of(browser, ".hit")


def test_a_finger_chooses_on_a_phone(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    browser.get(f"{site}/")
    type_in(browser, "gbt1.1")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE["width"]
    spot = browser.execute_script(
        "const box = arguments[0].getBoundingClientRect(); return [box.x + 20, box.y + 10]", all_of(browser, LIST)[0]
    )
    touch = {"type": "touchStart", "touchPoints": [{"x": spot[0], "y": spot[1]}]}
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", touch)
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    wait_for(browser, lambda: browser.current_url.endswith("/standards/GB_T_1.1-2020"))
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_nothing_is_asked_while_an_input_method_composes(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    browser.execute_script(WATCH)
    one_of(browser, "#q").click()
    browser.execute_cdp_cmd("Input.imeSetComposition", {"text": "yang", "selectionStart": 4, "selectionEnd": 4})
    browser.execute_cdp_cmd("Input.imeSetComposition", {"text": "yang'lao", "selectionStart": 8, "selectionEnd": 8})
    assert one_of(browser, "#q").get_attribute("value") == "yang'lao"
    assert browser.execute_script("return [window.asked, window.rests]") == [[], 0]
    browser.execute_cdp_cmd("Input.insertText", {"text": "养老"})
    wait_for(browser, lambda: options(browser))
    assert browser.execute_script("return window.asked") == ["养老"]


def test_only_the_last_answer_is_shown_and_few_questions_are_asked(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    browser.execute_script(WATCH, "gbt1")
    box = one_of(browser, "#q")
    box.send_keys("gbt1")
    wait_for(browser, lambda: browser.execute_script("return window.asked").count("gbt1"))
    box.clear()
    type_in(browser, "养老")
    browser.execute_async_script(LET_GO)
    assert options(browser)[0].startswith("养老")
    assert browser.execute_script("return window.asked") == ["gbt1", "养老"], "no question for each letter"


def test_a_failed_answer_leaves_a_plain_search_box(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    type_in(browser, "养老")
    browser.execute_script("window.fetch = () => Promise.reject(new TypeError('offline'))")
    box = one_of(browser, "#q")
    box.send_keys("机构")
    wait_for(browser, lambda: not options(browser))
    box.send_keys(Keys.ENTER)
    wait_for(browser, lambda: unquote(browser.current_url).endswith("/search?q=养老机构"))


def test_no_suggestion_is_said(browser: Any, site: str) -> None:
    browser.get(f"{site}/")
    one_of(browser, "#q").send_keys("没有这样的东西")
    wait_for(browser, lambda: one_of(browser, "#announce").get_attribute("textContent") == "没有检索建议")
    assert one_of(browser, "#q").get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("path", ["/", "/search?q=养老机构", "/en/standards/GB_T_1.1-2009"])
@pytest.mark.parametrize("typed", ["yanglao", "gbt1"])
def test_axe_finds_nothing_with_the_list_open(browser: Any, site: str, path: str, typed: str) -> None:
    browser.get(site + path)
    one_of(browser, "#q").clear()
    for device in (None, PHONE):
        if device:
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
        one_of(browser, "#q").clear()
        type_in(browser, typed).send_keys(Keys.ARROW_DOWN)
        assert serious(browser) == []
        assert options(browser)
        assert browser.execute_script(WHOLE), "the list is cut off"
        width = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]


#: whether the first option is what one sees at its place
WHOLE = """
const rows = [...document.querySelectorAll("[role=option]")];
return [rows[0], rows[Math.min(3, rows.length - 1)]].every((row) => {
  const box = row.getBoundingClientRect();
  return row.contains(document.elementFromPoint(box.x + 10, box.y + box.height / 2));
});
"""


def test_without_scripts_the_box_is_a_search_field(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{site}/")
    box = browser.find_element(By.ID, "q")
    assert (box.get_attribute("type"), box.get_attribute("role")) == ("search", None)
    box.send_keys("养老机构", Keys.ENTER)
    wait_for(browser, lambda: all_of(browser, ".hit"))
