"""The verdict on each standard that a list cites, as of a day: what the catalogue knows, and what it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import islice

from catalogue.validity.entries import Entry
from catalogue.validity.in_its_place import in_its_place, newest_in_force
from catalogue.validity.known_standards import NEAR, KnownStandards
from catalogue.validity.reading_numbers import (
    INCOMPLETE,
    covering,
    find_exact,
    remarks_on_reading,
    without_remarks,
)
from catalogue.validity.row import Note, Row, Verdict, note
from catalogue.validity.standing import Standing, ended_in_part, stand
from catalogue.validity.succession_on_day import Successor, follow, successors_of
from catalogue.validity.title_check import TitleCheck
from indexer.engines import Engine
from standard.citations import Citation
from standard.clause_endings import Extent, endings_of
from standard.number import StandardNumber
from standard.record import Record
from standard.status import Status

#: entries that are looked up together
CHUNK = 1000
_SHANGHAI = timezone(timedelta(hours=8))
_V = Verdict
_STATUS = {
    _V.IN_FORCE: Status.CURRENT,
    _V.SUCCESSOR_ANNOUNCED: Status.CURRENT,
    _V.PARTLY_REPLACED: Status.CURRENT_PARTIAL,
    _V.UPCOMING: Status.UPCOMING,
    _V.REPLACED: Status.REPLACED,
    _V.ABOLISHED: Status.ABOLISHED,
}


def judge(engine: Engine, citation: Citation, day: date, today: date | None = None) -> Row:
    """The verdict on one citation as of a day; for many ask `judge_all`."""
    return Judge(engine, day, today).judge(citation)


def judge_all(engine: Engine, entries: Iterable[Entry], day: date, today: date | None = None) -> Iterator[Row]:
    """One row for each entry, in their order, as of a day; they are read and looked up a thousand at a time.

    `today` is the day of the look-up of records that name none; the clock's, where it is not given.
    """
    checker = Judge(engine, day, today)
    waiting = iter(entries)
    while chunk := list(islice(waiting, CHUNK)):
        checker.prepare(entry.citation for entry in chunk)
        for entry in chunk:
            row = checker.judge(entry.citation)
            yield replace(row, row=entry.row, place=entry.place, duplicate_of=entry.duplicate_of)


class Judge:
    """Judges citations against one catalogue on one day; what it has looked up it keeps."""

    def __init__(self, engine: Engine, day: date, today: date | None = None) -> None:
        self._day = day
        self._known = KnownStandards(engine, today or datetime.now(_SHANGHAI).date())
        self._titles = TitleCheck(self._known, day)
        self._judged: dict[StandardNumber, Row] = {}

    def prepare(self, citations: Iterable[Citation]) -> None:
        """Look up together what many citations need."""
        read = [number for one in citations for number in (one.number, *one.offered) if number is not None]
        self._known.prepare(number for number in read if number.kind not in INCOMPLETE)

    def judge(self, citation: Citation) -> Row:
        """The row of one citation, without its place in a list."""
        number = citation.number
        if number is None:
            return self._unread(citation)
        if number not in self._judged:
            self._judged[number] = self._judge_number(number)
        row = self._judged[number]
        row = replace(
            row,
            given=citation.given,
            given_title=citation.title,
            title=row.title or citation.title,
            notes=(*row.notes, *remarks_on_reading(citation)),
        )
        return self._titles.check(row, citation.title)

    def _unread(self, citation: Citation) -> Row:
        """A row from which no number could be read for certain: what it may be is offered."""
        near: list[str] = []
        for offered in citation.offered:
            there = find_exact(self._known, offered)
            near += [row.number for row in ((there,) if there else self._known.editions(offered.series)[:1])]
        near += [row.number for row in self._titles.entitled(citation.title) if row.number not in near]
        offered_numbers = tuple(str(one) for one in citation.offered)
        remark = note("broken", numbers=offered_numbers) if offered_numbers else note("no_number")
        verdict = _V.AMBIGUOUS if offered_numbers else _V.NOT_A_NUMBER
        return Row(
            0,
            citation.given,
            verdict,
            title=citation.title,
            given_title=citation.title,
            near=tuple(dict.fromkeys(near))[:NEAR],
            notes=(remark,),
        )

    def _judge_number(self, number: StandardNumber) -> Row:
        if number.kind in INCOMPLETE:
            return self._incomplete(number)
        if number.kind == "amendment" and number.base is not None:
            return self._amendment(number, number.base)
        if number.kind != "range" and number.year is None:
            return self._undated(number)
        record = find_exact(self._known, number)
        if record is not None:
            return self._row_of(number, record)
        return self._missing(number)

    # --- numbers that the catalogue has ------------------------------------------------------------------------------

    def _row_of(self, number: StandardNumber, record: Record, *remarks: Note) -> Row:
        """The row of a standard of the catalogue, as it stands on the day."""
        standing = stand(self._known, record, self._day)
        chain = follow(self._known, record.number, record, self._day)
        if chain.circle:
            told = note("circle", numbers=chain.circle)
            standing = replace(standing, verdict=_V.CONTRADICTORY, notes=(told, *standing.notes))
        instead, told_instead = in_its_place(self._known, record, standing, chain, self._day)
        announced = tuple(one.number for one in standing.successors)
        return Row(
            0,
            "",
            standing.verdict,
            number=str(number),
            title=record.title,
            status=self._status(record, standing),
            issued=record.issued,
            effective=record.effective,
            abolished=standing.ended or record.abolished,
            replaced_by=announced if standing.stands else chain.numbers or announced,
            in_force=instead,
            source=record.source,
            url=record.url,
            checked=record.checked,
            notes=(*remarks, *standing.notes, *told_instead, *self._remarks(number, record)),
        )

    def _status(self, record: Record, standing: Standing) -> Status:
        """The status on the day; where the data do not decide it, the recorded one."""
        if record.status in (Status.SUSPENDED, Status.DRAFT, Status.CONVERTED) and not standing.stands:
            return record.status
        return _STATUS.get(standing.verdict, record.status)

    def _remarks(self, number: StandardNumber, record: Record) -> Iterator[Note]:
        """What stands beside an edition: its amendments, what it adopts, another spelling of it."""
        if record.parsed is not None and record.parsed.kind != "amendment":
            known = self._known.amendments(record.parsed.base or record.parsed)
            issued = [row.number for row in known if row.issued is None or row.issued <= self._day]
            if issued:
                yield note("amended_by", numbers=tuple(sorted(issued)))
        if number.adopted is not None:
            yield note("adopts", number=str(number.adopted))
        if number.edition_note and record.number != str(number):
            yield note("edition_note", edition=number.edition_note, number=record.number)
        if number.language and record.number != str(number):
            yield note("translation", number=record.number)
        if record.example:
            yield note("example")

    # --- numbers that the catalogue lacks, or that name no edition ---------------------------------------------------

    def _undated(self, number: StandardNumber) -> Row:
        exact = find_exact(self._known, number)
        editions = self._known.editions(number.series) or ((exact,) if exact is not None else ())
        if not editions:
            parts = self._known.parts(number)
            return self._parts(number, parts) if parts else self._missing(number)
        newest = newest_in_force(self._known, number, self._day)
        if newest is not None:
            row = self._row_of(number, newest, note("undated", number=newest.number))
            verdict = row.verdict if newest.parsed is not None and newest.parsed.year is None else _V.UNDATED
            return replace(row, verdict=verdict, in_force=newest.number)
        issued = [row for row in editions if stand(self._known, row, self._day).verdict is not _V.UPCOMING]
        last = (issued or list(editions))[0]
        return self._row_of(number, last, note("undated_none_in_force", number=last.number))

    def _parts(self, number: StandardNumber, parts: tuple[Record, ...]) -> Row:
        """A number that is no standard by itself while its parts are."""
        standing = [row for row in parts if stand(self._known, row, self._day).stands]
        told = note("parts", total=len(parts), in_force=len(standing))
        near = tuple(row.number for row in (standing or list(parts))[:NEAR])
        return Row(0, "", _V.AMBIGUOUS, number=str(number), near=near, notes=(told,))

    def _missing(self, number: StandardNumber) -> Row:
        """A dated number without a record: known by what replaces it, by its other editions, or not at all."""
        row = Row(0, "", _V.NOT_FOUND, number=str(number))
        named = without_remarks(number.base or number)
        replacing = [one for one in successors_of(self._known, named, None) if one.in_effect(self._day)]
        if replacing:
            chain = follow(self._known, named, None, self._day)
            first = replacing[0]
            told = _why_replaced(named, first)
            in_force = chain.in_force[0] if chain.in_force else None
            several = (note("several", numbers=chain.in_force),) if len(chain.in_force) > 1 else ()
            source = first.record.source if first.record is not None else ""
            checked = first.record.checked if first.record is not None else None
            row = replace(row, verdict=_V.REPLACED, abolished=first.day, source=source, checked=checked)
            return replace(row, replaced_by=chain.numbers, in_force=in_force, notes=(told, *several))
        ended = ended_in_part(self._known, named, None, self._day)
        if ended:  # the catalogue knows nothing of the standard but that parts of it have ended
            source = str(ended[0].values.get("source", ""))
            return replace(row, verdict=_V.PARTLY_REPLACED, source=source, notes=(*ended, note("partly_alone")))
        editions = self._known.editions(number.series)
        if any(one.parsed is not None and not one.parsed.language for one in editions):
            return self._other_edition(number, editions)
        if editions:  # a translation says that there is a standard, not how it stands
            translated = tuple(one.number for one in editions)[:NEAR]
            return replace(row, near=translated, notes=(note("translation_only", numbers=translated),))
        range_record = covering(self._known, number)
        if range_record is not None:
            return self._row_of(number, range_record, note("covered", number=range_record.number))
        parts = self._known.parts(number)
        if parts:
            return self._parts(number, parts)
        near = tuple(record.number for record in self._known.near(number))
        return replace(row, near=near, notes=(note("not_found_near", numbers=near) if near else note("not_found"),))

    def _other_edition(self, number: StandardNumber, editions: tuple[Record, ...]) -> Row:
        newest = newest_in_force(self._known, number, self._day)
        first = newest or editions[0]
        told = note("other_edition" if newest is not None else "other_edition_none", number=first.number)
        namesakes = self._known.namesakes(number)
        others = (*(row.number for row in namesakes), *(row.number for row in editions))
        near = tuple(dict.fromkeys((first.number, *others)))[:NEAR]
        alike = (note("namesakes", numbers=tuple(row.number for row in namesakes)),) if namesakes else ()
        years = [row.parsed.year or 0 for row in editions if row.parsed is not None]
        later = (note("later_than_all"),) if (number.year or 0) > max(years, default=0) else ()
        return Row(
            0,
            "",
            _V.OTHER_EDITION,
            number=str(number),
            title=first.title,
            in_force=newest.number if newest is not None else None,
            near=near,
            source=first.source,
            url=first.url,
            checked=first.checked,
            notes=(told, *later, *alike),
        )

    def _amendment(self, number: StandardNumber, base: StandardNumber) -> Row:
        """An amendment stands as long as the edition that it amends does."""
        record, amended = find_exact(self._known, number), find_exact(self._known, base)
        if record is None:
            row = self._judge_number(base)
            if row.verdict is _V.NOT_FOUND:
                return replace(row, number=str(number))
            return replace(row, number=str(number), notes=(note("amendment_missing", number=str(base)), *row.notes))
        row = self._row_of(number, record)
        if amended is None:
            return row
        standing = self._row_of(base, amended)
        if row.verdict is not _V.IN_FORCE or standing.verdict is _V.IN_FORCE:
            return row
        told = note("amendment_of", number=str(base))
        kept = (standing.verdict, standing.status, standing.abolished, standing.replaced_by, standing.in_force)
        names = ("verdict", "status", "abolished", "replaced_by", "in_force")
        return replace(row, **dict(zip(names, kept, strict=True)), notes=(told, *standing.notes))  # type: ignore[arg-type]

    def _incomplete(self, number: StandardNumber) -> Row:
        """A number of which a part is left out: all that it can mean is near."""
        if number.kind == "prefix":
            return Row(0, "", _V.NOT_A_NUMBER, number=str(number), notes=(note("prefix_only"),))
        if number.kind == "series":
            found = self._known.parts(number) or self._known.editions(number.series)
            return self._all_parts(number, found)
        if number.kind == "range":
            record = find_exact(self._known, number)
            if record is not None:
                return self._row_of(number, record)
            found = tuple(row for row in map(self._known.get, map(str, number.members)) if row is not None)
        else:
            found = self._known.completing(number)
        near = tuple(row.number for row in found[:NEAR])
        verdict = _V.AMBIGUOUS if found else _V.NOT_FOUND
        told = note("incomplete", total=len(found)) if found else note("not_found")
        return Row(0, "", verdict, number=str(number), near=near, notes=(told,))

    def _all_parts(self, number: StandardNumber, parts: tuple[Record, ...]) -> Row:
        """All parts of a standard, whatever their editions."""
        if not parts:
            return Row(0, "", _V.NOT_FOUND, number=str(number), notes=(note("not_found"),))
        standing = [row for row in parts if stand(self._known, row, self._day).stands]
        told = note("parts", total=len(parts), in_force=len(standing))
        near = tuple(row.number for row in (standing or list(parts))[:NEAR])
        verdict = _V.UNDATED if standing else _V.ABOLISHED
        only = near[0] if len(standing) == 1 else None
        return Row(0, "", verdict, number=str(number), near=near, notes=(told,), in_force=only)


def _why_replaced(number: str, successor: Successor) -> Note:
    """How a replacement is known of a standard that the catalogue lacks: by notice, or by the other standard."""
    for ending in endings_of(number):
        if ending.by == successor.number and not ending.extent.partial:
            how = "renumbered" if ending.extent is Extent.RENUMBERED else "ended_whole"
            return note(how, number=ending.by, day=ending.day, source=ending.notice or ending.source)
    return note("known_by_successor", number=successor.number)
