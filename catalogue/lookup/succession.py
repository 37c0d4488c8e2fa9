"""What replaces a standard today: the chain of replacements, followed to what is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from indexer.engines import Engine, Request
from indexer.query import Term
from standard.record import Record
from standard.status import Status

#: longest chain that is followed, and most standards that one step leads to
MAX_STEPS = 20
MAX_NEXT = 50
#: most standards that all steps together go over
MAX_SEEN = 200
IN_FORCE = (Status.CURRENT, Status.CURRENT_PARTIAL)


def find_successors(engine: Engine, record: Record, day: date) -> tuple[Record, ...]:
    """The standards in force at the end of the chains that begin at a record; nothing where it is in force itself.

    A step goes over standards that the catalogue lacks: `GB 9743-2007` names 2015, which only 2024 names again.
    """
    if record.status_on(day) in IN_FORCE:
        return ()
    in_force: dict[str, Record] = {}
    seen, step = {record.number}, list(_find_next(engine, record.number, record, day))
    for _ in range(MAX_STEPS):
        if len(seen) > MAX_SEEN:
            break
        step = [number for number in dict.fromkeys(step) if number not in seen]
        seen.update(step)
        beyond: list[str] = []
        for number in step:
            successor = engine.get(number)
            if successor is not None and successor.status_on(day) in IN_FORCE:
                in_force[number] = successor
            else:
                beyond.extend(_find_next(engine, number, successor, day))
        step = beyond
    return tuple(in_force.values())


def _find_next(engine: Engine, number: str, record: Record | None, day: date) -> Iterator[str]:
    """What replaces a number as a whole, as it says itself and as others say."""
    yield from record.replaced_by if record is not None else ()
    for hit in engine.search(Request(Term("replaces", number), day, limit=MAX_NEXT)).hits:
        if number not in hit.record.replaces_partly:
            yield hit.record.number
