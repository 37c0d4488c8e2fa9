"""The verdicts once more, one record against all others in a dictionary: plain, slow, and sharing no code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from standard.clause_endings import endings_of
from standard.record import Record
from standard.status import Status
from standard.status_words import status_of_word

STANDING = {Status.CURRENT, Status.CURRENT_PARTIAL}
ENDED = {Status.ABOLISHED, Status.REPLACED, Status.CONVERTED}
WAITING = {Status.UPCOMING, Status.DRAFT}


@dataclass
class Simple:
    """All records, and what each is said to be replaced by."""

    today: date
    records: dict[str, Record] = field(default_factory=dict)
    #: number -> numbers of what replaces it as a whole, in part
    whole: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    part: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    series: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, records: Iterable[Record], today: date) -> Simple:
        simple = cls(today)
        for record in records:
            simple.records[record.number] = record
            simple.whole[record.number] |= set(record.replaced_by)
            simple.part[record.number] |= set(record.replaced_partly_by)
            for other in record.replaces:
                if other not in record.replaces_partly:
                    simple.whole[other].add(record.number)
            for other in record.replaces_partly:
                simple.part[other].add(record.number)
            if record.parsed and record.parsed.kind not in ("amendment", "range"):
                simple.series[record.parsed.series].append(record)
        return simple

    def year(self, number: str) -> int | None:
        record = self.records.get(number)
        if record is None:
            record = Record(number, "")
        return record.parsed.year if record.parsed else None

    def begin(self, number: str) -> date | None:
        record = self.records.get(number)
        if record is None:
            return None
        return record.effective or (None if record.status in WAITING else record.issued)

    def begun(self, number: str, day: date, begin: date | None) -> bool:
        if begin is not None:
            return begin <= day
        record = self.records.get(number)
        return self.published(number, day) and (record is None or record.status not in WAITING)

    def published(self, number: str, day: date) -> bool:
        record = self.records.get(number)
        if record is not None and record.issued is not None:
            return record.issued <= day
        return (self.year(number) or 0) <= day.year

    def verdict(self, record: Record, day: date) -> str:
        """The verdict on the number of a record, by its name in JSON."""
        said = self.alone(record, day)
        if said == "contradictory":
            return said
        standing = {"in_force", "successor_announced", "partly_replaced"}
        for conflict in record.conflicts:
            status = status_of_word(conflict.value) if conflict.field == "status" else Status.UNKNOWN
            if status is Status.UNKNOWN:
                continue
            other = self.alone(replace(record, status=status), day)
            if other == "contradictory":
                continue
            if (other in standing) != (said in standing) or (other == "upcoming") != (said == "upcoming"):
                return "contradictory"
        return "contradictory" if self.goes_round(record.number, day) else said

    def alone(self, record: Record, day: date) -> str:  # noqa: C901 - plain, from top to bottom
        """The verdict by one source."""
        issued, effective, abolished, status = record.issued, record.effective, record.abolished, record.status
        seen = record.checked or self.today
        year = record.parsed.year if record.parsed else None
        if issued and issued > day:
            return "contradictory" if effective and effective <= day else "upcoming"
        if not issued and year and year > day.year:
            return "upcoming"
        if abolished and (effective or issued) and abolished < (effective or issued or abolished):
            return "contradictory"
        if effective and effective > day:
            return "contradictory" if status in ENDED and not abolished and effective > seen else "upcoming"
        if (status in WAITING and not effective) or status is Status.SUSPENDED:
            return "upcoming"
        days = {number: self.begin(number) for number in self.whole[record.number]}
        days |= {row.by: row.day for row in endings_of(record.number) if not row.extent.partial and row.by not in days}
        if any(self.older(number, begin, record) for number, begin in days.items()):
            return "contradictory"
        ended = "replaced" if days or status is Status.REPLACED else "abolished"
        if abolished and abolished <= day:
            looked_before = record.checked is not None and record.checked < abolished
            return "contradictory" if status in STANDING and not looked_before else ended
        known = [begin for begin in days.values() if begin]
        if status in ENDED and not abolished:
            past = [begin for begin in known if begin <= seen]
            if past and day < min(past):
                return self.still(record, day, days)
            return "contradictory" if not past and known and day < min(known) else ended
        taken = sorted(
            (begin or date.max, self.year(number) or 0, number)
            for number, begin in days.items()
            if self.begun(number, day, begin)
        )
        if taken and not abolished:
            return self.taken(record, taken[0][0], taken[0][2])
        return self.still(record, day, days)

    def older(self, number: str, begin: date | None, record: Record) -> bool:
        own, other = self.year(record.number), self.year(number)
        if number == record.number:
            return True
        if own and other and own != other:
            return other < own
        return bool(begin and record.effective and begin < record.effective)

    def looked_before(self, record: Record, number: str, begin: date) -> bool:
        if begin != date.max and record.checked:
            return record.checked < begin
        other = self.records.get(number)
        return other is not None and other.status is Status.UPCOMING

    def taken(self, record: Record, begin: date, number: str) -> str:
        if record.status in (Status.UNKNOWN, Status.UPCOMING) or self.looked_before(record, number, begin):
            return "replaced"
        missing = number not in self.records and begin == date.max
        recent = (self.year(number) or 0) >= (record.checked or self.today).year
        return "successor_announced" if missing and recent else "contradictory"

    def still(self, record: Record, day: date, days: dict[str, date | None]) -> str:
        newer = self.newer(record, day)
        begun = sorted(
            (begin or date.max, self.year(number) or 0, number)
            for number, begin in newer.items()
            if self.begun(number, day, begin)
        )
        if begun and record.status not in ENDED:
            if record.status is Status.UPCOMING or self.looked_before(record, begun[0][2], begun[0][0]):
                return "replaced"
            if record.status in STANDING:
                return "contradictory"
        partly = record.status is Status.CURRENT_PARTIAL and record.status not in ENDED
        partly = partly or any(row.extent.partial and row.day <= day for row in endings_of(record.number))
        for number in self.part[record.number]:
            other = self.records.get(number)
            partly = partly or self.begun(number, day, (other.effective or other.issued) if other else None)
        if partly:
            return "partly_replaced"
        if record.status is Status.UNKNOWN:
            return "ambiguous"
        coming = {**newer, **days}
        announced = any(self.published(n, day) and not self.begun(n, day, begin) for n, begin in coming.items())
        return "successor_announced" if announced else "in_force"

    def newer(self, record: Record, day: date) -> dict[str, date | None]:
        own = record.parsed
        if own is None or own.year is None or own.language or own.kind in ("amendment", "range"):
            return {}
        named = {*record.replaced_by, *record.replaced_partly_by, *record.replaces_partly}
        return {
            row.number: row.effective or row.issued
            for row in self.series[own.series]
            if row.parsed
            and (row.parsed.year or 0) > own.year
            and not row.parsed.language
            and row.number not in named
            and row.status in (*STANDING, Status.UPCOMING)
            and self.published(row.number, day)
        }

    def goes_round(self, number: str, day: date) -> bool:
        """Whether the replacements in effect come back to where they have been."""

        def walk(at: str, way: tuple[str, ...]) -> bool:
            record = self.records.get(at, Record(at, ""))
            for other in sorted(self.whole[at]) if at in self.whole else ():
                if not self.begun(other, day, self.begin(other)):
                    continue
                if other in way:
                    return True
                if not self.older(other, self.begin(other), record) and walk(other, (*way, other)):
                    return True
            return False

        return walk(number, (number,))
