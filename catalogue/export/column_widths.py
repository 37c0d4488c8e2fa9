"""Widths of added columns among those that a sheet states for its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from catalogue.export.xml_tokens import Token, with_attribute


class Widths:
    """`<col min="3" max="16384" width="9"/>`: what concerns added columns is taken out of it, all else stays."""

    def __init__(self, widths: Mapping[int, int]) -> None:
        """`widths` in characters, by column."""
        self._widths = widths
        self._waiting = sorted(widths)
        self._swallows_end = False

    def all(self, prefix: str) -> bytes:
        """The element for a sheet that states none."""
        return f"<{prefix}cols>".encode() + self._before(max(self._widths) + 1, prefix) + f"</{prefix}cols>".encode()

    def take(self, token: Token) -> bytes:
        """`cols` and `col` as they are to be written."""
        if token.name == "cols":
            if token.is_empty:
                return token.text + self.all(token.prefix)
            return token.text + (self._before(max(self._widths) + 1, token.prefix) if token.closes else b"") + token.tag
        if token.closes:
            swallowed, self._swallows_end = self._swallows_end, False
            return b"" if swallowed else token.raw
        given = token.attributes()
        first, last = (int(given.get(name, "0")) for name in ("min", "max"))
        before = token.text + self._before(first, token.prefix)
        ours = [at for at in self._waiting if at <= last]
        if not ours:
            return before + token.tag
        self._waiting = self._waiting[len(ours) :]
        self._swallows_end = not token.is_empty
        return before + self._split(token.tag, first, last, ours)

    def _before(self, column: int, prefix: str) -> bytes:
        made = [at for at in self._waiting if at < column]
        self._waiting = self._waiting[len(made) :]
        lines = (
            f'<{prefix}col min="{at}" max="{at}" width="{self._widths[at]}.7109375" customWidth="1"/>' for at in made
        )
        return "".join(lines).encode()

    def _split(self, tag: bytes, first: int, last: int, ours: list[int]) -> bytes:
        tag = re.sub(rb"\s*/?>$", b"/>", tag)
        made, at = b"", first
        for column in ours:
            if at < column:
                made += _ranged(tag, at, column - 1)
            # hidden columns beside the list stay hidden, ours are to be seen
            seen = re.sub(rb"\s(?:hidden|collapsed|bestFit)\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", tag)
            wide = with_attribute(seen, "width", f"{self._widths[column]}.7109375")
            made += _ranged(with_attribute(wide, "customWidth", "1"), column, column)
            at = column + 1
        return made + (_ranged(tag, at, last) if at <= last else b"")


def _ranged(tag: bytes, first: int, last: int) -> bytes:
    return with_attribute(with_attribute(tag, "min", str(first)), "max", str(last))
