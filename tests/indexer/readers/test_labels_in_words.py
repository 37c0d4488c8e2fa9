"""Labels of columns with a second language, brackets, marks and line breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import read
from indexer.readers.labels_in_words import column_field
from standard.record import Record


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("标准编号\nStandard Code", "number"),
        ("标准编号 Std. No.", "number"),
        ("标准编号Number", "number"),
        ("Standard No. (标准编号)", "number"),
        ("STANDARD NO. 标准编号", "number"),
        ("*标准编号（必填）", "number"),
        ("标准编号＊", "number"),
        ("\ufeff\ufeff标准编号", "number"),
        ("【标准编号】", "number"),
        ("标准名称 / Title", "title"),
        ("标准名称（中文）", "title"),
        ("标准名称（英文）", "title_en"),
        ("英文名称 English Title", "title_en"),
        ("发布日期(yyyy-mm-dd)", "issued"),
        ("实施日期\r\nImpl. Date", "effective"),
        ("被代替标准(Superseded by)", "replaced_by"),
        ("鏍囧噯鍚嶇О", "title"),
        ("序号 No.", ""),
    ],
)
def test_what_people_add_to_a_label_does_not_count(label: str, field: str) -> None:
    assert column_field(label) == field


@pytest.mark.parametrize(
    "label",
    [
        *("原标准号", "标准号（旧）", "标准号 (old)", "ISBN号", "ISBN 号", "TC编号", "标准号/名称", "发布/实施日期"),
        *("名称 English", "标准编号(链接)", "x" * 90),
    ],
)
def test_what_makes_another_thing_of_a_label_does(label: str) -> None:
    assert column_field(label) is None


def test_a_table_with_such_labels(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        '"*标准编号\nStandard No.","标准名称\nTitle","发布日期(必填)"\nGB/T 70001-2021,甲,2021-03-09\n', "utf-8"
    )
    (record,) = read([path])
    assert isinstance(record, Record)
    assert str(record.issued) == "2021-03-09"


def test_columns_without_a_label_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("标准号,,标准名称,\nGB/T 70001-2021,某值,甲,\n", "utf-8")
    unknown: list[str] = []
    list(read([path], on_unknown_columns=lambda _, names: unknown.extend(names)))
    assert unknown == ["第 2 列（没有名称）"]
