"""The records of a part as they are stored, each with a checksum: a damaged one is told and never shown.

::

    records            JSON, UTF-8, end to end
    records.starts     where each begins
    records.sums       the checksum of each
"""

from __future__ import annotations

from zlib import crc32

from indexer.engines.whoosh.columns.pack_file import Pack

NAME, STARTS, SUMS = "records", "records.starts", "records.sums"
#: what every checksum starts from, so that nothing but zeros is no record
_START = 1


def record_sum(data: bytes | memoryview) -> int:
    """The checksum of a record."""
    return crc32(data, _START)


class StoredRecords:
    """The records of a part, mapped; read one by one."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        # views give bytes and plain integers several times as fast as arrays do
        self._data = pack.unchecked(NAME).data
        self._starts = pack.unchecked(STARTS).data
        self._sums = pack.unchecked(SUMS).data
        pack.check(STARTS, length=len(self) + 1)

    def __len__(self) -> int:
        return len(self._sums)

    def __getitem__(self, place: int) -> str:
        """The JSON of the record at a place. Raises IndexDamaged."""
        return self.raw(place).decode()

    def raw(self, place: int) -> bytes:
        """The same as it is stored."""
        data = self._data[self._starts[place] : self._starts[place + 1]].tobytes()
        if crc32(data, _START) != self._sums[place]:
            raise self._pack.damaged("record_changed", place=place + 1)
        return data
