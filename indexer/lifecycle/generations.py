"""Generations of an index: built aside, switched atomically, old ones kept for a while.

::

    index/CURRENT            the name of the generation that answers
    index/000007/            one generation: manifest.json, base/, perhaps delta/, texts/ (`indexer.texts.text_pack`)
                             and journal.jsonl: the small changes that stand beside the sources with it
    index/.building          lock: one reindex at a time
    index/.switching         lock: held for moments, by whoever changes CURRENT

Nothing in a generation is changed once CURRENT names it, so readers need no lock. Replacing CURRENT decides what
answers and which small changes stand, in one act. Before it everything the generation needs is durable
(`indexer.index_files`): first its files, then its folders, then the manifest that makes it whole.
"""

from __future__ import annotations

import errno
import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO

from indexer import index_files
from indexer.engines import BUILD_MEMORY, Builder, Engine, locate
from indexer.errors import IndexBusy, IndexDamaged, IndexFault, IndexMissing, IndexNotWritable
from indexer.lifecycle.checksums import MEMBER, checksum, is_sealed, sealed
from indexer.lifecycle.damage_guard import Guarded
from indexer.lifecycle.unresolved import UNRESOLVED, read_unresolved
from indexer.texts import CLAUSES, TEXTS, TextPack
from standard.wording import say

#: version of everything that is written into a generation; another one must be built anew
FORMAT = 10
#: newest generations that are kept; the full builds they come from are kept beside them
KEEP = 3
#: seconds to wait for the right to build: as long as a small change may hold it
PATIENCE = 0.5
#: locks
BUILDING, SWITCHING = ".building", ".switching"
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
    #: the generation that answered before this one; empty for the first
    before: str = ""
    #: the full build that this one is, or was changed from
    full: str = ""
    #: texts of standards in it
    texts: int = 0


class Generations:
    """The index folder, and the engine that has the records of its generations.

    Raises AddressUnknown for the address of another engine.
    """

    def __init__(self, address: Path | str) -> None:
        self._kind, self.folder = locate(address)

    def stamp(self) -> object:
        """Something that is another as soon as another generation answers; None where none does."""
        with suppress(OSError):  # `current` says why
            stat = self.pointer.stat()
            return stat.st_mtime_ns, stat.st_ino
        return None

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
                raise IndexDamaged("pointer_missing", self.pointer, names=tuple(self.names())) from None
            raise IndexMissing("index_missing", self.folder) from None
        except OSError as error:
            raise _closed(self.pointer, error) from error
        except UnicodeDecodeError as error:
            raise IndexDamaged("pointer_foreign", self.pointer) from error
        if not self._is_whole(name):
            raise IndexDamaged("pointer_astray", self.pointer, name=repr(name))
        return name

    def answering(self) -> str:
        """The current generation, or nothing where there is none or the pointer is broken."""
        try:
            return self.current()
        except IndexFault:
            return ""

    def _is_whole(self, name: str) -> bool:
        try:
            return name.isdigit() and (self.folder / name / _MANIFEST).is_file()
        except OSError as error:
            raise _closed(self.folder / name, error) from error

    def names(self) -> list[str]:
        """All whole generations, oldest first."""
        return sorted(path.parent.name for path in self.folder.glob(f"[0-9]*/{_MANIFEST}"))

    def newest_first(self) -> list[str]:
        """All whole generations in the order in which they would stand in for the current one, itself first.

        What is newer than the one that CURRENT names comes last: it was gone back from, or never switched to.
        """
        pointed = self._pointed()
        return sorted(self.names(), key=lambda name: (not pointed or name <= pointed, name), reverse=True)

    def newest_whole(self) -> str:
        """The newest generation of which every file is as it was written; empty where there is none."""
        for name in self.newest_first():
            with suppress(IndexDamaged):
                if not self.file_problems(name):
                    return name
        return ""

    def _pointed(self) -> str:
        """What CURRENT says, whether there is such a generation or not."""
        try:
            return self.pointer.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def leftovers(self) -> list[str]:
        """What is no whole generation: one that is being built, or that a crash left."""
        whole = set(self.names())
        return sorted(path.name for path in self.folder.glob("[0-9]*") if path.is_dir() and path.name not in whole)

    def manifest(self, name: str) -> Manifest:
        """What a generation says of itself; raises IndexDamaged, also for one of another version."""
        path = self.folder / name / _MANIFEST
        try:
            content = self._manifest_bytes(name)
            data = json.loads(content)
        except OSError as error:
            raise _closed(path, error) from error
        except ValueError as error:
            raise IndexDamaged("manifest_cut", path) from error
        if isinstance(data, dict) and data.get("format") not in (None, FORMAT):
            raise IndexDamaged("manifest_version", path, version=data["format"], known=FORMAT)
        if not is_sealed(content):
            raise IndexDamaged("manifest_changed", path)
        del data[MEMBER]
        return Manifest(**data)

    def open(self, name: str) -> Guarded:
        """The engine of a generation; raises IndexDamaged, now or when an answer shows the damage."""
        files = self.manifest(name).files
        read = [file for file in files if file == UNRESOLVED or self._kind.reads(file)]
        read_unresolved(self.folder / name)  # a few lines, and no engine looks at them
        return Guarded(self.folder / name, self._kind.open, lambda: self.file_problems(name), read)

    def open_texts(self, name: str) -> TextPack | None:
        """The texts of a generation; None where it has none. Raises IndexDamaged."""
        if not self.manifest(name).texts:
            return None
        folder = self.folder / name / TEXTS
        engine = Guarded(folder / CLAUSES, self._kind.open, lambda: self.file_problems(name))
        return TextPack(folder, engine)

    def written(self, name: str) -> Engine:
        """The engine of a generation that is not whole yet."""
        return self._kind.open(self.folder / name)

    def create(self, place: Path, workers: int = 1, memory: int = BUILD_MEMORY) -> Builder:
        """A writer of a new set of records at a place in a generation, with so many processes and bytes."""
        return self._kind.create(place, workers, memory)

    def file_problems(self, name: str) -> list[IndexDamaged]:
        """What is wrong with the files that are not as they were written. Raises IndexDamaged for the manifest."""
        problems = []
        for relative, expected in self.manifest(name).files.items():
            path = self.folder / name / relative
            try:
                if checksum(path) != expected:
                    problems.append(IndexDamaged("file_changed", path))
            except FileNotFoundError:
                problems.append(IndexDamaged("file_missing", path))
            except OSError as error:
                problems.append(IndexDamaged("file_closed", path, error=error.strerror))
        return problems

    def new(self) -> str:
        """A name that no generation, finished or not, has had since the oldest kept one."""
        taken = [int(path.name) for path in self.folder.glob("[0-9]*") if path.name.isdigit()]
        return f"{max(taken, default=0) + 1:06d}"

    def seal(self, manifest: Manifest, before: Manifest | None = None) -> Manifest:
        """Make all files of a generation durable, then write the manifest with their checksums, which makes it whole.

        Of files that are links to those of the generation `before`, the checksums are taken from there.
        """
        root = self.folder / manifest.name
        names = [str(path.relative_to(root)) for path in sorted(root.rglob("*")) if path.is_file()]
        files = {name: self._known_checksum(name, before, root) or checksum(root / name) for name in names}
        whole = replace(manifest, files=files)
        self._keep(whole, sealed(json.dumps(asdict(whole), ensure_ascii=False, indent=1)).encode())
        return whole

    def _manifest_bytes(self, name: str) -> bytes:
        return (self.folder / name / _MANIFEST).read_bytes()

    def _keep(self, manifest: Manifest, content: bytes) -> None:
        """Make the files of a generation last, then the manifest that makes it whole."""
        root = self.folder / manifest.name
        index_files.sync_tree(root)
        index_files.sync_folder(self.folder)
        index_files.write_whole(root / _MANIFEST, content)

    def _known_checksum(self, name: str, before: Manifest | None, root: Path) -> str | None:
        if before is None or name not in before.files:
            return None
        old = self.folder / before.name / name
        return before.files[name] if old.is_file() and old.samefile(root / name) else None

    def switch(self, name: str) -> None:
        """Make a whole generation the current one: in one act, also when the power fails.

        Where the disk refuses to make that last, the one before is put back, so that what is told as failed has failed.
        """
        before = self.pointer.read_bytes() if self.pointer.exists() else None
        try:
            index_files.write_whole(self.pointer, f"{name}\n".encode())
        except OSError:
            if self.answering() == name:
                self._put_back(before)
            raise

    def _put_back(self, before: bytes | None) -> None:
        aside = self.pointer.with_name(self.pointer.name + ".old")
        with suppress(OSError):
            if before is None:
                index_files.remove(self.pointer)
            else:
                index_files.write_file(aside, before)
                index_files.replace(aside, self.pointer)

    def prune(self) -> None:
        """Remove all generations but the newest, the current one, and the full builds of these.

        Hold the building lock. A generation that cannot be read keeps nothing but itself.
        """
        names = self.names()
        kept = {*names[-KEEP:], self.current()}
        for name in tuple(kept):
            with suppress(IndexDamaged):
                kept.add(self.manifest(name).full)
        for name in names:
            if name not in kept:
                self.discard(name)

    def clear_leftovers(self) -> list[str]:
        """Remove what crashed builds left, and say what. Hold both locks: nobody is building or changing then."""
        left = self.leftovers()
        for name in left:
            self.discard(name)
        return left

    def discard(self, name: str) -> None:
        """Remove a generation, first what makes it one, so that a crash leaves no half of it that looks whole."""
        with suppress(OSError):
            index_files.remove(self.folder / name / _MANIFEST)
            index_files.sync_folder(self.folder / name)
        index_files.remove_tree(self.folder / name)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to build and to remove generations; raises IndexBusy where another program has it."""
        with self._lock(BUILDING, time.monotonic() + PATIENCE):
            yield

    @contextmanager
    def switching(self) -> Iterator[None]:
        """Hold the right to change CURRENT and the journal; waits for whoever has it."""
        with self._lock(SWITCHING, float("inf")):
            yield

    @contextmanager
    def _lock(self, name: str, until: float) -> Iterator[None]:
        with writable(self.folder):
            index_files.make_folders(self.folder)
            file = index_files.open_lock(self.folder / name)
        with file:
            while not _locked(file):
                if time.monotonic() > until:
                    raise IndexBusy("index_busy", self.folder)
                time.sleep(0.02)
            yield


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _closed(path: Path, error: OSError) -> IndexDamaged:
    """What to say of a file of the index that is there and cannot be opened."""
    return IndexDamaged("index_closed", path, error=error.strerror or error)


#: error of the system -> the name of its sentence
_WHY_NOT = {
    errno.EACCES: "write_forbidden",
    errno.EROFS: "write_read_only",
    errno.ENOSPC: "write_disk_full",
    errno.EDQUOT: "write_quota",
    errno.ENOENT: "write_no_folder",
    errno.ENOTDIR: "write_file_for_folder",
    errno.EEXIST: "write_name_taken",
}


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Turn the errors of writing into IndexNotWritable with a sentence."""
    try:
        yield
    except OSError as error:
        known = _WHY_NOT.get(error.errno or 0)
        raise IndexNotWritable("index_not_writable", path, reason=say(known) if known else str(error)) from error
