"""Dates, statuses and sources that do not agree: shown, never repaired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from catalogue.lookup import find_successors
from catalogue.standards.standard_view import Edition
from catalogue.wording import Words, field_words, say, value_words
from indexer.analysis import parse
from indexer.engines import Engine
from indexer.fields import field_named
from standard.record import Record
from standard.status import Status


def find_contradictions(engine: Engine, record: Record, editions: Sequence[Edition], day: date) -> Iterator[Words]:
    """One sentence for each contradiction in a record on a day; `editions` are all of the standard, newest first."""
    yield from _check_record(engine, record, day)
    yield from _check_newer_edition(record, editions)
    yield from _check_adoptions(engine, record, day)
    yield from _list_conflicts(record)


def _check_record(engine: Engine, record: Record, day: date) -> Iterator[Words]:
    """Dates and statuses of the record that do not agree."""
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


def _check_newer_edition(record: Record, editions: Sequence[Edition]) -> Iterator[Words]:
    """Sources forget to end an edition when the next one takes effect; editions in another language stand beside it."""
    newest = next((row for row in editions if row.status is Status.CURRENT and not _is_translation(row.number)), None)
    named = {*record.replaced_by, *record.replaced_partly_by}
    if (
        newest is None
        or record.status is not Status.CURRENT
        or _is_translation(record.number)
        or newest.number in named
    ):
        return
    if _read_year(newest.number) > _read_year(record.number):
        yield say("newer_in_force", number=newest.number)


def _read_year(number: str) -> int:
    parsed = parse(number)
    return (parsed.year or 0) if parsed is not None else 0


def _is_translation(number: str) -> bool:
    """Whether it is the number of a translation: GB/T 36028.1-2018E."""
    return number[-1:].isalpha()


def _check_adoptions(engine: Engine, record: Record, day: date) -> Iterator[Words]:
    """Adopted editions that have ended while the standard has not; NEQ does not adopt (GB/T 1.2-2020, 4.1)."""
    for adoption in () if record.status_on(day).ended else record.adopts:
        adopted = engine.get(adoption.number) if adoption.degree != "NEQ" else None
        status = adopted.status_on(day) if adopted is not None else Status.UNKNOWN
        if adopted is not None and status.ended:
            instead = tuple(successor.number for successor in find_successors(engine, adopted, day))
            sentence = "adopted_ended_instead" if instead else "adopted_ended"
            yield say(sentence, number=adopted.number, status=value_words("status", status), instead=instead)


def _list_conflicts(record: Record) -> Iterator[Words]:
    for conflict in record.conflicts:
        field = field_named(conflict.field)
        name = field_words(field) if field is not None else conflict.field
        source = conflict.source or say("another_source")
        yield say("sources_differ", source=source, field=name, value=conflict.value)
