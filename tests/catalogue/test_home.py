"""The place a catalogue belongs to: wherever a place decides, its local standards come first, and that is told."""

from __future__ import annotations

import pytest

from catalogue import Catalogue
from catalogue.query import number_at_home
from catalogue.search import Answer, Search, home_sentence, read_home
from indexer.engines import in_memory
from indexer.errors import RequestError
from standard.home import HOME, home_code, is_at_home
from standard.number import StandardNumber
from tests.indexer.engines.catalogues import DAY, record
from webapp.addresses import PageAddresses

RECORDS = (
    record("NY/T 4-2020", "大蒜及其制品中大蒜辣素的测定"),
    record("DB32/T 1-2024", "大蒜生产技术规程", ics=("67.080.20",)),
    record("DB37/T 2-2019", "大蒜生产技术规程", ics=("67.080.20",)),
    record("DB3702/T 3-2018", "大蒜生产技术规程", ics=("67.080.20",)),
    record("DB32/T 4320-2021", "洋葱"),
    record("DB37/T 4320-2021", "生姜"),
)


def at(home: str = HOME) -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY, home=home)


def numbers(answer: Answer) -> list[str]:
    return [hit.record.number for hit in answer.hits]


@pytest.mark.parametrize(
    ("text", "code"),
    [("37", "37"), ("3702", "3702"), ("山东", "37"), ("青岛市", "3702"), ("Jiangsu", "32")]
    + [(wrong, None) for wrong in ("", "370213", "99", "DB37", "大蒜", "3", "-1")],
)
def test_a_home_is_a_province_or_city(text: str, code: str | None) -> None:
    assert home_code(text) == code
    if code is None:
        with pytest.raises(RequestError) as caught:
            read_home(text)
        assert f"“{text}”" in str(caught.value)
        assert f"“{text}”" in caught.value.words.english
        assert "unknown home" in caught.value.words.english
    else:
        assert read_home(text) == code


def test_what_is_at_home() -> None:
    regions = ("37", "3702", "370213", "3701", "32", "")
    assert [region for region in regions if is_at_home(region, "37")] == ["37", "3702", "370213", "3701"]
    assert [region for region in regions if is_at_home(region, "3702")] == ["37", "3702", "370213"]
    assert not any(is_at_home(region, "") for region in regions)


def test_search_shows_home_first_and_says_so() -> None:
    search = Search("大蒜 生产", explain=True)
    shandong, jiangsu = at("37").search(search), at("32").search(search)
    assert numbers(shandong)[:3] == ["DB37/T 2-2019", "DB3702/T 3-2018", "DB32/T 1-2024"]
    assert numbers(jiangsu)[:3] == ["DB32/T 1-2024", "DB37/T 2-2019", "DB3702/T 3-2018"]
    assert shandong.home_first == home_sentence("37")
    assert jiangsu.home_first is None  # it would be so without a home, too
    told = shandong.to_json(PageAddresses())["home_first"]
    assert told.chinese == "同等条件下，本省（山东省）的地方标准排在其他地区之前，其余标准的位置不变。"
    explained = [
        " ".join(one.chinese for one in hit.explanation.sentences())
        for hit in shandong.hits
        if hit.explanation is not None
    ]
    assert ["本省（山东省）" in text for text in explained] == [True, True, False, False]


def test_other_orders_and_files_know_home_as_the_page_does() -> None:
    found = at("32").search(Search("大蒜 生产", sort="number", explain=True))
    assert found.home_first is None
    assert not any(
        "本省" in " ".join(one.chinese for one in hit.explanation.sentences()) for hit in found.hits if hit.explanation
    )
    search = Search("大蒜 生产")
    assert [hit.record.number for hit in at("37").every(search).hits] == numbers(at("37").search(search))


@pytest.mark.parametrize(
    ("home", "chinese", "english"),
    [
        ("37", "本省（山东省）", "the home province (Shandong)"),
        ("3702", "本市（青岛市）", "the home city (Qingdao)"),
        ("11", "本市（北京市）", "the home city (Beijing)"),
        ("15", "本自治区（内蒙古自治区）", "the home region (Inner Mongolia"),
        ("2224", "本地（延边朝鲜族自治州）", "the home place (延边朝鲜族自治州)"),
    ],
)
def test_a_home_is_called_what_it_is(home: str, chinese: str, english: str) -> None:
    assert chinese in home_sentence(home).chinese
    assert english in home_sentence(home).english


@pytest.mark.parametrize(
    ("text", "shandong", "jiangsu", "qingdao"),
    [
        ("省标 2672", "DB37/* 2672", "DB32/* 2672", "DB37/* 2672"),
        ("地标 12", "DB37/* 12", "DB32/* 12", "DB3702/* 12"),
        ("市标 12", "DB37/* 12", "DB32/* 12", "DB3702/* 12"),
        ("鲁标 2672", "DB37/* 2672", "DB37/* 2672", "DB37/* 2672"),
        ("江苏地方标准 1", "DB32/* 1", "DB32/* 1", "DB32/* 1"),
        ("国标 2760", "GB/* 2760", "GB/* 2760", "GB/* 2760"),
    ],
)
def test_numbers_that_hang_on_home(text: str, shandong: str, jiangsu: str, qingdao: str) -> None:
    for home, number in (("37", shandong), ("32", jiangsu), ("3702", qingdao)):
        assert str(StandardNumber(text, home=home)) == number
        assert StandardNumber(number_at_home(text, home)) == StandardNumber(number)
    assert number_at_home("大蒜", "32") == "大蒜"


def test_the_number_of_home_is_found() -> None:
    for home, number in (("37", "DB37/T 4320-2021"), ("32", "DB32/T 4320-2021")):
        assert numbers(at(home).search(Search("省标 4320"))) == [number]
        assert at(home).standard("省标 4320").record.number == number
        assert numbers(at(home).search(Search("4320"))) == [
            number,
            *({"DB37/T 4320-2021", "DB32/T 4320-2021"} - {number}),
        ]
        within = numbers(at(home).search(Search("洋葱 or (生姜 标准号:省标4320)")))
        assert within == (["DB37/T 4320-2021", "DB32/T 4320-2021"] if home == "37" else ["DB32/T 4320-2021"])


def test_short_words_for_local_standards_are_filters() -> None:
    for word in ("省标", "地标"):
        assert numbers(at().search(Search(f"大蒜 {word}"))) == ["DB37/T 2-2019", "DB3702/T 3-2018", "DB32/T 1-2024"]


def test_what_applies_to_a_product_stands_by_home() -> None:
    for home, first in (("37", "DB37/T 2-2019"), ("32", "DB32/T 1-2024")):
        found = at(home).applicable("大蒜")
        rows = [row.hit.record.number for group in found.groups for row in group.rows]
        assert next(number for number in rows if number.startswith("DB")) == first
