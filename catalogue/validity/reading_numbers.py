"""Which record a cited number names, and what is to be said of how the number was read."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.validity.known_standards import KnownStandards
from catalogue.validity.row import Note, note
from indexer.analysis import forms_of_number
from standard.citations import Citation, Reading
from standard.number import NumberError, StandardNumber
from standard.record import Record

#: kinds of numbers that name no single standard
INCOMPLETE = frozenset({"bare", "wildcard", "prefix", "series", "range"})
#: readings of which a person should be told
_TOLD = (Reading.MENDED, Reading.RUN_TOGETHER)


def find_exact(known: KnownStandards, number: StandardNumber) -> Record | None:
    """The record of a number, of the Chinese half of a dual one, or of the number without its remarks."""
    record = known.get(str(number))
    if record is not None:
        return record
    simple = without_remarks(number.base if number.kind == "dual" and number.base is not None else number)
    record = known.get(simple)
    if record is not None:
        return record
    for edition in known.editions(number.series) if number.kind not in INCOMPLETE else ():
        if {str(number), simple} & set(forms_of_number(edition.number).exact):
            return edition
    halves = number.members if number.kind == "joint" else ()
    return next((row for row in map(known.get, map(str, halves)) if row is not None), None)


def covering(known: KnownStandards, number: StandardNumber) -> Record | None:
    """The record of a range of numbers, `GB/T 5750.1~5750.13-2006`, within which a number lies."""
    return next((row for row in known.near(number) if str(number) in forms_of_number(row.number).covers), None)


def remarks_on_reading(citation: Citation) -> Iterator[Note]:
    """What had to be understood to read the number, and words of the edition that the catalogue does not tell apart."""
    if citation.reading in _TOLD and citation.number is not None:
        yield note("read_as", number=str(citation.number))
    if citation.reading is Reading.CHOSEN and citation.number is not None:
        yield note("chosen", number=str(citation.number))
    if citation.edition:
        yield note("edition_words", edition=citation.edition)


def without_remarks(number: StandardNumber) -> str:
    """`GB 50016-2014(2018)` and `GB/T 24359-2009E` without what stands behind the year."""
    if not (number.edition_note or number.language) or number.year is None:
        return str(number)
    try:
        return str(StandardNumber(f"{number.series}-{number.year}"))
    except NumberError:
        return str(number)
