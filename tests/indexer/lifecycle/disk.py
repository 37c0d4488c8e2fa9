"""A disk that forgets: what was done to the files of an index, and what of it a power cut may leave.

Nothing is durable but what was synced: of a file its content, of a folder its names. All else may have reached the disk
or not. `Disk` records the operations of `indexer.index_files`. Before each of them and after the last the power may
fail; then there may be on the disk:

- of the names that were not synced all, none, the first few, all but one, or only one;
- of the files that were not synced all of the content, none, or half; or one of them is empty or half there while the
  others are whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from indexer import index_files

#: what is on a disk: path -> content, None for a folder
State = dict[str, bytes | None]
#: names of one folder that change together, with the file or folder that each then means; None: the name goes
Naming = tuple[int, dict[str, int | None]]
#: folder -> its names, with the file or folder that each means
Names = dict[int, dict[str, int]]
#: the operations that all others are made of
OPERATIONS = (
    *("make_folder", "open_new", "open_lock", "sync_file", "sync_folder", "replace", "link", "remove", "remove_folder"),
)
_ROOT = 0


@dataclass(frozen=True)
class Cut:
    """A point at which the power may fail."""

    durable: Names
    #: what was done to names since they were synced
    pending: list[Naming]
    #: files that were not synced since they were written
    unsynced: list[int]

    def namings(self) -> Iterator[list[Naming]]:
        """Which of the pending namings may have reached the disk."""
        for one in range(len(self.pending) + 1):
            yield self.pending[:one]
        for one in range(len(self.pending)):
            yield [*self.pending[:one], *self.pending[one + 1 :]]
            yield [self.pending[one]]

    def losses(self) -> Iterator[dict[int, float]]:
        """Files of which only a part may have reached the disk, with this part."""
        yield {}
        for part in (0, 0.5):
            yield dict.fromkeys(self.unsynced, part)
            yield from ({one: part} for one in self.unsynced)


class Disk:
    """The folder of an index, of which every operation is recorded; what is there at the beginning is durable."""

    def __init__(self, root: Path) -> None:
        self.cuts: list[Cut] = []
        self._root = root
        self._ids = count(_ROOT + 1)
        self._contents: dict[int, bytes] = {}
        self._seen: Names = {}
        self._inodes: dict[int, int] = {}
        self._take_over(root, _ROOT)
        self._durable = _copied(self._seen)
        self._pending: list[Naming] = []
        self._unsynced: list[int] = []

    def record(self, patch: pytest.MonkeyPatch) -> None:
        """Record from now on."""
        for name in OPERATIONS:
            patch.setattr(index_files, name, self._recorded(name, getattr(index_files, name)))

    def end(self) -> None:
        """The last point: all is done."""
        self._cut()
        for node in self._unsynced:
            self._contents.setdefault(node, b"")
        paths = {node: path for path, node in self._walk(self._seen)}
        for node, path in paths.items():
            if node not in self._seen:
                self._contents[node] = (self._root / path).read_bytes()

    def states(self, cut: Cut) -> Iterator[State]:
        """Everything that may be on the disk after a power cut."""
        for namings in cut.namings():
            names = _copied(cut.durable)
            for folder, changed in namings:
                _rename(names[folder], changed)
            for loss in cut.losses():
                yield {path: self._content(node, loss) for path, node in self._walk(names)}

    def _content(self, node: int, loss: dict[int, float]) -> bytes | None:
        if node in self._seen:
            return None
        content = self._contents[node]
        return content[: int(len(content) * loss.get(node, 1))]

    def _walk(self, names: Names, folder: int = _ROOT, path: str = "") -> Iterator[tuple[str, int]]:
        for name, node in names.get(folder, {}).items():
            yield f"{path}{name}", node
            yield from self._walk(names, node, f"{path}{name}/")

    def _take_over(self, path: Path, folder: int) -> None:
        self._seen[folder] = {}
        for one in sorted(path.iterdir()):
            if one.is_dir():
                node = next(self._ids)
                self._take_over(one, node)
            else:
                node = self._inodes.setdefault(one.stat().st_ino, next(self._ids))
                self._contents[node] = one.read_bytes()
            self._seen[folder][one.name] = node

    def _recorded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        note: Callable[..., None] = getattr(self, f"_{name}")

        def operation(*paths: Path) -> Any:
            if not all(path.is_relative_to(self._root) for path in paths):
                return real(*paths)
            self._cut()
            note(*paths)
            return real(*paths)

        return operation

    def _cut(self) -> None:
        self.cuts.append(Cut(_copied(self._durable), list(self._pending), list(self._unsynced)))

    def _node(self, path: Path) -> int:
        node = _ROOT
        for name in path.relative_to(self._root).parts:
            node = self._seen[node][name]
        return node

    def _name(self, folder: Path, changed: dict[str, int | None]) -> None:
        node = self._node(folder)
        _rename(self._seen[node], changed)
        self._pending.append((node, changed))

    def _make_folder(self, path: Path) -> None:
        node = next(self._ids)
        self._seen[node], self._durable[node] = {}, {}
        self._name(path.parent, {path.name: node})

    def _open_new(self, path: Path) -> None:
        node = next(self._ids)
        self._unsynced.append(node)
        self._name(path.parent, {path.name: node})

    def _open_lock(self, path: Path) -> None:
        if not path.exists():
            node = next(self._ids)
            self._contents[node] = b""
            self._name(path.parent, {path.name: node})

    def _sync_file(self, path: Path) -> None:
        node = self._node(path)
        self._contents[node] = path.read_bytes()
        self._unsynced = [one for one in self._unsynced if one != node]

    def _sync_folder(self, path: Path) -> None:
        node = self._node(path)
        for folder, changed in self._pending:
            if folder == node:
                _rename(self._durable[node], changed)
        self._pending = [one for one in self._pending if one[0] != node]

    def _replace(self, old: Path, new: Path) -> None:
        assert old.parent == new.parent, "a name that moves to another folder may be in both or in none"
        self._name(old.parent, {old.name: None, new.name: self._node(old)})

    def _link(self, source: Path, target: Path) -> None:
        self._name(target.parent, {target.name: self._node(source)})

    def _remove(self, path: Path) -> None:
        if path.exists():
            self._contents.setdefault(self._node(path), path.read_bytes())
            self._name(path.parent, {path.name: None})

    def _remove_folder(self, path: Path) -> None:
        if path.is_dir() and not any(path.iterdir()):
            self._name(path.parent, {path.name: None})


def _copied(names: Names) -> Names:
    return {folder: dict(inside) for folder, inside in names.items()}


def _rename(names: dict[str, int], changed: dict[str, int | None]) -> None:
    for name, node in changed.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def lay(state: State, folder: Path, store: Path) -> None:
    """Write a state to a new folder; files of one content are one file, kept in `store`."""
    folder.mkdir()
    store.mkdir(exist_ok=True)
    for path, content in state.items():
        if content is None:
            (folder / path).mkdir()
            continue
        kept = store / f"{hash(content):x}-{len(content)}"
        if not kept.exists():
            kept.write_bytes(content)
        os.link(kept, folder / path)
