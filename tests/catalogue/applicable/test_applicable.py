"""What applies to a product, on a small catalogue where all is known."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bench.applicable import Judgement, Score, Scores, judgements, score, scores
from bench.quality.cases import half
from catalogue import Catalogue
from catalogue.applicable.product_classes import find_classes_called, find_own_classes, find_wider_objects, is_equipment
from catalogue.applicable.product_names import EXAMPLES, find_industries, names_product, read_product
from catalogue.applicable.result import GROUPS, Applicable
from catalogue.export import name_applicable_file, write_applicable
from indexer.engines import in_memory
from standard.function import Function
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.catalogues import DAY, record
from webapp.addresses import PageAddresses

VEGETABLES = {"ics": ("67.080.20",), "ccs": ("B31",)}
RECORDS = (
    record("GB/T 30723-2014", "大蒜 等级规格", cites=("GB/T 191-2008", "GB 2762"), **VEGETABLES),
    record("GB/T 22212-2008", "地理标志产品 金乡大蒜", **VEGETABLES),
    record("DB37/T 1-2020", "大蒜生产技术规程", **VEGETABLES),
    record("DB14/T 2-2020", "大蒜生产技术规程", **VEGETABLES),
    record("DB37/T 3-2020", "大蒜贮藏技术规程", **VEGETABLES),
    record("NY/T 4-2020", "大蒜及其制品中大蒜辣素的测定", **VEGETABLES),
    record("NY/T 5-2020", "大蒜播种机 作业质量"),
    record("NY/T 6-2020", "洋葱等级规格", **VEGETABLES),
    record("SB/T 10158-2012", "新鲜蔬菜包装与标识", **VEGETABLES),
    record("NY/T 7-2020", "设施蔬菜包装", **VEGETABLES),
    record("GB 2762-2017", "食品中污染物限量", status=Status.ABOLISHED, nature="mandatory", ics=("67.040",)),
    record("GB 2762-2022", "食品中污染物限量", nature="mandatory", ics=("67.040",)),
    record("GB/T 191-2008", "包装储运图示标志", ccs=("A80",)),
    record("GB/T 8-2001", "大蒜 取样", status=Status.ABOLISHED),
    record("GB/T 9-2026", "大蒜术语", status=Status.UPCOMING, effective=date(2027, 5, 1)),
    record("GB/T 10-2020", "大蒜检验", **VEGETABLES),
    record("GB/T 10-2020E", "大蒜检验（英文版）"),
    record("GB/T 11-2020", "草甘膦原药", ccs=("G25",), ics=("65.100.20",)),
    record("GB/T 12-2020", "农药标签通则", ccs=("G23",), ics=("65.100",)),
    record("T/SDAS 13-2020", "出口保鲜姜", gbt4754=("A0142",)),
    record("GB 14-2020", "儿童家具安全技术规范", nature="mandatory", ics=("97.140",)),
    record("GB/T 15-2020", "家具力学性能试验 第1部分：桌类强度", ics=("97.140",)),
    record("GB/T 35796-2017", "养老机构服务质量基本规范", ics=("03.080.99",)),
    record("GB/T 16-2020", "社会保险术语 第2部分：养老保险"),
    record("JJG 17-2020", "大蒜辣度计检定规程"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def test_a_product_without_classes_is_known_by_the_industry_that_makes_it() -> None:
    catalogue = Catalogue(in_memory([*RECORDS, record("GB/T 4927-2025", "啤酒质量要求")]), today=lambda: DAY)
    found = catalogue.applicable("啤酒")
    assert ("C1513", "C1513 啤酒制造") in [(code, str(label)) for code, label in found.classes]
    assert reasons(found, "GB 2762-2022") == ["step"], "the tree has it, too"
    assert find_industries(["饮料"]) == [("gbt4754", "C1529")], "neither a class above nor machines"


def test_what_food_is_kept_in_or_made_by_is_no_food() -> None:
    stored = [record(f"SB/T {serial}-2020", "冷库 安全要求", ics=("67.080.20",)) for serial in (1, 2)]
    catalogue = Catalogue(in_memory([*RECORDS, *stored]), today=lambda: DAY)
    assert reasons(catalogue.applicable("冷库"), "SB/T 1-2020")
    assert reasons(catalogue.applicable("冷库"), "GB 2762-2022") == []
    assert is_equipment("饺子机")
    assert not is_equipment("大蒜")


def groups(found: Applicable) -> dict[str, list[str]]:
    return {group.name: [row.hit.record.number for row in group.rows] for group in found.groups}


def reasons(found: Applicable, number: str) -> list[str]:
    return [reason.kind for row in found.rows() if row.hit.record.number == number for reason in row.reasons]


def test_standards_stand_in_groups_by_what_they_ask(catalogue: Catalogue) -> None:
    found = catalogue.applicable("大蒜")
    assert groups(found) == {
        "mandatory": ["GB 2762-2022"],
        "product": ["GB/T 30723-2014", "GB/T 22212-2008"],
        "test": ["GB/T 10-2020", "NY/T 4-2020"],
        "packaging": ["DB37/T 3-2020", "GB/T 191-2008", "SB/T 10158-2012"],
        # Shandong's own before that of another province
        "process": ["DB37/T 1-2020", "DB14/T 2-2020"],
        "terms": ["GB/T 9-2026"],
    }
    # what asks nothing of the product is apart and not counted
    assert [row.hit.record.number for row in found.related.rows] == ["JJG 17-2020", "NY/T 5-2020"]
    assert list(groups(found)) == [name for name in GROUPS if name in groups(found)]
    assert (found.total, found.upcoming, found.withdrawn) == (11, 1, 1)


def test_every_standard_says_why(catalogue: Catalogue) -> None:
    found = catalogue.applicable("大蒜")
    assert all(row.reasons for row in found.rows())
    assert reasons(found, "GB/T 30723-2014") == ["title", "class"]
    assert reasons(found, "GB/T 22212-2008") == ["kind", "class"]
    assert reasons(found, "NY/T 4-2020") == ["among", "class"]
    assert reasons(found, "GB/T 191-2008") == ["cited"]
    # an undated reference means the edition in force
    assert reasons(found, "GB 2762-2022") == ["cited"]
    assert reasons(found, "SB/T 10158-2012") == ["step"]
    assert reasons(found, "NY/T 5-2020") == ["related"]
    assert next((code, name.chinese) for code, name in found.classes) == ("67.080.20", "67.080.20 蔬菜及其制品")


def test_older_editions_are_told() -> None:
    old, new = replace(RECORDS[0], number="GB/T 30723-2008", issued=date(2008, 1, 1)), RECORDS[0]
    coming = replace(RECORDS[0], number="GB/T 30723-2030", status=Status.UPCOMING, effective=date(2030, 1, 1))
    found = Catalogue(in_memory([old, new, coming]), today=lambda: DAY).applicable("大蒜")
    assert "older" in reasons(found, "GB/T 30723-2008")
    assert "older" not in reasons(found, "GB/T 30723-2014")
    assert [row.hit.record.number[-4:] for row in found.rows()] == ["2014", "2008", "2030"]


def test_the_whole_field_binds_without_a_citation(catalogue: Catalogue) -> None:
    found = catalogue.applicable("洋葱")
    assert reasons(found, "GB 2762-2022") == ["step"]


def test_other_names(catalogue: Catalogue) -> None:
    assert catalogue.applicable("胡蒜头").total == 0
    for name in ("蒜头", "garlic"):
        assert groups(catalogue.applicable(name))["product"] == ["GB/T 30723-2014", "GB/T 22212-2008"]


def test_a_class_that_has_the_name(catalogue: Catalogue) -> None:
    found = catalogue.applicable("农药")
    assert reasons(found, "GB/T 11-2020") == ["class_name"]
    assert groups(found)["packaging"] == ["GB/T 12-2020"]


def test_a_class_of_industries(catalogue: Catalogue) -> None:
    found = catalogue.applicable("A0142")
    assert found.product.code is not None
    assert reasons(found, "T/SDAS 13-2020") == ["industry"]
    assert found.to_json(PageAddresses())["gbt4754"]["code"] == "A0142"


def test_the_head_of_a_compound(catalogue: Catalogue) -> None:
    found = catalogue.applicable("儿童家具")
    assert found.product.head == "家具"
    assert reasons(found, "GB/T 15-2020") == ["wider"]


def test_a_service(catalogue: Catalogue) -> None:
    assert groups(catalogue.applicable("养老服务")) == {"management": ["GB/T 35796-2017"]}


def test_a_class_that_there_is_not_is_told(catalogue: Catalogue) -> None:
    (hint,) = catalogue.applicable("C9999").hints()
    assert (hint.kind, "C9999" in hint.text.chinese) == ("class_unknown", True)


def test_nothing_says_why_and_goes_on(catalogue: Catalogue) -> None:
    assert [hint.kind for hint in catalogue.applicable("克苏鲁").hints()] == ["product_unknown"]
    assert [hint.kind for hint in catalogue.applicable("塑料家具").hints()] == []
    gone = Catalogue(in_memory([replace(RECORDS[0], status=Status.ABOLISHED)]), today=lambda: DAY)
    assert [hint.kind for hint in gone.applicable("大蒜").hints()] == ["only_withdrawn"]


def test_the_workbook_holds_every_row(catalogue: Catalogue) -> None:
    found = catalogue.applicable("大蒜")
    book = load_workbook(io.BytesIO(b"".join(write_applicable(found))))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[4] for row in rows[1:]] == [row.hit.record.number for row in found.rows()]
    assert rows[0][:5] == ("序号", "要求类别", "功能", "列入理由", "标准号")
    assert name_applicable_file(found) == f"鲁标 适用标准 大蒜 {DAY}.xlsx"


@given(text=st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    catalogue = Catalogue(in_memory(RECORDS[:3]), today=lambda: DAY)
    found = catalogue.applicable(text)
    assert found.to_json(PageAddresses())["total"] == len(list(found.rows()))
    names_product(text)


def test_names_of_products() -> None:
    assert [name.text for name in read_product("C301").names] == ["水泥", "石灰", "石膏"]
    assert read_product("gb/t 4754-2017 c2911").code is not None
    assert [name.text for name in read_product("蒜制品").names] == ["蒜制品", "蒜"]
    assert read_product("Ｃ２９").text == "Ｃ２９"
    assert all(read_product(one).names for one in EXAMPLES)


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("大蒜", True),
        (" 光伏组件 ", True),
        ("GB/T 1.1", False),
        ("大蒜 种植", False),
        ("试验方法", False),
        ("题名:大蒜", False),
    ],
)
def test_queries_that_name_a_product(text: str, product: bool) -> None:
    assert names_product(text) is product


def test_classes() -> None:
    assert ("ics", "83.160") in find_classes_called(["轮胎"])
    assert ("ics", "83.160.10") not in find_classes_called(["轮胎"])
    assert ("ics", "67.140.10") in find_classes_called(["茶叶"])
    told = [(Record("GB/T 1-2020", "x", ics=("67.080.20", "03.080"), ccs=("B31", "B04")), Function.PRODUCT)]
    assert find_own_classes(told) == [("ics", "67.080.20"), ("ccs", "B31")]
    assert find_own_classes([]) == []
    assert [(one.word, one.near) for one in find_wider_objects([("ics", "67.080.20")])] == [
        ("植物源性食品", True),
        ("蔬菜", True),
        ("食品", False),
        ("食品添加剂使用", False),
    ]


def test_judgements_can_be_read_and_scored(catalogue: Catalogue) -> None:
    judged = judgements()
    assert len(judged) >= 20
    assert {one.group for rows in judged.values() for one in rows.values()} <= {*GROUPS, "none"}
    one = score(catalogue, "大蒜", judged["大蒜"])
    assert one.shown > 0
    assert "precision" in (one + Score()).line("大蒜")


def test_a_file_of_verdicts_can_be_read(tmp_path: Path) -> None:
    verdicts = ("process\tright\tyes", "process\tright\tno", "\tmissed\t", "test\twrong\t", "test\tweak\t")
    rows = [f"大蒜\tGB/T {serial}-2020\t{verdict}" for serial, verdict in enumerate(verdicts, 1)]
    file = tmp_path / "judged.tsv"
    file.write_text("\n".join(["product\tnumber\tgroup\tverdict\tgroup_ok", *rows, ""]), encoding="utf-8")
    assert list(judgements(file)["大蒜"].values()) == [
        Judgement(2, "process"), Judgement(2, "none"), Judgement(2, ""), Judgement(0, "test")
    ]  # fmt: skip


def test_a_judgement_without_a_group_is_right_in_any() -> None:
    assert Judgement(2, "").right("process")
    assert Judgement(2, "").in_place("test")
    assert not Judgement(0, "").right("process")
    assert Judgement(2, "test").right("process")
    assert not Judgement(2, "test").in_place("process")
    assert not Judgement(2, "test").right("related")


def test_the_halves_are_products_apart() -> None:
    made = Scores({product: Score(shown=1 + at) for at, product in enumerate(judgements())})
    assert list(made.halves) == ["tune", "report"]
    assert sum(one.shown for one in made.halves.values()) == made.all.shown
    report = [at for at, product in enumerate(judgements()) if half(product) == "report"]
    assert made.halves["report"].shown == sum(1 + at for at in report)
    lines = list(made.lines())
    assert [line.split("\t")[0] for line in lines[-3:]] == ["tune", "report", "all"]
    assert len(lines) == len(judgements()) + 3
    assert Scores({"大蒜": Score()}).halves.keys() == {half("大蒜")}


@pytest.mark.slow
def test_the_reference_catalogue(reference_index: Path) -> None:
    total = scores(Catalogue.open(reference_index)).all
    assert total.right / (total.shown - total.unjudged) > 0.9
    assert total.listed / total.wanted > 0.8


def test_what_nobody_mentions_is_not_sent_to_a_search(catalogue: Catalogue) -> None:
    (hint,) = catalogue.applicable("克苏鲁").hints()
    assert (hint.query, hint.total) == ("", None)
