"""Every engine there is, as a fixture; the one of a cluster where nodes can be run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engines import ENGINES, EngineKind
from indexer.engines.opensearch import Address
from tests.indexer.engines.building import AnyPlace

NAMES = (*ENGINES, pytest.param("opensearch", marks=pytest.mark.cluster))


@pytest.fixture(scope="session")
def cluster_kind(cluster_address: str) -> Iterator[AnyPlace]:
    """The engine of a cluster that all tests share; without copies of shards, for which all would wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.engines.opensearch.writing.COPIES", False)
        kind = AnyPlace(Address.read(cluster_address), Path("/"))
        yield kind
        kind.cluster.close()


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of an engine."""
    return str(request.param)


@pytest.fixture
def kind(name: str, request: pytest.FixtureRequest) -> EngineKind:
    """The engine itself."""
    if name == "opensearch":
        cluster: EngineKind = request.getfixturevalue("cluster_kind")
        return cluster
    return ENGINES[name]
