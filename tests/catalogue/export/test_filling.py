"""A list given back filled: the verdicts stand beside it, and all else is as it was, byte for byte."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from catalogue.export import Filled, filled_path
from catalogue.export.fill_columns import LABELS
from catalogue.validity import read_entries
from indexer.readers import read_document
from standard.errors import LubiaoError
from tests.catalogue.export.filled_lists import (
    NUMBERS,
    OURS,
    checked,
    opened,
    parts,
)
from tests.catalogue.export.hand_made_workbook import (
    FIRST,
    LIST_PART,
    ROWS,
    STYLES_PART,
    hand_made,
    rows_of,
)


@pytest.fixture(scope="module")
def original() -> bytes:
    return hand_made(NUMBERS)


@pytest.fixture(scope="module")
def filled(original: bytes) -> Filled:
    return checked(original)[0]


def packed(data: bytes) -> dict[str, tuple[object, ...]]:
    """Each part as it is packed, and what the zip file says of it."""
    found: dict[str, tuple[object, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for one in file.infolist():
            start = (
                one.header_offset + 30 + int.from_bytes(data[one.header_offset + 26 : one.header_offset + 28], "little")
            )
            start += int.from_bytes(data[one.header_offset + 28 : one.header_offset + 30], "little")
            facts = (one.date_time, one.external_attr, one.create_system, one.compress_type, one.extra, one.comment)
            found[one.filename] = (*facts, data[start : start + one.compress_size])
    return found


def without_ours(sheet: str) -> str:
    """A sheet without the cells in our columns, and what else says how far it reaches set back."""
    sheet = re.sub(rf'<c r="[{OURS}]\d+"[^>]*?(?:/>|>.*?</c>)', "", sheet, flags=re.DOTALL)
    return sheet.replace('spans="1:15"', 'spans="1:6"').replace('ref="A1:O306"', 'ref="A1:F306"')


def test_all_parts_that_are_not_written_to_keep_their_bytes(original: bytes, filled: Filled) -> None:
    before, after = packed(original), packed(filled.data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {LIST_PART, STYLES_PART}
    assert all(before[name][:6] == after[name][:6] for name in before)


def test_the_sheet_is_as_it_was_but_for_the_cells_put_in(original: bytes, filled: Filled) -> None:
    before, after = (parts(data)[LIST_PART].decode() for data in (original, filled.data))
    shown = without_ours(after)
    widths = re.compile(r'<col min="5" max="16384" width="9" style="0"/>')
    made = re.search(
        r'<col min="5" max="6" width="9" style="0"/>.*<col min="16" max="16384" width="9" style="0"/>', shown
    )
    assert made is not None
    assert made[0].count("<col ") == 2 + len(OURS)
    shown = shown.replace(made[0], widths.search(before)[0])  # type: ignore[index]  # it stands there
    # the row with three numbers, which nobody gave a height
    row = FIRST + 2
    assert f'<row r="{row}" spans="1:6" ht="' in shown
    shown = re.sub(rf'(<row r="{row}" spans="1:6") ht="[\d.]+"', r"\1", shown)
    assert shown == before


def test_the_styles_there_were_keep_their_numbers(original: bytes, filled: Filled) -> None:
    before, after = (parts(data)[STYLES_PART].decode() for data in (original, filled.data))
    xf = re.compile(r"<cellXfs.*?</cellXfs>", re.DOTALL)
    fills = re.compile(r"<fills.*?</fills>", re.DOTALL)
    old, new = xf.search(before)[0], xf.search(after)[0]  # type: ignore[index]
    assert new.split(">", 1)[1].startswith(old.split(">", 1)[1].removesuffix("</cellXfs>"))
    assert xf.sub("", fills.sub("", after)) == xf.sub("", fills.sub("", before))
    assert int(re.search(r'<cellXfs count="(\d+)"', after)[1]) == len(re.findall("<xf ", new))  # type: ignore[index]
    colours = fills.search(after)[0]  # type: ignore[index]
    assert int(re.search(r'count="(\d+)"', colours)[1]) == len(re.findall("<fill>", colours))  # type: ignore[index]


def test_each_row_has_its_verdict_beside_it(original: bytes, filled: Filled) -> None:
    sheet = opened(filled.data)["标准清单"]
    assert [sheet[f"{letter}4"].value for letter in OURS] == list(LABELS)
    assert sheet["G4"].font.b, "as the label beside it"
    _, check = checked(original)
    by_row: dict[int, list[str]] = {}
    for one in check.rows:
        by_row.setdefault(one.place.row, []).append(one.number)
    assert len(by_row) == filled.rows
    for row, values in enumerate(rows_of(NUMBERS), FIRST):
        if values is None or not values[1]:
            assert all(sheet[f"{letter}{row}"].value is None for letter in OURS), row
        else:
            assert sheet[f"G{row}"].value, row
            assert (sheet[f"I{row}"].value or "").split("\n") == by_row[row], row


def test_the_cells_say_what_the_check_says(filled: Filled) -> None:
    sheet = opened(filled.data)["标准清单"]
    (first,) = (row for row in range(FIRST, FIRST + ROWS) if sheet[f"C{row}"].value == NUMBERS[4])
    values = [sheet[f"{letter}{first}"].value for letter in OURS[:-1]]
    told = ["现行", "现行", "GB/T 60004-2010", "标准 4", "2011-01-01", None, "GB/T 60004-2010", "2026-11-24"]
    assert values == told
    (ended,) = (row for row in range(FIRST, FIRST + ROWS) if sheet[f"C{row}"].value == NUMBERS[8])
    values = [sheet[f"{letter}{ended}"].value for letter in OURS[:-1]]
    told = [
        "已被代替",
        "被代替",
        "GB/T 60008-2010",
        "标准 8",
        "2011-01-01",
        "2020-01-01",
        "GB/T 60000-2010",
        "2026-11-24",
    ]
    assert values == told
    assert sheet[f"G{first}"].fill.fgColor.rgb != sheet[f"G{ended}"].fill.fgColor.rgb
    assert sheet[f"G{first}"].border.left.style == "thin", "the frame of its row"


def test_several_numbers_of_a_cell_stand_in_lines_in_their_order(filled: Filled) -> None:
    sheet = opened(filled.data)["标准清单"]
    row = FIRST + 2
    assert sheet[f"C{row}"].value == NUMBERS[1]
    assert sheet[f"G{row}"].value == "已被代替\n现行\n目录中没有"
    assert sheet[f"L{row}"].value == "2020-01-01\n—\n—"
    assert sheet[f"N{row}"].value == "2026-11-24"
    assert sheet[f"G{row}"].alignment.wrap_text
    assert sheet.row_dimensions[row].height >= 45


def test_formulas_merged_cells_filters_and_the_rest_are_there(original: bytes, filled: Filled) -> None:
    before, after = opened(original), opened(filled.data)
    assert before.sheetnames == after.sheetnames
    for old in before:
        new = after[old.title]
        for row in old.iter_rows():
            for cell in row:
                assert new[cell.coordinate].value == cell.value
                assert new[cell.coordinate]._style == cell._style
        assert old.merged_cells.ranges == new.merged_cells.ranges
        assert old.auto_filter.ref == new.auto_filter.ref
        assert old.freeze_panes == new.freeze_panes
        assert len(old._pivots) == len(new._pivots)
    assert after["标准清单"].column_dimensions["B"].hidden
    assert after["标准清单"].row_dimensions[40].hidden
    assert len(after["透视"]._pivots) == 1
    assert list(before.defined_names) == list(after.defined_names)


def test_macros_stay(original: bytes) -> None:
    data = hand_made(NUMBERS, macros=True)
    result, _ = checked(data, "清单.xlsm")
    before, after = packed(data), packed(result.data)
    assert "xl/vbaProject.bin" in before
    assert {name for name in before if before[name] != after[name]} == {LIST_PART, STYLES_PART}
    assert parts(original)[LIST_PART] == parts(data)[LIST_PART]


def test_a_filled_list_is_not_filled_again(filled: Filled) -> None:
    with pytest.raises(LubiaoError, match="查新结果"):
        checked(filled.data)


def test_a_filled_list_gives_the_same_entries_when_it_is_read_again(original: bytes, filled: Filled) -> None:
    before, after = (read_entries(read_document(data, "清单.xlsx")) for data in (original, filled.data))
    assert [entry.citation for entry in before.entries] == [entry.citation for entry in after.entries]
    assert [entry.place for entry in before.entries] == [entry.place for entry in after.entries]


def test_where_the_copy_is_put() -> None:
    assert filled_path(Path("a/清单.v2.xlsx")) == Path("a/清单.v2-查新.xlsx")
