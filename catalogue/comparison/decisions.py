"""What an officer has decided before about pairs of standards, and whether that still stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from catalogue.comparison.checks import CHECKS
from catalogue.wording import Words, label, say, value_words
from indexer.engines import Engine, Request
from indexer.query import Number
from indexer.readers import Place
from standard.record import Record

#: what a decision is about where nothing else is said: that the two may overlap
OVERLAP = "overlap"
#: what decisions can be about: a check, or the pair itself
ABOUT = CHECKS
#: editions and amendments of a number that are looked at
_MOST_EDITIONS = 50


class Conclusion(StrEnum):
    """What an officer may decide: the words of reviews, and that two standards are not about the same."""

    DIFFERENT = "different"
    KEPT = "kept"
    REVISE = "revise"
    MERGE = "merge"
    CONVERT = "convert"
    ABOLISH = "abolish"
    #: not decided yet: raised again
    OPEN = "open"


@dataclass(frozen=True)
class Known:
    """What the row of a decision says of a standard; empty where the file has no such column."""

    title: str = ""
    state: str = ""
    issued: date | None = None


@dataclass(frozen=True)
class Decision:
    """One row that was decided."""

    number: str
    #: the other of the pair; empty where the matter is of one standard alone
    other: str
    #: one of ABOUT
    about: str
    conclusion: Conclusion
    reviewer: str
    day: date | None
    remark: str
    #: the day as of which the two were known; what happened since makes the pair news
    since: date | None
    place: Place
    #: number -> what the row says of it
    known: Mapping[str, Known] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """Of the matter; in which order the two stand does not count."""
        return _key(self.number, self.other, self.about)

    @property
    def words(self) -> Words:
        """The decision in one line: conclusion, name, day, remark."""
        conclusion = value_words("conclusion", self.conclusion)
        day = self.day.isoformat() if self.day else ""
        return say("decision_line", parts=(conclusion, *(one for one in (self.reviewer, day, self.remark) if one)))

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "number": self.number,
            "candidate": self.other or None,
            "about": self.about,
            "conclusion": self.conclusion.value,
            "reviewer": self.reviewer,
            "day": self.day.isoformat() if self.day else None,
            "remark": self.remark,
        }


@dataclass(frozen=True)
class Unused:
    """What is wrong with a row of a file of decisions, or with a sheet of it."""

    place: Words
    why: Words
    #: whether the decision counts all the same
    used: bool = False

    @property
    def words(self) -> Words:
        """The sentence with its place."""
        return say("decision_problem", place=self.place, why=self.why)

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {"place": self.place, "why": self.why, "used": self.used}


@dataclass(frozen=True)
class Earlier:
    """A decision that was taken on a matter, and what changed since."""

    decision: Decision
    changed: tuple[Words, ...]

    @property
    def settled(self) -> bool:
        """Whether it need not be raised again."""
        return not self.changed and self.decision.conclusion is not Conclusion.OPEN


@dataclass(frozen=True)
class Decisions:
    """The decisions of a file, and all of the file that could not be used, or only in part."""

    #: of the file
    name: str = ""
    rows: tuple[Decision, ...] = ()
    problems: tuple[Unused, ...] = ()
    #: rows that nobody has filled in
    undecided: int = 0

    @cached_property
    def _by_key(self) -> dict[tuple[str, str, str], Decision]:
        return {row.key: row for row in self.rows}

    def find(self, number: str, other: str = "", about: str = OVERLAP) -> Decision | None:
        """The decision on a matter."""
        return self._by_key.get(_key(number, other, about))

    def look_up(
        self, engine: Engine, day: date, standard: Record, other: Record | str = "", about: str = OVERLAP
    ) -> Earlier | None:
        """The decision on a matter, with what changed since in the records of the two. Raises IndexFault."""
        number = other.number if isinstance(other, Record) else other
        decision = self.find(standard.number, number, about)
        if decision is None:
            return None
        second = other if isinstance(other, Record) else engine.get(number) if number else None
        records = [standard] if second is None else [standard, second]
        pair = frozenset((standard.number, number))
        changed = (words for record in records for words in _changes(engine, decision, record, day, pair))
        return Earlier(decision, tuple(changed))

    def standing(self, engine: Engine, day: date) -> Decisions:
        """Those that still stand: concluded, and neither of the two changed since. Raises IndexFault."""
        kept = []
        for row in self.rows:
            record = engine.get(row.number)
            earlier = self.look_up(engine, day, record, row.other, row.about) if record is not None else None
            if earlier is not None and earlier.settled:
                kept.append(row)
        return replace(self, rows=tuple(kept))

    def with_rows(self, rows: Iterable[Decision]) -> Decisions:
        """These and further ones; on one matter the later counts."""
        found = {row.key: row for row in (*self.rows, *rows)}
        return replace(self, rows=tuple(found.values()))

    def settled(self, engine: Engine, day: date, standard: Record, other: Record | str = "") -> bool:
        """Whether a pair was decided, and neither of the two changed since. Raises IndexFault."""
        earlier = self.look_up(engine, day, standard, other)
        return earlier is not None and earlier.settled


def decide(standard: Record, other: Record, conclusion: Conclusion, reviewer: str, remark: str, day: date) -> Decision:
    """A decision that is taken now on a pair, with how the two stand."""
    known = {one.number: Known(_tidy(one.title), _tidy(state_text(one, day)), one.issued) for one in (standard, other)}
    return Decision(standard.number, other.number, OVERLAP, conclusion, reviewer, day, remark, day, Place(), known)


def state_text(record: Record, day: date) -> str:
    """The state of a standard as a row of a file has it, with what replaces it: `现行；被 GB/T 1-2025 代替`."""
    whole, partly = record.replaced_by, record.replaced_partly_by
    parts = [label("status", record.status_on(day).value)]
    if whole:
        parts.append(say("decision_state_replaced", numbers=whole).chinese)
    if partly:
        parts.append(say("decision_state_partly", numbers=partly).chinese)
    return "；".join(parts)


def _key(number: str, other: str, about: str) -> tuple[str, str, str]:
    first, second = sorted((number, other))
    return first, second, about


def _changes(engine: Engine, decision: Decision, record: Record, day: date, pair: frozenset[str]) -> Iterator[Words]:
    """What is otherwise with a standard than when it was decided about."""
    known = decision.known.get(record.number, Known())
    state = state_text(record, day)
    if known.title and known.title != _tidy(record.title):
        yield say("decision_title", number=record.number, before=known.title, after=record.title)
    if known.state and known.state != _tidy(state):
        yield say("decision_state", number=record.number, before=known.state, after=state)
    if known.issued and record.issued and known.issued != record.issued:
        yield say("decision_issued", number=record.number, before=known.issued, after=record.issued)
    if decision.since is not None:
        if not known.state:
            yield from _events(engine, record, decision.since, day)
        for number in _news(engine, record, decision.since, day):
            if number not in pair:
                yield say("decision_edition", number=record.number, other=number)


def _events(engine: Engine, record: Record, since: date, day: date) -> Iterator[Words]:
    """What the record tells of the time since a day, where the row does not say how the standard stood then."""
    days = ((record.effective, "decision_since_effective"), (record.abolished, "decision_since_abolished"))
    for moment, sentence in days:
        if moment is not None and since < moment <= day:
            yield say(sentence, number=record.number, day=moment)
    for number in (*record.replaced_by, *record.replaced_partly_by):
        successor = engine.get(number)
        if successor is not None and _is_later(successor, since):
            yield say("decision_since_replaced", number=record.number, other=number)


def _news(engine: Engine, record: Record, since: date, day: date) -> Iterator[str]:
    """Later editions and amendments of a standard that came since a day."""
    if record.parsed is None:
        return
    hits = engine.search(Request(Number(record.parsed.series, own=True), day, limit=_MOST_EDITIONS)).hits
    for hit in hits:
        parsed = hit.record.parsed
        same = parsed is not None and parsed.series == record.parsed.series
        if same and hit.record.number != record.number and _is_later(hit.record, since):
            yield hit.record.number


def known_until(engine: Engine, records: Iterable[Record], day: date, since: date) -> date:
    """The day up to which standards are known: since then, or the issue of an edition that is known beside them.

    A catalogue may hold an edition that was issued after its sources were last checked; that is no news later.
    """
    known = since
    for record in records:
        for number in _news(engine, record, since, day):
            later = engine.get(number)
            if later is not None:
                known = max(known, later.issued or date(later.year or since.year, 1, 1))
    return known


def _is_later(record: Record, since: date) -> bool:
    """Whether a standard was issued after a day; by the year where no day is known."""
    return record.issued > since if record.issued is not None else (record.year or 0) > since.year


def _tidy(text: str) -> str:
    return " ".join(text.split())
