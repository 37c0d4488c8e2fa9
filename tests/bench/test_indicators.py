"""The measure of indicators: halves of the marks, what counts as right, and that it runs on the reference texts."""

from __future__ import annotations

from pathlib import Path

from bench.indicators import Score, drawn_lines, marks, scores


def test_marks_are_in_two_halves_of_sentences_and_tables() -> None:
    found = marks()
    assert len(found) > 100
    assert {mark["half"] for mark in found} == {"tune", "report"}
    assert len([mark for mark in found if "table" not in mark["text"]]) >= 50
    assert len({mark["text"] for mark in found if "table" not in mark["text"]}) > 5


def test_precision_and_recall() -> None:
    assert "75.0% (3 of 4)" in Score(3, missed=["a"], wrong=["b"]).line
    assert "100.0% (0 of 0)" in Score().line


def test_marks_lie_in_what_was_drawn(reference: Path) -> None:
    lines = drawn_lines(reference / "texts")
    marked = [mark for mark in marks() if "table" not in mark["text"]]
    assert [mark for mark in marked if int(mark["place"]) not in lines[mark["text"]]] == []


def test_every_mark_is_counted_once(reference: Path) -> None:
    found = scores(reference / "texts")
    assert sum(score.right + len(score.missed) for score in found.values()) == len(marks())
    assert found["tables, report"].right > 0
    assert found["sentences, report"].right > 0
