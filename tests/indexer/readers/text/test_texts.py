"""Plain text, delimited text, Markdown and pasted text: lines and tables with their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import Document, Table, read_document, read_text


def lines(document: Document) -> list[tuple[int, str]]:
    assert document.problems == ()
    return [(one.place.line, one.text) for one in document.paragraphs]


def cells(table: Table) -> list[tuple[int, int, str]]:
    return [(one.place.row, one.place.column, one.text) for row in table.rows for one in row]


TEXT = "第一条　引用 GB/T 1.1—2020\n\nGB 2760、2762\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_any_encoding(encoding: str, end: str) -> None:
    document = read_document(TEXT.replace("\n", end).encode(encoding), "说明.txt")
    assert (document.format, lines(document)) == ("txt", [(1, "第一条 引用 GB/T 1.1—2020"), (3, "GB 2760、2762")])


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_read() -> None:
    document = read_document("甲\n乙\n".encode() + b"\xff\xfe\xfd\n" + "丙\n".encode(), "a.txt")
    assert [one.text for one in document.paragraphs] == ["甲", "乙", "丙"]
    (problem,) = document.problems
    assert (problem.file, problem.line, "UTF-8" in problem.reason) == ("a.txt", 3, True)


@pytest.mark.parametrize(
    ("name", "sign", "kind"),
    [
        ("a.csv", ",", "csv"),
        ("a.csv", ";", "csv"),
        ("a.csv", "\t", "csv"),
        ("a.tsv", "\t", "tsv"),
        ("a.csv", "|", "csv"),
    ],
)
def test_delimited_text_is_one_table(name: str, sign: str, kind: str) -> None:
    text = "\n".join(sign.join(row) for row in (["1", "GB 1-2020", ""], ["", "", ""], ["2", "GB 2-2020", "甲"]))
    document = read_document(text.encode("gb18030"), name)
    (table,) = document.tables
    assert document.format == kind
    assert cells(table) == [(1, 1, "1"), (1, 2, "GB 1-2020"), (3, 1, "2"), (3, 2, "GB 2-2020"), (3, 3, "甲")]


def test_a_cell_of_several_lines_has_its_row_and_its_first_line() -> None:
    document = read_document(b'a,"GB 1\nGB 2"\nb,GB 3\n', "a.csv")
    (table,) = document.tables
    assert [(one.place.row, one.place.line, one.text) for row in table.rows for one in row[1:]] == [
        (1, 1, "GB 1\nGB 2"),
        (2, 3, "GB 3"),
    ]


def test_markdown() -> None:
    text = (
        "# 第一章 *总则*\n\n依据 **GB 1-2020**、[GB/T 2-2020](http://x/y_z) 和 `GB 3`\n"
        "- GB_4_5\n> 引 1\\*2\n\n标题\n===\n"
        "| 号 | 名 |\n|---|:-:|\n| GB 5 | 甲\\|乙 |\n|  | 丙<br>丁 |\n后\n```\n# GB 6\n```\n---\n<!-- 注 -->\n"
    )
    document = read_document(text.encode(), "a.md")
    assert [(one.place.line, one.heading, one.text) for one in document.paragraphs] == [
        *((1, 1, "第一章 总则"), (3, 0, "依据 GB 1-2020、GB/T 2-2020 和 GB 3"), (4, 0, "GB_4_5"), (5, 0, "引 1*2")),
        *((7, 1, "标题"), (13, 0, "后"), (15, 0, "# GB 6")),
    ]
    (table,) = document.tables
    assert cells(table) == [(1, 1, "号"), (1, 2, "名"), (2, 1, "GB 5"), (2, 2, "甲|乙"), (3, 2, "丙\n丁")]
    assert [row[0].place.line for row in table.rows] == [9, 11, 12]


def test_an_html_table_within_markdown() -> None:
    text = "前\n<table>\n<tr><td rowspan=2>GB 1</td><td>甲</td></tr>\n<tr><td>乙</td></tr>\n</table>\n后\n"
    document = read_document(text.encode(), "a.md")
    assert cells(document.tables[0]) == [(1, 1, "GB 1"), (1, 2, "甲"), (2, 2, "乙")]
    assert lines(document) == [(1, "前"), (6, "后")]


def test_pasted_text_is_lines_and_pasted_rows_are_a_table() -> None:
    assert lines(read_text("GB 1\r\n\r\nGB 2")) == [(1, "GB 1"), (3, "GB 2")]
    document = read_text("序号\t标准号\n1\tGB 1\n2\tGB 2")
    assert (document.format, cells(document.tables[0])[-1]) == ("tsv", (3, 2, "GB 2"))
    assert read_document("序号\t标准号\n1\tGB 1\n".encode(), "清单.txt").tables
    (problem,) = read_text(" \n").problems
    assert "粘贴" in problem.reason


def test_a_caption_before_a_table_is_its_caption() -> None:
    document = read_document("表 1 引用标准\n\n|a|b|\n|-|-|\n|1|2|\n\n|c|d|\n|-|-|\n|3|4|\n".encode(), "a.md")
    assert [table.caption for table in document.tables] == ["表 1 引用标准", ""]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("C:\\fakepath\\清单.txt", "清单.txt"),
        ("../../清单.txt", "清单.txt"),
        ("清单.txt".encode().decode("latin-1"), "清单.txt"),
        ("现行标准清单.txt".encode().decode("gb18030"), "现行标准清单.txt"),
        ("a\u202e\x00b.txt", "a\u202eb.txt"),
        ("\udcff清单.txt", "清单.txt"),
    ],
)
def test_names_as_browsers_give_them(name: str, found: str) -> None:
    assert read_document(b"GB 1-2020", name).name == found


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "清单.txt"
    path.write_text("GB 1-2020\n", "utf-8")
    document = read_document(path)
    assert (document.name, lines(document)) == ("清单.txt", [(1, "GB 1-2020")])
    assert read_document(path, "别名.md").format == "md"
    (problem,) = read_document(tmp_path / "none.txt").problems
    assert (problem.file, problem.kind) == ("none.txt", "no_such_file")


def test_marks_of_markdown_that_nobody_writes_stay() -> None:
    """What has so many of them is no text, and taking them away would take long."""
    few, many = "*" * 3 + "GB 1" + "*" * 3, "*" * 60 + "GB 2"
    assert [one.text for one in read_document(f"{few}\n{many}\n".encode(), "a.md").paragraphs] == ["GB 1", many]
    titles = "# 一 #\n## GB/T 1 C#\n#标签\n###\n"
    found = read_document(titles.encode(), "a.md").paragraphs
    assert [(one.heading, one.text) for one in found] == [(1, "一"), (2, "GB/T 1 C#"), (0, "#标签")]
