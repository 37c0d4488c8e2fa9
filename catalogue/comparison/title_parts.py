"""A title taken apart for comparison: the words that say what it is about, without those that only name its form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from catalogue.query import other_names
from indexer.analysis import fold, title_objects, words_apart
from standard.function import Function, function_of, title_segments, without_function_words
from standard.record import Record
from standard.tables import rows
from standard.word_classes import WordTable

_TITLE = WordTable("title_words")
#: how the title of the general part of a series ends
_GENERAL = ("总则", "框架", "概述")
#: what joins words and says nothing
_JOINING = frozenset("的之和与及或、,/()第:类用对于中其等")


@dataclass(frozen=True)
class TitleParts:
    """What a title is about, comparable with others."""

    #: in order, without forms (技术规程) and joining words; each word once
    words: tuple[str, ...]
    #: those of them that stand in the object, the others say what is done with it
    object_words: frozenset[str]
    #: names of the object -> how near (`indexer.analysis.title_objects`)
    objects: dict[str, float]
    function: Function
    #: whether it is the general part of a series, with no requirements of its own (总则)
    general: bool = False

    @property
    def head(self) -> str:
        """The last word of the object: what it is, where the words before only say which."""
        return next((word for word in reversed(self.words) if word in self.object_words), "")

    @property
    def aspects(self) -> tuple[str, ...]:
        """What is done with the object, or asked of it."""
        return tuple(word for word in self.words if word not in self.object_words)


def take_apart(record: Record) -> TitleParts:
    """The parts of a record's title."""
    function = function_of(record)
    words: dict[str, bool] = {}
    for segment in title_segments(record.title):
        folded = _in_one_wording(fold(segment))
        object_end = len(without_function_words(folded))
        at = 0
        for word in words_apart(folded):
            start = folded.index(word, at)
            at = start + len(word)
            core = _without_form(word)
            if core and core not in _JOINING and core not in _slight():
                words.setdefault(_one_name(core), start < object_end)
    own = frozenset(word for word, of_object in words.items() if of_object)
    general = record.title.rstrip().endswith(_GENERAL)
    return TitleParts(tuple(words), own, title_objects(record.title, function), function, general)


@lru_cache(maxsize=1 << 14)
def _without_form(word: str) -> str:
    """A word without the forms at its end: 管理 of 管理规范, nothing of 技术规程."""
    while word.endswith(_forms()):
        word = word.removesuffix(next(form for form in _forms() if word.endswith(form)))
    return word


@cache
def _forms() -> tuple[str, ...]:
    """Words that name a form, the longest first. Raises TableError."""
    return (*_TITLE.words("open"), *_TITLE.words("modifier"))


@lru_cache(maxsize=1 << 13)
def _in_one_wording(text: str) -> str:
    """A text with one of the names of each thing, the same for all its names: 饭店 for 酒店."""
    return min((text, *other_names(text)))


def _one_name(word: str) -> str:
    """The word that stands for all that mean the same activity: 防治 for 防控."""
    return _aspects().get(word, word)


@cache
def _slight() -> frozenset[str]:
    """Words that say how, not what: 主要, 综合. Raises TableError."""
    return frozenset(row["word"] for row in rows("aspects", "catalogue.comparison") if not row["same"])


@cache
def _aspects() -> dict[str, str]:
    """Word for an activity -> the word that stands for all that mean the same. Raises TableError."""
    return {row["word"]: row["same"] for row in rows("aspects", "catalogue.comparison") if row["same"]}
