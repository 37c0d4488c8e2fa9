"""The one table of all that is said to people: `texts/*.toml`, each file a subject, read by one reader.

Sentences have a name and stand in both languages, with `{values}` that both take::

    [number_missing]
    zh = "目录中没有 {number}，也没有它的其他版本。"
    en = "The catalogue has neither {number} nor another edition of it."

The texts of the pages (`pages.toml`) are named by their Chinese as it stands in the templates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from standard.wording.words import ENGLISH, Words

#: the file whose texts are named by their Chinese
PAGES = "pages"
#: the file of notes that records keep
NOTES = "notes"
_VALUE = re.compile(r"\{(\w+)\}")


def say(sentence: str, /, **values: object) -> Words:
    """The sentence of this name with its values.

    Lists among the values are tuples; words among them keep their language. Raises KeyError for a name or a value that
    is not there.
    """
    return sentences()[sentence].format(values)


@cache
def sentences() -> Mapping[str, Words]:
    """Name -> the sentence with its `{values}` open. Raises ValueError where two files have a name."""
    found: dict[str, Words] = {}
    for subject in subjects():
        for name, row in _read(subject).items():
            if name in found:
                raise ValueError(f"standard/wording/texts/{subject}.toml: {name} is in another file, too")
            found[name] = Words(row["zh"], row["en"])
    return MappingProxyType(found)


@cache
def page_texts() -> Mapping[str, str | list[str]]:
    """Chinese text of the pages -> English text, or the two forms for one and for more."""
    rows = _read(PAGES).values()
    return MappingProxyType({chinese: english for section in rows for chinese, english in section.items()})


def heard(text: str) -> Words:
    """The words of a note that was kept as its Chinese alone; a text that is none of ours has no English."""
    for pattern, name in _notes():
        if found := pattern.fullmatch(text):
            english = sentences()[name].english
            values = {key: heard(value).in_language(ENGLISH) for key, value in found.groupdict().items()}
            return Words(text, english.format(**{key: value.replace("、", ", ") for key, value in values.items()}))
    return Words(text)


@cache
def _notes() -> list[tuple[re.Pattern[str], str]]:
    """What each note looks like in Chinese, those with the most text of their own first."""
    texts = {name: row["zh"] for name, row in _read(NOTES).items()}
    ordered = sorted(texts, key=lambda name: -len(_VALUE.sub("", texts[name])))
    return [(_pattern(texts[name]), name) for name in ordered]


def _pattern(text: str) -> re.Pattern[str]:
    pieces = _VALUE.split(text)
    literals, values = map(re.escape, pieces[::2]), [f"(?P<{name}>.+?)" for name in pieces[1::2]]
    return re.compile("".join(one for pair in zip(literals, [*values, ""], strict=True) for one in pair))


def subjects() -> list[str]:
    """The files of sentences, without the ending."""
    names = sorted(file.name for file in (files("standard.wording") / "texts").iterdir())
    return [name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != f"{PAGES}.toml"]


def _read(subject: str) -> dict[str, Any]:
    return tomllib.loads((files("standard.wording") / "texts" / f"{subject}.toml").read_text(encoding="utf-8"))
