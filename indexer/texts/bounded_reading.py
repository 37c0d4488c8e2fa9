"""Files read by processes of their own, each within bounds: one that takes too much costs itself and nothing else."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Generic, TypeVar

Result = TypeVar("Result")

#: seconds that one file may take: a PDF has a bound of its own below this
MOST_SECONDS = 150
#: mebibytes of memory that a process may take
MOST_MIB = 2048
#: results that wait for the one before them, at most, for each process
_AHEAD = 16


@dataclass(frozen=True)
class TooCostly:
    """What comes of a file that took too much, or ended the process that read it."""

    seconds: int
    mib: int


class _Worker(Generic[Result]):
    """A process that reads one file after another, and the file that it is at."""

    def __init__(self, read: Callable[[Path], Result], mib: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, there = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(there, read, mib), daemon=True)
        self._process.start()
        there.close()
        self.at = -1
        self.until = float("inf")

    def begin(self, at: int, file: Path, seconds: float) -> None:
        """Have a file read."""
        self.at, self.until = at, time.monotonic() + seconds
        with suppress(OSError):  # one that has ended says so when its result is asked for
            self.pipe.send(file)

    def result(self) -> Result | None:
        """What came of the file; None where the process has ended."""
        try:
            result: Result = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return result

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def read_bounded(
    read: Callable[[Path], Result],
    files: Sequence[Path],
    workers: int,
    *,
    seconds: int = MOST_SECONDS,
    mib: int = MOST_MIB,
) -> Iterator[tuple[Path, Result | TooCostly]]:
    """Each file and what `read` makes of it, in their order, by so many processes.

    Each may take so much time and memory; what takes more is TooCostly, and a new process goes on with the next file.
    """
    spent = TooCostly(seconds, mib)
    idle: list[_Worker[Result]] = []
    busy: list[_Worker[Result]] = []
    done: dict[int, Result | TooCostly] = {}
    given = begun = 0
    try:
        while given < len(files):
            while begun < len(files) and len(busy) < workers and begun < given + workers * _AHEAD:
                worker = idle.pop() if idle else _Worker(read, mib)
                worker.begin(begun, files[begun], seconds)
                busy.append(worker)
                begun += 1
            for worker in _ready(busy):
                result = worker.result() if worker.pipe.poll() else None
                done[worker.at] = spent if result is None else result
                busy.remove(worker)
                if result is None:
                    worker.end()
                else:
                    idle.append(worker)
            while given in done:
                yield files[given], done.pop(given)
                given += 1
    finally:
        for worker in (*idle, *busy):
            worker.end()


def _ready(busy: Sequence[_Worker[Result]]) -> list[_Worker[Result]]:
    """Those that are done, have ended, or have had their time; waits for the first."""
    left = max(min(worker.until for worker in busy) - time.monotonic(), 0)
    heard = wait([worker.pipe for worker in busy], left)
    return [worker for worker in busy if worker.pipe in heard or time.monotonic() >= worker.until]


def _serve(pipe: Connection, read: Callable[[Path], Result], mib: int) -> None:
    """Read what is named until nobody asks any more."""
    _bound(mib)
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            file = pipe.recv()
            try:
                result = read(file)
            except MemoryError:
                return  # what is left of the memory may not do for another file
            pipe.send(result)


def _bound(mib: int) -> None:
    """Let this process take so much memory, where the system has such a bound."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
