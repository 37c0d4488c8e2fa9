"""What applies to a product, against judgements: how much that is listed is right, how much that is right is listed.

`applicable.tsv` has, for each product, standards with a grade (2 is about the product, 1 applies to it among others, 0
does not apply) and the group they belong to. Judged were all standards in the first ten of each group, and all that a
pattern wider than the program's own rules found in the titles of the reference catalogue. The rules were made looking
at these products: they are a set against going back. Other products come from files that others judged, with a verdict
for each standard (`right`, `missed`, `wrong`; `weak` ones are not counted).

Both are in halves by the product, as the queries of `bench quality` are: mend rules by the one, believe the other.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.quality.cases import HALVES, half
from catalogue import Catalogue
from catalogue.applicable import RELATED, Applicable
from standard.tables import parse

#: rows of a group that count for precision
FIRST = 10
#: the products by which the rules were made
KNOWN = Path(__file__).parent / "applicable.tsv"
#: verdict of a judged file -> grade
_GRADES = {"right": 2, "missed": 2, "wrong": 0}
_ANY, _NO_GROUP = "", "none"


@dataclass(frozen=True)
class Judgement:
    """Whether a standard applies, and where it belongs."""

    grade: int
    #: empty where the judgement does not say: any is right
    group: str

    def in_place(self, group: str) -> bool:
        """Whether it applies, and belongs to this group."""
        return self.grade > 0 and self.group in (_ANY, group)

    def right(self, group: str) -> bool:
        """Whether it applies as it is listed: for itself, or as what is only related to the product."""
        return self.grade > 0 and (self.group == _ANY or (self.group == RELATED) == (group == RELATED))


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


def judgements(file: Path = KNOWN) -> dict[str, dict[str, Judgement]]:
    """Product -> number -> judgement, of a table with grades or with verdicts. Raises OSError, TableError."""
    by_product: dict[str, dict[str, Judgement]] = {}
    for row in parse(file.read_text(encoding="utf-8"), file.stem):
        judgement = _judgement(row)
        if judgement is not None:
            by_product.setdefault(row["product"], {})[row["number"]] = judgement
    return by_product


def _judgement(row: Mapping[str, str]) -> Judgement | None:
    if "grade" in row:
        return Judgement(int(row["grade"]), row["group"])
    if row["verdict"] not in _GRADES:
        return None
    return Judgement(_GRADES[row["verdict"]], _NO_GROUP if row["group_ok"] == "no" else row["group"])


@dataclass(frozen=True)
class Scores:
    """The scores of all products of one file of judgements."""

    products: Mapping[str, Score]

    @property
    def halves(self) -> dict[str, Score]:
        """`tune`, `report` -> the scores of the products in that half together; a half without any is left out."""
        by_half = {
            name: [score for product, score in self.products.items() if half(product) == name] for name in HALVES
        }
        return {name: sum(scores, Score()) for name, scores in by_half.items() if scores}

    @property
    def all(self) -> Score:
        """The scores of all products together."""
        return sum(self.products.values(), Score())

    def lines(self) -> Iterator[str]:
        """A line for each product, each half, and all."""
        for name, score in {**self.products, **self.halves, "all": self.all}.items():
            yield score.line(name)

    def to_json(self) -> dict[str, object]:
        """The counts, as JSON has them."""
        products = {name: asdict(score) for name, score in self.products.items()}
        parts = {name: asdict(score) for name, score in self.halves.items()}
        return {"products": products, "halves": parts, "all": asdict(self.all)}


def score(catalogue: Catalogue, product: str, judged: Mapping[str, Judgement]) -> Score:
    """How the answer for one product stands against its judgements; the time is the best of five."""
    answer = catalogue.applicable(product)
    times = [_time_answer(catalogue, product) for _ in range(5)]
    shown = [(row.hit.record.number, group.name) for group in answer.groups for row in group.rows[:FIRST]]
    known = [(judged[number], group) for number, group in shown if number in judged]
    places = _places(answer)
    applying = {
        number: judgement for number, judgement in judged.items() if judgement.grade and judgement.group != RELATED
    }
    listed = [
        (judgement, places[number]) for number, judgement in applying.items() if places.get(number, RELATED) != RELATED
    ]
    return Score(
        shown=len(shown),
        right=sum(judgement.right(group) for judgement, group in known),
        placed=sum(judgement.in_place(group) for judgement, group in known),
        unjudged=len(shown) - len(known),
        wanted=len(applying),
        listed=len(listed),
        listed_in_place=sum(judgement.in_place(group) for judgement, group in listed),
        milliseconds=min(times),
    )


def scores(catalogue: Catalogue, file: Path = KNOWN) -> Scores:
    """How the answers for all products of a file stand against it. Raises OSError, TableError."""
    return Scores({product: score(catalogue, product, judged) for product, judged in judgements(file).items()})


def _places(answer: Applicable) -> dict[str, str]:
    return {row.hit.record.number: group.name for group in answer.groups for row in group.rows}


def _time_answer(catalogue: Catalogue, product: str) -> float:
    started = time.perf_counter()
    catalogue.applicable(product)
    return (time.perf_counter() - started) * 1000
