"""Counts of words in titles."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from standard.record import Record
from tools.word_counts import (
    FEWEST,
    TABLES,
    candidates,
    count,
    make_tables,
    records_of,
    unsupported_words,
    update_counts,
)

TITLES = ["轮胎硫化机", "轮胎定型硫化机 技术条件", "起重机械安全规程", "锅炉用钢管", "锅炉用钢管 第2部分：验收"]
TABLE = """\
# counted: {titles} titles
word\tclass\tsource
机\tthing\theads {heads}
轮胎\tx\ttitles {held}
规程\ty\tends {ends}
油\tz\tusage: oil
"""
WRITTEN = TABLE.format(titles=1, heads=9, held=0, ends=3)


def records(titles: list[str]) -> list[Record]:
    return [Record(f"GB/T {serial}-2020", title) for serial, title in enumerate(titles, 1)]


def test_where_a_word_stands() -> None:
    counts = count(records(TITLES))
    assert counts.of("heads", "机") == counts.of("heads", "硫化机") == 2
    assert counts.of("heads", "钢管") == 2
    assert counts.of("heads", "技术条件") == 0
    assert counts.of("ends", "规程") == counts.of("ends", "安全规程") == 1
    assert counts.of("titles", "轮胎") == 2


def test_a_title_counts_once() -> None:
    counts = count(records(["轮胎 轮胎 轮胎"]))
    assert [counts.of(measure, "轮胎") for measure in ("heads", "ends", "titles")] == [1, 1, 1]


def test_an_organisation_counts_once() -> None:
    one = Record("GB/T 1-2020", "轮胎", issuers=("山东大学",), drafters=("济南大学",))
    counts = count([one, Record("GB/T 2-2020", "轮胎", issuers=("山东大学",))])
    assert (counts.of("bodies", "大学"), counts.of("bodies", "山东大学"), counts.of("bodies", "院")) == (2, 1, 0)


def test_last_words_that_are_not_known_yet() -> None:
    counts = count(records(["硫化机"] * FEWEST + ["锅炉"] * (FEWEST + 1) + ["轴承"] * (FEWEST - 1)))
    assert list(candidates(counts, ("机",))) == [("锅炉", FEWEST + 1)]


def test_counts_are_written_and_nothing_else() -> None:
    assert update_counts(WRITTEN, count(records(TITLES))) == TABLE.format(titles=5, heads=2, held=2, ends=1)


def test_words_for_which_too_few_titles_speak() -> None:
    assert unsupported_words(WRITTEN, "t") == ["轮胎", "规程"]


def test_records_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "list.jsonl.gz"
    rows = [{"number": one.number, "title": one.title} for one in records(TITLES)]
    lines = [*(json.dumps(row, ensure_ascii=False) for row in rows), "no row"]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    assert [one.title for one in records_of(file)] == TITLES


@pytest.mark.slow
def test_the_counts_are_those_of_the_reference_catalogue(reference: Path) -> None:
    tables = make_tables(count(records_of(reference / "catalogue.jsonl.gz")))
    assert set(tables) == set(TABLES)
    assert [path.name for path, text in tables.items() if path.read_text("utf-8") != text] == []
