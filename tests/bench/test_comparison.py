"""Ways of comparing standards are measured against judged pairs."""

from __future__ import annotations

from bench.comparison import NONE, PAIRS, SAME, SETS, Side, judged_pairs, local_standards
from standard.tables import parse

JUDGED = {("A", "1"): SAME, ("A", "2"): "other", ("B", "3"): SAME, ("B", "4"): "related"}


def test_precision_and_recall_count_judged_pairs_only() -> None:
    side = Side({("A", "1"): 0.9, ("A", "2"): 0.8, ("A", "9"): 1.0, ("B", "3"): 0.2}, {("A", "1"): 1, ("B", "3"): 13})
    figures = side.figures(JUDGED, 0.5)
    assert (figures["listed"], figures["precision"], figures["recall"]) == (2, 0.5, 0.5)
    assert (figures["first"], figures["first_twelve"], figures["same_object"]) == (1, 1, 2)


def test_the_best_threshold_balances_both() -> None:
    side = Side({("A", "1"): 0.9, ("A", "2"): 0.3, ("B", "3"): 0.8, ("B", "4"): 0.1})
    assert side.best_threshold(JUDGED) == 0.8
    assert Side().best_threshold(JUDGED) == 0


def test_a_standard_has_a_counterpart_or_is_listed_as_without() -> None:
    rows = parse(PAIRS.read_text(encoding="utf-8"), "overlaps")
    with_one = {row["local"] for row in rows if row["verdict"] == SAME}
    without = {row["local"] for row in parse(NONE.read_text(encoding="utf-8"), "overlaps_none")}
    assert not with_one & without
    assert set(local_standards("all")) >= with_one | without
    assert len({(row["local"], row["higher"]) for row in rows}) == len(rows)


def test_sets_part_the_standards() -> None:
    sets = [set(local_standards(name)) for name in SETS]
    assert all(sets)
    assert sum(map(len, sets)) == len(set().union(*sets)) == len(local_standards("all"))
    assert {local for local, _ in judged_pairs("seed20261213")} <= set(local_standards("seed20261213"))
    assert len(local_standards("seed20261213")) == 60
