"""Read, check, build aside, verify, switch.

A crash at any point leaves the old generation answering.
"""

from __future__ import annotations

import hashlib
import resource
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from indexer import index_files
from indexer.engines import BUILD_MEMORY, Builder
from indexer.errors import IndexDamaged, IndexNotWritable
from indexer.fields import FIELDS
from indexer.gathering import Adoptions, Records, Stretch, link, packed_rows
from indexer.gc_pause import collector_paused
from indexer.lifecycle.checksums import checksum
from indexer.lifecycle.generations import FORMAT, Generations, Manifest, writable
from indexer.lifecycle.journal import Change, Journal, replay
from indexer.lifecycle.output_targets import REJECTS, check_targets
from indexer.lifecycle.read_report import Reading
from indexer.lifecycle.rejects import rejects_file, written
from indexer.lifecycle.safeguards import Snapshot, check_count
from indexer.lifecycle.small_changes import apply, as_text, discarded_on_failure, now
from indexer.lifecycle.standing import forget_beside, standing
from indexer.lifecycle.unresolved import write_unresolved
from indexer.lifecycle.verification import verify
from indexer.readers import Problem, StatedAdoption, files_of
from standard.errors import LubiaoError
from standard.wording import SILENCE, Words

#: called with (stage, done, total or None)
Progress = Callable[[str, int, int | None], None]
#: bytes for a byte of source, at most (records, parts and the index joined of them): must be free before a build
SPACE_PLAIN, SPACE_PACKED = 10, 60
#: free space that is left alone
SPACE_RESERVE = 64 << 20
#: bytes that building gets at least, whatever the setting, so that it does not take hours
LEAST_MEMORY = 100 << 20


def silent(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


class NothingRead(LubiaoError):
    """The sources held no record; the old generation keeps answering."""


@dataclass(frozen=True)
class Report:
    """What a reindex did; read = indexed + merged + rejected."""

    read: int
    indexed: int
    merged: int
    rejected: int
    #: how many of the rejects were written to their file
    rejects_written: int
    generation: str
    seconds: float
    peak_memory_mb: float
    #: records in the new generation, small changes included
    count: int
    #: small changes that were replayed
    replayed: int = 0
    #: False where --if-needed found nothing to do
    built: bool = True
    #: columns that no field is known for: file -> names
    unknown_columns: dict[str, list[str]] = field(default_factory=dict)
    #: the first few rejects
    problems: list[Problem] = field(default_factory=list)
    #: half-built generations of a run that broke off, which were removed
    cleared: tuple[str, ...] = ()
    #: rows that state an adoption alone, and how many of these speak of standards that are not there
    adoptions: int = 0
    adoptions_unresolved: int = 0
    #: where the replayed changes come from, unless it is the generation that answered
    note: Words = SILENCE

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the command line; words stay words, for who writes it knows the language."""
        return {
            **vars(self),
            "seconds": round(self.seconds, 2),
            "peak_memory_mb": round(self.peak_memory_mb, 1),
            "problems": [problem.to_json() for problem in self.problems],
        }


def reindex(
    generations: Generations,
    paths: list[Path],
    *,
    rejects: Path | None = None,
    if_needed: bool = False,
    progress: Progress = silent,
    workers: int = 1,
    memory: int = BUILD_MEMORY,
    allow_shrink: bool = False,
) -> Report:
    """Build a generation from the sources and switch to it.

    Rows are read, and texts and postings worked out, by so many processes; all of it within about so many bytes.

    Rows that cannot be read go to the `rejects` file (`rejects.jsonl` in the index folder), one JSON object a line.
    Raises IndexBusy, IndexNotWritable, IndexDamaged, NothingRead, TargetRefused, SourceChanged, or CatalogueShrunk
    unless `allow_shrink`; the old generation then keeps answering.
    """
    started = time.monotonic()
    rejects = rejects or generations.folder / REJECTS
    check_targets(generations.folder, paths, rejects)
    snapshot = Snapshot(paths)
    sources = sources_digest(paths)
    # before any lock is taken, so that a folder that cannot be written will do
    if if_needed and (manifest := _up_to_date(generations, sources)) is not None:
        return _report(Reading(), manifest, started, built=False)
    with generations.building():
        check_space(generations.folder, paths)
        with generations.switching():
            stood = standing(generations)
            cleared = generations.clear_leftovers()
        reading = Reading(rejects)
        with reading.told_on_failure(), _records(generations.folder) as records:
            _read(reading, records, paths, progress, workers, snapshot)
            pending = _complete(records, stood.changes, reading.adoptions)
            if not allow_shrink:
                check_count(generations, len(records))
            held = _peak(resource.RUSAGE_SELF)
            create = partial(generations.create, workers=workers, memory=max(memory - held, LEAST_MEMORY))
            beside = _Beside(pending, reading.adoptions.unresolved)
            manifest = _build(generations, records, sources, beside, progress, create)
            with generations.switching(), discarded_on_failure(generations, manifest.name):
                manifest = _catch_up(generations, manifest, pending, stood.changes)
                with discarded_on_failure(generations, manifest.name):
                    generations.switch(manifest.name)
                if stood.beside:
                    forget_beside(generations)
        generations.prune()
    return _report(
        reading,
        manifest,
        started,
        peak=held + workers * _peak(resource.RUSAGE_CHILDREN) if workers > 1 else 0,
        replayed=len(stood.changes),
        note=stood.note,
        cleared=tuple(cleared),
    )


class _Beside(NamedTuple):
    """What a generation keeps beside its records: small changes to be replayed, adoptions of unknown standards."""

    pending: list[Change]
    unresolved: list[StatedAdoption]


def _build(
    generations: Generations,
    records: Records,
    sources: str,
    beside: _Beside,
    progress: Progress,
    create: Callable[[str], Builder],
) -> Manifest:
    """Write a checked generation of all records. Nothing is left of one that fails."""
    name = generations.new()
    folder = generations.folder / name
    with discarded_on_failure(generations, name):
        _write(create(name), records.stretch(), progress)
        index_files.make_folders(folder)  # an engine may keep its records elsewhere
        manifest = _manifest(name, records, sources, generations.answering())
        Journal(folder).write(beside.pending)
        write_unresolved(folder, beside.unresolved)
        manifest = generations.seal(manifest)
        _check(generations, name)
    return manifest


def _catch_up(
    generations: Generations, manifest: Manifest, pending: list[Change], before: dict[str, Change]
) -> Manifest:
    """Apply what was changed while the build ran."""
    needed = _still_needed(pending, before, standing(generations).changes)
    late = [one for one in needed if before.get(one.number) != one]
    if not late:
        return manifest
    return apply(generations, generations.open(manifest.name), manifest, late, needed)


def _still_needed(pending: list[Change], before: dict[str, Change], now: dict[str, Change]) -> list[Change]:
    """The journal after a reindex: what the sources lack, and what came while it ran."""
    late = [one for one in now.values() if before.get(one.number) != one]
    newer = {one.number for one in late}
    return [*(one for one in pending if one.number not in newer), *late]


def _read(
    reading: Reading, records: Records, paths: list[Path], progress: Progress, workers: int, snapshot: Snapshot
) -> None:
    """Read all sources; rows of one number are merged, unreadable ones written to the rejects file.

    Raises NothingRead where they hold no record, SourceChanged where they are not as in the snapshot any more.
    """
    with writable(reading.rejects):
        reading.rejects.parent.mkdir(parents=True, exist_ok=True)
    with rejects_file(reading.rejects) as rejects:
        for packed in packed_rows(paths, workers, reading.note):
            rejects.write(packed.problems)
            reading.take(packed.read, packed.problems)
            reading.adoptions.take(packed)
            with writable(records.path):
                records.append(packed)
            progress("read", reading.read, None)
    progress("read", reading.read, reading.read)
    snapshot.check()
    if not records.appended:
        raise NothingRead("nothing_read", paths=tuple(paths))
    reading.merged = records.gather()


def _complete(records: Records, changes: dict[str, Change], adoptions: Adoptions) -> list[Change]:
    """Give records what stands elsewhere: small changes, adoptions, the other half of every relation.

    Returns the changes that the sources lack.
    """
    pending = replay(changes.values(), records)
    adoptions.merge_into(records)
    link(records)
    return pending


@contextmanager
def _records(folder: Path) -> Iterator[Records]:
    """A file for all records, for as long as the index is built; what a crash left of the last one is written over."""
    with writable(folder), closing(Records(folder / ".records")) as records:
        yield records


def _write(writer: Builder, records: Stretch, progress: Progress) -> None:
    try:
        with collector_paused():
            writer.add_all(records, lambda done: progress("index", done, len(records)))
            progress("index", len(records), len(records))
            writer.commit()
    except BaseException:
        writer.cancel()
        raise


def _check(generations: Generations, name: str) -> None:
    problems = verify(generations, name)
    if problems:
        raise IndexDamaged("generation_discarded", generations.folder, name=name, problem=problems[0])


def check_space(folder: Path, paths: list[Path]) -> None:
    """Raise IndexNotWritable where the disk may be too small for the build."""
    packed = (".gz", ".xlsx")
    needed = SPACE_RESERVE
    for path in files_of(paths):
        with suppress(OSError):
            needed += path.stat().st_size * (SPACE_PACKED if path.suffix in packed else SPACE_PLAIN)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise IndexNotWritable("disk_too_small", folder, needed=needed >> 20, free=free >> 20)


def sources_digest(paths: list[Path]) -> str:
    """Digest of the names and contents of all source files; of one that cannot be read, of its name."""
    digest = hashlib.blake2b(digest_size=16)
    for root in paths:
        for path in files_of([root]):
            name = path.name if path == root else path.relative_to(root)
            content = ""
            with suppress(OSError):
                content = checksum(path) if path.is_file() else ""
            digest.update(f"{name}\0{content}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def rules_digest() -> str:
    """Digest of the rules by which sources are read and indexed: the code and tables of `standard` and `indexer`."""
    digest = hashlib.blake2b(repr((FORMAT, FIELDS)).encode(), digest_size=16)
    for package in ("standard", "indexer"):
        root = Path(str(files(package)))
        for path in sorted(one for one in root.rglob("*") if one.suffix in (".py", ".tsv", ".txt")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _up_to_date(generations: Generations, sources: str) -> Manifest | None:
    """The current manifest, where the generation can be opened and sources and rules are those it was built from."""
    try:
        manifest = generations.manifest(generations.current())
        generations.open(manifest.name).close()
    except LubiaoError:
        return None
    return manifest if (manifest.sources, manifest.rules) == (sources, rules_digest()) else None


def _manifest(name: str, records: Records, sources: str, before: str) -> Manifest:
    latest = as_text(records.latest())
    return Manifest(name, now(), len(records), sources, rules_digest(), latest, before=before, full=name)


def _report(
    reading: Reading,
    manifest: Manifest,
    started: float,
    *,
    built: bool = True,
    peak: int = 0,
    replayed: int = 0,
    cleared: tuple[str, ...] = (),
    note: Words = SILENCE,
) -> Report:
    return Report(
        read=reading.read,
        indexed=reading.records,
        merged=reading.merged,
        rejected=reading.rejected,
        rejects_written=written(reading.rejected),
        generation=manifest.name,
        seconds=time.monotonic() - started,
        peak_memory_mb=max(_peak(resource.RUSAGE_SELF), peak) / (1 << 20),
        count=manifest.count,
        replayed=replayed,
        adoptions=len(reading.adoptions.stated),
        adoptions_unresolved=len(reading.adoptions.unresolved),
        built=built,
        unknown_columns=reading.unknown_columns,
        problems=reading.problems,
        cleared=cleared,
        note=note,
    )


def _peak(who: int) -> int:
    """Bytes that this process, or the largest of those it started, took at most."""
    return resource.getrusage(who).ru_maxrss << 10
