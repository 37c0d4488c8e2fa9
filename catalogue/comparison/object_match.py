"""How the objects of two titles stand to one another: the same, one within the other, sisters, or nothing.

Every word of each title is looked for in the other: the word itself, cut otherwise or within a longer word that ends in
it; a word for its whole kind (动物 for 羊, 茄果类 for 番茄); the same aspect said otherwise. What is left over tells
how they stand: nothing on the side of the other title means that it is about the object or a kind that holds it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from catalogue.comparison.aspects import are_practical, aspect_of, find_aspect_at_end, is_held
from catalogue.comparison.holding import find_kept, holds, is_ill, list_wider
from catalogue.comparison.title_parts import TitleParts, is_form, is_general, is_technique
from standard.function import Function
from standard.products import is_product

#: how much of a word another must share to count in part, and the fewest characters of it
PART, SHORTEST = 0.5, 2
#: how much of a word of the other title counts as shared that names a kind of a word of the first: 短原木 of 原木
KIND = 0.5
#: so many kinds listed before a word for all of them are taken for all: 智力、精神及肢体残疾人
MANY = 2
#: how much less what is missing counts in the name of the field
FIELD = 0.6
#: how much of a word a word for its whole kind counts for
WIDER = 0.8
#: what two words may lack of one another without a difference in what they name
SLIGHT = 0.1
#: what says of an ill only what it comes from
_AGENTS = frozenset(("病毒", "病菌", "病原", "病", "菌"))
_SEASONS = frozenset("春夏秋冬")
#: what a word may end in without naming another thing: 残留, 残留量
_MEASURES = frozenset("量率性度值类")


class Relation(StrEnum):
    """How the object of a title stands to that of another."""

    SAME = "same"
    #: the object of the other title holds that of the first
    HELD = "held"
    #: the other title is about a kind or a part of it
    HOLDS = "holds"
    #: each has something of its own
    SISTER = "sister"
    NONE = "none"


@dataclass
class Match:
    """What of two objects is alike: words of both titles, and those that only one has, with how much is lacking."""

    #: words of the other title that the first answers
    shared: dict[str, float]
    only_first: dict[str, float]
    only_other: dict[str, float]
    #: (word for a whole kind in the other title, what it holds in the first)
    wider: list[tuple[str, str]]


def match_objects(first: TitleParts, other: TitleParts) -> Match:
    """What two titles say of their objects in common, and each alone. Raises TableError."""
    if sorted("".join(first.object_texts)) == sorted("".join(other.object_texts)):
        return Match(dict.fromkeys(other.object_words, 1.0), {}, {}, [])  # the same in another order
    wider = _find_wider(first, other)
    only_other = _left(other, first, {word for word, _ in wider}, KIND)
    only_first = _left(first, other, {held for _, held in wider}, 1, kinds=True)
    shared = {word: 1 - only_other.get(word, 0) for word in other.object_words if only_other.get(word, 0) < 1}
    for word, part in shared.items():
        if word not in first.object_words and any(word in whole for whole, _ in wider):
            shared[word] = min(part, WIDER)
    return Match(shared, only_first, only_other, wider)


def relate_objects(first: TitleParts, other: TitleParts, match: Match) -> Relation:
    """How the object of the first title stands to that of the other. Raises TableError."""
    if not match.shared:
        return Relation.NONE
    foreign = (
        set(match.only_other) - _other_choices(first, other, match) - _other_fields(other) - _seasons(first, other)
    )
    foreign = {word for word in foreign if not (is_general(word) and _follows(word, other.object_words, match.shared))}
    own = set(match.only_first)
    if foreign:
        return Relation.SISTER if own - first.field_words else Relation.HOLDS
    if not own:
        return Relation.SAME
    return Relation.HELD if _only_narrows(first, other, match) else Relation.NONE


def _follows(word: str, words: tuple[str, ...], answered: Container[str]) -> bool:
    at = words.index(word)
    return at > 0 and words[at - 1] in answered


def _other_choices(first: TitleParts, other: TitleParts, match: Match) -> set[str]:
    """What the other title lists beside what the first answers: of 海岛 植被覆盖和开发利用 the words of the first.

    The object that all is said of stands in front, and from there on the other title must answer all of the first. Of
    goods and living things any one is enough, and of a list of many kinds of one thing that thing.
    """
    found: set[str] = set()
    lacking = match.only_other.keys()
    for pieces in other.listed:
        last, front = pieces[-1], pieces[0][:1]
        kinds = (
            other.function is not Function.TEST
            and len(pieces) > MANY
            and len(last) > MANY
            and not lacking & set(last[-MANY:])
        )
        kinds = kinds and not any(aspect_of(word) or is_form(word) for word in last[-MANY:])
        fronted = front and last and not lacking & {*front, *last} and _is_answered_from(front[0], first, match)
        if kinds or fronted:
            found.update(word for piece in pieces for word in piece)
        ends = (*(piece[-1] for piece in pieces[:-1] if piece), *last[:1])
        goods = set(filter(is_goods, ends))
        if goods - lacking:
            found |= goods
    return found


def _is_answered_from(front: str, first: TitleParts, match: Match) -> bool:
    """Whether the other title answers all that the first says from a word on."""
    words = first.object_words
    return front in words and not match.only_first.keys() & set(words[words.index(front) :])


def is_goods(word: str) -> bool:
    """Whether a word names goods or an animal. Raises TableError."""
    return is_product(word) or holds("动物", word)


def _other_fields(other: TitleParts) -> set[str]:
    """Words that only name the kind of tests a series is about: 无损检测."""
    return {text for text in other.object_texts[:-1] if find_aspect_at_end(text) is not None}


def _seasons(first: TitleParts, other: TitleParts) -> set[str]:
    """Crops that an area grows in one season, where the other title names that area: 黄淮海夏玉米 beside 玉米."""
    if not other.areas:
        return set()
    return {word for word in other.object_words if word[0] in _SEASONS and word[1:] in first.object_words}


def _only_narrows(first: TitleParts, other: TitleParts, match: Match) -> bool:
    """Whether what only the first title has narrows its object down instead of making another one of it."""
    own = match.only_first
    if any(piece and all(word in own for word in piece) for pieces in first.listed for piece in pieces):
        return False
    heads = [head not in own for head in first.heads]
    if any(heads) if first.aspects else all(heads):
        return True
    if is_held(aspect_of(first.head), other.aspects) or _names_aspect_alone(other):
        return True
    if _tells_technique(first, other, own):
        return True
    behind = first.object_words[_find_last_answered(first, own) + 1 :]
    if "防治" in first.aspects:
        return any(word not in own and is_ill(word) for word in first.object_words)
    return are_practical(first.aspects) and not any(map(_is_thing, behind))


def _names_aspect_alone(parts: TitleParts) -> bool:
    return is_held(aspect_of("".join(parts.object_words)), parts.aspects)


def _find_last_answered(parts: TitleParts, own: Container[str]) -> int:
    """The place of the last word of a title that the other one answers."""
    return max((at for at, word in enumerate(parts.object_words) if word not in own), default=-1)


def _is_thing(word: str) -> bool:
    """Whether a word names goods, a living thing or an ill, which is no means of doing something."""
    return is_product(word) or bool(list_wider(word))


def _tells_technique(first: TitleParts, other: TitleParts, own: Iterable[str]) -> bool:
    """Whether the end of a title of tests says how it is tested: 恒温扩增 before 检测, beside 诊断."""
    return (
        first.function is Function.TEST
        and other.function is Function.TEST
        and all(word in _AGENTS or is_technique(word) for word in own)
    )


def _find_wider(first: TitleParts, other: TitleParts) -> list[tuple[str, str]]:
    """Words for whole kinds in the other title, and what of the first they hold."""
    found = []
    for name in first.names:
        for word in list_wider(name):
            named = len(word) > 1 and word != name and any(word in text for text in other.object_texts)
            found += [(word, name)] if named else []
    return found


def _left(
    parts: TitleParts, others: TitleParts, whole: set[str], most: float, *, kinds: bool = False
) -> dict[str, float]:
    """Words that another title has not -> how much of each it lacks.

    `whole` are the words answered by what is wider; of a word that is there in part, at most `most` is shared.
    """
    done = {aspect_of(word) for word in others.object_words} - {""}
    lacking = {}
    for word in parts.object_words:
        if (
            _is_in(word, others)
            or _is_in_kept(word, others)
            or aspect_of(word) in done
            or any(word in one for one in whole)
        ):
            continue
        if kinds and any(_is_kind(word, one) for one in others.names):
            continue
        best = _best(word, others.object_words)
        left = 1 - (best if best >= 1 - SLIGHT else min(best, most))
        if left > SLIGHT:
            lacking[word] = left * (FIELD if word in parts.field_words else 1)
    return lacking


def _is_in(word: str, others: TitleParts) -> bool:
    """Whether a title has a word, be it cut otherwise or the end of a longer one: 产权交易 beside 产权, 交易."""
    if word in others.object_words:
        return True
    if any(one.startswith(word) and aspect_of(one.removeprefix(word)) for one in others.object_words):
        return True  # 产权 of 产权交易
    ends = others.ends
    at = others.text.find(word)
    while at >= 0:
        if at + len(word) in ends and (len(word) > 1 or at in ends):
            return True
        at = others.text.find(word, at + 1)
    return _is_made_of(word, others.object_words)


def _is_kind(word: str, other: str) -> bool:
    """Whether a word ends in the name of another thing, and so is a kind of it: 苏姜猪, 系统软件."""
    return word.endswith(other) and (len(other) >= SHORTEST or holds("动物", other))


def _is_in_kept(word: str, others: TitleParts) -> bool:
    """Whether a word names the same living things as one of another title, where they are kept or not: 苹果园, 苹果."""
    stem = find_kept(word)
    return (bool(stem) and _is_in(stem, others)) or any(find_kept(one) == word for one in others.object_words)


def _is_made_of(word: str, others: tuple[str, ...]) -> bool:
    for other in others:
        word = word.replace(other, "")
    return not word


def _best(word: str, others: Iterable[str]) -> float:
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
    return 1.0 - SLIGHT if alike or (long[:-1] == short and long[-1] in _MEASURES) else 0.0
