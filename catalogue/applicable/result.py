"""What applies to a product: the standards that ask something of it, by what they ask, with the reason of each.

`docs/applicable.md` says how standards are found and ordered; `catalogue.applicable.finder` finds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.applicable.product_names import Product, is_code
from catalogue.search import Addresses, AnswerHit, Hint, Search
from catalogue.wording import FUNCTIONS, Words, say
from standard.function import Finding

#: standards that bind by law stand first, whatever they ask; equipment and what else only serves the product is apart
MANDATORY, RELATED = "mandatory", "related"
#: group -> heading, in the order in which they are shown
GROUPS: Mapping[str, Words] = {
    MANDATORY: Words("强制性标准", "Mandatory standards"),
    **{str(function): Words(words[0], words[1]) for function, words in FUNCTIONS.items()},
    RELATED: Words("设备、配套与相关产品", "Equipment and related products"),
}


@dataclass(frozen=True)
class Reason:
    """Why a standard is listed."""

    #: `title`, `kind`, `among`, `field`, `material`, `class`, `class_name`, `wider`, `step`, `industry`, `cited`,
    #: `related`
    kind: str
    #: the sentence shown
    text: Words
    #: a code, or numbers of standards, that it rests on
    evidence: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {"kind": self.kind, "text": self.text, "evidence": list(self.evidence)}


@dataclass(frozen=True)
class ApplicableStandard:
    """One standard that applies to the product, with its function and the reasons it is listed."""

    hit: AnswerHit
    finding: Finding
    reasons: tuple[Reason, ...]

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        value = self.hit.to_json(addresses)
        for name in ("group", "score", "marks"):
            del value[name]
        function = {"function": self.finding.function.value, "function_sign": self.finding.evidence}
        return {**value, **function, "reasons": [reason.to_json() for reason in self.reasons]}


@dataclass(frozen=True)
class Group:
    """The standards of one function, or all mandatory ones, the nearest to the product first."""

    name: str
    rows: tuple[ApplicableStandard, ...]

    @property
    def words(self) -> Words:
        """Its heading."""
        return GROUPS[self.name]

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        rows = [row.to_json(addresses) for row in self.rows]
        return {"group": self.name, "label": self.words, "count": len(rows), "standards": rows}


@dataclass(frozen=True)
class Applicable:
    """What applies to a product on a day."""

    product: Product
    #: those that hold anything, in the order of GROUPS
    groups: tuple[Group, ...]
    #: what names the product and is about something else: it asks nothing of the product, and is not counted
    related: Group
    #: how many more name the product and are no longer in force
    withdrawn: int
    #: how many a search for its words finds, where nothing is listed
    mentioned: int
    #: (code, name) of the classes that the product's own standards have
    classes: tuple[tuple[str, Words], ...]
    day: date
    data_date: date | None
    generation: str
    took_ms: float

    @property
    def total(self) -> int:
        """How many standards are listed."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def upcoming(self) -> int:
        """How many of them are not in force yet."""
        return sum(row.hit.status == "upcoming" for group in self.groups for row in group.rows)

    def rows(self) -> Iterator[ApplicableStandard]:
        """All rows, group by group, the related last."""
        for group in (*self.groups, self.related):
            yield from group.rows

    def hints(self) -> Iterator[Hint]:
        """Why little or nothing is listed, and what to ask instead."""
        if self.total:
            return
        if self.withdrawn:
            search = Search(self.product.query)
            yield Hint("only_withdrawn", say("only_withdrawn", count=self.withdrawn), search=search)
        else:
            yield self._unknown()
        if self.product.head:
            yield Hint("wider_product", say("wider_product", head=self.product.head), query=self.product.head)

    def _unknown(self) -> Hint:
        """Where no title is about the product: what a search finds, if it finds anything."""
        text = self.product.text
        if self.product.code is None and is_code(text):
            return Hint("class_unknown", say("class_unknown", name="GB/T 4754", code=text))
        if not self.mentioned:
            return Hint("product_unknown", say("product_nowhere", product=text))
        words = say("product_unknown", product=text, total=self.mentioned)
        return Hint("product_unknown", words, query=text, search=Search(text), total=self.mentioned)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        code = self.product.code
        return {
            "product": self.product.text,
            "names": [name.text for name in self.product.names],
            "gbt4754": {"code": code.code, "name": code.name_zh} if code is not None else None,
            "total": self.total,
            "upcoming": self.upcoming,
            "withdrawn": self.withdrawn,
            "classes": [{"code": code, "name": name.chinese, "name_en": name.english} for code, name in self.classes],
            "hints": [hint.to_json(addresses) for hint in self.hints()],
            "groups": [group.to_json(addresses) for group in self.groups],
            "related": self.related.to_json(addresses),
            "on": self.day.isoformat(),
            "generation": self.generation,
            "took_ms": round(self.took_ms, 2),
        }
