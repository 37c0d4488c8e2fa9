"""Lists to be filled, a catalogue that they are checked against, and what is looked at in the copies."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl

from catalogue.export import Filled, fill
from catalogue.validity import Check
from indexer.readers import read_document
from standard.status import Status
from tests.catalogue.export.hand_made_workbook import (
    DOCUMENT,
    HEAD,
    LIST_PART,
    MAIN,
    ROWS,
    STYLES_PART,
    Texts,
    content_types,
    hand_made,
    relations,
    zipped,
)
from tests.catalogue.export.lists import catalogue
from tests.indexer.engines.catalogues import record

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


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


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
