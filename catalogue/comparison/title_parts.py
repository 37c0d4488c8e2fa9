"""A title taken apart for comparison: what it is about, what is done with that, and where.

A Chinese title says the object first, then the aspect, then the form: 苹果 枝干病害 | 防控 | 技术规范. From the end of
each element forms and aspects are taken off; what is left is the object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from catalogue.comparison.aspects import aspect_of, find_aspect_at_end, is_done
from catalogue.comparison.holding import find_kept, holds
from catalogue.comparison.places import take_out_areas
from catalogue.query import other_names
from indexer.analysis import borders, fold, title_objects, words_apart
from standard.function import Function, function_of, title_segments
from standard.record import Record
from standard.tables import rows
from standard.word_classes import WordTable

_TITLE = WordTable("title_words")
#: how the title of the general part of a series ends
_GENERAL = ("总则", "框架", "概述", "术语")
#: what joins words and says nothing
_JOINING = frozenset("的之和与及或、,，/()（）第:类用对于中其等·.")
#: words that say of an aspect only that it is done: 清洗作业
_WEAK = frozenset(("作业", "操作", "管理", "技术管理", "操作技术", "作业技术"))
#: words for aspects before which another one says what is done for whom: 保洁服务
_SERVING = ("服务",)
#: aspects that may stand before their object: 天敌防治蚜虫
_BEFORE_OBJECT = frozenset(("防治", "栽培"))
#: what stands between object, aspects and form, and what of that lists things side by side
_BETWEEN, _LISTING = frozenset("的之和与及或、,，/ "), frozenset("和与及或、,，/")
_LISTS = re.compile("[和与及或、,，/]+")
_NOTES = re.compile(r"[(（][^()（）]*[)）]")
#: how the element ends that names the way of testing: 液相色谱-串联质谱法
_WAY_BEHIND = re.compile(r"(.+(?:测定|检测|检验))(.{2,}(?<!方)法)")
_WAY = re.compile(r".{2,}(?<!方)法$")


@dataclass(frozen=True)
class TitleParts:
    """What a title is about, comparable with others."""

    #: the object, in order, each word once; of a title that only names an aspect (造林技术规程) that one
    object_words: tuple[str, ...]
    #: those of them that only stand in an element before the last one: the field, or the series of a part
    field_words: frozenset[str]
    #: what is done with it or asked of it: aspects of the table `aspects`
    aspects: tuple[str, ...]
    #: all of the title in one wording, without blanks: what is looked for in it need not be cut alike
    text: str
    #: the objects of its elements, in order
    object_texts: tuple[str, ...]
    #: how it is tested, where the title says it in an element of its own
    way: str
    #: parts of the country that it names
    areas: tuple[str, ...]
    function: Function
    #: as it was
    title: str
    #: whether it is the general part of a series, with no requirements of its own (总则)
    general: bool = False
    #: whether what is done is done as a service: 保洁服务
    served: bool = False
    #: the last words of the objects of a series and of its part, where the part only says of what: 防范系统要求 车站
    heads: tuple[str, ...] = ()

    @property
    def objects(self) -> dict[str, float]:
        """Names of the object -> how near each is (`indexer.analysis.title_objects`)."""
        return title_objects(self.title, self.function)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the object may be called in the trees: its words, and neighbours of them together: 茄 果类, 茄果类."""
        found: dict[str, None] = dict.fromkeys(self.object_words)
        for text in self.object_texts:
            words = _words(text)
            found.update(dict.fromkeys(filter(None, map(find_kept, words))))
            for size in (2, 3):
                runs = ("".join(words[at : at + size]) for at in range(len(words) - size + 1))
                found.update(dict.fromkeys(run for run in runs if run in text))
        return tuple(found)

    @cached_property
    def listed(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """What elements list side by side, each as its words: 植被覆盖, 开发利用."""
        pieces = (tuple(tuple(_words(piece)) for piece in _LISTS.split(text)) for text in self.object_texts)
        return tuple(listed for listed in pieces if len(listed) > 1)

    @cached_property
    def ends(self) -> frozenset[int]:
        """The places of `text` where words begin or end."""
        return borders(self.text)

    @property
    def head(self) -> str:
        """The last word of the object: what it is, where the words before only say which."""
        return self.object_words[-1] if self.object_words else ""


def take_apart(record: Record) -> TitleParts:
    """The parts of a record's title."""
    return _take_title_apart(record.title, function_of(record))


@lru_cache(maxsize=1 << 14)
def _take_title_apart(title: str, function: Function) -> TitleParts:
    segments = [_NOTES.sub("", fold(segment)) for segment in title_segments(title)]
    segments, way = _take_way_off(segments) if function is Function.TEST else (segments, "")
    elements, aspects, areas = _take_elements(segments)
    texts = [element.text for element in elements]
    if not any(map(_words, texts)):
        texts = [_without_form(segment) for segment in segments]
    words = dict.fromkeys(word for text in texts for word in _words(text))
    if not aspects:
        done = [word for word in words if aspect_of(word) in _BEFORE_OBJECT]
        aspects = tuple(aspect_of(word) for word in done[-1:])
    last = max((at for at, text in enumerate(texts) if _words(text)), default=0)
    fields = {word for element in elements[:last] if element.bare for word in _words(element.text)}
    main = {word for element in elements if not element.bare for word in _words(element.text)}
    return TitleParts(
        tuple(words),
        frozenset(fields - main - set(_words(texts[last]) if texts else ())),
        aspects,
        "".join(_in_one_wording(segment) for segment in segments),
        tuple(texts),
        way,
        areas,
        function,
        title,
        title.rstrip().endswith(_GENERAL),
        any(_is_served(segment) for segment in segments),
        tuple(_find_heads(elements, aspects)),
    )


def _take_way_off(segments: list[str]) -> tuple[list[str], str]:
    """The elements without how it is tested, and that, in an element of its own or behind the word for testing."""
    if len(segments) > 1 and _WAY.fullmatch(segments[-1]):
        return segments[:-1], segments[-1]
    match = _WAY_BEHIND.fullmatch(segments[-1]) if segments else None
    return ([*segments[:-1], match[1]], match[2]) if match else (segments, "")


@dataclass(frozen=True)
class _Element:
    """One element of a title."""

    #: the object in it
    text: str
    #: whether it names neither form nor aspect, as fields do: 水质, 农业机械
    bare: bool


def _take_elements(segments: list[str]) -> tuple[list[_Element], tuple[str, ...], tuple[str, ...]]:
    """The elements of a title; the aspects of the last one that has some; the parts of the country in all."""
    elements: list[_Element] = []
    aspects: tuple[str, ...] = ()
    areas: dict[str, None] = {}
    for segment in reversed(segments):
        text, found = _take_aspects_off(segment)
        whole = (
            found and not is_done((segment, found[0])) and segment != segments[-1] and _without_form(segment) != segment
        )
        if aspects and whole and elements and _without_form(segments[-1]) == segments[-1]:
            # what a series is of, each part is: 数据集规范 第3部分：老年保健管理
            aspects = found
            elements[-1] = replace(elements[-1], text=_in_one_wording(segments[-1]))
        elif aspects:
            text = _without_form(segment)
        aspects = aspects or found
        text, named = take_out_areas(text)
        areas.update(dict.fromkeys(named))
        elements.insert(0, _Element(_in_one_wording(text), _without_form(segment) == segment and not found))
    return elements, aspects, tuple(areas)


def _is_served(segment: str) -> bool:
    """Whether an element ends in an aspect that is done as a service: 保洁服务."""
    left = _without_form(segment)
    return left.endswith(_SERVING) and is_done(find_aspect_at_end(left.removesuffix("服务")))


def _find_heads(elements: list[_Element], aspects: tuple[str, ...]) -> Iterator[str]:
    """The last word of the last element with words; and of the one before, of whose form that says nothing."""
    named = [(element, words) for element in elements if (words := _words(element.text))]
    for element, words in named[-1:]:
        yield words[-1]
        for series, before in named[-2:-1]:
            names = (*words, element.text)
            if not aspects and element.bare and not series.bare and not any(holds(before[-1], name) for name in names):
                yield before[-1]


def is_slight(word: str) -> bool:
    """Whether a word says how something is done or how good it is, not what it is: 优质, 主要."""
    return word in _slight()


def is_form(word: str) -> bool:
    """Whether a word names a form or goes with one: 技术, 标准."""
    return word in _forms()


def is_general(word: str) -> bool:
    """Whether a word adds nothing to what stands before it in a wider title: 企业. Raises TableError."""
    return word in _general()


def is_technique(word: str) -> bool:
    """Whether a word says by which technique something is tested: 扩增, 色谱. Raises TableError."""
    return word in _techniques()


@lru_cache(maxsize=1 << 14)
def _take_aspects_off(segment: str) -> tuple[str, tuple[str, ...]]:
    """An element without the forms and aspects at its end, and the aspects, the last first.

    Only aspects that are listed side by side: 监测与评价; of 病虫害防治服务质量 the last one.
    """
    aspects: dict[str, None] = {}
    left, joined = segment, True
    while left:
        if left[-1] in _BETWEEN:
            joined = joined or left[-1] in _LISTING
            left = left[:-1]
        elif joined and (found := find_aspect_at_end(left)) is not None:
            word, aspect = found
            before = _without_form(left.removesuffix(word))
            if (word in _WEAK or word in _SERVING) and is_done(find_aspect_at_end(before)):
                left = before
                continue
            aspects[aspect] = None
            left, joined = left.removesuffix(word), False
        elif not aspects and (form := _form_at_end(left) or _slight_at_end(left)):
            left = left.removesuffix(form)
        else:
            break
    return left, tuple(aspects)


def _words(text: str) -> list[str]:
    """The words of an object that say something."""
    found = (word.strip() for word in words_apart(text))
    return [word for word in found if word and word not in _JOINING and not is_slight(word)]


@lru_cache(maxsize=1 << 14)
def _without_form(text: str) -> str:
    while form := _form_at_end(text):
        text = text.removesuffix(form)
    return text


def _form_at_end(text: str) -> str:
    return next((form for form in _forms() if text.endswith(form)), "")


def _slight_at_end(text: str) -> str:
    return next((word for word in _slight() if text.endswith(word)), "")


@cache
def _forms() -> tuple[str, ...]:
    """Words that name a form, the longest first. Raises TableError."""
    return (*_TITLE.words("open"), *_TITLE.words("modifier"))


@lru_cache(maxsize=1 << 13)
def _in_one_wording(text: str) -> str:
    """A text with one of the names of each thing, the same for all its names: 饭店 for 酒店."""
    return min((text, *other_names(text)))


@cache
def _slight() -> frozenset[str]:
    """Words that say how, not what. Raises TableError."""
    return frozenset(row["word"] for row in rows("slight_words", "catalogue.comparison"))


@cache
def _techniques() -> frozenset[str]:
    """Words that say by which technique something is tested. Raises TableError."""
    return frozenset(row["word"] for row in rows("techniques", "catalogue.comparison"))


@cache
def _general() -> frozenset[str]:
    """Words that add nothing to what stands before them. Raises TableError."""
    return frozenset(row["word"] for row in rows("general_words", "catalogue.comparison"))
