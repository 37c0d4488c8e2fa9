"""The counts of the table of wider objects."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.indexer.engines.catalogues import record
from tools.wider_words import TABLE, count, make_tables, update

ROWS = "# rows: 2\nclass\tword\treach\nICS 97.140\t家具\tnear\nICS 67\t食品\tfar\n"


def test_titles_that_speak_of_all_of_it_are_counted() -> None:
    records = (
        record("GB 1-2020", "家具中有害物质限量", nature="mandatory"),
        record("GB/T 2-2020", "家具力学性能试验"),
        record("GB/T 3-2020", "婴幼儿家具安全要求"),
        record("DB44/T 4-2020", "家具分类"),
    )
    assert count(records, {"家具", "食品"}) == Counter({"家具": 2})


def test_the_counts_are_the_last_column() -> None:
    text = update(ROWS, Counter({"家具": 2}))
    assert text.splitlines()[1:] == ["class\tword\treach\ttitles", "ICS 97.140\t家具\tnear\t2", "ICS 67\t食品\tfar\t0"]
    assert update(text, Counter({"家具": 2})) == text


@pytest.mark.slow
def test_the_counts_are_those_of_the_reference_catalogue(reference: Path) -> None:
    tables = make_tables(reference / "catalogue.jsonl.gz")
    assert {path: text == path.read_text("utf-8") for path, text in tables.items()} == {TABLE: True}
