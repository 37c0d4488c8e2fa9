"""What may overlap: of one standard, of many, the work list; lists that are made beside the requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from selenium.webdriver.common.by import By

from catalogue.catalogue import Catalogue
from catalogue.comparison import OverlapList, Selection, Settled
from indexer.engines import in_memory
from indexer.lifecycle.index_handle import Fixed, Opened
from standard.publisher import Level
from standard.record import Adoption, Record
from standard.status import Status
from tests.webapp.conftest import TODAY, well_made
from tests.webapp.test_browser import wait_for
from webapp import overlap_runs
from webapp.app import create_app
from webapp.overlap_runs import FORGOTTEN, MOST_WAITING, ListsBusy, OverlapRuns


def national(number: str, title: str, issued: date, **more: Any) -> Record:
    nature = "recommended" if "/T" in number else "mandatory"
    fields = {"ics": ("65.020",), "status": Status.CURRENT, **more}
    return Record(number, title, level=Level.NATIONAL, nature=nature, issued=issued, **fields)


def local(number: str, title: str, issued: date, **more: Any) -> Record:
    fields = {"ics": ("65.020",), "status": Status.CURRENT, "region": "37", **more}
    return Record(number, title, level=Level.LOCAL, nature="recommended", issued=issued, **fields)


RECORDS = (
    national("GB/T 7101-2023", "盐碱地造林技术规程", date(2023, 5, 23)),
    national("GB 7102-2024", "大蒜生产技术规程", date(2024, 1, 1)),
    local("DB37/T 7201-2017", "盐碱地造林技术规程", date(2017, 5, 23)),
    local("DB37/T 7202-2024", "大蒜生产技术规程", date(2023, 12, 1)),
    local("DB37/T 7203-2025", "石墨烯发热壁画", date(2025, 3, 1), cites=("GB/T 1.1-2009",)),
    local("DB37/T 7204-2025", "", date(2025, 3, 1)),
    local("DB37/T 7205-2025", "齿轮润滑脂", date(2025, 3, 1), adopts=(Adoption("ISO 9:2010", "IDT"),)),
    Record("GB/T 1.1-2009", "标准化工作导则", level=Level.NATIONAL, status=Status.ABOLISHED, issued=date(2009, 6, 17)),
    Record("ISO 9:2010", "Grease", level=Level.INTERNATIONAL, status=Status.ABOLISHED),
)
LIST = "/overlaps?region=37"


class Held:
    """A catalogue whose lists are made when the test says so."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.go = threading.Event()
        self.made = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.catalogue, name)

    def list_overlaps(
        self,
        selection: Selection,
        day: date | None = None,
        settled: Settled | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> OverlapList:
        self.go.wait(30)
        self.made += 1
        return self.catalogue.list_overlaps(selection, day, settled, progress)


def small() -> Catalogue:
    return Catalogue(Fixed(Opened(in_memory(RECORDS), "000001", TODAY)), today=lambda: TODAY)


@pytest.fixture(scope="module")
def officers() -> Flask:
    return create_app(catalogue=small(), config={"TESTING": True, "PATIENCE": 30})


@pytest.fixture
def shown(officers: Flask) -> Callable[..., BeautifulSoup]:
    def get(url: str, status: int = 200) -> BeautifulSoup:
        answer = officers.test_client().get(url)
        assert answer.status_code == status, answer.get_data(as_text=True)[:500]
        page = BeautifulSoup(answer.get_data(as_text=True), "lxml")
        well_made(page, "en" if url.startswith("/en/") else "zh-CN")
        return page

    return get


@pytest.fixture
def held() -> Iterator[tuple[Any, Flask]]:
    catalogue: Any = Held(small())
    yield catalogue, create_app(catalogue=catalogue, config={"TESTING": True, "PATIENCE": 0})
    catalogue.go.set()


def numbers(page: BeautifulSoup) -> list[str]:
    return [tag.get_text() for tag in page.select(".finding h3 .hit-number")]


def chips(page: BeautifulSoup) -> dict[str, int]:
    rows = [tag.get_text(" ").rsplit(None, 1) for tag in page.select(".change-kinds a")]
    return {words.strip(): int(count) for words, count in rows}


def test_one_standard_has_candidates_with_score_grounds_dates_and_hints(shown: Any) -> None:
    page = shown("/overlaps?number=db37/t 7201-2017")
    pair = page.select_one(".pair")
    assert "GB/T 7101-2023" in pair.get_text()
    assert "2023-05-23 发布" in pair.get_text()
    assert float(pair.select_one(".pair-score strong").get_text()) >= 0.55
    assert pair.select(".reason")
    assert {str(tag["data-check"]) for tag in pair.select("[data-check]")} == {
        "below_recommended_national",
        "overlap",
    }
    assert "不是结论" in page.get_text()
    links = [str(tag["href"]) for tag in pair.select("a")]
    assert "/compare?number=DB37%2FT+7201-2017&number=GB%2FT+7101-2023" in links


def test_other_levels_can_be_set_against(shown: Any) -> None:
    page = shown("/overlaps?number=DB37/T 7201-2017&against=industry")
    assert not page.select(".pair")
    assert page.select_one("[value=industry]").has_attr("checked")
    assert "未收录不等于没有" in page.get_text()


def test_a_number_that_is_not_there_leads_on(shown: Any) -> None:
    page = shown("/overlaps?number=DB37/T 7209-2017", 404)
    assert "7209-2017" in page.select_one("[role=alert]").get_text()
    assert page.select_one("form.pick-form [name=number]")["value"] == "DB37/T 7209-2017"


def test_a_list_counts_standards_by_check_and_leads_to_each(shown: Any) -> None:
    page = shown(LIST)
    found = chips(page)
    assert found["全部"] == 5
    assert found["对照强制性国家标准"] == 1
    assert found["重复交叉候选"] == 2
    assert found["引用标准已失效"] == 1
    assert found["采标版本已失效"] == 1
    assert found["无法判定"] == 1
    for link in page.select(".change-kinds a"):
        rows = shown(str(link["href"]))
        count = int(link.get_text(" ").split()[-1])
        assert len(numbers(rows)) == count, link


def test_only_what_trips_a_check_is_listed(shown: Any) -> None:
    assert numbers(shown(f"{LIST}&check=below_mandatory")) == ["DB37/T 7202-2024"]
    none = shown(f"{LIST}&check=no_national_counterpart")
    assert "本目录中未找到" in none.get_text()
    unjudged = shown(f"{LIST}&check=not_judged")
    assert numbers(unjudged) == ["DB37/T 7204-2025"]
    assert "没有题名" in unjudged.get_text()


def test_a_list_is_narrowed_and_paged_and_ordered(shown: Any) -> None:
    first = shown(f"{LIST}&limit=2&sort=score")
    assert numbers(first)[0] in ("DB37/T 7201-2017", "DB37/T 7202-2024")
    following = shown(str(first.select_one("[rel=next]")["href"]))
    assert not set(numbers(first)) & set(numbers(following))
    assert "后面没有更多" in shown(f"{LIST}&offset=100").get_text()
    assert "没有符合条件的标准" in shown("/overlaps?region=11").get_text()
    assert "没有触发" in shown("/overlaps?region=37&ics=65&against=group&check=overlap").get_text()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ("region=Atlantis", "Atlantis"),
        ("region=DB99", "99"),
        ("level=cosmic", "cosmic"),
        ("region=37&check=wrong", "wrong"),
        ("region=37&least=2", "2"),
        ("region=37&sort=colour", "colour"),
    ],
)
def test_what_means_nothing_is_said_in_the_form(shown: Any, args: str, words: str) -> None:
    for path in ("/overlaps", "/worklist"):
        page = shown(f"{path}?{args}", 400)
        assert words in page.select_one("[role=alert]").get_text()
        assert page.select(".officer-form button")


def test_too_many_standards_are_refused_with_a_way_on(shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap_runs, "MOST_STANDARDS", 3)
    assert "至多比对 3 项" in shown(LIST, 400).select_one("[role=alert]").get_text()


def test_nothing_chosen_shows_the_form(shown: Any) -> None:
    page = shown("/overlaps")
    assert page.select_one("a[href='/overlaps?level=local&region=37']")
    assert not page.select("[role=alert]")
    assert shown("/worklist").select_one("[name=region]")


def test_the_work_list_counts_and_leads_to_lists(shown: Any) -> None:
    page = shown("/worklist?region=DB37&ics=65")
    rows = {str(tag["data-check"]): tag for tag in page.select(".work li")}
    assert set(rows) >= {"overlap", "review_due", "stale_reference", "stale_adoption", "no_national_counterpart"}
    assert rows["overlap"].strong.get_text() == "2"
    assert len(numbers(shown(str(rows["overlap"].a["href"])))) == 2
    assert rows["below_mandatory"].strong.get_text() == "1"


def test_the_json_is_that_of_the_command(officers: Flask) -> None:
    client = officers.test_client()
    data = client.get("/api/overlaps?region=37&check=below_mandatory").get_json()
    assert [row["number"] for row in data["standards"]] == ["DB37/T 7202-2024"]
    assert data["selection"]["check"] == ["below_mandatory"]
    assert data["looked_at"] == 5
    pairs = client.get("/api/overlaps?number=DB37/T 7201-2017").get_json()["pairs"]
    assert pairs[0]["candidate"] == "GB/T 7101-2023"
    assert client.get("/api/overlaps").status_code == 400
    assert client.get("/api/overlaps?regio=37").status_code == 400


def test_a_page_whose_list_is_on_its_way_asks_again_and_is_not_kept(held: Any) -> None:
    catalogue, app = held
    answer = app.test_client().get(LIST)
    assert answer.status_code == 202
    assert answer.headers["Cache-Control"] == "no-store"
    page = BeautifulSoup(answer.get_data(as_text=True), "lxml")
    assert page.select_one("meta[http-equiv=refresh]")
    assert "共 5 项" in page.get_text()
    data = app.test_client().get("/api/overlaps?region=37")
    assert (data.status_code, data.get_json()["total"]) == (202, 5)
    catalogue.go.set()
    key = next(iter(app.extensions["lubiao_overlaps"]._kept.values()))
    assert key.finished.wait(30)
    assert app.test_client().get(LIST).status_code == 200


def test_a_list_is_made_once_for_all_checks_and_pages(held: Any) -> None:
    catalogue, app = held
    catalogue.go.set()
    app.config["PATIENCE"] = 30
    for args in ("", "&check=overlap", "&sort=score", "&offset=2&limit=2"):
        assert app.test_client().get(LIST + args).status_code == 200
    assert app.test_client().get("/worklist?region=37").status_code == 200
    assert catalogue.made == 1


def test_lists_wait_in_line_and_the_line_has_an_end() -> None:
    runs, go = OverlapRuns(), threading.Event()
    empty = OverlapList(Selection(), TODAY, (), 0, {}, 0, 0.0)

    def make(_: Callable[[int], None]) -> OverlapList:
        go.wait(30)
        return empty

    begun = threading.Event()

    def first(_: Callable[[int], None]) -> OverlapList:
        begun.set()
        return make(_)

    runs.find("first", 1, first)
    assert begun.wait(30)
    waiting = [runs.find(place, 1, make) for place in range(MOST_WAITING)]
    with pytest.raises(ListsBusy):
        runs.find("one more", 1, make)
    assert runs.find(0, 1, make) is waiting[0]
    go.set()
    assert all(run.finished.wait(30) for run in waiting)


def test_a_list_that_nobody_asks_for_is_given_up() -> None:
    now = [0.0]
    runs = OverlapRuns(lambda: now[0])

    def make(tell: Callable[[int], None]) -> OverlapList:
        now[0] += FORGOTTEN + 1
        tell(1)
        raise AssertionError("it went on")

    run = runs.find("key", 9, make)
    assert run.finished.wait(30)
    assert run.found is None
    again = runs.find("key", 9, lambda _: OverlapList(Selection(), TODAY, (), 0, {}, 0, 0.0))
    assert again.finished.wait(30)
    assert again.found is not None


def test_few_lists_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap_runs, "MOST_KEPT", 2)
    runs = OverlapRuns()
    made = []

    def make(_: Callable[[int], None]) -> OverlapList:
        made.append(1)
        return OverlapList(Selection(), TODAY, (), 0, {}, 0, 0.0)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert runs.find(key, 1, make).finished.wait(30)
    assert len(made) == 4


def test_busy_is_said_as_a_page(officers: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap_runs, "MOST_WAITING", 0)
    answer = officers.test_client().get("/overlaps?region=3702")
    assert answer.status_code == 503
    assert "比对任务过多" in answer.get_data(as_text=True)


def test_the_start_page_and_the_navigation_lead_here(page: Any) -> None:
    start = page("/")
    links = {str(tag["href"]) for tag in start.select("a[href]")}
    assert {"/overlaps", "/worklist", "/compare", "/adoptions"} <= links
    assert start.select_one(".site-nav a[href='/overlaps']")


@pytest.mark.browser
def test_a_waiting_page_becomes_the_list_without_scripts(browser: Any, held: Any, serve: Any) -> None:
    catalogue, app = held
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    address = serve(app)
    browser.get(f"{address}{LIST}")
    assert browser.find_elements(By.CSS_SELECTOR, "progress.waiting")
    catalogue.go.set()
    wait_for(browser, lambda: browser.find_elements(By.CSS_SELECTOR, ".finding"))
    browser.find_element(By.PARTIAL_LINK_TEXT, "工作清单").click()
    wait_for(browser, lambda: browser.find_elements(By.CSS_SELECTOR, ".work a"))
