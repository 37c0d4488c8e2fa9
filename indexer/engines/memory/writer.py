"""Changes to a memory engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standard.record import Record

if TYPE_CHECKING:
    from indexer.engines.memory.engine import MemoryEngine


class MemoryWriter:
    """A change to a memory engine."""

    def __init__(self, engine: MemoryEngine) -> None:
        self._engine = engine
        self._records = {one.record.number: one.record for one in engine.documents}

    def add(self, record: Record) -> None:
        """Add or replace a record."""
        self._records[record.number] = record

    def remove(self, number: str) -> bool:
        """Remove a record."""
        return self._records.pop(number, None) is not None

    def commit(self) -> None:
        """Make the change visible."""
        self._engine.hold(self._records.values())

    def cancel(self) -> None:
        """Drop the change."""
