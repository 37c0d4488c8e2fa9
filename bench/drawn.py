"""What applies to products that were drawn by a seed, counted strictly: right in the right group.

`drawn_products.md` says how they were drawn and judged. Grade 2 in the group of the judgement, or in one that its
remark allows (`or:product,test`), is right; grade 1 is weak. Recall asks for all of grade 2, and for the mandatory ones
apart. An empty answer is wrong where something is of grade 2. The halves of the table stay apart: mend rules by `tune`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.applicable import FIRST
from catalogue import Catalogue
from standard.tables import parse

#: the products and their judgements
DRAWN = Path(__file__).parent / "drawn_products.tsv"
#: all draws, the first one first
DRAWS = tuple(sorted(Path(__file__).parent.glob("drawn_products*.tsv")))
_RIGHT, _WEAK = 2, 1
_ALSO = "or:"


@dataclass(frozen=True)
class Judged:
    """A standard as it was judged for a product."""

    grade: int
    mandatory: bool
    #: the groups in which it is right
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Strict:
    """Counts for one product, or for several."""

    #: in the first ten of each group: listed; of these grade 2 in the right group or elsewhere, grade 1, not judged
    shown: int = 0
    right: int = 0
    misplaced: int = 0
    weak: int = 0
    unjudged: int = 0
    #: grade 2: all, listed; of these the mandatory ones
    wanted: int = 0
    listed: int = 0
    mandatory: int = 0
    mandatory_listed: int = 0
    #: products without an answer that have standards of grade 2
    empty: int = 0
    products: int = 0
    milliseconds: float = 0.0

    def __add__(self, other: Strict) -> Strict:
        """Both together; of the times the longer."""
        counts = {name: value + getattr(other, name) for name, value in asdict(self).items()}
        return Strict(**{**counts, "milliseconds": max(self.milliseconds, other.milliseconds)})

    def line(self, name: str) -> str:
        """The figures as a line."""
        judged = max(self.shown - self.unjudged, 1)
        return "\t".join(
            (
                name,
                f"precision {self.right / judged:6.1%} (wrong group {self.misplaced / judged:.1%})",
                f"weak {self.weak / judged:.1%}",
                f"of {self.shown} ({self.unjudged} not judged)",
                f"recall {self.listed / max(self.wanted, 1):6.1%} of {self.wanted}",
                f"mandatory {self.mandatory_listed / max(self.mandatory, 1):6.1%} of {self.mandatory}",
                f"wrongly empty {self.empty} of {self.products}",
                f"{self.milliseconds:.1f} ms",
            )
        )


def is_drawn(file: Path) -> bool:
    """Whether a table of judgements has halves of its own and is counted strictly."""
    row = parse(file.read_text(encoding="utf-8"), file.stem)[0]
    return "half" in row and "mandatory" in row


def read_judged(file: Path = DRAWN) -> dict[str, dict[str, dict[str, Judged]]]:
    """Half -> product -> number -> judgement. Raises OSError, TableError."""
    found: dict[str, dict[str, dict[str, Judged]]] = {}
    for row in parse(file.read_text(encoding="utf-8"), file.stem):
        also = [word.removeprefix(_ALSO) for word in row["remark"].split() if word.startswith(_ALSO)]
        groups = (row["group"], *(group for one in also for group in one.split(",")))
        judged = Judged(int(row["grade"]), row["mandatory"] == "yes", groups)
        found.setdefault(row["half"], {}).setdefault(row["product"], {})[row["number"]] = judged
    return found


def count(catalogue: Catalogue, product: str, judged: Mapping[str, Judged]) -> Strict:
    """How the answer for one product stands against its judgements; the time is the better of two."""
    catalogue.applicable(product)
    started = time.perf_counter()
    found = catalogue.applicable(product)
    took = (time.perf_counter() - started) * 1000
    shown = [(row.hit.record.number, group.name) for group in found.groups for row in group.rows[:FIRST]]
    known = [(judged[number], group) for number, group in shown if number in judged]
    right = [group in one.groups for one, group in known if one.grade == _RIGHT]
    places = {row.hit.record.number for group in found.groups for row in group.rows}
    wanted = {number: one for number, one in judged.items() if one.grade == _RIGHT}
    binding = {number for number, one in wanted.items() if one.mandatory}
    return Strict(
        shown=len(shown),
        right=sum(right),
        misplaced=len(right) - sum(right),
        weak=sum(one.grade == _WEAK for one, _ in known),
        unjudged=len(shown) - len(known),
        wanted=len(wanted),
        listed=len(places & set(wanted)),
        mandatory=len(binding),
        mandatory_listed=len(places & binding),
        empty=int(bool(wanted) and not found.total),
        products=1,
        milliseconds=took,
    )


@dataclass(frozen=True)
class StrictScores:
    """Half -> product -> counts."""

    halves: Mapping[str, Mapping[str, Strict]]

    def lines(self) -> Iterator[str]:
        """A line for each product of the tune half, then one for each half: the report half is not read by product."""
        for name, one in self.halves.get("tune", {}).items():
            yield one.line(name)
        for half, products in self.halves.items():
            yield sum(products.values(), Strict()).line(half)

    def to_json(self) -> dict[str, object]:
        """The counts of each half, as JSON has them."""
        return {half: asdict(sum(products.values(), Strict())) for half, products in self.halves.items()}


def strict_scores(catalogue: Catalogue, file: Path = DRAWN) -> StrictScores:
    """How the answers for all products of a file stand against it. Raises OSError, TableError."""
    halves = read_judged(file)
    return StrictScores(
        {
            half: {one: count(catalogue, one, judged) for one, judged in products.items()}
            for half, products in halves.items()
        }
    )
