"""An indicator: a characteristic with the limit, range or value that a standard asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from standard.place import Place
from standard.wording import Words, say, words_of

NOWHERE = Place()


class Operator(StrEnum):
    """How a value limits its characteristic."""

    LE = "le"
    LT = "lt"
    GE = "ge"
    GT = "gt"
    EQ = "eq"
    RANGE = "range"
    TOL = "tol"
    ABSENT = "absent"
    SAMPLING_PLAN = "sampling_plan"


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """A plan of microbiology (GB 4789.1): of `n` samples `c` may lie above `m`, none above `M`."""

    n: int
    c: int
    m: Decimal
    #: None where a plan of two classes has no `M`
    M: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One limit, range or value, as a sentence or a cell of a table states it.

    `low` and `high` are in `unit`: of an upper limit only `high` is there, of a value both are the same; of a sampling
    plan they are m and M. Empty is what the text does not say.
    """

    #: the characteristic: `含水率`, `铅(以Pb计)`
    name: str
    op: Operator
    low: Decimal | None
    high: Decimal | None
    #: in the one spelling of the table of units; as it stands there where nobody knows it
    unit: str
    #: what has the characteristic: `住宅单元`
    object: str = ""
    #: when it holds: `海拔800m以下地区`, `湿测`
    condition: str = ""
    #: `一级`, `优等品`, `约束值`
    grade: str = ""
    #: what a share is of: `算术平均值`
    relative_to: str = ""
    plan: SamplingPlan | None = None
    #: the method of test that a table names beside it
    method: str = ""
    #: number of the clause
    clause: str = ""
    #: of its passage, or of its table with row and column
    place: Place = NOWHERE
    #: where in `text` it stands
    span: tuple[int, int] = (0, 0)
    #: the sentence, or the cells of the table
    text: str = ""

    @property
    def limit(self) -> Words:
        """The limit as people write it: `≤8.0 %`, `6.0～9.0`, 不得检出, `n=5, c=2, m=10000, M=100000 CFU/g`."""
        if self.op is Operator.ABSENT:
            return say("indicator_none_detected")
        if self.plan is not None:
            most = f", M={self.plan.M:f}" if self.plan.M is not None else ""
            text = f"n={self.plan.n}, c={self.plan.c}, m={self.plan.m:f}{most}"
        else:
            ends = dict.fromkeys(_shown(end) for end in (self.low, self.high) if end is not None)
            text = _SIGNS.get(self.op, "") + "～".join(ends)
        words = words_of(f"{text} {self.unit}".strip())
        return say("indicator_limit_of", limit=words, of=self.relative_to) if self.relative_to else words


def _shown(number: Decimal) -> str:
    """A number as it was written; what a ratio makes of it (1/3) in four figures."""
    return f"{number:f}" if len(number.as_tuple().digits) < 20 else f"{number:.4g}"


_SIGNS = {Operator.LE: "≤", Operator.LT: "<", Operator.GE: "≥", Operator.GT: ">"}
