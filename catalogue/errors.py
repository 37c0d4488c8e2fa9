"""What the catalogue cannot answer."""

from __future__ import annotations

from catalogue.answer import Related
from catalogue.words import say
from standard.errors import LubiaoError


class StandardNotFound(LubiaoError):
    """No standard of this number; `near` are those that were perhaps meant."""

    def __init__(self, given: str, near: tuple[Related, ...] = ()) -> None:
        names = tuple(row.number for row in near)
        words = say("standard_missing_near", given=given, near=names) if near else say("standard_missing", given=given)
        super().__init__(words)
        self.words = words
        self.given = given
        self.near = near
