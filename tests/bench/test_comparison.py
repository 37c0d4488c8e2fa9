"""Ways of comparing standards are measured against judged pairs."""

from __future__ import annotations

from bench.comparison import HALVES, SAME, Side, judged_pairs

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


def test_no_local_standard_is_in_both_halves() -> None:
    tune, report = ({local for local, _ in judged_pairs(half)} for half in HALVES)
    assert tune
    assert report
    assert not tune & report
