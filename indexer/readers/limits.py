"""How large what is read may be, so that no file takes the memory or the day of whoever loads it.

Every limit is far beyond what catalogues hold; what passes one is a reject that says so.
"""

from __future__ import annotations

from indexer.readers.field_labels import Cells
from indexer.readers.problem import Unreadable

#: longest text of a cell, in characters; the cells of spreadsheets hold no more
LONGEST_CELL = 32_767
#: items of a list in a cell, those of lists within it included; the longest real ones have hundreds
MOST_ITEMS = 10_000
#: columns of a table; spreadsheets have up to 16,384, which take a second where each of many rows has only the last
MOST_COLUMNS = 1000


def check_cells(cells: Cells) -> None:
    """Raise `Unreadable` where a cell, or an item of a list, is too long, or a list has too many items."""
    for value in cells.values():
        if isinstance(value, str):
            if len(value) > LONGEST_CELL:
                raise too_long(value)
        elif isinstance(value, list | tuple | dict):
            _check_items(value)


def _check_items(value: object) -> None:
    # without recursion: a list may be nested as deep as JSON may be
    left, count = [value], 0
    while left:
        one = left.pop()
        count += 1
        if count + len(left) > MOST_ITEMS:
            raise Unreadable("too_many_items", most=MOST_ITEMS)
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list | tuple):
            left += one
        elif isinstance(one, str) and len(one) > LONGEST_CELL:
            raise too_long(one)


def too_long(text: str) -> Unreadable:
    """What is said of such a cell."""
    return Unreadable("cell_too_long", text, most=LONGEST_CELL)
