"""An index built by a process of its own, timed, with the memory that it takes.

Each engine gets a fresh process: so none profits from what another has read or left behind, and what building takes is
separate from all else. The process makes the records first, all of them, and the text analysis that all engines share
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
class BuildTime:
    """The time of one build."""

    seconds: float
    cpu_seconds: float


class BuildFailed(click.ClickException):
    """The process of an engine ended before its index was whole; what it said of that went to standard error."""

    exit_code = 3


def build(name: str, folder: Path, count: int, say: Callable[[str], None]) -> dict[str, float]:
    """Index `count` records with the engine of a name.

    Gives `records_per_s`, `seconds`, `cpu_seconds` of all its processes and threads, `bytes`, and what
    `bench.memory.Peak` measures, where the system gives it. Raises BuildFailed.
    """
    spawn = get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_build, args=(name, folder, count, there), name=f"bench-{name}")
    process.start()
    there.close()
    try:
        peak, took = _watch_build(here, process.pid or 0, f"{name}: {{:,}} of {count:,} records", say)
    except EOFError:
        process.join()
        raise BuildFailed(f"{name}: building {count:,} records ended with exit code {process.exitcode}") from None
    finally:
        here.close()
    process.join()
    figures = {"records_per_s": count / took.seconds, "seconds": took.seconds, "cpu_seconds": took.cpu_seconds}
    return {**figures, "bytes": size(folder), **(peak.figures() if peak is not None else {})}


def _watch_build(
    pipe: Connection, pid: int, line: str, say: Callable[[str], None]
) -> tuple[memory.Peak | None, BuildTime]:
    """Watch a building process until it has its index; raises EOFError where it ends before."""
    before = pipe.recv()
    peak = memory.Peak(pid, before) if before is not None else None
    while True:
        if peak is not None:
            peak.look()
        if pipe.poll(LOOK):
            report = pipe.recv()
            if isinstance(report, BuildTime):
                break
            say(line.format(report))
    if peak is not None:
        peak.look()
    pipe.send("seen")
    return peak, report


def _build(name: str, folder: Path, count: int, pipe: Any) -> None:
    """In the process that builds: report the memory held before, the progress, and the seconds at the end."""
    peer = PEERS[name](folder)
    records = list(synthetic(count))
    _ = Document(records[0]).words  # the dictionary
    pipe.send(memory.begin_anew())
    started, used = time.perf_counter(), _cpu_seconds()
    peer.build(_report_progress(records, pipe))
    pipe.send(BuildTime(time.perf_counter() - started, _cpu_seconds() - used))
    pipe.recv()  # until the last look


def _cpu_seconds() -> float:
    """Of this process and those that it started and that have ended."""
    return sum(os.times()[:4])


def _report_progress(records: Iterable[Record], pipe: Any) -> Iterator[Record]:
    for done, record in enumerate(records):
        if done and done % STEP == 0:
            pipe.send(done)
        yield record
