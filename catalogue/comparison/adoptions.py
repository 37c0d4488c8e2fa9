"""What standards adopt, and whether the adopted edition is still current."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from catalogue.lookup import StandardNotFound, find_standard, find_successors
from catalogue.wording import Words, say
from indexer.engines import Engine, Request
from indexer.lifecycle import Opened, read_unresolved
from indexer.query import Node, Number, Term
from indexer.readers import StatedAdoption
from standard.number import NumberError, StandardNumber
from standard.publisher import Level
from standard.record import Adoption, Record
from standard.status import Status

#: most standards that are listed, and most editions of a number that are looked at
MAX_LISTED, MAX_EDITIONS = 10_000, 50
_IN_FORCE = (Status.CURRENT, Status.CURRENT_PARTIAL)


class AdoptedState(StrEnum):
    """How an adopted edition stands."""

    #: it is in force
    CURRENT = "current"
    #: it is not, or no longer
    WITHDRAWN = "withdrawn"
    #: the adoption names no edition
    UNDATED = "undated"
    #: the catalogue does not have the edition, so nothing is known of it
    NOT_LISTED = "not_listed"


@dataclass(frozen=True)
class Adopting:
    """A standard and one of those that it adopts."""

    record: Record
    status: Status
    adoption: Adoption
    state: AdoptedState
    #: the title of what is adopted; empty where unknown
    title: str
    #: where the state of the edition was looked up, and when; empty and None where the catalogue does not have it
    looked_up_at: str
    looked_up: date | None
    #: what is in force in its place, or the editions in force of a number without an edition
    instead: tuple[str, ...]

    @property
    def state_words(self) -> Words:
        """How the adopted edition stands, and what is in force in its place, as a sentence."""
        name = f"adopted_{self.state}"
        return say(f"{name}_instead" if self.instead else name, instead=self.instead)

    @property
    def looked_up_words(self) -> Words | None:
        """Of which day that is; None where nothing was looked up."""
        if self.looked_up is None:
            return None
        return say("adopted_looked_up", day=self.looked_up, source=self.looked_up_at)

    @property
    def source_words(self) -> Words | None:
        """Who states the adoption; None where that is not recorded."""
        if not self.adoption.source:
            return None
        name = "adoption_stated_by_others" if self.adoption.third_party else "adoption_stated"
        return say(name, source=self.adoption.source)

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "number": self.record.number,
            "title": self.record.title,
            "status": self.status.value,
            "adopted": self.adoption.number,
            "adopted_title": self.title,
            "degree": self.adoption.degree,
            "state": self.state.value,
            "state_source": self.looked_up_at,
            "state_checked": self.looked_up.isoformat() if self.looked_up else None,
            "instead": list(self.instead),
            "source": self.adoption.source,
            "third_party": self.adoption.third_party,
            "checked": self.adoption.checked.isoformat() if self.adoption.checked else None,
        }


@dataclass(frozen=True)
class Adoptions:
    """What is adopted, and what sources state of standards that the catalogue lacks."""

    rows: tuple[Adopting, ...]
    unresolved: tuple[StatedAdoption, ...]
    day: date
    #: how many standards adopt something, where not all are listed
    total: int

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        unresolved = [
            {**one.adoption.to_json(), "number": one.number, "adopted": one.adoption.number} for one in self.unresolved
        ]
        rows = [row.to_json() for row in self.rows]
        return {"day": self.day.isoformat(), "total": self.total, "rows": rows, "unresolved": unresolved}


def list_adoptions(opened: Opened, day: date, text: str = "", *, withdrawn: bool = False) -> Adoptions:
    """What all standards adopt, or one standard; of an international one who adopts it, in any edition.

    `withdrawn` leaves only what adopts an edition that is not in force any more. NEQ, which does not adopt
    (GB/T 1.2-2020, 4.1), is listed with its degree. Raises StandardNotFound.
    """
    engine = opened.engine
    unresolved = read_unresolved(opened.folder) if opened.folder is not None else []
    records, total, unresolved = _records(engine, day, text, unresolved)
    added, unresolved = _added_since(engine, unresolved)
    rows = [row for record in (*records, *added) for row in adoptions_of(engine, record, day)]
    if text and (series := _abroad(text)):
        rows = [row for row in rows if _series(row.adoption.number) == series]
    if withdrawn:
        rows = [row for row in rows if row.state is AdoptedState.WITHDRAWN]
        unresolved = []
    return Adoptions(tuple(rows), tuple(unresolved), day, total)


def _records(
    engine: Engine, day: date, text: str, unresolved: list[StatedAdoption]
) -> tuple[list[Record], int, list[StatedAdoption]]:
    """The standards that adopt something, how many there are, and what is stated of those that are not there."""
    if not text:
        return (*_found(engine, Term("adopts", "*"), day), unresolved)
    if series := _abroad(text):
        stated = [one for one in unresolved if _series(one.adoption.number) == series]
        found = _found(engine, Number(series), day)[0]
        return found, len(found), stated
    stated = [one for one in unresolved if _names(text, one.number)]
    try:
        return [find_standard(engine, text, day)], 1, stated
    except StandardNotFound:
        if stated:
            return [], 0, stated
        raise


def _added_since(engine: Engine, unresolved: list[StatedAdoption]) -> tuple[list[Record], list[StatedAdoption]]:
    """The standards among the unresolved that came by a small change since, with what is stated of them; the rest."""
    added: list[Record] = []
    left: list[StatedAdoption] = []
    for one in unresolved:
        record = engine.get(one.number)
        if record is None:
            left.append(one)
        elif one.adoption.number not in {adoption.number for adoption in record.adopts}:
            added.append(replace(record, adopts=(one.adoption,)))
    return added, left


def _found(engine: Engine, node: Node, day: date) -> tuple[list[Record], int]:
    results = engine.search(Request(node, day, sort="number", limit=MAX_LISTED))
    records = [hit.record for hit in results.hits if hit.record.adopts]
    return records, results.total


def adoptions_of(engine: Engine, record: Record, day: date) -> Iterator[Adopting]:
    """What a standard adopts, each with how the adopted edition stands. Raises IndexFault."""
    for adoption in record.adopts:
        adopted = engine.get(adoption.number)
        state = _state(adopted, adoption.number, day)
        instead: tuple[str, ...] = ()
        if state is not AdoptedState.CURRENT:
            following = find_successors(engine, adopted, day) if adopted is not None else ()
            instead = tuple(one.number for one in following) or _editions_in_force(engine, adoption.number, day)
        title = adoption.title or (adopted.title_en or adopted.title if adopted is not None else "")
        source, checked = (adopted.source, adopted.checked) if adopted is not None else ("", None)
        yield Adopting(record, record.status_on(day), adoption, state, title, source, checked, instead)


def _state(adopted: Record | None, number: str, day: date) -> AdoptedState:
    if adopted is not None and adopted.status_on(day) is not Status.UNKNOWN:
        return AdoptedState.WITHDRAWN if adopted.status_on(day).ended else AdoptedState.CURRENT
    try:
        dated = StandardNumber(number).year is not None
    except NumberError:
        dated = True
    return AdoptedState.NOT_LISTED if dated else AdoptedState.UNDATED


def _editions_in_force(engine: Engine, number: str, day: date) -> tuple[str, ...]:
    """The editions in force of the same number, which is all that lists without replacements tell."""
    series = _series(number)
    results = engine.search(Request(Number(series, own=True), day, limit=MAX_EDITIONS))
    records = (hit.record for hit in results.hits)
    same = (one for one in records if _series(one.number) == series and one.number != number)
    return tuple(one.number for one in same if one.status_on(day) in _IN_FORCE and one.number != series)


def _abroad(text: str) -> str:
    """The number, without its edition, of an international standard; empty for any other."""
    try:
        number = StandardNumber(text)
    except NumberError:
        return ""
    return number.series if number.level is Level.INTERNATIONAL else ""


def _names(text: str, number: str) -> bool:
    """Whether a text names a number, or the number without its edition."""
    try:
        parsed = StandardNumber(text)
    except NumberError:
        return False
    return number == str(parsed) or (parsed.year is None and _series(number) == str(parsed))


def _series(text: str) -> str:
    try:
        return StandardNumber(text).series or text
    except NumberError:
        return text
