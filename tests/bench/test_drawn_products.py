"""`bench.drawn` counts strictly: the right group, weak apart, mandatory apart, empty answers."""

from __future__ import annotations

from pathlib import Path

from bench.applicable import KNOWN
from bench.drawn import DRAWN, DRAWS, Judged, Strict, count, is_drawn, read_judged, strict_scores
from catalogue import Catalogue
from indexer.engines import in_memory
from tests.indexer.engines.catalogues import DAY, record

RECORDS = (record("GB 1-2020", "毛毯 安全要求", nature="mandatory"), record("GB/T 2-2020", "毛毯"))
ROWS = (
    "毛毯\ttune\tGB 1-2020\t2\tyes\tsafety\town or:mandatory,product",
    "毛毯\ttune\tGB/T 2-2020\t2\tno\ttest\town",
    "毛毯\ttune\tGB 3-2020\t2\tyes\tmandatory\town",
    "克苏鲁\treport\tGB/T 2-2020\t2\tno\tproduct\town",
    "克苏鲁乙\treport\tGB/T 2-2020\t0\tno\tproduct\tsister",
)


def table(folder: Path) -> Path:
    file = folder / "drawn.tsv"
    file.write_text("\n".join(("product\thalf\tnumber\tgrade\tmandatory\tgroup\tremark", *ROWS)), encoding="utf-8")
    return file


def test_right_is_grade_2_in_a_group_that_the_judgement_allows(tmp_path: Path) -> None:
    scores = strict_scores(Catalogue(in_memory(RECORDS), today=lambda: DAY), table(tmp_path))
    tune, report = (sum(scores.halves[half].values(), Strict()) for half in ("tune", "report"))
    assert (tune.shown, tune.right, tune.misplaced, tune.wanted, tune.listed) == (2, 1, 1, 3, 2)
    assert (tune.mandatory, tune.mandatory_listed, tune.empty) == (2, 1, 0)
    assert (report.products, report.empty, report.shown) == (2, 1, 0)


def test_weak_and_unjudged_rows_are_counted_apart() -> None:
    catalogue = Catalogue(in_memory(RECORDS), today=lambda: DAY)
    one = count(catalogue, "毛毯", {"GB/T 2-2020": Judged(1, False, ("product",))})
    assert (one.shown, one.weak, one.unjudged, one.right) == (2, 1, 1, 0)
    assert "precision   0.0%" in one.line("毛毯")


def test_the_report_half_is_told_as_one_line(tmp_path: Path) -> None:
    scores = strict_scores(Catalogue(in_memory(RECORDS), today=lambda: DAY), table(tmp_path))
    assert [line.split("\t")[0] for line in scores.lines()] == ["毛毯", "tune", "report"]
    assert set(scores.to_json()) == {"tune", "report"}


def test_which_tables_are_counted_strictly() -> None:
    assert is_drawn(DRAWN)
    assert not is_drawn(KNOWN)
    assert {half: len(products) for half, products in read_judged().items()} == {"tune": 25, "report": 15}


def test_all_draws_are_counted_each_product_once() -> None:
    assert DRAWS[0] == DRAWN
    assert all(map(is_drawn, DRAWS))
    products = [product for file in DRAWS for half in read_judged(file).values() for product in half]
    assert len(products) == len(set(products)) == 40 * len(DRAWS)
