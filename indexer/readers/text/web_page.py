"""HTML -> headings, paragraphs and tables; scripts and styles are left out, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from indexer.readers.platforms.page import decoded
from indexer.readers.problem import Unreadable
from indexer.readers.text.bounds import DEEPEST, LARGEST_SPAN, MOST_ELEMENTS
from indexer.readers.text.collecting import Collected
from indexer.readers.text.grid import Grid

#: what readers of a page do not see
_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "object", "iframe", "select", "textarea", "datalist"}
)
#: what begins and ends a paragraph
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    }
)
#: how deep tables may stand in tables
_DEEPEST_LAYOUT = 50
_HEADING = re.compile(r"h([1-6])$")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_page(data: bytes, into: Collected) -> None:
    """The text of a page. Raises `Unreadable` for one of too many elements, or nested too deeply."""
    read_markup(decoded(data), into)


def read_markup(source: str, into: Collected, line: int = 0) -> None:
    """The text of some HTML that begins behind a line of the file."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    if source.count("<") > MOST_ELEMENTS:
        raise Unreadable("document_too_many_elements", most=MOST_ELEMENTS)
    # the parser of libxml2 fetches nothing and expands no entity but HTML's own
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )  # fmt: skip
    root = etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
    if root is not None:
        _Reading(into, line).read(root)


class _Reading:
    """The walk through a page."""

    def __init__(self, into: Collected, line: int) -> None:
        self._into = into
        self._before = line
        #: text of the paragraph that has not ended, and the line where it began
        self._text: list[str] = []
        self._line = 0
        self._nested = 0

    def read(self, root: Any) -> None:
        """All of it; of what is nested too deeply what stands before."""
        try:
            self._walk(root)
        finally:
            self._end()

    def _walk(self, root: Any) -> None:
        for element, text, ends in _walk(root, frozenset({"table"})):
            if text:
                self._line = self._line or self._before + (element.sourceline or 0)
                self._text.append(text)
            elif element.tag == "table" and not ends:
                self._end()
                self._table(element)
            elif element.tag in _BLOCKS:
                self._end(element.tag if ends else "")

    def _end(self, tag: str = "") -> None:
        """A paragraph ends; `tag` is the element that it ends with."""
        text = "".join(self._text)
        heading = _HEADING.match(tag)
        if text.strip():
            self._into.paragraph(text, heading=int(heading[1]) if heading else 0, line=self._line)
        self._text, self._line = [], 0

    def _table(self, table: Any) -> None:
        """A table; one that holds tables is there for the layout, and its cells are read as blocks."""
        if table.find(".//table") is not None:
            self._nested += 1
            if self._nested > _DEEPEST_LAYOUT:
                raise Unreadable("document_too_deep", most=_DEEPEST_LAYOUT)
            for child in table:
                self.read(child)
            self._nested -= 1
            return
        caption = next((_text(one) for one in table.iter("caption")), "")
        draft = self._into.table(caption.strip(), line=self._before + (table.sourceline or 0))
        grid = Grid(draft)
        try:
            for row in table.iter("tr"):
                line = self._before + (row.sourceline or 0)
                grid.begin_row(line)
                for cell in row:
                    if cell.tag in ("td", "th"):
                        grid.cell(_text(cell), (_span(cell, "rowspan"), _span(cell, "colspan")))
        finally:
            draft.close()


def _walk(root: Any, closed: frozenset[str]) -> Iterator[tuple[Any, str, bool]]:
    """(element, text, whether it ends): each element's begin and end with empty texts, and the texts between them.

    Elements nobody sees are left out; into those of `closed` it does not go, they have no end. Without recursion.
    Raises `Unreadable` where the elements are nested too deeply.
    """
    stack: list[tuple[Any, Iterator[Any]]] = [(root, iter(root))]
    yield root, "", False
    yield root, _flat(root, root.text), False
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield element, "", True
            if stack:
                yield stack[-1][0], _flat(stack[-1][0], element.tail), False
            continue
        entered = isinstance(child.tag, str) and child.tag not in _UNSEEN
        if entered:
            yield child, "\n" if child.tag == "br" else "", False
        if entered and child.tag not in closed:
            if len(stack) > DEEPEST:
                raise Unreadable("document_too_deep", most=DEEPEST)
            stack.append((child, iter(child)))
            yield child, _flat(child, child.text), False
        else:
            yield element, _flat(element, child.tail), False


def _flat(element: Any, text: str | None) -> str:
    """A text as it is shown: its own line ends are blanks, but in `pre`."""
    if not text:
        return ""
    return text if element.tag == "pre" else _BLANKS.sub(" ", text)


def _text(cell: Any) -> str:
    """The text of a cell, a line for each of its paragraphs."""
    return "".join(text or ("\n" if one.tag in _BLOCKS else "") for one, text, _ in _walk(cell, frozenset()))


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(int(value), LARGEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 9 else 1
