"""Engines of records, as all tests of engines build them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from indexer.engines import Engine, EngineKind
from indexer.engines.opensearch import OpenSearchKind
from standard.record import Record


class AnyPlace(OpenSearchKind):
    """Indexes for places anywhere on this machine: what a test calls them says nothing to the cluster."""

    def index_at(self, place: Path) -> str:
        """The index that stands for a place."""
        return self.cluster.index(hashlib.blake2b(str(place).encode(), digest_size=10).hexdigest())


def built(kind: EngineKind, place: Path, records: Iterable[Record]) -> Engine:
    """An engine over records that were written to a new place."""
    writer = kind.create(place)
    for record in records:
        writer.add(record)
    writer.commit()
    return kind.open(place)
