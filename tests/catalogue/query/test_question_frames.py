"""Questions as whole sentences are read down to their subject; titles are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue import Catalogue, Search
from catalogue.query.lexer import Lexer
from catalogue.query.question_frames import read_sentence, says_nothing
from catalogue.query.reading import read_query
from indexer.engines import in_memory
from indexer.query import And, Pieces, Text
from tests.indexer.engines.catalogues import record


def pieces(text: str) -> tuple[str, ...]:
    """The words that a query looks for, without the standards that are asked for."""
    tree = read_query(text).tree
    free = tree.parts[0] if isinstance(tree, And) else tree
    assert isinstance(free, Pieces)
    return tuple(one.text for one in free.pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我公司生产蒜片需要执行什么标准", "蒜片"),
        ("我们公司生产的轮胎应该符合哪些国家标准", "轮胎"),
        ("我厂做塑料袋执行哪个标准", "塑料袋"),
        ("我厂做塑料袋，执行哪个标准？", "塑料袋"),
        ("我想开民宿有什么标准", "民宿"),
        ("我想查一下大蒜的国家标准", "大蒜"),
        ("请问我公司需要销售大米，有什么标准", "大米"),
        ("我们是一家生产轮胎的企业，执行什么标准", "轮胎"),
        ("办一家养老院要符合哪些标准", "养老院"),
        ("开个饭店需要办什么手续", "饭店"),
        ("生产儿童玩具需要做哪些检测", "儿童玩具"),
        ("出口花生要符合哪些国家标准", "花生"),
        ("养老院要满足什么要求", "养老院"),
        ("企业生产酱油要执行什么标准", "酱油"),
        ("我要办厂生产豆腐，需要符合什么标准", "豆腐"),
        ("大蒜需要检测哪些项目", "大蒜"),
        ("有没有大蒜标准", "大蒜"),
        ("轮胎按什么标准", "轮胎"),
        ("电梯怎么办", "电梯"),
        ("我国家具标准有哪些", "家具"),
        ("食品标签应该怎么标注", "食品标签 标注"),
        ("如何鉴别大米", "鉴别大米"),
        # words that only look like the opening of a sentence
        ("我公司生产线执行什么标准", "生产线"),
        ("我想办公家具标准", "办公家具"),
        ("生产线需要符合哪些标准", "生产线"),
        ("加工中心应该执行哪些标准", "加工中心"),
        ("开关标准有哪些", "开关"),
    ],
)
def test_a_sentence_is_about_its_subject(text: str, expected: str) -> None:
    assert " ".join(pieces(text)) == expected


def test_what_is_to_be_done_may_be_held() -> None:
    assert read_query("儿童玩具需要做哪些检测").tree == Pieces((Text("儿童玩具", also=("儿童玩具检测",)),))


@pytest.mark.parametrize(
    "title",
    [
        "生产过程质量控制 生产模式和系统框架",
        "办公家具 木制柜、架",
        "开关设备和控制设备",
        "企业生产力评价规范",
        "企业生产经营规范",
        "出口花生检验规程",
        "销售代理服务规范",
        "学生公寓一家一床要求",
        "需求响应 用户的要求",
        "需要执行什么标准",
        "我公司需要执行什么标准",
        "",
    ],
)
def test_titles_and_empty_questions_stay_whole(title: str) -> None:
    assert "filler" not in [token.kind for token in read_query(title).tokens]


def test_places_are_those_of_the_text() -> None:
    text = " 请问我们公司生产的轮胎， 应该符合哪些国家标准呢"
    tokens = read_sentence(Lexer(text).tokens())
    assert all(text[slice(*token.span)] == token.text for token in tokens)
    assert [token.kind for token in tokens] == ["filler", "piece", "filler", "piece", "filler"]


def test_hints_offer_no_words_that_say_nothing() -> None:
    records = (
        record("T/XA 1-2020", "一家人和哪些标准"),
        record("T/XA 2-2020", "养老院"),
        record("T/XA 3-2020", "洋葱"),
    )
    catalogue = Catalogue(in_memory(records), today=lambda: date(2026, 1, 1))
    for text in ("养老院 一家 哪些标准", "火星 哪些标准", "我公司生产火星需要执行什么标准", "火星应该怎么养老院"):
        for hint in catalogue.search(Search(text)).hints:
            assert not hint.query or not says_nothing(hint.query)
    offered = catalogue.search(Search("我公司生产洋葱养老院需要执行什么标准")).hints
    assert [hint.query for hint in offered if hint.kind == "never_together"] == ["洋葱 标准"]
