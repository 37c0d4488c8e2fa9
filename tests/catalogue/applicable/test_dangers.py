"""Which chemicals are dangerous goods, by their names, and what is said of their kind of danger."""

from __future__ import annotations

import pytest

from catalogue import Catalogue
from catalogue.applicable.dangers import find_dangers, list_danger_words
from indexer.engines import in_memory
from standard.products import find_steps
from tests.indexer.engines.catalogues import DAY, record

RECORDS = (
    record("GB 1-2020", "危险货物品名表", nature="mandatory"),
    record("GB 2-2020", "化学品分类和标签规范 第7部分：易燃液体", nature="mandatory"),
    record("GB 3-2020", "化学品分类和标签规范 第14部分：氧化性固体", nature="mandatory"),
    record("GB 15258-2009", "化学品安全标签编写规定", nature="mandatory"),
    record("GB 5-2020", "危险化学品重大危险源安全监控技术规范", nature="mandatory"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def numbers(catalogue: Catalogue, product: str) -> set[str]:
    return {row.hit.record.number for group in catalogue.applicable(product).groups for row in group.rows}


@pytest.mark.parametrize(
    ("name", "dangers"),
    [
        ("环己酮", ("易燃液体",)),
        ("乙酸异丁酯", ("易燃液体",)),
        ("硝酸钾", ("氧化性固体",)),
        ("液氮", ("加压气体",)),
        ("竹炭", ("自热物质",)),
        ("薰衣草精油", ("易燃液体",)),
        ("气体打火机", ("危险物品",)),
        ("脂肪酸甲酯", ()),
        ("聚丁酯", ()),
        ("氯化钠", ()),
    ],
)
def test_a_name_tells_the_danger(name: str, dangers: tuple[str, ...]) -> None:
    assert find_dangers(name) == dangers


def test_a_danger_counts_where_the_trees_have_chemicals() -> None:
    assert ("易燃液体", True) in [(word, near) for word, near, _ in list_danger_words(["丙酮"], find_steps("丙酮"))]
    assert list_danger_words(["丙酮"], find_steps("枕套")) == []
    assert list_danger_words(["碳酸钙"], find_steps("碳酸钙")) == []


def test_rules_on_dangerous_goods_are_for_what_is_dangerous(catalogue: Catalogue) -> None:
    assert numbers(catalogue, "丙酮") == {"GB 1-2020", "GB 2-2020", "GB 15258-2009"}
    assert numbers(catalogue, "碳酸钙") == set()


@pytest.mark.parametrize("product", ["锂离子蓄电池", "氦气", "火柴", "液化天然气"])
def test_gases_and_articles_may_be_dangerous_goods(catalogue: Catalogue, product: str) -> None:
    assert "GB 1-2020" in numbers(catalogue, product)


def test_other_articles_beside_them_are_none(catalogue: Catalogue) -> None:
    assert "GB 1-2020" not in numbers(catalogue, "太阳能电池")
