"""Texts, labels and tables of made-up markup."""

from __future__ import annotations

import io

import pytest

from indexer.readers.platforms.list_tables import listings, value_of
from indexer.readers.platforms.page import Page, page_of
from indexer.readers.platforms.page_labels import Pairs, labelled, text_in


def parsed(body: str) -> Page:
    return page_of(io.BytesIO(), f"<html><body>{body}</body></html>".encode())


def pairs(body: str) -> Pairs:
    return labelled(parsed(body).soup)


def rows(body: str) -> list[Pairs]:
    return [row.pairs for table in listings(parsed(body).soup) for row in table.rows]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>实施日期</td><td>2020-01-02</td></tr></table>",
        "<table><tr><td>实施日期：</td><td><b>2020-01-02</b></td></tr></table>",
        "<table><tr><td><span><strong>实施日期：</strong></span></td><td>2020-01-02</td></tr></table>",
        "<dl><dt>实施日期</dt><dd>\n\t2020-01-02\n</dd></dl>",
        "<div class=title>\n实施日期\n</div>\n<div>2020-01-02</div>",
        "<div><span>实施日期</span></div><div>2020-01-02</div>",
        "<span>实施日期</span><img src=x><span>2020-01-02</span>",
        "<p>实施日期：2020-01-02</p>",
        "<p>实施日期: <b>2020-01-02</b></p>",
        "<p>实施日期：<em>2020</em>-01-<em>02</em></p>",
        "<td>实施日期&nbsp;&nbsp;</td><td>2020-01-02</td>",
        "<p>实施日期：2020-01-02<br>发布日期：2019-01-02</p>",
        "<p>实施日期：2020-01-02 <span class=label>采</span></p>",
        "<p>实施日期：2020-01-02</p><p>实施日期：2021-01-02</p>",
    ],
)
def test_a_value_and_its_label(body: str) -> None:
    assert pairs(body)["实施日期"] == "2020-01-02"


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>起草单位</td><td></td></tr><tr><td>起草人</td><td>甲</td></tr></table>",
        "<dl><dt>起草单位</dt><dd></dd><dt>起草人</dt><dd>甲</dd></dl>",
        "<ul><li><a href=x>起草单位</a></li><li>菜单</li></ul>",
        "<select><option>起草单位</option><option>菜单</option></select>",
        "<!-- 起草单位：甲 --><script>'起草单位：甲'</script>",
        "<table><tr><th>起草单位</th><th>起草人</th></tr></table>",
        "<p>来源：某网站</p><p>地址：北京</p>",
    ],
)
def test_what_is_no_value(body: str) -> None:
    assert not {"起草单位", "来源", "地址"} & pairs(body).keys()


def test_texts() -> None:
    cell = parsed("<td>  甲\n\t 乙<br/> 丙&nbsp;丁<!-- 戊 --><script>己</script></td>").soup.select_one("td")
    assert cell is not None
    assert text_in(cell) == "甲 乙\n丙\xa0丁"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<td data-date="1538323200000"></td>', 1538323200000),
        ('<td data-date="1538323200000">2018-09-30</td>', 1538323200000),
        ('<td data-date="">2018-10-01</td>', "2018-10-01"),
        ('<td data-date="null"></td>', ""),
        ("<td><a>甲</a><a class=hidden>甲</a></td>", "甲"),
        ("<td><a>甲</a>、<a>乙</a></td>", "甲、乙"),
        ("<td><a>甲</a>（修订）</td>", "甲（修订）"),
    ],
)
def test_values_of_cells(cell: str, value: object) -> None:
    found = parsed(f"<table><tr>{cell}</tr></table>").soup.select_one("td")
    assert found is not None
    assert value_of(found) == value


HEADER = "<tr><th>序号</th><th>标准编号</th><th>标准名称</th><th>主管部门</th></tr>"


def test_cells_over_several_rows_and_columns() -> None:
    body = (
        f"<table>{HEADER}<tr><td>1</td><td>A</td><td>甲</td><td rowspan=3>局</td></tr>"
        "<tr><td>2</td><td colspan=2>B</td></tr><tr><td>3</td><td>C</td><td>丙</td></tr>"
        "<tr><td>4</td><td>D</td><td>丁</td><td>厅</td></tr></table>"
    )
    assert [[*row.values()] for row in rows(body)] == [
        ["1", "A", "甲", "局"],
        ["2", "B", "B", "局"],
        ["3", "C", "丙", "局"],
        ["4", "D", "丁", "厅"],
    ]


def test_columns_are_found_by_their_header() -> None:
    one = "<table><tr><th>标准名称</th><td>备注</td><th>标准号</th></tr><tr><td>甲</td><td></td><td>A</td></tr></table>"
    assert rows(one) == [{"标准名称": "甲", "备注": "", "标准号": "A"}]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><th>省市区</th><th>备案数量</th></tr><tr><td>山东省</td><td>4</td></tr></table>",
        f"<table>{HEADER}</table>",
        f"<table>{HEADER}<tr><td colspan=4>暂无数据</td></tr><tr><td> </td><td></td></tr>{HEADER}</table>",
        "<table><tr><td>标准编号：</td><td><input></td><td>标准名称：</td><td><input></td></tr></table>",
        "<table><tr><td>标准编号</td><td>GB 1</td><td>标准名称</td><td>甲</td></tr><tr><td>x</td></tr></table>",
    ],
)
def test_tables_without_rows(body: str) -> None:
    assert rows(body) == []


def test_a_table_that_arranges_the_page() -> None:
    inner = f"<table>{HEADER}<tr><td>1</td><td>A</td><td>甲</td><td>局</td></tr></table>"
    assert len(rows(f"<table><tr><td>{inner}</td></tr></table>")) == 1


def test_rows_are_counted_over_the_page() -> None:
    one = f"<table>{HEADER}<tr><td>1</td><td>A</td><td>甲</td><td>局</td></tr></table>"
    assert [row.number for table in listings(parsed(one + one).soup) for row in table.rows] == [1, 2]
