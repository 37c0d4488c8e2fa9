"""Rows that say of a standard what it adopts, and nothing else of it: number, adopted number, degree, source, day."""

from __future__ import annotations

from typing import Any, NamedTuple

from indexer.readers.dates import day_of
from indexer.readers.placeholders import holds
from indexer.readers.problem import Problem
from indexer.readers.row import Row
from indexer.readers.text_cells import text_of
from standard.number import NumberError, StandardNumber
from standard.record import Adoption
from standard.relation import degree_of_word

#: the fields of such a row; a row with any other describes a standard
_FIELDS = frozenset({"number", "adopts", "adopts_degree", "source", "checked"})


class StatedAdoption(NamedTuple):
    """What a row states, and where it stands."""

    file: str
    line: int
    #: canonical number of the standard that adopts
    number: str
    adoption: Adoption

    def to_json(self) -> dict[str, Any]:
        """As `{"file", "line", "standard", "adoption"}`."""
        return {"file": self.file, "line": self.line, "standard": self.number, "adoption": self.adoption.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StatedAdoption:
        """What `to_json` printed; raises KeyError, TypeError or ValueError on anything else."""
        return cls(data["file"], data["line"], data["standard"], Adoption.from_json(data["adoption"]))


def stated_adoption(row: Row) -> StatedAdoption | Problem | None:
    """What a row states of an adoption, or why that cannot be used; None for a row of any other kind."""
    cells = {name: value for name, value in row.cells.items() if holds(value)}
    if not {"number", "adopts"} <= cells.keys() <= _FIELDS or not isinstance(cells["adopts"], str):
        return None
    number, adopted = text_of(cells["number"]), text_of(cells["adopts"])
    word, source = text_of(cells.get("adopts_degree")), text_of(cells.get("source"))
    degree, day = degree_of_word(word), day_of(cells["checked"])[0] if "checked" in cells else None
    canonical, of_adopted = _canonical(number), _canonical(adopted)
    value, why = "", ""
    if not canonical:
        value, why = number, "adoption_number"
    elif not of_adopted or of_adopted == canonical:
        value, why = adopted, "adoption_target"
    elif word and not degree:
        value, why = word, "adoption_degree"
    elif not source:
        value, why = f"{canonical} | {of_adopted}", "adoption_source"
    elif "checked" in cells and day is None:
        value, why = text_of(cells["checked"]), "adoption_day"
    if why:
        return Problem(row.file, row.line, value, why)
    return StatedAdoption(row.file, row.line, canonical, Adoption(of_adopted, degree, source, day))


def _canonical(text: str) -> str:
    """The canonical number; empty where a text is none."""
    try:
        return str(StandardNumber(text))
    except NumberError:
        return ""
