"""What is suggested: the meaning by examples on both engines, and both against each other on generated catalogues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import ENGINES, Engine, EngineKind, Suggestion, in_memory
from indexer.engines.suggestion_rules import KINDS
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.building import built
from tests.indexer.engines.catalogues import DAY, FIXED, catalogues, record

WHOOSH = ENGINES["whoosh"]
Build = Callable[[Iterable[Record]], Engine]


@pytest.fixture
def build(kind: EngineKind, tmp_path: Path) -> Build:
    return lambda records: built(kind, tmp_path / "first", records)


@pytest.fixture
def engine(build: Build) -> Engine:
    return build(FIXED)


def rows(found: Iterable[Suggestion], kind: str) -> list[str]:
    """What of one kind is suggested: the numbers of standards, else texts."""
    return [one.number or one.text for one in found if one.kind == kind]


GARLIC = ["DB37/T 2672-2019", "DB3702/T 15-2021"]


@pytest.mark.parametrize("typed", ["大蒜", "dasuan", "da suan", "DaSuan", "ds", "dasu", "das", "dsuan", "da蒜", "大s"])
def test_a_subject_and_its_titles_in_any_spelling(engine: Engine, typed: str) -> None:
    found = engine.suggest(typed, 8, DAY)
    assert rows(found, "subject") == ["大蒜"]
    assert rows(found, "title") == GARLIC
    assert found[0].count == 2


@pytest.mark.parametrize("typed", ["gbt1", "GB/T 1", "ＧＢ／Ｔ１", "gb1"])
def test_numbers_in_any_spelling_those_in_force_first(engine: Engine, typed: str) -> None:
    numbers = rows(engine.suggest(typed, 8, DAY), "number")
    assert numbers[:2] == ["GB/T 1.1-2020", "GB/T 1.2-2020"]
    assert numbers[-1] == "GB/T 1.1-2009"


def test_all_numbers_that_begin_so(build: Build) -> None:
    many = [record(f"DB37/T {serial}-2016", f"规范 {serial}") for serial in (2800, 2815, 2899, 280, 2900)]
    old = record("DB37/T 2801-2010", "规范", status=Status.ABOLISHED)
    found = build([old, *many]).suggest("db37t28", 8, DAY)
    assert [one.number for one in found] == [
        "DB37/T 280-2016", "DB37/T 2800-2016", "DB37/T 2815-2016", "DB37/T 2899-2016", "DB37/T 2801-2010",
    ]  # fmt: skip


def test_marks_of_a_number_count_once_they_are_typed(engine: Engine) -> None:
    assert rows(engine.suggest("GB/T 1.", 8, DAY), "number") == ["GB/T 1.1-2020", "GB/T 1.2-2020", "GB/T 1.1-2009"]
    assert rows(engine.suggest("gbt1.1-2", 8, DAY), "number") == ["GB/T 1.1-2020", "GB/T 1.1-2009"]
    assert rows(engine.suggest("gbt112020", 8, DAY), "number") == ["GB/T 1.1-2020"]
    assert rows(engine.suggest("19001-2016", 8, DAY), "number")[0] == "GB/T 19001-2016"


def test_statuses_are_those_of_the_day(engine: Engine) -> None:
    before, after = (engine.suggest("gbt1.1", 8, day) for day in (date(2020, 9, 30), date(2020, 10, 1)))
    assert [(one.number, one.status) for one in before] == [
        ("GB/T 1.1-2009", Status.CURRENT), ("GB/T 1.1-2020", Status.UPCOMING),
    ]  # fmt: skip
    assert [one.status for one in after] == [Status.CURRENT, Status.REPLACED]


def test_a_word_inside_a_title(engine: Engine) -> None:
    assert rows(engine.suggest("冷链", 8, DAY), "title") == ["DB3702/T 15-2021"]
    assert rows(engine.suggest("技术规程 大蒜", 8, DAY), "title") == ["DB37/T 2672-2019"]
    assert rows(engine.suggest("大蒜 不在", 8, DAY), "title") == []


def test_titles_in_force_first_then_those_that_begin_so(build: Build) -> None:
    titles = {"鲜大蒜": Status.CURRENT, "大蒜贮藏方法": Status.CURRENT, "大蒜": Status.ABOLISHED}
    engine = build([record(f"NY/T {at}-2020", title, status=is_) for at, (title, is_) in enumerate(titles.items(), 1)])
    assert rows(engine.suggest("大蒜", 8, DAY), "title") == ["NY/T 2-2020", "NY/T 1-2020", "NY/T 3-2020"]


def test_of_equal_titles_the_best_is_told(build: Build) -> None:
    engine = build([record("NY/T 2-2001", "洋葱", status=Status.REPLACED), record("NY/T 2-2020", "洋葱")])
    assert rows(engine.suggest("洋葱", 8, DAY), "title") == ["NY/T 2-2020"]


def test_the_most_frequent_subject_first(build: Build) -> None:
    titles = ["大蒜 甲", "大蒜 乙", "电视 甲", "电视 乙", "电视 丙", "毒素"]
    found = build([record(f"NY/T {at}-2020", title) for at, title in enumerate(titles, 1)]).suggest("ds", 8, DAY)
    assert [(one.text, one.count) for one in found if one.kind == "subject"] == [("电视", 3), ("大蒜", 2)]
    assert rows(found, "title") == ["NY/T 3-2020", "NY/T 4-2020", "NY/T 5-2020"]


def test_a_subject_that_finds_nothing_more_is_not_told_twice(build: Build) -> None:
    titles = ["大蒜生产 甲", "大蒜生产 乙"]
    found = build([record(f"NY/T {at}-2020", title) for at, title in enumerate(titles, 1)]).suggest("大", 8, DAY)
    assert rows(found, "subject") == ["大蒜"]


def test_two_phrases_side_by_side_by_pinyin(build: Build) -> None:
    titles = ["大蒜 生产技术规程", "大蒜 种植", "洋葱 生产技术规程"]
    engine = build([record(f"NY/T {at}-2020", title) for at, title in enumerate(titles, 1)])
    assert rows(engine.suggest("dasuanjishu", 8, DAY), "title") == ["NY/T 1-2020"]
    assert engine.suggest("dasuanyangcong", 8, DAY) == []


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("重庆小面", "chongqing"),
        ("长度测量", "changdu"),
        ("绿色食品", "lvse"),
        ("绿色食品", "luse"),
        ("生活饮用水卫生标准", "shenghuoyinyongshui"),
        ("生活饮用水卫生标准", "shyysws"),
        ("薄膜", "bomo"),
        ("薄膜", "baomo"),
    ],
)
def test_titles_by_how_they_begin_in_pinyin(build: Build, title: str, typed: str) -> None:
    assert rows(build([record("NY/T 1-2020", title)]).suggest(typed, 8, DAY), "title") == ["NY/T 1-2020"]


def test_pinyin_never_reaches_a_search(engine: Engine) -> None:
    from indexer.engines.base import Request
    from indexer.query import Pieces, Prefix, Text

    for tree in (Pieces((Text("dasuan"),)), Prefix("dasuan", None), Text("ds")):
        assert engine.search(Request(tree, DAY)).total == 0


@pytest.mark.parametrize("typed", ["山东省市场", "市场监督", "shandong", "sdssc", "山dong"])
def test_organisations(engine: Engine, typed: str) -> None:
    found = {one.text: one for one in engine.suggest(typed, 8, DAY) if one.kind == "organisation"}
    one = found["山东省市场监督管理局"]
    assert (one.field, one.value, one.count) == ("issuer", "山东省市场监督管理局", 1)


@pytest.mark.parametrize("typed", ["65.020", "农业和林业", "林业", "nongyehelinye", "nyhly", "farming and for"])
def test_classes(engine: Engine, typed: str) -> None:
    found = [(one.field, one.value, one.count) for one in engine.suggest(typed, 8, DAY) if one.kind == "class"]
    assert ("ics", "65.020", 1) in found


def test_classes_without_standards_are_not_suggested(engine: Engine) -> None:
    assert rows(engine.suggest("67.080", 8, DAY), "class") == []
    assert [one.value for one in engine.suggest("b31", 8, DAY)] == ["B31"]


@pytest.mark.parametrize("typed", ["", " ", "-", "《》", "\x00", "没有这样的东西", "zzzzzz", "x" * 5000, "大" * 5000])
def test_nothing_to_suggest(engine: Engine, typed: str) -> None:
    assert engine.suggest(typed, 8, DAY) == []
    assert engine.suggest("大蒜", 0, DAY) == []


def test_the_limit_holds_and_kinds_stand_together(engine: Engine) -> None:
    for typed in ("标准", "gb", "b", "s", "1"):
        for limit in (1, 3, 20):
            kinds = [KINDS.index(one.kind) for one in engine.suggest(typed, limit, DAY)]
            assert len(kinds) <= limit
            assert kinds == sorted(kinds)


def test_small_changes_are_seen(tmp_path: Path) -> None:
    engine = built(
        WHOOSH, tmp_path / "first", [*FIXED, *(record(f"YY/T {at}-2020", f"器械 {at}") for at in range(1, 60))]
    )
    writer = engine.writer(tmp_path / "second")
    writer.remove("DB37/T 2672-2019")
    writer.add(record("NY/T 1-2026", "洋葱 品种", issuers=("济南某某协会",)))
    writer.add(record("NY/T 2-2026", "黑蒜 等级"))
    writer.commit()
    changed = WHOOSH.open(tmp_path / "second")
    assert (tmp_path / "second" / "delta").is_dir()
    assert rows(changed.suggest("dasuan", 8, DAY), "subject") == []
    assert rows(changed.suggest("大蒜", 8, DAY), "title") == ["DB3702/T 15-2021"]
    assert rows(changed.suggest("yangcong", 8, DAY), "subject") == ["洋葱"]
    assert rows(changed.suggest("heisuan", 8, DAY), "subject") == ["黑蒜"]
    assert rows(changed.suggest("jnmm", 8, DAY), "organisation") == ["济南某某协会"]


#: beginnings of what the catalogues hold, in every way to type it
TYPED = """
大 大蒜 大蒜s 蒜 标准 标准化 技术 技术规程 第 水 sda S x- ph PH值 生 体系 體系 山东 国家标准化 市场 A类 0 0.5
d ds dsjs dasuan das da蒜 b bz biaozhun biaozhunhua js jishu jishuguicheng shengchanjishu dasuanjishu
sd shandong gj gjbzh sc scjd shipin gb gb1 gbt GB/T1 gbt1. gbt11 db37 DB37/T1 db371 57 5749 1. 1.1 11-2 nyt
01 01.120 67 67.080 b b3 B31 a00 shuiguo sg 水果 蔬菜 fruits vegetables s标准 x射线
"""
typed_texts = st.one_of(
    st.sampled_from([*TYPED.split(), "大蒜 生产", "生产 大蒜", "GB/T 1"]),
    st.text("dsbzjiaun大蒜标准化技术 1.", max_size=8),
)


def agree(engine: Engine, memory: Engine, typed: str, limit: int, day: date) -> None:
    assert engine.suggest(typed, limit, day) == memory.suggest(typed, limit, day)


asked = st.lists(st.tuples(typed_texts, st.integers(1, 12), st.just(DAY) | st.dates()), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogue=catalogues, asked=asked)
def test_both_engines_agree(catalogue: list[Record], asked: list[tuple[str, int, date]]) -> None:
    memory = in_memory(catalogue)
    with TemporaryDirectory() as folder:
        engine = built(WHOOSH, Path(folder) / "first", catalogue)
        for row in asked:
            agree(engine, memory, *row)
        engine.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogue=catalogues, added=catalogues, data=st.data(), asked=asked, share=st.sampled_from([0.0, 100.0]))
def test_both_engines_agree_after_a_change(
    catalogue: list[Record], added: list[Record], data: st.DataObject, asked: list[tuple[str, int, date]], share: float
) -> None:
    removed = data.draw(st.lists(st.sampled_from([one.number for one in catalogue]), unique=True))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.engines.whoosh.build.change_writer.MERGE_SHARE", share)
        engine = built(WHOOSH, Path(folder) / "first", catalogue)
        writer = engine.writer(Path(folder) / "second")
        for number in removed:
            writer.remove(number)
        for one in added:
            writer.add(one)
        writer.commit()
        changed = WHOOSH.open(Path(folder) / "second")
        memory = in_memory(map(changed.get, changed.numbers()))  # type: ignore[arg-type]
        for row in asked:
            agree(changed, memory, *row)
        engine.close()
        changed.close()
