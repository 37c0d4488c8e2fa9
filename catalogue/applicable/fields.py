"""The wide fields a product is of (纺织品, 机械), and the general standards that hold for all of a field.

Titles do not tell well what a general standard of a wide field holds for, so the table `general_standards` names them,
with their scope as the catalogue records it; `fields` says which nodes of the trees of goods, names and dangers are of
a field. Words of titles that a field owns bring nothing else but what binds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from standard.products import Step, Tree
from standard.tables import rows

#: any kind of danger
_ANY = "*"
_PACKAGE = "catalogue.applicable"


@dataclass(frozen=True)
class _Places:
    """What is of a field, or is not, by codes of the trees, by names and by kinds of danger."""

    tax: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    danger: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is named."""
        return not (self.tax or self.goods or self.ends or self.holds or self.danger)

    def find(self, names: tuple[str, ...], steps: tuple[Step, ...], dangers: tuple[str, ...]) -> Step | bool:
        """The step by which a product is of the field; True where its name or danger tells, False where none does."""
        for step in steps:
            if step.code.startswith(self.tax if step.tree is Tree.TAX else self.goods):
                return step
        if any(name.endswith(self.ends) or any(word in name for word in self.holds) for name in names):
            return True
        return bool(dangers) and (_ANY in self.danger or any(danger in self.danger for danger in dangers))


@dataclass(frozen=True)
class _Field:
    """A field with what is of it and what is not."""

    inside: _Places
    outside: _Places
    within: tuple[str, ...]


@dataclass(frozen=True)
class GeneralStandard:
    """A standard, by a number that stands for all its editions and parts, that holds for a whole field."""

    number: str
    #: what the field is called
    field: str
    #: the step by which the product is of the field; None where its name or danger tells
    step: Step | None = None


@dataclass
class _Rows:
    """The rows of one field in the table, by place."""

    codes: dict[str, list[str]] = field(default_factory=dict)

    def get(self, place: str) -> tuple[str, ...]:
        """The codes of a place."""
        return tuple(self.codes.get(place, ()))


def list_general_standards(
    names: Iterable[str], steps: Iterable[Step], dangers: Iterable[str]
) -> Iterator[GeneralStandard]:
    """The general standards of the fields a product is of, by its names, steps and dangers. Raises TableError."""
    known, climbed, dangerous = tuple(names), tuple(steps), tuple(dangers)
    found = {name: _find_field(name, known, climbed, dangerous) for name in _read_fields()}
    for name, number in _read_standards():
        step = found[name]
        if step:
            yield GeneralStandard(number, name, step if isinstance(step, Step) else None)


def owns_word(word: str, *, whole: bool = False) -> bool:
    """Whether a field owns a word of titles, so that only what binds counts, or with `whole` nothing."""
    return word in _read_owned()["owns all" if whole else "owns"]


def _find_field(name: str, names: tuple[str, ...], steps: tuple[Step, ...], dangers: tuple[str, ...]) -> Step | bool:
    """The step by which a product is of a field; True where something else tells, False where it is none of it."""
    one = _read_fields()[name]
    above = [_find_field(wider, names, steps, dangers) for wider in one.within]
    if not all(above) or one.outside.find(names, steps, dangers):
        return False
    if one.inside.empty:
        return above[0] if above else False
    return one.inside.find(names, steps, dangers)


@cache
def _read_fields() -> dict[str, _Field]:
    """Field -> what is of it. Raises TableError."""
    found: dict[str, _Rows] = {}
    for row in rows("fields", _PACKAGE):
        found.setdefault(row["field"], _Rows()).codes.setdefault(row["place"], []).append(row["code"])
    places = ("tax", "goods", "ends", "holds", "danger")
    return {
        name: _Field(
            _Places(*(one.get(place) for place in places)),
            _Places(*(one.get(f"not {place}") for place in places)),
            one.get("within"),
        )
        for name, one in found.items()
    }


@cache
def _read_owned() -> dict[str, frozenset[str]]:
    """How strictly -> the words of titles that fields own. Raises TableError."""
    return {
        place: frozenset(row["code"] for row in rows("fields", _PACKAGE) if row["place"] == place)
        for place in ("owns", "owns all")
    }


@cache
def _read_standards() -> tuple[tuple[str, str], ...]:
    """(field, number) of the table `general_standards`. Raises TableError."""
    return tuple((row["field"], row["number"]) for row in rows("general_standards", _PACKAGE))
