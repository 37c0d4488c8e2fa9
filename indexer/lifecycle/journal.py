"""Small changes beside the sources, replayed onto every full reindex until a source carries them.

One JSON object a line, with a checksum of its own: `{"op": "add", "record": {…}, "at": …, "checksum": …}` or
`{"op": "remove", "number": …, "at": …, "checksum": …}`; the last line says how many there are.

Each generation holds all changes that stand with it; those of the generation that CURRENT names count. So one act
decides about the catalogue and about what is replayed, and going back takes back what was changed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer import index_files
from indexer.errors import IndexDamaged
from indexer.lifecycle.checksums import is_sealed, sealed
from indexer.readers import merge
from standard.record import Record
from standard.wording import Words

#: name of the file
JOURNAL = "journal.jsonl"
#: what its last line says: how many changes there are
_COUNT = "changes"


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
    """The journal in the folder of a generation; or one beside them, where checksums may lack (`standing`)."""

    def __init__(self, folder: Path, *, beside: bool = False) -> None:
        self.path = folder / JOURNAL
        self._beside = beside

    def read(self) -> dict[str, Change]:
        """The last change of each number, oldest first; raises IndexDamaged for the first line that is not whole."""
        changes: dict[str, Change] = {}
        for change in self._read():
            if isinstance(change, IndexDamaged):
                raise change
            changes.pop(change.number, None)
            changes[change.number] = change
        return changes

    def problems(self) -> Iterator[Words]:
        """Every line that is not as it was written, as a sentence."""
        return (one.words for one in self._read() if isinstance(one, IndexDamaged))

    def write(self, changes: Iterable[Change]) -> None:
        """Write the journal of a generation that is being made."""
        lines = [_line(change.to_json()) for change in changes]
        index_files.write_file(self.path, b"".join([*lines, _last_line(len(lines))]))

    def _read(self) -> Iterator[Change | IndexDamaged]:
        """Each line: the change that it states, or what is wrong with it."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            if not self._beside:
                yield IndexDamaged("journal_missing", self.path)
            return
        except OSError as error:
            yield IndexDamaged("index_closed", self.path, error=error.strerror)
            return
        lines = content.splitlines(keepends=True)
        plain = self._beside and not (lines and is_sealed(lines[-1].strip()))
        last = lines.pop() if lines and not plain else b""
        for place, line in enumerate(lines, start=1):
            yield self._change(line, place) if plain or is_sealed(line.removesuffix(b"\n")) else self._damaged(place)
        if not plain and last != _last_line(len(lines)):
            yield self._damaged(len(lines) + 1)

    def _change(self, line: bytes, place: int) -> Change | IndexDamaged:
        try:
            return _read_change(json.loads(line))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return self._damaged(place)

    def _damaged(self, place: int) -> IndexDamaged:
        return IndexDamaged("journal_beside_damaged" if self._beside else "journal_damaged", self.path, line=place)


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


def _line(data: dict[str, Any]) -> bytes:
    return f"{sealed(json.dumps(data, ensure_ascii=False, separators=(',', ':')))}\n".encode()


def _last_line(count: int) -> bytes:
    return _line({_COUNT: count})
