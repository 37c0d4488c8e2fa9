"""The cells of classification codes in a collected catalogue -> codes that stand in the tables as they are written."""

from __future__ import annotations

import re

from standard.classification import ccs, ics

_TABLES = {"ics": ics, "ccs": ccs}
_BETWEEN = re.compile(r"[;；,，、\s]+")
#: what stands for an empty cell
_NONE = frozenset({"", "()", "ICS", "CCS", "z", ">>", "/", "-"})


def codes_of(scheme: str, cell: str) -> tuple[tuple[str, ...], int]:
    """The codes, each once and none that is above another, and how many values were left out.

    A damaged code (`1.11`) is not mended here.
    """
    table = _TABLES[scheme]
    values = list(dict.fromkeys(value for value in _BETWEEN.split(cell) if value not in _NONE))
    known = [value for value in values if table(value) is not None]
    above = {str(parent) for value in known for parent in table(value).above}  # type: ignore[union-attr]
    return tuple(value for value in known if value not in above), len(values) - len(known)
