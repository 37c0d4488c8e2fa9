"""The engine of a cluster against the memory engine on generated catalogues and queries, on one shard and on three."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import FACETS, SORTS, Axis, Engine, Request, in_memory
from indexer.fields import VALUE_FIELDS
from standard.record import Record
from tests.indexer.engines.building import AnyPlace, built
from tests.indexer.engines.catalogues import DAY, catalogues, days, filters, trees
from tests.indexer.engines.test_suggestions import typed_texts

pytestmark = pytest.mark.cluster
#: scores there are of 32 bits
CLOSE = 2e-6
_PLACES = count()

requests = st.builds(
    Request,
    trees,
    days,
    filters,
    sort=st.sampled_from(SORTS),
    offset=st.integers(0, 3),
    limit=st.integers(0, 20),
    facets=st.just(FACETS),
    open_facets=st.booleans(),
    home=st.sampled_from(["", "37", "3702", "32"]),
)
axes = st.one_of(
    st.builds(Axis, st.sampled_from([field.name for field in VALUE_FIELDS])),
    st.builds(Axis, st.sampled_from(["ics", "ccs", "gbt4754", "region"]), st.integers(1, 4)),
)
examples = settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="module", params=["1", "3"])
def shards(request: pytest.FixtureRequest) -> Iterator[str]:
    """How many shards an index gets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUBIAO_OPENSEARCH_SHARDS", request.param)
        yield str(request.param)


def new_place() -> Path:
    return Path(f"/agreement/{next(_PLACES)}")


def check_agreement(engine: Engine, memory: Engine, request: Request) -> None:
    expected, results = memory.search(request), engine.search(request)
    scores = {hit.record.number: hit.score for hit in expected.hits}
    found = [hit.record.number for hit in results.hits]
    wanted = [hit.record.number for hit in expected.hits]
    if found != wanted:
        # only neighbours whose scores are one in 32 bits may stand the other way round
        assert are_one_in_32_bits(memory, request, found, wanted), (found, wanted)
    assert {hit.record.number: (hit.group, hit.status) for hit in results.hits if hit.record.number in scores} == {
        hit.record.number: (hit.group, hit.status) for hit in expected.hits if hit.record.number in found
    }
    for hit in results.hits:
        if hit.record.number in scores:
            assert hit.score == pytest.approx(scores[hit.record.number], rel=CLOSE, abs=1e-6)
    assert (results.total, results.widened) == (expected.total, expected.widened)
    if found == wanted:
        assert results.home_first == expected.home_first
    assert results.facets == expected.facets
    explained = engine.explain(request.tree, found, request.day)
    assert explained == memory.explain(request.tree, explained, request.day)


def are_one_in_32_bits(memory: Engine, request: Request, found: list[str], wanted: list[str]) -> bool:
    """Whether two orders differ only where scores that are not the same are too near for 32 bits."""
    scores = {
        number: score.total for number, score in memory.explain(request.tree, {*found, *wanted}, request.day).items()
    }
    return request.sort == "relevance" and all(
        one == other or 0 < abs(scores[one] - scores[other]) < CLOSE * scores[one]
        for one, other in zip(found, wanted, strict=True)
    )


@examples
@given(
    catalogue=catalogues,
    added=catalogues,
    typed=st.lists(st.tuples(typed_texts, st.integers(1, 12), st.just(DAY) | st.dates()), min_size=10, max_size=20),
)
def test_suggestions(
    cluster_kind: AnyPlace,
    shards: str,
    catalogue: list[Record],
    added: list[Record],
    typed: list[tuple[str, int, date]],
) -> None:
    first, second = new_place(), new_place()
    engine, memory = built(cluster_kind, first, catalogue), in_memory(catalogue)
    writer = engine.writer(second)
    for one in added:
        writer.add(one)
    for one in catalogue[::3]:
        writer.remove(one.number)
    writer.commit()
    changed = cluster_kind.open(second)
    memory_of_changed = in_memory(map(changed.get, changed.numbers()))  # type: ignore[arg-type]
    for text, limit, day in typed:
        assert engine.suggest(text, limit, day) == memory.suggest(text, limit, day)
        assert changed.suggest(text, limit, day) == memory_of_changed.suggest(text, limit, day)
    for place in (first, second):
        cluster_kind.create(place).cancel()


@examples
@given(catalogue=catalogues, asked=st.lists(requests, min_size=8, max_size=15))
def test_first_generation(cluster_kind: AnyPlace, shards: str, catalogue: list[Record], asked: list[Request]) -> None:
    memory = in_memory(catalogue)
    place = new_place()
    engine = built(cluster_kind, place, catalogue)
    for request in asked:
        check_agreement(engine, memory, request)
    assert {field.name: engine.counts(field.name) for field in VALUE_FIELDS} == {
        field.name: memory.counts(field.name) for field in VALUE_FIELDS
    }
    assert engine.filled() == memory.filled()
    assert list(engine.stored()) == list(memory.stored())
    assert list(engine.numbers()) == list(memory.numbers())
    cluster_kind.create(place).cancel()


@examples
@given(
    catalogue=catalogues,
    added=catalogues,
    data=st.data(),
    asked=st.lists(requests, min_size=5, max_size=10),
    pairs=st.lists(st.tuples(axes, axes, requests), min_size=3, max_size=6),
)
def test_changed_generation(
    cluster_kind: AnyPlace,
    shards: str,
    catalogue: list[Record],
    added: list[Record],
    data: st.DataObject,
    asked: list[Request],
    pairs: list[tuple[Axis, Axis, Request]],
) -> None:
    removed = data.draw(st.lists(st.sampled_from([one.number for one in catalogue]), unique=True))
    first, second = new_place(), new_place()
    engine = built(cluster_kind, first, catalogue)
    writer = engine.writer(second)
    for number in removed:
        assert writer.remove(number)
    for one in added:
        writer.add(one)
    writer.commit()
    changed = cluster_kind.open(second)
    memory = in_memory(map(changed.get, changed.numbers()))  # type: ignore[arg-type]
    expected = {one.number: one for one in catalogue if one.number not in removed}
    assert {number: memory.get(number) for number in memory.numbers()} == expected | {one.number: one for one in added}
    for request in asked:
        check_agreement(changed, memory, request)
    for rows, columns, request in pairs:
        assert changed.cross_counts(rows, columns, request) == memory.cross_counts(rows, columns, request)
    assert set(engine.numbers()) == {one.number for one in catalogue}, "the first set stays as it is"
    for place in (first, second):
        cluster_kind.create(place).cancel()


def test_pages_go_on_at_any_depth(cluster_kind: AnyPlace, shards: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.engines.opensearch.ordering.WINDOW", 7)
    records = [Record(f"Q/A {serial}-2020", f"大蒜{'种' * (serial % 3)}贮藏") for serial in range(60)]
    place = new_place()
    engine, memory = built(cluster_kind, place, records), in_memory(records)
    for sort in SORTS:
        request = Request(sort=sort, offset=0, limit=60)
        whole = [hit.record.number for hit in memory.search(request).hits]
        pages = [
            [hit.record.number for hit in engine.search(Request(sort=sort, offset=at, limit=5)).hits]
            for at in range(0, 65, 5)
        ]
        assert [number for page in pages for number in page] == whole
    assert all(page for page, _ in pairwise(pages))
    cluster_kind.create(place).cancel()
