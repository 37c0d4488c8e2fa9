"""Writers of a first generation: part after part in this process, or several at a time in others."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from indexer.engines.document import Document
from indexer.engines.whoosh.build.part_join import join
from indexer.engines.whoosh.build.part_writer import PartWriter, build_part
from indexer.processes import Processes
from standard.record import Record

#: bytes that building may take
MEMORY = 1 << 30
#: what it takes, measured: for each byte of a record's JSON (texts, postings, sorting), and for dictionaries
TIMES = 15
DICTIONARIES = 120 << 20
#: what another process takes before it has any
PROCESS = 60 << 20
#: records that are handed to another process at once where they are held in memory
BATCH = 20_000
#: records between two reports
STEP = 500
#: parts that each process builds at least, so that people see how far it is
PIECES = 4


class Stored(Protocol):
    """Records that any process can read by itself, so that only where they stand is handed over."""

    def __iter__(self) -> Iterator[Record]:
        """The records, read one by one."""

    def __len__(self) -> int:
        """How many there are."""

    def cut(self, size: int, pieces: int) -> Sequence[Stored]:
        """All of them in pieces of at most so many bytes, and at least so many pieces; each of about the same size."""


class FirstWriter:
    """Writes records, each number once, into a new generation folder.

    A part is built of as many records as `memory` bytes allow; several are joined at the end. The index is the same
    however many there are.
    """

    def __init__(self, folder: Path, memory: int = MEMORY) -> None:
        self._folder = folder
        self._base = folder / "base"
        #: bytes of records in a part, but for the last
        self._most = max(memory - DICTIONARIES, memory // 4) // TIMES
        self._parts: list[Path] = []
        self._part: PartWriter | None = None
        folder.mkdir(parents=True)

    def add(self, record: Record) -> None:
        """Append a record; the caller merges rows of one number."""
        if self._part is not None and self._part.size >= self._most:
            self._end_part(joined=True)
        if self._part is None:
            self._part = PartWriter(self._next_part())
        self._part.add(Document(record))

    def add_all(self, records: Stored, told: Callable[[int], None]) -> None:
        """Append records that are not held in memory; `told` hears now and then how many are done."""
        for done, record in enumerate(records):
            if done % STEP == 0:
                told(done)
            self.add(record)

    def remove(self, number: str) -> bool:
        """Nothing can be removed from what is just being written."""
        raise NotImplementedError(f"{number}: leave the record out instead")

    def commit(self) -> None:
        """Make the generation whole."""
        if self._part is None:
            self._part = PartWriter(self._next_part())
        self._end_part(joined=len(self._parts) > 1)
        if len(self._parts) == 1:
            self._parts[0].rename(self._base)
        else:
            self._join()

    def cancel(self) -> None:
        """Remove what was written."""
        if self._part is not None:
            self._part.cancel()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _next_part(self) -> Path:
        self._parts.append(self._folder / f"part{len(self._parts)}")
        return self._parts[-1]

    def _end_part(self, *, joined: bool) -> None:
        if self._part is not None:
            self._part.close(joined=joined)
        self._part = None

    def _join(self) -> None:
        """Make one of the parts that were built for it."""
        join(self._parts, self._base)
        for part in self._parts:
            shutil.rmtree(part)


class SharedWriter(FirstWriter):
    """The same with several processes, each of which builds parts. Raises ProcessLost where one is ended."""

    def __init__(self, folder: Path, workers: int, memory: int = MEMORY) -> None:
        super().__init__(folder, max(memory // workers - PROCESS, memory // workers // 2))
        self._workers = workers
        self._processes = Processes(workers)
        self._batch: list[Record] = []
        self._pending: list[Future[None]] = []

    def add(self, record: Record) -> None:
        """Append a record; the caller merges rows of one number."""
        self._batch.append(record)
        if len(self._batch) >= BATCH:
            self._hand_over()

    def add_all(self, records: Stored, told: Callable[[int], None]) -> None:
        """Append records that each process reads by itself; `told` hears of each piece when it is built."""
        self._hand_over()
        done = 0
        building = deque([0] * len(self._pending))
        for piece in records.cut(self._most, self._workers * PIECES):
            self._submit(piece)
            building.append(len(piece))
            if len(building) > self._workers:
                done += building.popleft()
                told(done)
        for length in building:
            self._wait()
            done += length
            told(done)

    def commit(self) -> None:
        """Make the generation whole."""
        self._hand_over()
        while self._pending:
            self._wait()
        self._processes.close()
        if self._parts:
            self._join()
        else:
            build_part(self._base, ())

    def cancel(self) -> None:
        """Remove what was written."""
        self._processes.close()
        super().cancel()

    def _hand_over(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            self._submit(batch)

    def _submit(self, records: list[Record] | Stored) -> None:
        self._pending.append(self._processes.submit(build_part, self._next_part(), records, joined=True))
        # what waits for a process needs memory, too
        if len(self._pending) > self._workers:
            self._wait()

    def _wait(self) -> None:
        """Wait until the first part that is being built is done."""
        self._processes.result(self._pending.pop(0))
