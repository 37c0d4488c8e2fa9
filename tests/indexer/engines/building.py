"""Engines of records, as all tests of engines build them: by their names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from indexer.engines import ENGINES, Engine
from standard.record import Record


def built(name: str, place: Path, records: Iterable[Record]) -> Engine:
    """The engine of a name over records that were written to a new place."""
    writer = ENGINES[name].create(place)
    for record in records:
        writer.add(record)
    writer.commit()
    return ENGINES[name].open(place)
