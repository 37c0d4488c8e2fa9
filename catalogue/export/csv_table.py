"""CSV after RFC 4180: UTF-8 with a byte order mark, without which spreadsheets take Chinese for another encoding."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from catalogue.export.blocks import encode_blocks
from catalogue.export.rows import HEADER, Cell, read_rows
from catalogue.search import Listing

#: first characters that make a spreadsheet read a cell as a formula, full-width ones in Chinese versions
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def write(listing: Listing) -> Iterator[bytes]:
    """The table."""
    return encode_blocks(_write_lines(listing))


def _write_lines(listing: Listing) -> Iterator[str]:
    line = StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    for cells in chain([HEADER], read_rows(listing)):
        writer.writerow(map(disarm, cells))
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def disarm(cell: Cell) -> Cell:
    """A text that would be a formula gets an apostrophe in front, which spreadsheets read as "this is text"."""
    if isinstance(cell, str) and cell[:1] in FORMULA_STARTS:
        return "'" + cell
    return cell
