"""A title taken apart for comparison: what it is about, what is done with that, and where.

A Chinese title says the object first, then the aspect, then the form: 苹果 枝干病害 | 防控 | 技术规范. From the end of
each element forms and aspects are taken off; what is left is the object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from catalogue.comparison.aspects import find_aspect_at_end, is_done
from catalogue.comparison.places import take_out_areas
from catalogue.query import other_names
from indexer.analysis import fold, title_objects, words_apart
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
#: what stands between object, aspects and form, and what of that lists things side by side
_BETWEEN, _LISTING = frozenset("的之和与及或、,，/ "), frozenset("和与及或、,，/")
_NOTES = re.compile(r"[(（][^()（）]*[)）]")
#: how the element ends that names the way of testing: 液相色谱-串联质谱法
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
    #: how it is tested, where the title says it in an element of its own
    way: str
    #: parts of the country that it names
    areas: tuple[str, ...]
    function: Function
    #: as it was
    title: str
    #: whether it is the general part of a series, with no requirements of its own (总则)
    general: bool = False

    @property
    def objects(self) -> dict[str, float]:
        """Names of the object -> how near each is (`indexer.analysis.title_objects`)."""
        return title_objects(self.title, self.function)

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
    way = segments.pop() if len(segments) > 1 and function is Function.TEST and _WAY.fullmatch(segments[-1]) else ""
    elements, aspects, areas = _take_elements(segments)
    texts = [element.text for element in elements]
    if not any(map(_words, texts)):
        texts = [_without_form(segment) for segment in segments]
    words = dict.fromkeys(word for text in texts for word in _words(text))
    fields = {word for element in elements[:-1] if element.bare for word in _words(element.text)}
    main = {word for element in elements if not element.bare for word in _words(element.text)}
    return TitleParts(
        tuple(words),
        frozenset(fields - main - set(_words(texts[-1]) if texts else ())),
        aspects,
        "".join(_in_one_wording(segment) for segment in segments),
        way,
        areas,
        function,
        title,
        title.rstrip().endswith(_GENERAL),
    )


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
        if aspects:
            text = _without_form(segment)
        aspects = aspects or found
        text, named = take_out_areas(text)
        areas.update(dict.fromkeys(named))
        elements.insert(0, _Element(_in_one_wording(text), _without_form(segment) == segment and not found))
    return elements, aspects, tuple(areas)


def is_slight(word: str) -> bool:
    """Whether a word says how something is done or how good it is, not what it is: 优质, 主要."""
    return word in _slight()


def is_form(word: str) -> bool:
    """Whether a word names a form or goes with one: 技术, 标准."""
    return word in _forms()


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
            if word in _WEAK and is_done(find_aspect_at_end(left.removesuffix(word))):
                left = left.removesuffix(word)
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
