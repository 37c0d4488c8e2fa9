"""The benches run, ask every engine the same, and find the same."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.catalogues import synthetic
from bench.cli import main
from bench.speed import ratios, speed
from bench.spellings import spellings


def test_spellings_differ_from_one_another() -> None:
    texts = spellings("GB/T 1.1-2020")
    assert len(set(texts.values())) == len(texts)
    assert texts["full width"] == "ＧＢ／Ｔ　１．１－２０２０"


def test_synthetic_catalogues_are_the_same_every_time_and_have_no_number_twice() -> None:
    one = list(synthetic(1500))
    assert one == list(synthetic(1500))
    assert len({record.number for record in one}) == 1500
    assert list(islice(synthetic(3000), 400)) == one[:400]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_all_engines_find_the_same() -> None:
    said: list[str] = []
    figures = speed(3000, said.append)
    assert figures.differing == {}
    assert len(figures.classes) == 9
    for peer in ("tantivy", "fts5"):
        assert len(ratios(figures, peer)) == 9
    assert set(figures.indexing) == {"lubiao", "tantivy", "fts5", "whoosh-stock"}
    assert len(said) > 20


def test_answers_prints_and_writes_its_figures(corpus_index: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    args = ["answers", "--index", str(corpus_index), "--sample", "20", "--json", str(file)]
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    assert result.exit_code == 0
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert set(figures["numbers"].values()) == {1.0}
    assert figures["quoted_pieces"] == 1.0
