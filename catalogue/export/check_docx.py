"""A check as a Word document for the files of an office: what was checked, how, what came of it, what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from catalogue.export.check_facts import (
    COLOURS,
    OPEN,
    disclaimer,
    list_comparison,
    list_counts,
    list_digests,
    list_facts,
)
from catalogue.export.rows import Cell
from catalogue.validity import PRINTED, Check, Row, digest_of, texts_of, tidy
from catalogue.wording import label, say

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: columns of the table, widths in twentieths of a point; together as wide as an A4 page across within its margins
_COLUMNS = (
    *(("序号", 600), ("原文编号", 1900), ("标准号与名称", 3000), ("查证结果", 1300), ("日期", 1700)),
    *(("代替情况与现行版本", 2200), ("说明", 2500), ("来源与核对日期", 1400)),
)
_FURTHER = 1000
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TIGHT = '<w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>'
#: where a table goes, in the XML
_PLACE = b"<w:tbl/>"
#: numbers that are named in the list of what stays open
_NAMED = 30


def write_check(check: Check) -> Iterator[bytes]:
    """The document, whole before the first block is given."""
    from docx import Document

    document = Document()
    _set_page(document)
    document.add_heading("标准有效性查新报告", 0)
    document.add_heading("一、查新对象与依据", 1)
    tables = [_add_table(document, ("项目", "内容"), (3000, 11_500), list_facts(check))]
    document.add_heading("二、查新结果", 1)
    document.add_paragraph(f"共查证 {len(check.rows)} 行，结果如下。")
    tables.append(_add_table(document, ("查证结果", "行数"), (5000, 2000), list_counts(check)))
    if check.comparison is not None or check.joined is not None:
        document.add_heading("与上次报告、附表的对照", 2)
        tables.append(_add_table(document, ("项目", "内容"), (5000, 9500), list_comparison(check)))
    document.add_heading("三、目录未能回答的", 1)
    _add_open(document, check)
    document.add_heading("四、明细", 1)
    labels = _labels(check)
    tables.append(_add_table(document, labels, _widths(len(_further(check))), _rows(check)))
    document.add_heading("五、声明与校验", 1)
    document.add_paragraph(disclaimer(check).chinese)
    printed = digest_of(texts_of(check.head), labels, (texts_of(map(tidy, cells)) for cells in _rows(check)))
    sums = [*list_digests(check), (PRINTED[0], printed.sha256), (PRINTED[1], printed.sm3)]
    tables.append(_add_table(document, ("校验项", "值"), (3000, 11_500), sums))
    document.add_paragraph("\n查新人：____________    复核人：____________    日期：____________")
    yield _saved(document, tables)


# --- what stands in it ------------------------------------------------------------------------------------------------


def _further(check: Check) -> tuple[int, ...]:
    """Which further columns are printed: how a row compares and corresponds, not all columns of a second list."""
    kept = ("与上次相比", "附表对应")
    base = len(check.labels) - len(check.further_labels)
    return tuple(base + at for at, one in enumerate(check.further_labels) if one in kept)


def _labels(check: Check) -> tuple[str, ...]:
    return (*(name for name, _ in _COLUMNS), *(check.labels[at] for at in _further(check)))


def _widths(further: int) -> list[int]:
    """Widths of the columns; further ones take theirs from those with the longest texts."""
    wide = [width for _, width in _COLUMNS]
    for at in sorted(range(len(wide)), key=lambda at: -wide[at])[:3]:
        wide[at] -= further * _FURTHER // 3
    return [*wide, *(_FURTHER for _ in range(further))]


def _rows(check: Check) -> Iterator[tuple[Cell, ...]]:
    further = _further(check)
    for row, cells in zip(check.rows, check.table, strict=True):
        yield (
            row.row,
            _lines(row.given, f"（{row.place.words.chinese}）"),
            _lines(row.number if row.number != row.given else "", row.title or row.given_title) or "—",
            label("verdict", row.verdict.value),
            _days(row),
            _successors(row),
            _lines(row.note.chinese),
            _lines(row.source, f"{row.checked} 核对" if row.checked else ""),
            *(cells[at] for at in further),
        )


def _days(row: Row) -> str:
    named = (("发布", row.issued), ("实施", row.effective), ("废止", row.abolished))
    return _lines(*(f"{name} {day}" for name, day in named if day is not None))


def _successors(row: Row) -> str:
    chain = f"被代替为：{'、'.join(row.replaced_by)}" if row.replaced_by else ""
    now = f"现行：{row.in_force}" if row.in_force and row.in_force != row.number else ""
    near = f"可能所指：{'、'.join(row.near)}" if row.near else ""
    return _lines(chain, now, near)


def _lines(*parts: Cell) -> str:
    """What is known of several things, each in a line of its cell."""
    return "\n".join(str(tidy(part)) for part in parts if part)


def _add_open(document: Any, check: Check) -> None:
    """What a person still has to look up."""
    found = [verdict for verdict in OPEN if verdict in check.counts]
    if not found:
        document.add_paragraph("各行在目录中均有记录。")
    for verdict in found:
        given = list(dict.fromkeys(row.given.strip() for row in check.rows if row.verdict is verdict))
        more = f"等 {len(given)} 项" if len(given) > _NAMED else ""
        advice = say(f"check_open_{verdict.value}").chinese
        text = f"{label('verdict', verdict.value)}（{check.counts[verdict]} 行）：{advice}"
        document.add_paragraph(str(tidy(f"{text} 涉及：{'、'.join(given[:_NAMED])}{more}")), style="List Bullet")


# --- how it looks -----------------------------------------------------------------------------------------------------


def _set_page(document: Any) -> None:
    """A4 across, Chinese fonts, the number of the page below."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
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


def _add_table(document: Any, labels: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> str:
    """A place for a table with lines, and its XML: python-docx takes minutes, or half a gigabyte, for long lists."""
    from docx.oxml import parse_xml

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row(labels, widths, "<w:tblHeader/>", bold=True)
    body = "".join(_row(["" if cell is None else str(cell) for cell in cells], widths) for cells in rows)
    kind = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    kind += '<w:tblLayout w:type="fixed"/></w:tblPr>'
    document.element.body.insert_element_before(parse_xml(f"<w:tbl {_W}/>"), "w:sectPr")
    return f"<w:tbl>{kind}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _saved(document: Any, tables: Iterable[str]) -> bytes:
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


def _row(texts: Sequence[str], widths: Sequence[int], properties: str = "", *, bold: bool = False) -> str:
    cells = "".join(_cell(text, width, bold=bold) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, *, bold: bool) -> str:
    colour = "E7E6E6" if bold else COLOURS.get(text, "")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""
    weight = "<w:b/>" if bold else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    run = f'<w:r><w:rPr>{weight}<w:sz w:val="18"/></w:rPr>{lines}</w:r>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p>{_TIGHT}{run}</w:p></w:tc>'
