"""A row -> a record: every cell cleaned by the rules for dirty data (docs/domain.md 2.3), what was mended noted.

Nothing is repaired that could be right, and nothing is guessed: a value that makes no sense is left out with a note,
one that contradicts another stays with a note.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from indexer.readers.day_cells import days_of, doubts
from indexer.readers.field_labels import Cells
from indexer.readers.issuers import issuers_of
from indexer.readers.level_words import is_yes, level_of_word, nature_of_word
from indexer.readers.mojibake import decoded_anew, mended_title, number_decoded_anew
from indexer.readers.number_and_title import Identity, identity_of
from indexer.readers.people import people_of, units_of
from indexer.readers.provenance import alt_titles_of, conflicts_of, items_of, source_of, url_of
from indexer.readers.relation_cells import Links, department_of
from indexer.readers.remembering import remembered
from indexer.readers.text_cells import abstract_of, text_of
from standard.code_cells import gbt4754_beside_ccs, read_ccs, read_gbt4754, read_ics
from standard.publisher import Level
from standard.record import Record
from standard.status import Status
from standard.status_words import status_of_word
from standard.wording import say

#: some of the record's fields
Fields = dict[str, Any]

_read_ics, _read_ccs, _read_gbt4754 = (remembered(65_536)(read) for read in (read_ics, read_ccs, read_gbt4754))
_status_of = remembered(65_536)(status_of_word)

_CCS, _ICS = re.compile(r"[A-Z]\d\d$"), re.compile(r"\d\d\.\d+")
#: how exported tables mark what is made up
_EXAMPLE = "（示例数据）"
#: cells that are text and nothing else
_TEXTS = ("title_en", "committee", "filing")


def record_of(cells: Cells, today: date, checked: date | None = None) -> Record:
    """The record that a row gives; `checked` where the row has no such day itself.

    Cleaning what is clean changes nothing, so a record's own form (`Record.to_json`) comes out as it went in.
    Raises `Unreadable` where there is no number, no title, or the number is of something else.
    """
    cells, doubts_of_text = _well_decoded(cells)
    identity = identity_of(cells.get("number"), cells.get("title"))
    notes = [*items_of(cells.get("notes")), *doubts_of_text, *identity.notes]
    fields: Fields = {name: text_of(cells[name]) for name in _TEXTS if name in cells}
    if "abstract" in cells:
        fields["abstract"] = abstract_of(cells["abstract"])
    fields |= _naming(identity, cells)
    fields |= _state(fields["level"], cells, today, checked, notes) | _codes(cells, notes)
    fields |= _bodies(cells, notes) | _relations(identity, cells, notes) | _provenance(cells, fields["status"])
    return Record(**fields, notes=tuple(dict.fromkeys(notes)))


def _well_decoded(cells: Cells) -> tuple[Cells, list[str]]:
    """The row with its texts decoded anew, where its title shows that they went through a wrong encoding; a note."""
    title = cells.get("title")
    mended, note = mended_title(title) if isinstance(title, str) else ("", "")
    if not note:
        return cells, []
    if isinstance(number := cells.get("number"), str):
        cells = {**cells, "number": number_decoded_anew(number)}
    if mended != title:
        cells = {name: decoded_anew(value) if isinstance(value, str) else value for name, value in cells.items()}
    return cells, [note]


def _naming(identity: Identity, cells: Cells) -> Fields:
    """What the number and the title tell; the number knows better than a column what it is a number of."""
    parsed = identity.parsed
    level = parsed.level if parsed is not None else Level.UNKNOWN
    level = level_of_word(cells.get("level")) if level is Level.UNKNOWN else level
    region = parsed.region if parsed is not None else ""
    return {
        "number": identity.number,
        "title": identity.title,
        "alt_titles": alt_titles_of(cells.get("alt_titles"), identity.title),
        "level": level,
        "nature": _nature(identity) or nature_of_word(cells.get("nature")),
        "region": (region or _region(cells)) if level is Level.LOCAL else "",
        "given": text_of(cells.get("given")) or identity.given,
    }


def _nature(identity: Identity) -> str:
    return identity.parsed.nature if identity.parsed is not None else ""


def _region(cells: Cells) -> str:
    """The code of a column of regions, where it is one."""
    region = text_of(cells.get("region"))
    return region if region.isdecimal() and len(region) in (2, 4) else ""


def _state(level: Level, cells: Cells, today: date, checked: date | None, notes: list[str]) -> Fields:
    """The status, with the source's own word, and the days."""
    # a file may have the words alone, as those of corpus/ do
    given, word = text_of(cells.get("status")), text_of(cells.get("status_word"))
    status = _status_of(given or word)
    if not word and given != status.value:
        # the record's own form gives the status and, beside it, the source's word
        word = given
    if level is not Level.GROUP and "announced" in cells:
        # of group standards it is the day on which the platform showed them
        cells = {"issued": cells["announced"], **cells}
    days, wrong = days_of(cells)
    notes += [*wrong, *doubts(days, status, today)]
    return {"status": status, "status_word": word, "checked": checked} | days


def _codes(cells: Cells, notes: list[str]) -> Fields:
    """Codes of the classifications; one cell may hold two of them."""
    ccs_cell, ics_cell = text_of(cells.get("ccs")), text_of(cells.get("ics"))
    if _CCS.match(ics_cell) and _ICS.match(ccs_cell):
        ccs_cell, ics_cell = ics_cell, ccs_cell
        notes.append(say("note_cells_swapped").chinese)
    elif not ics_cell and "ICS" in ccs_cell:
        # `Y68       ICS 97.040.99`, docs/domain.md 2.3
        ics_cell = ccs_cell.partition("ICS")[2]
    found = {
        "ics": _read_ics(ics_cell) if ics_cell else None,
        "ccs": _read_ccs(ccs_cell) if ccs_cell else None,
        "gbt4754": _read_gbt4754(text_of(cells["gbt4754"])) if "gbt4754" in cells else None,
    }
    notes += [note for reading in found.values() if reading for note in reading[1]]
    codes = {name: reading[0] for name, reading in found.items() if reading}
    if not codes.get("gbt4754") and "/" in ccs_cell:
        codes["gbt4754"] = gbt4754_beside_ccs(ccs_cell)
    return codes


def _bodies(cells: Cells, notes: list[str]) -> Fields:
    """Who issued, directed and drafted it."""
    issuers: dict[str, None] = {}
    value = cells.get("issuers")
    for cell in value if isinstance(value, list | tuple) else [value]:
        names, wrong = issuers_of(cell if isinstance(cell, str) else text_of(cell))
        issuers |= dict.fromkeys(names)
        notes += wrong
    return {
        "issuers": tuple(issuers),
        "department": department_of(cells),
        "drafters": units_of(cells.get("drafters")),
        "people": people_of(cells.get("people")),
    }


def _relations(identity: Identity, cells: Cells, notes: list[str]) -> Fields:
    links = Links()
    links.read(cells)
    links.read_words(identity.beside)
    notes += [*links.notes, *links.doubts(identity.number, identity.parsed.year if identity.parsed else None)]
    return links.fields()


def _provenance(cells: Cells, status: Status) -> Fields:
    """Where it comes from, and what other sources say."""
    url = url_of(cells.get("url"))
    source = source_of(cells.get("source"), url)
    example = is_yes(cells.get("example")) or source.endswith(_EXAMPLE)
    source = source.removesuffix(_EXAMPLE)
    conflicts = conflicts_of(cells.get("conflicts"), status, source)
    return {"url": url, "source": source, "conflicts": conflicts, "example": example}
