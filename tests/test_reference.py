"""The whole way on the reference catalogue: 67,469 real rows, as an operator loads and a user asks them."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from bench.answers import first_by_number, listed_by_quoted_piece
from bench.spellings import spellings
from catalogue import Catalogue, Search
from indexer.engines.base import Engine
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.reindexing import reindex
from indexer.lifecycle.verification import verify
from standard.record import Record

pytestmark = pytest.mark.slow

#: numbers that look like most do
_PLAIN = re.compile(r"(GB|[A-Z]{2,3}|DB\d{2,4})(/[TZ])? \d+(\.\d+)*-\d{4}")


@pytest.fixture(scope="module")
def engine(reference_index: Path) -> Engine:
    generations = Generations(reference_index)
    return generations.open(generations.current())


@pytest.fixture(scope="module")
def catalogue(engine: Engine) -> Catalogue:
    return Catalogue(engine)


@pytest.fixture(scope="module")
def sample(engine: Engine) -> list[Record]:
    """Plain numbers and, more of them, odd ones."""
    draw = random.Random(7)
    numbers = list(engine.numbers())
    odd = [number for number in numbers if not _PLAIN.fullmatch(number)]
    chosen = draw.sample(odd, 500) + draw.sample(numbers, 250)
    return [record for number in chosen if (record := engine.get(number)) is not None]


def test_counts(reference_index: Path, engine: Engine) -> None:
    rejects = (reference_index / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert engine.count() >= 66_000
    assert engine.count() + len(rejects) <= 67_469
    assert verify(Generations(reference_index), Generations(reference_index).current()) == []


def test_reindex_reconciles_and_is_free_when_nothing_changed(reference: Path, reference_index: Path) -> None:
    report = reindex(Generations(reference_index), [reference / "catalogue.jsonl.gz"], if_needed=True)
    assert not report.built


def test_every_spelling_of_a_number_finds_it_first(catalogue: Catalogue, sample: list[Record]) -> None:
    scores = first_by_number(catalogue, sample)
    assert {name: score.misses for name, score in scores.items() if score.misses} == {}
    assert len(scores) == len(spellings("GB/T 1"))


def test_every_quoted_piece_of_a_title_finds_it(catalogue: Catalogue, sample: list[Record]) -> None:
    assert listed_by_quoted_piece(catalogue, sample).misses == []


def test_titles_as_they_stand_find_their_standard(catalogue: Catalogue, sample: list[Record]) -> None:
    missed = []
    for record in sample[:300]:
        answer = catalogue.search(Search(record.title, limit=100, facets=()))
        if answer.total <= 100 and record.number not in (hit.record.number for hit in answer.hits):
            missed.append((record.number, record.title))
    assert missed == []


@pytest.mark.parametrize(
    ("asked", "never"),
    [("GB 5749", "GB/T 5749"), ("GB/T 5749", "GB 5749-"), ("T/SDAS 1", "T/SDA "), ("T/CAS 1", "T/CA ")],
)
def test_numbers_do_not_answer_for_each_other(catalogue: Catalogue, asked: str, never: str) -> None:
    hits = catalogue.search(Search(asked, limit=100)).hits
    assert [
        hit.record.number for hit in hits if hit.group in ("exact", "series") and hit.record.number.startswith(never)
    ] == []


def test_parts_do_not_answer_for_each_other(catalogue: Catalogue) -> None:
    answer = catalogue.search(Search("标准化工作导则 第1部分", limit=100))
    assert answer.total
    assert [
        hit.record.title for hit in answer.hits if "第2部分" in hit.record.title and "第1部分" not in hit.record.title
    ] == []


def test_and_not_or(catalogue: Catalogue) -> None:
    """With OR this query matches a quarter of the catalogue."""
    assert catalogue.search(Search("大蒜 种植 技术规程")).total < 500


def test_a_filter_only_narrows(catalogue: Catalogue) -> None:
    for text in ("大蒜", "大蒜 种植 技术规程", "轮胎", "生活饮用水 检验"):
        whole = catalogue.search(Search(text)).total
        for level in ("national", "industry", "local", "group"):
            assert catalogue.search(Search(text, filters=(("level", (level,)),))).total <= whole


def test_facets_of_single_valued_fields_add_up(catalogue: Catalogue) -> None:
    for text in ("", "大蒜", "GB/T 1.1", "技术规程"):
        answer = catalogue.search(Search(text))
        for name in ("level", "status"):
            assert sum(row.count for row in answer.facets[name]) == answer.total
