"""The writer of a change, which becomes the next generation.

A change hard-links the base, marks what it no longer holds, and writes one small delta anew. Where the delta would pass
MERGE_SHARE of the base, everything is written as one new base.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from indexer import index_files
from indexer.engines.whoosh.build.part_writer import build_part
from indexer.engines.whoosh.columns import DELETED, KEYS, PackWriter
from indexer.engines.whoosh.read import Parts
from standard.record import Record

#: size of the delta, as a share of the base, above which both are merged
MERGE_SHARE = 0.05


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
        index_files.make_new_folder(self._into)
        if len(self._delta) > MERGE_SHARE * self._base:
            self._merge()
        else:
            self._link()

    def cancel(self) -> None:
        """Remove what was written."""
        index_files.remove_tree(self._into)

    def _mark(self, number: str) -> bool:
        """Mark a base document as deleted."""
        places = [
            place
            for place in self._parts.postings(KEYS, "=" + number)[0].tolist()
            if place < self._base and place not in self._deleted and self._parts.number(place) == number
        ]
        self._deleted.update(places)
        return bool(places)

    def _link(self) -> None:
        index_files.make_folder(self._into / "base")
        for source in sorted((self._folder / "base").iterdir()):
            index_files.link_or_copy(source, self._into / "base" / source.name)
        if self._delta:
            build_part(self._into / "delta", self._delta_records(), self._into / "base")
        if self._deleted:
            self._write_deleted()

    def _write_deleted(self) -> None:
        pack = PackWriter(self._into / DELETED)
        pack.add_values("deleted", sorted(self._deleted), np.uint32)
        pack.close()

    def _merge(self) -> None:
        kept = (place for place in range(self._base) if place not in self._deleted)
        build_part(self._into / "base", chain(map(self._parts.stored, kept), self._delta_records()))

    def _delta_records(self) -> Iterator[bytes]:
        return (record.to_bytes() for record in self._delta.values())
