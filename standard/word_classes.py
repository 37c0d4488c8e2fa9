"""Classes of words that rules speak of: "a word that names a thing" instead of 机, 器, 设备.

A table of words has the columns `word`, `class` and `source`; a word may be of several classes. So the lists grow as
data, and what stands in the code are rules. docs/data-formats.md says what a source may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from standard.tables import TableError, rows

#: `<<class>>`, `<<after class>>`, `<<not after class>>`
_PLACE = re.compile("<<(not after |after |)([^<>]+)>>")


@dataclass(frozen=True)
class WordTable:
    """A table of words in the folder `tables` of a package."""

    name: str
    package: str = "standard"

    @cached_property
    def _classes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for row in rows(self.name, self.package):
            found.setdefault(row["class"], []).append(row["word"])
        return {word_class: tuple(sorted(words, key=len, reverse=True)) for word_class, words in found.items()}

    def words(self, word_class: str) -> tuple[str, ...]:
        """The words of a class, the longest first. Raises TableError where the table has none or is damaged."""
        found = self._classes.get(word_class)
        if found is None:
            raise TableError("table_class_empty", table=self.name, word_class=repr(word_class))
        return found

    def rule(self, text: str) -> Rule:
        """A pattern in which `<<class>>` stands for any word of that class."""
        return Rule(self, text)


@dataclass(frozen=True)
class Rule:
    """A regular expression over classes of words, read and compiled when it is first used.

    `<<thing>>` is any word of the class `thing`, the longest that fits; `<<after thing>>` holds where one ends, and
    `<<not after thing>>` where none does. A dot is any character. Its methods raise TableError.
    """

    table: WordTable
    text: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(_PLACE.sub(self._class, self.text), re.DOTALL)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere in a text."""
        return self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the beginning of a text."""
        return self.pattern.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self.pattern.fullmatch(text)

    def without(self, text: str) -> str:
        """The text without what matches."""
        return self.pattern.sub("", text)

    def _class(self, place: re.Match[str]) -> str:
        words = self.table.words(place[2])
        if not place[1]:
            return f"(?:{_either(words)})"
        sign = "<!" if place[1].startswith("not") else "<="
        looks = [f"(?{sign}{_either(same)})" for _, same in groupby(words, len)]
        return "".join(looks) if sign == "<!" else f"(?:{'|'.join(looks)})"


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
