"""One field counted against another: for each two values, how many documents have both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.columns import Array
from indexer.engines.whoosh.read.doc_sets import mask

#: documents that are counted at once, so that what is laid out for them stays small
BLOCK = 1 << 17
#: cells up to which every one has its count in memory, whether anything is in it or not
CELLS = 1 << 22


class Codes(NamedTuple):
    """The values of all documents in one field: the first code of each, and the further ones of some.

    Code 0 is none; code n stands for `values[n - 1]`.
    """

    values: Sequence[str]
    first: Array
    #: the document of each further code, ascending
    owners: Array
    more: Array

    @classmethod
    def single(cls, values: Sequence[str], first: Array) -> Codes:
        """A field of which every document has one value at most."""
        return cls(values, first, np.empty(0, np.uint32), np.empty(0, first.dtype))

    def only(self, accepts: Callable[[str], bool]) -> Codes:
        """The same without all other values."""
        kept = [code for code, value in enumerate(self.values, start=1) if accepts(value)]
        new = np.zeros(len(self.values) + 1, np.min_scalar_type(len(kept)))
        new[kept] = np.arange(1, len(kept) + 1)
        more = new[self.more]
        return Codes([self.values[code - 1] for code in kept], new[self.first], self.owners[more > 0], more[more > 0])

    def within(self, start: int, chosen: Array) -> Codes:
        """The same of a block of documents from `start` on, without the further codes of those not chosen."""
        first, last = np.searchsorted(self.owners, (start, start + len(chosen)))
        owners = self.owners[first:last] - np.uint32(start)
        kept = chosen[owners]
        return Codes(self.values, self.first[start : start + len(chosen)], owners[kept], self.more[first:last][kept])


def count_pairs(rows: Codes, columns: Codes, documents: Array) -> dict[tuple[str, str], int]:
    """(value of one field, value of another) -> how many documents of a set have both; only what there is."""
    width = len(columns.values) + 1
    cells = (len(rows.values) + 1) * width
    filled, counts = _count(_cells(rows, columns, mask(documents, len(rows.first)), width), cells)
    table = {}
    for cell, count in zip(filled.tolist(), counts.tolist(), strict=True):
        row, column = divmod(cell, width)
        if row and column:
            table[rows.values[row - 1], columns.values[column - 1]] = count
    return table


def _cells(rows: Codes, columns: Codes, chosen: Array, width: int) -> Iterator[Array]:
    """The cells of the table in which each document counts, block by block."""
    for start in range(0, len(chosen), BLOCK):
        block = chosen[start : start + BLOCK]
        row, column = rows.within(start, block), columns.within(start, block)
        pairs = (
            (row.first[block], column.first[block]),
            (row.more, column.first[row.owners]),
            (row.first[column.owners], column.more),
            _both_further(row, column),
        )
        yield np.concatenate([row_codes.astype(np.int64) * width + column_codes for row_codes, column_codes in pairs])


def _both_further(row: Codes, column: Codes) -> tuple[Array, Array]:
    """Each further code of a document in one field, with each in the other."""
    starts, ends = (np.searchsorted(column.owners, row.owners, side=side) for side in ("left", "right"))
    counts = ends - starts
    before = np.cumsum(counts) - counts
    at = np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
    return np.repeat(row.more, counts), column.more[at]


def _count(blocks: Iterator[Array], cells: int) -> tuple[Array, Array]:
    """The cells in which anything counts, and how much."""
    if cells <= CELLS:
        counts = np.zeros(cells, np.int64)
        for block in blocks:
            counts += np.bincount(block, minlength=cells)
        filled = np.flatnonzero(counts)
        return filled, counts[filled]
    parts = [np.unique(block, return_counts=True) for block in blocks]
    if not parts:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    filled, places = np.unique(np.concatenate([cell for cell, _ in parts]), return_inverse=True)
    return filled, np.bincount(places, np.concatenate([count for _, count in parts])).astype(np.int64)
