"""Fixtures for all tests."""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path

import pytest
from hypothesis import settings

from tools.cluster import Cluster, ClusterUnavailable

# how long an example takes says something about the machine only
settings.register_profile("lubiao", deadline=None)
settings.load_profile("lubiao")

ROOT = Path(__file__).resolve().parent.parent


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name packed values by their size: they hold the time, and the processes of a run must have the same names."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data beside the checkout, or a skip."""
    folder = Path(os.environ.get("LUBIAO_REFERENCE", ROOT.parent / "shared" / "data"))
    if not (folder / "catalogue.jsonl.gz").is_file():
        pytest.skip(f"reference data not found in {folder}; set LUBIAO_REFERENCE to its folder")
    return folder


def shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all processes of a run of tests share."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder


def built(factory: pytest.TempPathFactory, name: str, sources: list[Path], workers: int = 1) -> Path:
    """An index that all processes of a run of tests share: the first that needs it builds it, and the others wait."""
    from indexer.lifecycle.generations import Generations
    from indexer.lifecycle.reindexing import reindex

    folder = shared_folder(factory, name)
    with (folder / "lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        reindex(Generations(folder / "index"), sources, if_needed=True, workers=workers)
    return folder / "index"


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shipped subjects, which no test changes."""
    return built(tmp_path_factory, "corpus", [ROOT / "corpus" / "subjects"])


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shipped subjects and a fifth of the catalogue, as the first start builds the whole."""
    some = sorted((ROOT / "corpus" / "catalogue").glob("*.tsv"))[::5]
    return built(tmp_path_factory, "shipped", [*some, ROOT / "corpus" / "subjects"], workers=2)


@pytest.fixture(scope="session")
def reference_index(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the whole reference catalogue; takes up to a minute, so only tests marked slow ask for it."""
    return built(tmp_path_factory, "reference", [reference / "catalogue.jsonl.gz"])


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """Three nodes that all processes of a run of tests share, and that end with it; or a skip, where none can be run.

    Nobody kills a node of it: a test that does has its own `Cluster`. Indexes have names that only their test uses.
    """
    folder = shared_folder(tmp_path_factory, "cluster")
    # the process that has begun the run: workers of xdist come and go
    owner = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    with (folder / "lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        nodes = Cluster(folder, owner=owner)
        try:
            nodes.start_all()
        except ClusterUnavailable as error:
            if os.environ.get("LUBIAO_CLUSTER_REQUIRED"):
                raise
            pytest.skip(f"no nodes of a cluster: {error}")
    return nodes


@pytest.fixture(scope="session")
def cluster_address(request: pytest.FixtureRequest) -> str:
    """The address of a catalogue in these nodes, for this process alone; or in the cluster of LUBIAO_TEST_CLUSTER."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    given = os.environ.get("LUBIAO_TEST_CLUSTER") or request.getfixturevalue("cluster").address
    return f"{given.rpartition('/')[0]}/test.{worker}.{secrets.token_hex(3)}"
