"""The error for a number that names no standard of the catalogue."""

from __future__ import annotations

from standard.errors import LubiaoError
from standard.record import Record

#: most characters of the typed text that the message repeats
SHOWN = 60


class StandardNotFound(LubiaoError):
    """`text` names no standard; `near` are records it may have meant, `mentioned` how many standards a search finds."""

    def __init__(self, text: str, near: tuple[Record, ...] = (), mentioned: int = 0) -> None:
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
        names = tuple(record.number for record in near)
        if names:
            super().__init__("standard_missing_near", given=shown, near=names)
        elif mentioned:
            super().__init__("not_a_number", given=shown, total=mentioned)
        else:
            super().__init__("standard_missing", given=shown)
        self.text = text
        self.near = near
