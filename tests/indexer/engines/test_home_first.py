"""Home's local standards stand before those of other places of equal standing; nothing else moves for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import ENGINES
from indexer.engines.base import Engine, Request
from indexer.engines.memory.engine import MemoryEngine
from indexer.engines.relevance import home_factor
from indexer.query import Everything, Node, Number, Pieces, Text
from standard.home import is_at_home
from standard.publisher import Level
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.building import built
from tests.indexer.engines.catalogues import DAY, catalogues, days, filters, record, trees
from tests.indexer.engines.test_contract import Build, build  # noqa: F401 - fixtures

GARLIC = Pieces((Text("大蒜"),))


def order(engine: Engine, tree: Node = GARLIC, home: str = "37", **more: object) -> list[str]:
    results = engine.search(Request(tree, DAY, limit=100, home=home, **more))  # type: ignore[arg-type]
    return [hit.record.number for hit in results.hits]


def test_home_comes_first_where_equally_relevant(build: Build) -> None:  # noqa: F811
    engine = build(
        [
            record("DB32/T 1-2024", "大蒜生产技术规程"),
            record("DB37/T 2-2019", "大蒜生产技术规程"),
            record("DB3702/T 3-2018", "大蒜生产技术规程"),
            record("NY/T 4-2010", "大蒜生产技术规程"),
        ]
    )
    assert order(engine, home="") == ["NY/T 4-2010", "DB32/T 1-2024", "DB37/T 2-2019", "DB3702/T 3-2018"]
    assert order(engine, home="37") == ["NY/T 4-2010", "DB37/T 2-2019", "DB3702/T 3-2018", "DB32/T 1-2024"]
    assert order(engine, home="3702") == ["NY/T 4-2010", "DB37/T 2-2019", "DB3702/T 3-2018", "DB32/T 1-2024"]
    assert order(engine, home="3701") == ["NY/T 4-2010", "DB37/T 2-2019", "DB32/T 1-2024", "DB3702/T 3-2018"]
    assert order(engine, home="32") == order(engine, home="")


def test_a_somewhat_longer_title_of_home_is_equal_a_much_longer_one_is_not(build: Build) -> None:  # noqa: F811
    others = [record(f"GB/T {serial}-2020", "洋葱") for serial in range(100, 108)]
    engine = build(
        [
            *others,
            record("DB32/T 1-2024", "大蒜与番茄套种病虫害绿色防控规程"),
            record("DB37/T 2-2019", "大蒜与番茄套种病虫害绿色防控的规程"),
            record("DB37/T 3-2019", "日光温室里大蒜与番茄套种及其病虫害绿色防控技术规程"),
        ]
    )
    both = Pieces((Text("大蒜"), Text("番茄")))
    assert order(engine, both, home="") == ["DB32/T 1-2024", "DB37/T 2-2019", "DB37/T 3-2019"]
    assert order(engine, both) == ["DB37/T 2-2019", "DB32/T 1-2024", "DB37/T 3-2019"]
    # where one subject is all that is asked for, more is equal
    assert order(engine) == ["DB37/T 2-2019", "DB37/T 3-2019", "DB32/T 1-2024"]


def test_status_and_level_come_before_home(build: Build) -> None:  # noqa: F811
    engine = build(
        [
            record("GB/T 1-2010", "大蒜生产技术规程与要求"),
            record("DB32/T 1-2024", "大蒜生产技术规程"),
            record("DB37/T 2-2024", "大蒜生产技术规程", status=Status.ABOLISHED),
            record("T/SDAS 1-2024", "大蒜生产技术规程"),
        ]
    )
    assert order(engine) == order(engine, home="")


def test_home_never_passes_a_national_standard(build: Build) -> None:  # noqa: F811
    between = [
        record("DB32/T 1-2024", "日光温室里大蒜与番茄套种病虫害防控规程"),
        record("GB/T 2-2024", "日光温室里大蒜与番茄套种病虫害的防控规程"),
        record("DB37/T 3-2024", "日光温室里大蒜与番茄套种和病虫害的防控规程"),
    ]
    others = [record(f"GB/T {serial}-2020", "洋葱") for serial in range(100, 108)]
    engine = build([*between, *others])
    assert order(engine) == order(engine, home="") == ["DB32/T 1-2024", "GB/T 2-2024", "DB37/T 3-2024"]
    for limit in (1, 2):
        pages = [engine.search(Request(GARLIC, DAY, offset=at, limit=limit, home="37")) for at in range(0, 3, limit)]
        assert [hit.record.number for page in pages for hit in page.hits] == order(engine)
    without = build([between[0], replace(between[1], level=Level.INDUSTRY), between[2], *others])
    assert order(without) == ["DB37/T 3-2024", "GB/T 2-2024", "DB32/T 1-2024"]


def test_a_bare_serial_and_browsing_show_home_first(build: Build) -> None:  # noqa: F811
    engine = build(
        [
            record("DB32/T 4320-2024", "甲"),
            record("GB/T 4320-1999", "乙"),
            record("DB37/T 4320-2021", "丙"),
            record("DB3301/T 9-2023", "丁"),
        ]
    )
    assert order(engine, Number("* 4320", own=True)) == ["GB/T 4320-1999", "DB37/T 4320-2021", "DB32/T 4320-2024"]
    whole = ["GB/T 4320-1999", "DB37/T 4320-2021", "DB32/T 4320-2024", "DB3301/T 9-2023"]
    assert order(engine, Everything()) == whole


def test_other_orders_know_no_home(build: Build) -> None:  # noqa: F811
    engine = build([record("DB32/T 1-2024", "大蒜"), record("DB37/T 2-2019", "大蒜")])
    assert order(engine, sort="number") == ["DB32/T 1-2024", "DB37/T 2-2019"]
    assert order(engine) == ["DB37/T 2-2019", "DB32/T 1-2024"]


def test_what_home_decided_is_told_page_by_page(build: Build) -> None:  # noqa: F811
    engine = build([record("DB32/T 1-2024", "大蒜"), record("DB37/T 2-2019", "大蒜"), record("DB33/T 3-2018", "大蒜")])
    told = [engine.search(Request(GARLIC, DAY, offset=at, limit=1, home="37")).home_first for at in range(4)]
    assert told == [True, True, False, False]
    assert not engine.search(Request(GARLIC, DAY, home="33", filters=(("region", ("37",)),))).home_first


@pytest.fixture(autouse=True, params=["everything sorted", "the best chosen first"])
def sorting(request: pytest.FixtureRequest) -> Iterator[None]:
    """Small catalogues would never choose before they sort."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "the best chosen first":
            patch.setattr("indexer.engines.whoosh.read.top_page._FEW", 0)
            patch.setattr("indexer.engines.whoosh.read.top_page._SLACK", 1)
        yield


asked = st.builds(Request, st.one_of(st.just(Everything()), trees), days, filters, limit=st.just(100))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(catalogue=catalogues, request=asked, home=st.sampled_from(["37", "3702", "32", "3201"]))
def test_only_places_of_local_standards_of_equal_standing_are_exchanged(
    catalogue: list[Record], request: Request, home: str
) -> None:
    check_exchange(MemoryEngine(catalogue), request, home)
    with TemporaryDirectory() as folder:
        engine = built(ENGINES["whoosh"], Path(folder) / "index", catalogue)
        check_exchange(engine, request, home)
        engine.close()


def check_exchange(engine: Engine, request: Request, home: str) -> None:
    plain, results = engine.search(request), engine.search(replace(request, home=home))
    before, after = plain.hits, results.hits
    # the set, and what belongs to it
    assert set(before) == set(after)
    assert (plain.total, plain.facets, plain.widened) == (results.total, results.facets, results.widened)
    assert results.home_first == (before != after)
    for old, new in zip(before, after, strict=True):
        # whoever is no local standard keeps its place; group, level and status of each place are what they were
        assert old == new or old.record.level is new.record.level is Level.LOCAL
        assert (old.group, old.status) == (new.group, new.status)
    # of two of equal standing, who passes is at home, the other is not, within the factor
    was = {hit.record.number: place for place, hit in enumerate(before)}
    for ahead, behind in combinations(after, 2):
        alike = ahead.record.level is behind.record.level is Level.LOCAL and ahead.group == behind.group
        passed = was[ahead.record.number] > was[behind.record.number]
        assert not (passed and behind.record.level is Level.NATIONAL)
        if alike and passed and ahead.status is behind.status:
            assert is_at_home(ahead.record.region, home)
            assert not is_at_home(behind.record.region, home)
            assert ahead.score * home_factor(request.tree) >= behind.score
    # page by page the same list
    paged = [
        hit
        for at in range(0, len(after), 3)
        for hit in engine.search(replace(request, home=home, offset=at, limit=3)).hits
    ]
    assert paged == list(after)
