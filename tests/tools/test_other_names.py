"""Other names: which pairs the tool takes, and what a person judged stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from standard.record import Record
from tools import other_names
from tools.other_names import Row, find_rows, gather, sound_alike, write_table


def catalogue(*titles: str) -> list[Record]:
    """Two editions of one standard for each pair of titles."""
    pairs = (titles[at : at + 2] for at in range(0, len(titles), 2))
    return [
        Record(number=f"GB/T {serial}-{year}", title=title)
        for serial, pair in enumerate(pairs, 1)
        for year, title in zip((1990, 2020), pair, strict=False)
    ]


def test_what_editions_spell_with_another_character_of_the_same_sound() -> None:
    found = set(find_rows(gather(catalogue("电机 起动 试验方法", "电机 启动 试验方法", "水泵", "油泵"))))
    assert Row("启动", "起动", "both", "spelling") in found
    assert not any({row.name, row.other} == {"水泵", "油泵"} for row in found)


def test_a_slip_of_the_pen_is_no_spelling() -> None:
    many = [title for kind in range(30) for title in (f"饲料添加剂 {kind}", f"饲料添加剂 {kind}")]
    assert not any("司料" in row.other for row in find_rows(gather(catalogue("司料添加剂", "饲料添加剂", *many))))


def test_names_of_the_tree_that_no_title_has() -> None:
    found = set(find_rows(gather(catalogue("香菇", "鲜香菇"))))
    assert Row("香菇", "香蕈", "asked", "tree") in found
    assert not any(row.other in {"花菇", "冬菇"} for row in found if row.other in "冬菇")  # 冬菇 is also 金针菇
    assert not any(row.other == "香蕈" for row in find_rows(gather(catalogue("香菇", "香蕈"))) if row.source == "tree")
    assert not any(row.name == "香菇" for row in find_rows(gather(catalogue("苹果", "鲜苹果"))))


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("成型", "成形", True),
        ("水份", "水分", True),
        ("水泵", "油泵", False),
        ("型", "型", False),
        ("水", "水分", False),
    ],
)
def test_words_that_sound_alike(one: str, two: str, alike: bool) -> None:
    assert sound_alike(one, two) is alike


def test_what_a_person_judged_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_names, "TABLE", tmp_path / "names.tsv")
    judged = [Row("甲机", "乙机", "both", "read"), Row("启动", "起动", "no", "read")]
    (tmp_path / "names.tsv").write_text(write_table(judged, gather([])), encoding="utf-8")
    (tmp_path / "list.csv").write_text(
        "标准号,标准名称\nGB/T 1-1990,起动 试验方法\nGB/T 1-2020,启动 试验方法\n", encoding="utf-8"
    )
    text = other_names.make_tables(tmp_path / "list.csv")[tmp_path / "names.tsv"]
    assert "甲机\t乙机\tboth\tread\t0/0" in text
    assert "启动\t起动\tno\tread\t1/1" in text
    assert "spelling\t" not in text
    assert "# rows: 2" in text
