"""What the catalogue cannot answer."""

from __future__ import annotations

from catalogue.wording import say
from standard.errors import LubiaoError
from standard.record import Record

#: most characters of what was asked for that are repeated
SHOWN = 60


class StandardNotFound(LubiaoError):
    """No standard of this number; `near` are those that were perhaps meant, `mentioned` how many a search finds."""

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
