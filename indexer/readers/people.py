"""Cells of 起草单位 and 起草人 -> names."""

from __future__ import annotations

import re

from indexer.readers.provenance import items_of
from indexer.readers.text_cells import text_of

#: between units; a comma within brackets belongs to the name
_BETWEEN, _BRACKET = re.compile(r"\s*[;；、,，\n]\s*"), re.compile("[()（）]")
#: between persons also blanks, but `张 三` and Latin names have blanks within
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff]{2})\s+(?=[\u4e00-\u9fff]{2})")
#: 「等」 closes a list that was cut
_AND_MORE = re.compile(r"\s*等(?:\s*\d*\s*[人个家]?(?:单位)?)?[。.]?$")


def units_of(value: object) -> tuple[str, ...]:
    """The organisations that drafted a standard, in their order, each once."""
    return _unique(_pieces(value))


def people_of(value: object) -> tuple[str, ...]:
    """The persons who drafted a standard. Cells mix 、 and ， and blanks, and close in 等 (docs/domain.md 2.3)."""
    return _unique([name for piece in _pieces(value) for name in _SPACE.split(piece)])


def _pieces(value: object) -> list[str]:
    if value is None or isinstance(value, list | tuple):
        return items_of(value)
    return _cut(_AND_MORE.sub("", text_of(value)))


def _cut(text: str) -> list[str]:
    """The text between separators; one behind which a bracket closes before one opens is none."""
    pieces, start = [], 0
    bracket, closes = -1, False
    for found in _BETWEEN.finditer(text):
        if bracket < found.end():
            following = _BRACKET.search(text, found.end())
            bracket = following.start() if following else len(text)
            closes = following is not None and following[0] in ")）"
        if not closes:
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]


def _unique(names: list[str]) -> tuple[str, ...]:
    cleaned = (name.strip(" 。.:：") for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name))
