"""Texts that went through a wrong encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import read
from indexer.readers.mojibake import decoded_anew, mended_title, number_decoded_anew
from standard.record import Record

TITLE = "±800 kV直流线路γ剂量试验方法 第2部分：现场"


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_utf8_read_as_something_else_is_mended(wrong: str) -> None:
    spoilt = TITLE.encode().decode(wrong, "strict") if wrong == "latin-1" else "苹果质量".encode().decode(wrong)
    right = TITLE if wrong == "latin-1" else "苹果质量"
    text, note = mended_title(spoilt)
    assert text == right
    assert "乱码" in note
    assert decoded_anew(right) == right


def test_gbk_read_as_western_is_mended() -> None:
    assert mended_title("苹果质量".encode("gbk").decode("latin-1"))[0] == "苹果质量"


@pytest.mark.parametrize(
    "spoilt", ["鏍囧噯鍖栧伐浣滃鍒?", "标准\ufffd\ufffd工作", "锟斤拷锟斤拷", "????????", "苹果????"]
)
def test_what_cannot_be_mended_is_told(spoilt: str) -> None:
    text, note = mended_title(spoilt)
    assert text == spoilt
    assert "编码" in note


@pytest.mark.parametrize(
    "title", [TITLE, "一体化统计调查工作规范", "水肥一体化设备", "Café à la carte", "ß-Zerfall", "GB 1"]
)
def test_right_titles_stay(title: str) -> None:
    assert mended_title(title) == (title, "")


def test_signs_of_numbers_are_mended_where_the_title_is_spoilt() -> None:
    assert number_decoded_anew("※GB 70001-2021".encode().decode("gb18030")) == "※GB 70001-2021"
    assert number_decoded_anew("JB/T 70001鈥\ufffd2021") == "JB/T 70001-2021"
    assert number_decoded_anew("JB/T 70001-2021") == "JB/T 70001-2021"


def test_the_whole_row_is_mended_and_a_note_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    spoilt = "标准编号,标准名称,归口单位\nGB/T 70001-2021,苹果质量,某委员会\n".encode().decode("gb18030", "replace")
    path.write_text(spoilt.replace(spoilt.split("\n")[0], "标准号,标准名称,归口单位"), "utf-8")
    (record,) = read([path])
    assert isinstance(record, Record)
    assert record.title == "苹果质量"
    assert any("乱码" in note for note in record.notes)
