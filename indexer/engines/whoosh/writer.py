"""Writers: a first generation, and a change that becomes the next one.

A change hard-links the base, marks what it no longer holds, and writes one small delta anew. Where the delta would pass
MERGE_SHARE of the base, everything is written as one new base.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from indexer.document import Document
from indexer.engines.whoosh.build import PartWriter
from indexer.engines.whoosh.files import DELETED, PackWriter
from indexer.engines.whoosh.join import join
from indexer.engines.whoosh.parts import Parts
from indexer.engines.whoosh.schema import KEYS
from standard.record import Record

#: size of the delta, as a share of the base, above which both are merged
MERGE_SHARE = 0.05
#: bytes that building may take, and what it takes for a record: texts, postings and the sorting of both
MEMORY = 1 << 30
BYTES_EACH = 2600
#: records of a batch where several processes build
BATCH = 50_000


class FirstWriter:
    """Writes records, each number once, into a new generation folder.

    Records are taken in batches, so that no more than `memory` bytes are needed however many there are; several
    batches are built by several processes, with `workers`, and joined at the end. The index is the same either way.
    """

    def __init__(self, folder: Path, workers: int = 1, memory: int = MEMORY) -> None:
        self._folder = folder
        self._batch_size = max(memory // (BYTES_EACH * workers), 1)
        if workers > 1:  # so that all have something to do
            self._batch_size = min(self._batch_size, BATCH)
        self._batch: list[Record] = []
        self._parts: list[Path] = []
        self._workers = workers
        self._pool = _pool(workers) if workers > 1 else None
        self._pending: list[Future[None]] = []
        folder.mkdir(parents=True)

    def add(self, record: Record) -> None:
        """Append a record; the caller merges rows of one number."""
        self._batch.append(record)
        if len(self._batch) >= self._batch_size:
            self._build()

    def remove(self, number: str) -> bool:
        """Nothing can be removed from what is just being written."""
        raise NotImplementedError(f"{number}: leave the record out instead")

    def commit(self) -> None:
        """Make the generation whole."""
        if not self._parts:
            build_part(self._folder / "base", self._batch)
            self._close()
            return
        if self._batch:
            self._build()
        for future in self._pending:
            future.result()
        self._close()
        join(self._parts, self._folder / "base")
        for part in self._parts:
            shutil.rmtree(part)

    def cancel(self) -> None:
        """Remove what was written."""
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _build(self) -> None:
        part = self._folder / f"part{len(self._parts)}"
        self._parts.append(part)
        batch, self._batch = self._batch, []
        if self._pool is None:
            build_part(part, batch, joined=True)
            return
        self._pending.append(self._pool.submit(build_part, part, batch, joined=True))
        # what waits for a process needs memory, too
        if len(self._pending) > self._workers:
            self._pending.pop(0).result()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes that begin afresh, since a copy of a process with threads may stand still."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def build_part(folder: Path, records: Iterable[Record], base: Path | None = None, *, joined: bool = False) -> None:
    """Write records as one part into a new folder; a delta names the folder of its base."""
    part = PartWriter(folder)
    try:
        for record in records:
            part.add(Document(record))
        part.close(base, joined=joined)
    except BaseException:
        part.cancel()
        raise


class ChangeWriter:
    """Writes the next generation from an open one."""

    def __init__(self, folder: Path, parts: Parts, into: Path) -> None:
        self._folder = folder
        self._parts = parts
        self._into = into
        self._base = parts.base.count
        self._deleted = {place for place in np.flatnonzero(~parts.live).tolist() if place < self._base}
        delta = (parts.record(place) for place in range(self._base, parts.count) if parts.live[place])
        self._delta = {record.number: record for record in delta}

    def add(self, record: Record) -> None:
        """Add or replace a record."""
        self._mark(record.number)
        self._delta[record.number] = record

    def remove(self, number: str) -> bool:
        """Remove a record; False where there is none."""
        marked = self._mark(number)
        return self._delta.pop(number, None) is not None or marked

    def commit(self) -> None:
        """Write the new folder."""
        self._into.mkdir(parents=True)
        if len(self._delta) > MERGE_SHARE * self._base:
            self._merge()
        else:
            self._link()

    def cancel(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self._into, ignore_errors=True)

    def _mark(self, number: str) -> bool:
        """Mark a base document as deleted."""
        found = [
            place
            for place in self._parts.postings(KEYS, "=" + number)[0].tolist()
            if place < self._base and place not in self._deleted and self._parts.number(place) == number
        ]
        self._deleted.update(found)
        return bool(found)

    def _link(self) -> None:
        for source in sorted((self._folder / "base").rglob("*")):
            target = self._into / "base" / source.relative_to(self._folder / "base")
            if source.is_dir():
                target.mkdir(parents=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                _link_file(source, target)
        if self._delta:
            build_part(self._into / "delta", self._delta.values(), self._into / "base")
        if self._deleted:
            self._write_deleted()

    def _write_deleted(self) -> None:
        pack = PackWriter(self._into / DELETED)
        pack.add_values("deleted", sorted(self._deleted), np.uint32)
        pack.close()

    def _merge(self) -> None:
        kept = (place for place in range(self._base) if place not in self._deleted)
        build_part(self._into / "base", self._all(map(self._parts.record, kept)))

    def _all(self, records: Iterator[Record]) -> Iterator[Record]:
        yield from records
        yield from self._delta.values()


def _link_file(source: Path, target: Path) -> None:
    """Hard link; copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
