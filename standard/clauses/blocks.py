"""What a reader of files gives: the paragraphs, lines and tables of a document in their order."""

from __future__ import annotations

from dataclasses import dataclass

from standard.place import Place


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, a heading, a list item, or one line of a file that knows nothing of paragraphs."""

    text: str
    place: Place
    #: 1 for a heading of the first level, 0 for what is not marked as one
    heading: int = 0
    #: the number that the program's own numbering shows before it; the text begins with it
    label: str = ""
    #: whether it is repeated at the head or foot of pages
    running: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its cells."""

    rows: tuple[tuple[str, ...], ...]
    place: Place
    caption: str = ""


Block = TextBlock | TableBlock
