"""Entries of lists and running text."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.validity import Entries, Reason, read_entries
from indexer.readers import Cell, Document, Paragraph, Place, Table
from standard.citations import Reading
from tests.catalogue.validity.list_files import lines_of, table_of


def table(*rows: Sequence[object]) -> Entries:
    return read_entries(Document("list.csv", "csv", (table_of(list(enumerate(rows, 1))),)))


def named(read: Entries) -> list[tuple[int, int, str]]:
    """Row, column and number of each entry."""
    return [(one.place.row, one.place.column, str(one.citation.number or "-")) for one in read.entries]


def skipped(read: Entries) -> list[tuple[int, str]]:
    return [(one.place.row or one.place.line, one.reason.value) for one in read.skipped]


def test_a_list_with_title_rows_sections_and_blanks() -> None:
    read = table(
        ["某项目标准清单", "", ""],
        ["", "", ""],
        ["序号", "标准名称", "标准编号"],
        ["一、国家标准", "", ""],
        ["1", "食品添加剂使用标准", "GB 2760-2024"],
        ["2", "安全生产法", ""],
        ["3", "污染物和毒素限量", "GB 2761、2762"],
        ["", "", ""],
        ["注：按最新版本执行", "", ""],
    )
    assert named(read) == [(5, 3, "GB 2760-2024"), (6, 2, "-"), (7, 3, "GB 2761"), (7, 3, "GB 2762")]
    assert skipped(read) == [(1, "title"), (2, "blank"), (3, "header"), (4, "title"), (8, "blank"), (9, "title")]
    assert [one.citation.title for one in read.entries][:2] == ["食品添加剂使用标准", "安全生产法"]
    assert read.is_list
    assert read.rows == 9


def test_numbers_in_the_wrong_column() -> None:
    read = table(["标准编号", "标准名称"], ["甲", "GB 2760-2024"], ["乙", "GB 2761-2017"], ["丙", "GB 2762-2022"])
    assert [row[2] for row in named(read)] == ["GB 2760-2024", "GB 2761-2017", "GB 2762-2022"]


def test_one_row_in_the_wrong_column() -> None:
    read = table(["标准编号", "标准名称"], ["GB 2760-2024", "甲"], ["乙", "GB 2761-2017"], ["GB 2762-2022", "丙"])
    assert named(read) == [(2, 1, "GB 2760-2024"), (3, 2, "GB 2761-2017"), (4, 1, "GB 2762-2022")]


def test_a_list_without_header() -> None:
    read = table(["GB 2760-2024", "甲", "2024"], ["GB 2761-2017", "乙", "2017"])
    assert named(read) == [(1, 1, "GB 2760-2024"), (2, 1, "GB 2761-2017")]
    assert [one.citation.title for one in read.entries] == ["甲", "乙"]


def test_several_columns_of_numbers() -> None:
    read = table(["名称", "国标编号", "行标编号"], ["甲", "GB 2760-2024", "QB/T 1-2000"], ["乙", "", "QB/T 2-2000"])
    assert [row[2] for row in named(read)] == ["GB 2760-2024", "QB/T 1-2000", "QB/T 2-2000"]


def test_numbers_of_replaced_standards_are_no_entries() -> None:
    read = table(["标准号", "名称", "代替标准号"], ["GB 2760-2024", "甲", "GB 2760-2014"], ["", "乙", "GB 2761-2011"])
    assert named(read) == [(2, 1, "GB 2760-2024"), (3, 2, "-")]


def test_a_header_that_comes_again() -> None:
    header = ["标准号", "名称"]
    read = table(header, ["GB 2760-2024", "甲"], header, ["GB 2761-2017", "乙"])
    assert skipped(read) == [(1, "header"), (3, "header")]


def test_numbers_and_titles_in_one_column() -> None:
    read = table(
        ["规范名称及编号"],
        ["《甲规范》GB 50016-2014（2018年版）"],
        ["《乙规范 JGJ31-2003》"],
        ["《丙条例》2018年"],
        ["GB 1-2000 丁规范"],
    )
    assert [row[2] for row in named(read)] == ["GB 50016-2014(2018)", "JGJ 31-2003", "-", "GB 1-2000"]
    assert [one.citation.title for one in read.entries] == ["甲规范", "乙规范", "丙条例", "丁规范"]


def test_a_number_without_prefix_in_a_column_of_numbers() -> None:
    read = table(["标准号", "名称"], ["国标 2760", "甲"], ["50300-2013", "乙"], ["GB 1-2000", "丙"])
    assert [one.citation.number.kind for one in read.entries if one.citation.number] == ["wildcard", "bare", "national"]


def test_duplicates_stay_and_are_marked() -> None:
    read = table(["标准号"], ["GB 1-2000"], ["GB 2-2000"], ["GB1—2000"], ["无"], ["无"], ["GB 1-2000"])
    assert [one.duplicate_of for one in read.entries] == [0, 0, 1, 0, 0, 1]


def test_a_row_of_merged_cells_is_a_title() -> None:
    merged = (Cell("施工规范", Place(row=2, column=1), columns=2),)
    rows = table_of([(1, ["标准号", "名称"]), (3, ["GB 1-2000", "甲"])]).rows
    read = read_entries(Document("x.xlsx", "xlsx", (Table((rows[0], merged, rows[1]), Place()),)))
    assert skipped(read) == [(1, "header"), (2, "title")]


def test_a_table_of_other_things_beside_a_list() -> None:
    listed = table_of([(1, ["标准号", "名称"]), (2, ["GB 1-2000", "甲"])])
    other = table_of([(4, ["文件", "份数"]), (5, ["合同", "2"])])
    read = read_entries(Document("x.docx", "docx", (listed, Paragraph("附：", Place(row=3)), other)))
    assert [row[2] for row in named(read)] == ["GB 1-2000"]
    assert skipped(read) == [(1, "header"), (3, "no_citation"), (4, "other_table"), (5, "other_table")]


def test_a_table_alone_without_any_number_asks_about_every_row() -> None:
    assert named(table(["安全生产法", "1"], ["建筑法", "2"])) == [(1, 1, "-"), (2, 1, "-")]


def test_a_table_of_sentences_is_running_text() -> None:
    read = table(["条", "条文"], ["1", "应符合 GB 2760 的规定。"], ["2", "应有标志。标志应清晰。"], ["3", "应当干燥。"])
    assert named(read) == [(2, 2, "GB 2760")]
    assert skipped(read)[1:] == [(3, "other_table"), (4, "other_table")]
    assert not read.is_list


def test_lines_of_a_list() -> None:
    read = read_entries(lines_of(["1. 《甲》(GB 1-2000)", "2、GB 2-2000 乙规范", "", "3. 施工图纸"]))
    assert [(one.place.line, str(one.citation.number or "-")) for one in read.entries] == [
        (1, "GB 1-2000"),
        (2, "GB 2-2000"),
        (4, "-"),
    ]
    assert [one.citation.title for one in read.entries] == ["甲", "乙规范", ""]
    assert skipped(read) == [(3, "blank")]


def test_a_header_of_which_one_label_is_known() -> None:
    for labels in (("标准号", "采购员"), ("颜色", "编号")):
        rows = [labels, ("GB 1-2000", "甲"), ("GB 2-2000", "乙")]
        read = table(*(rows if labels[0] == "标准号" else [row if row == labels else row[::-1] for row in rows]))
        assert [str(one.citation.number) for one in read.entries] == ["GB 1-2000", "GB 2-2000"]
        assert skipped(read) == [(1, "header")]


def test_a_line_of_labels_above_the_lines_of_a_list() -> None:
    read = read_entries(lines_of(["标准号 标准名称", "GB 1-2000 甲规范", "GB 2-2000 乙规范"]))
    assert [str(one.citation.number) for one in read.entries] == ["GB 1-2000", "GB 2-2000"]
    assert skipped(read) == [(1, "header")]


def test_a_column_of_remarks_is_no_title() -> None:
    read = table(("标准号", "备注"), ("GB 1-2000", "已购买，放在三楼"))
    assert [one.citation.title for one in read.entries] == [""]


def test_what_joins_numbers_is_no_title() -> None:
    read = read_entries(lines_of(["GB 1-2000 和 GB 2-2000", "GB 3-2000、GB 4-2000 及 GB 5-2000 等", "GB 6-2000 铝"]))
    assert [one.citation.title for one in read.entries] == ["", "", "", "", "", "铝"]


def test_running_text_gives_its_citations_only() -> None:
    read = read_entries(
        lines_of(["产品应符合 GB 2760 的要求。", "本公司成立于 2001 年。", "检验按 GB/T 2828.1-2012 进行。"])
    )
    assert not read.is_list
    assert [one.place.line for one in read.entries] == [1, 3]
    assert skipped(read) == [(2, "no_citation")]


def test_a_number_broken_between_lines() -> None:
    read = read_entries(
        lines_of(["应符合国家标准GB", "43630-2023的规定。另外GB 2760-", "2024也适用。", "2018年起执行。"])
    )
    assert [(one.place.line, str(one.citation.number)) for one in read.entries] == [
        (1, "GB 43630-2023"),
        (2, "GB 2760-2024"),
    ]
    assert skipped(read) == [(3, "continued"), (4, "no_citation")]
    assert read.skipped[0].reason is Reason.CONTINUED


def test_a_row_that_names_nothing_keeps_what_stands_there() -> None:
    read = table(["标准编号", "名称"], ["GB 1-2000", "甲"], ["建质〔2009〕87 号", "《危险性较大工程安全管理办法》"])
    none = read.entries[1].citation
    assert (none.number, none.given, none.title) == (None, "建质〔2009〕87 号", "危险性较大工程安全管理办法")
    assert none.reading is Reading.NONE


def test_an_empty_document() -> None:
    read = read_entries(Document("x.txt", "txt", ()))
    assert (read.entries, read.skipped, read.rows) == ((), (), 0)


def test_words_beside_a_number_that_say_no_title() -> None:
    lines = ["行标 HJ 828-2017", "国家标准 GB 2760-2024", "GB 2761、2762等3项", "标准编号：GB 2763-2021", "国标GB 1354"]
    read = read_entries(lines_of(lines))
    assert [one.citation.title for one in read.entries] == [""] * 6


def test_a_number_without_prefix_is_broken_before_its_year() -> None:
    read = read_entries(lines_of(["检验方法应当按照GB/T 5494-2008、5496-", "1985 的规定执行。"]))
    assert [str(one.citation.number) for one in read.entries] == ["GB/T 5494-2008", "GB/T 5496-1985"]


def test_labels_in_two_rows() -> None:
    rows = (["1", "水质", "GB/T 1354-2018", "大米"], ["2", "食品", "GB 2760-2024", "添加剂"])
    for header in (
        (["序号", "领域", "检测标准（方法）", ""], ["", "", "编号（含年号）", "名称"]),
        (["序号", "检测对象", "标准编号", "标准名称"], ["", "名称", "", ""]),
    ):
        read = table(*header, *rows)
        assert [row[2] for row in named(read)] == ["GB/T 1354-2018", "GB 2760-2024"]
        assert [one.citation.title for one in read.entries] == ["大米", "添加剂"]


def test_who_signed_a_list_is_no_row_of_it_and_a_remark_no_title() -> None:
    read = table(
        ["标准编号", "标准名称", "日期"],
        ["GB 2760-2024", "添加剂", ""],
        ["备注：按 GB/T 27025-2019 管理", "", ""],
        ["编制：张三", "审核：李四", "2026-11-30"],
    )
    assert [(one.citation.title, str(one.citation.number)) for one in read.entries] == [
        ("添加剂", "GB 2760-2024"),
        ("", "GB/T 27025-2019"),
    ]
    assert skipped(read)[-1] == (4, "title")
