"""What a comparison of many standards comes to for an officer: rows to decide on, without those that are settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from catalogue.comparison.adoptions import Adopting, adoptions_of
from catalogue.comparison.checks import Check
from catalogue.comparison.decisions import Decisions, Earlier, known_until, state_text
from catalogue.comparison.overlap_list import OverlapList, list_overlaps
from catalogue.comparison.overlaps import Overlap, Overlaps
from catalogue.comparison.selection import Selection
from catalogue.lookup import find_successors
from catalogue.wording import Words, say
from indexer.engines import Engine
from indexer.lifecycle import Opened
from standard.home import HOME
from standard.record import Record

#: checks of one standard by itself that an officer decides on
ALONE = ("stale_reference", "stale_adoption", "review_due", "not_judged")


@dataclass(frozen=True)
class Matter:
    """One thing to decide on: of a standard alone, or of it and another that it cites or adopts."""

    standard: Record
    #: one of `checks.CHECKS`
    kind: str
    text: Words
    #: number of the other one; empty for what is of the standard alone
    other: str = ""
    #: None where the catalogue lacks it
    other_record: Record | None = None
    #: what was decided before, where that is no longer enough
    earlier: Earlier | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        """The standard, and the other one where the catalogue has it."""
        return (self.standard,) if self.other_record is None else (self.standard, self.other_record)

    @property
    def settled(self) -> bool:
        """Whether it was decided on, and nothing changed since."""
        return self.earlier is not None and self.earlier.settled

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "number": self.standard.number,
            "kind": self.kind,
            "text": self.text,
            "other": self.other or None,
            **_earlier_json(self.earlier),
        }


@dataclass(frozen=True)
class Standing:
    """How one of the standards compared stands: its state, and what is in force in its place."""

    record: Record
    state: str
    successors: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {"number": self.record.number, "state": self.state, "in_force": list(self.successors)}


@dataclass(frozen=True)
class Findings:
    """A comparison with all that a workbook of it tells."""

    overlaps: OverlapList
    decisions: Decisions
    #: pair (standard, candidate) -> what was decided before on it, where it is raised again
    reopened: Mapping[tuple[str, str], Earlier]
    matters: tuple[Matter, ...]
    #: matters that are not raised again
    settled: int
    standings: tuple[Standing, ...]
    adoptions: tuple[Adopting, ...]
    #: sources of the records compared -> how many are from each
    sources: Mapping[str, int] = field(default_factory=dict)
    #: (number, other) of a pair or matter -> the day up to which both are known, where that is later than the data
    known: Mapping[tuple[str, str], date] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day as of which all is said."""
        return self.overlaps.day

    def earlier(self, pair: Overlap) -> Earlier | None:
        """What was decided before on a pair that is raised again."""
        return self.reopened.get((pair.standard.number, pair.candidate.number))

    def to_json(self) -> dict[str, Any]:
        """What stands beside the pairs, as JSON with the names of the API."""
        return {
            "matters": [matter.to_json() for matter in self.matters],
            "validity": [one.to_json() for one in self.standings],
            "adoptions": [row.to_json() for row in self.adoptions],
            "reopened": [
                {"number": number, "candidate": candidate, **_earlier_json(earlier)}
                for (number, candidate), earlier in self.reopened.items()
            ],
            "decisions": decisions_json(self.decisions, self.overlaps.settled + self.settled),
            "sources": dict(self.sources),
        }


def decisions_json(decisions: Decisions, settled: int) -> dict[str, Any]:
    """What came of a file of decisions, as JSON with the names of the API."""
    return {
        "file": decisions.name,
        "read": len(decisions.rows),
        "undecided": decisions.undecided,
        "settled": settled,
        "problems": [one.to_json() for one in decisions.problems],
    }


def find_findings(
    opened: Opened,
    selection: Selection,
    day: date,
    decisions: Decisions | None = None,
    home: str = HOME,
    *,
    found: OverlapList | None = None,
    kept: bool = False,
) -> Findings:
    """Compare all standards of a selection; what `decisions` settle is left out and counted, or with `kept` stays.

    `found` is the list of the same standards where it was made before. Raises IndexFault.
    """
    engine, taken = opened.engine, decisions or Decisions()
    reopened: dict[tuple[str, str], Earlier] = {}

    def is_settled(pair: Overlap) -> bool:
        earlier = taken.look_up(engine, day, pair.standard, pair.candidate)
        if earlier is not None and not earlier.settled:
            reopened[pair.standard.number, pair.candidate.number] = earlier
        return not kept and earlier is not None and earlier.settled

    if found is None:
        found = list_overlaps(opened, selection, day, is_settled, home)
    else:
        found = found.narrowed(selection.checks, is_settled)
    raised = {row.record.number: list(_matters(engine, row, taken, day)) for row in found.rows}
    left = {number: [one for one in matters if kept or not one.settled] for number, matters in raised.items()}
    found = _without_settled(found, raised, left)
    pairs = {(pair.standard.number, pair.candidate.number) for pair in found.pairs}
    both: dict[tuple[str, str], tuple[Record, ...]] = {
        (pair.standard.number, pair.candidate.number): (pair.standard, pair.candidate) for pair in found.pairs
    }
    both |= {(one.standard.number, one.other): one.records for matters in left.values() for one in matters}
    since = found.data_date or day
    known = {key: known_until(engine, records, day, since) for key, records in both.items()}
    return Findings(
        found,
        taken,
        {key: earlier for key, earlier in reopened.items() if key in pairs},
        tuple(matter for matters in left.values() for matter in matters),
        sum(map(len, raised.values())) - sum(map(len, left.values())),
        tuple(_standing(engine, row.record, day) for row in found.rows),
        tuple(row for one in found.rows for row in adoptions_of(engine, one.record, day)),
        Counter(row.record.source for row in found.rows if row.record.source),
        {key: until for key, until in known.items() if until > since},
    )


def _without_settled(
    found: OverlapList, raised: Mapping[str, list[Matter]], left: Mapping[str, list[Matter]]
) -> OverlapList:
    """The list without the checks of standards of which nothing is left to decide."""
    rows, counts = [], Counter(found.counts)
    for row in found.rows:
        open_kinds = {matter.kind for matter in left[row.record.number]}
        settled = {matter.kind for matter in raised[row.record.number]} - open_kinds
        counts.subtract(settled)
        rows.append(replace(row, checks=tuple(one for one in row.checks if one.kind not in settled)))
    return replace(found, rows=tuple(rows), counts={kind: count for kind, count in counts.items() if count > 0})


def _matters(engine: Engine, row: Overlaps, decisions: Decisions, day: date) -> Iterator[Matter]:
    """What there is to decide on in one standard by itself, one row for each that it cites or adopts."""
    for kind in ALONE:
        check = row.find_check(kind)
        if check is None:
            continue
        for other in check.numbers or ("",):
            record = engine.get(other) if other else None
            text = check.text if len(check.numbers) < 2 else _text_of(engine, check, other, record, day)
            earlier = decisions.look_up(engine, day, row.record, record or other, kind)
            yield Matter(row.record, kind, text, other, record, earlier)


def _text_of(engine: Engine, check: Check, other: str, record: Record | None, day: date) -> Words:
    """The sentence of a check for one of several numbers."""
    following = find_successors(engine, record, day)[:3] if record is not None else ()
    return say(f"check_{check.kind}", numbers=(" → ".join((other, *(one.number for one in following))),))


def _standing(engine: Engine, record: Record, day: date) -> Standing:
    return Standing(record, state_text(record, day), tuple(one.number for one in find_successors(engine, record, day)))


def _earlier_json(earlier: Earlier | None) -> dict[str, Any]:
    if earlier is None:
        return {}
    return {"earlier": {**earlier.decision.to_json(), "changed": list(earlier.changed)}}
