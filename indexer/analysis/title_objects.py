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
from itertools import accumulate

from indexer.analysis.text_folding import compact_folded, fold
from indexer.analysis.word_cutting import words_apart
from standard.function import Function, title_segments, without_function_words
from standard.products import SHORTEST, is_another, names_of_goods, names_of_products

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
_JOINING = frozenset("、和及与或,/")
#: what does not begin a name
_BETWEEN = frozenset("、和及与或,/用的中之")


def title_objects(title: str, function: Function) -> dict[str, float]:
    """The names under which the object of a title may be asked for, compacted -> how near each is to the object.

    >>> title_objects("鲜苹果", Function.PRODUCT)
    {'鲜苹果': 1.0, '苹果': 0.75}
    """
    elements = list(_elements(title))
    if not elements:
        return {}
    last = len(elements) - 1
    if function is Function.TEST and last and elements[last].endswith("法"):
        last -= 1  # how it is tested: `氟化物的测定 离子选择电极法`
    names = _names(elements[last], function)
    if len(elements) == 1:
        return names
    nearness: dict[str, float] = {}
    for element in (*elements[:last], *elements[last + 1 :]):
        nearness.update(_fields(element))
    nearness.update(names)  # none of which is farther than a field
    return nearness


def _elements(title: str) -> Iterator[str]:
    """The elements of a title that name things, folded and without notes.

    What says of which series the standard is names none.
    """
    for element in title_segments(title):
        if not element.endswith("国家标准"):
            folded = fold(element)
            if "(" in folded:
                folded = _NOTES.sub("", folded)
            if _strip_function(folded):
                yield folded


@lru_cache(maxsize=1 << 13)
def _fields(element: str) -> dict[str, float]:
    """The names of the field that an element opens a title with."""
    return {name: FIELD for name, near in _names(element, Function.PRODUCT).items() if near >= KIND}


@lru_cache(maxsize=1 << 13)
def _names(element: str, function: Function) -> dict[str, float]:
    """The names of the object of one element, with how near they are; many titles share elements."""
    starts, ends = _find_words(element)
    object_end, products = len(_strip_function(element)), names_of_products()
    starts = [start for start in starts if start < object_end and element[start] not in _BETWEEN]
    joined = not _JOINING.isdisjoint(element)
    found: dict[str, float] = {}
    for end, near in _judge_ends(element, ends, object_end, function):
        first, last = end - LONGEST_SUBJECT, end - (near == TREATED)  # of one character only the object itself
        names = [element[start:end] for start in starts if first <= start < last]
        names = [name for name in names if name not in products or not _is_another(element, end - len(name), end)]
        judged = dict.fromkeys(names, KIND if near == ITSELF else near)
        if near == ITSELF:
            judged.update((name, _judge_before(element, end - len(name))) for name in (names if joined else names[:1]))
        _keep_nearest(found, judged)
    return found if element.isalnum() else _compact_names(found)


def _keep_nearest(found: dict[str, float], judged: dict[str, float]) -> None:
    """Add names to others, each as near as it was ever found."""
    if found.keys().isdisjoint(judged):
        found.update(judged)
        return
    for name, near in judged.items():
        found[name] = max(near, found.get(name, 0))


def _compact_names(names: dict[str, float]) -> dict[str, float]:
    """The same names compacted; several may become one."""
    found: dict[str, float] = {}
    for name, near in names.items():
        _keep_nearest(found, {compact_folded(name): near})
    return found


def _find_words(element: str) -> tuple[list[int], list[int]]:
    """Where the words of an element begin and end."""
    words = words_apart(element)[:LONGEST_ELEMENT]
    ends = list(accumulate(map(len, words)))
    if ends and ends[-1] == len(element):  # nothing between them
        return [0, *ends[:-1]], ends
    starts, ends, at = [], [], 0
    for word in words:
        starts.append(element.index(word, at))
        at = starts[-1] + len(word)
        ends.append(at)
    return starts, ends


def _judge_ends(element: str, ends: list[int], object_end: int, function: Function) -> list[tuple[int, float]]:
    """Where a name of the object may end, and how near it is then, by what follows.

    The words of the function begin at `object_end`; a name may hold some of them: 食品添加剂 of 食品添加剂使用标准.
    """
    treated = function is not Function.PRODUCT
    thing = _find_thing(element[:object_end]) if treated else -1
    judged = []
    for end in ends:
        if end >= object_end:
            if end == object_end or not _strip_function(element[end:]):
                judged.append((end, ITSELF))
        elif element[end] in _JOINING:
            judged.append((end, AMONG))
        elif treated and element[end] != "用" and not _is_before_thing(element, end, object_end, thing):
            judged.append((end, TREATED))
    return judged


def _is_before_thing(element: str, end: int, object_end: int, thing: int) -> bool:
    """Whether what follows a name is a thing, with its last character or not, or begins with one."""
    if end - 1 <= thing and element[end - 1 : object_end] not in _SAME:
        return True
    left = element[end:object_end]
    return (end <= thing and left not in _SAME) or _begins_with_thing(left)


def _find_thing(text: str) -> int:
    """The last place from where on a text ends in a thing of its own; -1 where there is none.

    播种机 of 玉米播种机, not what is done: 机械化收获.
    """
    if text[-1] in _thing_endings():
        return len(text)
    products = names_of_products()
    return next((at for at in range(len(text) - SHORTEST, -1, -1) if text[at:] in products), -1)


@lru_cache(maxsize=1 << 13)
def _begins_with_thing(text: str) -> bool:
    """Whether the first word of a text is or ends in a thing."""
    return any(word not in _SAME and _find_thing(word) >= 0 for word in words_apart(text)[:1])


def _judge_before(element: str, start: int) -> float:
    """How near a name that ends as the object does is to it by what stands before it."""
    if not start:
        return ITSELF
    return AMONG if element[start - 1] in _JOINING else KIND


def _is_another(element: str, start: int, end: int) -> bool:
    """Whether the words before the name of a product make another of it: 聚丙烯 is no 丙烯."""
    if not start:
        return False
    name = element[start:end]
    return is_another(element[start - 1 : end], name) or (start > 1 and is_another(element[start - 2 : end], name))


_strip_function = lru_cache(maxsize=1 << 14)(without_function_words)


@cache
def _thing_endings() -> frozenset[str]:
    """The last characters of many goods in both trees, but of few services: 机, 器, 板, not 计 of 设计."""
    goods = Counter(name[-1] for name in names_of_goods())
    services = Counter(name[-1] for name in names_of_goods(services=True))
    return frozenset(
        ending for ending, count in goods.items() if count >= _MANY_GOODS and services[ending] * _FEW_SERVICES < count
    )
