"""A CSV given back filled: cells behind its rows, and every byte of its own as it was."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.export import Filled, fill
from catalogue.export.fill_columns import LABELS
from indexer.readers import read_document
from standard.errors import LubiaoError
from tests.catalogue.export.lists import catalogue
from tests.indexer.engines.catalogues import record

STANDARDS = (record("GB/T 60001-2010", "甲"), record("GB/T 60002-2010", "乙, 丙"), record("GB/T 60003-2010", "=丁"))
CATALOGUE = catalogue(STANDARDS)


def filled(data: bytes, name: str = "list.csv") -> Filled:
    document = read_document(data, name)
    return fill(data, document, CATALOGUE.check_document(document))


def only_added(before: bytes, after: bytes) -> bool:
    """Whether one is the other with something put in."""
    rest = iter(after)
    return all(byte in rest for byte in before)


def read(data: bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))


def test_cells_stand_behind_those_of_each_row() -> None:
    before = '清单,,\r\n序号,标准号,名称\r\n1,GB/T 60001-2010,甲\r\n2,"GB/T 60002-2010","乙, 丙"\r\n\r\n'.encode()
    result = filled(before)
    rows = read(result.data)
    assert rows[0] == ["清单", "", ""]
    assert rows[1] == ["序号", "标准号", "名称", *LABELS]
    assert rows[2][:4] == ["1", "GB/T 60001-2010", "甲", "现行"]
    assert rows[3][3:7] == ["现行", "现行", "GB/T 60002-2010", "乙, 丙"]
    assert rows[4] == []
    assert b'2,"GB/T 60002-2010","\xe4\xb9\x99, \xe4\xb8\x99",' in result.data, "quotation marks as they were"
    assert only_added(before, result.data)
    assert result.data.count(b"\r\n") == before.count(b"\r\n")
    assert result.rows == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_encoding_and_line_ends_stay(encoding: str, end: str, last: str) -> None:
    before = f"标准号,名称\nGB/T 60001-2010,甲\nGB/T 60003-2010,丁{last}".replace("\n", end).encode(encoding)
    after = filled(before).data
    text, old = after.decode(encoding), before.decode(encoding)
    assert text.count(end) == old.count(end)
    assert text.endswith(end) == old.endswith(end)
    rows = read(after, encoding)
    assert rows[1][:4] == ["GB/T 60001-2010", "甲", "现行", "现行"]
    assert rows[2][5] == "'=丁", "no formula"
    assert (after[:3] == codecs.BOM_UTF8) == (encoding == "utf-8-sig")
    assert only_added(before, after)


def test_a_big_endian_file_stays_one() -> None:
    before = codecs.BOM_UTF16_BE + "标准号\t名称\r\nGB/T 60001-2010\t甲\r\n".encode("utf-16-be")
    after = filled(before, "list.tsv").data
    assert after.startswith(codecs.BOM_UTF16_BE)
    assert after.decode("utf-16").splitlines()[1].split("\t")[:3] == ["GB/T 60001-2010", "甲", "现行"]


def test_returns_alone_end_lines_of_old_files() -> None:
    after = filled("标准号,名称\rGB/T 60001-2010,甲\r".encode()).data
    assert after.decode().split("\r")[1].startswith("GB/T 60001-2010,甲,现行,")


def test_ascii_gets_the_mark_without_which_chinese_is_not_read() -> None:
    after = filled(b"number,title\nGB/T 60001-2010,one\n").data
    assert after.startswith(codecs.BOM_UTF8)
    assert read(after)[1][:3] == ["GB/T 60001-2010", "one", "现行"]


def test_a_cell_of_several_lines_is_one_row() -> None:
    before = '标准号,名称\n"GB/T 60001-2010\nGB/T 60002-2010","甲\n乙"\nGB/T 60003-2010,丁\n'.encode()
    rows = read(filled(before).data)
    assert rows[1][2] == "现行；现行"
    assert rows[1][4] == "GB/T 60001-2010；GB/T 60002-2010"
    assert rows[2][2] == "现行"


def test_rows_of_several_lengths_get_their_cells_below_one_another() -> None:
    rows = read(filled("标准号,名称,备注\nGB/T 60001-2010\nGB/T 60002-2010,乙,a\n".encode()).data)
    assert [row[3] for row in rows] == ["查新结果", "现行", "现行"]


def test_semicolons_and_tabs_stay_what_separates() -> None:
    for sign, name in ((";", "list.csv"), ("\t", "list.tsv")):
        rows = read(filled(f"标准号{sign}名称\nGB/T 60002-2010{sign}乙\n".encode(), name).data, delimiter=sign)
        assert rows[1][:3] == ["GB/T 60002-2010", "乙", "现行"]


def test_a_filled_file_is_not_filled_again() -> None:
    after = filled("标准号,名称\nGB/T 60001-2010,甲\n".encode()).data
    with pytest.raises(LubiaoError, match="查新结果"):
        filled(after)


def test_a_list_from_the_first_row_has_no_labels_and_that_is_said() -> None:
    result = filled("GB/T 60001-2010,甲\nGB/T 60002-2010,乙\n".encode())
    assert "查新结果" not in result.data.decode()
    assert [note for note in result.notes if "没有表头行" in note.chinese]


CELLS = st.text(st.sampled_from("甲乙 a,\"'\n;1"), max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from([*(one.number for one in STANDARDS), "GB/T 9-1999", "待定"]), CELLS, CELLS),
        min_size=1,
        max_size=8,
    ),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_drawn_lists_keep_their_cells(rows: list[tuple[str, str, str]], quoting: int, end: str) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator=end).writerows([("标准号", "名称", "备注"), *rows])  # type: ignore[arg-type]
    before = text.getvalue().encode()
    after = read(filled(before).data)
    assert [row[:3] for row in after] == read(before)
    assert [bool(row[3:]) for row in after[1:]] == [True] * len(rows)
    assert only_added(before, filled(before).data)
