"""What a title is about: the names under which its object may be asked for."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import LONGEST_SUBJECT, compact, title_objects
from indexer.analysis.title_objects import AMONG, FIELD, ITSELF, KIND, TREATED
from standard.function import Function, function_of, title_segments
from standard.record import Record


@pytest.mark.parametrize(
    ("title", "function", "name", "near"),
    [
        ("葡萄", Function.PRODUCT, "葡萄", ITSELF),
        ("鲜食葡萄", Function.PRODUCT, "葡萄", KIND),
        ("葡萄栽培技术规程", Function.PROCESS, "葡萄", ITSELF),
        ("葡萄机械化采收技术规程", Function.PROCESS, "葡萄", TREATED),
        ("葡萄、草莓包装规范", Function.PACKAGING, "葡萄", AMONG),
        ("葡萄、草莓包装规范", Function.PACKAGING, "草莓", AMONG),
        ("农产品贮藏技术规程 第3部分：葡萄", Function.PROCESS, "葡萄", ITSELF),
        ("缝纫机 机头", Function.PRODUCT, "缝纫机", FIELD),
        ("缝纫机 术语", Function.TERMS, "缝纫机", ITSELF),
        ("水质 硒的测定 原子荧光法", Function.TEST, "硒", ITSELF),
        ("食品安全国家标准 食品添加剂使用标准", Function.SAFETY, "食品添加剂", ITSELF),
        ("谷氨酸钠(味精)", Function.PRODUCT, "谷氨酸钠", ITSELF),
    ],
)
def test_what_a_title_is_about(title: str, function: Function, name: str, near: float) -> None:
    assert title_objects(title, function)[name] == near


@pytest.mark.parametrize(
    ("title", "function", "name"),
    [
        ("葡萄酒", Function.PRODUCT, "葡萄"),
        ("葡萄育果纸袋", Function.PRODUCT, "葡萄"),
        ("葡萄埋藤机", Function.PRODUCT, "葡萄"),
        ("葡萄埋藤机 作业质量", Function.PROCESS, "葡萄"),
        ("锅炉用钢板检验规程", Function.TEST, "锅炉"),
        ("聚丙烯", Function.PRODUCT, "丙烯"),
        ("温室气体手工监测技术规范", Function.TEST, "温室"),
        ("食品安全国家标准 乳酸", Function.SAFETY, "食品安全"),
    ],
)
def test_what_it_is_not_about(title: str, function: Function, name: str) -> None:
    assert name not in title_objects(title, function)


@pytest.mark.parametrize("title", ["", " ", "第1部分", "技术规程", "——", "(试行)", "食品安全国家标准"])
def test_titles_without_an_object(title: str) -> None:
    assert title_objects(title, Function.PROCESS) == {}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often the costly steps are done, from an empty memory on: cutting, telling products apart, parting titles."""
    module, counts = sys.modules["indexer.analysis.title_objects"], Counter[str]()

    def count(name: str, step: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object) -> object:
            counts[name] += 1
            return step(*arguments)

        return counted

    for name in ("words_apart", "is_another", "without_function_words"):
        monkeypatch.setattr(module, name, count(name, getattr(module, name)))
    monkeypatch.setattr(module, "_strip_function", module.without_function_words)
    for remembered in (module._names, module._fields, module._begins_with_thing, title_segments):
        remembered.cache_clear()
    yield counts
    for remembered in (module._names, module._fields, module._begins_with_thing):
        remembered.cache_clear()


def test_an_element_that_titles_share_is_cut_once(calls: Counter[str]) -> None:
    for part in range(1, 30):
        title_objects(f"缝纫机 第{part}部分：机头", Function.PRODUCT)
    assert calls["words_apart"] == len(["缝纫机", "机头"])


def test_what_follows_is_cut_only_where_its_end_names_no_thing(calls: Counter[str]) -> None:
    title_objects("葡萄埋藤机作业质量", Function.PROCESS)
    title_objects("玉米精量播种机质量评价技术规范", Function.PROCESS)
    assert calls["words_apart"] == 2  # each title


def test_only_names_of_products_are_told_apart_from_longer_ones(calls: Counter[str]) -> None:
    title_objects("高密度耐热改性聚丙烯", Function.PRODUCT)
    assert 0 < calls["is_another"] <= 2


def test_a_title_is_parted_once_for_its_function_and_its_objects(calls: Counter[str]) -> None:
    record = Record(number="GB/T 99001-2020", title="葡萄栽培技术规程")
    title_objects(record.title, function_of(record))
    assert title_segments.cache_info().misses == 1
    assert calls["without_function_words"] <= 4


@given(
    st.lists(
        st.sampled_from(["葡萄", "酒", "用", "、", "机械化", "技术规程", "的测定", " ", "(甲)", "GB 1", "ABC", "X"])
    ),
    st.sampled_from(list(Function)),
)
def test_names_are_in_the_title_and_near_in_bounds(pieces: list[str], function: Function) -> None:
    title = "".join(pieces)
    for name, near in title_objects(title, function).items():
        assert 0 < near <= 1
        assert 0 < len(name) <= LONGEST_SUBJECT
        assert name == compact(name)
        assert set(name) <= set(compact(title))
