"""HTML: headings, paragraphs and tables, whatever stands around them."""

from __future__ import annotations

import pytest

from indexer.readers import Paragraph, Table, read_document
from indexer.readers.text import bounds

PAGE = """<!doctype html><html><head><title>名</title><style>p{}</style><script>GB 9</script></head><body>
<h2>第二章 引用</h2><p>依据 <b>GB</b>
 1-2020&nbsp;和<br>GB/T&#32;2</p>文<div>里<ul><li>GB 3</li><li>GB 4</li></ul>尾</div><noscript>GB 8</noscript>
<table><caption>表 1</caption><tr><th colspan=2>甲</th><th rowspan="2">乙</th></tr>
<tr><td>GB 5<p>GB 6</p></td><td></td></tr>
<tr><td>丙</td><td>丁</td><td>戊</td></tr></table></body></html>"""


def test_a_page() -> None:
    document = read_document(PAGE.encode(), "a.html")
    assert document.problems == ()
    assert [(one.heading, one.text) for one in document.paragraphs] == [
        *(
            (2, "第二章 引用"),
            (0, "依据 GB 1-2020 和\nGB/T 2"),
            (0, "文"),
            (0, "里"),
            (0, "GB 3"),
            (0, "GB 4"),
            (0, "尾"),
        ),
    ]
    (table,) = document.tables
    assert table.caption == "表 1"
    assert [
        (one.place.row, one.place.column, one.rows, one.columns, one.text) for row in table.rows for one in row
    ] == [
        *((1, 1, 1, 2, "甲"), (1, 3, 2, 1, "乙"), (2, 1, 1, 1, "GB 5\nGB 6")),
        *((3, 1, 1, 1, "丙"), (3, 2, 1, 1, "丁"), (3, 3, 1, 1, "戊")),
    ]


def test_tables_for_the_layout_are_read_as_what_stands_in_them() -> None:
    page = "<html><table><tr><td>左</td><td><table><tr><td>GB 1</td></tr></table>GB 2</td></tr></table></html>"
    found = read_document(page.encode(), "a.html").blocks
    assert [one.text if isinstance(one, Paragraph) else one.rows[0][0].text for one in found] == ["左", "GB 1", "GB 2"]
    assert [isinstance(one, Table) for one in found] == [False, True, False]


@pytest.mark.parametrize("name", ["清单.xls", "list.html", "a.csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_table_of_a_website_named_as_a_workbook(name: str, encoding: str) -> None:
    page = "<table><tr><td>标准号</td><td>名称</td></tr><tr><td>GB 1-2000</td><td>大蒜等级规格</td></tr></table>"
    document = read_document(page.encode(encoding), name)
    assert (document.format, document.tables[0].rows[1][1].text) == ("html", "大蒜等级规格")


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b"])
def test_elements_nested_too_deeply(tag: str) -> None:
    document = read_document(("<html>GB 1" + f"<{tag}>" * 100_000).encode(), "a.html")
    assert len(document.problems) <= 1
    assert [one.text for one in document.paragraphs] == ["GB 1"]


def test_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.text.web_page.MOST_ELEMENTS", 1000)
    (problem,) = read_document(("<html>" + "<p>a" * 1001).encode(), "a.html").problems
    assert problem.kind == "document_too_many_elements"
    assert bounds.MOST_ELEMENTS > 1000


def test_a_span_that_no_table_has() -> None:
    page = "<html><table><tr><td colspan=99999999999 rowspan=65534>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    document = read_document(page.encode(), "a.html")
    assert [one.text for row in document.tables[0].rows for one in row] == ["a", "b", "c"]
    assert document.problems == ()


def test_cells_merged_over_far_too_many_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.text.grid.MOST_STEPS", 3000)
    page = "<html>前<table>" + "<tr><td rowspan=60000 colspan=900>a</td></tr>" * 10 + "</table>"
    document = read_document(page.encode(), "a.html")
    assert [one.kind for one in document.problems] == ["document_too_many_elements"]
    assert ([one.text for one in document.paragraphs], len(document.tables)) == (["前"], 1)
