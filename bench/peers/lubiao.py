"""This project's own engine, in the shape of a peer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bench.peers.base import ROWS, Reply
from indexer.engines import Request, locate
from indexer.gc_pause import collector_paused
from standard.record import Record


class Lubiao:
    """One generation in a folder."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self._kind, self._folder = locate(folder)
        self._workers = workers

    def build(self, records: Iterable[Record]) -> None:
        """Index the records in a new folder, as `indexer.lifecycle.reindexing` does."""
        writer = self._kind.create(self._folder, self._workers)
        with collector_paused():
            for record in records:
                writer.add(record)
            writer.commit()

    def open(self) -> None:
        """Open the generation."""
        self.engine = self._kind.open(self._folder)

    def search(self, request: Request) -> Reply:
        """Ten records and seven facets."""
        results = self.engine.search(replace(request, limit=ROWS))
        records = tuple(hit.record for hit in results.hits)
        return Reply(results.total, records, {name: dict(rows) for name, rows in results.facets.items()})

    def close(self) -> None:
        """Let go of files."""
        self.engine.close()
