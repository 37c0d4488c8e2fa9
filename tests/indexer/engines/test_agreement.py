"""The whoosh engine against the memory engine on generated catalogues and queries: hits, order, scores, facets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines.base import FACETS, SORTS, Engine, Request
from indexer.engines.memory.engine import MemoryEngine
from indexer.engines.whoosh import WhooshEngine
from standard.record import Record
from tests.indexer.engines.catalogues import catalogues, days, filters, trees

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


def check_agreement(engine: Engine, memory: MemoryEngine, request: Request) -> None:
    expected, results = memory.search(request), engine.search(request)
    assert [hit.record.number for hit in results.hits] == [hit.record.number for hit in expected.hits]
    assert [(hit.group, hit.status) for hit in results.hits] == [(hit.group, hit.status) for hit in expected.hits]
    assert [hit.score for hit in results.hits] == pytest.approx([hit.score for hit in expected.hits], abs=1e-9)
    assert (results.total, results.widened) == (expected.total, expected.widened)
    assert results.home_first == expected.home_first
    assert results.facets == expected.facets
    assert {name: engine.counts(name) for name in ("ics", "level", "issuer")} == {
        name: memory.counts(name) for name in ("ics", "level", "issuer")
    }
    assert engine.filled() == memory.filled()


@pytest.fixture(autouse=True, scope="module", params=["everything sorted", "the best chosen first"])
def sorting(request: pytest.FixtureRequest) -> Iterator[None]:
    """Small catalogues would never choose before they sort."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "the best chosen first":
            patch.setattr("indexer.engines.whoosh.read.top_page._FEW", 0)
            patch.setattr("indexer.engines.whoosh.read.top_page._SLACK", 1)
            patch.setattr("indexer.engines.whoosh.read.score.FEW", 0)
        yield


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogue=catalogues, asked=st.lists(requests, min_size=1, max_size=6))
def test_first_generation(catalogue: list[Record], asked: list[Request]) -> None:
    memory = MemoryEngine(catalogue)
    with TemporaryDirectory() as folder:
        engine = build(Path(folder) / "first", catalogue)
        for request in asked:
            check_agreement(engine, memory, request)
        engine.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    catalogue=catalogues,
    added=catalogues,
    data=st.data(),
    asked=st.lists(requests, min_size=1, max_size=4),
    share=st.sampled_from([0.0, 100.0]),
)
def test_changed_generation(
    catalogue: list[Record], added: list[Record], data: st.DataObject, asked: list[Request], share: float
) -> None:
    removed = data.draw(st.lists(st.sampled_from([one.number for one in catalogue]), unique=True))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.engines.whoosh.build.change_writer.MERGE_SHARE", share)
        engine = build(Path(folder) / "first", catalogue)
        writer = engine.writer(Path(folder) / "second")
        for number in removed:
            writer.remove(number)
        for one in added:
            writer.add(one)
        writer.commit()
        changed = WhooshEngine(Path(folder) / "second")
        memory = MemoryEngine(map(changed.get, changed.numbers()))  # type: ignore[arg-type]
        expected = {one.number: one for one in catalogue if one.number not in removed} | {
            one.number: one for one in added
        }
        assert {one.record.number: one.record for one in memory.documents} == expected
        for request in asked:
            check_agreement(changed, memory, request)
        engine.close()
        changed.close()


def build(folder: Path, records: list[Record]) -> WhooshEngine:
    writer = WhooshEngine.create(folder)
    for one in records:
        writer.add(one)
    writer.commit()
    return WhooshEngine(folder)
