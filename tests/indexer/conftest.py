"""Fixtures: a source of four records, and the folder of an index that is not there yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.lifecycle.generations import Generations
from tests.indexer.indexes import ROWS, write


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Four records as JSON Lines."""
    path = tmp_path / "source.jsonl"
    write(path, ROWS)
    return path


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    """An index folder without an index."""
    return Generations(tmp_path / "index")
