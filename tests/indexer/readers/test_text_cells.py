"""Text cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.text_cells import abstract_of, narrow, one_line, text_of, title_of


@pytest.mark.parametrize(
    ("given_title", "title"),
    [
        ("卷烟  第1部分:抽样", "卷烟 第1部分：抽样"),
        (
            "篮球、足球、排球、手球试验方法\u3000第1部分：圆度测定方法",
            "篮球、足球、排球、手球试验方法 第1部分：圆度测定方法",
        ),
        (
            "动物卫生监督管理综合标准 第10部分: 动物卫生监督档案管理规程",
            "动物卫生监督管理综合标准 第10部分：动物卫生监督档案管理规程",
        ),
        ("国家基本比例尺地图 1:25 000 1:50 000正射影像地图", "国家基本比例尺地图 1:25 000 1:50 000正射影像地图"),
        ("1：500地形图", "1:500地形图"),
        (
            "基本环境试验规程  第２部分：各种试验  试验Ｔａ：润湿秤量法",
            "基本环境试验规程 第2部分：各种试验 试验Ta：润湿秤量法",
        ),
        ("ＣＫ－１００～６００超高真空", "CK-100～600超高真空"),
        ("《通信机房用走线架及走线梯》", "通信机房用走线架及走线梯"),
        ("《甲》和《乙》", "《甲》和《乙》"),
        ("《骆驼绒》国家标准第1号修改单", "《骆驼绒》国家标准第1号修改单"),
        ("<sacinfo>饮用水</sacinfo>卫生", "饮用水卫生"),
        ("森林土壤粘粒(<0.002mm)的提取", "森林土壤粘粒(<0.002mm)的提取"),
        ("表面污染测定 第1部分: β发射体（Eβmax>0.15MeV）", "表面污染测定 第1部分：β发射体（Eβmax>0.15MeV）"),
        ("标准&nbsp;化&amp;nbsp;工作", "标准 化 工作"),
        ("车棚用光伏发电系统\n设计规范", "车棚用光伏发电系统 设计规范"),
        ("化学分析方法钼\x1c、钨量", "化学分析方法钼、钨量"),
        ("标\u200b准\ufeff化", "标准化"),
        ("Quality: requirements", "Quality: requirements"),
        ("体积①㎡", "体积①㎡"),
    ],
)
def test_titles(given_title: str, title: str) -> None:
    assert title_of(given_title) == title
    assert title_of(title) == title


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2020.0, "2020"),
        (1.5, "1.5"),
        (7, "7"),
        (True, ""),
        (None, ""),
        (float("nan"), ""),
        ({"a": 1}, ""),
        (["甲", "", "乙"], "甲; 乙"),
        ("a\u00a0 b", "a b"),
        ("\ud800x", "x"),
    ],
)
def test_cells_of_any_type(value: object, text: str) -> None:
    assert text_of(value) == text


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = one_line(text.replace("&", ""))
    assert one_line(once) == once
    once.encode("utf-8")


@given(st.text(alphabet="第1部分:：AＡ　 《》标准-－", max_size=20))
def test_titles_twice(text: str) -> None:
    once = title_of(text)
    assert title_of(once) == once


def test_narrow_is_an_explicit_table() -> None:
    assert narrow("ＡＺａｚ０９－／．％ ①㎡（）：") == "AZaz09-/.% ①㎡（）："


def test_title_marks_of_a_template_are_not_doubled() -> None:
    assert abstract_of("地方标准《《桥梁评定标准》》由甲归口。") == "地方标准《桥梁评定标准》由甲归口。"
    assert abstract_of("《《甲》实施指南》") == "《《甲》实施指南》"
