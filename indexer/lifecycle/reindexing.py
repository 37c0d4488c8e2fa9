"""Read, check, build aside, verify, switch.

A crash at any point leaves the old generation answering.
"""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from indexer.engines import BUILD_MEMORY, Builder
from indexer.errors import IndexDamaged, IndexNotWritable
from indexer.fields import FIELDS
from indexer.gathering import Records, Stretch, link, packed_rows
from indexer.gc_pause import collector_paused
from indexer.lifecycle.generations import FORMAT, Generations, Manifest, checksum, writable
from indexer.lifecycle.journal import Change, Journal, replay
from indexer.lifecycle.read_report import Reading
from indexer.lifecycle.small_changes import apply, as_text, discarded_on_failure, now
from indexer.lifecycle.verification import verify
from indexer.readers import Problem, files_of
from standard.errors import LubiaoError

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

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the command line."""
        return {**asdict(self), "seconds": round(self.seconds, 2), "peak_memory_mb": round(self.peak_memory_mb, 1)}


def reindex(
    generations: Generations,
    paths: list[Path],
    *,
    rejects: Path | None = None,
    if_needed: bool = False,
    progress: Progress = silent,
    workers: int = 1,
    memory: int = BUILD_MEMORY,
) -> Report:
    """Build a generation from the sources and switch to it.

    Rows are read, and texts and postings worked out, by so many processes; all of it within about so many bytes.

    Rows that cannot be read go to the `rejects` file (`rejects.jsonl` in the index folder), one JSON object a line.
    Raises IndexBusy, IndexNotWritable, IndexDamaged, or NothingRead; the old generation then keeps answering.
    """
    started = time.monotonic()
    keep_sources(rejects, paths)
    sources = sources_digest(paths)
    # before any lock is taken, so that a folder that cannot be written will do
    if if_needed and (manifest := _up_to_date(generations, sources)) is not None:
        return _report(Reading(), manifest, started, built=False)
    with generations.building():
        check_space(generations.folder, paths)
        journal = Journal(generations.folder)
        with generations.switching():
            cleared = generations.clear_leftovers()
            before = journal.read()
        reading = Reading(rejects or generations.folder / "rejects.jsonl")
        with reading.told_on_failure(), _records(generations.folder) as records:
            _read(reading, records, paths, progress, workers)
            pending = replay(before.values(), records)
            link(records)
            held = _peak(resource.RUSAGE_SELF)
            create = partial(generations.create, workers=workers, memory=max(memory - held, LEAST_MEMORY))
            manifest = _build(generations, records, sources, pending, progress, create)
            with generations.switching(), discarded_on_failure(generations.folder / manifest.name):
                needed = _still_needed(pending, before, journal.read())
                manifest = _catch_up(generations, manifest, before, needed)
                journal.keep(needed)
                generations.switch(manifest.name)
        generations.prune()
    return _report(
        reading,
        manifest,
        started,
        peak=held + workers * _peak(resource.RUSAGE_CHILDREN) if workers > 1 else 0,
        replayed=len(before),
        cleared=tuple(cleared),
    )


def _build(
    generations: Generations,
    records: Records,
    sources: str,
    pending: list[Change],
    progress: Progress,
    create: Callable[[str], Builder],
) -> Manifest:
    """Write a checked generation of all records. Nothing is left of one that fails."""
    name = generations.new()
    folder = generations.folder / name
    with discarded_on_failure(folder):
        _write(create(name), records.stretch(), progress)
        folder.mkdir(exist_ok=True)  # an engine may keep its records elsewhere
        manifest = _manifest(name, records, sources, generations.answering())
        Journal(folder).keep(pending)
        manifest = generations.seal(manifest)
        _check(generations, name)
    return manifest


def _catch_up(
    generations: Generations, manifest: Manifest, before: dict[str, Change], needed: list[Change]
) -> Manifest:
    """Apply what was changed while the build ran."""
    late = [one for one in needed if one.at and before.get(one.number) != one]
    if not late:
        return manifest
    return apply(generations, generations.open(manifest.name), manifest, late, needed)


def _still_needed(pending: list[Change], before: dict[str, Change], now: dict[str, Change]) -> list[Change]:
    """The journal after a reindex: what the sources lack, and what came while it ran."""
    late = [one for one in now.values() if before.get(one.number) != one]
    newer = {one.number for one in late}
    return [*(one for one in pending if one.number not in newer), *late]


def _read(reading: Reading, records: Records, paths: list[Path], progress: Progress, workers: int) -> None:
    """Read all sources; rows of one number are merged, unreadable ones written to the rejects file.

    Raises NothingRead where they hold no record.
    """
    rejects = reading.rejects
    with writable(rejects):
        rejects.parent.mkdir(parents=True, exist_ok=True)
        with rejects.open("w", encoding="utf-8") as out:
            for packed in packed_rows(paths, workers, reading.note):
                out.writelines(json.dumps(one.to_json(), ensure_ascii=False) + "\n" for one in packed.problems)
                reading.take(packed.read, packed.problems)
                with writable(records.path):
                    records.append(packed)
                progress("read", reading.read, None)
    progress("read", reading.read, reading.read)
    if not records.appended:
        raise NothingRead(f"{'、'.join(map(str, paths))} 里没有一条可收录的标准；原有索引不变")
    reading.merged = records.gather()


@contextmanager
def _records(folder: Path) -> Iterator[Records]:
    """A file for all records, for as long as the index is built; what a crash left of the last one is written over."""
    with writable(folder), closing(Records(folder / ".records")) as records:
        yield records


def keep_sources(target: Path | None, paths: Iterable[Path]) -> None:
    """Raise NothingRead where a file to be written (rejects, report) would be written over a source."""
    place = target.resolve() if target is not None else None
    if place is not None and any(place == path.resolve() or path.resolve() in place.parents for path in paths):
        raise NothingRead(f"要写的文件 {target} 是数据来源或在来源文件夹里，会覆盖来源；请换一个位置")


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
        raise IndexDamaged(f"新版本 {name} 没有通过检查，已丢弃：{problems[0]}", generations.folder)


def check_space(folder: Path, paths: list[Path]) -> None:
    """Raise IndexNotWritable where the disk may be too small for the build."""
    packed = (".gz", ".xlsx")
    needed = SPACE_RESERVE
    for path in files_of(paths):
        with suppress(OSError):
            needed += path.stat().st_size * (SPACE_PACKED if path.suffix in packed else SPACE_PLAIN)
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = f"{folder} 空间不够：约需 {needed >> 20} MB，只剩 {free >> 20} MB"
        raise IndexNotWritable(message, folder)


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
    """The current manifest, where sources and rules are those it was built from."""
    try:
        manifest = generations.manifest(generations.current())
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
) -> Report:
    return Report(
        read=reading.read,
        indexed=reading.records,
        merged=reading.merged,
        rejected=reading.rejected,
        generation=manifest.name,
        seconds=time.monotonic() - started,
        peak_memory_mb=max(_peak(resource.RUSAGE_SELF), peak) / (1 << 20),
        count=manifest.count,
        replayed=replayed,
        built=built,
        unknown_columns=reading.unknown_columns,
        problems=reading.problems,
        cleared=cleared,
    )


def _peak(who: int) -> int:
    """Bytes that this process, or the largest of those it started, took at most."""
    return resource.getrusage(who).ru_maxrss << 10
