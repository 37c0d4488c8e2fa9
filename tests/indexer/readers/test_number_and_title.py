"""Number and title of a row."""

from __future__ import annotations

from datetime import datetime

import pytest

from indexer.readers.number_and_title import identity_of
from indexer.readers.problem import Unreadable


@pytest.mark.parametrize(
    ("number", "title", "canonical", "clean"),
    [
        ("GB/T 1.1—2020", "标准化工作导则", "GB/T 1.1-2020", "标准化工作导则"),
        ("ＧＢ／Ｔ １．１－２０２０", "标准化工作导则", "GB/T 1.1-2020", "标准化工作导则"),
        ("<sacinfo>GB</sacinfo> <sacinfo>10765</sacinfo>-1997", "婴儿配方乳粉", "GB 10765-1997", "婴儿配方乳粉"),
        (["GB 1-2000"], "甲", "GB 1-2000", "甲"),
        ("GB/T 1.1-2020", "GB/T 1.1—2020 标准化工作导则", "GB/T 1.1-2020", "标准化工作导则"),
        ("GB/T 1.1-2020", "GB/T1.1-2020《标准化工作导则》", "GB/T 1.1-2020", "标准化工作导则"),
        (
            "YY 9706.241-2020/XG1-2022",
            "9706.241-2020/XG1-2022 《医用》第1号修改单",
            "YY 9706.241-2020/XG1-2022",
            "《医用》第1号修改单",
        ),
        ("GB/Z 19027-2005", "GB/T 19001—2000的统计技术指南", "GB/Z 19027-2005", "GB/T 19001—2000的统计技术指南"),
        ("GB/T 1.1-2020", "GB/T 1.1-20200 甲", "GB/T 1.1-2020", "GB/T 1.1-20200 甲"),
        ("GB/T 2048-1992", "2048 Kbit/s光端机技术要求", "GB/T 2048-1992", "2048 Kbit/s光端机技术要求"),
        ("Q/ABC 001-2020《甲方案》", "", "Q/ABC 001-2020", "甲方案"),
    ],
)
def test_identity(number: object, title: str, canonical: str, clean: str) -> None:
    found = identity_of(number, title)
    assert (found.number, found.title, found.notes) == (canonical, clean, ())
    assert str(found.parsed) == canonical


def test_the_number_as_given_is_kept() -> None:
    assert identity_of("GB/T 1.1—2020", "甲").given == "GB/T 1.1—2020"
    assert identity_of("GB/T 1.1-2020", "甲").given == ""


@pytest.mark.parametrize(
    ("prefix", "title", "number", "rest"),
    [
        (
            "T/CSBME",
            "038-2021 区域远程医学影像中心图像质量控制",
            "T/CSBME 038-2021",
            "区域远程医学影像中心图像质量控制",
        ),
        ("GB/T", "4706.111-2024 家用和类似用途电器的安全", "GB/T 4706.111-2024", "家用和类似用途电器的安全"),
        ("T/XJCETS", "009-2024 《外墙尾矿装饰板》", "T/XJCETS 009-2024", "外墙尾矿装饰板"),
        ("T/KDX", "003-2024 塑料 第 3 部分：聚乙烯", "T/KDX 003-2024", "塑料 第 3 部分：聚乙烯"),
        ("DB50/T", "10003-2023DB51/T 10003-2023 川渝规范", "DB50/T 10003-2023/DB51/T 10003-2023", "川渝规范"),
        ("JJF", "(纺织) 021-1989 摆锤式缕纱强力机", "JJF(纺织) 021-1989", "摆锤式缕纱强力机"),
    ],
)
def test_a_number_cut_in_two_is_mended_from_the_title(prefix: str, title: str, number: str, rest: str) -> None:
    found = identity_of(prefix, title)
    assert (found.number, found.title, found.given) == (number, rest, prefix)
    assert found.notes[0].startswith("标准号不全，由题名开头补全")


@pytest.mark.parametrize(
    ("number", "title", "reason"),
    [
        (None, "甲", "没有标准号"),
        ("  ", "甲", "没有标准号"),
        ("T/YQADA", "T1403YQADA001-2017 二手车鉴定评估操作技术规范", "标准号不全"),
        ("DB37/T", "甲", "标准号不全"),
        ("T/SHV2X", "甲", "标准号不全"),
        ("13368-2018", "甲", "标准号缺少代号"),
        ("国家标准", "甲", "标准号不全"),
        ("GB 1-2000", "", "没有题名"),
        ("GB 1-2000", float("nan"), "没有题名"),
        ("GB 1-2000", "《》", "没有题名"),
        ("GB 1-2000", "x" * 2000, "题名超过"),
        ("GB 1" * 100, "甲", "标准号超过"),
        ("9-787-5214-1575-9", "甲", "是书号"),
        ("9787506697408", "GB/T 1.1-2020标准《标准化文件的起草》", "是书号"),
        (datetime(2020, 1, 1), "甲", "改成了日期"),  # noqa: DTZ001 - spreadsheets have no zones
        (["GB 1-2000", "GB 2-2000"], "甲", "标准号是一个列表"),
        ({"a": 1}, "甲", "标准号应为文字"),
    ],
)
def test_what_is_no_standard_says_why(number: object, title: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        identity_of(number, title)


def test_an_unknown_form_is_kept_as_it_is() -> None:
    found = identity_of("SITSI/CH——００１－１９９６", "中国1:100万土地类型图制图规范")
    assert found.parsed is None
    assert found.number == "SITSI/CH--001-1996"
    assert found.notes == ("标准号的格式未知，按原样收录",)
    assert identity_of(found.number, "甲").number == found.number
