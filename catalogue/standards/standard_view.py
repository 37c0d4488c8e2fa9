"""One standard with all that stands around it: editions, relations, classes, contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from catalogue.address import address
from catalogue.hints import near_records, part_records
from catalogue.lookup import in_force_instead
from catalogue.query import read_query
from catalogue.search import MAX_TEXT, Edition, Named, Related, StandardView, region_words
from catalogue.standards.citation import cite
from catalogue.standards.not_found import StandardNotFound
from catalogue.wording import Words, field_words, say, value_words
from indexer.analysis import parse
from indexer.engines import Engine, Request
from indexer.fields import field_named
from indexer.lifecycle import Opened
from indexer.query import Number, Term
from standard import classification
from standard.record import Record
from standard.status import Status

#: most standards of one relation that are shown
MAX_RELATED = 200
#: relation field of others -> what they are to this one
_REVERSED = {"replaces": "replaced_by", "replaced_by": "replaces", "adopts": "adopted_by", "cites": "cited_by"}


def find(engine: Engine, text: str, day: date) -> Record:
    """The standard that a text names, in any spelling; of several editions the one in force, or the newest.

    Raises StandardNotFound.
    """
    record = engine.get(text)
    if record is not None:
        return record
    for spelling in (text, text.replace("_", " ")):
        hits = engine.search(Request(Number(spelling, own=True), day, limit=1)).hits
        if hits and hits[0].group == "exact":
            return hits[0].record
    spelled = text.replace("_", " ")
    records = near_records(engine, spelled, day) or part_records(engine, spelled, day)
    if records:
        raise StandardNotFound(text, tuple(_related(engine, one.number, "near", day) for one in records))
    raise StandardNotFound(text, mentioned=_mentioned(engine, spelled, day))


def _mentioned(engine: Engine, text: str, day: date) -> int:
    """How many standards a search finds for what is no number of a standard; none for a number that is not there."""
    number = parse(text)
    if not text.strip() or (number is not None and number.kind != "bare"):
        return 0
    return engine.search(Request(read_query(text[:MAX_TEXT]).tree, day, limit=0)).total


def view(opened: Opened, record: Record, day: date) -> StandardView:
    """Everything around a record."""
    editions = tuple(_editions(opened.engine, record, day))
    return StandardView(
        record=record,
        status=record.status_on(day),
        day=day,
        url=address(record.number),
        editions=editions,
        related=tuple(dict.fromkeys(_all_related(opened.engine, record, day))),
        in_force=tuple(
            _related(opened.engine, one.number, "in_force", day) for one in in_force_instead(opened.engine, record, day)
        ),
        ics=tuple(_named("ics", code) for code in record.ics),
        ccs=tuple(_named("ccs", code) for code in record.ccs),
        gbt4754=tuple(_named("gbt4754", code) for code in record.gbt4754),
        region=Named(record.region, region_words(record.region)) if record.region else None,
        citation=cite(record),
        contradictions=(
            *_contradictions(opened.engine, record, day),
            *_newer(record, editions),
            *_outdated(opened.engine, record, day),
            *_conflicts(record),
        ),
        generation=opened.generation,
    )


def _editions(engine: Engine, record: Record, day: date) -> Iterator[Edition]:
    """All editions of the document, newest first."""
    found = [record]
    if record.parsed is not None and record.parsed.series:
        asked = Request(Number(record.parsed.series, own=True), day, limit=MAX_RELATED)
        found = [hit.record for hit in engine.search(asked).hits if not _amends(hit.record)] or found
    for one in sorted(found, key=_newest, reverse=True):
        yield Edition(one.number, one.title, one.status_on(day), one.issued, one.effective, address(one.number))


def _newest(record: Record) -> tuple[int, str]:
    year = record.parsed.year if record.parsed is not None else record.year
    return (year or 0, record.number)


def _amends(record: Record) -> bool:
    return record.parsed is not None and record.parsed.kind == "amendment"


def _all_related(engine: Engine, record: Record, day: date) -> Iterator[Related]:
    """What the record names, and what names the record."""
    for kind in ("replaces", "replaces_partly", "replaced_by", "replaced_partly_by", "cites"):
        yield from (_related(engine, number, kind, day) for number in getattr(record, kind))
    for adoption in record.adopts:
        yield _related(engine, adoption.number, "adopts", day, adoption.degree)
    yield from _amendments(engine, record, day)
    named = {*record.replaces, *record.replaces_partly, *record.replaced_by, *record.replaced_partly_by}
    for field, kind in _REVERSED.items():
        for hit in engine.search(Request(Term(field, record.number), day, limit=MAX_RELATED)).hits:
            if hit.record.number not in named:
                yield _related(engine, hit.record.number, _direction(hit.record, record, field, kind), day)


def _direction(other: Record, record: Record, field: str, kind: str) -> str:
    """`replaced_by`, or `replaced_partly_by` where the other says so."""
    partly = {"replaces": other.replaces_partly, "replaced_by": other.replaced_partly_by}.get(field, ())
    return kind.replace("_by", "_partly_by") if record.number in partly and kind == "replaced_by" else kind


def _amendments(engine: Engine, record: Record, day: date) -> Iterator[Related]:
    number = record.parsed
    if number is None:
        return
    if number.kind == "amendment" and number.base is not None:
        yield _related(engine, str(number.base), "amends", day)
        return
    for hit in engine.search(Request(Number(record.number, own=True), day, limit=MAX_RELATED)).hits:
        other = hit.record.parsed
        if other is not None and other.kind == "amendment" and str(other.base) == record.number:
            yield _related(engine, hit.record.number, "amended_by", day)


def _related(engine: Engine, number: str, kind: str, day: date, degree: str = "") -> Related:
    record = engine.get(number)
    if record is None:
        return Related(number, kind, degree=degree)
    return Related(number, kind, record.title, record.status_on(day), address(number), degree)


def _named(scheme: str, code: str) -> Named:
    found = getattr(classification, scheme)(code)
    if found is None:
        return Named(code, Words(""))
    above = tuple((one.code, Words(one.name_zh, one.name_en)) for one in found.above)
    return Named(code, Words(found.name_zh, found.name_en), above)


def _contradictions(engine: Engine, record: Record, day: date) -> Iterator[Words]:
    """Dates, statuses and sources that do not agree; shown, never repaired."""
    if not record.status.ended and record.abolished is not None and record.abolished <= day:
        yield say("abolished_before", status=value_words("status", record.status), day=record.abolished)
    year = record.parsed.year if record.parsed is not None and record.parsed.kind != "amendment" else None
    if year is not None and record.issued is not None and year > record.issued.year:
        yield say("year_after_issue", year=year, day=record.issued)
    if record.issued is not None and record.effective is not None and record.effective < record.issued:
        yield say("effective_before_issued", effective=record.effective, issued=record.issued)
    if record.status is Status.CURRENT:
        for number in record.replaced_by:
            successor = engine.get(number)
            if successor is not None and successor.effective is not None and successor.effective <= day:
                yield say("successor_in_force", number=number, day=successor.effective)


def _newer(record: Record, editions: Sequence[Edition]) -> Iterator[Words]:
    """Sources forget to end an edition when the next one takes effect; editions in another language stand beside it."""
    newest = next((row for row in editions if row.status is Status.CURRENT and not _translated(row.number)), None)
    named = {*record.replaced_by, *record.replaced_partly_by}
    if newest is None or record.status is not Status.CURRENT or _translated(record.number) or newest.number in named:
        return
    if _year(newest.number) > _year(record.number):
        yield say("newer_in_force", number=newest.number)


def _year(number: str) -> int:
    parsed = parse(number)
    return (parsed.year or 0) if parsed is not None else 0


def _translated(number: str) -> bool:
    """Whether it is the number of a translation: GB/T 36028.1-2018E."""
    return number[-1:].isalpha()


def _outdated(engine: Engine, record: Record, day: date) -> Iterator[Words]:
    """Adopted editions that have ended while the standard has not; NEQ does not adopt (GB/T 1.2-2020, 4.1)."""
    for adoption in () if record.status_on(day).ended else record.adopts:
        adopted = engine.get(adoption.number) if adoption.degree != "NEQ" else None
        status = adopted.status_on(day) if adopted is not None else Status.UNKNOWN
        if adopted is not None and status.ended:
            instead = tuple(one.number for one in in_force_instead(engine, adopted, day))
            sentence = "adopted_ended_instead" if instead else "adopted_ended"
            yield say(sentence, number=adopted.number, status=value_words("status", status), instead=instead)


def _conflicts(record: Record) -> Iterator[Words]:
    for conflict in record.conflicts:
        field = field_named(conflict.field)
        name = field_words(field) if field is not None else conflict.field
        source = conflict.source or say("another_source")
        yield say("sources_differ", source=source, field=name, value=conflict.value)
