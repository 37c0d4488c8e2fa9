"""Small changes beside the generations, replayed onto every full reindex until the source itself carries them.

One JSON object a line: `{"op": "add", "record": {…}, "at": …}` or `{"op": "remove", "number": …, "at": …}`. Read and
written under `Generations.switching`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.errors import IndexDamaged
from indexer.generations import write_whole
from indexer.readers.merging import merge
from standard.record import Record


@dataclass(frozen=True)
class Change:
    """One change: a record added (or changed), or a number removed (`record` is None)."""

    number: str
    record: Record | None
    at: str = ""

    def to_json(self) -> dict[str, Any]:
        """The line of the journal."""
        if self.record is None:
            return {"op": "remove", "number": self.number, "at": self.at}
        return {"op": "add", "record": self.record.to_json(), "at": self.at}


class Journal:
    """The journal of an index folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.jsonl"

    def read(self) -> dict[str, Change]:
        """The last change of each number, oldest first; raises IndexDamaged."""
        changes: dict[str, Change] = {}
        if not self.path.exists():
            return changes
        with self.path.open(encoding="utf-8") as file:
            for place, line in enumerate(file, start=1):
                change = self._change(line, place)
                changes.pop(change.number, None)
                changes[change.number] = change
        return changes

    def append(self, changes: Iterable[Change]) -> None:
        """Add changes, durably."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        lines = [_line(Change(change.number, change.record, now)) for change in changes]
        with self.path.open("a", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())

    def keep(self, changes: Iterable[Change]) -> None:
        """Replace the journal by what is still needed."""
        write_whole(self.path, "".join(map(_line, changes)))

    def _change(self, line: str, place: int) -> Change:
        try:
            data = json.loads(line)
            if data["op"] == "remove":
                return Change(data["number"], None, data["at"])
            record = Record.from_json(data["record"])
            return Change(record.number, record, data["at"])
        except (ValueError, KeyError, TypeError) as error:
            message = f"{self.path} 第 {place} 行读不出来（{error}）；请改正或删去这一行"
            raise IndexDamaged(message, self.path) from error


def replay(changes: Iterable[Change], records: dict[str, Record]) -> list[Change]:
    """Apply changes to what was read from the sources; the changes that the sources do not carry yet."""
    return [change for change in changes if not _carried(change, records)]


def _carried(change: Change, records: dict[str, Record]) -> bool:
    """Apply one change; whether the source had it already."""
    source = records.get(change.number)
    if change.record is None:
        return records.pop(change.number, None) is None
    if source is not None and source.checked and change.record.checked and source.checked > change.record.checked:
        return True  # the source has looked again since
    changed = merge(source, change.record) if source is not None else change.record
    if changed == source:
        return True
    records[change.number] = changed
    return False


def _line(change: Change) -> str:
    return json.dumps(change.to_json(), ensure_ascii=False, separators=(",", ":")) + "\n"
