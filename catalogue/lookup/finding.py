"""Which standard a number names, however it is spelled."""

from __future__ import annotations

from datetime import date

from catalogue.lookup.near_numbers import find_near, find_parts
from catalogue.lookup.not_found import StandardNotFound
from catalogue.query import MAX_TEXT, number_at_home, read_query
from indexer.analysis import parse
from indexer.engines import Engine, Request
from indexer.query import Number
from standard.home import HOME
from standard.record import Record


def find_standard(engine: Engine, text: str, day: date, home: str = HOME) -> Record:
    """The standard that a text names, in any spelling; of several editions the one in force, or the newest.

    Underscores stand for slash and blank, as in names of files and addresses; 省标 2672 is one of `home`.
    Raises StandardNotFound.
    """
    record = engine.get(text)
    if record is not None:
        return record
    spelled = text.replace("_", " ")
    for spelling in (text, spelled):
        hits = engine.search(Request(Number(number_at_home(spelling, home), own=True), day, limit=1)).hits
        if hits and hits[0].group == "exact":
            return hits[0].record
    near = find_near(engine, spelled, day) or find_parts(engine, spelled, day)
    if near:
        raise StandardNotFound(text, tuple(near))
    raise StandardNotFound(text, mentioned=_count_mentions(engine, spelled, day))


def _count_mentions(engine: Engine, text: str, day: date) -> int:
    """How many standards a search finds for what is no number of a standard; none for a number that is not there."""
    number = parse(text)
    if not text.strip() or (number is not None and number.kind != "bare"):
        return 0
    return engine.search(Request(read_query(text[:MAX_TEXT]).tree, day, limit=0)).total
