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
