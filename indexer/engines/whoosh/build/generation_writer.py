"""Writers of a first generation: part after part in this process, or several at a time in others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from indexer import index_files
from indexer.engines.base import BUILD_MEMORY, SerializedRecords
from indexer.engines.document import Document
from indexer.engines.whoosh.build.part_join import join
from indexer.engines.whoosh.build.part_writer import PartWriter, build_part
from indexer.processes import Processes
from standard.record import Record

#: bytes that building takes, measured: for each byte of a record (texts, postings, sorting), and for dictionaries
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


class FirstWriter:
    """Writes records, each number once, into a new generation folder.

    A part is built of as many records as `memory` bytes allow; several are joined at the end. The index is the same
    however many there are.
    """

    def __init__(self, folder: Path, memory: int = BUILD_MEMORY) -> None:
        self._folder = folder
        self._base = folder / "base"
        #: bytes of records in a part, but for the last
        self._most = max(memory - DICTIONARIES, memory // 4) // TIMES
        self._parts: list[Path] = []
        self._part: PartWriter | None = None
        index_files.make_new_folder(folder)

    def add(self, record: Record) -> None:
        """Append a record; the caller merges rows of one number."""
        self._add(Document(record))

    def add_all(self, records: SerializedRecords, report: Callable[[int], None]) -> None:
        """Append records that are not held in memory; `report` is called now and then with how many are done."""
        for done, data in enumerate(records):
            if done % STEP == 0:
                report(done)
            self._add(Document.from_bytes(data))

    def commit(self) -> None:
        """Make the generation whole."""
        if self._part is None:
            self._part = PartWriter(self._next_part())
        self._end_part(to_be_joined=len(self._parts) > 1)
        if len(self._parts) == 1:
            index_files.replace(self._parts[0], self._base)
        else:
            self._join()

    def cancel(self) -> None:
        """Remove what was written."""
        if self._part is not None:
            self._part.cancel()
        index_files.remove_tree(self._folder)

    def _add(self, document: Document) -> None:
        if self._part is not None and self._part.size >= self._most:
            self._end_part(to_be_joined=True)
        if self._part is None:
            self._part = PartWriter(self._next_part())
        self._part.add(document)

    def _next_part(self) -> Path:
        self._parts.append(self._folder / f"part{len(self._parts)}")
        return self._parts[-1]

    def _end_part(self, *, to_be_joined: bool) -> None:
        if self._part is not None:
            self._part.close(to_be_joined=to_be_joined)
        self._part = None

    def _join(self) -> None:
        """Make one of the parts that were built for it."""
        join(self._parts, self._base)
        for part in self._parts:
            index_files.remove_tree(part)


class SharedWriter(FirstWriter):
    """The same with several processes, each of which builds parts. Raises ProcessLost where one is ended."""

    def __init__(self, folder: Path, workers: int, memory: int = BUILD_MEMORY) -> None:
        super().__init__(folder, max(memory // workers - PROCESS, memory // workers // 2))
        self._workers = workers
        self._processes = Processes(workers)
        self._batch: list[bytes] = []
        self._pending: list[Future[None]] = []

    def add(self, record: Record) -> None:
        """Append a record; the caller merges rows of one number."""
        self._batch.append(record.to_bytes())
        if len(self._batch) >= BATCH:
            self._hand_over()

    def add_all(self, records: SerializedRecords, report: Callable[[int], None]) -> None:
        """Append records that each process reads by itself; `report` is called after each piece, as in FirstWriter."""
        self._hand_over()
        done = 0
        building = deque([0] * len(self._pending))
        for piece in records.cut(self._most, self._workers * PIECES):
            self._submit(piece)
            building.append(len(piece))
            if len(building) > self._workers:
                done += building.popleft()
                report(done)
        for length in building:
            self._wait()
            done += length
            report(done)

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

    def _submit(self, records: list[bytes] | SerializedRecords) -> None:
        self._pending.append(self._processes.submit(build_part, self._next_part(), records, to_be_joined=True))
        # what waits for a process needs memory, too
        if len(self._pending) > self._workers:
            self._wait()

    def _wait(self) -> None:
        """Wait until the first part that is being built is done."""
        self._processes.result(self._pending.pop(0))
