"""The numbers that a query names, each with what else the reader may have meant by it: chips and hints tell of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.query.partial_numbers import of_any_nature
from indexer.analysis import parse
from indexer.query import Number, PartialNumber
from standard.number import StandardNumber


@dataclass(frozen=True)
class NamedNumber:
    """A number that a query names."""

    number: StandardNumber | PartialNumber
    #: as the reader sees it: canonical, but 国标9001 as it was typed
    label: str
    #: whether only what is called so is asked for, and nothing that mentions it
    own: bool
    #: what else it may mean: `DB37 4320` the same number of any nature
    otherwise: PartialNumber | None = None

    @property
    def is_serial(self) -> bool:
        """Whether it is nothing but a serial, maybe with its year."""
        return isinstance(self.number, PartialNumber) and not self.number.stem

    def members(self) -> tuple[NamedNumber, ...]:
        """The numbers to look at one by one: several side by side read as a joint number; a prefix is none."""
        if isinstance(self.number, PartialNumber) or self.number.kind not in ("joint", "prefix"):
            return (self,)
        members = self.number.members if self.number.kind == "joint" else ()
        return tuple(NamedNumber(member, str(member), self.own, of_any_nature(member)) for member in members)


def named_numbers(nodes: Iterable[Number | PartialNumber]) -> tuple[NamedNumber, ...]:
    """The numbers of a query, without those that no grammar reads."""
    return tuple(number for number in map(named_number, nodes) if number is not None)


def named_number(node: Number | PartialNumber) -> NamedNumber | None:
    """The number that a node asks for; None where no grammar reads it."""
    if isinstance(node, PartialNumber):
        return NamedNumber(node, node.text, node.own)
    number = parse(node.text)
    return NamedNumber(number, str(number), node.own, of_any_nature(number)) if number is not None else None
