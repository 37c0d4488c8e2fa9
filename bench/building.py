"""An index built by a process of its own, timed, with the memory that it takes.

Each engine gets a fresh process: so none profits from what another has read or left behind, and what building takes is
told apart from all else. The process makes the records first, all of them, and the text analysis that all engines share
reads its dictionary; the clock and the memory begin after that. Processes that an engine starts count in full, their
own dictionary included.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import click

from bench import memory
from bench.catalogues import synthetic
from bench.peers.base import size
from bench.peers.registry import PEERS
from indexer.engines import Document
from standard.record import Record

#: seconds between two looks at the processes that build, and records between two lines that tell how far they are
LOOK, STEP = 0.05, 100_000


@dataclass(frozen=True)
class Took:
    """The time of one build."""

    seconds: float
    cpu_seconds: float


class BuildFailed(click.ClickException):
    """The process of an engine ended before its index was whole; what it said of that went to standard error."""

    exit_code = 3


def build(name: str, folder: Path, count: int, say: Callable[[str], None]) -> dict[str, float]:
    """Index `count` records with the engine of a name.

    Gives `records_per_s`, `seconds`, `cpu_seconds` of all its processes and threads, `bytes`, and what
    `bench.memory.Peak` finds, where the system tells it. Raises BuildFailed.
    """
    spawn = get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_build, args=(name, folder, count, there), name=f"bench-{name}")
    process.start()
    there.close()
    try:
        peak, took = _followed(here, process.pid or 0, f"{name}: {{:,}} of {count:,} records", say)
    except EOFError:
        process.join()
        raise BuildFailed(f"{name}: building {count:,} records ended with exit code {process.exitcode}") from None
    finally:
        here.close()
    process.join()
    figures = {"records_per_s": count / took.seconds, "seconds": took.seconds, "cpu_seconds": took.cpu_seconds}
    return {**figures, "bytes": size(folder), **(peak.figures() if peak is not None else {})}


def _followed(pipe: Connection, pid: int, line: str, say: Callable[[str], None]) -> tuple[memory.Peak | None, Took]:
    """Watch a building process until it has its index; raises EOFError where it ends before."""
    before = pipe.recv()
    peak = memory.Peak(pid, before) if before is not None else None
    while True:
        if peak is not None:
            peak.look()
        if pipe.poll(LOOK):
            told = pipe.recv()
            if isinstance(told, Took):
                break
            say(line.format(told))
    if peak is not None:
        peak.look()
    pipe.send("seen")
    return peak, told


def _build(name: str, folder: Path, count: int, pipe: Any) -> None:
    """In the process of its own: tell what is held before, how far it is, and the seconds."""
    peer = PEERS[name](folder)
    records = list(synthetic(count))
    _ = Document(records[0]).words  # the dictionary
    pipe.send(memory.begin_anew())
    started, used = time.perf_counter(), _cpu_seconds()
    peer.build(_counted(records, pipe))
    pipe.send(Took(time.perf_counter() - started, _cpu_seconds() - used))
    pipe.recv()  # until the last look


def _cpu_seconds() -> float:
    """Of this process and those that it started and that have ended."""
    return sum(os.times()[:4])


def _counted(records: Iterable[Record], pipe: Any) -> Iterator[Record]:
    for done, record in enumerate(records):
        if done and done % STEP == 0:
            pipe.send(done)
        yield record
