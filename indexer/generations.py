"""Generations of an index: built aside, switched atomically, old ones kept for a while.

::

    index/CURRENT            the name of the generation that answers
    index/000007/            one generation: manifest.json, base/, perhaps delta/
    index/journal.jsonl      small changes that the sources do not carry yet (`indexer.journal`)
    index/.building          lock: one reindex at a time
    index/.switching         lock: held for moments, by whoever changes CURRENT

Nothing in a generation is changed once CURRENT names it, so readers need no lock.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from indexer.engines.base import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexBusy, IndexDamaged, IndexMissing, IndexNotWritable

#: version of everything that is written into a generation; another one must be built anew
FORMAT = 3
#: generations that are kept, the current one included
KEEP = 3
_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a generation says of itself."""

    name: str
    created: str
    #: records in it
    count: int
    #: digests that decide whether a reindex is needed: of sources, and of the rules by which they are read and indexed
    sources: str
    rules: str
    #: latest day on which a source was checked, `YYYY-MM-DD`, or empty
    checked: str = ""
    format: int = FORMAT
    #: file (relative) -> checksum
    files: dict[str, str] = field(default_factory=dict)


class Generations:
    """The index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def pointer(self) -> Path:
        """The file that names the current generation."""
        return self.folder / "CURRENT"

    def current(self) -> str:
        """Name of the current generation; raises IndexMissing or IndexDamaged."""
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            if self.names():
                names = "、".join(self.names())
                message = f"{self.pointer} 不见了，但旁边有版本 {names}；请写回其中一个的名称，或运行 lubiao reindex"
                raise IndexDamaged(message, self.pointer) from None
            message = f"{self.folder} 里没有索引；请先运行 lubiao reindex PATH --index {self.folder}"
            raise IndexMissing(message, self.folder) from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"{self.pointer} 读不出来：{error}", self.pointer) from error
        if not (self.folder / name / _MANIFEST).is_file():
            message = f"{self.pointer} 指向的版本 {name!r} 不存在；请运行 lubiao reindex"
            raise IndexDamaged(message, self.pointer)
        return name

    def names(self) -> list[str]:
        """All whole generations, oldest first."""
        return sorted(path.parent.name for path in self.folder.glob(f"[0-9]*/{_MANIFEST}"))

    def manifest(self, name: str) -> Manifest:
        """What a generation says of itself; raises IndexDamaged, also for one of another version."""
        path = self.folder / name / _MANIFEST
        try:
            manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexDamaged(f"{path} 读不出来：{error}；请运行 lubiao reindex", path) from error
        if manifest.format != FORMAT:
            message = f"{path}：索引格式是 {manifest.format}，本程序只读格式 {FORMAT}；请运行 lubiao reindex"
            raise IndexDamaged(message, path)
        return manifest

    def open(self, name: str) -> Engine:
        """The engine of a generation; raises IndexDamaged."""
        self.manifest(name)
        return WhooshEngine(self.folder / name)

    def new(self) -> str:
        """A name that no generation, finished or not, has had since the oldest kept one."""
        taken = [int(path.name) for path in self.folder.glob("[0-9]*") if path.name.isdigit()]
        return f"{max(taken, default=0) + 1:06d}"

    def seal(self, manifest: Manifest, before: Manifest | None = None) -> Manifest:
        """Write the manifest with the checksums of all files; with it the generation is whole.

        Of files that are links to those of the generation `before`, the checksums are taken from there.
        """
        root = self.folder / manifest.name
        names = [str(path.relative_to(root)) for path in sorted(root.rglob("*")) if path.is_file()]
        files = {name: self._known_checksum(name, before, root) or checksum(root / name) for name in names}
        sealed = Manifest(**{**asdict(manifest), "files": files})
        write_whole(root / _MANIFEST, json.dumps(asdict(sealed), ensure_ascii=False, indent=1))
        return sealed

    def _known_checksum(self, name: str, before: Manifest | None, root: Path) -> str | None:
        if before is None or name not in before.files:
            return None
        old = self.folder / before.name / name
        return before.files[name] if old.is_file() and old.samefile(root / name) else None

    def switch(self, name: str) -> None:
        """Make a generation the current one: whole or not at all, also when the power fails."""
        write_whole(self.pointer, name + "\n")

    def prune(self) -> None:
        """Remove all but the newest generations, and what crashed builds left. Hold the building lock."""
        names = self.names()
        kept = {*names[-KEEP:], self.current()}
        for path in self.folder.glob("[0-9]*"):
            if path.is_dir() and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to build; raises IndexBusy where another program has it."""
        with self._lock(".building", wait=False):
            yield

    @contextmanager
    def switching(self) -> Iterator[None]:
        """Hold the right to change CURRENT and the journal; waits for whoever has it."""
        with self._lock(".switching", wait=True):
            yield

    @contextmanager
    def _lock(self, name: str, *, wait: bool) -> Iterator[None]:
        with writable(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / name).open("a")
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                message = f"另一个程序正在重建 {self.folder}；请等它结束后再试"
                raise IndexBusy(message, self.folder) from None
            yield


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Turn the errors of writing into IndexNotWritable with a sentence."""
    try:
        yield
    except OSError as error:
        reasons = {
            errno.EACCES: "没有写权限",
            errno.EROFS: "文件系统是只读的",
            errno.ENOSPC: "磁盘已满",
            errno.EDQUOT: "磁盘配额已用完",
            errno.ENOTDIR: "路径中有一段不是文件夹",
            errno.EEXIST: "已有同名文件",
        }
        reason = reasons.get(error.errno or 0, str(error))
        raise IndexNotWritable(f"索引写不进 {path}：{reason}", path) from error


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new one, also after a power cut."""
    aside = path.with_name(path.name + ".new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checksum(path: Path) -> str:
    """Checksum of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
