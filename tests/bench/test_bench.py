"""The benches run, ask every engine the same, and find the same."""

from __future__ import annotations

import gc
import gzip
import json
import os
import subprocess
import sys
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import memory
from bench.building import BuildFailed, build
from bench.catalogues import ReferenceMissing, reference, synthetic
from bench.cli import main
from bench.peers.base import FACETS
from bench.peers.registry import PEERS
from bench.queries import TODAY
from bench.speed import Figures, ratios, speed
from bench.spellings import spellings
from indexer.engines.base import Request
from indexer.lifecycle.generations import Generations


def test_spellings_differ_from_one_another() -> None:
    texts = spellings("GB/T 1.1-2020")
    assert len(set(texts.values())) == len(texts)
    assert texts["full width"] == "ＧＢ／Ｔ　１．１－２０２０"


def test_synthetic_catalogues_are_the_same_every_time_and_have_no_number_twice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LUBIAO_REFERENCE", str(tmp_path))  # so that most are recombined out of the shipped subjects
    one = list(synthetic(4000))
    assert one == list(synthetic(4000))
    assert len({record.number for record in one}) == 4000
    assert list(islice(synthetic(5000), 3000)) == one[:3000]


@pytest.fixture
def beginning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Cuts the reference catalogue, where there is one, to its first rows: every building process reads it whole."""
    cut = tmp_path / "catalogue.jsonl.gz"
    with suppress(ReferenceMissing), gzip.open(reference()) as rows, gzip.open(cut, "w", compresslevel=1) as first:
        first.writelines(islice(rows, 4000))
        monkeypatch.setenv("LUBIAO_REFERENCE", str(tmp_path))


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every time is taken once; how long anything takes is nothing that a test looks at."""
    monkeypatch.setattr("bench.speed.ROUNDS", 1)
    monkeypatch.setattr("bench.opening.TURNS", 1)


@pytest.mark.slow
@pytest.mark.usefixtures("beginning", "once")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_all_engines_find_the_same() -> None:
    said: list[str] = []
    figures = speed(3000, said.append)
    assert figures.differing == {}
    assert len(figures.classes) == 9
    for peer in ("tantivy", "fts5"):
        assert len(ratios(figures, peer)) == 9
    built = {"lubiao", "lubiao-2", "tantivy", "tantivy-2", "fts5", "whoosh-stock", "lubiao-3000"}
    assert set(figures.indexing) == built
    assert all(row["records_per_s"] > 0 and row["bytes"] > 0 for row in figures.indexing.values())
    if sys.platform == "linux":
        assert all(row["peak_mb"] > 0 for row in figures.indexing.values())
    assert figures.opening["lubiao"]["first_ms"] > figures.opening["lubiao"]["dictionary_ms"]
    assert len(said) > 20


def test_the_speed_bench_writes_its_figures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    made = Figures(1000, {"number": {one: {"median_ms": 1.0, "p95_ms": 2.0} for one in ("lubiao", "tantivy")}})
    made.differing = {"phrase": {"lubiao": [1], "tantivy": [2]}}
    made.notes = [memory.UNKNOWN]
    monkeypatch.setattr("bench.speed.speed", lambda *_, **__: made)
    args = ["speed", "--records", "1000", "--json", str(file)]
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    assert "lubiao / tantivy: median 1.000" in result.stdout
    assert "ERROR, totals differ: phrase" in result.stdout
    assert memory.UNKNOWN in result.stdout
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert (figures["records"], figures["classes"]["number"]["lubiao"]["p95_ms"]) == (1000, 2.0)
    assert {"indexing", "opening", "notes"} < set(figures)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from Linux's /proc")
def test_an_index_is_built_by_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUBIAO_REFERENCE", str(tmp_path / "none"))  # the shipped subjects are read sooner
    said: list[str] = []
    figures = build("lubiao", tmp_path / "index", 1000, said.append)
    assert figures["records_per_s"] == pytest.approx(1000 / figures["seconds"])
    assert 5 < figures["anonymous_mb"] < 500
    assert 5 < figures["peak_mb"] < 500
    assert figures["bytes"] == sum(path.stat().st_size for path in (tmp_path / "index").rglob("*") if path.is_file())
    peer = PEERS["lubiao"](tmp_path / "index")
    peer.open()
    assert peer.search(Request(day=TODAY, facets=FACETS)).total == 1000
    peer.close()


def test_a_build_that_fails_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    with pytest.raises(BuildFailed, match="no such engine: building 10 records ended with exit code 1"):
        build("no such engine", tmp_path / "index", 10, said.append)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from Linux's /proc")
def test_peaks_are_seen_when_they_are_over() -> None:
    before = memory.begin_anew()
    gc.unfreeze()
    assert before is not None
    peak = memory.Peak(os.getpid(), before)
    taken = bytearray(b"x" * (64 << 20))
    assert len(taken) == 64 << 20
    del taken
    peak.look()
    assert 100 < peak.figures()["peak_mb"] < 250  # the text, and what was made of it


def test_what_the_system_does_not_tell_is_not_given() -> None:
    assert memory.memory_of("no such process") is None


def test_the_words_asked_for_do_not_depend_on_the_process(corpus_index: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bench.queries import query_classes\n"
        "from indexer.engines import ENGINES\n"
        "print(query_classes(ENGINES['whoosh'].open(Path(sys.argv[1]))))"
    )
    folder = Generations(corpus_index).folder / Generations(corpus_index).current()
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_answers_prints_and_writes_its_figures(corpus_index: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    args = ["answers", "--index", str(corpus_index), "--sample", "20", "--json", str(file)]
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    assert result.exit_code == 0
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert set(figures["numbers"].values()) == {1.0}
    assert figures["quoted_pieces"] == 1.0


def test_checking_a_list_is_measured(tmp_path: Path, corpus_index: Path) -> None:
    figures = tmp_path / "figures.json"
    words = ["check", "--index", str(corpus_index), "--numbers", "40", "--one-by-one", "5", "--json", str(figures)]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["rows"] >= 40
    assert len(found["digest"]) == 64
    assert "looked up one by one" in result.output
