"""Two trees of goods: what a product is called besides, and what it is a kind of, step by step upwards.

`products` is the tax authority's classification of goods and services, codes of which the beginning is the node above;
`goods_groups` the trade-mark office's groups of similar goods. Both are read when they are first asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain, islice

from standard.tables import rows


class Tree(StrEnum):
    """A tree of goods; the value is the word that the table `wider` has for it."""

    #: 商品和服务税收分类编码
    TAX = "tax"
    #: 类似商品和服务区分表
    GOODS = "goods"


@dataclass(frozen=True, slots=True)
class Step:
    """What a product is or is a kind of."""

    tree: Tree
    #: code of the node or group
    code: str
    #: what it is called there
    name: str


#: length of a code that says of what section goods are: those of other sections are no kinds of each other
_SECTION = 5
#: length of a code of goods that are like each other
_GROUP = 7
#: what share of the goods that are called alike must be of one group, and how many by their last character alone
_MOST, _NEARLY_ALL, _MANY = 0.5, 0.75, 5
#: shortest ending of a name that is looked up as a product
SHORTEST = 2
#: sections of the tax tree and classes of goods that hold things, not services, rights or buildings
_THINGS = "1"
_LAST_CLASS = "34"
#: where the trees have chemicals
_CHEMICALS = {Tree.TAX: ("1070201", "1070202", "1070207", "1070213"), Tree.GOODS: ("0101", "0102")}
_FOOD = "食品"
_NOTE = re.compile(r"[(（].*?[)）]")
_JOINED = re.compile(r"[、，,]|以及|及其|和|及")
_REST = re.compile(r"^其[他它](?:未列明)?|^未列明|^不属别类的|类$|等$")


def strip_name(name: str) -> str:
    """A name without notes in brackets and without what only says that it is a class: `水果（园林水果）` -> 水果."""
    return _REST.sub("", _NOTE.sub("", name).replace(" ", ""))


def split_name(name: str) -> tuple[str, ...]:
    """The objects that the name of a node puts side by side: `糖果、巧克力、蜜饯及类似食品` has four."""
    parts = (_REST.sub("", part) for part in _JOINED.split(strip_name(name)))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= SHORTEST))


def find_steps(name: str) -> list[Step]:
    """What a product is a kind of, the nearest first, in both trees; nothing where neither has it.

    Raises TableError.
    """
    found: dict[Step, None] = {}
    for step in _map_places().get(name, ()):
        found.update(dict.fromkeys(_climb(step, name)))
    return list(found)


def find_places(name: str) -> tuple[Step, ...]:
    """The nodes and groups where a product itself stands; nothing where neither tree has it. Raises TableError."""
    return _map_places().get(name, ())


def find_kinds(name: str) -> tuple[str, ...]:
    """What the tax tree puts right under a product or includes in it, and its other kinds. Raises TableError."""
    return tuple(kind for kind in _map_kinds().get(name, ()) if kind != name)


def is_another(longer: str, name: str) -> bool:
    """Whether a word that holds the name of a product is no kind of it by the trees: 聚丙烯 is no 丙烯, nor is 丙烯酸.

    Both must stand in the same tree. What ends in the name is another product where it is of another field, what
    begins with it wherever it does not stand under it. Raises TableError.
    """
    places = _map_places()
    if longer not in places:
        return False
    pairs = [(one, two) for one in places.get(longer, ()) for two in places.get(name, ()) if one.tree is two.tree]
    size = _SECTION if longer.endswith(name) else len(max((two.code for _, two in pairs), key=len, default=""))
    return bool(pairs) and not any(one.code[:size] == two.code[:size] for one, two in pairs)


def find_steps_alike(name: str) -> list[Step]:
    """Steps above goods that are called alike, for a name that neither tree has: 乳胶漆 is called as other 漆 are.

    Most names of a tree with the longest ending in common must be of one group; by the last character alone, nearly
    all of many. Raises TableError.
    """
    known = _map_places()
    for at in range(len(name)):
        alike = [step for one, steps in known.items() if one.endswith(name[at:]) for step in steps]
        for tree in Tree:
            groups = Counter(step.code[:_GROUP] for step in alike if step.tree is tree)
            group, count = (groups.most_common(1) or [("", 0)])[0]
            last = at + 1 == len(name)
            if group and count >= (_NEARLY_ALL if last else _MOST) * groups.total() and count >= (_MANY if last else 1):
                member = next(step for step in alike if step.tree is tree and step.code[:_GROUP] == group)
                return list(_climb(Step(tree, group, _find_group_name(member)), ""))
    return _find_steps_of_sisters(name)


def _find_steps_of_sisters(name: str) -> list[Step]:
    """Steps above goods that differ from a name in the last character alone: 洗衣粉, 洗衣剂 for 洗衣液."""
    if len(name) <= SHORTEST:
        return []
    known = _map_places()
    alike = [step for one, steps in known.items() if one[:-1] == name[:-1] for step in steps if step.tree is Tree.GOODS]
    groups = Counter(step.code for step in alike)
    group, count = (groups.most_common(1) or [("", 0)])[0]
    if count < max(SHORTEST, _MOST * groups.total()):
        return []
    return [next(step for step in alike if step.code == group)]


def is_product(name: str) -> bool:
    """Whether one of the trees has a product of this name. Raises TableError."""
    return name in _map_places()


def names_of_products() -> Mapping[str, object]:
    """The names that `is_product` knows, for who asks for very many. Raises TableError."""
    return _map_places()


def is_group(name: str) -> bool:
    """Whether a group of similar goods is called so: 手套. Raises TableError."""
    return name in _map_group_names().values()


def is_ending(text: str) -> bool:
    """Whether the name of a product ends in a text, or is it: 喷头 of 淋浴喷头. Raises TableError."""
    backwards, wanted = _list_backwards(), text[::-1]
    at = bisect_left(backwards, wanted)
    return at < len(backwards) and backwards[at].startswith(wanted)


def find_groups_alike(name: str, share: float, fewest: int) -> tuple[str, ...]:
    """The group of similar goods to which so large a share of the goods belongs whose names end as this one does.

    The longest ending that any name has counts, by its last character alone only where so many are of the group; as
    codes, none or one. Raises TableError.
    """
    places, backwards = _map_places(), _list_backwards()
    for at in range(len(name)):
        wanted = name[at:][::-1]
        alike = islice(backwards, bisect_left(backwards, wanted), bisect_right(backwards, wanted + "\U0010ffff"))
        steps = (step for one in alike for step in places[one[::-1]] if step.tree is Tree.GOODS)
        groups = Counter(step.code for step in steps)
        if groups:
            ((group, count),) = groups.most_common(1)
            few = at + 1 == len(name) and count < fewest
            return () if few or count < share * groups.total() else (group,)
    return ()


def find_group_name(group: str) -> str:
    """What a group of similar goods is called; empty where there is none. Raises TableError."""
    return _map_group_names().get(group, "")


def find_wider_words(steps: Iterable[tuple[Tree, str]]) -> tuple[str, ...]:
    """The words by which titles of general standards call what nodes and groups hold, of the narrowest that has some.

    Raises TableError.
    """
    for tree, code in steps:
        for end in range(len(code), 1, -1):
            if words := _map_wider().get((tree, code[:end])):
                return words
    return ()


def is_substance(name: str) -> bool:
    """Whether a product is a chemical, whose name is often a part of the names of others. Raises TableError."""
    return any(step.code.startswith(_CHEMICALS[step.tree]) for step in _map_places().get(name, ()))


def find_last_product(name: str) -> str:
    """The longest ending of a compound name that the trees know: 冷藏箱 of 电冷藏箱; empty where there is none."""
    endings = (name[at:] for at in range(1, len(name) - SHORTEST + 1))
    return next((ending for ending in endings if ending in _map_places()), "")


def find_other_names(name: str) -> tuple[str, ...]:
    """Other names of a product, in both directions: 奇异果 for 猕猴桃, 猕猴桃 for 奇异果. Raises TableError."""
    return tuple(other for other in _map_other_names().get(name, ()) if other != name)


def names_besides() -> Iterator[tuple[str, str]]:
    """Each name of a product in the tax tree with another name of it: (马铃薯, 土豆). Raises TableError."""
    for row in rows("products"):
        for name, others in _read_other_names(row["other_names"]).items():
            yield from ((name, other) for other in others)


def names_of_goods(*, services: bool = False) -> frozenset[str]:
    """The names of goods in both trees, or of services, each once. Raises TableError."""
    tax = (row["name"] for row in rows("products") if row["code"].startswith(_THINGS) is not services)
    groups = (row["name"] for row in rows("goods_groups") if (row["class"] <= _LAST_CLASS) is not services)
    return frozenset(filter(None, map(strip_name, chain(tax, groups))))


def _find_group_name(member: Step) -> str:
    """What the group of a node is called."""
    return strip_name(_map_nodes()[member.code[:_GROUP]]) if member.tree is Tree.TAX else member.name


def _climb(step: Step, name: str) -> Iterator[Step]:
    """The steps from a place of a product up; the place itself only where it is called otherwise."""
    if step.name != name:
        yield step
    if step.tree is Tree.TAX:
        known = _map_nodes()
        for end in range(len(step.code) - 1, 0, -1):
            if step.code[:end] in known:
                yield Step(Tree.TAX, step.code[:end], strip_name(known[step.code[:end]]))


@cache
def _list_backwards() -> list[str]:
    """All names of products written backwards, in order: those that end alike stand side by side."""
    return sorted(name[::-1] for name in _map_places())


@cache
def _map_wider() -> dict[tuple[Tree, str], tuple[str, ...]]:
    """(tree, code) -> the words of the table `wider` that are near it; far ones say little, but for food."""
    found: dict[tuple[Tree, str], dict[str, None]] = {}
    trees = {tree.name: tree for tree in Tree}
    for row in rows("wider"):
        name, _, code = row["class"].partition(" ")
        if name in trees and (row["reach"] == "near" or row["word"] == _FOOD):
            found.setdefault((trees[name], code), {})[row["word"]] = None
    return {key: tuple(words) for key, words in found.items()}


@cache
def _map_group_names() -> dict[str, str]:
    """Code -> name of the groups of similar goods."""
    return {row["group"]: strip_name(row["group_name"]) for row in rows("goods_groups")}


@cache
def _map_nodes() -> dict[str, str]:
    """Code -> name of the tax tree."""
    return {row["code"]: row["name"] for row in rows("products")}


@cache
def _map_places() -> dict[str, tuple[Step, ...]]:
    """Name of a product -> the nodes and groups where it stands; its own node before one that only includes it."""
    found: dict[str, list[Step]] = {}
    tax = [row for row in rows("products") if row["code"].startswith(_THINGS)]
    for row in tax:
        step = Step(Tree.TAX, row["code"], strip_name(row["name"]))
        for name in (strip_name(row["name"]), *_read_other_names(row["other_names"]).get(strip_name(row["name"]), ())):
            found.setdefault(name, []).append(step)
    for row in tax:
        step = Step(Tree.TAX, row["code"], strip_name(row["name"]))
        for name in map(strip_name, row["included"].split(";")):
            if len(name) >= SHORTEST and name not in found:
                found[name] = [step]
    for row in rows("goods_groups"):
        if row["class"] <= _LAST_CLASS:
            step = Step(Tree.GOODS, row["group"], strip_name(row["group_name"]))
            found.setdefault(strip_name(row["name"]), []).append(step)
    return {name: tuple(steps) for name, steps in found.items() if len(name) >= SHORTEST}


@cache
def _map_kinds() -> dict[str, tuple[str, ...]]:
    """Name of a node of the tax tree -> the names right under it, and those of its kinds that no tree has."""
    found: dict[str, dict[str, None]] = {}
    known = _map_nodes()
    for row in rows("products"):
        if not row["code"].startswith(_THINGS):
            continue
        name = strip_name(row["name"])
        above = next(
            (row["code"][:end] for end in range(len(row["code"]) - 1, 0, -1) if row["code"][:end] in known), ""
        )
        if above:
            found.setdefault(strip_name(known[above]), {})[name] = None
        found.setdefault(name, {}).update(dict.fromkeys(map(strip_name, row["included"].split(";"))))
    for row in rows("kinds_of_goods"):
        found.setdefault(row["name"], {})[row["kind"]] = None
    named = {row["kind"] for row in rows("kinds_of_goods")}
    return {
        name: tuple(kind for kind in kinds if len(kind) > SHORTEST or kind in named) for name, kinds in found.items()
    }


@cache
def _map_other_names() -> dict[str, tuple[str, ...]]:
    """Name -> all names of the same product, itself among them."""
    found: dict[str, dict[str, None]] = {}
    for row in rows("products"):
        for name, others in _read_other_names(row["other_names"]).items():
            same = dict.fromkeys((name, *others))
            for one in same:
                found.setdefault(one, {}).update(same)
    for row in rows("other_names_of_goods"):
        same = {row["name"]: None, **found.get(row["name"], {}), row["other"]: None, **found.get(row["other"], {})}
        for one in same:
            found.setdefault(one, {}).update(same)
    return {name: tuple(same) for name, same in found.items()}


def _read_other_names(cell: str) -> dict[str, tuple[str, ...]]:
    """Name -> other names, of a cell `莲藕=莲|藕;茭白=茭瓜`."""
    pairs = (one.partition("=") for one in cell.split(";") if "=" in one)
    return {name.strip(): tuple(filter(None, map(str.strip, others.split("|")))) for name, _, others in pairs}
