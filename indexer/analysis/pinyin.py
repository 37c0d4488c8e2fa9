"""Chinese -> pinyin, for suggestions only: it never reaches the text index or a match set.

Readings come from pypinyin's phrase data (重庆 is chong qing); what no phrase decides has the reading most used, and
the characters of `tables/heteronyms.tsv` have each of theirs. Loaded only when an index is written;
reading one does not need it.

An entry is a line that says a phrase's initials and its characters, each with its syllable: `ds<tab>大da蒜suan`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from itertools import islice, product
from operator import add
from pathlib import Path
from typing import Any, cast

from indexer.analysis.text_folding import HAN

#: most readings of one phrase that are kept
MAX_READINGS = 4
#: most characters of the phrases that decide how a character is read
_LONGEST_PHRASE = 4
#: characters that keep all their readings even in a phrase: pypinyin has the rarer one there, or people use both
_ALWAYS = frozenset("薄壳血绿")
_NOT_HAN = re.compile(f"[^{HAN}]|^$")
#: the combining diaeresis of ü, which is typed as v
_DIAERESIS = "\u0308"


def entries(text: str) -> tuple[str, ...]:
    """The entries of a phrase, one for each reading; none for one that is not all Chinese.

    >>> entries("大蒜")
    ('ds\\t大da蒜suan',)
    """
    if _NOT_HAN.search(text):
        return ()
    readings = _readings(text)
    if len(max(readings, key=len)) == 1:
        return (_entry(text, [reading for (reading,) in readings]),)
    return tuple(_entry(text, syllables) for syllables in islice(product(*readings), MAX_READINGS))


def _entry(text: str, syllables: Sequence[str]) -> str:
    initials = "".join([syllable[0] for syllable in syllables])
    return initials + "\t" + "".join(map(add, text, syllables))


def _readings(text: str) -> list[tuple[str, ...]]:
    """The readings of each character, decided by the longest phrases from the left."""
    phrases, characters = _phrase_readings(), _character_readings()
    readings: list[tuple[str, ...]] = []
    at, end = 0, len(text)
    while at < end:
        phrase = phrases.get(text[at : at + 2])
        if phrase is None:
            readings.append(characters[text[at]])
            at += 1
        else:
            longest = phrases.get(text[at : at + 4]) or phrases.get(text[at : at + 3]) or phrase
            readings += longest
            at += len(longest)
    return readings


class _CharacterReadings(dict[str, tuple[str, ...]]):
    """Character -> its readings by itself, worked out when first asked for."""

    def __missing__(self, character: str) -> tuple[str, ...]:
        """The reading most used, or both; `-` where pypinyin has none."""
        syllable = _plain(_data("pinyin_dict").get(str(ord(character)), "").split(",")[0])
        self[character] = _heteronyms().get(character, (syllable or "-",))
        return self[character]


@cache
def _data(name: str) -> dict[str, Any]:
    """A table that pypinyin ships; imported, it would also build its own segmenter, which takes as long again."""
    file = Path(str(distribution("pypinyin").locate_file(f"pypinyin/{name}.json")))
    return cast("dict[str, Any]", json.loads(file.read_bytes()))


@cache
def _character_readings() -> dict[str, tuple[str, ...]]:
    return _CharacterReadings()


@cache
def _phrase_readings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases -> the reading of each character; where a longer one begins with two that are none, they stand alone.

    Only phrases in which a character is read otherwise than by itself decide anything.
    """
    characters = _character_readings()
    decisive: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase, syllables in _data("phrases_dict").items():
        if len(phrase) <= _LONGEST_PHRASE and len(phrase) == len(syllables):
            readings = tuple(map(_reading, phrase, syllables))
            if readings != tuple(map(characters.__getitem__, phrase)):
                decisive[phrase] = readings
    for phrase in list(decisive):
        decisive.setdefault(phrase[:2], tuple(map(characters.__getitem__, phrase[:2])))
    return decisive


def _reading(character: str, syllable: list[str]) -> tuple[str, ...]:
    return _heteronyms()[character] if character in _ALWAYS else (_plain(syllable[0]),)


@cache
def _plain(syllable: str) -> str:
    """A syllable without its tone, in letters: `lǜ` -> `lv`."""
    letters = unicodedata.normalize("NFD", syllable).replace("u" + _DIAERESIS, "v")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


@cache
def _heteronyms() -> dict[str, tuple[str, ...]]:
    """Characters that words of standards use with more than one reading, the likelier one first."""
    table = files("indexer.analysis").joinpath("tables/heteronyms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {character: tuple(readings) for character, *readings in rows}
