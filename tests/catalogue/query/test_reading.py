"""Query text -> tree: each row is a rule of docs/query-language.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query.reading import NOTHING, QueryError, read_query
from indexer.query import (
    And,
    Everything,
    Node,
    Not,
    Number,
    Or,
    PartialNumber,
    Phrase,
    Pieces,
    Prefix,
    Range,
    Term,
    Text,
)


def words(*texts: str) -> Pieces:
    return Pieces(tuple(map(Text, texts)))


def year(field: str, first: int, last: int) -> Range:
    return Range(field, date(first, 1, 1), date(last, 12, 31))


def partial(serial: str) -> PartialNumber:
    serial, _, year = serial.partition("-")
    return PartialNumber(serial, int(year) if year else None)


def with_serial(serial: str, *texts: str) -> Node:
    """The words, or the number beside the other words, or the whole as one number."""
    number = And((partial(serial), *(Text(one) for one in texts if one != serial)))
    return Or((Or((words(*texts), number)), Number(" ".join(texts), own=True)))


def together(word: str, serial: str, subject: str) -> Node:
    number = And((partial(serial), Text(subject)))
    return Or((Or((words(word), number)), Number(word, own=True)))


def any_nature(typed: str, partial: PartialNumber) -> Node:
    return Or((Pieces((Number(typed),)), partial))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("大蒜", words("大蒜")),
        ("大蒜 种植", words("大蒜", "种植")),
        ("大蒜　种植，技术规程", words("大蒜", "种植", "技术规程")),
        ('"生产 技术规程"', Phrase("生产 技术规程")),
        ("“生产技术”", Phrase("生产技术")),
        ("大蒜 “生产技术”", And((words("大蒜"), Phrase("生产技术")))),
        ("大蒜 -物流", And((words("大蒜"), Not(Text("物流"))))),
        ('大蒜 -"冷链 物流"', And((words("大蒜"), Not(Phrase("冷链 物流"))))),
        ("大蒜 or 洋葱", Or((words("大蒜"), words("洋葱")))),
        ("大蒜 OR 洋葱 分级", Or((words("大蒜"), words("洋葱", "分级")))),
        ("(大蒜 or 洋葱) 分级", And((words("分级"), Or((words("大蒜"), words("洋葱")))))),
        ("（大蒜 分级）", words("大蒜", "分级")),
        ("状态:现行", Term("status", "current")),
        ("status:current", Term("status", "current")),
        ("状态：即将实施", Term("status", "upcoming")),
        ("层级:地方 大蒜", And((words("大蒜"), Term("level", "local")))),
        ("level:group", Term("level", "group")),
        ("ics:67.080", Term("ics", "67.080")),
        ("CCS:b31", Term("ccs", "B31")),
        ("地区:青岛", Term("region", "3702")),
        ("地区:DB37", Term("region", "37")),
        ("题名:大蒜", Text("大蒜", "title")),
        ('题名:"大蒜 生产"', Phrase("大蒜 生产", "title")),
        ("发布单位:山东省市场监督管理局", Text("山东省市场监督管理局", "issuer")),
        ("标准号:GB/T 1.1-2020", Number("GB/T 1.1-2020", own=True)),
        ("标准号:gbt1.1", Number("gbt1.1", own=True)),
        ("标准号:GB/T 1.*", Prefix("GB/T 1.", "number")),
        ("代替:GBT1.1-2009", Term("replaces", "GB/T 1.1-2009")),
        ("发布日期:2020", year("issued", 2020, 2020)),
        ("发布日期:2020..2024", year("issued", 2020, 2024)),
        ("发布日期:..2024", Range("issued", None, date(2024, 12, 31))),
        ("实施日期:2020-02", Range("effective", date(2020, 2, 1), date(2020, 2, 29))),
        ("实施日期:>=2020-05-01", Range("effective", date(2020, 5, 1), None)),
        ("实施日期:<2020", Range("effective", None, date(2019, 12, 31))),
        ("GB/T 1.1-2020", Pieces((Number("GB/T 1.1-2020"),))),
        ("GB/T 1.1 起草", Pieces((Number("GB/T 1.1"), Text("起草")))),
        ("GB/T 1.*", Prefix("GB/T 1.", "number")),
        ("DB37/T", Term("prefix", "DB37/T")),
        ("DB37/T 大蒜", replace(words("大蒜"), beside=(Term("prefix", "DB37/T"),))),
        ("hydro*", Prefix("hydro", None)),
        ("鲁标备1782号-6-2012", Or((words("鲁标备1782号", "6-2012"), Number("鲁标备1782号-6-2012", own=True)))),
        ("3092", Or((words("3092"), PartialNumber("3092")))),
        # a prefix alone
        ("DB37", Or((Term("prefix", "DB37"), Term("prefix", "DB37/T"), Term("prefix", "DB37/Z")))),
        ("DB 37/t", Term("prefix", "DB37/T")),
        ("标准号:DB37/T", Term("prefix", "DB37/T")),
        ("GB/T", Term("prefix", "GB/T")),
        ("标准号:GB", Term("prefix", "GB")),
        ("ny", Term("prefix", "NY")),
        ("GB 轮胎", replace(words("轮胎"), beside=(Term("prefix", "GB"),))),
        # a number of which a part was left out
        ("14272 羽绒服", with_serial("14272", "14272", "羽绒服")),
        ("羽绒服 14272", with_serial("14272", "羽绒服", "14272")),
        ("2828.1 抽样", with_serial("2828.1", "2828.1", "抽样")),
        ("14272羽绒服", together("14272羽绒服", "14272", "羽绒服")),
        ("羽绒服14272", together("羽绒服14272", "14272", "羽绒服")),
        ("1000kV羽绒服", Or((words("1000kV羽绒服"), Number("1000kV羽绒服", own=True)))),
        ("2024羽绒服", Or((words("2024羽绒服"), Number("2024羽绒服", own=True)))),
        ("１.１", Or((words("１.１"), PartialNumber("1.1")))),
        ("鲁标9001", Or((words("鲁标9001"), PartialNumber("9001", stem="DB37")))),
        ("抽样 2828.1-2012", with_serial("2828.1-2012", "抽样", "2828.1-2012")),
        ("PM 2.5", Or((words("PM", "2.5"), Number("PM 2.5", own=True)))),
        ("轴承 12", Or((words("轴承", "12"), Number("轴承 12", own=True)))),
        ("2024 1999年", Or((words("2024", "1999年"), Number("2024 1999年", own=True)))),
        ("轴承 6205 6206", Or((words("轴承", "6205", "6206"), Number("轴承 6205 6206", own=True)))),
        ("鲁标 2760", Or((words("鲁标", "2760"), PartialNumber("2760", stem="DB37")))),
        ("DB37 4320", any_nature("DB37 4320", PartialNumber("4320", stem="DB37"))),
        ("DB37/4320-2021", any_nature("DB37/4320-2021", PartialNumber("4320", 2021, "DB37"))),
        ("DB3702  40.1", any_nature("DB3702 40.1", PartialNumber("40.1", stem="DB3702"))),
        ("DB37/T 4320", Pieces((Number("DB37/T 4320"),))),
        ("GB 4320", Pieces((Number("GB 4320"),))),
        # other spellings of the operators
        ("轮胎 −航空", And((words("轮胎"), Not(Text("航空"))))),
        ("轮胎 –航空", And((words("轮胎"), Not(Text("航空"))))),
        ("轮胎 NOT 航空", And((words("轮胎"), Not(Text("航空"))))),
        ("轮胎 AND 航空", words("轮胎", "航空")),
        ("轮胎 AND NOT 航空", And((words("轮胎"), Not(Text("航空"))))),
        ("research and development", words("research", "and", "development")),
        ("大蒜 洋葱 or 生姜", Or((words("大蒜", "洋葱"), words("生姜")))),
        ("发布日期:2020-2024", year("issued", 2020, 2024)),
        ("发布日期:2020~2024", year("issued", 2020, 2024)),
        ("发布日期:2020年至2024年", year("issued", 2020, 2024)),
        # titles with operator characters in them are just text
        (
            "标准化工作导则 第1部分：标准化文件",
            Or(
                (
                    words("标准化工作导则", "第1部分", "标准化文件"),
                    Number("标准化工作导则 第1部分：标准化文件", own=True),
                )
            ),
        ),
        ("硬脂酸(QRS-U)管材", words("硬脂酸", "QRS-U", "管材")),
        ("食品添加剂 - 明胶", words("食品添加剂", "明胶")),
        ("食品添加剂 —明胶", words("食品添加剂", "明胶")),
        ("信息技术 词汇:通用", words("信息技术", "词汇", "通用")),
    ],
)
def test_reading(text: str, tree: Node) -> None:
    assert read_query(text).tree == tree


@pytest.mark.parametrize("text", ["-", '"', "()", "（）", "- - -", "。，、", "*", ":::", '""'])
def test_only_operators_look_for_nothing_and_say_so(text: str) -> None:
    reading = read_query(text)
    assert reading.tree == NOTHING
    assert reading.empty


@pytest.mark.parametrize(
    ("text", "span", "tree"),
    [
        ('"大蒜', (0, 1), words("大蒜")),
        ("状态:紫色", (0, 5), words("紫色")),
        ("发布日期:去年", (0, 7), words("去年")),
        ("地区:火星", (0, 5), words("火星")),
        ("大蒜 or", (3, 5), words("大蒜")),
        ("or 大蒜", (0, 2), words("大蒜")),
        ("颜色:红", (0, 2), words("颜色", "红")),
        ("(轮胎", (0, 1), words("轮胎")),
        ("轮胎) 航空", (2, 3), words("轮胎", "航空")),
        ("*标准", (0, 1), words("标准")),
        ("大蒜 * 洋葱", (3, 4), words("大蒜", "洋葱")),
        ("食品 —明胶", (3, 4), words("食品", "明胶")),
        ("轮胎 NOT or 航空", (3, 6), Or((words("轮胎"), words("航空")))),
        ("发布日期:2024..2020", (0, 15), year("issued", 2020, 2024)),
    ],
)
def test_mistakes_are_read_as_text_and_told(text: str, span: tuple[int, int], tree: Node) -> None:
    reading = read_query(text)
    assert reading.tree == tree
    assert [mistake.span for mistake in reading.mistakes] == [span]
    with pytest.raises(QueryError) as caught:
        read_query(text, strict=True)
    assert caught.value.span == span
    assert "~" in str(caught.value)


def test_strict_accepts_what_is_right() -> None:
    assert read_query('大蒜 -物流 状态:现行 "生产技术"', strict=True).mistakes == ()


def test_very_long_queries_are_cut_and_told() -> None:
    reading = read_query(" ".join(f"词{place}" for place in range(500)))
    assert isinstance(reading.tree, Pieces)
    assert len(reading.tree.pieces) == 60
    assert len(reading.mistakes) == 1


def test_parts_can_be_taken_off() -> None:
    text = '大蒜 状态:现行 -物流 "生产技术" GB/T 1.1'
    parts = read_query(text).parts
    assert [(part.kind, text[slice(*part.span)]) for part in parts] == [
        ("field", "状态:现行"),
        ("not", "-物流"),
        ("phrase", '"生产技术"'),
        ("number", "GB/T 1.1"),
    ]


@pytest.mark.parametrize(
    ("text", "label", "value", "typed"),
    [
        ("大蒜 题名：“生产 技术” 洋葱", "题名", "生产 技术", "“生产 技术”"),
        ("title: 大蒜", "题名", "大蒜", "大蒜"),
        ("ics:67.080", "ICS", "67.080", "67.080"),
        ("关于大蒜的国家标准", "层级", "国家标准", ""),
        ("大蒜 GB/T 1.1", "", "GB/T 1.1", ""),
    ],
)
def test_a_part_knows_its_label_and_its_value(text: str, label: str, value: str, typed: str) -> None:
    (part,) = read_query(text).parts
    assert (part.field.label_zh if part.field else "", part.text) == (label, value)
    assert text[slice(*part.value_span)] == typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("状态:现行", "current"),
        ("已废止的豆浆标准", "abolished"),
        ("ccs:b31", "B31"),
        ("标准号:db37", "DB37"),
        ("DB37/t 大蒜", "DB37/T"),
        ("农业行业标准 大蒜", "NY"),
        ("gbt1.1", "GB/T 1.1"),
        ("题名:大蒜", ""),
        ("发布日期:2020", ""),
    ],
)
def test_a_part_keeps_the_value_that_was_read(text: str, value: str) -> None:
    (part,) = read_query(text).parts
    assert part.value == value


@pytest.mark.parametrize(
    ("text", "named", "otherwise"),
    [
        ("大蒜", [], None),
        ("1354 大蒜", [], None),
        ("1354", ["1354"], None),
        ("编号:1354 1354大蒜", ["1354"], None),
        ("国标9001 质量管理", ["国标9001"], None),
        ("GB/T 1.1 大蒜 gbt1.2", ["GB/T 1.1", "GB/T 1.2"], None),
        ("大蒜 -gbt1.2", [], None),
        ("DB37 4320 大蒜", ["DB37 4320"], PartialNumber("4320", stem="DB37")),
        ("DB37/T 4320", ["DB37/T 4320"], None),
    ],
)
def test_numbers_that_are_named(text: str, named: list[str], otherwise: PartialNumber | None) -> None:
    numbers = read_query(text).numbers
    assert [number.label for number in numbers] == named
    assert [number.otherwise for number in numbers if number.otherwise] == ([otherwise] if otherwise else [])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('"GB/T 7714-2015"', ["GB/T 7714-2015"]),
        ("“NY/T 391”", ["NY/T 391"]),
        ("YY/T-0505 急救", ["YY/T 0505"]),
        ("GB 2760、2762", ["GB 2760", "GB 2762"]),
        ("NY/T 391，393和394的区别", ["NY/T 391", "NY/T 393", "NY/T 394"]),
        ("gb70 3x8螺栓", ["GB 70"]),
        ("GB 2760、2020", ["GB 2760", "GB 2020"]),
    ],
)
def test_numbers_as_they_are_typed(text: str, named: list[str]) -> None:
    reading = read_query(text)
    assert [number.label for number in reading.numbers] == named
    assert not any(part.kind == "phrase" for part in reading.parts)


def test_what_only_joins_numbers_is_not_looked_for() -> None:
    for text in ("GB 5749 和 GB 8537", "GB 5749与GB 8537的关系是什么", "GB 5749 GB 8537 区别"):
        assert not read_query(text).words
    assert [word.text for word in read_query("GB 5749 和 水").words] == ["水"]


def test_a_quoted_title_with_a_number_stays_a_phrase() -> None:
    assert [part.kind for part in read_query('"GB/T 7714-2015应用指南"').parts] == ["phrase"]


@given(st.text(alphabet='大蒜标准号状态题名:：()（）"“”-－ *.GBT/1029or|', max_size=40))
def test_there_is_always_a_tree(text: str) -> None:
    reading = read_query(text)
    assert all(0 <= start <= end <= len(text) for start, end in (mistake.span for mistake in reading.mistakes))


@given(st.text(max_size=60))
def test_any_text_at_all(text: str) -> None:
    read_query(text)
