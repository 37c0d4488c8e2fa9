"""What standards ask (`standard.function`) against 400 judged titles: `functions.tsv`, drawn at random in two draws.

The rules were improved after the first draw; the second was judged before anything was changed for it (91.5 % then).
"""

from __future__ import annotations

from pathlib import Path

from catalogue import Catalogue
from catalogue.lookup import StandardNotFound
from standard.function import function_of
from standard.tables import parse


def judged_titles() -> list[dict[str, str]]:
    """Rows of number, title, draw and function. Raises TableError."""
    return parse((Path(__file__).parent / "functions.tsv").read_text(encoding="utf-8"), "functions")


def agreement(catalogue: Catalogue) -> dict[str, tuple[int, int]]:
    """Draw -> (as judged, asked); standards that the catalogue lacks are left out."""
    counts: dict[str, tuple[int, int]] = {}
    for row in judged_titles():
        try:
            record = catalogue.standard(row["number"]).record
        except StandardNotFound:
            continue
        right, total = counts.get(row["draw"], (0, 0))
        counts[row["draw"]] = (right + (function_of(record) == row["function"]), total + 1)
    return counts
