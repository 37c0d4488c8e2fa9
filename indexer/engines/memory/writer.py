"""Changes to a memory engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from standard.record import Record


class MemoryWriter:
    """A change to a memory engine."""

    def __init__(self, records: Iterable[Record], hold: Callable[[Iterable[Record]], None]) -> None:
        self._records = {record.number: record for record in records}
        #: makes the engine hold these records instead of its own
        self._hold = hold

    def add(self, record: Record) -> None:
        """Add or replace a record."""
        self._records[record.number] = record

    def remove(self, number: str) -> bool:
        """Remove a record."""
        return self._records.pop(number, None) is not None

    def commit(self) -> None:
        """Make the change visible."""
        self._hold(self._records.values())

    def cancel(self) -> None:
        """Drop the change."""
