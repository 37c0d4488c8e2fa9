"""What was recognised in a query, and the query without it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue import Catalogue, Search
from catalogue.query.editing import rewritten, without
from catalogue.query.reading import read_query
from indexer.engines import in_memory
from tests.indexer.engines.catalogues import DAY, FIXED
from webapp.addresses import PageAddresses


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(FIXED), today=lambda: DAY)


def test_every_recognised_part_and_filter_is_a_chip(catalogue: Catalogue) -> None:
    search = Search('大蒜 gbt1.1 状态:现行 -物流 "生产技术" DB37/T hydro*', filters=(("level", ("local",)),), offset=10)
    found = catalogue.search(search).chips
    assert [(chip.kind, chip.name.chinese, chip.text.chinese) for chip in found] == [
        ("number", "标准号", "GB/T 1.1"),
        ("field", "状态", "现行"),
        ("not", "排除", "物流"),
        ("phrase", "原样", "生产技术"),
        ("publisher", "代号", "DB37/T"),
        ("prefix", "开头", "hydro"),
        ("filter", "层级", "地方标准"),
    ]
    assert found[1].text.english == "In force"
    assert found[1].without.text == '大蒜 gbt1.1 -物流 "生产技术" DB37/T hydro*'
    assert found[2].without.text == '大蒜 gbt1.1 状态:现行 "生产技术" DB37/T hydro*'
    assert (found[6].without.filters, found[6].without.offset) == ((), 0)
    assert found[0].to_json(PageAddresses())["query"] == found[0].without.text


def test_words_alone_are_no_chips(catalogue: Catalogue) -> None:
    assert catalogue.search(Search("大蒜 生产技术")).chips == ()
    assert [chip.text.chinese for chip in catalogue.search(Search("DB37/2672")).chips] == ["DB37 2672"]


@pytest.mark.parametrize(
    ("text", "part", "left"),
    [
        ("大蒜 or 洋葱", "洋葱", "大蒜"),
        ("大蒜 or 洋葱", "大蒜", "洋葱"),
        ("甲 or 大蒜 or 洋葱", "大蒜", "甲 or 洋葱"),
        ("(大蒜 or 洋葱) 贮藏", "大蒜", "(洋葱) 贮藏"),
        ("(大蒜) 贮藏", "大蒜", "贮藏"),
        ("大蒜 AND 洋葱", "洋葱", "大蒜"),
        ("大蒜 -(洋葱 贮藏)", "-(洋葱 贮藏)", "大蒜"),
        ("大蒜 NOT 洋葱", "洋葱", "大蒜"),
        ("大蒜，洋葱、贮藏", "洋葱", "大蒜 贮藏"),
        ("大蒜 状态:现行 洋葱", "状态:现行", "大蒜 洋葱"),
        ("大蒜", "大蒜", ""),
    ],
)
def test_nothing_is_left_hanging(text: str, part: str, left: str) -> None:
    start = text.index(part)
    assert without(read_query(text), (start, start + len(part))) == left


def test_parts_are_put_otherwise() -> None:
    assert rewritten(read_query("大蒜 火星 -物流"), {(3, 5): "洋葱"}) == "大蒜 洋葱 -物流"


@given(st.text(alphabet='大蒜标准号状态题名现行:：()（）"“”-－ *.GBT/1029orANDNOT|', max_size=40))
@example('0标准""')
def test_a_query_without_a_part_is_a_query_with_fewer(text: str) -> None:
    reading = read_query(text)
    for part in reading.parts:
        left = without(reading, part.span)
        assert len("".join(left.split())) < len("".join(text.split()))
