"""The tables of a page that list standards: rows under a header, whatever column a fact stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.field_labels import field_of
from indexer.readers.platforms.page_labels import LONGEST_LABEL, Pairs, text_in

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DIGIT = re.compile(r"\d")
#: most cells that one cell may stand for
_MOST_ROWS, _MOST_COLUMNS = 1000, 50
#: digits of milliseconds; the year 9999 has 15
_LONGEST_MOMENT = 18


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


def value_of(cell: Tag) -> object:
    """What a cell holds: `data-date` in milliseconds, which scripts turn into text; the text; a link's text once.

    Notices hold each title in two links, of which the style sheet shows one.
    """
    if (moment := str(cell.get("data-date") or "")).isdecimal() and len(moment) <= _LONGEST_MOMENT:
        return int(moment)
    links = {text_in(link) for link in cell.find_all("a")} - {""}
    return links.pop() if len(links) == 1 and len(cell.find_all("a")) > 1 else text_in(cell)


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
    if any(_DIGIT.search(text) or text.endswith((":", "：")) or len(text) > LONGEST_LABEL for text in texts):
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
