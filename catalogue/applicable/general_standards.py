"""The general standards of a wider object that hold for a product: in force here, of all that the object holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from catalogue.applicable.fields import owns_word
from catalogue.applicable.generality import (
    has_what_it_needs,
    is_about_special,
    is_general,
    is_guide,
    is_of_another_field,
    is_said_of,
    names_a_sister,
)
from catalogue.applicable.title_role import is_forensic
from catalogue.applicable.wider_words import WiderWord
from indexer.engines import Hit
from indexer.query import Node, Text
from standard.function import Finding, Function, without_function_words
from standard.home import is_at_home
from standard.publisher import Level
from standard.record import Record
from standard.status import Status

Filters = tuple[tuple[str, tuple[str, ...]], ...]
Search = Callable[[Node, int, Filters], tuple[Hit, ...]]
#: in force or coming, or nobody knows
LIVE = (Status.CURRENT, Status.CURRENT_PARTIAL, Status.UPCOMING, Status.UNKNOWN, Status.SUSPENDED)
#: most standards that name one wider object, and most of the binding ones where there are more
_MOST, _MOST_BINDING = 300, 100
#: general standards of what the product is a kind of, and of its whole field
_NEAR: Filters = (("status", LIVE),)
_FAR: Filters = (("status", LIVE), ("level", ("national", "industry")))
#: what binds all that is of a wider object, whatever it asks
_BINDING: Filters = (("status", LIVE), ("nature", ("mandatory",)), ("level", ("national",)))
#: what a standard that does not bind may ask of all of a field, if it does not call itself general
_OF_A_FIELD = (Function.PACKAGING, Function.TERMS)
#: what is asked otherwise of each kind, if it does not bind
_OF_A_KIND = (Function.PROCESS, Function.SAFETY)
#: levels of what holds everywhere
_EVERYWHERE = (Level.NATIONAL, Level.INDUSTRY, Level.REGULATION)


@dataclass(frozen=True)
class GeneralSearch:
    """Looks for the general standards of a product's wider objects."""

    search: Search
    find_function: Callable[[Record], Finding]
    #: by which the product is called
    names: tuple[str, ...]
    home: str

    def find(self, wider_words: Iterable[WiderWord]) -> Iterator[tuple[Hit, Finding, WiderWord]]:
        """The standards, each with the word that brought it."""
        words = list(wider_words)
        held = {wider.word for wider in words} | set(self.names)
        for wider in words:
            for hit in self._find_named(wider):
                finding = self.find_function(hit.record)
                title = hit.record.title
                if not has_what_it_needs(title, held) or is_of_another_field(title, wider.word, held):
                    continue
                if self._is_of_all(hit.record, finding, wider):
                    yield hit, finding, wider

    def _find_named(self, wider: WiderWord) -> Iterator[Hit]:
        """Standards that hold here and whose title has the word; where there are too many, those that bind besides."""
        tree = Text(wider.word, "title")
        hits = self.search(tree, _MOST, _NEAR if wider.near else _FAR)
        more = self.search(tree, _MOST_BINDING, _BINDING) if len(hits) == _MOST else ()
        for hit in {hit.record.number: hit for hit in (*hits, *more)}.values():
            if wider.word in hit.record.title and self._holds_here(hit.record):
                yield hit

    def _holds_here(self, record: Record) -> bool:
        """Whether a standard holds where it is asked for: not another province's, nor an association's."""
        return record.level in _EVERYWHERE or is_at_home(record.region, self.home)

    def _is_of_all(self, record: Record, finding: Finding, wider: WiderWord) -> bool:
        """Whether a standard asks something of all that a wider object holds, and so of the product."""
        function, binding = finding.function, record.nature == "mandatory" and record.level is Level.NATIONAL
        if owns_word(wider.word, whole=True) or (not binding and owns_word(wider.word)):
            return False
        safety_of_all = function is Function.SAFETY and _is_all_said(record.title, wider.word)
        if function in _OF_A_KIND and record.nature != "mandatory" and not safety_of_all:
            return False  # how a wider object is made and kept safe is rarely said of all that it holds
        if finding.sign == "number" or (function is Function.TEST and not wider.near):
            return False  # how one instrument is verified; how something is measured in all of a field
        if is_forensic(record.title):
            return False
        if not binding and is_about_special(record.title, self.names):
            return False
        if function is Function.TEST and names_a_sister(record.title, wider.word, self.names):
            return False
        if not (wider.near or binding or function in _OF_A_FIELD or is_guide(record.title)):
            return False
        if not is_general(record.title, wider.word, function, near=wider.near, binding=binding):
            return False
        binds_all = record.nature == "mandatory" and not (function is Function.TEST and owns_word(wider.word))
        return binds_all or is_said_of(record.abstract, [wider.word], self.names)


def _is_all_said(title: str, word: str) -> bool:
    """Whether a title has no more than a wider object and what is asked: 床上用品 安全技术规范."""
    return title.startswith(word) and not without_function_words(title.removeprefix(word).strip())
