"""Elements of a parsed standard -> text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Protocol

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: no part of the text around them
_APART = frozenset({"fn", "index-term", "object-id", "annotation", "annotation-xml"})
_CELLS = frozenset({"td", "th", "entry"})
#: these begin and end a line
_BLOCKS = frozenset(
    {
        *("annex-type", "array", "break", "caption", "def-item", "def-list", "disp-quote", "example"),
        *("fig", "list", "list-item", "non-normative-example", "non-normative-note", "note", "p", "preformat"),
        *("ref", "ref-list", "row", "sec", "table-wrap", "term-display", "term-sec", "tr", "verse-line"),
        # of TBX
        *("definition", "source", "termEntry", "tig"),
    }
)
# marks within a text; XML cannot hold these characters, and `str.split` takes them for blanks
_LINE, _CELL, _LABELS = "\x1e", "\x1d", "\x1f"
#: a label and what it labels stand on one line
_LABELLED = re.compile(rf"{_LABELS}[\s{_LINE}]*")


class Node(Protocol):
    """What is needed of an element of lxml, which ships no types. Comments and instructions are gone, see `parsing`."""

    text: str | None
    tail: str | None

    @property
    def tag(self) -> str:
        """Its name, with the namespace in braces where it has one."""

    @property
    def sourceline(self) -> int | None:
        """The line on which it begins."""

    def get(self, name: str, /) -> str | None:
        """An attribute."""

    def find(self, path: str, /) -> Node | None:
        """The first element on a path."""

    def findall(self, path: str, /) -> list[Node]:
        """All elements on a path."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """Itself and what is within it of these names, in the order of the document."""

    def iterancestors(self, *tags: str) -> Iterator[Node]:
        """What it is within."""

    def __iter__(self) -> Iterator[Node]:
        """Its children."""


def local(node: Node) -> str:
    """The name without its namespace."""
    return node.tag.rpartition("}")[2]


def plain(node: Node | None, leave: Collection[str] = ()) -> str:
    """All text of an element on one line, without footnotes and index terms; empty for None."""
    return "" if node is None else " ".join("".join(_flow(node, leave)).split())


def lines(node: Node, leave: Collection[str] = (), own: Collection[str] = ()) -> str:
    """The text of an element, a paragraph, list item or table row a line, table cells separated by tabs.

    Elements named in `leave` are left out wherever they stand, those in `own` where they are children.
    """
    text = _LABELLED.sub(" ", "".join(_flow(node, leave, own)))
    rows = ("\t".join(" ".join(cell.split()) for cell in line.split(_CELL)).rstrip() for line in text.split(_LINE))
    return "\n".join(row for row in rows if row)


def _flow(node: Node, leave: Collection[str], own: Collection[str] = ()) -> Iterator[str]:
    """The pieces of text, with marks between lines and cells. The parser bounds the depth."""
    yield node.text or ""
    for child in node:
        if child.tag not in own:
            yield from _child(child, leave)
        yield child.tail or ""


def _child(child: Node, leave: Collection[str]) -> Iterator[str]:
    name = local(child)
    if name in _APART or child.tag in leave or (name == "xref" and child.get("ref-type") == "fn"):
        return
    if name in _CELLS:
        yield plain(child, leave) + _CELL
    elif name == "label":
        yield plain(child, leave) + _LABELS
    elif name in _BLOCKS:
        yield _LINE
        yield from _flow(child, leave)
        yield _LINE
    else:
        yield from _flow(child, leave)
