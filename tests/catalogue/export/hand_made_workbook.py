"""A workbook as people make them, built part by part: nothing in it is what a library would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
LIST_PART = "xl/worksheets/sheet1.xml"
STYLES_PART = "xl/styles.xml"
#: the first row of the list and how many rows it has, blank ones and headings among them
FIRST, ROWS = 5, 300
HEADER = ("序号", "类别", "标准编号", "名 称", "数量", "备注")
#: styles: 0 plain, 1 title, 2 header, 3 cell with a frame, 4 the same with two decimals, 5 heading
STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">
<fonts count="3" x14ac:knownFonts="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font>\
<font><b/><sz val="16"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFD9E2F3"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/>\
<right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"><alignment horizontal="center"/></xf>\
<xf numFmtId="0" fontId="2" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1">\
<alignment horizontal="center" vertical="center"/></xf>\
<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"><alignment vertical="center"/>\
<protection locked="0"/></xf>\
<xf numFmtId="2" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/>\
<xf numFmtId="0" fontId="2" fillId="0" borderId="1" xfId="0" applyFont="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>
<dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFFFF00"/></patternFill></fill></dxf></dxfs>
<tableStyles count="0"/></styleSheet>"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


class Texts:
    """The shared texts of a workbook."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    def part(self) -> str:
        items = "".join(f'<si><t xml:space="preserve">{escape(text, quote=False)}</t></si>' for text in self._places)
        return f'{HEAD}<sst xmlns="{MAIN}" count="{len(self._places)}" uniqueCount="{len(self._places)}">{items}</sst>'


def rows_of(numbers: Sequence[str]) -> list[tuple[str, str, str] | None]:
    """Category, number and title of the rows of the list; None for a blank one; a heading has a category alone."""
    rows: list[tuple[str, str, str] | None] = []
    given = iter(numbers)
    while len(rows) < ROWS:
        at = len(rows)
        if at % 50 == 0:
            rows.append((f"{'一二三四五六'[at // 50]}、第 {at // 50 + 1} 类", "", ""))
        elif at % 37 == 0:
            rows.append(None)
        else:
            rows.append(("检测", next(given), f"标准 {at}"))
    return rows


def list_sheet(numbers: Sequence[str], texts: Texts) -> str:
    """The sheet of the list: two title rows, a blank one, the header, the rows, a note below."""

    def cell(at: str, text: str, style: int) -> str:
        return f'<c r="{at}" s="{style}" t="s"><v>{texts.place(text)}</v></c>' if text else f'<c r="{at}" s="{style}"/>'

    lines = [
        f'<row r="1" spans="1:6" ht="24" customHeight="1">{cell("A1", "检测依据标准一览表", 1)}'
        + "".join(f'<c r="{letter}1" s="1"/>' for letter in "BCDEF")
        + "</row>",
        f'<row r="2" spans="1:6">{cell("E2", "填表日期：", 0)}<c r="F2"><f>TODAY()</f><v>45000</v></c></row>',
        '<row r="4" spans="1:6">' + "".join(cell(f"{at}4", text, 2) for at, text in zip("ABCDEF", HEADER, strict=True)),
    ]
    lines[2] += "</row>"
    merged = ["A1:F1"]
    for row, values in enumerate(rows_of(numbers), FIRST):
        if values is None:
            continue
        category, number, title = values
        if not number:
            merged.append(f"A{row}:F{row}")
            lines.append(f'<row r="{row}" spans="1:6">{cell(f"A{row}", category, 5)}</row>')
            continue
        formula, hidden = f"ROW()-{FIRST - 1}", ' hidden="1"'
        lines.append(
            f'<row r="{row}" spans="1:6"{hidden if row == 40 else ""}>'
            f'<c r="A{row}" s="3"><f>{formula}</f><v>{row - FIRST + 1}</v></c>{cell(f"B{row}", category, 3)}'
            f"{cell(f'C{row}', number, 3)}{cell(f'D{row}', title, 3)}"
            f'<c r="E{row}" s="4"><v>{row % 7}.5</v></c>{cell(f"F{row}", "自查" if row % 9 == 0 else "", 3)}</row>'
        )
    end = FIRST + ROWS
    lines.append(f'<row r="{end}" spans="1:6">{cell(f"A{end}", "注：以上标准由资料室提供。", 0)}</row>')
    lines.append(f'<row r="{end + 1}"><c r="E{end + 1}" s="4"><f>SUM(E{FIRST}:E{end - 1})</f><v>1</v></c></row>')
    joined = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheetPr filterMode="1"/>'
        f'<dimension ref="A1:F{end + 1}"/>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="4" topLeftCell="A5" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="14.25"/>'
        '<cols><col min="1" max="1" width="6"/><col min="2" max="2" width="8" hidden="1"/>'
        '<col min="3" max="4" width="22" customWidth="1"/><col min="5" max="16384" width="9" style="0"/></cols>'
        f"<sheetData>{''.join(lines)}</sheetData>"
        f'<autoFilter ref="A4:F{end - 1}"><filterColumn colId="4"><filters><filter val="3.5"/></filters></filterColumn>'
        f'</autoFilter><mergeCells count="{len(merged)}">{joined}'
        f'</mergeCells><conditionalFormatting sqref="E{FIRST}:E{end - 1}"><cfRule type="cellIs" dxfId="0" priority="1" '
        'operator="greaterThan"><formula>5</formula></cfRule></conditionalFormatting>'
        f'<dataValidations count="1"><dataValidation type="list" sqref="B{FIRST}:B{end - 1}"><formula1>"检测,产品"'
        '</formula1></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" '
        'header="0.3" footer="0.3"/><drawing r:id="rId1"/></worksheet>'
    )


def relations(*items: tuple[str, str, str]) -> str:
    kinds = {kind: kind if ":" in kind else f"{DOCUMENT}/{kind}" for _, kind, _ in items}
    inner = "".join(f'<Relationship Id="{key}" Type="{kinds[kind]}" Target="{to}"/>' for key, kind, to in items)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def content_types(*, macros: bool) -> str:
    kinds = {
        "xl/workbook.xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        if macros
        else f"{_OFFICE}sheet.main+xml",
        LIST_PART: f"{_OFFICE}worksheet+xml",
        "xl/worksheets/sheet2.xml": f"{_OFFICE}worksheet+xml",
        STYLES_PART: f"{_OFFICE}styles+xml",
        "xl/sharedStrings.xml": f"{_OFFICE}sharedStrings+xml",
        "xl/pivotCache/pivotCacheDefinition1.xml": f"{_OFFICE}pivotCacheDefinition+xml",
        "xl/pivotCache/pivotCacheRecords1.xml": f"{_OFFICE}pivotCacheRecords+xml",
        "xl/pivotTables/pivotTable1.xml": f"{_OFFICE}pivotTable+xml",
        "xl/calcChain.xml": f"{_OFFICE}calcChain+xml",
        "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    }
    inner = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType='
        f'"application/vnd.ms-office.vbaProject"/>{inner}</Types>'
    )


_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def workbook_part(last: int) -> str:
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><workbookPr/><bookViews><workbookView/></bookViews>'
        "<sheets>"
        '<sheet name="标准清单" sheetId="1" r:id="rId1"/><sheet name="透视" sheetId="2" r:id="rId2"/></sheets>'
        f'<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">标准清单!$A$4:$F${last}'
        f'</definedName><definedName name="清单">标准清单!$C${FIRST}:$C${last}</definedName></definedNames>'
        '<calcPr calcId="1"/>'
        '<pivotCaches><pivotCache cacheId="7" r:id="rId5"/></pivotCaches></workbook>'
    )


def pivot_parts(last: int) -> dict[str, str]:
    """A pivot table on the second sheet that counts rows by category."""
    shared = '<sharedItems count="1"><s v="检测"/></sharedItems>'
    fields = "".join(
        f'<cacheField name="{name}" numFmtId="0">{shared if name == "类别" else "<sharedItems/>"}</cacheField>'
        for name in HEADER
    )
    records = "<r><n v='1'/><x v='0'/><s v='GB 1-2020'/><s v='甲'/><n v='1.5'/><m/></r>"
    data = ' dataField="1"'
    pivot_fields = "".join(
        '<pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/><item t="default"/></items></pivotField>'
        if name == "类别"
        else f'<pivotField{data if name == "数量" else ""} showAll="0"/>'
        for name in HEADER
    )
    return {
        "xl/worksheets/sheet2.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="A3:B5"/><sheetData>'
        '<row r="3"><c r="A3" t="str"><v>行标签</v></c><c r="B3" t="str"><v>求和项:数量</v></c></row>'
        '<row r="4"><c r="A4" t="str"><v>检测</v></c><c r="B4"><v>1.5</v></c></row>'
        '<row r="5"><c r="A5" t="str"><v>总计</v></c><c r="B5"><v>1.5</v></c></row></sheetData></worksheet>',
        "xl/worksheets/_rels/sheet2.xml.rels": relations(("rId1", "pivotTable", "../pivotTables/pivotTable1.xml")),
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{DOCUMENT}" '
        'r:id="rId1" refreshedVersion="3" recordCount="1"><cacheSource type="worksheet"><worksheetSource '
        f'ref="A4:F{last}" sheet="标准清单"/></cacheSource><cacheFields count="6">{fields}</cacheFields>'
        "</pivotCacheDefinition>",
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relations(
            ("rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")
        ),
        "xl/pivotCache/pivotCacheRecords1.xml": f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" count="1">{records}'
        "</pivotCacheRecords>",
        "xl/pivotTables/pivotTable1.xml": f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="透视表1" cacheId="7" '
        'dataCaption="值" updatedVersion="3" minRefreshableVersion="3" createdVersion="3">'
        '<location ref="A3:B5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        f'<pivotFields count="6">{pivot_fields}</pivotFields><rowFields count="1"><field x="1"/></rowFields>'
        '<rowItems count="2"><i><x/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
        '<dataFields count="1"><dataField name="求和项:数量" fld="4"/></dataFields></pivotTableDefinition>',
        "xl/pivotTables/_rels/pivotTable1.xml.rels": relations(
            ("rId1", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
        ),
    }


def drawing_parts() -> dict[str, str | bytes]:
    """A picture in the title rows of the list."""
    anchor = (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
        '<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="190500" cy="190500"/><xdr:pic><xdr:nvPicPr>'
        '<xdr:cNvPr id="2" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/>'
        '<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic>'
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )
    return {
        "xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" '
        f'xmlns:a="{_DRAWING}/main" xmlns:r="{DOCUMENT}">{anchor}</xdr:wsDr>',
        "xl/drawings/_rels/drawing1.xml.rels": relations(("rId1", "image", "../media/image1.png")),
        "xl/media/image1.png": PIXEL,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "drawing", "../drawings/drawing1.xml")),
    }


def hand_made(numbers: Sequence[str], *, macros: bool = False) -> bytes:
    """The workbook as bytes; with macros as XLSM."""
    texts, last = Texts(), FIRST + ROWS - 1
    sheet = list_sheet(numbers, texts)
    beside = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"),
        ("rId3", "styles", "styles.xml"), ("rId4", "sharedStrings", "sharedStrings.xml"),
        ("rId5", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ("rId6", "calcChain", "calcChain.xml"),
    ]  # fmt: skip
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(macros=macros),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_part(last),
        LIST_PART: sheet,
        STYLES_PART: STYLES,
        "xl/sharedStrings.xml": texts.part(),
        "xl/calcChain.xml": f'{HEAD}<calcChain xmlns="{MAIN}"><c r="F2" i="1"/></calcChain>',
        **pivot_parts(last),
        **drawing_parts(),
    }
    if macros:
        parts["xl/vbaProject.bin"] = bytes(range(256)) * 9
        beside.append(("rId7", VBA, "vbaProject.bin"))
    parts["xl/_rels/workbook.xml.rels"] = relations(*beside)
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file; pictures are stored, and the parts have days of their own."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for at, (name, text) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (1990 + at, 1, 2, 3, 4, 6))
            info.compress_type = zipfile.ZIP_STORED if name.endswith("png") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            file.writestr(info, text)
    return data.getvalue()
