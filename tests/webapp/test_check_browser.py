"""Checking a list in a real browser: with the keyboard, a dropped file, no scripts, on a phone, in the dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from tests.webapp.test_browser import all_of, one_of, tab_to, wait_for
from tests.webapp.test_check_pages import LIST
from tests.webapp.test_looks import DARK, LANGUAGES, PHONE, WIDTHS, media, metrics, serious
from webapp.uploads import MAX_FILE

pytestmark = pytest.mark.browser


def paste(browser: Any, site: str, language: str = "zh", text: str = LIST) -> None:
    browser.get(f"{site}/{language}/check")
    one_of(browser, "#text").send_keys(text)


def press(browser: Any, selector: str, expected: str) -> None:
    """Press a button and wait for the page that it leads to."""
    one_of(browser, selector).click()
    wait_for(browser, lambda: all_of(browser, expected))


def test_from_a_pasted_list_to_a_choice(browser: Any, site: str) -> None:
    paste(browser, site)
    press(browser, "button[value=read]", "#places")
    Select(one_of(browser, "select.choice")).select_by_value("JGJ 46-2005")
    press(browser, "button[value=run]", ".verdict")
    assert len(all_of(browser, "tbody tr")) == 6
    assert "由人工选定为 JGJ 46-2005" in all_of(browser, "tbody tr")[3].text
    press(browser, "button.verdict[value=replaced]", "button.verdict[value=replaced][aria-pressed=true]")
    assert len(all_of(browser, "tbody tr")) == 1
    one_of(browser, "button.language").click()
    wait_for(browser, lambda: all_of(browser, "html[lang=en] .verdict"))
    assert len(all_of(browser, "tbody tr")) == 1


def test_the_keyboard_alone_checks_a_list(browser: Any, site: str) -> None:
    browser.get(f"{site}/check")
    tab_to(browser, "#text").send_keys("GB 5749-2006")
    tab_to(browser, "#on")
    tab_to(browser, "button[value=read]").send_keys(Keys.ENTER)
    wait_for(browser, lambda: all_of(browser, "#places"))
    tab_to(browser, "button[value=run]").send_keys(Keys.ENTER)
    wait_for(browser, lambda: all_of(browser, ".verdict"))
    tab_to(browser, "a.hit-number").send_keys(Keys.ENTER)
    wait_for(browser, lambda: "/standards/GB_5749-2006" in browser.current_url)


#: drops a file on the form, as the mouse would
DROP = """
const data = new DataTransfer();
data.items.add(new File([arguments[0]], "list.txt", { type: "text/plain" }));
for (const name of ["dragover", "drop"]) {
  const event = new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true });
  document.getElementById("text").dispatchEvent(event);
}
"""


def test_a_file_is_dropped(browser: Any, site: str) -> None:
    browser.get(f"{site}/check")
    browser.execute_script(DROP, LIST)
    assert one_of(browser, "#file").get_property("value").endswith("list.txt")
    press(browser, "button[value=run]", ".verdict")
    assert "list.txt" in one_of(browser, ".lead").text


def test_a_file_that_is_too_long_is_told_before_it_is_sent(browser: Any, site: str, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"GB 1-2000\n" * (MAX_FILE // 10 + 1))
    browser.get(f"{site}/check")
    one_of(browser, "#file").send_keys(str(path))
    assert "10 MB" in one_of(browser, ".drop-told").text
    one_of(browser, "button[value=run]").click()
    assert one_of(browser, "#file").get_property("validationMessage")
    assert not all_of(browser, ".verdict")


def test_everything_works_without_scripts(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    paste(browser, site)
    press(browser, "button[value=read]", "#places")
    press(browser, "button[value=run]", ".verdict")
    press(browser, "button.verdict[value=in_force]", "button.verdict[value=in_force][aria-pressed=true]")
    assert len(all_of(browser, "tbody tr")) == 2
    assert not any(one.is_displayed() for one in all_of(browser, ".sending"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_check_are_sound_on_a_desk_and_on_a_phone_in_the_dark(
    browser: Any, site: str, language: str
) -> None:
    paste(browser, site, language)
    for button, expected in (("button[value=read]", "#places"), ("button[value=run]", ".verdict")):
        press(browser, button, expected)
        assert serious(browser) == []
        media(browser, features=DARK)
        metrics(browser)
        assert serious(browser) == []
        for width in WIDTHS:
            metrics(browser, width=width)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        metrics(browser, width=1280, height=PHONE["height"], mobile=False)
        media(browser)


def test_on_paper_the_rows_stand_without_what_can_be_pressed(browser: Any, site: str) -> None:
    paste(browser, site)
    press(browser, "button[value=run]", ".verdict")
    media(browser, "print")
    hidden = browser.find_elements(By.CSS_SELECTOR, ".choice, .check-take, .check-settings, .site-nav")
    assert hidden
    assert not any(one.is_displayed() for one in hidden)
    assert all(row.is_displayed() for row in all_of(browser, "tbody tr"))
    assert one_of(browser, ".check-warning").is_displayed()
