"""What a difference of two records means: an event in the life of the standard, or a correction of the record.

Dates and relations decide, never words: an event has a day in the time between the two generations, or it tells of
something that the older one could not know. A status that changed without one was corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.changes.corrections import beside, corrections
from catalogue.changes.entry import Entry
from catalogue.changes.events import Events
from catalogue.changes.kinds import Kind
from catalogue.changes.series import series_of
from catalogue.changes.span import Span
from indexer.engines import Engine, Request
from indexer.lifecycle import Pair, differing
from indexer.query import Node, Number, Or, Range
from standard.record import Record
from standard.status import Status

#: records read at once of those for which a day has come
_BATCH = 500
#: editions of a series that are looked at
_EDITIONS = 5


class Meaning:
    """Reads the differences of two generations."""

    def __init__(self, older: Engine, newer: Engine, span: Span, days: Span) -> None:
        """`span` is the time between what the two know, by which records are judged; `days` that which has passed.

        They are the same where sources say when they were checked.
        """
        self._older = older
        self._newer = newer
        self._span = span
        self._days = days
        self._events = Events(newer, span)

    def entries(self) -> Iterator[Entry]:
        """All changes: those of records, in the order of numbers, then those that the days alone brought."""
        by_relation: set[str] = set()
        for pair in differing(self._older, self._newer):
            for entry in self._of_pair(pair):
                if entry.kind is Kind.REPLACED:
                    by_relation.add(entry.number)
                yield entry
        yield from self._of_days(by_relation)

    def _of_pair(self, pair: Pair) -> Iterator[Entry]:
        before, after = pair
        if after is None:
            if before is not None:
                yield Entry(before, Kind.REMOVED, "number", before.number, None, self._span.until)
        elif before is None:
            yield self._new(after)
        else:
            events = list(self._events.between(before, after))
            yield from (event.entry for event in events)
            told = {field for event in events for field in event.told}
            if before.status_on(self._span.since) is after.status_on(self._span.until):
                # the source has caught up with what the days had said
                told.add("status")
            found = corrections(before, after, told, self._span.until, self._has_record)
            yield from found or ([] if events else beside(before, after, self._span.until))

    def _has_record(self, number: str) -> bool:
        return self._newer.get(number) is not None or self._older.get(number) is not None

    # --- new records ------------------------------------------------------------------------------------------------

    def _new(self, record: Record) -> Entry:
        """A standard that was published since, or one of long ago that the catalogue had lacked."""
        status = record.status_on(self._span.until).value
        if self._is_published_since(record):
            return Entry(record, self._novelty(record), "status", None, status, record.issued)
        return Entry(record, Kind.ADDED, "number", None, record.number, self._span.until)

    def _is_published_since(self, record: Record) -> bool:
        """By the day of issue; by that of implementation where it is still ahead; for want of both by the year."""
        if record.status is Status.DRAFT:
            return False
        if self._span.is_news(record.issued):
            return True
        if record.status_on(self._span.until).ended:
            return False
        undated = record.issued is None and record.effective is None
        return self._span.is_ahead(record.effective) or (undated and self._span.is_later_edition(record.number))

    def _novelty(self, record: Record) -> Kind:
        number = record.parsed
        if number is None:
            return Kind.ANNOUNCED
        if number.amendment is not None:
            return Kind.AMENDED
        hits = self._newer.search(Request(Number(number.series, own=True), self._span.until, limit=_EDITIONS)).hits
        others = {*record.replaces, *(hit.record.number for hit in hits)} - {record.number}
        return Kind.NEW_EDITION if number.series in map(series_of, others) else Kind.ANNOUNCED

    # --- what the days brought --------------------------------------------------------------------------------------

    def _of_days(self, by_relation: set[str]) -> Iterator[Entry]:
        """Of records that are the same: what came into force or ended, and what it replaced."""
        passed = Events(self._newer, self._days)
        for record in self._reached():
            event = passed.by_day(record) if self._is_unchanged(record) else None
            if event is not None:
                yield event.entry
            if self._days.holds(record.effective):
                yield from self._of_replaced(record, by_relation)

    def _of_replaced(self, record: Record, by_relation: set[str]) -> Iterator[Entry]:
        """What a standard that came into force replaced, where its own record does not say so yet."""
        for number in record.replaces:
            old = self._newer.get(number)
            if old is None or number in by_relation or old.abolished is not None:
                continue
            was = old.status_on(self._days.since)
            if not was.ended and not old.status_on(self._days.until).ended:
                by_relation.add(number)
                yield Entry(old, Kind.REPLACED, "replaced_by", None, [record.number], record.effective)

    def _is_unchanged(self, record: Record) -> bool:
        old = self._older.get(record.number)
        return old is not None and replace(old, checked=record.checked) == record

    def _reached(self) -> Iterator[Record]:
        """The records with a day of implementation or abolition in the span."""
        if self._days.since >= self._days.until:
            return
        first, last = self._days.first, self._days.until
        tree: Node = Or((Range("effective", first, last), Range("abolished", first, last)))
        request = Request(tree, last, sort="number", limit=_BATCH)
        total = self._newer.search(Request(tree, last, limit=0)).total
        for offset in range(0, total, _BATCH):
            yield from (hit.record for hit in self._newer.search(replace(request, offset=offset)).hits)
