"""What two titles are about, and how much that is the same: object, aspect and place apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.comparison import THRESHOLD, compare_titles, take_apart
from catalogue.comparison.holding import holds
from catalogue.comparison.likeness import Likeness, Rarity
from catalogue.comparison.places import holds_place
from standard.publisher import Level
from standard.record import Record

#: in which every word is in eight of so many titles
RARITY = Rarity(lambda _word: 8, 60_000)
CLASS = ("65.020.20",)


def local(title: str) -> Record:
    return Record("DB37/T 1-2020", title, level=Level.LOCAL, region="37", ics=CLASS)


def higher(title: str, nature: str = "recommended") -> Record:
    return Record("GB/T 1-2020", title, level=Level.NATIONAL, nature=nature, ics=CLASS)


def likeness(title: str, other: str, nature: str = "recommended") -> Likeness:
    first, second = local(title), higher(other, nature)
    return compare_titles(first, take_apart(first), second, take_apart(second), RARITY)


@pytest.mark.parametrize(
    ("title", "words", "aspects"),
    [
        ("榛子病虫害绿色防控技术规程", ("榛子", "病虫害"), ("防治",)),
        ("养老机构膳食服务质量评价规范", ("养老机构", "膳食", "服务"), ("评价",)),
        ("土壤墒情监测与评价技术规范", ("土壤", "墒情"), ("评价", "监测")),
        ("储罐清洗作业规程", ("储罐",), ("清洗",)),
        ("飞播造林技术规程", ("飞播",), ("造林",)),
    ],
)
def test_forms_and_aspects_are_taken_off_the_object(
    title: str, words: tuple[str, ...], aspects: tuple[str, ...]
) -> None:
    parts = take_apart(local(title))
    assert parts.object_words == words
    assert parts.aspects == aspects


def test_a_title_of_an_aspect_alone_is_about_that() -> None:
    assert take_apart(higher("造林技术规程")).object_words == ("造林",)


def test_the_way_of_testing_stands_apart() -> None:
    parts = take_apart(higher("饲料中泰拉霉素的测定 液相色谱-串联质谱法"))
    assert parts.way
    assert "霉素" in "".join(parts.object_words)
    assert not take_apart(higher("无损检测 焊缝超声检测方法")).way


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("羊肚菌林下栽培技术规程", "羊肚菌栽培技术规程"),
        ("榛子绿色防控技术规程", "榛子防治技术规范"),
        ("羊球虫病诊断技术规程", "动物球虫病诊断技术"),
        ("设施甜瓜主要病虫害绿色防控技术规程", "蔬菜病虫害防治技术规范 第3部分：瓜类"),
        ("黄瓜贮藏保鲜技术规程", "果蔬贮藏技术规范"),
        ("农村产权交易 服务通则", "农村产权交易服务规范"),
        ("大豆栽培技术规程", "黄淮海大豆栽培技术规程"),
        ("番茄早疫病综合防治技术规程", "蔬菜病虫害防治技术规范 第2部分：茄果类"),
        ("设施蔬菜病虫害防治技术 第6部分：辣椒炭疽病", "辣椒炭疽病防控技术规程"),
        ("牛结节性皮肤病荧光PCR检测技术规范", "牛结节性皮肤病诊断技术"),
        ("规模鸭场饲养管理技术规程", "鸭饲养管理规范"),
        ("马铃薯晚疫病农药减施防控技术规程", "马铃薯主要病虫害防治技术规程"),
        ("沙棘硬枝扦插育苗技术规程", "沙棘育苗技术规程"),
        ("塑胶地面面层材料验收规范", "面层材料塑胶地面"),
    ],
)
def test_the_same_object_and_a_kind_of_it_are_candidates(title: str, other: str) -> None:
    assert likeness(title, other).score >= THRESHOLD


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("羊肚菌栽培技术规程", "金耳栽培技术规程"),
        ("猪瘟诊断技术", "非洲猪瘟诊断技术"),
        ("非洲猪瘟诊断技术", "猪瘟诊断技术"),
        ("羊营养需要量", "鹅营养需要量"),
        ("甘薯供应链管理规范", "甘薯栽培技术规程"),
        ("羊肚菌栽培技术规程", "羊肚菌检疫鉴定方法"),
        ("石榴贮藏保鲜技术规程", "石榴"),
        ("沙棘育苗技术规程", "沙棘扦插育苗技术规程"),
        ("托盘租赁服务规范", "托盘清洗服务规范"),
        ("犬瘟热荧光PCR检测方法", "犬细小病毒病诊断技术"),
        ("大豆生产设施建设规范", "大豆生产技术规程"),
        ("大豆栽培技术规程", "东北大豆栽培技术规程"),
        ("地理标志产品 沾化冬枣", "地理标志产品 黄骅冬枣"),
        ("蔬菜病虫害防治技术规程", "蔬菜病虫害防治技术规范 第1部分：总则"),
        ("饲料中泰拉霉素的测定 酶联免疫吸附法", "饲料中泰拉霉素的测定 高效液相色谱法"),
    ],
)
def test_sisters_other_aspects_and_other_places_are_none(title: str, other: str) -> None:
    assert likeness(title, other).score < THRESHOLD


def test_a_kind_of_the_object_is_less_than_all_of_it() -> None:
    first, whole, kind = local("大豆栽培技术规程"), higher("大豆栽培技术规程"), higher("小粒大豆栽培技术规程")
    rarity = Rarity(lambda word: 200 if word == "大豆" else 5, 60_000)
    scores = [compare_titles(first, take_apart(first), one, take_apart(one), rarity).score for one in (whole, kind)]
    assert scores[1] < THRESHOLD < scores[0]


def test_mandatory_safety_binds_what_else_is_said_of_an_object() -> None:
    titles = ("健身器材验收规范", "健身器材的安全 通用要求")
    assert likeness(*titles, "mandatory").score >= THRESHOLD > likeness(*titles).score


def test_what_many_titles_have_tells_little() -> None:
    first, second = local("政务平台管理规范"), higher("平台管理要求")
    common = Rarity(lambda _word: 6_000, 60_000)
    assert compare_titles(first, take_apart(first), second, take_apart(second), common).score < THRESHOLD


def test_reasons_say_what_counts_for_and_against() -> None:
    reasons = {reason.kind: reason for reason in likeness("羊球虫病诊断技术规程", "动物球虫病诊断技术").reasons}
    assert reasons["wider"].values == ("动物", "羊")
    assert reasons["class"].values == CLASS
    there = {reason.kind: reason for reason in likeness("大豆栽培技术规程", "东北大豆栽培技术规程").reasons}
    assert there["place"].values == ("东北",)
    assert "place" not in {reason.kind for reason in likeness("大豆栽培技术规程", "黄淮海大豆栽培技术规程").reasons}


@pytest.mark.parametrize(
    ("wider", "narrower", "expected"),
    [
        ("动物", "奶牛", True),
        ("病虫害", "锈病", True),
        ("果蔬", "番茄", True),
        ("蔬菜", "番茄", True),
        ("番茄", "蔬菜", False),
        ("动物", "小麦", False),
        ("番茄", "番茄", False),
    ],
)
def test_words_for_whole_kinds(wider: str, narrower: str, expected: bool) -> None:
    assert holds(wider, narrower) is expected


def test_places_hold_provinces() -> None:
    assert holds_place(("黄淮海",), "3702")
    assert not holds_place(("东北",), "37")
    assert holds_place((), "37")
    assert holds_place(("东北",), "")


def test_classes_in_common_count() -> None:
    first, second = local("榛子栽培技术规程"), higher("榛子栽培技术规程")
    other = replace(second, ics=("91.040",))
    scores = [compare_titles(first, take_apart(first), one, take_apart(one), RARITY).score for one in (second, other)]
    assert scores[0] > scores[1] >= THRESHOLD
