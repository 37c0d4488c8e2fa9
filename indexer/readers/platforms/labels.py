"""What a page says: the text of an element, the rows under a header, the value beside a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.fields import field_of
from indexer.readers.platforms.page import BREAK

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

#: label -> what stood beside or below it: a text, or a day in milliseconds
Pairs = dict[str, object]

#: blanks that mean nothing in HTML; no-break spaces and U+3000 are text
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(f" ?{BREAK} ?")
_DIGIT = re.compile(r"\d")
#: no label is longer
_LONGEST_LABEL = 30
#: a label and its value in one text: `备案号：61715-2018`
_WITH_VALUE = re.compile(r"([^:：]+)[:：]\s*(.*)", re.DOTALL)
#: what footers and forms say about themselves under the same labels
_NOT_OF_PAGES = frozenset({"source", "url", "checked", "conflicts", "given", "example", "status_word"})
#: what menus and forms say in words that are labels elsewhere
_NO_LABELS = frozenset({"a", "button", "option", "textarea", "title", "pre"})
#: elements beyond which a label does not reach, those that mark up a piece of a value, and those without text
_CELLS = frozenset({"td", "th", "dt", "dd", "li", "tr", "body"})
_MARKUP = frozenset({"sacinfo", "em", "b", "strong", "font", "mark", "i", "u", "sub", "sup", "a"})
_PICTURES = frozenset({"img", "svg", "i", "input"})
#: most cells that one cell may stand for
_MOST_ROWS, _MOST_COLUMNS = 1000, 50


class Listed(NamedTuple):
    """A row of a table under its header."""

    #: counted from 1 within the page
    number: int
    row: Tag
    pairs: Pairs


class Listing(NamedTuple):
    """A table with a column of numbers and one of titles."""

    table: Tag
    header: tuple[str, ...]
    rows: list[Listed]


def text_in(tag: Tag) -> str:
    """The text that is seen of an element: blanks folded as a browser does, a `<br>` as a line's end."""
    return _folded(tag.get_text())


def text_after(element: PageElement) -> str:
    """The text of the next element that is no picture; empty where there is none."""
    sibling = element.find_next_sibling(_is_no_picture)
    return _folded(sibling.get_text()) if sibling is not None else ""


def listings(soup: BeautifulSoup, rename: Callable[[str], str] = str) -> list[Listing]:
    """The tables with a header that names numbers and titles; `rename` gives the label for the text of a header cell.

    What stands above the header and in other tables is left out, so are rows that span the whole table (`暂无数据`).
    Cells that reach over several rows (`rowspan`) belong to each of them.
    """
    found: list[Listing] = []
    for table, rows in _tables(soup):
        listing = _listing(table, rows, rename, first=1 + sum(len(one.rows) for one in found))
        if listing is not None:
            found.append(listing)
    return found


def labelled(scope: Tag) -> Pairs:
    """Every value with its label: in the next element, or in one text behind a colon. The first of a label counts."""
    from bs4 import NavigableString

    pairs: Pairs = {}
    for string in scope.find_all(string=True):
        # comments, scripts and styles are subclasses
        if type(string) is NavigableString and (pair := _pair(string)):
            pairs.setdefault(*pair)
    return pairs


def key_in(scope: Tag, attribute: str, pattern: re.Pattern[str]) -> str:
    """The key of a standard in a link or a call: the first group of the first match within an element; or empty."""
    found = (pattern.search(str(tag[attribute])) for tag in scope.find_all(attrs={attribute: True}))
    return next((one[1] for one in found if one), "")


def value_of(cell: Tag) -> object:
    """What a cell holds: `data-date` in milliseconds, which scripts turn into text; the text; a link's text once.

    Notices hold each title in two links, of which the style sheet shows one.
    """
    if (moment := str(cell.get("data-date") or "")).isdigit():
        return int(moment)
    links = {text_in(link) for link in cell.find_all("a")} - {""}
    return links.pop() if len(links) == 1 and len(cell.find_all("a")) > 1 else text_in(cell)


def is_label(text: str) -> bool:
    """Whether a text is the label of a field that is kept."""
    field = field_of(text) if 0 < len(text) <= _LONGEST_LABEL else None
    return bool(field) and field not in _NOT_OF_PAGES


def _folded(text: str) -> str:
    return _BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()


def _tables(soup: BeautifulSoup) -> Iterable[tuple[Tag, list[Tag]]]:
    """Each table with its own rows, without those of tables within it."""
    found: dict[int, tuple[Tag, list[Tag]]] = {}
    for row in soup.find_all("tr"):
        table = next((parent for parent in islice(row.parents, 4) if parent.name == "table"), None)
        if table is not None:
            found.setdefault(id(table), (table, []))[1].append(row)
    return found.values()


def _listing(table: Tag, rows: list[Tag], rename: Callable[[str], str], first: int) -> Listing | None:
    header: tuple[str, ...] = ()
    listed: list[Listed] = []
    for row, cells in _grid(rows):
        if labels := _header(cells, rename):
            header = labels
        elif header and _is_row(row, cells):
            pairs = {label: value_of(cell) for label, cell in zip(header, cells, strict=False) if label}
            listed.append(Listed(first + len(listed), row, pairs))
    return Listing(table, header, listed) if header else None


def _header(cells: list[Tag], rename: Callable[[str], str]) -> tuple[str, ...]:
    """The labels of a row that is a header; none where it is not."""
    if any(cell.find("table") for cell in cells):
        # a table that only arranges the page
        return ()
    texts = [text_in(cell) for cell in cells]
    if any(_DIGIT.search(text) or text.endswith((":", "：")) or len(text) > _LONGEST_LABEL for text in texts):
        # a row of values, or of a search form
        return ()
    labels = tuple(map(rename, texts))
    return labels if {"number", "title"} <= set(map(field_of, labels)) else ()


def _is_row(row: Tag, cells: list[Tag]) -> bool:
    """Whether a row has cells of its own that hold something."""
    return row.find("td") is not None and len(set(map(id, cells))) > 1 and any(map(value_of, cells))


def _grid(rows: Iterable[Tag]) -> Iterator[tuple[Tag, list[Tag]]]:
    """Each row with the cell of every column, also where that cell began in a row above or a column before."""
    held: dict[int, tuple[Tag, int]] = {}
    for row in rows:
        cells: list[Tag] = []
        for cell in row.find_all(("td", "th"), recursive=False):
            _take_held(cells, held)
            deep = _span(cell, "rowspan", _MOST_ROWS)
            for _ in range(_span(cell, "colspan", _MOST_COLUMNS)):
                if deep > 1:
                    held[len(cells)] = (cell, deep - 1)
                cells.append(cell)
        _take_held(cells, held)
        yield row, cells


def _take_held(cells: list[Tag], held: dict[int, tuple[Tag, int]]) -> None:
    """Fill the next columns with cells that reach down into this row."""
    while (at := len(cells)) in held:
        cell, more = held.pop(at)
        if more > 1:
            held[at] = (cell, more - 1)
        cells.append(cell)


def _span(cell: Tag, name: str, most: int) -> int:
    text = str(cell.get(name) or "")
    return min(int(text), most) or 1 if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _pair(string: NavigableString) -> tuple[str, object] | None:
    """The label that a text begins with, and its value; None where there is none."""
    if string.parent is None or string.parent.name in _NO_LABELS:
        return None
    text = _folded(string)
    with_value = _WITH_VALUE.fullmatch(text)
    label = (with_value[1] if with_value else text).strip()
    if not is_label(label):
        return None
    value = (with_value[2] if with_value else "") + _inline(string)
    value = _folded(value) or _beside(string, text)
    return (label, value) if value and not is_label(value.rstrip(":：")) else None


def _inline(string: NavigableString) -> str:
    """What goes on behind a text in the same line: highlighted pieces and further text."""
    parts: list[str] = []
    for sibling in string.next_siblings:
        text = _piece(sibling)
        if text is None:
            break
        parts.append(text)
    return "".join(parts)


def _piece(element: PageElement) -> str | None:
    """A text that goes on with a value; None for what begins something else: an element, a line, another label."""
    from bs4 import Tag

    if isinstance(element, Tag):
        return element.get_text() if element.name in _MARKUP and element.find(True) is None else None
    text = str(element)
    return None if BREAK in text or _WITH_VALUE.match(_folded(text)) else text


def _beside(string: NavigableString, text: str) -> str:
    """The text of the next element, or of the one after the elements that hold nothing but the label."""
    tag: NavigableString | Tag = string
    while True:
        if tag.find_next_sibling(_is_no_picture) is not None:
            return text_after(tag)
        parent = tag.parent
        if parent is None or tag.name in _CELLS or not _holds_only(parent, text):
            return ""
        tag = parent


def _is_no_picture(tag: Tag) -> bool:
    return tag.name not in _PICTURES


def _holds_only(tag: Tag, text: str) -> bool:
    """Whether an element's text is this one; not read further than it takes to see that."""
    seen = ""
    for string in tag.strings:
        seen += string.strip()
        if len(seen) > len(text):
            return False
    return _folded(seen) == text
