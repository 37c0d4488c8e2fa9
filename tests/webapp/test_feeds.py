"""Feeds and calendars: valid by the schema and for readers, the same names each time, whole addresses, limits said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from catalogue.catalogue import Catalogue
from catalogue.changes import LISTED, MAX_FEED
from tests.catalogue.changes.planted import EACH, PLANS, UNTIL, new_edition, plant_all
from tests.webapp.conftest import TODAY, Pages
from webapp.app import create_app

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
LIST = f"/feeds/list.atom?{LISTED}={quote('GB 5749-2006,GB/T 1.1-2009')}&{LISTED}=DB37_T_3092-2018"
FEEDS = ("/feeds/search.atom", "/feeds/search.atom?q=大蒜", "/feeds/search.atom?ics=01&level=national", LIST)


def feed(client: FlaskClient, url: str) -> Any:
    """A feed as a reader has it, after the schema has passed it."""
    response = client.get(url)
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.mimetype == "application/atom+xml"
    document = etree.fromstring(response.data)
    assert SCHEMA.validate(document), SCHEMA.error_log
    parsed = feedparser.parse(response.data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def calendar(client: FlaskClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.mimetype == "text/calendar"
    lines = response.data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines), "RFC 5545, 3.1"
    return Calendar.from_ical(response.data)


@pytest.mark.parametrize("url", [*FEEDS, *(f"/en{url}" for url in FEEDS)])
def test_feeds_are_valid_and_read(client: FlaskClient, url: str) -> None:
    parsed = feed(client, url)
    assert 0 < len(parsed.entries) <= MAX_FEED
    ids = [entry.id for entry in parsed.entries]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", one) for one in [*ids, parsed.feed.id])
    days = [entry.updated for entry in parsed.entries]
    assert days == sorted(days, reverse=True)
    assert parsed.feed.updated == days[0] <= f"{TODAY}T24"
    for entry in parsed.entries:
        assert urlsplit(entry.link).scheme == "http"
        assert client.get(urlsplit(entry.link).path).status_code == 200
        assert TODAY.isoformat() in entry.summary, "a status without its day says little"


def test_the_schema_refuses_what_is_no_feed(client: FlaskClient) -> None:
    document = etree.fromstring(client.get(FEEDS[0]).data)
    (first,) = document.xpath("(//a:entry)[1]/a:id", namespaces={"a": "http://www.w3.org/2005/Atom"})
    first.getparent().remove(first)
    assert not SCHEMA.validate(document)


def test_names_do_not_depend_on_how_one_came_here(client: FlaskClient) -> None:
    """A reader must not see everything anew when host, language, order or the spelling of a number is another."""
    first = feed(client, "/feeds/search.atom?q=大蒜")
    for url in ("/en/feeds/search.atom?q=大蒜", "/feeds/search.atom?sort=number&q=大蒜&limit=20"):
        other = feed(client, url)
        assert (other.feed.id, [one.id for one in other.entries]) == (first.feed.id, [one.id for one in first.entries])
    assert (
        feed(client, "/feeds/list.atom?number=gb5749-2006").feed.id
        == feed(client, "/feeds/list.atom?number=GB_5749-2006").feed.id
    )
    assert feed(client, "/feeds/search.atom?q=轮胎").feed.id != first.feed.id


def test_a_feed_says_what_happened_and_when(client: FlaskClient) -> None:
    told = {entry.title: entry.updated[:10] for entry in feed(client, LIST).entries}
    assert told["被代替：GB 5749-2006 生活饮用水卫生标准"] == "2023-04-01"
    assert told["开始实施：GB 5749-2022 生活饮用水卫生标准"] == "2023-04-01", "other editions of what is listed, too"
    assert not [title for title in told if "19001" in title]
    upcoming = {entry.title: entry for entry in feed(client, "/feeds/search.atom?q=大蒜").entries}
    issued = upcoming["新发布：GB/T 18525.10-2026 农产品辐照工艺 第10部分：大蒜"]
    assert "即将实施" in issued.summary
    assert "2026-12-01" in issued.summary
    assert not [title for title in upcoming if title.startswith("开始实施")], "that day is yet to come"


def test_what_a_list_has_and_the_catalogue_has_not_is_said(client: FlaskClient) -> None:
    parsed = feed(client, "/feeds/list.atom?number=GB/T 1.1-2020,GB/T 99999-2020")
    assert "GB/T 99999-2020" in parsed.feed.subtitle
    told = calendar(client, "/calendar.ics?number=GB/T 1.1-2020,GB/T 99999-2020")
    assert "GB/T 99999-2020" in told["x-wr-caldesc"]


@pytest.mark.parametrize("text", ["<b>&\"'", "]]>", "\x01\x02 大蒜", "𠮷野"])
def test_any_text_of_an_address_makes_a_valid_feed(client: FlaskClient, text: str) -> None:
    response = client.get("/feeds/search.atom", query_string={"q": text})
    assert SCHEMA.validate(etree.fromstring(response.data))
    assert Calendar.from_ical(client.get("/calendar.ics", query_string={"q": text}).data)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/feeds/list.atom", "清单是空的"),
        ("/feeds/list.atom?number=大蒜", "大蒜"),
        ("/feeds/list.atom?number=" + ",".join(f"GB {place}-2020" for place in range(101)), "100"),
        ("/feeds/list.atom?number=GB 1-2020&q=大蒜", "number"),
        ("/feeds/search.atom?quer=大蒜", "quer"),
        ("/feeds/search.atom?level=none", "none"),
        ("/calendar?month=2026-13", "2026-12"),
        ("/calendar.ics?month=x&level=none", "none"),
        ("/api/calendar?month=soon", "soon"),
        ("/api/calendar?moth=2026-01", "moth"),
        ("/changes?kind=colour", "colour"),
        ("/api/changes?sinc=000001", "sinc"),
        ("/api/changes?limit=101", "101"),
    ],
)
def test_what_cannot_be_asked_is_answered_in_words(client: FlaskClient, url: str, says: str) -> None:
    response = client.get(url)
    assert response.status_code == 400
    assert says in response.get_data(as_text=True)


def test_a_hundred_numbers_are_taken(client: FlaskClient) -> None:
    numbers = ",".join(f"GB {place}-2020" for place in range(1, 100)) + ",GB 5749-2022"
    assert feed(client, f"/feeds/list.atom?number={numbers}").entries


def test_a_calendar_has_whole_days_with_lasting_names(client: FlaskClient) -> None:
    url = "/calendar.ics?q=大蒜"
    first, again = calendar(client, url), calendar(client, f"/en{url}")
    (event,) = first.walk("VEVENT")
    assert event["dtstart"].dt == date(2026, 12, 1)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == "开始实施：GB/T 18525.10-2026 农产品辐照工艺 第10部分：大蒜"
    assert client.get(urlsplit(event["url"]).path).status_code == 200
    (english,) = again.walk("VEVENT")
    assert english["uid"] == event["uid"]
    assert english["summary"].startswith("In force")
    assert client.get(url).data == client.get(url).data
    assert first["version"] == "2.0"


def test_result_pages_lead_to_both(page: Pages) -> None:
    found = page("/search?q=大蒜&sort=title&offset=0")
    link = found.select_one("link[rel=alternate][type='application/atom+xml']")
    assert link is not None
    assert parse_qs(urlsplit(str(link["href"])).query) == {"q": ["大蒜"]}
    assert urlsplit(str(link["href"])).path == "/feeds/search.atom"
    assert found.select_one(".takeaway a[href^='/calendar?']") is not None
    assert page("/search?q=没有这样的标准啊").select_one("link[type='application/atom+xml']") is not None


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_calendar_by_month(page: Pages, client: FlaskClient, prefix: str) -> None:
    found = page(f"{prefix}/calendar?month=2026-12&q=大蒜")
    (row,) = found.select(".change")
    assert "GB/T 18525.10-2026" in row.get_text()
    assert len(found.select("table.month tbody td:not(.month-other)")) == 31
    answer = client.get(f"{prefix}/api/calendar?month=2026-12&q=大蒜").get_json()
    assert [(event["number"], event["day"], event["status"]) for event in answer["events"]] == [
        ("GB/T 18525.10-2026", "2026-12-01", "upcoming")
    ]
    assert answer["total"] == 1
    for step in found.select(".month-steps a"):
        assert client.get(str(step["href"])).status_code == 200
    assert page(f"{prefix}/calendar").select(".change") == [], "this month has nothing, and says so"
    assert page(f"{prefix}/calendar?month=2023-04").select(".change"), "the end of GB 5749-2006, too"


def test_what_is_replaced_ends_when_its_successor_begins(page: Pages) -> None:
    text = page("/calendar?month=2023-04&number=GB 5749-2006").get_text()
    assert "被代替" in text
    assert "GB 5749-2022" in text


def test_the_first_and_the_last_month_have_no_way_beyond(page: Pages) -> None:
    assert page("/calendar?month=1950-01").select(".month-steps [rel=prev]") == []
    assert page("/calendar?month=2100-12").select(".month-steps [rel=next]") == []


def test_nothing_to_compare_with_is_said(page: Pages, client: FlaskClient) -> None:
    for prefix in ("", "/en"):
        assert "000001" in page(f"{prefix}/changes").get_text()
    answer = client.get("/api/changes").get_json()
    assert (answer["since"], answer["entries"]) == (None, [])
    assert client.get("/api/changes?since=000007").status_code == 400


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The application of a catalogue with two generations, and what must be told of them."""
    folder = tmp_path_factory.mktemp("changed")
    _, told = plant_all(folder, folder / "index")
    catalogue = Catalogue.open(folder / "index", today=lambda: UNTIL)
    yield create_app(catalogue=catalogue, config={"TESTING": True}), told
    catalogue.close()


def test_the_page_of_changes_pages_through_all(changed: Any) -> None:
    app, told = changed
    client = app.test_client()
    page, rows, url = Pages(client), 0, "/changes"
    while url:
        found = page(url)
        rows += len(found.select(".change"))
        step = found.select_one(".pages [rel=next]")
        url = str(step["href"]) if step else ""
    assert rows == len(told)
    assert len(page("/changes?number=DB37/T 1001-2015").select(".change")) == 2
    assert page("/changes?offset=99999").select(".change") == []
    narrowed = page("/en/changes?what=record&kind=removed")
    assert len(narrowed.select(".change")) == EACH


def test_changes_as_data(changed: Any) -> None:
    app, told = changed
    client = app.test_client()
    found: list[tuple[str, str]] = []
    for offset in range(0, 400, 100):
        answer = client.get(f"/api/changes?limit=100&offset={offset}").get_json()
        found += [(entry["number"], entry["kind"]) for entry in answer["entries"]]
    assert sorted(found) == told
    assert (answer["since"], answer["until"], answer["total"]) == ("000001", "000002", len(told))
    assert {"standard", "record", "kinds"} == set(answer["counts"])


def test_a_feed_tells_what_no_day_of_the_record_tells(changed: Any) -> None:
    """The old edition's record says of its successor only that there is one: the comparison knows since when."""
    client, serial = changed[0].test_client(), 1000 + PLANS.index(new_edition)
    titles = [entry.title for entry in feed(client, f"/feeds/list.atom?number=DB37/T {serial}-2015").entries]
    assert any(title.startswith(f"代替标准已发布：DB37/T {serial}-2015") for title in titles)
    assert any(title.startswith(f"新发布：DB37/T {serial}-2026") for title in titles)
    searched = [entry.title for entry in feed(client, f"/feeds/search.atom?q=产品{serial}").entries]
    assert any(title.startswith("代替标准已发布") for title in searched)
