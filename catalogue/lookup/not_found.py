"""The error for a number that names no standard of the catalogue."""

from __future__ import annotations

from catalogue.wording import say
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
            words = say("standard_missing_near", given=shown, near=names)
        elif mentioned:
            words = say("not_a_number", given=shown, total=mentioned)
        else:
            words = say("standard_missing", given=shown)
        super().__init__(words)
        self.words = words
        self.text = text
        self.near = near
