"""The whoosh engine against the memory engine on generated catalogues and queries: hits, order, scores, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engines import ENGINES, FACETS, SORTS, Axis, Document, Engine, Hit, Request, in_memory
from indexer.fields import VALUE_FIELDS
from standard.classification import Scheme, codes
from standard.record import Record
from tests.indexer.engines.building import built
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


def check_agreement(engine: Engine, memory: Engine, request: Request) -> None:
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
    scores = engine.explain(request.tree, [hit.record.number for hit in results.hits], request.day)
    assert scores == memory.explain(request.tree, scores, request.day)
    assert [scores[hit.record.number].total for hit in results.hits] == [hit.score for hit in results.hits]


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
    memory = in_memory(catalogue)
    with TemporaryDirectory() as folder:
        engine = built(ENGINES["whoosh"], Path(folder) / "first", catalogue)
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
        engine = built(ENGINES["whoosh"], Path(folder) / "first", catalogue)
        writer = engine.writer(Path(folder) / "second")
        for number in removed:
            writer.remove(number)
        for one in added:
            writer.add(one)
        writer.commit()
        changed = ENGINES["whoosh"].open(Path(folder) / "second")
        memory = in_memory(map(changed.get, changed.numbers()))  # type: ignore[arg-type]
        expected = {one.number: one for one in catalogue if one.number not in removed} | {
            one.number: one for one in added
        }
        assert {number: memory.get(number) for number in memory.numbers()} == expected
        for request in asked:
            check_agreement(changed, memory, request)
        engine.close()
        changed.close()


axes = st.one_of(
    st.builds(Axis, st.sampled_from([field.name for field in VALUE_FIELDS])),
    st.builds(Axis, st.sampled_from(["ics", "ccs", "gbt4754", "region"]), st.integers(1, 4)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    catalogue=catalogues,
    added=catalogues,
    asked=st.lists(st.tuples(axes, axes, requests), min_size=1, max_size=5),
    cells=st.sampled_from([0, 1 << 22]),
    block=st.sampled_from([1, 3, 1 << 17]),
)
def test_fields_against_each_other(
    catalogue: list[Record], added: list[Record], asked: list[tuple[Axis, Axis, Request]], cells: int, block: int
) -> None:
    """Also in small blocks, in a table too large to be laid out, and with a delta that brings values of its own."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.engines.whoosh.read.cross_counts.CELLS", cells)
        patch.setattr("indexer.engines.whoosh.read.cross_counts.BLOCK", block)
        patch.setattr("indexer.engines.whoosh.build.change_writer.MERGE_SHARE", 100.0)
        writer = built(ENGINES["whoosh"], Path(folder) / "first", catalogue).writer(Path(folder) / "second")
        for one in added:
            writer.add(one)
        writer.commit()
        changed = ENGINES["whoosh"].open(Path(folder) / "second")
        memory = in_memory(map(changed.get, changed.numbers()))  # type: ignore[arg-type]
        for rows, columns, request in asked:
            counted = changed.cross_counts(rows, columns, request)
            assert counted == memory.cross_counts(rows, columns, request)
            assert counted == one_by_one(changed, rows, columns, request)


def one_by_one(engine: Engine, rows: Axis, columns: Axis, request: Request) -> dict[tuple[str, str], int]:
    """The same by the documents of the whole answer."""
    every = engine.search(replace(request, offset=0, limit=1000, open_facets=False, facets=())).hits
    sides = [[values_of(hit, axis) for hit in every] for axis in (rows, columns)]
    return dict(Counter(two for pair in zip(*sides, strict=True) for two in product(*pair)))


def values_of(hit: Hit, axis: Axis) -> list[str]:
    """The values of a hit that an axis asks for; how deep a code stands is looked up."""
    if axis.field == "status":
        return [hit.status.value]
    values = Document(hit.record).values[axis.field]
    if axis.depth is None:
        return list(values)
    if axis.field == "region":
        return list(values[axis.depth - 1 : axis.depth])
    known = codes(Scheme(axis.field))
    return [one for one in values if known[one].level == axis.depth]
