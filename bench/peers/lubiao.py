"""This project's own engine, in the shape of a peer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bench.peers.base import ROWS, Reply
from indexer.engines.base import Request
from indexer.engines.whoosh import WhooshEngine
from standard.record import Record


class Lubiao:
    """One generation in a folder."""

    name = "lubiao"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, records: Iterable[Record]) -> None:
        """Index the records."""
        writer = WhooshEngine.create(self._folder)
        for record in records:
            writer.add(record)
        writer.commit()
        self.engine = WhooshEngine(self._folder)

    def search(self, request: Request) -> Reply:
        """Ten records and seven facets."""
        results = self.engine.search(replace(request, limit=ROWS))
        records = tuple(hit.record for hit in results.hits)
        return Reply(results.total, records, {name: dict(rows) for name, rows in results.facets.items()})

    def size(self) -> int:
        """Bytes of the generation."""
        return sum(path.stat().st_size for path in self._folder.rglob("*"))
