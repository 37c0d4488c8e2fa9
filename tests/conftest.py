"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data beside the checkout, or a skip."""
    folder = Path(os.environ.get("LUBIAO_REFERENCE", ROOT.parent / "shared" / "data"))
    if not (folder / "catalogue.jsonl.gz").is_file():
        pytest.skip(f"reference data not found in {folder}; set LUBIAO_REFERENCE to its folder")
    return folder


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shipped subjects; tests do not change it but by building further generations."""
    from indexer.lifecycle.generations import Generations
    from indexer.lifecycle.reindexing import reindex

    folder = tmp_path_factory.mktemp("corpus") / "index"
    reindex(Generations(folder), [ROOT / "corpus" / "subjects"])
    return folder


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shipped subjects and a fifth of the catalogue, as the first start builds the whole."""
    from indexer.lifecycle.generations import Generations
    from indexer.lifecycle.reindexing import reindex

    folder = tmp_path_factory.mktemp("shipped") / "index"
    some = sorted((ROOT / "corpus" / "catalogue").glob("*.tsv"))[::5]
    reindex(Generations(folder), [*some, ROOT / "corpus" / "subjects"], workers=2)
    return folder


@pytest.fixture(scope="session")
def reference_index(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the whole reference catalogue; takes about a minute, so only tests marked slow ask for it."""
    from indexer.lifecycle.generations import Generations
    from indexer.lifecycle.reindexing import reindex

    folder = tmp_path_factory.mktemp("reference") / "index"
    reindex(Generations(folder), [reference / "catalogue.jsonl.gz"])
    return folder
