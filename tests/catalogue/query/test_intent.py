"""What people say around a subject is told apart from it; titles and operators are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Catalogue, Search
from catalogue.query.intent import subject
from catalogue.query.reading import read_query
from indexer.engines import in_memory
from indexer.query import And, Everything, Node, Number, Or, PartialNumber, Phrase, Pieces, Prefix, Term, Text
from tests.indexer.engines.catalogues import record

DAY = date(2026, 1, 1)
RECORDS = (
    record("GB/T 22212-2008", "地理标志产品 金乡大蒜"),
    record("DB37/T 2548.1-2017", "农产品贮藏技术规程 第1部分：大蒜"),
    record("DB14/T 2751-2023", "大蒜生产技术规程"),
    record("GB 2760-2024", "食品安全国家标准 食品添加剂使用标准"),
    record("T/XA 1-2020", "食品添加剂使用情况的调查和报告指南"),
    record("DB37/T 1-2020", "地方标准制修订工作规范"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def level(value: str, word: str) -> Or:
    return Or((Term("level", value), Phrase(word, "title")))


def about(*texts: str) -> Pieces:
    return Pieces(tuple(map(Text, texts)))


GARLIC = Pieces((Text("大蒜", also=("大蒜标准",)),))


def with_serial(serial: Text, *others: Text | Number) -> Node:
    number = And((PartialNumber(serial.text), *others))
    return Or((Or((Pieces((serial, *others)), number)), Number(f"{serial.text} 大蒜标准", own=True)))


NATIONAL = Term("level", "national")
IN_FORCE = Or((Term("status", "current"), Phrase("现行", "title")))


MANDATORY = Or((Term("nature", "mandatory"), Phrase("强制性", "title")))


def ended(word: str) -> Or:
    return Or((Term("status", "abolished"), Term("status", "replaced"), Phrase(word, "title")))


def place(name: str, code: str) -> Or:
    return Or((Term("region", code), Phrase(name)))


def anywhere(name: str, code: str) -> Or:
    """What a place is beside a filter: it only adds to the score."""
    return Or((*place(name, code).parts, Everything()))


JJG = Or((Term("prefix", "JJG"), Prefix("JJG(", "number"), Phrase("JJG")))


def prefixes(code: str) -> tuple[Term, ...]:
    return tuple(Term("prefix", code + nature) for nature in ("", "/T", "/Z"))


FARMING = replace(about("大蒜"), beside=(Or((*prefixes("NY"), Phrase("农业行业标准"))),))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("大蒜标准", GARLIC),
        ("大蒜的标准", GARLIC),
        ("大蒜的相关标准", GARLIC),
        ("大蒜标准有哪些", GARLIC),
        ("大蒜有什么标准", GARLIC),
        ("大蒜 标准", Pieces((Text("大蒜", also=("大蒜 标准",)),))),
        ("大蒜 分级 标准 最新", Pieces((Text("大蒜"), Text("分级", also=("分级 标准",))))),
        ("畜禽场环境质量标准", Pieces((Text("畜禽场环境质量标准", also=("畜禽场环境质量",)),))),
        ("有关 大蒜 的 标准", Pieces((Text("大蒜", also=("大蒜 标准",)),))),
        ("关于大蒜的国家标准", And((about("大蒜"), level("national", "国家标准")))),
        ("大蒜 国标 分级", And((about("大蒜", "分级"), Term("level", "national")))),
        ("国家标准 大蒜", And((about("大蒜"), level("national", "国家标准")))),
        ("大蒜团标", And((about("大蒜"), Term("level", "group")))),
        ("青岛地标 大蒜", And((about("大蒜"), Term("region", "3702"), Term("level", "local")))),
        ("山东省大蒜地方标准", And((about("大蒜"), Term("region", "37"), level("local", "地方标准")))),
        ("山东省地方标准 大蒜", And((about("大蒜"), Term("region", "37"), level("local", "地方标准")))),
        (
            "强制性国标 大蒜",
            And((about("大蒜"), Or((Term("nature", "mandatory"), Phrase("强制性", "title"))), NATIONAL)),
        ),
        ("现行 大蒜", And((about("大蒜"), IN_FORCE))),
        ("大蒜现行标准", And((GARLIC, IN_FORCE))),
        ("最新大蒜国标", And((about("大蒜"), NATIONAL))),
        ("大蒜执行什么标准", GARLIC),
        ("强制性 大蒜", And((about("大蒜"), MANDATORY))),
        ("大蒜 强制性的标准", And((about("大蒜"), MANDATORY))),
        ("强制性的大蒜标准", And((GARLIC, MANDATORY))),
        ("国家标准 强制性 大蒜", And((about("大蒜"), level("national", "国家标准"), MANDATORY))),
        ("推荐性 大蒜", And((about("大蒜"), Or((Term("nature", "recommended"), Phrase("推荐性", "title")))))),
        ("强标 大蒜", And((about("大蒜"), Or((Term("nature", "mandatory"), Phrase("强标", "title")))))),
        ("现行标准 大蒜", And((about("大蒜"), IN_FORCE))),
        ("现行的大蒜标准", And((GARLIC, IN_FORCE))),
        ("大蒜 现行标准 分级", And((about("大蒜", "分级"), IN_FORCE))),
        ("即将实施 大蒜", And((about("大蒜"), Or((Term("status", "upcoming"), Phrase("即将实施", "title")))))),
        ("大蒜即将实施的标准", And((GARLIC, Or((Term("status", "upcoming"), Phrase("即将实施", "title")))))),
        ("废止 大蒜", And((about("大蒜"), ended("废止")))),
        ("大蒜 作废", And((about("大蒜"), ended("作废")))),
        ("已废止的 大蒜标准", And((GARLIC, ended("已废止")))),
        ("已经废止的大蒜标准", And((GARLIC, ended("已经废止")))),
        ("大蒜已废止标准", And((GARLIC, ended("已废止")))),
        ("药品废止管理标准", Pieces((Text("药品废止管理标准", also=("药品废止管理",)),))),
        ("大蒜标准最新版本", GARLIC),
        ("大蒜最新标准", GARLIC),
        ("农业行业标准 大蒜", FARMING),
        ("大蒜 农业行业标准", FARMING),
        ("火星行业标准 大蒜", about("火星行业标准", "大蒜")),
        ("济南 大蒜", replace(about("大蒜"), beside=(place("济南", "3701"),))),
        ("大蒜 分级 山东省", replace(about("大蒜", "分级"), beside=(place("山东省", "37"),))),
        ("大蒜 山东 分级", about("大蒜", "山东", "分级")),
        ("金乡 大蒜", about("金乡", "大蒜")),
        ("济南 山东", replace(about("山东"), beside=(place("济南", "3701"),))),
        ("山东", about("山东")),
        (
            "山东 团体标准 大蒜",
            And((replace(about("大蒜"), beside=(anywhere("山东", "37"),)), level("group", "团体标准"))),
        ),
        ("山东 地方标准 大蒜", And((about("大蒜"), Term("region", "37"), level("local", "地方标准")))),
        ("大蒜标准号", GARLIC),
        ("大蒜标准 pdf", GARLIC),
        ("工程文档 PDF", about("工程文档", "PDF")),
        ("GB 2762 pdf", Or((Pieces((Number("GB 2762"),)), Number("GB 2762 pdf", own=True)))),
        ("GB2762还有效吗", Pieces((Number("GB2762"),))),
        ("执行标准 GB 2762", Pieces((Number("GB 2762"),))),
        ("执行标准：GB 2762", Pieces((Number("GB 2762"),))),
        ("产品标准代号：GB 2762", Pieces((Number("GB 2762"),))),
        ("产品执行标准号:GB2762-2022", Pieces((Number("GB2762-2022"),))),
        ("本产品执行标准为GB 2762", Pieces((Number("GB 2762"),))),
        ("大蒜，执行标准：GB 2762", Pieces((Text("大蒜"), Number("GB 2762")))),
        ("标准代号：GB 2762", Pieces((Number("GB 2762"),))),
        ("标准代号：GB", Term("prefix", "GB")),
        ("标准号：GB 2762", Number("GB 2762", own=True)),
        ("执行标准：DB37 2548", Or((Pieces((Number("DB37 2548"),)), PartialNumber("2548", stem="DB37")))),
        ("执行标准：大蒜", about("大蒜")),
        ("产品执行标准 大蒜", about("大蒜")),
        ("标准号", about("标准号")),
        ("2024年 大蒜标准", And((GARLIC, Or((Term("year", "2024"), Phrase("2024年", "title")))))),
        ("2548 大蒜标准", with_serial(Text("2548"), *GARLIC.pieces)),
        ("NY 大蒜", replace(about("大蒜"), beside=(Or((*prefixes("NY"), Phrase("NY"))),))),
        ("ABC 大蒜", about("ABC", "大蒜")),
        ("JGJ 大蒜", replace(about("大蒜"), beside=(Or((*prefixes("JGJ"), Phrase("JGJ"))),))),
        ("大蒜 ybb", replace(about("大蒜"), beside=(Or((*prefixes("YBB"), Phrase("ybb"))),))),
        ("JJG 大蒜", replace(about("大蒜"), beside=(JJG,))),
        ("JJG大蒜标准", replace(GARLIC, beside=(JJG,))),
        ("JJG(电子) 大蒜", replace(about("大蒜"), beside=(Term("prefix", "JJG(电子)"),))),
        ("JJG（电子）大蒜", replace(about("大蒜"), beside=(Term("prefix", "JJG(电子)"),))),
        ("JJG", Or((Term("prefix", "JJG"), Prefix("JJG(", "number")))),
        ("CAS 大蒜", about("CAS", "大蒜")),
        ("ISO大蒜", about("ISO大蒜")),
        ("GB/T大蒜", replace(about("大蒜"), beside=(Term("prefix", "GB/T"),))),
        ("T/R组件", about("T/R组件")),
        ("国标", Term("level", "national")),
        ("国家标准", about("国家标准")),
        ("标准", about("标准")),
        ("标准有哪些", about("标准有哪些")),
        ("关于孔隙率的定义", about("关于孔隙率的定义")),
        ("采用国际标准", about("采用国际标准")),
        ("食品安全国家标准 大蒜", about("食品安全国家标准", "大蒜")),
        ("GB 2762 标准", Pieces((Number("GB 2762"),))),
    ],
)
def test_a_question_is_read(text: str, tree: Node) -> None:
    assert read_query(text).tree == tree


@pytest.mark.parametrize("text", ["执行标准：GB 2762", "产品标准代号：GB 2762", "标准号 GB 2762", "执行标准：大蒜"])
def test_words_of_a_label_are_no_mistake(text: str) -> None:
    assert read_query(text, strict=True).mistakes == ()


@pytest.mark.parametrize(
    "text", ['"大蒜标准"', "大蒜 -标准", "(大蒜标准)", "大蒜标准 or 洋葱标准", "国标 2760", "国标 1354-2018"]
)
def test_operators_quotes_and_numbers_mean_what_they_say(text: str) -> None:
    assert not [token for token in read_query(text).tokens if token.kind in ("weak", "said", "filler")]


def test_the_kind_is_a_chip_that_can_be_taken_off(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("关于大蒜的国家标准"))
    assert [hit.record.number for hit in answer.hits] == ["GB/T 22212-2008"]
    (chip,) = answer.chips
    assert (chip.name.chinese, chip.text.chinese, chip.without.text) == ("层级", "国家标准", "关于大蒜")


def test_the_prefix_of_regulations_comes_first_and_is_not_called_unknown() -> None:
    records = (record("GB/T 1226-2017", "一般压力表"), record("JJG(铁道) 183-2020", "机车电测压力表检定规程"))
    answer = Catalogue(in_memory(records), today=lambda: DAY).search(Search("JJG 压力表"))
    assert [hit.record.number for hit in answer.hits] == ["JJG(铁道) 183-2020", "GB/T 1226-2017"]
    assert [hint.kind for hint in answer.hints] == ["widened"]


def test_what_is_from_a_place_comes_first(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("山东 大蒜"))
    assert (answer.hits[0].group, answer.hits[0].record.number) == ("text", "DB37/T 2548.1-2017")
    assert answer.total == catalogue.search(Search("大蒜")).total
    (chip,) = answer.chips
    assert (chip.name.chinese, chip.text.chinese, chip.without.text) == ("地区", "山东", "大蒜")
    assert "part_empty" not in [hint.kind for hint in catalogue.search(Search("青岛 大蒜")).hints]
    assert subject("山东 大蒜") == "山东 大蒜"


def test_a_place_beside_a_filter_leaves_what_fits_it() -> None:
    many = [record(f"DB37/T {serial}-2020", "大蒜") for serial in range(1, 13)]
    records = (*many, record("T/XA 1-2020", "大蒜"), record("T/XA 2-2020", "大蒜", issuers=("山东省农业协会",)))
    answer = Catalogue(in_memory(records), today=lambda: DAY).search(Search("山东 团体标准 大蒜"))
    assert [hit.record.number for hit in answer.hits] == ["T/XA 2-2020", "T/XA 1-2020"]


def test_a_title_that_says_standard_comes_first(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("食品添加剂使用标准"))
    assert [hit.record.number for hit in answer.hits][:2] == ["GB 2760-2024", "T/XA 1-2020"]


def test_a_title_that_names_the_kind_is_found(catalogue: Catalogue) -> None:
    assert catalogue.search(Search("制修订工作规范 地方标准")).hits[0].record.number == "DB37/T 1-2020"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("现行标准 大蒜", "大蒜"),
        ("已废止的 大蒜标准", "大蒜标准"),
        ("强制性的大蒜标准", "大蒜标准"),
        ("JJG大蒜", "大蒜"),
        ("农业行业标准 大蒜", "大蒜"),
    ],
)
def test_nothing_is_left_of_a_chip_that_is_taken_off(catalogue: Catalogue, text: str, without: str) -> None:
    (chip,) = catalogue.search(Search(text)).chips
    assert chip.without.text == without


def test_nothing_of_the_kind_says_how_many_there_are_otherwise(catalogue: Catalogue) -> None:
    (hint,) = [hint for hint in catalogue.search(Search("大蒜企标")).hints if hint.kind == "part_empty"]
    assert (hint.query, hint.total) == ("大蒜", 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("大蒜的国家标准", "大蒜"), ("大蒜有哪些标准", "大蒜"), ("标准", "标准"), ("大蒜 -标准", "大蒜 -标准"), ("", "")],
)
def test_a_product_is_asked_for_without_what_stands_around_it(text: str, expected: str) -> None:
    assert subject(text) == expected


@pytest.mark.parametrize("text", ["大蒜的", "大蒜的国家标准", "大蒜标准有哪些"])
def test_suggestions_are_those_of_the_subject(catalogue: Catalogue, text: str) -> None:
    assert catalogue.suggest(text) == catalogue.suggest("大蒜") != []


@given(st.text(alphabet='的标准国家行地团企关于有哪些什么最新大蒜 0aA-()"省山东', max_size=20))
def test_places_of_tokens_are_those_of_the_text(text: str) -> None:
    reading = read_query(text)
    told = [token for token in reading.tokens if token.kind in ("piece", "weak", "said", "filler")]
    assert all(text[slice(*token.span)] == token.text for token in told)
    assert [token.span for token in reading.tokens] == sorted(token.span for token in reading.tokens)
