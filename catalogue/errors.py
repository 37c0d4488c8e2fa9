"""What the catalogue cannot answer."""

from __future__ import annotations

from catalogue.answer import Related
from standard.errors import LubiaoError


class StandardNotFound(LubiaoError):
    """No standard of this number; `near` are those that were perhaps meant."""

    def __init__(self, given: str, near: tuple[Related, ...] = ()) -> None:
        meant = f"；相近的有：{'、'.join(row.number for row in near)}" if near else ""
        super().__init__(f"目录中没有标准“{given}”{meant}")
        self.given = given
        self.near = near
