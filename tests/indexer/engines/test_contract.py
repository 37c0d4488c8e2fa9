"""One contract, run on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.engines import FACETS, PAIR, Axis, Engine, EngineKind, Request, Results, number_order
from indexer.engines.opensearch import OpenSearchEngine
from indexer.engines.relevance import CURRENT_FACTOR, CURRENT_FACTOR_SUBJECT, current_factor
from indexer.engines.wordings import wordings
from indexer.errors import IndexFault, RequestError
from indexer.query import (
    And,
    Everything,
    Node,
    Not,
    Number,
    Or,
    PartialNumber,
    Phrase,
    Pieces,
    Prefix,
    Range,
    Term,
    Text,
)
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.building import built
from tests.indexer.engines.catalogues import DAY, FIXED, record

Build = Callable[[Iterable[Record]], Engine]


@pytest.fixture
def build(kind: EngineKind, tmp_path: Path) -> Build:
    places = iter(range(100))
    return lambda records: built(kind, tmp_path / str(next(places)), records)


@pytest.fixture
def engine(name: str, kind: EngineKind, fixed: dict[str, Engine], tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The records that most tests ask about; no test changes them."""
    if name not in fixed:
        fixed[name] = built(kind, tmp_path_factory.mktemp("fixed") / name, FIXED)
    return fixed[name]


@pytest.fixture(scope="module")
def fixed() -> dict[str, Engine]:
    """The engines of those records, by name."""
    return {}


def ask(engine: Engine, tree: Node, **more: object) -> Results:
    return engine.search(Request(tree, DAY, limit=100, **more))  # type: ignore[arg-type]


def found(engine: Engine, tree: Node, **more: object) -> list[str]:
    return [hit.record.number for hit in ask(engine, tree, **more).hits]


def words(*texts: str) -> Pieces:
    return Pieces(tuple(map(Text, texts)))


@pytest.mark.parametrize(
    ("tree", "numbers"),
    [
        (words("大蒜"), {"DB37/T 2672-2019", "DB3702/T 15-2021"}),
        (words("大蒜", "物流"), {"DB3702/T 15-2021", "DB37/T 2672-2019"}),
        (Phrase("蒜生产技"), {"DB37/T 2672-2019"}),
        (Phrase("导则  第1部分"), {"GB/T 1.1-2009", "GB/T 1.1-2020"}),
        (Phrase("導則 第１部分"), {"GB/T 1.1-2009", "GB/T 1.1-2020"}),
        (words("第1部分"), {"GB/T 1.1-2009", "GB/T 1.1-2020"}),
        (words("第2部分"), {"GB/T 1.2-2020"}),
        (Text("山东省", "issuer"), {"DB37/T 2672-2019", "T/SDA 12-2020"}),
        (Term("level", "group"), {"T/SDA 12-2020", "T/SDAS 12-2020"}),
        (Term("region", "37"), {"DB37/T 2672-2019", "DB3702/T 15-2021"}),
        (Term("region", "3702"), {"DB3702/T 15-2021"}),
        (Term("ics", "65"), {"DB37/T 2672-2019"}),
        (Term("ccs", "B31"), {"DB37/T 2672-2019", "NY/T 1071-2006"}),
        (Term("adopts", "ISO 9001:2015"), {"GB/T 19001-2016"}),
        (Term("adopts", "*"), {"GB/T 19001-2016"}),
        (Term("nature", "nothing of this kind"), set()),
        (Prefix("GB/T 1.", "number"), {"GB/T 1.1-2009", "GB/T 1.1-2020", "GB/T 1.2-2020"}),
        (Prefix("gbt1.", "number"), {"GB/T 1.1-2009", "GB/T 1.1-2020", "GB/T 1.2-2020"}),
        (Prefix("DB37", "number"), {"DB37/T 2672-2019", "DB3702/T 15-2021"}),
        (Prefix("T/SDA", "number"), {"T/SDA 12-2020", "T/SDAS 12-2020"}),
        (Prefix("t/sda ", "number"), {"T/SDA 12-2020"}),
        (Prefix("qual", None), {"ISO 9001:2015"}),
        (Range("issued", date(2021, 1, 1), date(2021, 12, 31)), {"DB3702/T 15-2021"}),
        (Range("issued", None, date(2008, 1, 1)), {"NY/T 1071-2006"}),
        (And((words("大蒜"), Not(words("物流")))), {"DB37/T 2672-2019"}),
        (Or((words("洋葱"), words("黑蒜"))), {"NY/T 1071-2006", "Q/LWSP 0001S-2020"}),
        (Or(()), set()),
        (And((Everything(), Term("level", "industry"))), {"NY/T 1071-2006"}),
        (words("类"), {"T/SDA 12-2020", "T/SDAS 12-2020"}),
        (words("A类"), {"T/SDA 12-2020"}),
    ],
)
def test_what_matches(engine: Engine, tree: Node, numbers: set[str]) -> None:
    assert set(found(engine, tree)) == numbers


def test_everything_matches_nothing_asked(engine: Engine) -> None:
    assert ask(engine, Everything()).total == len(FIXED) == engine.count()


def test_number_comes_first_then_its_series_then_what_mentions_it(engine: Engine) -> None:
    hits = [(hit.record.number, hit.group) for hit in ask(engine, Pieces((Number("gbt1.1-2009"),))).hits]
    assert hits == [("GB/T 1.1-2009", "exact"), ("GB/T 1.1-2020", "series")]
    hits = [(hit.record.number, hit.group) for hit in ask(engine, Pieces((Number("ISO 9001:2015"),))).hits]
    assert hits == [("ISO 9001:2015", "exact"), ("GB/T 19001-2016", "text")]


def test_undated_number_means_every_edition_current_first(engine: Engine) -> None:
    hits = [(hit.record.number, hit.group) for hit in ask(engine, Number("GB/T 1.1", own=True)).hits]
    assert hits == [("GB/T 1.1-2020", "exact"), ("GB/T 1.1-2009", "exact")]


def test_amendments_stand_with_their_standard(engine: Engine) -> None:
    assert found(engine, Number("GB/T 19001-2016", own=True)) == ["GB/T 19001-2016", "GB/T 19001-2016/XG1-2024"]


def test_numbers_in_a_piece_are_held_as_they_stand(build: Build) -> None:
    engine = build([record("GB/T 1.2-1988", "标准化工作导则 第1单元：规则 第2部分：出版"), *FIXED])
    assert set(found(engine, words("标准化工作导则", "第1部分"))) == {"GB/T 1.1-2009", "GB/T 1.1-2020"}


@pytest.mark.parametrize(
    ("asked", "answers", "others"),
    [
        ("GB 5749", "GB 5749-2022", "GB/T 5749-1999"),
        ("GB/T 5749", "GB/T 5749-1999", "GB 5749-2022"),
        ("T/SDA 12-2020", "T/SDA 12-2020", "T/SDAS 12-2020"),
        ("T/SDAS 12-2020", "T/SDAS 12-2020", "T/SDA 12-2020"),
    ],
)
def test_numbers_do_not_answer_for_each_other(engine: Engine, asked: str, answers: str, others: str) -> None:
    numbers = found(engine, Pieces((Number(asked),)))
    assert numbers[0] == answers
    assert others not in numbers


def test_a_number_no_grammar_knows_is_found_by_its_spelling(build: Build) -> None:
    engine = build([Record("农业部1782号公告-6-2012", "转基因植物及其产品成分检测"), *FIXED])
    for spelling in ("农业部1782号公告-6-2012", "《农业部 1782 号公告 6 2012》", "农业部1782号公告－6－2012"):
        assert found(engine, Number(spelling, own=True)) == ["农业部1782号公告-6-2012"]
    assert found(engine, Number("农业部1782号公告-62-012", own=True)) == []


@pytest.mark.parametrize(
    ("partial", "numbers"),
    [
        (PartialNumber("1.1"), ["GB/T 1.1-2020", "GB/T 1.1-2009"]),
        (PartialNumber("1.1", 2009), ["GB/T 1.1-2009"]),
        (PartialNumber("5749", stem="GB"), ["GB 5749-2022", "GB/T 5749-1999"]),
        (PartialNumber("12", 2020, "T"), ["T/SDA 12-2020", "T/SDAS 12-2020"]),
        (PartialNumber("2672", stem="DB37"), ["DB37/T 2672-2019"]),
        (PartialNumber("2672", stem="GB"), []),
        (PartialNumber("67"), []),
    ],
)
def test_a_number_with_a_part_left_out_is_any_that_has_the_rest(
    engine: Engine, partial: PartialNumber, numbers: list[str]
) -> None:
    hits = ask(engine, partial).hits
    assert sorted(hit.record.number for hit in hits) == sorted(numbers)
    assert {hit.group for hit in hits} <= {"exact"}
    assert found(engine, Number(str(partial), own=True)) == found(engine, partial)


def test_free_text_is_widened_where_few_hold_it_all(engine: Engine) -> None:
    results = ask(engine, words("大蒜", "生产", "技术规程", "洋葱"))
    assert results.widened
    assert results.hits[0].record.number == "DB37/T 2672-2019"
    assert {hit.group for hit in results.hits} == {"partial"}


def test_a_filter_only_narrows(build: Build) -> None:
    many = [record(f"NY/T {serial}-2020", f"大蒜 种植 {'品种' if serial % 2 else '贮藏'}") for serial in range(1, 31)]
    engine = build([*many, *FIXED])
    assert ask(engine, words("大蒜", "种植")).total == 30
    results = ask(engine, words("大蒜", "种植"), filters=(("level", ("local",)),))
    assert (results.total, results.widened) == (0, False)


def test_other_words_for_the_same(engine: Engine) -> None:
    asked = Text("蒜头", also=("大蒜", "洋葱"))
    assert set(found(engine, Pieces((asked,)))) == {"DB37/T 2672-2019", "DB3702/T 15-2021", "NY/T 1071-2006"}
    hits = ask(engine, Pieces((asked, Text("物流")))).hits
    assert [hit.record.number for hit in hits if hit.group == "text"] == ["DB3702/T 15-2021"]
    assert "NY/T 1071-2006" in found(engine, Not(asked)), "what is excluded is excluded as it was typed"


def test_what_was_typed_comes_before_other_words_for_it(build: Build) -> None:
    engine = build([record("NY/T 1-2020", "洋芋贮藏"), record("NY/T 2-2020", "土豆贮藏")])
    hits = ask(engine, Pieces((Text("土豆", also=("洋芋",)),))).hits
    assert [hit.record.title for hit in hits] == ["土豆贮藏", "洋芋贮藏"]
    assert hits[0].score > hits[1].score > 0


def test_torn_pieces_go_on_at_their_edges_where_nothing_else_is_found(build: Build) -> None:
    engine = build([record("NY/T 1-2020", "转基因水稻 定性PCR方法"), record("NY/T 2-2020", "陶瓷 第11部分 测定")])
    assert found(engine, words("定性P", "CR方法", "转基因水")) == ["NY/T 1-2020"]
    assert found(engine, words("陶瓷", "第1部分")) == [], "a part is another part"
    assert found(engine, words("第1", "陶瓷")) == ["NY/T 2-2020"]


def test_torn_pieces_are_found_behind_the_whole_ones(build: Build) -> None:
    engine = build([record("NY/T 1-2020", "陶瓷 第1部分 测定"), record("NY/T 2-2020", "陶瓷 第11部分 测定 密度")])
    hits = [(hit.record.number, hit.group) for hit in ask(engine, words("第1", "陶瓷", "测定", "密度")).hits]
    assert hits == [("NY/T 2-2020", "partial")]


def test_words_within_a_word_fill_up_a_short_answer(build: Build) -> None:
    titles = ["手提灭火器", "泡沫灭火剂", "阻火器", "木制家具 通则", "儿童家具", "木制底盘", "标准化", "标准"]
    others = [record(f"GB {serial}-2020", f"其他标准 第{serial}部分") for serial in range(100, 300)]
    engine = build([record(f"GB {serial}-2020", title) for serial, title in enumerate(titles, start=1)] + others)
    hits = [(hit.record.title, hit.group) for hit in ask(engine, words("灭火器")).hits]
    assert hits == [("手提灭火器", "text"), ("泡沫灭火剂", "partial")], "火器 is no part of 灭火器"
    furniture = {hit.record.title for hit in ask(engine, words("木制家具")).hits}
    assert furniture == {"木制家具 通则", "儿童家具", "木制底盘"}
    assert found(engine, words("标准化")) == ["GB 7-2020"], "标准 is too common to fill up by"


def test_a_prefix_beside_words_is_held_first_and_not_by_all(engine: Engine) -> None:
    asked = Pieces((Text("大蒜"),), (Term("prefix", "DB37/T"),))
    hits = [(hit.record.number, hit.group) for hit in ask(engine, asked).hits]
    assert hits == [("DB37/T 2672-2019", "text"), ("DB3702/T 15-2021", "partial")]
    assert found(engine, Not(asked)) == found(engine, Not(And((Text("大蒜"), Term("prefix", "DB37/T")))))
    assert ask(engine, Pieces((Text("没有这个词"),), (Term("prefix", "DB37/T"),))).total == 0


def test_pairs_do_not_make_up_for_the_rarest_piece_of_a_short_query(build: Build) -> None:
    titles = ["家具中有害物质限量"] * 4 + ["玩具安全"]
    engine = build([record(f"GB {serial}-2020", titles[serial % 5]) for serial in range(60)])
    assert {hit.record.title for hit in ask(engine, words("玩具", "有害物质")).hits} == {"玩具安全"}


def test_a_word_made_of_others_is_held_where_these_are(build: Build) -> None:
    engine = build([record("GB 1-2020", "食品中农药最大残留限量"), record("GB 2-2020", "农药名称")])
    assert [hit.group for hit in ask(engine, words("农药残留限量")).hits][:1] == ["text"]
    assert found(engine, Text("农药残留限量")) == ["GB 1-2020"]
    assert found(engine, Phrase("农药残留限量")) == []


def test_what_a_number_asks_for_stands_by_status_before_relevance(build: Build) -> None:
    old = record("GB/T 1354-2009", "大米 国家标准", status=Status.ABOLISHED, abstract="大米 国家标准")
    engine = build([old, record("GB/T 1354-2018", "大米")])
    asked = Pieces((Number("GB/T 1354"), Text("大米"), Text("国家标准")))
    assert found(engine, asked)[:2] == ["GB/T 1354-2018", "GB/T 1354-2009"]
    assert found(engine, words("大米", "国家标准"))[0] == "GB/T 1354-2009", "among words relevance decides"


def test_an_unknown_word_is_looked_for_by_the_words_within_it(build: Build) -> None:
    others = [record(f"GB {serial}-2020", f"其他标准 第{serial}部分") for serial in range(100, 300)]
    engine = build([record("GB 1-2020", "辣椒干"), *others])
    assert [(hit.record.title, hit.group) for hit in ask(engine, words("辣椒酱")).hits] == [("辣椒干", "partial")]
    assert found(engine, words("辣椒酱", "贮藏")) == []


def test_a_single_character_is_not_made_up_for_by_pairs(build: Build) -> None:
    titles = ["食品中硒的测定"] * 4 + ["饲料中铅的测定"]
    engine = build([record(f"GB {serial}-2020", titles[serial % 5]) for serial in range(60)])
    hits = ask(engine, words("食品", "铅", "测定")).hits
    assert {hit.record.title for hit in hits} == {"饲料中铅的测定"}


def test_negation_quotes_and_fields_are_not_widened(engine: Engine) -> None:
    assert found(engine, Phrase("大蒜生产技术规程洋葱")) == []
    assert found(engine, Text("大蒜 生产 洋葱", "title")) == []
    held = set(found(engine, Not(words("大蒜", "生产", "技术规程", "洋葱"))))
    assert "DB37/T 2672-2019" in held


def test_facets_count_all_matches_not_the_page(engine: Engine) -> None:
    results = engine.search(Request(Everything(), DAY, limit=1, facets=FACETS))
    assert dict(results.facets["level"]) == {
        "national": 7,
        "local": 2,
        "industry": 1,
        "group": 2,
        "enterprise": 1,
        "international": 1,
    }
    assert dict(results.facets["status"]) == {"current": 11, "replaced": 1, "unknown": 1, "upcoming": 1}
    assert dict(results.facets["ics"]) == {"01": 3, "13": 1, "03": 1, "65": 1}
    assert dict(results.facets["ccs"]) == {"A": 4, "B": 2, "C": 1}
    assert dict(results.facets["region"]) == {"37": 2, "3702": 1}
    assert results.facets["year"][0] == ("2020", 10)
    assert results.facets["issuer"][0][1] == 1


def test_a_facet_may_leave_its_own_filter_out(engine: Engine) -> None:
    filters = (("level", ("group",)),)
    closed = engine.search(Request(Everything(), DAY, filters, facets=("level", "year")))
    opened = engine.search(Request(Everything(), DAY, filters, facets=("level", "year"), open_facets=True))
    assert dict(closed.facets["level"]) == {"group": 2}
    assert dict(opened.facets["level"])["national"] == 7
    assert opened.facets["year"] == closed.facets["year"] == (("2020", 2),)
    assert opened.total == closed.total == 2


def test_values_of_one_filter_are_alternatives_and_filters_add_up(engine: Engine) -> None:
    assert len(found(engine, Everything(), filters=(("level", ("group", "local")),))) == 4
    assert found(engine, Everything(), filters=(("level", ("group", "local")), ("year", ("2021",)))) == [
        "DB3702/T 15-2021"
    ]


def test_status_is_that_of_the_day(engine: Engine) -> None:
    def status(day: date, number: str) -> Status:
        hits = engine.search(Request(Number(number, own=True), day)).hits
        return next(hit.status for hit in hits if hit.record.number == number)

    assert status(date(2020, 9, 30), "GB/T 1.1-2009") is Status.CURRENT
    assert status(date(2020, 10, 1), "GB/T 1.1-2009") is Status.REPLACED
    assert status(date(2026, 12, 31), "Q/LWSP 0001S-2020") is Status.UPCOMING
    assert status(date(2027, 1, 1), "Q/LWSP 0001S-2020") is Status.CURRENT
    upcoming = Request(Everything(), date(2020, 9, 30), (("status", ("upcoming",)),))
    assert "GB/T 1.1-2020" in {hit.record.number for hit in engine.search(upcoming).hits}


@pytest.mark.parametrize("status", [status.value for status in Status])
@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2020, 9, 30), DAY, date(2027, 1, 1)])
def test_a_status_in_the_query_is_that_of_the_day_too(engine: Engine, status: str, day: date) -> None:
    asked = engine.search(Request(Term("status", status), day, limit=100))
    filtered = engine.search(Request(Everything(), day, (("status", (status,)),), limit=100))
    assert {hit.record.number for hit in asked.hits} == {hit.record.number for hit in filtered.hits}


@pytest.mark.parametrize("sort", ["relevance", "issued", "-issued", "effective", "-effective", "number", "title"])
def test_pages_are_stable_and_complete(engine: Engine, sort: str) -> None:
    whole = [hit.record.number for hit in engine.search(Request(Everything(), DAY, sort=sort, limit=100)).hits]
    pages = [
        hit.record.number
        for offset in range(0, 20, 3)
        for hit in engine.search(Request(Everything(), DAY, sort=sort, offset=offset, limit=3)).hits
    ]
    assert pages == whole
    assert len(set(whole)) == len(FIXED)
    beyond = engine.search(Request(Everything(), DAY, sort=sort, offset=10**9, limit=10))
    assert (beyond.hits, beyond.total) == ((), len(FIXED))


def test_sorting(engine: Engine) -> None:
    issued = [hit.record.issued for hit in ask(engine, Everything(), sort="-issued").hits]
    assert issued == sorted(issued, reverse=True)  # type: ignore[type-var]
    by_number = found(engine, Prefix("GB/T 1", "number"), sort="number")
    assert by_number[:3] == ["GB/T 1.1-2009", "GB/T 1.1-2020", "GB/T 1.2-2020"]
    effective = [hit.record.effective for hit in ask(engine, Everything(), sort="effective").hits]
    known = [day for day in effective if day]
    assert effective[: len(known)] == sorted(known)
    assert effective[len(known) :] == [None] * (len(FIXED) - len(known))


def test_current_before_withdrawn_where_equally_relevant(build: Build) -> None:
    old = record("GB/T 700-1988", "碳素结构钢", status=Status.REPLACED)
    new = record("GB/T 700-2006", "碳素结构钢")
    assert found(build([old, new]), words("碳素结构钢")) == ["GB/T 700-2006", "GB/T 700-1988"]


def test_counts_of_all_values(engine: Engine) -> None:
    assert engine.counts("ics") == {
        "01": 3, "01.120": 3, "13": 1, "13.060": 1, "03": 1,
        "03.120": 1, "03.120.10": 1, "65": 1, "65.020": 1, "65.020.20": 1,
    }  # fmt: skip
    assert engine.counts("region") == {"37": 2, "3702": 1}
    with pytest.raises(RequestError, match="可用"):
        engine.counts("title")


def test_how_many_records_have_a_field(engine: Engine) -> None:
    filled = engine.filled()
    assert filled["title"] == filled["level"] == filled["issued"] == len(FIXED)
    assert (filled["ics"], filled["effective"], filled["issuer"]) == (6, 4, 5)
    assert "abstract" not in filled


def test_get_and_numbers(engine: Engine) -> None:
    assert engine.get("GB 5749-2022") == FIXED[3]
    assert engine.get("GB 5749") is None
    assert list(engine.numbers()) == [one.number for one in FIXED]


def test_unknown_names_are_refused(engine: Engine) -> None:
    for wrong in (
        Request(sort="colour"),
        Request(facets=("colour",)),
        Request(filters=(("colour", ("red",)),)),
        Request(filters=(("level", ("planetary",)),)),
    ):
        with pytest.raises(RequestError, match="可用"):
            engine.search(wrong)


def test_changes(engine: Engine, kind: EngineKind, tmp_path: Path) -> None:
    into = tmp_path / "next"
    writer = engine.writer(into)
    writer.add(replace(FIXED[3], title="生活饮用水卫生标准（新）"))
    writer.add(record("DB37/T 9999-2026", "大蒜新品种"))
    assert writer.remove("NY/T 1071-2006")
    assert not writer.remove("NY/T 1071-1999")
    writer.commit()
    changed = kind.open(into)
    assert changed.count() == engine.count() == len(FIXED)
    assert found(engine, words("洋葱")) == ["NY/T 1071-2006"], "what is open stays as it was"
    assert found(changed, words("洋葱")) == []
    assert found(changed, words("大蒜新品种"))[0] == "DB37/T 9999-2026"
    assert found(changed, Phrase("卫生标准新")) == ["GB 5749-2022"]
    assert dict(ask(changed, Everything(), facets=("level",)).facets["level"])["local"] == 3
    ordered = found(changed, Everything(), sort="number")
    assert ordered.index("DB37/T 9999-2026") == ordered.index("DB37/T 2672-2019") + 1


def test_cancelled_changes_leave_no_trace(engine: Engine, kind: EngineKind, tmp_path: Path) -> None:
    writer = engine.writer(tmp_path / "next")
    writer.add(record("DB37/T 9999-2026", "大蒜新品种"))
    writer.cancel()
    assert engine.count() == len(FIXED)
    assert not (tmp_path / "next").exists()
    with pytest.raises(IndexFault):
        kind.open(tmp_path / "next")


#: titles that hold 葡萄: wine, a machine and a bag are not about it
GRAPES = [
    record("NY/T 1-2020", "葡萄酒"),
    record("NY/T 2-2020", "鲜食葡萄"),
    record("NY/T 3-2020", "葡萄埋藤机"),
    record("NY/T 4-1990", "葡萄", status=Status.ABOLISHED),
    record("NY/T 5-2020", "葡萄冷链物流管理与追溯技术规程"),
    record("NY/T 6-2020", "葡萄育果纸袋"),
    record("NY/T 7-1990", "葡萄酒", status=Status.ABOLISHED),
]


def test_one_subject_brings_what_is_about_it_and_in_force_first(build: Build) -> None:
    order = found(build(GRAPES), words("葡萄"))
    assert set(order[:3]) == {"NY/T 2-2020", "NY/T 4-1990", "NY/T 5-2020"}
    assert order.index("NY/T 5-2020") < order.index("NY/T 6-2020")
    assert order[-1] == "NY/T 7-1990"
    assert found(build(GRAPES), words("葡萄酒")) == ["NY/T 1-2020", "NY/T 7-1990"]


def test_several_pieces_and_whole_titles_prefer_what_is_in_force_no_more_than_before(build: Build) -> None:
    engine = build(GRAPES)
    for tree in (words("葡萄", "技术"), words("葡萄冷链物流管理与追溯技术规程"), And((words("葡萄"), Number("GB 1")))):
        assert {score.object_factor for score in engine.explain(tree, ["NY/T 5-2020"], DAY).values()} == {1.0}
        assert current_factor(wordings(tree)[0].subject) == CURRENT_FACTOR
    assert current_factor(wordings(words("葡萄"))[0].subject) == CURRENT_FACTOR_SUBJECT


def test_other_words_for_a_subject_are_subjects(build: Build) -> None:
    engine = build(GRAPES)
    tree = Pieces((Text("提子", also=("葡萄",)),))
    score = engine.explain(tree, ["NY/T 2-2020"], DAY)["NY/T 2-2020"]
    assert (score.subject, score.other_words) == ("葡萄", ("葡萄",))
    assert score.object_factor > 1


#: what is asked, and whether other words for it score best somewhere
SCORED = [
    (words("大蒜"), False),
    (words("标准化工作导则", "第1部分", "结构"), False),
    (Pieces((Text("蒜头", also=("大蒜", "洋葱")), Text("生产"))), True),
    (And((words("质量管理体系"), Not(words("修改单")))), False),
    (Pieces((Number("GB 5749"), Text("卫生标准"))), False),
    (Everything(), False),
]


@pytest.mark.parametrize(("tree", "reworded"), SCORED)
def test_the_parts_of_a_score_make_it_up(engine: Engine, tree: Node, reworded: bool) -> None:
    hits = ask(engine, tree).hits
    scores = engine.explain(tree, [hit.record.number for hit in hits], DAY)
    said = {hit.record.number: hit.score for hit in hits}
    # a cluster adds up in 32 bits
    expected = pytest.approx(said, rel=1e-6) if isinstance(engine, OpenSearchEngine) else said
    assert {number: score.total for number, score in scores.items()} == expected
    assert any(score.other_words for score in scores.values()) is reworded
    for hit in hits:
        score = scores[hit.record.number]
        assert score.current_factor == (
            current_factor(wordings(tree)[0].subject) if hit.score and hit.status is Status.CURRENT else 1
        )
        assert not set(score.missing) & {one.term for one in score.held}
        for one in score.held:
            assert one.share > 0
            assert engine.frequency(one.term, pair=one.kind == PAIR) > 0


def test_a_score_tells_where_its_words_stand(engine: Engine) -> None:
    scores = engine.explain(words("山东省", "大蒜", "洋葱"), ["DB37/T 1-1999", "DB37/T 2672-2019"], DAY)
    assert list(scores) == ["DB37/T 2672-2019"]
    score = scores["DB37/T 2672-2019"]
    fields = {one.term: one.fields for one in score.held}
    assert fields == {"山东省": ("issuer",), "山东": ("issuer",), "大蒜": ("title",)} | {
        one.term: ("title",) for one in score.held if one.kind == PAIR
    }
    assert score.missing == ("洋葱",)


def test_one_field_against_another(engine: Engine) -> None:
    table = engine.cross_counts(Axis("level"), Axis("status"), Request(day=DAY))
    assert table == {
        ("national", "current"): 5, ("national", "replaced"): 1, ("national", "unknown"): 1,
        ("local", "current"): 2, ("industry", "current"): 1, ("group", "current"): 2,
        ("enterprise", "upcoming"): 1, ("international", "current"): 1,
    }  # fmt: skip
    early = engine.cross_counts(Axis("level"), Axis("status"), Request(day=date(2020, 9, 30)))
    assert early["national", "current"] == 4, "statuses are those of the day"


def test_codes_against_a_field_at_every_depth_or_one(engine: Engine) -> None:
    every = engine.cross_counts(Axis("ics"), Axis("level"), Request(day=DAY))
    assert (every["01", "national"], every["01.120", "national"], every["65.020.20", "local"]) == (3, 3, 1)
    top = engine.cross_counts(Axis("ics", 1), Axis("ccs", 1), Request(day=DAY))
    assert top == {("01", "A"): 3, ("03", "A"): 1, ("13", "C"): 1, ("65", "B"): 1}
    assert engine.cross_counts(Axis("ccs", 3), Axis("ics", 3), Request(day=DAY)) == {
        ("A00", "03.120.10"): 1,
        ("B31", "65.020.20"): 1,
    }
    assert engine.cross_counts(Axis("region", 2), Axis("region", 1), Request(day=DAY)) == {("3702", "37"): 1}


def test_what_is_counted_is_what_matches(engine: Engine) -> None:
    request = Request(words("大蒜"), DAY, (("region", ("3702",)),), limit=0)
    assert engine.cross_counts(Axis("issuer"), Axis("year"), request) == {("青岛市市场监督管理局", "2021"): 1}
    both = engine.cross_counts(Axis("issuer"), Axis("issuer"), Request(day=DAY))
    assert both["国家市场监督管理总局", "国家标准化管理委员会"] == 1
    assert engine.cross_counts(Axis("level"), Axis("year"), Request(Or(()), DAY)) == {}


@pytest.mark.parametrize("axis", [Axis("title"), Axis("colour"), Axis("level", 1), Axis("ics", 0)])
def test_what_cannot_be_counted_is_refused(engine: Engine, axis: Axis) -> None:
    for two in ((axis, Axis("level")), (Axis("level"), axis)):
        with pytest.raises(RequestError, match="可"):
            engine.cross_counts(*two, Request(day=DAY))


def test_records_are_read_as_they_are_stored_in_the_order_of_their_numbers(
    build: Build, kind: EngineKind, tmp_path: Path
) -> None:
    engine = build(reversed(FIXED))
    ordered = sorted(FIXED, key=lambda one: number_order(one.number))
    assert list(engine.stored()) == [one.to_bytes() for one in ordered]
    changes = (replace(FIXED[0], title="另一个题名"), record("GB/T 1.1-2015", "中间的一项"))
    writer = engine.writer(tmp_path / "changed")
    writer.remove("GB 5749-2022")
    for one in changes:
        writer.add(one)
    writer.commit()
    expected = {one.number: one for one in (*FIXED, *changes) if one.number != "GB 5749-2022"}
    stored = list(kind.open(tmp_path / "changed").stored())
    assert stored == [expected[number].to_bytes() for number in sorted(expected, key=number_order)]
