"""Small changes beside the generations, replayed onto every full reindex until the source itself carries them.

One JSON object a line: `{"op": "add", "record": {…}, "at": …}` or `{"op": "remove", "number": …, "at": …}`. Read and
written under `Generations.switching`. Each generation holds a copy of the journal as it stood with it, so that going
back to a generation takes back what was changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.errors import IndexDamaged
from indexer.lifecycle.generations import write_whole
from indexer.readers import merge
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
    """The journal of an index folder, or the copy of it in the folder of a generation."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.jsonl"

    def read(self) -> dict[str, Change]:
        """The last change of each number, oldest first; raises IndexDamaged."""
        changes: dict[str, Change] = {}
        for place, line in self._lines():
            change = self._change(line, place)
            changes.pop(change.number, None)
            changes[change.number] = change
        return changes

    def problems(self) -> Iterator[str]:
        """Every line that cannot be read, as a sentence."""
        try:
            for place, line in self._lines():
                try:
                    self._change(line, place)
                except IndexDamaged as error:
                    yield str(error)
        except IndexDamaged as error:
            yield str(error)

    def keep(self, changes: Iterable[Change]) -> None:
        """Replace the journal: whole or not at all, also when the disk is full or the power fails."""
        write_whole(self.path, "".join(map(_line, changes)))

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise IndexDamaged(f"{self.path} 打不开（{error.strerror}）；请检查权限和磁盘", self.path) from error
        yield from enumerate(content.splitlines(), start=1)

    def _change(self, line: bytes, place: int) -> Change:
        try:
            return _read_change(json.loads(line))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            message = f"{self.path} 第 {place} 行读不出来；请改正或删去这一行，再运行一次"
            raise IndexDamaged(message, self.path) from error


def with_changes(known: dict[str, Change], changes: Iterable[Change]) -> list[Change]:
    """What is known, with further changes made now; one change of each number."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    later = {change.number: replace(change, at=now) for change in changes}
    return [*(change for number, change in known.items() if number not in later), *later.values()]


def _read_change(data: Any) -> Change:
    """The change that a line states; raises LookupError, TypeError or ValueError for anything else."""
    if data["op"] == "remove" and isinstance(data["number"], str):
        return Change(data["number"], None, data["at"])
    if data["op"] == "add":
        record = Record.from_json(data["record"])
        return Change(record.number, record, data["at"])
    raise ValueError


def replay(changes: Iterable[Change], records: MutableMapping[str, Record]) -> list[Change]:
    """Apply changes to what was read from the sources; the changes that the sources do not carry yet."""
    return [change for change in changes if not _carried(change, records)]


def _carried(change: Change, records: MutableMapping[str, Record]) -> bool:
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
