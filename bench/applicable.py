"""What applies to a product, against judgements: how much that is listed is right, how much that is right is listed.

`applicable.tsv` has, for each product, standards with a grade (2 is about the product, 1 applies to it among others, 0
does not apply) and the group they belong to. Judged were all standards in the first ten of each group, and all that a
pattern wider than the program's own rules found in the titles of the reference catalogue.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from catalogue import Catalogue
from catalogue.applicable import RELATED, Applicable
from standard.tables import parse

#: rows of a group that count for precision
FIRST = 10


@dataclass(frozen=True)
class Judgement:
    """Whether a standard applies, and where it belongs."""

    grade: int
    group: str


@dataclass(frozen=True)
class Score:
    """Counts for one product, or for all of them."""

    #: in the first ten of each group: listed, right in any group, right in that group, not judged
    shown: int = 0
    right: int = 0
    placed: int = 0
    unjudged: int = 0
    #: judged to apply: all, listed, listed in the right group
    wanted: int = 0
    listed: int = 0
    listed_in_place: int = 0
    milliseconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        """Both together; of the times the longer."""
        counts = {name: value + getattr(other, name) for name, value in asdict(self).items()}
        return Score(**{**counts, "milliseconds": max(self.milliseconds, other.milliseconds)})

    def line(self, name: str) -> str:
        """The figures as a line."""
        judged = max(self.shown - self.unjudged, 1)
        wanted = max(self.wanted, 1)
        return "\t".join(
            (
                name,
                f"precision {self.right / judged:6.1%} (right group {self.placed / judged:6.1%}) of {self.shown}",
                f"{self.unjudged} not judged",
                f"coverage {self.listed / wanted:6.1%} (right group {self.listed_in_place / wanted:6.1%})",
                f"of {self.wanted}",
                f"{self.milliseconds:.1f} ms",
            )
        )


def judgements() -> dict[str, dict[str, Judgement]]:
    """Product -> number -> judgement. Raises TableError."""
    text = (Path(__file__).parent / "applicable.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, Judgement]] = {}
    for row in parse(text, "applicable"):
        found.setdefault(row["product"], {})[row["number"]] = Judgement(int(row["grade"]), row["group"])
    return found


def score(catalogue: Catalogue, product: str, judged: Mapping[str, Judgement]) -> Score:
    """How the answer for one product stands against its judgements; the time is the best of five."""
    found = catalogue.applicable(product)
    times = [_timed(catalogue, product) for _ in range(5)]
    shown = [(row.hit.record.number, group.name) for group in found.groups for row in group.rows[:FIRST]]
    known = [(judged[number], group) for number, group in shown if number in judged]
    places = _places(found)
    wanted = {number: one for number, one in judged.items() if one.grade and one.group != RELATED}
    return Score(
        shown=len(shown),
        right=sum(one.grade > 0 and (one.group == RELATED) == (group == RELATED) for one, group in known),
        placed=sum(one.grade > 0 and one.group == group for one, group in known),
        unjudged=len(shown) - len(known),
        wanted=len(wanted),
        listed=sum(places.get(number, RELATED) != RELATED for number in wanted),
        listed_in_place=sum(places.get(number) == one.group for number, one in wanted.items()),
        milliseconds=min(times),
    )


def _places(found: Applicable) -> dict[str, str]:
    return {row.hit.record.number: group.name for group in found.groups for row in group.rows}


def _timed(catalogue: Catalogue, product: str) -> float:
    started = time.perf_counter()
    catalogue.applicable(product)
    return (time.perf_counter() - started) * 1000
