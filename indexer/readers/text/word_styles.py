"""What the styles of a Word document say of its paragraphs: headings, and automatic numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from indexer.readers.parts import Parts
from indexer.readers.text.xml_trees import child, name_of, trees, value_of

#: styles of a document, and how long a chain of styles may be
_MOST_STYLES, _LONGEST_CHAIN = 20_000, 50
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
#: levels of an outline that are headings; Word has 9 for body text
_LEVELS = range(9)


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs."""

    based_on: str = ""
    #: level of the outline, counted from 0; None where the style says nothing
    outline: int | None = None
    #: its list of numbers and the level in it, as far as it says
    numbering: str = ""
    level: int | None = None


class Styles:
    """The styles of a document by their identifiers."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        self._chains: dict[str, list[tuple[str, Style]]] = {}
        if part in parts:
            for element in trees(parts, part, 2):
                if name_of(element) == "style" and len(self._styles) < _MOST_STYLES:
                    self._keep(element)

    def _keep(self, element: Any) -> None:
        identifier = value_of(element, "styleId")
        if value_of(element, "type") == "paragraph" and value_of(element, "default") in ("1", "true"):
            self._default = identifier
        properties = child(element, "pPr")
        named = _HEADING.match(value_of(child(element, "name")))
        outline = number_in(child(properties, "outlineLvl"))
        self._styles[identifier] = Style(
            value_of(child(element, "basedOn")),
            outline if outline is not None else int(named[1]) - 1 if named else None,
            value_of(child(properties, "numPr", "numId")),
            number_in(child(properties, "numPr", "ilvl")),
        )

    def _chain(self, identifier: str) -> list[tuple[str, Style]]:
        """A style and those that it is based on."""
        if identifier not in self._chains:
            self._chains[identifier] = self._followed(identifier)
        return self._chains[identifier]

    def _followed(self, identifier: str) -> list[tuple[str, Style]]:
        found: list[tuple[str, Style]] = []
        identifier = identifier or self._default
        while identifier in self._styles and len(found) < _LONGEST_CHAIN:
            found.append((identifier, self._styles[identifier]))
            identifier = self._styles[identifier].based_on
        return found

    def heading(self, identifier: str, own: Any) -> int:
        """The level of a paragraph as a heading, 0 for none; `own` is the outline level that the paragraph has."""
        outline = number_in(own)
        if outline is None:
            outline = next((one.outline for _, one in self._chain(identifier) if one.outline is not None), None)
        return outline + 1 if outline is not None and outline in _LEVELS else 0

    def numbering(self, identifier: str) -> tuple[str, int | None, str]:
        """The list of numbers that a style is in, the level if it says so, and the style that says it."""
        level: int | None = None
        for name, style in self._chain(identifier):
            level = style.level if level is None else level
            if style.numbering:
                return style.numbering, level, name
        return "", None, ""


def number_in(element: Any) -> int | None:
    """The whole number that an element has as its value; None for none."""
    value = value_of(element)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None
