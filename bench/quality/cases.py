"""What is asked, and what is right: one case for every set."""

from __future__ import annotations

import random
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

HALVES = ("tune", "report")


@dataclass(frozen=True)
class Case:
    """One query with its judgements."""

    #: numbers, words, words-any, fragments, fragments-any, topical or nothing
    set: str
    #: spelling of the number, kind of the topical query, or empty
    kind: str
    text: str
    #: number -> grade, 1 to 3 where right, 0 where judged wrong
    grades: Mapping[str, int]
    #: `tune` or `report`
    half: str


def half(key: str) -> str:
    """The half in which a number or query is, by its checksum: the same in every run and on every machine."""
    return HALVES[zlib.crc32(key.encode()) & 1]


def chance(*key: str) -> random.Random:
    """Chance that depends on the key alone, so that a case stays the same when others come or go."""
    return random.Random(zlib.crc32("\n".join(key).encode()))
