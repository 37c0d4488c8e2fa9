"""The search from the other end finds what the search from below lists, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from catalogue import Catalogue
from catalogue.comparison import Selection, StandardsBelow
from indexer.lifecycle import Generations

TODAY = date(2026, 11, 30)


def test_both_ends_find_the_same_pairs(corpus_index: Path) -> None:
    selection = Selection.of({"region": ("DB37",)})
    listed = Catalogue.open(corpus_index, today=lambda: TODAY).list_overlaps(selection, TODAY)
    pairs = {(pair.standard.number, pair.candidate.number, pair.score) for pair in listed.pairs}
    assert len(pairs) > 5
    generations = Generations(corpus_index)
    below = StandardsBelow(generations.open(generations.current()), selection.all_filters, TODAY)
    above = {pair.candidate.number: pair.candidate for pair in listed.pairs}
    found = {
        (pair.standard.number, pair.candidate.number, pair.score)
        for candidate in above.values()
        for pair in below.find(candidate)
    }
    assert found == pairs


def test_a_standard_is_not_found_below_itself(corpus_index: Path) -> None:
    generations = Generations(corpus_index)
    engine = generations.open(generations.current())
    number = "DB37/T 321-2017"
    record = engine.get(number)
    assert record is not None
    below = StandardsBelow(engine, (("level", ("local",)), ("region", ("37",))), TODAY)
    assert number not in {pair.standard.number for pair in below.find(record)}
