"""Workbooks of other shapes: what they leave out, what stands beside the list, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from catalogue.export import fill
from indexer.errors import RequestError
from indexer.readers import read_document
from standard.errors import LubiaoError
from tests.catalogue.export.filled_lists import (
    LABELLED,
    NUMBERS,
    ONE,
    STANDARDS,
    book,
    checked,
    opened,
    parts,
    sheet_after,
    sheet_of,
    text_cell,
)
from tests.catalogue.export.hand_made_workbook import (
    LIST_PART,
    MAIN,
    hand_made,
    relations,
    zipped,
)
from tests.catalogue.export.lists import catalogue


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


def test_a_damaged_file_is_refused() -> None:
    original = hand_made(NUMBERS)
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
