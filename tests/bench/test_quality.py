"""The quality bench measures what it says, on sets that stay the same."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bench.catalogues import ROOT, records_of
from bench.cli import main
from bench.quality import judging, metrics
from bench.quality.cases import HALVES, QUERIES, nothing, rows, topical
from bench.quality.engines import NO_PREFERENCE, Ranking, build_lubiao, no_preference
from bench.quality.fts5_trigram import build_fts5
from bench.quality.known_items import known_items, numbers
from bench.quality.report import Run, figures, misses, tables
from bench.quality.run import ENGINES, all_cases
from bench.quality.tantivy_jieba import build_tantivy
from bench.quality.whoosh_jieba import build_whoosh
from indexer.analysis.text_folding import compact
from standard.record import Record

RANKED = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True)
GRADES = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(0, 3))


@pytest.fixture(scope="module")
def corpus() -> list[Record]:
    return records_of(ROOT / "corpus" / "subjects")


def test_measures_by_hand() -> None:
    grades = {"a": 3, "b": 1, "c": 0}
    assert metrics.first("ba", grades) == 1
    assert metrics.first("ca", grades) == 0
    assert metrics.reciprocal_rank("cxa", grades) == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank("cx", grades) == 0
    assert metrics.recall("0123456789a", grades) == 0
    assert metrics.recall("012345678a", grades) == 1
    assert metrics.unjudged("xay", grades) == 2
    # (0 / log2(2) + 7 / log2(3) + 1 / log2(4)) over (7 / log2(2) + 1 / log2(3))
    assert metrics.ndcg("cab", grades) == pytest.approx((7 / math.log2(3) + 0.5) / (7 + 1 / math.log2(3)))
    assert metrics.ndcg("", grades) == 0
    assert metrics.ndcg("c", {"c": 0}) == 0


@given(RANKED, GRADES)
def test_measures_stay_between_none_and_all(ranked: list[str], grades: dict[str, int]) -> None:
    for measure in (metrics.first, metrics.reciprocal_rank, metrics.recall, metrics.ndcg):
        assert 0 <= measure(ranked, grades) <= 1 + 1e-9
    assert metrics.first(ranked, grades) <= metrics.reciprocal_rank(ranked, grades) <= metrics.recall(ranked, grades)


@given(GRADES)
def test_the_best_order_has_the_best_gain(grades: dict[str, int]) -> None:
    best = sorted(grades, key=lambda name: -grades[name])
    assert metrics.ndcg(best, grades) == pytest.approx(float(any(grades.values())))


@pytest.mark.parametrize("name", ["words", "words-any", "fragments", "fragments-any"])
def test_known_items_are_drawn_alike_and_come_from_the_title(corpus: list[Record], name: str) -> None:
    cases = list(known_items(corpus, name, 100))
    assert cases == list(known_items(list(reversed(corpus)), name, 100))
    assert len(cases) == 100
    titles = {record.number: record.title for record in corpus}
    for case in cases:
        title = next(titles[number] for number in case.grades)
        assert all(piece in title for piece in case.text.split(" "))
        assert len({compact(titles[number]) for number in case.grades}) == 1
    assert set(Counter(case.half for case in cases)) == set(HALVES)


def test_a_set_is_the_beginning_of_a_larger_one(corpus: list[Record]) -> None:
    assert list(known_items(corpus, "words", 20)) == list(known_items(corpus, "words", 60))[:20]


def test_numbers_come_in_all_spellings_in_one_half(corpus: list[Record]) -> None:
    cases = list(numbers(corpus, 5))
    assert len(cases) == 5 * 14
    assert all(len({case.half for case in cases[at : at + 14]}) == 1 for at in range(0, 70, 14))


def test_judgements_are_written_well() -> None:
    lines = list(rows(QUERIES))
    assert len({(kind, query, number) for kind, query, number, _ in lines}) == len(lines)
    cases = topical()
    assert len(cases) >= 120
    assert len({case.kind for case in cases}) == 9
    for case in cases:
        assert set(case.grades.values()) <= {0, 1, 2, 3}, case.text
        assert max(case.grades.values()) > 0, case.text
    assert [(case.kind, case.text) for case in cases] == list(judging.subjects())


def test_there_is_enough_that_must_find_nothing() -> None:
    cases = nothing()
    assert len({case.text for case in cases}) == len(cases) >= 30


@pytest.mark.parametrize(
    ("rule", "right"),
    [
        ("大蒜 种植|栽培", True),
        ("大蒜 !栽培", False),
        ("^山东", False),
        ("大蒜 #DB37/T_1", True),
        ("#DB37/T_12", False),
        ("@山东省", True),
        ("!@山东省", False),
        ("~适用", True),
    ],
)
def test_rules(rule: str, right: bool) -> None:
    record = Record("DB37/T 1-2020", "大蒜 栽培技术规程", issuers=("山东省市场监督管理局",), abstract="本文件适用于……")
    assert judging.holds(rule, judging.RecordTexts.of(record)) is right


def test_the_first_rule_that_holds_gives_the_grade() -> None:
    records = [judging.RecordTexts.of(Record(title, title)) for title in ("大蒜栽培", "大蒜", "洋葱")]
    assert judging.judge([(3, "大蒜 栽培"), (1, "大蒜")], records) == {"大蒜栽培": 3, "大蒜": 1}


@pytest.mark.slow
def test_judgements_are_those_of_the_rules(reference: Path) -> None:
    records = [judging.RecordTexts.of(record) for record in records_of(reference / "catalogue.jsonl.gz")]
    rules = judging.subjects()
    for case in topical()[::8]:
        right = {number: grade for number, grade in case.grades.items() if grade}
        assert judging.judge(rules[case.kind, case.text], records) == right, case.text


def test_all_peers_find_a_title(corpus: list[Record], tmp_path: Path) -> None:
    record = next(record for record in corpus if "大蒜" in record.title)
    for build in (build_tantivy, build_fts5, build_lubiao):
        for name, rank in build([*corpus[:400], record], tmp_path / build.__name__).items():
            assert record.number in rank(record.title).numbers, name


@pytest.mark.filterwarnings("ignore")
def test_stock_whoosh_finds_a_title(corpus: list[Record], tmp_path: Path) -> None:
    rank = build_whoosh(corpus[:50], tmp_path / "index")["whoosh-stock"]
    assert corpus[0].number in rank(corpus[0].title).numbers
    assert rank("！").numbers == ()


def test_the_preference_comes_back() -> None:
    from indexer.engines.relevance import current_factor

    subjects = ["大蒜", ""]
    before = list(map(current_factor, subjects))
    with no_preference():
        assert list(map(current_factor, subjects)) == [1.0, 1.0]
    assert list(map(current_factor, subjects)) == before
    assert min(before) > 1


def test_misses_name_what_came_first(corpus: list[Record]) -> None:
    cases = all_cases(corpus, ["words"], 10)
    wrong = Ranking(("GB 1-1990",), 1)
    right = Ranking((next(iter(cases[0].grades)),), 1)
    rankings = {("lubiao", place): right if place == 0 else wrong for place in range(len(cases))}
    made = Run(cases, rankings, ("lubiao",))
    lines = list(misses(made))
    assert len(lines) == len(cases)
    assert all(line.endswith("GB 1-1990") for line in lines[1:])
    shares = figures(made)["words"][""]["lubiao"]
    assert sum(row["n"] * row["hit@1"] for row in shares.values()) == pytest.approx(1)


def test_an_engine_that_was_asked_none_of_a_kind_is_left_blank() -> None:
    row = {"tune": {"n": 2.0, "hit@1": 0.5}}
    made = {"numbers": {"": {"one": row, "other": row}, "as it is": {"one": row}}}
    (line,) = (line for line in tables(made) if line.startswith("as it is"))
    assert line.split() == ["as", "it", "is", "0.500", "2"]


def test_quality_prints_and_writes_its_figures(tmp_path: Path) -> None:
    file, missed = tmp_path / "figures.json", tmp_path / "misses.tsv"
    engines = ",".join(name for name in ENGINES if name not in ("whoosh-stock", NO_PREFERENCE))
    args = [
        "quality",
        "--catalogue",
        str(ROOT / "corpus" / "subjects"),
        "--sample",
        "40",
        "--processes",
        "1",
        "--engines",
        engines,
    ]
    args += ["--sets", "numbers,words,topical,nothing", "--json", str(file), "--misses", str(missed)]
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    assert result.exit_code == 0
    made = json.loads(file.read_text(encoding="utf-8"))["sets"]
    assert set(made) == {"numbers", "words", "topical", "nothing"}
    assert {row["hit@1"] for row in made["numbers"][""]["lubiao"].values()} == {1.0}
    assert "tantivy-bigrams" in result.output
    assert missed.read_text(encoding="utf-8").startswith("set\thalf\tkind\tquery")


def test_quality_names_what_it_does_not_know() -> None:
    result = CliRunner().invoke(main, ["quality", "--catalogue", str(ROOT / "corpus" / "subjects"), "--sets", "wrods"])
    assert result.exit_code == 2
    assert "there are numbers, words" in result.output


def test_a_missing_reference_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUBIAO_REFERENCE", str(tmp_path))
    result = CliRunner().invoke(main, ["quality"])
    assert result.exit_code == 1
    assert "LUBIAO_REFERENCE" in result.output
