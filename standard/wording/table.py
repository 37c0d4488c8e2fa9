"""The one table of all that is said to people: `texts/*.toml`, each file a subject, read by one reader.

Sentences have a name and stand in both languages, with `{values}` that both take::

    [number_missing]
    zh = "目录中没有 {number}，也没有它的其他版本。"
    en = "The catalogue has neither {number} nor another edition of it."

The texts of the pages (`pages.toml`) are named by their Chinese as it stands in the templates.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from standard.wording.words import Words

#: the file whose texts are named by their Chinese
PAGES = "pages"


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


def subjects() -> list[str]:
    """The files of sentences, without the ending."""
    names = sorted(file.name for file in (files("standard.wording") / "texts").iterdir())
    return [name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != f"{PAGES}.toml"]


def _read(subject: str) -> dict[str, Any]:
    return tomllib.loads((files("standard.wording") / "texts" / f"{subject}.toml").read_text(encoding="utf-8"))
