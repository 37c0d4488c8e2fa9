"""The standards of a list that somebody keeps: those that the catalogue has, and their own with number and title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.lookup import StandardNotFound, find_standard
from catalogue.validity import Entry, read_entries
from indexer.engines import Engine
from indexer.errors import RequestError
from indexer.readers import Document
from standard.home import HOME
from standard.publisher import Level, publisher
from standard.record import Record

#: most standards of a list
MOST_LISTED = 20_000


@dataclass(frozen=True)
class ListedStandard:
    """A row of a list: the number in its canonical form, or as written, and the title that stands beside it."""

    number: str
    title: str = ""


def read_listed(document: Document, name: str) -> tuple[ListedStandard, ...]:
    """The standards of a list, in its order, each once.

    Raises RequestError where it names none or more than MOST_LISTED.
    """
    found = tuple(dict.fromkeys(map(_listed, read_entries(document).entries)))
    if not any(row.number for row in found):
        raise RequestError("list_without_numbers", path=name)
    if len(found) > MOST_LISTED:
        raise RequestError("list_too_long", count=len(found), most=MOST_LISTED)
    return found


def find_listed(engine: Engine, rows: tuple[ListedStandard, ...], day: date, home: str = HOME) -> Iterator[Record]:
    """The record of each row: the catalogue's, else one with what the list says, its title empty where it gives none.

    Raises IndexFault.
    """
    for row in rows:
        try:
            yield find_standard(engine, row.number, day, home) if row.number else own_record(row)
        except StandardNotFound:
            yield own_record(row)


def own_record(row: ListedStandard) -> Record:
    """A standard that no catalogue has, as its owner lists it."""
    record = Record(row.number, row.title)
    known = publisher(record.parsed.prefix) if record.parsed is not None else None
    if known is None:
        return record
    return Record(row.number, row.title, level=Level(known.level), nature=known.nature)


def _listed(entry: Entry) -> ListedStandard:
    citation = entry.citation
    number = str(citation.number) if citation.number is not None else ""
    return ListedStandard(number or ("" if citation.title else citation.given.strip()), citation.title)
