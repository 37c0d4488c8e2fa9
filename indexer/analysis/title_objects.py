"""What a title is about: 苹果 of 鲜苹果 and of 苹果贮藏技术规程, but not of 苹果脯.

A Chinese noun phrase ends with its head: what stands before a name makes it a kind of it, what stands behind makes it
something else, unless it is what is done with it. The elements of a title and the words that name its function are
those of `standard.function`; all names that a title gives its object are found at once, so that they can be indexed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from indexer.analysis.text_folding import compact_folded, fold
from indexer.analysis.word_cutting import words_apart
from standard.function import Function, title_segments, without_function_words
from standard.products import find_last_product, is_another, is_product, names_of_goods

#: how near a name is to the object of a title, the nearest first: the object itself, a kind of it or what is done with
#: it, it among others, the field that the title opens with
ITSELF, KIND, TREATED, AMONG, FIELD = 1.0, 0.75, 0.7, 0.5, 0.25
#: most characters of a name; what is longer is a title
LONGEST_SUBJECT = 10
#: most words of an element
LONGEST_ELEMENT = 16
#: an ending of so many goods names things, where it is that of one service in so many goods at most
_MANY_GOODS, _FEW_SERVICES = 20, 10
#: what says nothing more of what it follows
_SAME = ("产品", "制品")
_NOTES = re.compile(r"\([^()]*\)")
_JOINING = tuple("、和及与或,/")
#: what does not begin a name
_BETWEEN = frozenset("、和及与或,/用的中之")


def title_objects(title: str, function: Function) -> dict[str, float]:
    """The names under which the object of a title may be asked for, compacted -> how near each is to the object.

    >>> title_objects("鲜苹果", Function.PRODUCT)
    {'鲜苹果': 1.0, '苹果': 0.75}
    """
    elements = [element for element in _elements(title) if _strip_function(element)]
    last = len(elements) - 1
    if function is Function.TEST and last > 0 and elements[last].endswith("法"):
        last -= 1  # how it is tested: `氟化物的测定 离子选择电极法`
    nearness: dict[str, float] = {}
    for place, element in enumerate(elements):
        for name, near in _names(element, function) if place == last else _fields(element):
            if near > nearness.get(name, 0):
                nearness[name] = near
    return nearness


def _elements(title: str) -> Iterator[str]:
    """The elements of a title, folded and without notes, but for what says of which series the standard is."""
    for element in title_segments(title):
        if not element.endswith("国家标准"):
            yield _NOTES.sub("", fold(element))


@lru_cache(maxsize=1 << 13)
def _fields(element: str) -> tuple[tuple[str, float], ...]:
    """The names of the field that an element opens a title with."""
    return tuple((name, FIELD) for name, near in _names(element, Function.PRODUCT) if near >= KIND)


@lru_cache(maxsize=1 << 13)
def _names(element: str, function: Function) -> tuple[tuple[str, float], ...]:
    """The names of the object of one element, with how near they are; many titles share elements."""
    places = _find_words(element)
    object_end = len(_strip_function(element))
    behind = [_judge_behind(element, end, object_end, function) for _, end in places]
    found = []
    for first, (start, _) in enumerate(places):
        if start >= object_end or element[start] in _BETWEEN:
            continue
        for (_, end), near in zip(places[first:], behind[first:], strict=True):
            if end - start > LONGEST_SUBJECT:
                break
            if near and (near != TREATED or end - start > 1) and not _is_another(element, start, end):
                found.append((compact_folded(element[start:end]), _judge_before(element[:start], near)))
    return tuple(found)


def _find_words(element: str) -> list[tuple[int, int]]:
    """Where the words of an element stand."""
    places, at = [], 0
    for word in words_apart(element)[:LONGEST_ELEMENT]:
        start = element.index(word, at)
        at = start + len(word)
        places.append((start, at))
    return places


def _judge_behind(element: str, end: int, object_end: int, function: Function) -> float:
    """How near a name that ends there is to the object, by what follows; 0 where that makes something else of it.

    The words of the function begin at `object_end`; a name may hold some of them: 食品添加剂 of 食品添加剂使用标准.
    """
    if end >= object_end:
        return 0 if end > object_end and _strip_function(element[end:]) else ITSELF
    if element[end] in _JOINING:
        return AMONG
    if function is Function.PRODUCT or element[end] == "用":
        return 0
    left = element[end:object_end]
    return 0 if any(map(_is_thing, (left, element[end - 1] + left, *words_apart(left)[:1]))) else TREATED


def _judge_before(before: str, near: float) -> float:
    """How near a name is by what stands before it, too."""
    if near != ITSELF or not before:
        return near
    return AMONG if before.endswith(_JOINING) else KIND


def _is_another(element: str, start: int, end: int) -> bool:
    """Whether the words before a name make another product of it: 聚丙烯 is no 丙烯."""
    name = element[start:end]
    return (
        start > 0
        and is_product(name)
        and any(is_another(element[at:end], name) for at in range(max(start - 2, 0), start))
    )


_strip_function = lru_cache(maxsize=1 << 14)(without_function_words)


@lru_cache(maxsize=1 << 13)
def _is_thing(text: str) -> bool:
    """Whether a text ends in a thing of its own, not in what is done: 播种机, not 机械化收获."""
    if text in _SAME:
        return False
    return is_product(text) or bool(find_last_product(text)) or text[-1] in _thing_endings()


@cache
def _thing_endings() -> frozenset[str]:
    """The last characters of many goods in both trees, but of few services: 机, 器, 板, not 计 of 设计."""
    goods = Counter(name[-1] for name in names_of_goods())
    services = Counter(name[-1] for name in names_of_goods(services=True))
    return frozenset(
        ending for ending, count in goods.items() if count >= _MANY_GOODS and services[ending] * _FEW_SERVICES < count
    )
