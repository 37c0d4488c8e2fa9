"""One standard with all that stands around it: editions, relations, classes, contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from catalogue.lookup import find_successors
from catalogue.search import region_words
from catalogue.standards.citation import cite
from catalogue.standards.contradictions import find_contradictions
from catalogue.standards.standard_view import Edition, NamedCode, Related, StandardView
from catalogue.wording import Words
from indexer.engines import Engine, Request
from indexer.lifecycle import Opened
from indexer.query import Number, Term
from standard import classification
from standard.record import Record

#: most standards of one relation that are shown
MAX_RELATED = 200
#: relation field of others -> what they are to this one
_REVERSED = {"replaces": "replaced_by", "replaced_by": "replaces", "adopts": "adopted_by", "cites": "cited_by"}


def view_standard(opened: Opened, record: Record, day: date) -> StandardView:
    """A record with its editions, related standards, class names and contradictions on a day. Raises IndexFault."""
    editions = tuple(_find_editions(opened.engine, record, day))
    return StandardView(
        record=record,
        status=record.status_on(day),
        day=day,
        editions=editions,
        related=tuple(dict.fromkeys(_find_related(opened.engine, record, day))),
        in_force=tuple(
            _relate(opened.engine, successor.number, "in_force", day)
            for successor in find_successors(opened.engine, record, day)
        ),
        ics=tuple(_name_code("ics", code) for code in record.ics),
        ccs=tuple(_name_code("ccs", code) for code in record.ccs),
        gbt4754=tuple(_name_code("gbt4754", code) for code in record.gbt4754),
        region=NamedCode(record.region, region_words(record.region)) if record.region else None,
        citation=cite(record),
        contradictions=tuple(find_contradictions(opened.engine, record, editions, day)),
        generation=opened.generation,
    )


def _find_editions(engine: Engine, record: Record, day: date) -> Iterator[Edition]:
    """All editions of the document, newest first."""
    records = [record]
    if record.parsed is not None and record.parsed.series:
        same_series = Request(Number(record.parsed.series, own=True), day, limit=MAX_RELATED)
        records = [hit.record for hit in engine.search(same_series).hits if not _is_amendment(hit.record)] or records
    for edition in sorted(records, key=_rank_edition, reverse=True):
        yield Edition(edition.number, edition.title, edition.status_on(day), edition.issued, edition.effective)


def _rank_edition(record: Record) -> tuple[int, str]:
    year = record.parsed.year if record.parsed is not None else record.year
    return (year or 0, record.number)


def _is_amendment(record: Record) -> bool:
    return record.parsed is not None and record.parsed.kind == "amendment"


def _find_related(engine: Engine, record: Record, day: date) -> Iterator[Related]:
    """What the record names, and what names the record."""
    for kind in ("replaces", "replaces_partly", "replaced_by", "replaced_partly_by", "cites"):
        yield from (_relate(engine, number, kind, day) for number in getattr(record, kind))
    for adoption in record.adopts:
        yield _relate(engine, adoption.number, "adopts", day, adoption.degree)
    yield from _find_amendments(engine, record, day)
    named = {*record.replaces, *record.replaces_partly, *record.replaced_by, *record.replaced_partly_by}
    for field, kind in _REVERSED.items():
        for hit in engine.search(Request(Term(field, record.number), day, limit=MAX_RELATED)).hits:
            if hit.record.number not in named:
                yield _relate(engine, hit.record.number, _choose_kind(hit.record, record, field, kind), day)


def _choose_kind(source: Record, record: Record, field: str, kind: str) -> str:
    """The kind of a relation that `source` states: `replaced_partly_by` for `replaced_by` where it is partial."""
    partly = {"replaces": source.replaces_partly, "replaced_by": source.replaced_partly_by}.get(field, ())
    return kind.replace("_by", "_partly_by") if record.number in partly and kind == "replaced_by" else kind


def _find_amendments(engine: Engine, record: Record, day: date) -> Iterator[Related]:
    number = record.parsed
    if number is None:
        return
    if number.kind == "amendment" and number.base is not None:
        yield _relate(engine, str(number.base), "amends", day)
        return
    for hit in engine.search(Request(Number(record.number, own=True), day, limit=MAX_RELATED)).hits:
        amendment = hit.record.parsed
        if amendment is not None and amendment.kind == "amendment" and str(amendment.base) == record.number:
            yield _relate(engine, hit.record.number, "amended_by", day)


def _relate(engine: Engine, number: str, kind: str, day: date, degree: str = "") -> Related:
    record = engine.get(number)
    if record is None:
        return Related(number, kind, degree=degree)
    return Related(number, kind, record.title, record.status_on(day), in_catalogue=True, degree=degree)


def _name_code(scheme: str, code: str) -> NamedCode:
    entry = getattr(classification, scheme)(code)
    if entry is None:
        return NamedCode(code, Words(""))
    above = tuple((parent.code, Words(parent.name_zh, parent.name_en)) for parent in entry.above)
    return NamedCode(code, Words(entry.name_zh, entry.name_en), above)
