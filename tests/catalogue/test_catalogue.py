"""The facade: searches, hints, marks, a standard's surroundings; on a small catalogue where all is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalogue import Catalogue, Search
from catalogue.lookup import StandardNotFound
from catalogue.query import MAX_TEXT
from catalogue.query.reading import QueryError
from catalogue.search.request import FILTERS
from indexer.engines import in_memory
from indexer.errors import RequestError
from standard.record import Adoption, Conflict, Record
from standard.status import Status
from standard.wording import Words
from tests.indexer.engines.catalogues import DAY, FIXED, record
from webapp.addresses import PageAddresses


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(FIXED), today=lambda: DAY)


def numbers(catalogue: Catalogue, text: str, **more: object) -> list[str]:
    return [hit.record.number for hit in catalogue.search(Search(text, **more)).hits]  # type: ignore[arg-type]


def hints(catalogue: Catalogue, search: Search) -> dict[str, str]:
    return {hint.kind: hint.text.chinese for hint in catalogue.search(search).hints}


def test_empty_query_matches_everything(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search())
    assert answer.total == len(FIXED)
    assert answer.hints == ()
    assert sum(row.count for row in answer.facets["level"]) == len(FIXED)


def test_json_has_the_agreed_names(catalogue: Catalogue) -> None:
    value = catalogue.search(Search("GB/T 1.1")).to_json(PageAddresses())
    assert {"query", "total", "took_ms", "hints", "hits", "facets"} <= value.keys()
    assert set(value["facets"]) == {"level", "status", "function", "year", "ics", "ccs", "region", "issuer"}
    hit = value["hits"][0]
    assert {"number", "title", "level", "status", "issued", "effective", "group", "score", "url"} <= hit.keys()
    assert hit["url"] == "/standards/GB_T_1.1-2020"
    assert (hit["issued"], hit["group"], hit["status"]) == ("2020-03-31", "exact", "current")
    assert value["facets"]["level"] == [{"value": "national", "label": Words("国家标准", "National"), "count": 2}]


@pytest.mark.parametrize(
    "text",
    [
        "GB/T 1.1-2020",
        "gbt1.1-2020",
        "《GB/T 1.1—2020》",
        "ＧＢ／Ｔ　１．１－２０２０",
        "GB T 1.1 2020",
        "GB_T 1.1-2020",
        "标准号:GBT1.1-2020",
    ],
)
def test_any_spelling(catalogue: Catalogue, text: str) -> None:
    assert numbers(catalogue, text)[0] == "GB/T 1.1-2020"


def test_number_beside_words(catalogue: Catalogue) -> None:
    assert numbers(catalogue, "GB/T 1.1-2020 标准化工作导则")[0] == "GB/T 1.1-2020"
    assert numbers(catalogue, "GB/T 1.1-2020 完全不同的题名")[0] == "GB/T 1.1-2020"


def test_a_pasted_title_finds_its_standard(catalogue: Catalogue) -> None:
    for one in FIXED:
        for text in (
            one.title,
            f"《{one.title}》",
            one.title.replace("：", ":"),
            f'"{one.title}"',
            f"{one.title} ({one.number})",
        ):
            assert one.number in numbers(catalogue, text), text


def test_marks_are_places_in_the_original(catalogue: Catalogue) -> None:
    def marked(text: str, number: str) -> list[str]:
        hit = next(hit for hit in catalogue.search(Search(text)).hits if hit.record.number == number)
        return [hit.record.title[start:end] for start, end in hit.marks.get("title", ())]

    assert marked("大蒜", "DB37/T 2672-2019") == ["大蒜"]
    assert marked("大蒜 技術規程", "DB37/T 2672-2019") == ["大蒜", "技术规程"]
    assert marked('"导则第1部分"', "GB/T 1.1-2020") == ["导则 第1部分"]
    assert marked("ＩＳＯ 标准化", "GB/T 1.2-2020") == ["标准化", "ISO", "标准化", "标准化"]


def test_numbers_are_marked_where_a_text_names_them() -> None:
    guide = record("T/SDAS 9-2021", "《GB/T 1.1—2020》实施指南")
    catalogue = Catalogue(in_memory([*FIXED, guide]), today=lambda: DAY)
    hit = next(hit for hit in catalogue.search(Search("gbt1.1-2020")).hits if hit.record == guide)
    assert [guide.title[start:end] for start, end in hit.marks["title"]] == ["GB/T 1.1—2020"]


def test_hint_for_widening(catalogue: Catalogue) -> None:
    assert "widened" in hints(catalogue, Search("大蒜 生产 技术规程 洋葱"))


def test_hint_for_an_edition_that_is_not_there(catalogue: Catalogue) -> None:
    found = hints(catalogue, Search("GB/T 1.1-2018"))
    assert "GB/T 1.1-2020" in found["number_near"]


def test_hint_for_gb_instead_of_gbt(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("GB 1.1-2020"))
    assert {hit.record.number.partition("-")[0] for hit in answer.hits} == {"GB/T 1.1"}
    assert any(hint.kind == "number_near" and "GB/T 1.1-2020" in hint.text.chinese for hint in answer.hints)


def test_hint_for_a_number_nobody_has(catalogue: Catalogue) -> None:
    assert "GB/T 99999" in hints(catalogue, Search("GB/T 99999-2020"))["number_missing"]


def test_hint_for_filters_that_leave_nothing(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("大蒜", filters=(("level", ("national",)),)))
    hint = next(hint for hint in answer.hints if hint.kind == "filters_empty")
    assert "2 项" in hint.text.chinese
    assert hint.search is not None
    assert catalogue.search(hint.search).total == 2


def test_hint_for_unknown_words_names_them_and_goes_on(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("大蒜 克苏鲁"))
    hint = next(hint for hint in answer.hints if hint.kind == "unknown_words")
    assert "克苏鲁" in hint.text.chinese
    assert hint.search is not None
    assert catalogue.search(hint.search).total > 0


@pytest.mark.parametrize("text", ["-", "（）", '"', "，。"])
def test_hint_for_only_operators(catalogue: Catalogue, text: str) -> None:
    answer = catalogue.search(Search(text))
    assert answer.total == 0
    assert [hint.kind for hint in answer.hints if hint.kind != "mistake"] == ["empty_query"]


def test_zero_results_always_say_why(catalogue: Catalogue) -> None:
    for text in (
        "克苏鲁",
        "-",
        "GB 99999",
        '"大蒜洋葱"',
        "状态:暂停",
        "题名:克苏鲁",
        "大蒜 -大蒜",
        "发布日期:1800",
        "T/XXXX 1-2020",
    ):
        answer = catalogue.search(Search(text))
        assert answer.total == 0, text
        assert answer.hints, text


def test_page_beyond_the_end(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("大蒜", offset=10**9))
    assert (answer.total, answer.hits) == (2, ())
    hint = next(hint for hint in answer.hints if hint.kind == "past_end")
    assert hint.search is not None
    assert catalogue.search(hint.search).hits


def test_a_long_query_is_cut_and_told(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("大蒜 " * 2500))
    assert answer.total == 2
    assert str(MAX_TEXT) in hints(catalogue, Search("大蒜 " * 2500))["cut"]


def test_strict_refuses_with_the_place(catalogue: Catalogue) -> None:
    with pytest.raises(QueryError) as caught:
        catalogue.search(Search("大蒜 颜色:红", strict=True))
    assert caught.value.span == (3, 5)


@pytest.mark.parametrize(
    "wrong", [{"sort": "colour"}, {"limit": 101}, {"limit": -1}, {"offset": -1}, {"filters": (("colour", ("red",)),)}]
)
def test_searches_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(RequestError, match=r"可用|超出范围"):
        Search("大蒜", **wrong)  # type: ignore[arg-type]


def test_every_filter_can_be_asked(catalogue: Catalogue) -> None:
    for name in FILTERS:
        value = {"level": "local", "status": "current", "nature": "guidance"}.get(name, "37")
        catalogue.search(Search("", filters=((name, (value,)),)))


def test_a_search_prints_itself_back() -> None:
    args = [
        ("q", "大蒜"),
        ("level", "local"),
        ("level", "national"),
        ("year", "2020"),
        ("sort", "-issued"),
        ("offset", "20"),
    ]
    search = Search.from_args(args)
    named = Search(filters=(("issuer", ("Acme Co., Ltd",)),))
    assert Search.from_args(named.to_args()) == named
    assert Search.from_args(search.to_args()) == search
    assert search.to_args() == args
    narrowed = search.with_filter("region", "37")
    assert narrowed.chosen("region") == ("37",)
    assert narrowed.offset == 0
    assert narrowed.without_filter("region").at(offset=20) == search
    assert search.without_filter("level", "local").chosen("level") == ("national",)
    assert Search.from_args([("level", "local,national"), ("q", "大蒜")]).chosen("level") == ("local", "national")
    with pytest.raises(RequestError, match="不是整数"):
        Search.from_args([("limit", "ten")])


def test_a_standard_with_its_surroundings(catalogue: Catalogue) -> None:
    view = catalogue.standard("gbt1.1-2009")
    assert (view.record.number, view.status) == ("GB/T 1.1-2009", Status.REPLACED)
    assert [row.number for row in view.editions] == ["GB/T 1.1-2020", "GB/T 1.1-2009"]
    assert [(row.kind, row.number, row.in_catalogue) for row in view.related] == [
        ("replaced_by", "GB/T 1.1-2020", True)
    ]
    assert [(code.code, code.name.chinese) for code in view.ics] == [("01.120", "标准化总则")]
    assert view.ics[0].above[0][0] == "01"


def test_relations_lead_both_ways(catalogue: Catalogue) -> None:
    adopted = catalogue.standard("ISO 9001:2015")
    assert [(row.kind, row.number) for row in adopted.related] == [("adopted_by", "GB/T 19001-2016")]
    adopting = catalogue.standard("GB/T 19001-2016")
    assert [(row.kind, row.number, row.degree) for row in adopting.related] == [
        ("adopts", "ISO 9001:2015", "IDT"),
        ("amended_by", "GB/T 19001-2016/XG1-2024", ""),
    ]
    amendment = catalogue.standard("GB/T 19001-2016/XG1-2024")
    assert [(row.kind, row.number) for row in amendment.related] == [("amends", "GB/T 19001-2016")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("GB/T 1.1", "GB/T 1.1-2020"),
        ("GB_T_1.1-2020", "GB/T 1.1-2020"),
        ("DB37_T_2672-2019", "DB37/T 2672-2019"),
        ("T_SDAS_12-2020", "T/SDAS 12-2020"),
        ("iso9001-2015", "ISO 9001:2015"),
    ],
)
def test_standards_are_found_by_any_spelling(catalogue: Catalogue, text: str, number: str) -> None:
    assert catalogue.standard(text).record.number == number


def test_a_standard_that_is_not_there(catalogue: Catalogue) -> None:
    with pytest.raises(StandardNotFound) as caught:
        catalogue.standard("GB/T 5749-2022")
    assert [row.number for row in caught.value.near] == ["GB/T 5749-1999", "GB 5749-2022"]
    parts = Catalogue(in_memory([record("DB37/T 2548.1-2017", "甲")]), today=lambda: DAY)
    with pytest.raises(StandardNotFound) as caught:
        parts.standard("DB37_T_2548")
    assert [row.number for row in caught.value.near] == ["DB37/T 2548.1-2017"]
    for text in ("", "大蒜", "../../etc/passwd", "GB", "x" * 5000):
        with pytest.raises(StandardNotFound):
            catalogue.standard(text)


def test_citation(catalogue: Catalogue) -> None:
    assert catalogue.standard("GB/T 1.1-2020").citation == (
        "国家市场监督管理总局, 国家标准化管理委员会. "
        "标准化工作导则 第1部分：标准化文件的结构和起草规则: GB/T 1.1—2020[S]. 2020."
    )
    assert catalogue.standard("NY/T 1071-2006").citation == "洋葱: NY/T 1071—2006[S]. 2006."


def test_contradictions_are_told_not_mended() -> None:
    over = record("NY/T 1-2010", "甲", abolished=date(2015, 1, 1))
    old = record("NY/T 2-2010", "乙", replaced_by=("NY/T 2-2020",))
    new = record("NY/T 2-2020", "乙", effective=date(2021, 1, 1), replaces=("NY/T 2-2010",))
    told = replace(new, conflicts=(Conflict("title", "丙", "example.org"),))
    catalogue = Catalogue(in_memory([over, old, told]), today=lambda: DAY)
    assert "2015-01-01" in catalogue.standard("NY/T 1-2010").contradictions[0].chinese
    assert catalogue.standard("NY/T 1-2010").status is Status.ABOLISHED
    assert "NY/T 2-2020" in catalogue.standard("NY/T 2-2010").contradictions[0].chinese
    assert catalogue.standard("NY/T 2-2010").status is Status.CURRENT
    assert "example.org" in catalogue.standard("NY/T 2-2020").contradictions[0].chinese


def test_the_chain_goes_over_what_the_catalogue_lacks() -> None:
    old = record("GB 9743-2007", "轿车轮胎", status=Status.ABOLISHED, replaced_by=("GB 9743-2015",))
    new = record("GB 9743-2024", "轿车轮胎", replaces=("GB 9743-2015",))
    ring = record("GB 9743-1997", "轿车轮胎", status=Status.ABOLISHED, replaced_by=("GB 9743-2007", "GB 9743-1997"))
    catalogue = Catalogue(in_memory([old, new, ring]), today=lambda: DAY)
    for number in ("GB 9743-2007", "GB 9743-1997"):
        assert [row.number for row in catalogue.standard(number).in_force] == ["GB 9743-2024"]
    assert catalogue.standard("GB 9743-2024").in_force == ()


def test_a_year_after_the_day_of_issue_is_told() -> None:
    late = record("NB/T 10452-2026", "甲", issued=date(2020, 10, 23))
    told = Catalogue(in_memory([late, *FIXED]), today=lambda: DAY)
    assert "2026 晚于" in told.standard("NB/T 10452-2026").contradictions[0].chinese
    assert told.standard("GB/T 1.1-2009").contradictions == ()


def test_an_upcoming_successor_leaves_the_old_one_current() -> None:
    old = record("NY/T 2-2010", "乙", replaced_by=("NY/T 2-2026",), status=Status.CURRENT)
    new = record("NY/T 2-2026", "乙", effective=date(2027, 1, 1), replaces=("NY/T 2-2010",))
    catalogue = Catalogue(in_memory([old, new]), today=lambda: DAY)
    assert catalogue.standard("NY/T 2-2010").status is Status.CURRENT
    assert catalogue.standard("NY/T 2-2010").contradictions == ()
    assert catalogue.standard("NY/T 2-2026").status is Status.UPCOMING
    assert numbers(catalogue, "NY/T 2") == ["NY/T 2-2010", "NY/T 2-2026"]


def test_levels(catalogue: Catalogue) -> None:
    assert [(row.value, row.count) for row in catalogue.levels()][:2] == [("national", 7), ("industry", 1)]


def test_numbers_unknown_to_any_grammar_have_a_page() -> None:
    catalogue = Catalogue(in_memory([Record("鲁标备1782号-6-2012", "检测方法")]), today=lambda: DAY)
    assert catalogue.standard("鲁标备1782号-6-2012").editions[0].number == "鲁标备1782号-6-2012"
    assert numbers(catalogue, "《鲁标备1782号-6-2012》") == ["鲁标备1782号-6-2012"]


def test_an_edition_in_force_beside_a_newer_one_is_told() -> None:
    old = record("GB/T 13967-2008", "甲", issued=date(2008, 11, 13), effective=date(2008, 1, 1))
    new = record("GB/T 13967-2018", "甲", issued=date(2018, 1, 1))
    english = record("GB/T 13967-2008E", "甲（英文版）")
    catalogue = Catalogue(in_memory([old, new, english]), today=lambda: DAY)
    told = catalogue.standard("GB/T 13967-2008").contradictions
    assert [text.chinese[:24] for text in told] == [
        "记录的实施日期 2008-01-01 早于发布日",
        "记录的状态为“现行”，但本标准的新版本 GB/T 13967-2018"[:24],
    ]
    assert "GB/T 13967-2018" in told[1].chinese
    assert catalogue.standard("GB/T 13967-2018").contradictions == ()
    assert catalogue.standard("GB/T 13967-2008E").contradictions == ()


def test_what_is_no_number_is_told_with_what_a_search_finds(catalogue: Catalogue) -> None:
    with pytest.raises(StandardNotFound, match="可检索到"):
        catalogue.standard("大蒜")
    with pytest.raises(StandardNotFound) as caught:
        catalogue.standard("x" * 5000)
    assert len(str(caught.value)) < 100


def test_an_adopted_edition_that_has_ended_is_told() -> None:
    adopting = record("GB 11120-2011", "涡轮机油", adopts=(Adoption("ISO 8068:2006", "MOD"),))
    old = record("ISO 8068:2006", "Lubricants", status=Status.REPLACED, replaced_by=("ISO 8068:2024",))
    catalogue = Catalogue(in_memory([adopting, old, record("ISO 8068:2024", "Lubricants")]), today=lambda: DAY)
    told = "所采用的 ISO 8068:2006 状态为“被代替”，现行标准为 ISO 8068:2024。"
    assert catalogue.standard("GB 11120-2011").contradictions[0].chinese == told
    neq = replace(adopting, adopts=(Adoption("ISO 8068:2006", "NEQ"),))
    assert Catalogue(in_memory([neq, old]), today=lambda: DAY).standard("GB 11120-2011").contradictions == ()
