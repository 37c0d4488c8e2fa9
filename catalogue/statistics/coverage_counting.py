"""The cells of a coverage table, counted by the engine: some counts of one field against another for each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from catalogue.statistics.class_trees import SCHEMES, read_branch
from catalogue.statistics.coverage import ALL, Coverage, Scope, Tally, make_row
from catalogue.statistics.coverage_columns import (
    CURRENT,
    INDUSTRY,
    NATIONAL,
    OWN,
    Column,
    list_all_places,
    list_columns,
)
from catalogue.wording import say
from indexer.engines import Axis, Document, Engine, Request
from indexer.errors import RequestError
from indexer.lifecycle import Opened
from indexer.query import And, Everything, Node, Or, Range, Term
from standard import classification
from standard.classification import Scheme
from standard.publisher import Level
from standard.record import Record
from standard.review import latest_due
from standard.status import Status

#: every standard has just one, so what is counted by it is counted once
_ONCE = Axis("level")
#: in the bytes of a record that was reviewed
_REVIEWED = b'"reviewed":'
#: columns that are shown even where they are empty
_ALWAYS = (NATIONAL, INDUSTRY, OWN)


@dataclass
class _Counted:
    """What is counted under one column."""

    column: Column
    #: by class
    classes: dict[str, Tally]
    #: of all, and of those in any class of the rows
    total: Tally
    classed: Tally


def count_coverage(opened: Opened, scope: Scope, day: date) -> Coverage:
    """Count what is in force on a day, by class and level. Raises RequestError for a class there is not, IndexFault."""
    engine = opened.engine
    known = classification.codes(Scheme(scope.by))
    codes = engine.counts(scope.by)
    if scope.under and scope.under not in known and scope.under not in codes:
        raise RequestError("code_missing", scheme=SCHEMES[scope.by], code=scope.under[:40])
    branch = read_branch(scope.by, scope.under, codes)
    below = [node.code for node in branch.children]
    within = Term(scope.by, scope.under) if scope.under else Everything()
    counted = [_count_column(engine, column, scope, within, below, day) for column in _list_columns(engine, scope, day)]
    unread = _look_through(engine, scope, counted, set(below), day)
    against = f"local_{scope.against}"
    shown = [one for one in counted if one.total.count or one.column.kind in _ALWAYS or one.column.name == against]
    columns = tuple(one.column for one in shown)

    def tallies(code: str) -> list[Tally]:
        return [one.classes.get(code, Tally()) for one in shown]

    filled = [node for node in branch.children if any(tally.count for tally in tallies(node.code))]
    rows = tuple(make_row(node, columns, tallies(node.code), day, known=node.code in known) for node in filled)
    total = make_row(None, columns, [one.total for one in shown], day)
    return Coverage(
        scope=scope,
        day=day,
        generation=opened.generation,
        data_date=opened.checked,
        node=branch.node,
        above=branch.above,
        columns=columns,
        rows=rows,
        total=total,
        rest=make_row(None, columns, [one.total - one.classed for one in shown], day),
        repeated=sum(row.all.count for row in rows) - sum(one.classed.count for one in shown),
        unread=None if scope.under else unread,
        empty=sum(node.code in known for node in branch.children) - sum(row.known for row in rows),
        status_unknown=engine.search(Request(And((within, Term("status", Status.UNKNOWN.value))), day, limit=0)).total,
    )


def _list_columns(engine: Engine, scope: Scope, day: date) -> tuple[Column, ...]:
    if scope.against != ALL:
        return list_columns(scope.region, scope.against)
    local = Request(Term("level", Level.LOCAL.value), day)
    places = {place for _, place in engine.cross_counts(_ONCE, Axis("region", 1), local)}
    return list_all_places(scope.region, sorted(places))


def _count_column(
    engine: Engine, column: Column, scope: Scope, within: Node, below: Iterable[str], day: date
) -> _Counted:
    tree = And((column.node, within))
    if not engine.search(Request(tree, day, limit=0)).total:
        return _Counted(column, {}, Tally(), Tally())
    classed = And((tree, Or(tuple(Term(scope.by, code) for code in below))))
    return _Counted(
        column,
        _count(engine, Axis(scope.by), tree, day),
        _sum(_count(engine, _ONCE, tree, day)),
        _sum(_count(engine, _ONCE, classed, day)),
    )


def _count(engine: Engine, axis: Axis, tree: Node, day: date) -> dict[str, Tally]:
    """Value of a field -> what is counted of the standards that have it; reviews are not known to the engine."""
    tallies: dict[str, Tally] = {}
    for (value, _), count in engine.cross_counts(axis, _ONCE, Request(tree, day)).items():
        tallies.setdefault(value, Tally()).count += count
    for (value, year), count in engine.cross_counts(axis, Axis("year"), Request(tree, day)).items():
        if year.isdigit():
            tallies[value].years[int(year)] += count
    issued = And((tree, Range("issued", date.min, date.max)))
    for (value, _), count in engine.cross_counts(axis, _ONCE, Request(issued, day)).items():
        tallies[value].dated += count
    long_ago = And((tree, Range("issued", None, latest_due(day))))
    for (value, _), count in engine.cross_counts(axis, _ONCE, Request(long_ago, day)).items():
        tallies[value].due += count
    return tallies


def _sum(tallies: Mapping[str, Tally]) -> Tally:
    return sum(tallies.values(), Tally())


def _look_through(engine: Engine, scope: Scope, counted: list[_Counted], below: set[str], day: date) -> int:
    """Put right what hangs on reviews, which no column of an index holds; how many have a class that was not read."""
    begin, end = _unread_note(scope.by)
    unread = 0
    for record in _read_some(engine, (_REVIEWED, end.encode())):
        values = Document(record).values
        one = next((one for one in counted if one.column.holds(values)), None)
        if one is None or record.status_on(day).value not in CURRENT:
            continue
        unread += not values[scope.by] and any(note.startswith(begin) and note.endswith(end) for note in record.notes)
        if record.reviewed is not None and (not scope.under or scope.under in values[scope.by]):
            _put_right(one, [code for code in values[scope.by] if code in below], record, record.reviewed, day)
    return unread


def _read_some(engine: Engine, parts: tuple[bytes, ...]) -> Iterator[Record]:
    """The records whose bytes hold one of some parts; the others are not decoded, which is what takes time."""
    return (Record.from_bytes(data) for data in engine.stored() if any(part in data for part in parts))


def _unread_note(by: str) -> tuple[str, str]:
    """How the note begins and ends that tells of a class which could not be read."""
    name = "GB/T 4754" if by == Scheme.GBT4754.value else by.upper()
    begin, _, end = say("note_unread", column=name, given="\x00").chinese.partition("\x00")
    return begin, end


def _put_right(one: _Counted, codes: list[str], record: Record, reviewed: date, day: date) -> None:
    """Count the review of a standard instead of its issue."""
    latest = latest_due(day)
    due = (reviewed <= latest) - (record.issued is not None and record.issued <= latest)
    dated = int(record.issued is None)
    for tally in (one.total, *([one.classed] * bool(codes)), *(one.classes[code] for code in codes)):
        tally.due += due
        tally.dated += dated
