"""A list given back filled: the verdicts stand beside it, and all else is as it was, byte for byte."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalogue.export import Filled, fill, filled_path
from catalogue.export.fill_columns import LABELS
from catalogue.validity import Check, read_entries
from indexer.errors import RequestError
from indexer.readers import read_document
from standard.errors import LubiaoError
from standard.status import Status
from tests.catalogue.export.hand_made_workbook import (
    DOCUMENT,
    FIRST,
    HEAD,
    LIST_PART,
    MAIN,
    ROWS,
    STYLES_PART,
    Texts,
    content_types,
    hand_made,
    relations,
    rows_of,
    zipped,
)
from tests.catalogue.export.lists import catalogue
from tests.indexer.engines.catalogues import record

DAY = date(2026, 11, 24)
STANDARDS = tuple(
    record(
        f"GB/T {60000 + at}-2010",
        f"标准 {at}",
        effective=date(2011, 1, 1),
        source="openstd.samr.gov.cn",
        **(
            {"status": Status.REPLACED, "abolished": date(2020, 1, 1), "replaced_by": ("GB/T 60000-2010",)}
            if at % 5 == 3
            else {"status": Status.CURRENT}
        ),
    )
    for at in range(ROWS)
)
#: as people write them; one cell names three, one none that there is, one no number at all
NUMBERS = [one.number.replace("-", "—" if at % 2 else "-") for at, one in enumerate(STANDARDS)]
NUMBERS[1] = "GB/T 60003-2010\nGB/T 60004-2010、GB/T 69999-2010"
NUMBERS[2] = "待定"
#: columns of ours, right of F
OURS = "GHIJKLMNO"


def checked(data: bytes, name: str = "清单.xlsx") -> tuple[Filled, Check]:
    document = read_document(data, name)
    check = catalogue(STANDARDS).check_document(document)
    return fill(data, document, check), check


@pytest.fixture(scope="module")
def original() -> bytes:
    return hand_made(NUMBERS)


@pytest.fixture(scope="module")
def filled(original: bytes) -> Filled:
    return checked(original)[0]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


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


# --- sheets of other shapes -------------------------------------------------------------------------------------------


def book(sheet: str, *, styles: bool = False, beside: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet without more than it needs."""
    items = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    more: dict[str, str | bytes] = dict(beside or {})
    if styles:
        items.append(("rId2", "styles", "styles.xml"))
        more[STYLES_PART] = parts(hand_made(NUMBERS))[STYLES_PART]
    head = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">'
    return zipped(
        {
            "[Content_Types].xml": content_types(macros=False),
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{head}<sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(*items),
            "xl/sharedStrings.xml": Texts().part(),
            LIST_PART: sheet,
            **more,
        }
    )


def text_cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="str"><v>{text}</v></c>'


def sheet_of(*rows: str, behind: str = "", before: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{behind}</worksheet>'


LABELLED = f'<row r="1">{text_cell("A1", "标准号")}{text_cell("B1", "名称")}</row>'
ONE = f'<row r="2">{text_cell("A2", "GB/T 60001-2010")}{text_cell("B2", "标准 1")}</row>'


def sheet_after(data: bytes) -> str:
    return parts(checked(data)[0].data)[LIST_PART].decode()


def test_a_workbook_without_styles_or_widths() -> None:
    after = sheet_after(book(sheet_of(LABELLED, ONE)))
    assert '<c r="C1" t="inlineStr"><is><t xml:space="preserve">查新结果</t></is></c>' in after
    assert "<cols>" in after
    assert after.index("<cols>") < after.index("<sheetData>")
    assert '<c r="C2" t="inlineStr"><is><t xml:space="preserve">现行</t></is></c>' in after


def test_a_prefix_of_names_is_kept() -> None:
    plain = sheet_of(LABELLED, ONE)
    prefixed = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", plain).replace("xmlns=", "xmlns:x=")
    after = sheet_after(book(prefixed))
    assert '<x:c r="C2" t="inlineStr"><x:is><x:t xml:space="preserve">现行</x:t></x:is></x:c>' in after
    assert checked(book(prefixed))[1].rows


def test_names_of_the_strict_standard_are_kept() -> None:
    strict = sheet_of(LABELLED, ONE).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert "现行" in sheet_after(book(strict))


def test_rows_and_cells_that_do_not_say_where_they_stand() -> None:
    rows = re.sub(r' r="\w+"', "", LABELLED + ONE)
    after = sheet_after(book(sheet_of(rows)))
    assert '</c><c r="C2" t="inlineStr">' in after
    assert opened(checked(book(sheet_of(rows)))[0].data).active["C2"].value == "现行"


def test_a_list_without_a_header_has_labels_in_the_row_above_it() -> None:
    one = ONE.replace('2"', '4"')
    title = f'<row r="1">{text_cell("C1", "2026 年版")}</row>'
    after = sheet_after(book(sheet_of(title, one)))
    assert '<row r="3"><c r="D3" t="inlineStr">' in after
    assert after.index('<row r="3">') < after.index('<row r="4">')


def test_a_list_from_the_first_row_has_no_labels_and_that_is_said() -> None:
    result, _ = checked(book(sheet_of(ONE.replace('"A2"', '"A1"').replace('"B2"', '"B1"').replace('r="2"', 'r="1"'))))
    assert "查新结果" not in parts(result.data)[LIST_PART].decode()
    assert [note for note in result.notes if "没有表头行" in note.chinese]


def test_empty_columns_that_are_labelled_already_are_filled_in_their_place() -> None:
    labelled = LABELLED.replace("</row>", f"{text_cell('C1', '查新结果')}{text_cell('D1', '经办人')}</row>")
    one = ONE.replace("</row>", '<c r="C2" s="3"></c>' + text_cell("D2", "张") + "</row>")
    data = book(sheet_of(labelled, one), styles=True)
    sheet = opened(checked(data)[0].data).active
    assert sheet["C2"].value == "现行"
    assert [sheet[f"{letter}1"].value for letter in "CDEF"] == ["查新结果", "经办人", "查新标准状态", "查新标准号"]
    assert sheet["D2"].value == "张"


def test_a_formula_without_a_stored_value_fills_a_column_too() -> None:
    labelled = LABELLED.replace("</row>", text_cell("C1", "查新结果") + "</row>")
    one = ONE.replace("</row>", '<c r="C2"><f>NOW()</f></c></row>')
    with pytest.raises(LubiaoError, match="查新结果"):
        checked(book(sheet_of(labelled, one)))


@pytest.mark.parametrize(
    ("behind", "column"),
    [
        ('<mergeCells count="1"><mergeCell ref="B2:E2"/></mergeCells>', "F"),
        ('<mergeCells count="1"><mergeCell ref="A9:Z9"/></mergeCells>', "C"),
    ],
)
def test_columns_keep_clear_of_merged_cells_of_their_rows(behind: str, column: str) -> None:
    assert f'<c r="{column}2" t="inlineStr">' in sheet_after(book(sheet_of(LABELLED, ONE, behind=behind)))


@pytest.mark.parametrize(("row", "column"), [(1, "I"), (40, "C")])
def test_columns_keep_clear_of_pictures_beside_the_list(row: int, column: str) -> None:
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:row>{2}</xdr:row></xdr:{0}>"
    xdr = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    corners = corner.format("from", 3, row) + corner.format("to", 7, row + 5)
    drawn = f'<xdr:wsDr xmlns:xdr="{xdr}"><xdr:twoCellAnchor>{corners}</xdr:twoCellAnchor></xdr:wsDr>'
    beside: dict[str, str | bytes] = {
        "xl/drawings/drawing1.xml": drawn,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "drawing", "../drawings/drawing1.xml")),
    }
    assert f'<c r="{column}2" t="inlineStr">' in sheet_after(book(sheet_of(LABELLED, ONE), beside=beside))


def test_hidden_columns_right_of_the_list_stay_hidden_but_ours_are_seen() -> None:
    before = '<cols><col min="3" max="16384" width="8" hidden="1" customWidth="1"/></cols>'
    sheet = sheet_after(book(sheet_of(LABELLED, ONE, before=before)))
    widths = re.search(r"<cols>.*</cols>", sheet)[0]  # type: ignore[index]
    assert '<col min="12" max="16384" width="8" hidden="1" customWidth="1"/>' in widths
    assert widths.count("hidden") == 1


def test_a_protected_and_a_signed_workbook_are_filled_and_it_is_said() -> None:
    data = book(
        sheet_of(LABELLED, ONE, behind='<sheetProtection sheet="1"/>'), beside={"_xmlsignatures/sig1.xml": "<a/>"}
    )
    result, _ = checked(data)
    assert '<sheetProtection sheet="1"/>' in parts(result.data)[LIST_PART].decode()
    assert [note.english.split()[0] for note in result.notes] == ["Sheet", "The"]


def test_comments_and_literal_text_are_no_tags() -> None:
    odd = "<!-- <row r='7'> -->" + ONE.replace("标准 1", "<![CDATA[<row r='9'><c></row>]]>")
    after = sheet_after(book(sheet_of(LABELLED, odd)))
    assert "<![CDATA[<row r='9'><c></row>]]></v></c><c r=\"C2\"" in after
    assert "<!-- <row r='7'> -->" in after


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_a_sheet_in_another_encoding_is_refused(encoding: str) -> None:
    sheet = f'<?xml version="1.0" encoding="{encoding}"?>' + sheet_of(LABELLED, ONE)
    with pytest.raises(LubiaoError, match="UTF-8"):
        checked(zipped({**parts(book("")), LIST_PART: sheet.encode(encoding)}))


def test_a_sheet_without_room_is_refused() -> None:
    with pytest.raises(LubiaoError, match="16384"):
        checked(book(sheet_of(LABELLED, ONE.replace("</row>", '<c r="XFA2"><f>NOW()</f></c></row>'))))


def test_a_workbook_that_does_not_say_sizes_before_its_parts() -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    out = Unseekable()
    source = parts(book(sheet_of(LABELLED, ONE)))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.comment = "注".encode()
        for name, text in source.items():
            file.writestr(name, text)
    result, _ = checked(out.getvalue())
    after = parts(result.data)
    assert {name for name in source if source[name] != after[name]} == {LIST_PART}
    with zipfile.ZipFile(io.BytesIO(result.data)) as file:
        assert file.comment == "注".encode()


def test_a_part_that_lies_over_another_is_refused() -> None:
    data = bytearray(book(sheet_of(LABELLED, ONE)))
    last = data.rindex(b"PK\x01\x02")
    before = data.rindex(b"PK\x01\x02", 0, last)
    data[last + 42 : last + 46] = data[before + 42 : before + 46]
    document = read_document(book(sheet_of(LABELLED, ONE)), "a.xlsx")
    check = catalogue(STANDARDS).check_document(document)
    with pytest.raises(LubiaoError):
        fill(bytes(data), document, check)


def test_other_formats_and_lists_without_entries_are_refused() -> None:
    with pytest.raises(RequestError, match="XLSX"):
        checked(b"GB/T 60001-2010\n", "list.txt")
    with pytest.raises(RequestError, match="没有查到"):
        checked(book(sheet_of(f'<row r="1">{text_cell("A1", "标准号")}{text_cell("B1", "名称")}</row>')))


def test_a_damaged_file_is_refused(original: bytes) -> None:
    document = read_document(original, "a.xlsx")
    check = catalogue(STANDARDS).check_document(document)
    with pytest.raises(LubiaoError, match="不能填写"):
        fill(original[: len(original) // 2], document, check)
    with pytest.raises(LubiaoError, match="不能填写"):
        fill(zipped({**parts(original), LIST_PART: parts(original)[LIST_PART][:9000]}), document, check)


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    document = read_document(book(sheet_of(LABELLED, ONE)), "a.xlsx")
    check = catalogue(STANDARDS).check_document(document)
    odd = replace(check, rows=tuple(replace(row, title="<甲> & \x0b乙") for row in check.rows))
    after = parts(fill(book(sheet_of(LABELLED, ONE)), document, odd).data)[LIST_PART].decode()
    assert "&lt;甲&gt; &amp; 乙</t>" in after
