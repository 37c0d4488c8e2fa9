"""Two texts compared: clauses, terms, references, obligations, indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Catalogue
from catalogue.comparison import ComparedText, PairKind, TextComparison, align_clauses, compare_texts, compare_words
from indexer.engines import in_memory
from indexer.errors import RequestError
from standard.clauses import Clause, StandardText, TableBlock, TextBlock, read_clauses
from standard.place import Place
from standard.status import Status
from tests.indexer.engines.catalogues import record
from webapp.addresses import PageAddresses

LEFT = """
DB37/T 99911—2025
1 范围
本文件规定了苹果干的要求和贮存。
2 规范性引用文件
GB/T 8—2001 包装标志
GB 9 污染物限量
3 术语和定义
3.1
果片 slice
苹果切成的薄片。
3.2
碎片 chip
不完整的果片。
4 要求
4.1 感官
果片应完整，不宜粘连。
4.2 理化指标
水分不应大于65%，灰分含量不应小于5 g/kg。
4.3 频次
企业应每3个月检验1次。
5 贮存
库温不应高于20 ℃，果片宜避光存放。
"""
RIGHT = """
GB/T 99911—2024
1 范围
本文件规定了苹果干的要求、分类和贮存。
2 规范性引用文件
GB/T 8 包装标志
GB 7 食品标签
3 术语和定义
3.1
果片 slice
苹果去核后切成的薄片。
4 分类
苹果干按形状分为果片和果丁两类。
5 要求
5.1 理化指标
水分不应大于68%，灰分含量不应小于0.40 g/100 g。
5.2 感官
果片应完整，不应粘连。
5.3 频次
企业应每6个月检验1次。
6 贮存
库温不应高于15 ℃，果片可避光存放。
"""
TODAY = date(2026, 11, 30)


def text_of(lines: str) -> StandardText:
    return read_clauses([TextBlock(line, Place(line=at)) for at, line in enumerate(lines.strip().splitlines(), 1)])


def compared(left: str = LEFT, right: str = RIGHT) -> TextComparison:
    return compare_texts(ComparedText("左", text_of(left)), ComparedText("右", text_of(right)))


def numbers(clause: Clause | None) -> str:
    return clause.number if clause is not None else ""


def test_clauses_are_aligned_by_title_and_content_and_moves_are_told() -> None:
    found = {(numbers(pair.left), numbers(pair.right)): pair for pair in compared().clauses}
    assert {("4", "5"), ("4.1", "5.2"), ("4.2", "5.1"), ("5", "6"), ("", "4")} <= found.keys()
    assert found["", "4"].kind is PairKind.ONLY_RIGHT
    assert found["4.1", "5.2"].moved != found["4.2", "5.1"].moved, "one of the two changed its place"
    assert not found["5", "6"].moved, "its number changed, its place did not"


def test_a_clause_that_only_one_has_is_told_once_with_all_within_it() -> None:
    more = LEFT + "6 运输\n6.1 车辆\n运输车辆应清洁卫生。\n6.2 温度\n运输温度应记录在册。\n"
    only = [numbers(pair.left) for pair in compared(more).clauses if pair.kind is PairKind.ONLY_LEFT]
    assert [number for number in only if number.startswith("6")] == ["6"]


def test_content_that_went_into_another_clause_is_merged_and_the_other_way_split() -> None:
    one = "1 范围\n本文件规定了要求。\n2 要求\n2.1 外观\n产品表面应平整光滑，色泽应均匀一致，边角应无破损裂纹。\n"
    two = (
        "1 范围\n本文件规定了要求。\n2 要求\n2.1 外观\n产品表面应平整光滑，色泽应均匀一致。\n"
        "2.2 边角\n产品边角应无破损裂纹，表面平整光滑。\n"
    )
    kinds = {(numbers(pair.left), numbers(pair.right)): pair.kind for pair in compared(one, two).clauses}
    assert kinds["2.1", "2.1"] is PairKind.CHANGED
    assert kinds["2.1", "2.2"] is PairKind.SPLIT
    assert {pair.kind for pair in compared(two, one).clauses if numbers(pair.left) == "2.2"} == {PairKind.MERGED}


def test_terms_are_the_same_different_or_only_in_one() -> None:
    found = {row.name: row for row in compared().terms}
    assert {name: row.verdict for name, row in found.items()} == {"果片": "different", "碎片": "only_left"}
    assert [(run.change, run.text) for run in found["果片"].changes if run.change != "equal"] == [("insert", "去核后")]


def test_obligations_became_weaker_or_stronger() -> None:
    found = [(row.verdict, row.left.text, row.right.text) for row in compared().obligations]
    assert found == [
        ("weaker", "不宜粘连", "不应粘连"),
        ("stronger", "果片宜避光存放", "果片可避光存放"),
    ]


def test_indicators_have_verdicts_reasons_clauses_and_sentences() -> None:
    found = {row.characteristic: row for row in compared().indicators}
    verdicts = {name: row.verdict.value for name, row in found.items()}
    assert verdicts == {"水分": "stricter", "灰分含量": "stricter", "检验间隔": "stricter", "库温": "looser"}
    told = compared().to_json()["indicators"][0]
    assert (told["left"]["clause"], told["right"]["clause"]) == ("4.2", "5.1")
    assert told["left"]["sentence"].startswith("水分不应大于65%")
    assert told["reason"].chinese


def test_dead_references_are_told_by_the_catalogue() -> None:
    records = (
        record("DB37/T 99911-2025", "苹果干"),
        record("GB/T 99911-2024", "苹果干"),
        record("GB/T 8-2001", "包装标志", status=Status.ABOLISHED),
        record("GB/T 8-2020", "包装标志"),
        record("GB 9-2020", "污染物限量"),
    )
    texts = {"DB37/T 99911-2025": text_of(LEFT), "GB/T 99911-2024": text_of(RIGHT)}
    catalogue = Catalogue(in_memory(records), today=lambda: TODAY, find_text=texts.get)
    found = catalogue.compare(list(texts)).to_json(PageAddresses())
    assert found["references"]["common"] == ["GB/T 8"]
    assert found["references"]["dead"] == ["GB/T 8-2001"]
    assert found["references"]["only_here"] == {"DB37/T 99911-2025": ["GB 9"], "GB/T 99911-2024": ["GB 7"]}
    assert [(row["number"], row["kind"]) for row in found["checks"] if "指标" in row["text"].chinese] == [
        ("DB37/T 99911-2025", "below_recommended_national")
    ]
    assert found["clauses"]
    assert found["without_text"] == []


@pytest.mark.parametrize(
    ("nature", "kinds"), [("mandatory", ["stricter_than_national"]), ("recommended", ["below_recommended_national"])]
)
def test_beside_a_mandatory_standard_the_loosest_grades_count(nature: str, kinds: list[str]) -> None:
    """Of a mandatory standard all grades are allowed: only what lies below the loosest of them lies below it."""
    table = TableBlock((("项目", "一级", "二级"), ("水分/%", "≤5", "≤7")), Place(line=9))
    texts = {}
    for number, cells in (("DB37/T 1-2020", ("≤6", "≤7")), ("GB 2-2020", ("≤5", "≤8"))):
        lines = [TextBlock(line, Place(line=at)) for at, line in enumerate(("1 范围", "规定要求。", "2 要求"), 1)]
        head, (name, *_) = table.rows
        texts[number] = read_clauses([*lines, replace(table, rows=(head, (name, *cells)), caption="表1 要求")])
    records = (record("DB37/T 1-2020", "果干"), replace(record("GB 2-2020", "果干"), nature=nature))
    found = Catalogue(in_memory(records), today=lambda: TODAY, find_text=texts.get).compare(list(texts))
    assert [check.kind for check in found.checks[0] if "指标" in check.text.chinese] == kinds


def test_without_texts_records_are_compared_and_that_is_said() -> None:
    catalogue = Catalogue(in_memory((record("GB/T 1-2020", "甲"), record("GB/T 2-2020", "乙"))), today=lambda: TODAY)
    found = catalogue.compare(["GB/T 1-2020", "GB/T 2-2020"])
    assert found.texts is None
    assert "GB/T 1-2020" in found.missing_texts.chinese
    assert found.to_json(PageAddresses())["without_text"] == ["GB/T 1-2020", "GB/T 2-2020"]
    with pytest.raises(RequestError, match="没有 GB/T 2-2020 的文本"):
        catalogue.compare_texts(ComparedText("草案.txt", text_of(LEFT)), "GB/T 2-2020")


def test_a_text_without_clauses_is_refused_by_name() -> None:
    with pytest.raises(RequestError, match="“右”中没有识别出条款"):
        compared(LEFT, "扫描件第一页\n没有文字")


def test_the_same_text_twice_is_said_to_be_the_same() -> None:
    found = compared(LEFT, LEFT)
    assert found.alike
    assert {pair.kind for pair in found.clauses} == {PairKind.EQUAL}
    assert {row.verdict.value for row in found.indicators} == {"same"}
    assert found.obligations == ()


def test_an_upper_limit_is_no_lower_limit() -> None:
    changed = compared("1 要求\n水分应≥6 %。\n2 贮存\n阴凉处。", "1 要求\n水分应≤6 %。\n2 贮存\n阴凉处。")
    assert changed.clauses[0].kind is PairKind.CHANGED


WORDS = st.lists(
    st.sampled_from(
        ("水分", "灰分", "应", "宜", "不", "大于", "5.0", "6.5", "mm", "检验", "，", "。", "(", "（", "A", "b")
    ),
    max_size=20,
)


@given(WORDS, WORDS)
def test_a_redline_holds_both_wordings(left: Sequence[str], right: Sequence[str]) -> None:
    runs = compare_words("".join(left), "".join(right))
    assert "".join(run.text for run in runs if run.change != "insert") == "".join(left)
    new = "".join(run.text for run in runs if run.change != "delete")
    assert new.lower().translate(str.maketrans("（，", "(,")) == "".join(right).lower().translate(
        str.maketrans("（，", "(,")
    )


def test_long_wordings_are_compared_by_lines_first() -> None:
    lines = [f"第{at}行 水分不应大于{at} %。" for at in range(600)]
    changed = [*lines[:300], "新增的一行。", *lines[300:]]
    runs = compare_words("\n".join(lines), "\n".join(changed))
    assert [run.text.strip() for run in runs if run.change != "equal"] == ["新增的一行。"]


GOODS = ("面层", "基础", "标志", "外观", "坡度", "厚度", "包装", "运输")
SENTENCES = (
    "表面应平整光滑，不应有裂纹。",
    "水分不应大于65 %。",
    "水分不应大于60 %。",
    "样品宜在阴凉处存放。",
    "样品应在阴凉处存放。",
    "长度不应小于3 m。",
    "按规定的方法进行。",
)
CHAPTERS = st.lists(
    st.tuples(
        st.sampled_from(GOODS), st.lists(st.tuples(st.sampled_from(GOODS), st.sampled_from(SENTENCES)), max_size=4)
    ),
    min_size=1,
    max_size=4,
)


def made(chapters: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> StandardText:
    lines = []
    for at, (title, clauses) in enumerate(chapters, 1):
        lines.append(f"{at} {title}")
        for place, (name, sentence) in enumerate(clauses, 1):
            lines += [f"{at}.{place} {name}", sentence]
    return text_of("\n".join(lines))


def renumbered(text: StandardText) -> StandardText:
    def other(clause: Clause) -> Clause:
        number = f"Z.{clause.number}"
        return replace(clause, number=number, id=f"Z.{clause.id}", children=tuple(map(other, clause.children)))

    return replace(text, clauses=tuple(map(other, text.clauses)))


@given(CHAPTERS)
def test_a_text_beside_itself_is_all_equal(chapters: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
    text = made(chapters)
    pairs = align_clauses(text, text)
    assert [(pair.left, pair.right) for pair in pairs] == [(clause, clause) for clause in text.walk()]
    assert all(pair.kind is PairKind.EQUAL and not pair.moved for pair in pairs)


@given(CHAPTERS, CHAPTERS)
def test_renumbering_changes_nothing(
    left: Sequence[tuple[str, Sequence[tuple[str, str]]]], right: Sequence[tuple[str, Sequence[tuple[str, str]]]]
) -> None:
    one, other = made(left), made(right)
    before = [(pair.kind, numbers(pair.left), numbers(pair.right)) for pair in align_clauses(one, other)]
    after = [
        (pair.kind, numbers(pair.left), numbers(pair.right).removeprefix("Z."))
        for pair in align_clauses(one, renumbered(other))
    ]
    assert after == before


@given(CHAPTERS)
def test_swapping_the_sides_swaps_the_verdicts(chapters: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
    text = made([("范围", [("总则", "本文件规定了要求。")]), *chapters])
    stricter = replace(text, clauses=tuple(map(_stricter, text.clauses)))
    one = compare_texts(ComparedText("a", text), ComparedText("b", stricter))
    other = compare_texts(ComparedText("b", stricter), ComparedText("a", text))
    turned = {"stricter": "looser", "looser": "stricter", "only_left": "only_right", "only_right": "only_left"}
    mine = Counter(turned.get(row.verdict.value, row.verdict.value) for row in one.indicators)
    assert mine == Counter(row.verdict.value for row in other.indicators)
    weaker = Counter({"weaker": "stronger", "stronger": "weaker"}[row.verdict] for row in one.obligations)
    assert weaker == Counter(row.verdict for row in other.obligations)


def _stricter(clause: Clause) -> Clause:
    def changed(text: str) -> str:
        return text.replace("65 %", "55 %").replace("宜在", "应在")

    content = tuple(replace(one, text=changed(one.text)) for one in clause.paragraphs)
    requirements = tuple(replace(one, text=changed(one.text)) for one in clause.requirements)
    return replace(clause, content=content, requirements=requirements, children=tuple(map(_stricter, clause.children)))
