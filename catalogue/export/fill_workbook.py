"""An XLSX or XLSM with the columns of a check added; every part that is not written to keeps its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from catalogue.export.fill_columns import Sheet
from catalogue.export.sheet_filling import Filling
from catalogue.export.sheet_styles import Styles
from catalogue.export.sheet_survey import Survey, last_covered, places_of_columns, survey_sheet
from catalogue.export.zip_copy import Packed, copy_zip, is_stored, pack
from indexer.readers import DAMAGE, Unreadable, drawings_of, opened_package, sheet_parts
from standard.errors import LubiaoError
from standard.wording import Words, say

_SIGNATURES = "_xmlsignatures/"


@dataclass(frozen=True)
class Filled:
    """A list with our columns in it."""

    data: bytes
    #: rows that something was added to
    rows: int
    #: what its reader should know of it
    notes: tuple[Words, ...]


@dataclass(frozen=True)
class _Plan:
    """Where the columns of one sheet go."""

    part: str
    added: Sheet
    survey: Survey
    places: tuple[int, ...]


def fill_workbook(data: bytes, added: Mapping[str, Sheet]) -> Filled:
    """Add to each sheet, by its name, what is said.

    Raises LubiaoError where the file is damaged or unpacks too far, and where a column of ours is filled already.
    """
    try:
        return _fill(data, added)
    except Unreadable as problem:
        raise LubiaoError("fill_unreadable", reason=problem.words) from problem
    except DAMAGE as error:
        raise LubiaoError("fill_damaged", error=type(error).__name__) from error


def _fill(data: bytes, added: Mapping[str, Sheet]) -> Filled:
    with closing(opened_package(data)) as parts:
        sheets, styles_part = sheet_parts(parts)
        names = parts.names()
    parts_of = {sheet.title: sheet.part for sheet in reversed(sheets)}
    plans, notes = [], []
    for name, sheet in added.items():
        plan = _plan(data, name, parts_of[name], sheet)
        plans.append(plan)
        notes += _notes(name, plan)
    if any(name.startswith(_SIGNATURES) for name in names):
        notes.append(say("fill_signed"))
    changed = _written(data, plans, styles_part)
    return Filled(copy_zip(data, changed), sum(len(plan.added.lines) for plan in plans), tuple(notes))


def _plan(data: bytes, name: str, part: str, added: Sheet) -> _Plan:
    # each reading may unpack as far as one is allowed to
    with closing(opened_package(data)) as parts:
        survey = survey_sheet(parts.pieces(part), part, added)
        # what is drawn lies over the cells
        for drawing in drawings_of(parts, part):
            covered = last_covered(parts.pieces(drawing), drawing, added.header or 1, max(added.lines))
            survey.last_column = max(survey.last_column, covered)
    return _Plan(part, added, survey, places_of_columns(added, survey, name))


def _notes(name: str, plan: _Plan) -> list[Words]:
    notes = []
    if not plan.added.header:
        notes.append(say("fill_without_labels", sheet=name))
    if plan.survey.is_protected:
        notes.append(say("fill_protected", sheet=name))
    return notes


def _written(data: bytes, plans: list[_Plan], styles_part: str) -> dict[str, Packed]:
    """The parts that change."""
    with closing(opened_package(data)) as parts:
        styles = Styles(parts.pieces(styles_part) if styles_part else (), styles_part)
    changed = {}
    for plan in plans:
        filling = Filling(plan.added, plan.places, plan.survey, styles.style)
        with closing(opened_package(data)) as parts:
            pieces = filling.pieces(parts.pieces(plan.part), plan.part)
            changed[plan.part] = pack(pieces, stored=is_stored(data, plan.part))
    if styles.changed:
        changed[styles_part] = pack(styles.pieces(), stored=is_stored(data, styles_part))
    return changed
