"""The catalogue as trees to walk through: classifications and regions with counts, issuers by count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from catalogue.search import region_words
from catalogue.wording import Words
from indexer.analysis import compact
from standard import classification
from standard.classification import Scheme
from standard.errors import LubiaoError
from standard.publisher import regions

#: filter field -> its name; trees
TREES: Mapping[str, Words] = {
    "ics": Words("国际标准分类（ICS）", "International Classification for Standards (ICS)"),
    "ccs": Words("中国标准文献分类（CCS）", "Chinese Classification for Standards (CCS)"),
    "gbt4754": Words("国民经济行业分类（GB/T 4754）", "Industries of the national economy (GB/T 4754)"),
    "region": Words("地区", "Regions"),
}
#: the one list
ISSUERS = "issuer"
SCHEMES: Mapping[str, Words] = {**TREES, ISSUERS: Words("发布单位", "Issuers")}
Counts = Mapping[str, int]


class CodeNotFound(LubiaoError):
    """A code that neither the table of a classification nor any standard has."""

    def __init__(self, scheme: str, code: str) -> None:
        super().__init__("code_missing", scheme=SCHEMES[scheme], code=code)


@dataclass(frozen=True)
class Node:
    """A code with how many standards have it or one below it."""

    code: str
    #: empty for a code that standards have and the table has not
    name: Words
    count: int
    #: whether there are codes below, in the table or in standards
    divided: bool
    #: the nodes right below, where the branch shows them
    children: tuple[Node, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        value: dict[str, Any] = {"code": self.code, "name": self.name.chinese, "name_en": self.name.english}
        below = {"children": [child.to_json() for child in self.children]} if self.children else {}
        return {**value, "count": self.count, "divided": self.divided, **below}


@dataclass(frozen=True)
class Branch:
    """One place in a tree: the way to it, and what lies below."""

    scheme: str
    #: None at the top
    node: Node | None
    #: from the top down, without the node itself
    above: tuple[Node, ...]
    #: one level below the top, two below a code
    children: tuple[Node, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "scheme": self.scheme,
            "node": self.node.to_json() if self.node is not None else None,
            "above": [node.to_json() for node in self.above],
            "children": [node.to_json() for node in self.children],
        }


@dataclass(frozen=True)
class Issuer:
    """Who issues standards, and how many."""

    name: str
    count: int


def read_branch(scheme: str, code: str, counts: Counts) -> Branch:
    """The place of a code in a tree of TREES, the top for an empty one. Raises CodeNotFound.

    `counts` is `Catalogue.counts(scheme)`: each code with all below it.
    """
    below = _list_below(scheme, counts)
    if code and code not in counts and code not in _map_parents(scheme):
        raise CodeNotFound(scheme, code)

    def node(place: str, depth: int) -> Node:
        children = tuple(node(child, depth - 1) for child in below.get(place, ())) if depth else ()
        return Node(place, _name_code(scheme, place), counts.get(place, 0), place in below, children)

    children = tuple(node(child, 1 if code else 0) for child in below.get(code, ()))
    above = tuple(node(place, 0) for place in reversed(list(_climb(scheme, code))))
    return Branch(scheme, node(code, 0) if code else None, above, children)


def find_issuers(counts: Counts, text: str = "") -> list[Issuer]:
    """Issuers whose name holds a text, in any width and case; those with most standards first."""
    part = compact(text)
    matching = [Issuer(name, count) for name, count in counts.items() if not part or part in compact(name)]
    return sorted(matching, key=lambda issuer: (-issuer.count, issuer.name))


def _list_below(scheme: str, counts: Counts) -> dict[str, list[str]]:
    """Code -> codes right below it, in order; codes that standards have and the table lacks are included."""
    parents = _map_parents(scheme)
    below: dict[str, list[str]] = {}
    for code, parent in parents.items():
        below.setdefault(parent, []).append(code)
    strays = [code for code in counts if code not in parents]
    for code in strays:
        below.setdefault(_find_parent(scheme, code), []).append(code)
    return {parent: sorted(codes) for parent, codes in below.items()} if strays else below


def _climb(scheme: str, code: str) -> Iterator[str]:
    """The codes above, from the nearest up."""
    while code := _find_parent(scheme, code):
        yield code


def _find_parent(scheme: str, code: str) -> str:
    """The code above, empty at the top; of a code that the table lacks, the longest beginning of it that is one."""
    parents = _map_parents(scheme)
    if code in parents:
        return parents[code]
    beginnings = (code[:length].rstrip(".") for length in range(len(code) - 1, 0, -1))
    return next((text for text in beginnings if text in parents), "")


@cache
def _map_parents(scheme: str) -> dict[str, str]:
    """Code of the table -> code above, in the order of the codes; not to be changed."""
    if scheme == "region":
        codes = regions()
        return {code: code[:-2] if code[:-2] in codes else "" for code in sorted(codes)}
    return {code: entry.parent for code, entry in sorted(classification.codes(Scheme(scheme)).items())}


def _name_code(scheme: str, code: str) -> Words:
    if scheme == "region":
        return region_words(code)
    entry = classification.codes(Scheme(scheme)).get(code)
    return Words(entry.name_zh, entry.name_en) if entry is not None else Words("")
