"""How much two titles are about the same thing, with reasons that can be read.

What both say counts for, what only one says counts against: more where the other standard says it, since that narrows
the other one (小粒大豆 is not all of 大豆) or makes it a sister (another crop, another disease). A rare word counts
more than a common one.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalogue.applicable import is_wider_word
from catalogue.comparison.title_parts import TitleParts
from catalogue.wording import Words, say
from standard.products import is_product
from standard.record import Record

#: from this score on a standard counts as a candidate, and from this one on as related
THRESHOLD, RELATED = 0.55, 0.25
#: what a word counts against that only the first title has, or only the other
ONLY_FIRST, ONLY_OTHER = 0.25, 0.7
#: the same where each title has words of its own: they are sisters rather than one a kind of the other
SISTER_FIRST, SISTER_OTHER = 0.8, 1.6
#: how much less a word of the other title counts against that names something wider: 动物 beside 奶牛
WIDER = 0.2
#: how much less what is done with an object counts against than the object itself
ASPECT = 0.5
#: factors: what is asked differs; what is done with the object differs; the heads differ; no class in common; each
#: title names goods that the other does not; the other lacks the last word (甘薯 beside 甘薯供应链)
OTHER_FUNCTION, OTHER_ASPECT, OTHER_HEAD, OTHER_CLASS, OTHER_GOODS, OTHER_END = 0.7, 0.75, 0.85, 0.9, 0.8, 0.75
#: how much of a word another must share to count in part, and the fewest characters of it
PART, SHORTEST = 0.5, 2
#: what two words may lack of one another without a difference in what they name
SLIGHT = 0.1

#: word -> how much it tells, the rarer the more
Rarity = Callable[[str], float]


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for or against two standards being about the same."""

    #: `object`, `words`, `class`, `references`, `title`; `only_first`, `only_other`, `function` speak against
    kind: str
    text: Words
    values: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {"kind": self.kind, "text": self.text, "values": list(self.values)}


@dataclass(frozen=True)
class Likeness:
    """How alike two standards are, from 0 to 1, and why."""

    score: float
    reasons: tuple[Reason, ...]


def rarity_of(frequency: Callable[[str], int], count: int) -> Rarity:
    """The rarity of words in a catalogue of `count` records, from how many hold each (BM25's idf)."""
    return lambda word: math.log(1 + (count - (found := frequency(word)) + 0.5) / (found + 0.5))


def compare_titles(
    first: Record, first_parts: TitleParts, other: Record, other_parts: TitleParts, rarity: Rarity
) -> Likeness:
    """How much a standard and another are about the same thing."""
    shared = [(word, part) for word in first_parts.words if (part := _best(word, other_parts.words))]
    held = sum(rarity(word) * part for word, part in shared)
    only_first, only_other = _left(first_parts, other_parts), _left(other_parts, first_parts)
    replaced = any(word in first_parts.object_words for word in only_first)
    narrowing = [word for word in only_other if not (replaced and is_wider_word(word))]
    own, foreign = (SISTER_FIRST, SISTER_OTHER) if only_first and narrowing else (ONLY_FIRST, ONLY_OTHER)
    against = own * sum(left * _weigh(word, first_parts, rarity) for word, left in only_first.items())
    against += foreign * sum(
        left * _weigh(word, other_parts, rarity) * (1 if word in narrowing else WIDER)
        for word, left in only_other.items()
    )
    score = held / (held + against) if held else 0.0
    score *= _factor(first, first_parts, other, other_parts) if held else 1
    if any(map(is_product, only_first)) and any(map(is_product, narrowing)):
        score *= OTHER_GOODS
    reasons = [
        *_reasons_for(first, other, first_parts, other_parts, [word for word, _ in shared]),
        *_reasons_against(list(only_first), list(only_other)),
    ]
    if first_parts.function is not other_parts.function:
        reasons.append(Reason("function", say("overlap_function")))
    return Likeness(round(score, 4), tuple(reasons))


def _left(parts: TitleParts, others: TitleParts) -> dict[str, float]:
    """Words that another title has not, or not as a whole -> how much of each it lacks: 政务信息 beside 信息."""
    lacking = {word: 1 - _best(word, others.words) for word in parts.words}
    return {word: left for word, left in lacking.items() if left > SLIGHT}


def _weigh(word: str, parts: TitleParts, rarity: Rarity) -> float:
    return rarity(word) * (1 if word in parts.object_words else ASPECT)


def _factor(first: Record, first_parts: TitleParts, other: Record, other_parts: TitleParts) -> float:
    """What speaks against beside the words, as a factor."""
    aspects, foreign = first_parts.aspects, other_parts.aspects
    factor = 1.0
    if first_parts.function is not other_parts.function:
        factor *= OTHER_FUNCTION
    other_aspect = bool(aspects) and not any(_best(word, foreign) for word in aspects)
    tells = bool(foreign) or first_parts.function is not other_parts.function
    if (other_aspect and tells) or (other_parts.general and not first_parts.general):
        factor *= OTHER_ASPECT
    if not _best(first_parts.head, (other_parts.head,)):
        factor *= OTHER_HEAD
    if not _best(first_parts.words[-1], other_parts.words):
        factor *= OTHER_END
    if not _shared_classes(first, other):
        factor *= OTHER_CLASS
    return factor


def _reasons_for(
    first: Record, other: Record, first_parts: TitleParts, other_parts: TitleParts, shared: list[str]
) -> list[Reason]:
    reasons = []
    names = [name for name in first_parts.objects if name in other_parts.objects]
    if names:
        best = max(names, key=lambda name: (first_parts.objects[name] * other_parts.objects[name], len(name)))
        reasons.append(Reason("object", say("overlap_object", name=best), (best,)))
    if shared:
        reasons.append(Reason("words", say("overlap_words", words=tuple(shared)), tuple(shared)))
    if classes := _shared_classes(first, other):
        reasons.append(Reason("class", say("overlap_class", codes=classes), classes))
    if references := tuple(number for number in first.cites if number in other.cites):
        reasons.append(Reason("references", say("overlap_references", numbers=references), references))
    ratio = round(difflib.SequenceMatcher(None, first.title, other.title, autojunk=False).ratio(), 2)
    return [*reasons, Reason("title", say("overlap_title", percent=round(ratio * 100)), (str(ratio),))]


def _reasons_against(only_first: list[str], only_other: list[str]) -> list[Reason]:
    said = (("only_first", only_first), ("only_other", only_other))
    return [Reason(kind, say(f"overlap_{kind}", words=tuple(words)), tuple(words)) for kind, words in said if words]


def _shared_classes(first: Record, other: Record) -> tuple[str, ...]:
    """The codes that both have; of ICS also the group of two levels."""
    exact = tuple(code for code in (*first.ics, *first.ccs) if code in (*other.ics, *other.ccs))
    groups = {_group(code) for code in other.ics}
    return exact or tuple(dict.fromkeys(_group(code) for code in first.ics if _group(code) in groups))


def _group(code: str) -> str:
    return ".".join(code.split(".")[:2])


def _best(word: str, others: tuple[str, ...]) -> float:
    """How much of a word another title has: 1 the word itself, less where one is a kind of the other."""
    return max((_part(word, other) for other in others), default=0.0) if word else 0.0


@lru_cache(maxsize=1 << 16)
def _part(word: str, other: str) -> float:
    """How much two words have in common.

    The end of a word says what it is: 小麦 and 冬小麦 have most in common, 病害 and 病虫害, too, but 苹果 and 苹果蠹蛾
    nothing; a single character at the end may be left out, 残留 of 残留量.
    """
    if word == other:
        return 1.0
    short, long = sorted((word, other), key=len)
    if len(short) < SHORTEST or len(short) / len(long) < PART:
        return 0.0
    if long.endswith(short):
        return len(short) / len(long)
    left = iter(long)
    alike = short[-1] == long[-1] and all(character in left for character in short)
    return 1.0 - SLIGHT if alike or long[:-1] == short else 0.0
