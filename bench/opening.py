"""How long a fresh process takes to open an index, for its first question, and for the same question once more."""

from __future__ import annotations

import statistics
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from indexer.analysis import words
from indexer.engines import Request, locate

#: processes one after the other
TURNS = 5


def opening(folder: Path, request: Request) -> dict[str, float]:
    """`open_ms`, `first_ms` and `second_ms`, medians of some fresh processes; the files are in memory already.

    `dictionary_ms` is that part of `first_ms` in which the words of the language are read, by which queries are cut. It
    does not depend on the index.
    """
    rows = [_once(folder, request) for _ in range(TURNS)]
    return {f"{name}_ms": statistics.median(row[name] for row in rows) for name in rows[0]}


def _once(folder: Path, request: Request) -> dict[str, float]:
    spawn = get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_measure, args=(folder, request, there))
    process.start()
    there.close()
    with here:
        row: dict[str, float] = here.recv()
    process.join()
    return row


def _measure(folder: Path, request: Request, pipe: Any) -> None:
    kind, place = locate(folder)
    started = time.perf_counter()
    engine = kind.open(place)
    opened = time.perf_counter()
    words("标准")
    ready = time.perf_counter()
    engine.search(request)
    first = time.perf_counter()
    engine.search(request)
    second = time.perf_counter()
    row = {"open": opened - started, "dictionary": ready - opened, "first": first - opened, "second": second - first}
    pipe.send({name: seconds * 1000 for name, seconds in row.items()})
