"""What to look at in a standard, and in it beside one of a higher level: hints with their grounds, never a verdict.

The grounds are those of 标准化法 (2017) articles 21, 29 and 山东省标准化条例 (2020) articles 9, 28.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.indicators import IndicatorRow, Verdict
from catalogue.lookup import find_successors
from catalogue.wording import Words, say
from indexer.engines import Engine
from standard.publisher import Level
from standard.record import Record
from standard.review import latest_due

#: the province whose regulation also forbids to ask for less than recommended national standards
SHANDONG = "37"
#: kinds of checks, the gravest first
CHECKS = (
    "below_mandatory",
    "below_recommended_national",
    "overlap",
    "stale_reference",
    "stale_adoption",
    "review_due",
    "stricter_than_national",
    "no_national_counterpart",
    "not_judged",
)
#: indicators that are named in a check
_NAMED = 5
_TURNED = {Verdict.LOOSER: Verdict.STRICTER, Verdict.STRICTER: Verdict.LOOSER}


@dataclass(frozen=True)
class Check:
    """One thing to look at."""

    #: one of CHECKS
    kind: str
    text: Words
    numbers: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {"kind": self.kind, "text": self.text, "numbers": list(self.numbers)}


def check_alone(engine: Engine, record: Record, day: date) -> Iterator[Check]:
    """What to look at in one standard by itself. Raises IndexFault."""
    yield from _check_references(engine, record, day)
    yield from _check_adoptions(engine, record, day)
    yield from _check_review(record, day)


def check_pair(record: Record, candidate: Record) -> Iterator[Check]:
    """What to look at in a standard beside one of a higher level on the same object.

    Whether a requirement lies below the other's cannot be told from titles; that it may not is said, with the ground.
    """
    if candidate.level is Level.NATIONAL:
        mandatory = sets_floor(candidate)
        if mandatory or (record.region.startswith(SHANDONG) and candidate.nature != "guidance"):
            floor = "below_mandatory" if mandatory else "below_recommended_national"
            text = say(f"check_{floor}", number=candidate.number, title=candidate.title, issued=_issued(candidate))
            yield Check(floor, text, (candidate.number,))
    if is_newer(candidate, record):
        text = say("check_overlap", number=candidate.number, issued=_issued(candidate), own=_issued(record))
        yield Check("overlap", text, (candidate.number,))


def check_text(record: Record, other: Record, rows: Iterable[IndicatorRow], *, swapped: bool) -> Iterator[Check]:
    """What the indicators of both texts show of a standard beside a national one; `swapped`: it is the right of rows.

    Looser ones than the national standard's are evidence that it may lie below it; where there are only stricter ones,
    that is told.
    """
    if other.level is not Level.NATIONAL or record.level in (Level.NATIONAL, other.level):
        return
    found: dict[Verdict, list[IndicatorRow]] = {Verdict.LOOSER: [], Verdict.STRICTER: []}
    for row in rows:
        turned = _TURNED.get(row.verdict, row.verdict) if swapped else row.verdict
        if turned in found:
            found[turned].append(row)
    looser, stricter = found[Verdict.LOOSER], found[Verdict.STRICTER]
    floor = "below_mandatory" if sets_floor(other) else "below_recommended_national"
    if looser:
        yield Check(floor, say("check_looser_indicators", number=other.number, count=len(looser), names=_list(looser)),
                    (other.number,))  # fmt: skip
    elif stricter:
        words = say("check_stricter_indicators", number=other.number, count=len(stricter), names=_list(stricter))
        yield Check("stricter_than_national", words, (other.number,))


def _list(rows: list[IndicatorRow]) -> tuple[str, ...]:
    """Names and clauses of the first indicators: `铅含量（4.6）`."""
    named = dict.fromkeys((row.characteristic, row.left.clause if row.left is not None else "") for row in rows)
    return tuple(f"{name}（{clause}）" for name, clause in list(named)[:_NAMED])


def check_counterparts(record: Record, candidates: int, related: int, *, judged: bool) -> Iterator[Check]:
    """That no higher standard on the same object was found, apart from whether related ones were.

    Where there is nothing to go by, that is said instead: no title, a title that names no object (`judged` is False),
    or no class where the title alone found nothing.
    """
    if candidates:
        return
    if not judged or not (related or record.ics or record.ccs):
        missing = "title" if not record.title.strip() else "class" if judged else "object"
        yield Check("not_judged", say(f"check_not_judged_{missing}"))
        return
    name = "check_no_counterpart_related" if related else "check_no_counterpart"
    yield Check("no_national_counterpart", say(name, count=related))


def sets_floor(record: Record) -> bool:
    """Whether a standard is mandatory, so that beside it the loosest grades count: that is what it allows at least."""
    if record.nature:
        return record.nature == "mandatory"
    return record.parsed is not None and record.parsed.mandatory is True


def is_newer(candidate: Record, record: Record) -> bool:
    """Whether a standard was issued after another; by the years where a day is not known."""
    if candidate.issued is not None and record.issued is not None:
        return candidate.issued > record.issued
    return bool(candidate.year and record.year and candidate.year > record.year)


def _issued(record: Record) -> str:
    return record.issued.isoformat() if record.issued is not None else str(record.year or "")


def _check_review(record: Record, day: date) -> Iterator[Check]:
    """Issued or last confirmed more than five years ago; ended standards are not reviewed any more."""
    last = record.reviewed or record.issued
    if last is None or record.status_on(day).ended or last > latest_due(day):
        return
    name = "check_review_due" if record.reviewed is not None else "check_review_due_unknown"
    yield Check("review_due", say(name, last=last.isoformat()))


def _check_references(engine: Engine, record: Record, day: date) -> Iterator[Check]:
    dead = _dead(engine, record.cites, day)
    if dead:
        yield Check(
            "stale_reference", say("check_stale_reference", numbers=_with_successors(engine, dead, day)), _names(dead)
        )


def _check_adoptions(engine: Engine, record: Record, day: date) -> Iterator[Check]:
    dead = _dead(engine, (adoption.number for adoption in record.adopts), day)
    if dead:
        yield Check(
            "stale_adoption", say("check_stale_adoption", numbers=_with_successors(engine, dead, day)), _names(dead)
        )


def _dead(engine: Engine, numbers: Iterable[str], day: date) -> list[Record]:
    """Those of the standards named that the catalogue knows to have ended."""
    known = (engine.get(number) for number in dict.fromkeys(numbers))
    return [record for record in known if record is not None and record.status_on(day).ended]


def _with_successors(engine: Engine, dead: list[Record], day: date) -> tuple[str, ...]:
    """Each with what is in force in its place: `GB 1-2000 → GB 1-2010`."""
    return tuple(
        " → ".join((record.number, *(row.number for row in find_successors(engine, record, day)[:3])))
        for record in dead
    )


def _names(records: list[Record]) -> tuple[str, ...]:
    return tuple(record.number for record in records)
