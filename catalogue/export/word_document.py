"""Pieces of Word documents: the page, tables of any length, and the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from catalogue.export.rows import Cell

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TIGHT = '<w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>'
#: where a table goes, in the XML
_PLACE = b"<w:tbl/>"


def set_page(document: Any, *, across: bool = True) -> None:
    """A4, Chinese fonts, the number of the page below."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if across else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, font, size in (("Normal", "宋体", 10.5), ("Title", "黑体", 22), ("Heading 1", "黑体", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if "heme" in key]:
            del fonts.attrib[key]
        fonts.set(qn("w:eastAsia"), font)
        language = parse_xml(f'<w:lang {_W} w:val="en-US" w:eastAsia="zh-CN"/>')
        style.element.rPr.append(language)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, code in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES")):
        footer.add_run(text)
        field = parse_xml(f'<w:fldSimple {_W} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        footer._p.append(field)  # noqa: SLF001 - python-docx has no fields
    footer.add_run(" 页")


def add_table(
    document: Any,
    labels: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Cell]],
    colours: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A place for a table with lines, and its XML: python-docx takes minutes, or half a gigabyte, for long lists.

    Widths in twentieths of a point; `colours` are the backgrounds of cells by their texts.
    """
    from docx.oxml import parse_xml

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row(labels, widths, {}, "<w:tblHeader/>", bold=True)
    body = "".join(_row(["" if cell is None else str(cell) for cell in cells], widths, colours) for cells in rows)
    kind = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    kind += '<w:tblLayout w:type="fixed"/></w:tblPr>'
    document.element.body.insert_element_before(parse_xml(f"<w:tbl {_W}/>"), "w:sectPr")
    return f"<w:tbl>{kind}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def pack_document(document: Any, tables: Iterable[str]) -> bytes:
    """The file, with the tables in their places."""
    from zipfile import ZIP_DEFLATED, ZipFile

    bare, whole = BytesIO(), BytesIO()
    document.save(bare)
    with ZipFile(bare) as parts, ZipFile(whole, "w", ZIP_DEFLATED) as filled:
        for name in parts.namelist():
            with filled.open(name, "w") as part:
                pieces = parts.read(name).split(_PLACE)
                part.write(pieces[0])
                for piece, table in zip(pieces[1:], tables if len(pieces) > 1 else (), strict=True):
                    part.write(table.encode())
                    part.write(piece)
    return whole.getvalue()


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    colours: Mapping[str, str],
    properties: str = "",
    *,
    bold: bool = False,
) -> str:
    cells = "".join(_cell(text, width, colours, bold=bold) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, colours: Mapping[str, str], *, bold: bool) -> str:
    colour = "E7E6E6" if bold else colours.get(text, "")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""
    weight = "<w:b/>" if bold else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    run = f'<w:r><w:rPr>{weight}<w:sz w:val="18"/></w:rPr>{lines}</w:r>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p>{_TIGHT}{run}</w:p></w:tc>'
