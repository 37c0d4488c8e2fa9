"""Word documents: headings, numbers that Word makes, tables, text boxes, notes; what is struck out or hidden is not."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest

from indexer.readers import Document, read_document
from tests.indexer.readers.text.document_files import cell, docx, packed, paragraph, rows


def paragraphs(document: Document) -> list[tuple[int, str, str]]:
    assert document.problems == ()
    return [(one.heading, one.label, one.text) for one in document.paragraphs]


def test_a_document_that_a_program_wrote() -> None:
    file, out = python_docx.Document(), io.BytesIO()
    file.add_heading("范围", 1)
    file.add_heading("总则", 2)
    file.add_paragraph("GB 2760-2014", style="List Number")
    file.add_paragraph("GB 2761-2017", style="List Number")
    file.add_paragraph("点", style="List Bullet")
    table = file.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "甲"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "乙"
    table.cell(1, 1).text = "GB 1\nGB 2"
    table.cell(2, 2).text = "丙"
    file.sections[0].header.paragraphs[0].text = "GB 9 页眉"
    file.save(out)
    document = read_document(out.getvalue(), "a.doc")
    assert document.format == "docx"
    assert paragraphs(document) == [
        *((1, "", "范围"), (2, "", "总则"), (0, "1.", "1. GB 2760-2014"), (0, "2.", "2. GB 2761-2017"), (0, "", "点")),
    ]
    cells = [one for row in document.tables[0].rows for one in row]
    assert [(one.place.row, one.place.column, one.rows, one.columns, one.text) for one in cells] == [
        *((1, 1, 1, 2, "甲"), (2, 1, 2, 1, "乙"), (2, 2, 1, 1, "GB 1\nGB 2"), (3, 3, 1, 1, "丙")),
    ]
    assert ["页眉" in note.chinese for note in document.notes] == [True]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="z"><w:name w:val="章标题"/><w:basedOn w:val="a"/>
 <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="一级条标题"/><w:basedOn w:val="z"/>
 <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 3"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="5">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="z"/><w:lvlText w:val="%1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="6">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1章"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="6"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>
"""


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_numbers_of_clauses_are_counted_anew() -> None:
    """As in templates for standards: chapters by their style, clauses by one based on it."""
    body = (
        paragraph("范围", '<w:pStyle w:val="z"/>')
        + paragraph("要求", '<w:pStyle w:val="z"/>')
        + paragraph("一般要求", '<w:pStyle w:val="t1"/>')
        + paragraph("材料", '<w:pStyle w:val="t1"/>')
        + paragraph("应符合 GB 1", '<w:pStyle w:val="a"/>' + numbered(1, 2))
        + paragraph("甲", numbered(2))
        + paragraph("乙", numbered(2))
        + paragraph("方法", '<w:pStyle w:val="z"/>')
        + paragraph("取样", '<w:pStyle w:val="t1"/>')
        + paragraph("丙", numbered(3))
        + paragraph("没有号", '<w:pStyle w:val="z"/>' + numbered(0))
        + paragraph("总则", numbered(4) + '<w:outlineLvl w:val="0"/>')
        + paragraph("一条", numbered(4, 1))
        + paragraph("三级", '<w:pStyle w:val="h"/>')
    )
    found = read_document(docx(body, styles=STYLES, numbering=NUMBERING), "a.docx")
    assert paragraphs(found) == [
        *((1, "1", "1 范围"), (1, "2", "2 要求"), (2, "2.1", "2.1 一般要求"), (2, "2.2", "2.2 材料")),
        *((0, "2.2.1", "2.2.1 应符合 GB 1"), (0, "a)", "a) 甲"), (0, "b)", "b) 乙"), (1, "3", "3 方法")),
        *((2, "3.1", "3.1 取样"), (0, "a)", "a) 丙"), (1, "", "没有号")),
        *((1, "第一章", "第一章 总则"), (0, "1.1", "1.1 一条"), (3, "", "三级")),
    ]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", "1 10 21"),
        ("decimalZero", "01 10 21"),
        ("upperLetter", "A J U"),
        ("lowerRoman", "i x xxi"),
        ("chineseCounting", "一 十 二十一"),
        ("chineseLegalSimplified", "壹 壹拾 贰拾壹"),
        ("decimalEnclosedCircle", "① ⑩ 21"),
        ("ideographTraditional", "甲 癸 21"),
        ("nobodyKnows", "1 10 21"),
    ],
)
def test_forms_of_numbers(form: str, numbers: str) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    found = read_document(docx(paragraph("x", numbered(1)) * 21, numbering=numbering)).paragraphs
    assert " ".join(found[at].label for at in (0, 9, 20)) == numbers


def test_runs_of_a_number_and_signs_between_them() -> None:
    body = (
        "<w:p><w:r><w:t>GB</w:t></w:r><w:r><w:t xml:space='preserve"
        "'>/T 1.1</w:t><w:noBreakHyphen/><w:t>2020</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
        "<w:del><w:r><w:delText>GB 9</w:delText></w:r></w:del><w:ins><w:r><w:t>丙</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>GB 8</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>GB 7</w:t></w:r>"
        "<w:r><w:instrText>PAGEREF GB 6</w:instrText></w:r><w:hyperlink><w:r><w:t>丁</w:t></w:r></w:hyperlink></w:p>"
    )
    assert [one.text for one in read_document(docx(body)).paragraphs] == ["GB/T 1.1-2020\t甲\n乙丙丁"]


def test_content_controls_text_boxes_and_notes() -> None:
    box = f"<w:txbxContent>{paragraph('框里 GB 3')}{rows([cell('GB 4')])}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('控件 GB 1')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    notes = (
        '<w:footnote w:type="separator"><w:p/></w:footnote>' + f"<w:footnote>{paragraph('见 GB 5')}</w:footnote>"
        f"<w:footnote>{paragraph('见 GB 6')}</w:footnote>"
    )
    found = read_document(docx(body, footnotes=notes, comments="<w:comment/>"))
    assert [(one.text, one.place.note) for one in found.paragraphs] == [
        *(("控件 GB 1", 0), ("正文", 0), ("框里 GB 3", 0), ("见 GB 5", 1), ("见 GB 6", 2)),
    ]
    assert [one.rows[0][0].text for one in found.tables] == ["GB 4"]
    assert found.paragraphs[-1].place.words.chinese == "脚注或尾注 2"
    assert ["批注" in note.chinese for note in found.notes] == [True]


def test_rows_of_tables_as_word_keeps_them() -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    table = rows(
        [cell("甲", begins), cell("乙", wide)],
        [cell("看不见", goes_on), cell("丙", begins), cell("丁")],
        [cell("", goes_on), cell("", goes_on), cell("戊")],
    ).replace("<w:tr>", "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>", 1)
    within = rows([f"<w:tc>{paragraph('外')}{rows([cell('里 1'), cell('里 2')])}</w:tc>"])
    struck = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("GB 9") + "</w:tr></w:tbl>"
    first, second = read_document(docx(table + within + struck)).tables
    cells = [(one.place.row, one.place.column, one.rows, one.columns, one.text) for row in first.rows for one in row]
    assert cells == [
        *((1, 2, 1, 1, "甲"), (1, 3, 1, 2, "乙"), (2, 2, 2, 1, "丙"), (2, 3, 1, 1, "丁"), (3, 3, 1, 1, "戊")),
    ]
    assert second.rows[0][0].text == "外\n里 1\n里 2"


def test_a_place_is_that_of_the_paragraph() -> None:
    found = read_document(docx(paragraph("甲") + paragraph("") + paragraph("乙"))).paragraphs
    assert [one.place.words.chinese for one in found] == ["第 1 段", "第 3 段"]


def test_a_document_with_another_main_part() -> None:
    main = f'<w:document xmlns:w="x"><w:body>{paragraph("GB 1")}</w:body></w:document>'
    relation = '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
    files = {"word/document2.xml": main, "_rels/.rels": f"<Relationships>{relation}</Relationships>"}
    (found,) = read_document(packed(files)).paragraphs
    assert found.text == "GB 1"


def test_real_documents_of_the_reference(reference: Path) -> None:
    (problem,) = read_document(reference / "cases" / "f01_word_file.docx").problems
    assert (problem.file, problem.line) == ("f01_word_file.docx", 0)
