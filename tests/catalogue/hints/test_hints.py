"""Why an answer is as it is, and a way on that was tried: on a small catalogue where all is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue import Catalogue, Search
from catalogue.search.answer import Hint
from indexer.engines import in_memory
from standard.publisher import Level
from standard.status import Status
from tests.indexer.engines.catalogues import DAY, FIXED, record

MORE = (
    record("DB37/T 2548.1-2017", "农产品贮藏技术规程 第1部分：大蒜"),
    record("DB37/T 2548.2-2017", "农产品贮藏技术规程 第2部分：洋葱"),
    record("NY/T 5-2001", "养老机构服务质量基本规范", abstract="洋芋脱毒"),
    record("NY 9-2001", "hydrogen 气体检测"),
    record(
        "GB 9743-2007",
        "轿车轮胎",
        status=Status.ABOLISHED,
        issued=date(2007, 11, 1),
        abolished=date(2015, 1, 1),
        replaced_by=("GB 9743-2015",),
    ),
    record("GB 9743-2024", "轿车轮胎", issued=date(2024, 4, 29), replaces=("GB 9743-2015",)),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory((*FIXED, *MORE)), today=lambda: DAY)


def hints(catalogue: Catalogue, text: str, **more: object) -> list[Hint]:
    return list(catalogue.search(Search(text, **more)).hints)  # type: ignore[arg-type]


def one(catalogue: Catalogue, kind: str, text: str, **more: object) -> Hint:
    found = hints(catalogue, text, **more)
    assert kind in [hint.kind for hint in found], found
    return next(hint for hint in found if hint.kind == kind)


QUERIES = (
    "DB37/T",
    "DB37",
    "GB",
    "DB37/T 2548",
    "DB37/T 2548-2017",
    "DB37/T 2548.9",
    "GB/T 1.1 GB/T 99999 GB 5749",
    "GB 9743-2007",
    "NYY/T 5",
    "T/SDASX 12-2020",
    "大蒜 火星",
    "火星大蒜技术规程",
    "养老机勾",
    "hydrogn",
    "大蒜 洋葱 养老",
    "题名:洋芋",
    '"大蒜洋葱"',
    '"技术规程 大蒜"',
    "大蒜 状态:废止",
    "大蒜 -大蒜",
    "大蒜 2019-2021",
    "(大蒜 or 火星) 轮胎",
    "洋葱 题名:火星",
)


@pytest.mark.parametrize("filters", [(), (("level", ("industry",)),), (("level", ("local",)), ("year", ("1990",)))])
@pytest.mark.parametrize("text", QUERIES)
def test_whatever_is_offered_has_the_hits_that_it_says(catalogue: Catalogue, text: str, filters: object) -> None:
    for hint in hints(catalogue, text, filters=filters):
        if hint.query or hint.search:
            assert hint.search is not None
            assert hint.total == catalogue.search(hint.search).total, hint
            assert hint.total or hint.kind == "left_out", hint  # who insists on what is not there finds nothing


@given(st.lists(st.sampled_from([*QUERIES, "or", "-大蒜", "(", ")", "现行", "2020"]), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_without_hits_says_why(catalogue: Catalogue, words: list[str]) -> None:
    answer = catalogue.search(Search(" ".join(words)))
    assert answer.total or answer.hints
    for hint in answer.hints:
        assert not hint.query or (hint.search is not None and catalogue.search(hint.search).total == hint.total)


@given(st.text(alphabet='大蒜养老机勾标准号题名摘要:：()（）"“”-－−— *.~GBNT/1029orANDNOT|é𠮷', max_size=30))
@example('B 大 号 -"大 老')
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_has_hints_that_hold(catalogue: Catalogue, text: str) -> None:
    answer = catalogue.search(Search(text))
    assert answer.total or answer.hints
    for hint in answer.hints:
        assert not hint.query or (hint.search is not None and catalogue.search(hint.search).total == hint.total)
    for chip in answer.chips:
        catalogue.search(chip.without)


@pytest.mark.parametrize("text", ["DB37/T", "DB 37/t", "标准号:DB37/T", "DB37"])
def test_a_prefix_alone_finds_all_its_standards_and_says_so(catalogue: Catalogue, text: str) -> None:
    answer = catalogue.search(Search(text))
    assert {hit.record.number.split()[0] for hit in answer.hits} == {"DB37/T"}
    assert answer.total == 3
    assert "全部 3 项" in answer.hints[0].text.chinese
    assert answer.hints[0].kind == "prefix"


def test_a_prefix_names_those_of_another_nature(catalogue: Catalogue) -> None:
    assert one(catalogue, "prefix_other", "NY").query == "NY/T"


def test_a_number_of_which_only_parts_are_there(catalogue: Catalogue) -> None:
    hint = one(catalogue, "number_parts", "DB37/T 2548")
    assert (hint.query, hint.total) == ("DB37/T 2548.*", 2)
    assert one(catalogue, "number_parts", "DB37/T 2548.9").query == "DB37/T 2548.*"


def test_one_of_several_numbers_is_missing(catalogue: Catalogue) -> None:
    found = hints(catalogue, "GB/T 1.1 GB/T 99999 GB 5749")
    assert [hint.kind for hint in found if "99999" in hint.text.chinese] == ["number_missing"]


def test_a_number_that_has_ended_names_what_applies(catalogue: Catalogue) -> None:
    assert one(catalogue, "number_ended", "GB 9743-2007").query == "GB 9743-2024"
    assert one(catalogue, "number_ended", "GB/T 1.1-2009").query == "GB/T 1.1-2020"
    assert "number_ended" not in [hint.kind for hint in hints(catalogue, "GB/T 1.1-2020")]


def test_a_serial_number_alone(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("2672"))
    assert [hit.record.number for hit in answer.hits] == ["DB37/T 2672-2019"]
    assert catalogue.search(Search("标准号:2672")).hits == answer.hits
    assert [hint.kind for hint in hints(catalogue, "HB 200")] == ["prefix_unknown"]
    assert [hint.kind for hint in hints(catalogue, "7777")] == ["number_missing"]
    assert [hint.kind for hint in hints(catalogue, "DB37/2672")] == ["number_near"]


def test_a_serial_number_beside_its_subject(catalogue: Catalogue) -> None:
    for text in ("2672 大蒜", "大蒜 2672", "大蒜技术规程 2672", "2672大蒜"):
        answer = catalogue.search(Search(text))
        assert [(hit.group, hit.record.number) for hit in answer.hits][:1] == [("exact", "DB37/T 2672-2019")]
        assert not {"unknown_words", "number_missing", "number_ended"} & {hint.kind for hint in answer.hints}
    for text in ("2672 洋葱", "7777 大蒜", "7777大蒜"):
        assert f"“{text[:4]}”" in one(catalogue, "left_out", text).text.chinese


def test_a_number_of_a_region_without_its_nature() -> None:
    both = (
        record("DB37 12-2020", "甲"),
        record("DB37/T 12-2020", "乙", level=Level.NATIONAL),
        record("DB37/T 13-2020", "丙", status=Status.ABOLISHED, replaced_by=("DB37/T 14-2021",)),
        record("DB37/T 14-2021", "丁"),
        record("GB/T 15-2021", "戊"),
    )
    catalogue = Catalogue(in_memory(both), today=lambda: DAY)
    found = {text: [hit.record.title for hit in catalogue.search(Search(text)).hits] for text in NATURELESS}
    assert found == NATURELESS
    assert one(catalogue, "number_ended", "DB37 13").query == "DB37/T 14-2021"
    assert one(catalogue, "number_near", "DB37 13").query == "DB37/T 13-2020"
    assert one(catalogue, "number_near", "GB 15").query == "GB/T 15-2021"
    assert [hint.kind for hint in hints(catalogue, "DB37 99")] == ["number_missing"]
    for text in ("DB37 12 火星", "DB37/T 12 火星"):
        assert "“火星”一词，去掉" in one(catalogue, "unknown_words", text).text.chinese


def test_the_same_number_of_another_nature_is_near_whatever_its_prefix(catalogue: Catalogue) -> None:
    assert one(catalogue, "number_near", "NY 5-2001").query == "NY/T 5-2001"
    assert one(catalogue, "number_near", "NY/T 9").query == "NY 9-2001"
    assert one(catalogue, "number_near", "DB37 2672").query == "DB37/T 2672-2019"


def test_a_number_known_in_part_is_shown_as_it_was_typed(catalogue: Catalogue) -> None:
    hint = one(catalogue, "number_near", "国标9001")
    assert ("国标9001" in hint.text.chinese, "GB/*" in hint.text.chinese, hint.query) == (
        True,
        False,
        "GB/T 19001-2016",
    )
    assert one(catalogue, "number_near", "GB 19001").query == "GB/T 19001-2016"
    assert one(catalogue, "number_near", "GB/T 9001").query == "GB/T 19001-2016"
    for text, typed in (("国标 77-2020 大蒜", "国标 77-2020"), ("国标７７", "国标７７"), ("鲁标 9999", "鲁标 9999")):
        assert f" {typed}，" in one(catalogue, "number_missing", text).text.chinese
    (chip,) = [chip for chip in catalogue.search(Search("国标 5749")).chips if chip.kind == "number"]
    assert chip.text.chinese == "国标 5749"


NATURELESS = {
    "DB37 12-2020": ["甲", "乙"],
    "DB37/12-2020": ["甲", "乙"],
    "DB37/T 12-2020": ["乙"],
    "DB37 14": ["丁"],
    "DB37 13-2020": ["丙"],
    "GB 15": [],
}


@pytest.mark.parametrize("text", ["DB3702 大蒜", "DB3706 大蒜", "DB37 大蒜"])
def test_the_code_of_a_city_is_no_number_of_another(catalogue: Catalogue, text: str) -> None:
    assert not {"prefix_near", "prefix_unknown"} & {hint.kind for hint in hints(catalogue, text)}


def test_a_prefix_that_does_not_exist(catalogue: Catalogue) -> None:
    assert one(catalogue, "prefix_near", "NYY/T 5").query == "NY/T 5"
    assert one(catalogue, "prefix_near", "T/SDASX 12-2020").query == "T/SDAS 12-2020"
    assert one(catalogue, "prefix_unknown", "ABCX/T 55").query == ""


def test_the_one_unknown_word_is_named_and_the_rest_offered(catalogue: Catalogue) -> None:
    hint = one(catalogue, "unknown_words", "火星大蒜生产技术规程")
    assert "“火星”一词，去掉" in hint.text.chinese
    assert hint.query == "大蒜生产技术规程"
    assert one(catalogue, "left_out", "大蒜 克苏鲁").query == '"克苏鲁" 大蒜'
    assert "火星" in one(catalogue, "unknown_words", "题名:火星").text.chinese
    several = one(catalogue, "unknown_words", "火星养老克苏鲁技术规程").text.chinese
    assert "以下词：火星、克苏鲁；去掉这些词" in several
    assert one(catalogue, "unknown_words", "火星 克苏鲁").text.chinese == "目录中没有以下词：火星、克苏鲁。"


def test_the_rarest_words_are_kept(catalogue: Catalogue) -> None:
    hint = one(catalogue, "never_together", "标准化 养老 起草 质量 洋葱 轮胎 贮藏")
    assert hint.query == "养老 质量"
    assert one(catalogue, "never_together", "标准化 养老").query == "养老"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("养老机勾", "养老机构"),
        ("老养机构 服务", "养老机构 服务"),
        ("大蒜生产技术归程", "大蒜生产技术规程"),
        ("hydrogn", "hydrogen"),
    ],
)
def test_spelling(catalogue: Catalogue, text: str, query: str) -> None:
    assert query in [hint.query for hint in hints(catalogue, text) if hint.kind == "spelling"]


@pytest.mark.parametrize("text", ["轿跑轮胎", "洋蒜"])
def test_another_character_that_sounds_otherwise_is_no_slip(catalogue: Catalogue, text: str) -> None:
    assert "spelling" not in [hint.kind for hint in hints(catalogue, text)]


def test_a_page_of_parts_that_is_not_shown_says_so(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("号要"))
    assert answer.total == 0
    assert [hint.kind for hint in answer.hints] == ["nothing"]


def test_a_rest_of_one_character_is_not_offered(catalogue: Catalogue) -> None:
    offered = (hint.query for hint in hints(catalogue, "胎克苏鲁") if hint.kind == "unknown_words")
    assert "胎" not in offered


def test_each_filter_is_taken_away(catalogue: Catalogue) -> None:
    filters = (("level", ("national",)), ("status", ("current",)))
    hint = one(catalogue, "filters_empty", "大蒜", filters=filters)
    assert "层级：国家标准" in hint.text.chinese
    assert hint.search is not None
    assert hint.search.filters == (("status", ("current",)),)
    both = (("level", ("national",)), ("status", ("abolished",)))
    assert "全部筛选条件" in one(catalogue, "filters_empty", "大蒜", filters=both).text.chinese


def test_a_part_of_the_query_is_to_blame(catalogue: Catalogue) -> None:
    hint = one(catalogue, "part_empty", "大蒜 状态:废止")
    assert (hint.query, hint.total) == ("大蒜", 3)


@pytest.mark.parametrize(
    ("text", "filters", "kind", "above"),
    [
        ("ics:67.999", (), "class_unknown", "67 "),
        ("ics:99.999", (), "class_unknown", ""),
        ("ccs:Z10", (), "class_empty", ""),
        ("大蒜", (("ics", ("67.080.30",)),), "class_unknown", "67.080 "),
        ("大蒜", (("ics", ("67.100",)),), "class_empty", "67 "),
    ],
)
def test_codes_that_no_standard_has(
    text: str, filters: tuple[tuple[str, tuple[str, ...]], ...], kind: str, above: str
) -> None:
    catalogue = Catalogue(in_memory([record("NY/T 1-2020", "大蒜", ics=("67.080.20",), ccs=("B31",))]), lambda: DAY)
    hint = one(catalogue, kind, text, filters=filters)
    assert (f"上级类 {above}" in hint.text.chinese) == bool(above)
    assert (hint.total, hint.search is not None) == ((1, True) if above else (None, False))
    if hint.search is not None:
        assert catalogue.search(hint.search).total == 1


def test_the_same_words_in_another_field(catalogue: Catalogue) -> None:
    hint = one(catalogue, "other_field", "题名:洋芋")
    assert (hint.query, hint.total) == ("摘要:洋芋", 1)
    assert one(catalogue, "other_field", "题名：“洋芋脱”").query == "摘要:“洋芋脱”"


def test_a_phrase_without_its_quotes(catalogue: Catalogue) -> None:
    assert one(catalogue, "unquoted", '"技术规程 大蒜"').query == "技术规程 大蒜"


def test_years_that_look_like_a_range(catalogue: Catalogue) -> None:
    hint = one(catalogue, "range_of_years", "大蒜 2019-2021")
    assert (hint.query, hint.span) == ("大蒜 发布日期:2019..2021", (3, 12))
    assert one(catalogue, "range_of_years", "-洋葱 大蒜 2021年").query == "-洋葱 大蒜 发布日期:2021"
    assert one(catalogue, "part_empty", "大蒜 1987").query == "大蒜"


def test_mistakes_name_their_place(catalogue: Catalogue) -> None:
    hint = one(catalogue, "mistake", "大蒜 颜色:红")
    assert hint.span == (3, 5)
    assert "“颜色”（第 4 个字符）" in hint.text.chinese
    assert "普通文字" in hint.text.chinese


def test_pinyin_and_misspelt_english_lead_on(catalogue: Catalogue) -> None:
    for text, near in (("dasuan", "大蒜"), ("garlik", "garlic")):
        hint = one(catalogue, "spelling", text)
        assert (hint.query, bool(hint.total)) == (near, True)


def test_words_of_a_known_english_term_are_not_called_unknown() -> None:
    steel = Catalogue(in_memory([record("GB/T 1220-2007", "不锈钢棒")]), today=lambda: DAY)
    assert "unknown_words" not in [hint.kind for hint in hints(steel, "stainless steel 棒")]
    (hint,) = [hint for hint in hints(steel, "stainless steel zzz") if hint.kind == "unknown_words"]
    assert (hint.query, hint.total) == ("stainless steel", 1)
