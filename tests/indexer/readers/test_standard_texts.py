"""Files with the text of a standard -> its clauses, whatever their format."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from indexer.readers import read_standard_text
from standard.clauses import ClauseKind, StandardText

STS = """<?xml version="1.0" encoding="UTF-8"?>
<standard xmlns:tbx="urn:iso:std:iso:30042:ed-1"><front>
<nat-meta originator="SAC"><title-wrap xml:lang="zh"><full>示例大蒜</full></title-wrap>
<std-ref type="dated">GB/T 99999-2031</std-ref></nat-meta>
<sec sec-type="foreword"><title>前言</title><p>本文件代替GB/T 99999—2020《示例大蒜》。</p></sec></front>
<body>
<sec sec-type="scope"><label>1</label><title>范围</title><p>本文件规定了示例大蒜。</p></sec>
<sec sec-type="norm-refs"><label>2</label><title>规范性引用文件</title><ref-list>
<ref><std><std-ref>GB/T 99998</std-ref>, <title>示例方法</title></std></ref></ref-list></sec>
<sec sec-type="terms"><label>3</label><title>术语和定义</title>
<term-sec><label>3.1</label><tbx:termEntry>
<tbx:langSet xml:lang="en"><tbx:tig><tbx:term>sample garlic</tbx:term></tbx:tig></tbx:langSet>
<tbx:langSet xml:lang="zh"><tbx:definition>一种示例。</tbx:definition>
<tbx:tig><tbx:term>示例蒜</tbx:term></tbx:tig></tbx:langSet></tbx:termEntry></term-sec></sec>
<sec><label>4</label><title>要求</title>
<sec><label>4.1</label><p>应符合下列要求：</p><list><list-item><label>a)</label><p>干燥；</p></list-item>
<list-item><label>b)</label><p>清洁。</p></list-item></list>
<table-wrap><label>表1</label><caption><title>限量</title></caption><table>
<tr><th colspan="2">项目</th><th>一级</th></tr><tr><td rowspan="2">水分</td><td>冬</td><td>13</td></tr>
<tr><td>夏</td><td>12</td></tr></table></table-wrap></sec></sec></body>
<back><app-group><app content-type="normative"><label>附录 A</label><title>方法</title>
<sec><label>A.1</label><title>称样</title><p>应称样。</p></sec></app></app-group>
<ref-list><title>参考文献</title><ref><std><std-ref>NY/T 99997</std-ref></std></ref></ref-list></back></standard>"""


def test_a_standard_in_sts() -> None:
    text, document = read_standard_text(STS.encode(), "99999.xml")
    assert (document.format, document.problems) == ("sts", ())
    assert ([str(number) for number in text.numbers], text.title) == (["GB/T 99999-2031"], "示例大蒜")
    assert [(clause.id, clause.title) for clause in text.walk()] == [
        ("foreword", "前言"), ("1", "范围"), ("2", "规范性引用文件"), ("3", "术语和定义"), ("3.1", "示例蒜"),
        ("4", "要求"), ("4.1", ""), ("A", "方法"), ("A.1", "称样"), ("bibliography", "参考文献"),
    ]  # fmt: skip
    clause = text.find("4.1")
    assert clause is not None
    assert [(one.label, one.text) for one in clause.items] == [("a)", "干燥；"), ("b)", "清洁。")]
    assert clause.tables[0].rows == (("项目", "项目", "一级"), ("水分", "冬", "13"), ("水分", "夏", "12"))
    assert [one.obligation for one in clause.requirements] == ["requirement"] * 3
    assert text.foreword.replaces == ("GB/T 99999-2020",)
    assert [(str(one.number), one.title, one.normative) for one in text.references] == [
        ("GB/T 99998", "示例方法", True), ("NY/T 99997", "", False),
    ]  # fmt: skip
    assert [(term.name, term.english, term.definition) for term in text.terms] == [
        ("示例蒜", "sample garlic", "一种示例。")
    ]
    assert text.problems == ()


@pytest.mark.parametrize(
    "data", [STS[:-300].encode(), b"<standard>", b"<!DOCTYPE standard [<!ENTITY a 'b'>]><standard/>"]
)
def test_a_damaged_standard_in_sts_says_so(data: bytes) -> None:
    text, document = read_standard_text(data, "damaged.xml")
    assert [one.kind for one in text.problems] == ["clauses_none"]
    assert len(document.problems) == 1


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    text, document = read_standard_text(tmp_path / "none.txt")
    assert text.clauses == ()
    assert len(document.problems) == 1


def _word() -> StandardText:
    file = docx.Document()
    for line in (
        "GB/T 99999—2031",
        "示例大蒜",
        "1 范围",
        "本文件规定了示例。",
        "2 要求",
        "2.1 水分",
        "应符合表1。",
        "表1 限量",
    ):
        file.add_paragraph(line)
    table = file.add_table(rows=2, cols=2)
    for at, words in enumerate(("项目", "一级", "水分", "13")):
        table.cell(at // 2, at % 2).text = words
    file.add_paragraph("3 试验")
    file.add_paragraph("3.1 应称样。")
    stream = io.BytesIO()
    file.save(stream)
    return read_standard_text(stream.getvalue(), "99999.docx")[0]


def test_a_word_file_with_a_table() -> None:
    text = _word()
    assert [clause.number for clause in text.walk()] == ["1", "2", "2.1", "3", "3.1"]
    clause = text.find("2.1")
    assert clause is not None
    (table,) = clause.tables
    assert (table.label, table.title, table.flattened) == ("表1", "限量", False)
    assert table.rows == (("项目", "一级"), ("水分", "13"))
    assert clause.kind is ClauseKind.CLAUSE


def test_a_web_page_with_a_merged_cell() -> None:
    page = (
        "<html><body><p>1 范围</p><p>示例。</p><p>2 要求</p><p>表1 限量</p><table><tr><td>项目</td><td>一级</td></tr>"
        "<tr><td colspan='2'>水分</td></tr></table><p>3 试验</p></body></html>"
    )
    text, _ = read_standard_text(page.encode(), "page.html")
    clause = text.find("2")
    assert clause is not None
    assert clause.tables[0].rows == (("项目", "一级"), ("水分", "水分"))
