"""Which words of what was typed into a shop name the goods: 羽绒服 of 蒙口羽绒服男款.

A Chinese name ends in what a thing is, so of several names the last counts; what shops and people put behind it, its
colour, size or sale (table `shop_words`), is passed over. The names are those of the trees of goods
(`standard.products`), what their names end in, and everyday names (table `shop_kinds`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from catalogue.query import alternatives
from indexer.analysis import is_han
from standard.products import (
    Tree,
    find_group_name,
    find_groups_alike,
    find_other_names,
    find_steps,
    is_ending,
    is_product,
    names_of_goods,
    split_name,
)
from standard.tables import rows
from standard.word_classes import WordTable

_PACKAGE = "catalogue.search"
_SHOP = WordTable("shop_words", package=_PACKAGE)
_ENDING = _SHOP.rule("(?<=.)(?:<<offer>>|<<whom>>|<<look>>)(?<=..)$")
#: longest name in words, shortest and longest in characters
_WORDS, _SHORTEST, _LONGEST = 3, 2, 8
#: shortest name that may begin within a word, as the analysis cuts it: 山药粉 is cut 山, 药粉
_WITHIN = 3
#: share of the goods with the same ending that must be of one group, and how many by one character alone
_SHARE, _FEWEST = 0.7, 12
#: an ending of so many goods names things
_MANY = 20
#: names of nodes that are wider than this many characters of code say nothing: 机械、设备类产品
_NARROW = 5


def without_shop_words(words: Sequence[str]) -> list[str]:
    """Words without those at the end that only say how goods are offered, for whom, and what they look like."""
    left = list(words)
    while left:
        count = next((count for count in range(min(len(left), _WORDS), 0, -1) if _is_around("".join(left[-count:]))), 0)
        if not count or any(is_known("".join(left[-more:])) for more in range(count + 1, _WORDS + 1)):
            break
        del left[-count:]
    return left


def without_shop_ending(text: str) -> str:
    """The same of a text that is not cut yet: 登山裤男款 is cut 登山, 裤男, 款."""
    while match := _ENDING.search(text):
        if any(is_known(text[at:]) for at in range(max(match.start() - _WITHIN, 0), match.start())):
            break  # 装 of 女装
        text = text[: match.start()]
    return text


def before_joining(words: Sequence[str]) -> list[str]:
    """Words up to where another thing is joined to them: 溜冰鞋 of 溜冰鞋配背包, 喇叭 of 喇叭和扩音器.

    All of them where what stands before is no name of goods.
    """
    for at, word in enumerate(words):
        if word in _SHOP.words("joining") and next(find_names(words[:at]), ""):
            return list(words[:at])
    return list(words)


def without_measure(words: Sequence[str]) -> list[str]:
    """Words without what a number before them counts or grades: 号 of 45号钢."""
    return list(words[1:] if words and words[0] in _SHOP.words("measure") else words)


def find_names(words: Sequence[str]) -> Iterator[str]:
    """The names of goods in words side by side, the last first, of those that end at one place the longest first."""
    text, borders = "".join(words), list(accumulate(map(len, words), initial=0))
    limit = len(text)
    for end in reversed(borders[1:]):
        found = (
            [text[start:end] for start in range(max(end - _LONGEST, 0), end - _SHORTEST + 1)] if end <= limit else []
        )
        names = [name for name in found if _is_name(name, (end - len(name)) in borders, name in words)]
        yield from names
        if names:
            limit = end - len(names[0])


def endings(words: Sequence[str]) -> Iterator[str]:
    """What some words end in, the longest first, whether or not it is a name: titles may have it."""
    found = ("".join(words[-count:]) for count in range(min(len(words), _WORDS), 0, -1))
    yield from (end for end in found if _SHORTEST <= len(end) <= _LONGEST)


def find_inner_name(words: Sequence[str]) -> str:
    """The last name of goods in a run where nothing behind it names a thing: 拖把 of 拖把皮卡丘; else empty."""
    text = "".join(words)
    name = next(find_names(words), "")
    behind = text[text.rindex(name) + len(name) :]
    ends_in_thing = any(is_ending(behind[at:]) for at in range(len(behind) - 1)) or behind[-1:] in _thing_endings()
    return "" if ends_in_thing or len(behind) < _SHORTEST else name


def is_known(name: str) -> bool:
    """Whether the trees or the table `shop_kinds` have the very name."""
    return is_product(name) or name in _map_kinds()


def has_everyday_kind(name: str) -> bool:
    """Whether the table `shop_kinds` has a name or what it ends in."""
    return bool(_everyday(name))


def has_own_kind(name: str) -> bool:
    """Whether the table `shop_kinds` has the very name."""
    return name in _map_kinds()


def is_hollow(name: str) -> bool:
    """Whether a name says nothing of what goods are for: 系统, 组合, 材料."""
    return name in _SHOP.words("hollow")


def list_other_names(name: str) -> list[str]:
    """Other names for the same goods, and the words that stand for them in titles (`catalogue.query.synonyms`)."""
    same = (one.replacement for one in alternatives(name) if one.typed == name)
    return [one for one in dict.fromkeys((*find_other_names(name), *same)) if len(one) >= _SHORTEST and one != name]


def list_variants(name: str) -> list[str]:
    """The name with characters that are written for each other (table `variant_characters`): 番茄 for 蕃茄."""
    known = _map_variants()
    return [name[:at] + other + name[at + 1 :] for at, one in enumerate(name) for other in known.get(one, ())]


def list_kinds(name: str) -> list[tuple[str, ...]]:
    """What titles may call the kind of goods of this name, the nearest first.

    By the trees where they know the very name; by its ending, where nearly all goods with that are of one group.
    """
    found = [_everyday(name)]
    steps = find_steps(name)
    above = [split_name(step.name) for step in steps if step.tree is not Tree.TAX or len(step.code) > _NARROW]
    found.extend(names for names in above if len(names) == 1)
    if not steps:
        groups = find_groups_alike(name, _SHARE, _FEWEST)
        found.extend(split_name(group) for group in map(find_group_name, groups))
    found = [kinds for kinds in found if len(kinds) == 1 or kinds == _everyday(name)]
    return list(dict.fromkeys(kinds for kinds in found if kinds and not any(map(is_hollow, kinds))))


def _everyday(name: str) -> tuple[str, ...]:
    """The kind of the longest ending that the table `shop_kinds` has."""
    known = _map_kinds()
    return next((known[name[at:]] for at in range(len(name)) if name[at:] in known), ())


def _is_name(text: str, at_border: bool, is_word: bool) -> bool:
    if is_product(text) or text in _map_kinds():
        return at_border or len(text) >= _WITHIN
    known = is_ending(text) or (is_word and len(text) >= _WITHIN and bool(_everyday(text)))
    return at_border and known and not _is_around(text)


def _is_around(text: str) -> bool:
    return text in _around() or not any(map(is_han, text))


@cache
def _around() -> frozenset[str]:
    return frozenset((*_SHOP.words("offer"), *_SHOP.words("whom"), *_SHOP.words("look")))


@cache
def _map_kinds() -> dict[str, tuple[str, ...]]:
    """Everyday ending -> what titles call such goods."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("shop_kinds", _PACKAGE):
        found[row["ending"]] = (*found.get(row["ending"], ()), row["kind"])
    return found


@cache
def _map_variants() -> dict[str, tuple[str, ...]]:
    """Character -> those that are written for it, both ways."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("variant_characters", _PACKAGE):
        for one, other in ((row["character"], row["variant"]), (row["variant"], row["character"])):
            found[one] = (*found.get(one, ()), other)
    return found


@cache
def _thing_endings() -> frozenset[str]:
    """The last characters of many goods: 机, 器, 包."""
    counts = Counter(name[-1] for name in names_of_goods())
    return frozenset(ending for ending, count in counts.items() if count >= _MANY)
