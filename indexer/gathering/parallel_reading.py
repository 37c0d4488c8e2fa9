"""Sources -> packed rows, read in this process or, piece by piece, by several; the same rows in the same order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from indexer.gathering.record_bytes import Packed
from indexer.processes import Processes
from indexer.readers import (
    Labels,
    Problem,
    Row,
    Rowlike,
    StatedAdoption,
    UnknownColumns,
    Unparsed,
    Unreadable,
    cleaned,
    files_of,
    items_of,
    rows_of,
    stated_adoption,
    today_in_china,
    unforeseen,
)
from standard.record import Record

#: rows of a piece, and characters after which it ends sooner
PIECE, PIECE_CHARACTERS = 1000, 1 << 20
#: characters that a list or a number counts as
_LIST = 20
#: pieces for each process that wait or are being read, so that none has to wait for its next
_AHEAD = 3

#: rows of a file, JSON Lines still as text
Items = list[Rowlike | Unparsed]


class _Piece(NamedTuple):
    """Some rows of a file."""

    path: Path
    #: what this process has seen of the labels of the file
    labels: Labels
    items: Items
    #: whether the file ends with it
    last: bool


def packed_rows(paths: Iterable[Path], workers: int, on_unknown_columns: UnknownColumns) -> Iterator[Packed]:
    """All rows of the sources in their order, as `indexer.readers.read` gives them, cleaned by so many processes.

    Raises ProcessLost where a process ends before its work is done.
    """
    clean = partial(packed_items, today=today_in_china())
    pieces = (piece for path in files_of(paths) for piece in _pieces(path))
    for piece, packed in _in_processes(clean, pieces, workers) if workers > 1 else _here(clean, pieces):
        yield packed
        piece.labels.note(packed.unknown)
        if piece.last and piece.labels.unknown:
            on_unknown_columns(piece.path, tuple(piece.labels.unknown))


def packed_items(items: Items, today: date) -> Packed:
    """Rows, parsed and cleaned."""
    labels = Labels()
    packed = Packed()
    for item in items:
        for row in rows_of(item, labels):
            stated = stated_adoption(row) if isinstance(row, Row) else None
            if isinstance(stated, StatedAdoption):
                packed.adoptions.append(stated)
            else:
                _add(packed, row, stated or cleaned(row, today, None))
    packed.unknown = tuple(labels.unknown)
    return packed


def _add(packed: Packed, row: Rowlike, result: Record | Problem) -> None:
    try:
        packed.add(result)
    except Exception as error:
        if isinstance(row, Problem):
            raise
        packed.add(unforeseen(error, row))


def _pieces(path: Path) -> Iterator[_Piece]:
    labels = Labels()
    items: Items = []
    size = 0
    for item in items_of(path, labels):
        items.append(item)
        size += _size(item)
        if len(items) == PIECE or size > PIECE_CHARACTERS:
            yield _Piece(path, labels, items, last=False)
            items, size = [], 0
    yield _Piece(path, labels, items, last=True)


def _size(item: Rowlike | Unparsed) -> int:
    """About how many characters a row has."""
    if isinstance(item, Row):
        return sum(map(_characters, item.cells.values()))
    return len(item.text) if isinstance(item, Unparsed) and not isinstance(item.text, Unreadable) else 0


def _characters(value: object) -> int:
    """About how many characters a cell takes; an empty list takes as much as some."""
    if isinstance(value, str):
        return len(value)
    size, left = 0, [value]
    while left:
        item = left.pop()
        size += len(item) if isinstance(item, str) else _LIST
        if isinstance(item, dict):
            left += [*item, *item.values()]
        elif isinstance(item, list | tuple):
            left += item
    return size


def _here(clean: Callable[[Items], Packed], pieces: Iterable[_Piece]) -> Iterator[tuple[_Piece, Packed]]:
    return ((piece, clean(piece.items)) for piece in pieces)


def _in_processes(
    clean: Callable[[Items], Packed], pieces: Iterable[_Piece], workers: int
) -> Iterator[tuple[_Piece, Packed]]:
    processes = Processes(workers)
    waiting: deque[tuple[_Piece, Future[Packed]]] = deque()
    try:
        for piece in pieces:
            waiting.append((piece._replace(items=[]), processes.submit(clean, piece.items)))
            if len(waiting) > workers * _AHEAD:
                first, result = waiting.popleft()
                yield first, processes.result(result)
        for first, result in waiting:
            yield first, processes.result(result)
    finally:
        processes.close()
