"""What two texts refer to: in common, only in one, and which of it is dead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalogue.validity import Row, Verdict
from standard.clauses import Reference, StandardText
from standard.number import StandardNumber

#: numbers as they are cited -> how each stands, in their order
Judge = Callable[[Sequence[str]], Sequence[Row]]
DEAD = frozenset({Verdict.REPLACED, Verdict.ABOLISHED})


@dataclass(frozen=True)
class Referred:
    """A reference of one text, and how what it names stands."""

    reference: Reference
    #: None where there is no catalogue to ask
    standing: Row | None

    @property
    def dead(self) -> bool:
        """Whether the edition that is meant has ended: replaced, abolished, or a later one is in force."""
        row = self.standing
        if row is None or row.verdict is not Verdict.OTHER_EDITION or not row.in_force:
            return row is not None and row.verdict in DEAD
        cited, year = self.reference.number, StandardNumber(row.in_force).year
        return bool(cited.year and year and cited.year < year)


@dataclass(frozen=True)
class ReferenceRow:
    """A standard that one or both texts refer to; editions of one standard are one row."""

    left: Referred | None
    right: Referred | None

    @property
    def name(self) -> str:
        """The number without its year."""
        side = self.left or self.right
        return side.reference.number.series if side is not None else ""

    @property
    def title(self) -> str:
        """As the texts give it, else as the catalogue does."""
        sides = [side for side in (self.left, self.right) if side is not None]
        titles = [side.reference.title for side in sides] + [side.standing.title for side in sides if side.standing]
        return next(filter(None, titles), "")

    @property
    def verdict(self) -> str:
        """`common`, `only_left` or `only_right`."""
        if self.left is not None and self.right is not None:
            return "common"
        return "only_left" if self.right is None else "only_right"

    @property
    def dead(self) -> tuple[str, ...]:
        """On which sides it is dead: `left`, `right`."""
        sides = (("left", self.left), ("right", self.right))
        return tuple(name for name, side in sides if side is not None and side.dead)

    @property
    def normative(self) -> bool:
        """Whether one of the texts names it among its normative references."""
        return any(side is not None and side.reference.normative for side in (self.left, self.right))


def compare_references(left: StandardText, right: StandardText, judge: Judge | None = None) -> tuple[ReferenceRow, ...]:
    """What the texts refer to, normative ones first, in the order of the left, then of the right."""
    mine, theirs = _referred(left, judge), _referred(right, judge)
    rows = [ReferenceRow(mine.get(name), theirs.get(name)) for name in dict.fromkeys((*mine, *theirs))]
    return tuple(sorted(rows, key=lambda row: not row.normative))


def _referred(text: StandardText, judge: Judge | None) -> dict[str, Referred]:
    """By the number without its year, each once: as a normative reference where it is one."""
    own = {number.series for number in text.numbers}
    found: dict[str, Reference] = {}
    for one in text.references:
        known = found.get(one.number.series)
        if one.number.series not in own and (known is None or (one.normative and not known.normative)):
            found[one.number.series] = one
    standings = judge([str(one.number) for one in found.values()]) if judge is not None else [None] * len(found)
    return {name: Referred(one, row) for (name, one), row in zip(found.items(), standings, strict=True)}
