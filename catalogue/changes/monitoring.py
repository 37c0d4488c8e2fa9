"""What the changes of a generation mean for a comparison: which local standards have to be looked at again, and why.

Only what changed above is looked at, and from there down: who has it as a candidate, who cites it, who adopts it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from catalogue.changes.difference import Changes
from catalogue.changes.entry import Entry
from catalogue.changes.kinds import Kind
from catalogue.comparison import HIGHER, LIVE, Overlap, StandardsBelow
from catalogue.query import ValueProblem, filter_value
from catalogue.search import Addresses, region_words, shorten
from catalogue.wording import Words, say, value_words
from indexer.engines import Engine, Request, number_order
from indexer.errors import RequestError
from indexer.fields import field_named
from indexer.lifecycle import Opened
from indexer.query import Term
from standard.publisher import Level, known_region
from standard.record import Record

#: most standards that changed above and are looked at; the others are counted
MOST_CHANGED = 1000
#: most standards that cite or adopt one and are told
_MOST_TOLD = 500
#: what all names of these events are made from; never another one
_NAMES = UUID("2b8c5a40-7f0e-5a4e-9a5d-5d2f6c1e8b63")
#: findings that are kept: between generations nothing changes
_KEPT = 8
#: word for every place
EVERYWHERE = "all"
_APPEARED = {
    Kind.ANNOUNCED: "counterpart",
    Kind.ADDED: "counterpart_listed",
    Kind.NEW_EDITION: "counterpart_edition",
    Kind.AMENDED: "counterpart_amended",
    Kind.IN_FORCE: "counterpart_in_force",
}
_ENDED = {Kind.REPLACED, Kind.ABOLISHED, Kind.CONVERTED}
_ENDING = {Kind.SUCCESSOR_ANNOUNCED, Kind.ABOLITION_ANNOUNCED}


class Effect(StrEnum):
    """What a change above means for a standard below, the most pressing first."""

    CITES_ENDED = "cites_ended"
    ADOPTS_ENDED = "adopts_ended"
    COUNTERPART = "counterpart"
    COUNTERPART_EDITION = "counterpart_edition"
    COUNTERPART_AMENDED = "counterpart_amended"
    COUNTERPART_IN_FORCE = "counterpart_in_force"
    COUNTERPART_ENDED = "counterpart_ended"
    COUNTERPART_ENDING = "counterpart_ending"
    #: of a standard of long ago that the catalogue had lacked
    COUNTERPART_LISTED = "counterpart_listed"

    @property
    def words(self) -> Words:
        """Its name for people."""
        return say(f"effect_{self.value}")


@dataclass(frozen=True)
class Scope:
    """Whose standards are watched."""

    levels: tuple[Level, ...] = (Level.LOCAL,)
    #: code of a province or city, with all in it; empty for every place
    region: str = ""

    @classmethod
    def of(cls, region: str, levels: Iterable[str], home: str) -> Scope:
        """From texts: a place, EVERYWHERE, or nothing for home; levels as the API names them. Raises RequestError."""
        code = home if not region.strip() else "" if region.strip().lower() == EVERYWHERE else _read_region(region)
        chosen = [level.strip() for level in levels if level.strip()]
        for level in chosen:
            if level not in tuple(Level):
                raise RequestError("monitoring_level", value=repr(shorten(level)), known=", ".join(HIGHER))
        return cls(tuple(map(Level, chosen)) or (Level.LOCAL,), code)

    @property
    def identity(self) -> UUID:
        """Names the feed of this scope wherever it stands."""
        return uuid5(_NAMES, f"{','.join(level.value for level in self.levels)}|{self.region}")

    def to_args(self) -> list[tuple[str, str]]:
        """The pairs of an address that `of` reads."""
        return [("region", self.region or EVERYWHERE), *(("level", level.value) for level in self.levels)]

    @property
    def filters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """As engines take them: of what has not ended."""
        place = (("region", (self.region,)),) if self.region and Level.LOCAL in self.levels else ()
        levels = tuple(level.value for level in self.levels)
        return (("level", levels), *place, ("status", tuple(status.value for status in LIVE)))

    @property
    def above(self) -> frozenset[Level]:
        """The levels whose changes matter to it: those above, and what is adopted from abroad."""
        higher = (level for one in self.levels for level in HIGHER.get(one, ()))
        return frozenset((*higher, Level.INTERNATIONAL, Level.FOREIGN))


def _read_region(text: str) -> str:
    """The code of a place, however people write it. Raises RequestError."""
    place = field_named("region")
    try:
        code = filter_value(place, text.strip()) if place is not None else ""
    except ValueProblem as problem:
        raise RequestError(problem.kind, **problem.values) from None
    if not known_region(code):
        raise RequestError("region_unknown", value=shorten(text))
    return code


@dataclass(frozen=True)
class Impact:
    """A change above, and one standard below that it matters to."""

    entry: Entry
    standard: Record
    effect: Effect
    #: how alike the two are, where the one is a candidate of the other
    pair: Overlap | None = None

    @property
    def words(self) -> Words:
        """What happened, and what that means for the standard below."""
        changed = self.entry.record
        return say(
            f"monitoring_{self.effect.value}",
            number=self.standard.number,
            title=self.standard.title,
            other=changed.number,
            other_title=changed.title,
            kind=self.entry.kind.words,
        )

    @property
    def identity(self) -> UUID:
        """Names the event wherever it is told."""
        entry = self.entry
        return uuid5(
            _NAMES, f"{entry.number}|{entry.kind.value}|{entry.day}|{self.standard.number}|{self.effect.value}"
        )

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        pair = self.pair
        return {
            "number": self.standard.number,
            "title": self.standard.title,
            "effect": self.effect.value,
            "effect_name": self.effect.words,
            "text": self.words,
            "changed": self.entry.to_json(addresses),
            "score": pair.score if pair is not None else None,
            "reasons": [reason.to_json() for reason in pair.reasons] if pair is not None else [],
            "url": addresses.standard(self.standard.number),
        }


@dataclass(frozen=True)
class Monitoring:
    """What changed between two generations for the standards of a scope, the most pressing first."""

    scope: Scope
    since: str
    until: str
    since_day: date
    until_day: date
    impacts: tuple[Impact, ...]
    #: how many standards above changed, and of how many what that means was looked up
    changed: int
    looked_at: int
    counts: Mapping[Effect, int] = field(default_factory=dict)

    @property
    def cut(self) -> bool:
        """Whether more changed than was looked at."""
        return self.looked_at < self.changed

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "since": self.since,
            "until": self.until,
            "since_day": self.since_day.isoformat(),
            "until_day": self.until_day.isoformat(),
            "region": self.scope.region or None,
            "levels": [level.value for level in self.scope.levels],
            "changed": self.changed,
            "looked_at": self.looked_at,
            "cut": self.cut,
            "counts": {effect.value: count for effect, count in self.counts.items()},
            "impacts": [impact.to_json(addresses) for impact in self.impacts],
        }


class Monitor:
    """Works out what changes mean, and keeps what was asked for last."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, date, Scope], Monitoring] = {}
        self._lock = threading.Lock()

    def watch(self, opened: Opened, changes: Changes, scope: Scope, day: date) -> Monitoring:
        """What the changes of a generation mean for the standards of a scope. Raises IndexFault."""
        key = (changes.since, changes.until, day, scope)
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                found = _find(opened, changes, scope, day)
                self._kept = dict([*self._kept.items(), (key, found)][-_KEPT:])
            return found


def _find(opened: Opened, changes: Changes, scope: Scope, day: date) -> Monitoring:
    above = scope.above
    told = [one for one in changes.entries if one.record.level in above and (one.kind in _APPEARED or _ends(one.kind))]
    # what was added of long ago comes last: it is no news of the standards themselves
    told.sort(key=lambda one: one.kind is Kind.ADDED)
    looked_at = told[:MOST_CHANGED]
    below = StandardsBelow(opened.engine, scope.filters, day)
    found = (impact for entry in looked_at for impact in _impacts(opened.engine, below, entry, scope, day))
    impacts = {impact.identity: impact for impact in found}
    ranked = sorted(impacts.values(), key=_rank)
    counts = Counter(impact.effect for impact in ranked)
    return Monitoring(
        scope,
        changes.since,
        changes.until,
        changes.span.since,
        changes.span.until,
        tuple(ranked),
        len(told),
        len(looked_at),
        {effect: counts[effect] for effect in Effect if counts[effect]},
    )


def _ends(kind: Kind) -> bool:
    return kind in _ENDED or kind in _ENDING


def _impacts(engine: Engine, below: StandardsBelow, entry: Entry, scope: Scope, day: date) -> Iterator[Impact]:
    """What one change means: to those who cite or adopt what ended, and to those who have it as counterpart."""
    record = entry.record
    if entry.kind in _ENDED:
        for name, effect in (("cites", Effect.CITES_ENDED), ("adopts", Effect.ADOPTS_ENDED)):
            yield from (Impact(entry, one, effect) for one in _naming(engine, name, record.number, scope, day))
    if record.level in (Level.INTERNATIONAL, Level.FOREIGN):
        return
    effect = Effect(_APPEARED[entry.kind]) if entry.kind in _APPEARED else _effect_of_end(entry.kind)
    for pair in below.find(_amended(engine, record)):
        if record.level in HIGHER.get(pair.standard.level, ()):
            yield Impact(entry, pair.standard, effect, pair)


def _effect_of_end(kind: Kind) -> Effect:
    return Effect.COUNTERPART_ENDED if kind in _ENDED else Effect.COUNTERPART_ENDING


def _naming(engine: Engine, name: str, number: str, scope: Scope, day: date) -> Iterator[Record]:
    """The standards of a scope that cite or adopt a number."""
    request = Request(Term(name, number), day, scope.filters, sort="number", limit=_MOST_TOLD)
    return (hit.record for hit in engine.search(request).hits)


def _amended(engine: Engine, record: Record) -> Record:
    """The standard that an amendment amends, by whose title it is compared; any other as it is."""
    parsed = record.parsed
    if parsed is None or parsed.amendment is None:
        return record
    return engine.get(str(parsed.members[0])) or record


def _rank(impact: Impact) -> tuple[object, ...]:
    score = impact.pair.score if impact.pair is not None else 1.0
    return (list(Effect).index(impact.effect), -score, number_order(impact.standard.number), impact.entry.number)


def name_scope(scope: Scope) -> Words:
    """Whose standards are watched, for people."""
    levels = tuple(value_words("level", level.value) for level in scope.levels)
    if not scope.region:
        return say("monitoring_everywhere", levels=levels)
    return say("monitoring_place", levels=levels, region=region_words(scope.region))
