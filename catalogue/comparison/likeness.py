"""How much two standards are about the same thing, with reasons that can be read: object, aspect and place apart.

A standard is a candidate by a rule: its object is that of the first or holds it (`object_match`), its aspect is the
same or holds that of the first (`aspects`), and its place holds that of the first. The score orders within: what both
say counts for, what only one says against: little where the first says it, since it then is a kind of what the other
is about (盐碱地造林, 造林); more where the other does (小粒大豆 is not all of 大豆), most where each does (大蒜, 洋葱).
A rare word counts more than a common one.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from catalogue.comparison.aspects import HELD, OPEN, compare_aspects, find_aspect_at_end, is_aspect, is_bound_by_safety
from catalogue.comparison.object_match import Match, Relation, is_goods, match_objects, relate_objects
from catalogue.comparison.places import holds_place
from catalogue.comparison.title_parts import TitleParts, is_form
from catalogue.wording import Words, say
from standard.function import Function
from standard.record import Record

#: from this score on a standard counts as a candidate, and from this one on as related
THRESHOLD, RELATED = 0.54, 0.25
#: what a word counts against that only the first title has, or only the other
ONLY_FIRST, ONLY_OTHER = 0.2, 0.75
#: the same where each title has words of its own: they are sisters rather than one a kind of the other
SISTER_FIRST, SISTER_OTHER = 0.7, 1.6
#: how much of a word a word for its whole kind counts for; how much one counts against that names a kind of it
#: factors: the heads differ; one of the two places; no class in common; the general part of a series; other ways of
#: testing; each title names goods or animals that the other does not; a word before an ill makes another one of it
OTHER_HEAD, OTHER_END, OTHER_PLACE, OTHER_CLASS, GENERAL, OTHER_WAY = 0.8, 0.65, 0.4, 0.92, 0.5, 0.5
OTHER_GOODS, OTHER_ILL = 0.6, 0.45
#: how much less words count that say what is done, and single characters, which are often cut from a word
#: what they count for, and against
LITTLE, LESS = 0.4, 0.8
#: what both titles say must tell so much of what a word can tell at most, or it counts less: 平台 alone says little
ENOUGH = 0.55
#: what both titles say of the object must tell so much of what a word can tell at most, or it is no candidate
TELLING = 0.5
#: titles that begin so are about goods of one place
_OF_PLACE = "地理标志产品"
#: how names of ills end
_ILL = re.compile(r"(?:病|瘟|症|炎|痘|疫|热|流感)$")


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for or against two standards being about the same."""

    #: `object`, `words`, `wider`, `class`, `references`, `title`; `only_first`, `only_other`, `aspect`, `place` against
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


class Rarity:
    """How much words tell in a catalogue of `count` records, the rarer the more (BM25's idf)."""

    def __init__(self, frequency: Callable[[str], int], count: int) -> None:
        self._frequency, self._count = frequency, count
        self._known: dict[str, float] = {}
        #: what a word tells that no record holds
        self.most = self._tell(0)

    def __call__(self, word: str) -> float:
        """What a word tells."""
        if word not in self._known:
            self._known[word] = self._tell(self._frequency(word))
        return self._known[word]

    def _tell(self, found: int) -> float:
        return math.log(1 + (self._count - found + 0.5) / (found + 0.5))


def compare_titles(
    first: Record, first_parts: TitleParts, other: Record, other_parts: TitleParts, rarity: Rarity
) -> Likeness:
    """How much a standard and another are about the same thing."""
    match = match_objects(first_parts, other_parts)
    aspect = _compare_aspects(first_parts, other, other_parts, match)
    score = _score_object(match, rarity)
    if score:
        score *= aspect * _factor(first, first_parts, other, other_parts, match)
    if _is_candidate(first, first_parts, other_parts, match, aspect, rarity):
        score = THRESHOLD + (1 - THRESHOLD) * score
    else:
        score = min(score, THRESHOLD * 0.99)
    score = round(score, 4)
    told = score >= RELATED
    return Likeness(score, tuple(_reasons(first, first_parts, other, other_parts, match, aspect)) if told else ())


def _is_candidate(
    first: Record, first_parts: TitleParts, other_parts: TitleParts, match: Match, aspect: float, rarity: Rarity
) -> bool:
    """Whether the other title is about the object of the first or one that holds it, its aspect and its place."""
    relation = relate_objects(first_parts, other_parts, match)
    telling = sum(rarity(word) * part for word, part in match.shared.items()) >= TELLING * rarity.most
    return (
        relation in (Relation.SAME, Relation.HELD)
        and (aspect > OPEN or (aspect == OPEN and (bool(first_parts.aspects) or relation is Relation.SAME)))
        and holds_place(other_parts.areas, first.region)
        and not (other_parts.general and not first_parts.general)
        and not (other_parts.way and other_parts.way != first_parts.way)
        and not _is_another_ill(first_parts, other_parts, match)
        and (telling or any(map(is_goods, match.shared)) or _is_called_so(first_parts, other_parts))
    )


def _is_called_so(first: TitleParts, other: TitleParts) -> bool:
    """Whether two titles are the same but for their form: then their words need not tell anything by themselves."""
    return first.object_texts == other.object_texts and first.aspects == other.aspects


def _compare_aspects(first: TitleParts, other: Record, other_parts: TitleParts, match: Match) -> float:
    """How near what is asked is; a mandatory standard on the safety of an object binds whatever else is said of it."""
    own = (*first.aspects, "服务") if first.served else first.aspects
    of_both = other_parts.served and any(
        (found := find_aspect_at_end(word)) is not None and found[1] in other_parts.aspects
        for word in first.object_words
    )
    foreign = (*other_parts.aspects, "服务") if of_both else other_parts.aspects
    likeness = compare_aspects(own, first.function, foreign, other_parts.function)
    bound = is_bound_by_safety(first.aspects) and not match.only_other
    binds = bound and other.nature == "mandatory" and other_parts.function is Function.SAFETY
    return max(likeness, HELD) if binds else likeness


def _score_object(match: Match, rarity: Rarity) -> float:
    """What both say, of all that counts; words that only narrow the first count less the more of them there are."""
    alone = len(match.shared) == 1 and not match.only_other
    held = sum((rarity(word) if alone else _weigh(word, rarity)) * part for word, part in match.shared.items())
    sisters = bool(match.only_first and match.only_other)
    own, foreign = (SISTER_FIRST, SISTER_OTHER) if sisters else (ONLY_FIRST, ONLY_OTHER)
    narrowing = sorted((left * _weigh(word, rarity) for word, left in match.only_first.items()), reverse=True)
    if not sisters:
        narrowing = [weight / place for place, weight in enumerate(narrowing, 1)]
    against = own * sum(narrowing)
    against += foreign * sum(left * _weigh(word, rarity, LESS) for word, left in match.only_other.items())
    return held / (held + against) * min(1, held / (ENOUGH * rarity.most)) if held else 0.0


def _weigh(word: str, rarity: Rarity, little: float = LITTLE) -> float:
    """How much a word of an object tells: less where it only says what is done, or is a single character."""
    cut = len(word) == 1 and not is_goods(word)
    return rarity(word) * (little if cut or is_aspect(word) or is_form(word) else 1)


def _factor(first: Record, first_parts: TitleParts, other: Record, other_parts: TitleParts, match: Match) -> float:
    """What speaks against beside the words, as a factor."""
    factor = 1.0
    if other_parts.head in match.only_other:
        factor *= OTHER_HEAD
    if first_parts.head in match.only_first and not all(map(is_aspect, other_parts.object_words)):
        factor *= OTHER_END
    if not holds_place(other_parts.areas, first.region) or (match.only_other and other.title.startswith(_OF_PLACE)):
        factor *= OTHER_PLACE
    if other_parts.general and not first_parts.general:
        factor *= GENERAL
    if other_parts.way and other_parts.way != first_parts.way:
        factor *= OTHER_WAY
    if not _shared_classes(first, other):
        factor *= OTHER_CLASS
    if any(map(is_goods, match.only_first)) and any(map(is_goods, match.only_other)):
        factor *= OTHER_GOODS
    if _is_another_ill(first_parts, other_parts, match):
        factor *= OTHER_ILL
    return factor


def _is_another_ill(first: TitleParts, other: TitleParts, match: Match) -> bool:
    """Whether one title puts a word before the ill of the other that names no living thing: 非洲 before 猪瘟."""
    return any(
        not is_goods(word) and any(word + ill in longer.text for ill in ills)
        for only, longer, ills in (
            (match.only_first, first, _find_ills(other)),
            (match.only_other, other, _find_ills(first)),
        )
        for word in only
    )


def _find_ills(parts: TitleParts) -> list[str]:
    return [word for word in parts.object_words if len(word) > 1 and _ILL.search(word)]


def _reasons(
    first: Record, first_parts: TitleParts, other: Record, other_parts: TitleParts, match: Match, aspect: float
) -> list[Reason]:
    reasons = []
    own, foreign = first_parts.objects, other_parts.objects
    if names := [name for name in own if name in foreign]:
        best = max(names, key=lambda name: (own[name] * foreign[name], len(name)))
        reasons.append(Reason("object", say("overlap_object", name=best), (best,)))
    if shared := tuple(word for word in match.shared if word in first_parts.text):
        reasons.append(Reason("words", say("overlap_words", words=shared), shared))
    for wider, held in match.wider:
        reasons.append(Reason("wider", say("overlap_wider", wider=wider, held=held), (wider, held)))
    if classes := _shared_classes(first, other):
        reasons.append(Reason("class", say("overlap_class", codes=classes), classes))
    if references := tuple(number for number in first.cites if number in other.cites):
        reasons.append(Reason("references", say("overlap_references", numbers=references), references))
    ratio = round(difflib.SequenceMatcher(None, first.title, other.title, autojunk=False).ratio(), 2)
    reasons.append(Reason("title", say("overlap_title", percent=round(ratio * 100)), (str(ratio),)))
    for kind, words in (("only_first", match.only_first), ("only_other", match.only_other)):
        if words:
            reasons.append(Reason(kind, say(f"overlap_{kind}", words=tuple(words)), tuple(words)))
    if aspect < 1:
        reasons.append(Reason("aspect", say("overlap_aspect")))
    if not holds_place(other_parts.areas, first.region):
        reasons.append(Reason("place", say("overlap_place", areas=other_parts.areas), other_parts.areas))
    return reasons


def _shared_classes(first: Record, other: Record) -> tuple[str, ...]:
    """The codes that both have; of ICS also the group of two levels."""
    exact = tuple(code for code in (*first.ics, *first.ccs) if code in (*other.ics, *other.ccs))
    groups = {_group(code) for code in other.ics}
    return exact or tuple(dict.fromkeys(_group(code) for code in first.ics if _group(code) in groups))


def _group(code: str) -> str:
    return ".".join(code.split(".")[:2])
