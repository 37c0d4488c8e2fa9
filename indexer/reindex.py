"""Read, check, build aside, verify, switch. And the small changes, which go the same way.

A crash at any point leaves the old generation answering.
"""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from indexer.engines.base import Writer
from indexer.engines.whoosh import MEMORY, WhooshEngine
from indexer.errors import IndexDamaged, IndexNotWritable
from indexer.fields import FIELDS
from indexer.generations import FORMAT, Generations, Manifest, checksum, writable
from indexer.journal import Change, Journal, replay
from indexer.readers import Problem, link, merge, read
from indexer.verify import verify
from standard.errors import LubiaoError
from standard.record import Record

#: called with (stage, done, total or None)
Progress = Callable[[str, int, int | None], None]
#: bytes of index for a byte of source, at most: what the disk must have free before a build
SPACE_PLAIN, SPACE_PACKED = 6, 40
#: free space that is left alone
SPACE_RESERVE = 64 << 20
#: rows between two calls of progress
STEP = 500


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

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the command line."""
        return {**asdict(self), "seconds": round(self.seconds, 2), "peak_memory_mb": round(self.peak_memory_mb, 1)}


@dataclass
class Reading:
    """What the sources held."""

    records: dict[str, Record] = field(default_factory=dict)
    read: int = 0
    merged: int = 0
    rejected: int = 0
    unknown_columns: dict[str, list[str]] = field(default_factory=dict)


def reindex(
    generations: Generations,
    paths: list[Path],
    *,
    rejects: Path | None = None,
    if_needed: bool = False,
    progress: Progress = silent,
    workers: int = 1,
    memory: int = MEMORY,
) -> Report:
    """Build a generation from the sources and switch to it.

    Texts and postings are worked out by so many processes within so many bytes; the records come on top.

    Rows that cannot be read go to the `rejects` file (`rejects.jsonl` in the index folder), one JSON object a line.
    Raises IndexBusy, IndexNotWritable, IndexDamaged, or NothingRead; the old generation then keeps answering.
    """
    started = time.monotonic()
    _keep_sources(rejects, paths)
    with generations.building():
        sources = sources_digest(paths)
        if if_needed and (manifest := _up_to_date(generations, sources)) is not None:
            return _report(Reading(), manifest, started, built=False)
        check_space(generations.folder, paths)
        reading = _read(paths, rejects or generations.folder / "rejects.jsonl", progress)
        if not reading.records:
            raise NothingRead(
                f"{'、'.join(map(str, paths))} 里没有一条可收录的标准（退回 {reading.rejected} 行）；原有索引不变"
            )
        source_count = len(reading.records)
        records = reading.records
        journal = Journal(generations.folder)
        with generations.switching():
            before = journal.read()
        pending = replay(before.values(), records)
        link(records)
        name = generations.new()
        with discarded_on_failure(generations.folder / name):
            writer = WhooshEngine.create(generations.folder / name, workers, memory)
            _write(writer, records.values(), len(records), progress)
            manifest = _manifest(name, records.values(), sources)
            del records
            manifest = generations.seal(manifest)
            _check(generations, name)
            with generations.switching():
                manifest = _catch_up(generations, manifest, journal, before)
                generations.switch(manifest.name)
                journal.keep(_still_needed(pending, before, journal.read()))
        generations.prune()
    reading.records = {}
    return _report(reading, manifest, started, indexed=source_count, replayed=len(before))


def change(
    generations: Generations, records: Iterable[Record], removed: Iterable[str] = ()
) -> tuple[str, int, int, list[str]]:
    """Add or remove a few records: a new generation made of the old one and a delta.

    A record whose number is there is merged with it. Returns the generation, how many were added, how many
    changed, and the numbers to remove that were not there.
    """
    with generations.switching():
        old = generations.current()
        engine = generations.open(old)
        name = generations.new()
        changes: list[Change] = []
        with discarded_on_failure(generations.folder / name), writable(generations.folder):
            writer = engine.writer(generations.folder / name)
            changed = 0
            for record in records:
                known = engine.get(record.number)
                changed += known is not None
                changes.append(Change(record.number, merge(known, record) if known is not None else record))
            added = len({one.number for one in changes}) - changed
            missing = [number for number in removed if engine.get(number) is None]
            changes += [Change(number, None) for number in removed if number not in missing]
            manifest = _apply(writer, changes, generations, old, name)
        if changes:
            Journal(generations.folder).append(changes)
            generations.switch(manifest.name)
        return manifest.name, added, changed, missing


def _apply(writer: Writer, changes: list[Change], generations: Generations, old: str, name: str) -> Manifest:
    """Write the changed generation; the old one where nothing changes."""
    manifest = generations.manifest(old)
    if not changes:
        return manifest
    for one in changes:
        if one.record is None:
            writer.remove(one.number)
        else:
            writer.add(one.record)
    writer.commit()
    engine = WhooshEngine(generations.folder / name)
    days = [manifest.checked, *(_day(one.record.checked) for one in changes if one.record is not None)]
    changed = Manifest(name, _now(), engine.count(), manifest.sources, manifest.rules, max(days))
    engine.close()
    return generations.seal(changed, manifest)


def _catch_up(generations: Generations, manifest: Manifest, journal: Journal, before: dict[str, Change]) -> Manifest:
    """Apply what was changed while the build ran."""
    late = [one for one in journal.read().values() if before.get(one.number) != one]
    if not late:
        return manifest
    name = generations.new()
    engine = generations.open(manifest.name)
    with discarded_on_failure(generations.folder / name):
        return _apply(engine.writer(generations.folder / name), late, generations, manifest.name, name)


def _still_needed(pending: list[Change], before: dict[str, Change], now: dict[str, Change]) -> list[Change]:
    """The journal after a reindex: what the sources lack, and what came while it ran."""
    late = [one for one in now.values() if before.get(one.number) != one]
    newer = {one.number for one in late}
    return [*(one for one in pending if one.number not in newer), *late]


def _read(paths: list[Path], rejects: Path, progress: Progress) -> Reading:
    """Read all sources; rows of one number are merged, unreadable ones written to the rejects file."""
    reading = Reading()
    with writable(rejects.parent):
        rejects.parent.mkdir(parents=True, exist_ok=True)
        out = rejects.open("w", encoding="utf-8")
    with out:
        for row in read(paths, on_unknown_columns=partial(_note, reading)):
            reading.read += 1
            if isinstance(row, Problem):
                reading.rejected += 1
                out.write(json.dumps(row.to_json(), ensure_ascii=False) + "\n")
            elif row.number in reading.records:
                reading.merged += 1
                reading.records[row.number] = merge(reading.records[row.number], row)
            else:
                reading.records[row.number] = row
            if reading.read % STEP == 0:
                progress("read", reading.read, None)
    progress("read", reading.read, reading.read)
    return reading


def _note(reading: Reading, file: Path, names: tuple[str, ...]) -> None:
    """Keep the columns of a file that no field is known for."""
    reading.unknown_columns[str(file)] = list(names)


def _keep_sources(rejects: Path | None, paths: list[Path]) -> None:
    """Raise NothingRead where the rejects file would be written over a source."""
    target = rejects.resolve() if rejects is not None else None
    if target is not None and any(target == path.resolve() or path.resolve() in target.parents for path in paths):
        raise NothingRead(f"退回文件 {rejects} 是数据来源或在来源文件夹里，会覆盖来源；请换一个位置")


def _write(writer: Writer, records: Iterable[Record], total: int, progress: Progress) -> None:
    try:
        for done, record in enumerate(records):
            if done % STEP == 0:
                progress("index", done, total)
            writer.add(record)
        progress("index", total, total)
        writer.commit()
    except BaseException:
        writer.cancel()
        raise


def _check(generations: Generations, name: str) -> None:
    problems = verify(generations, name)
    if problems:
        raise IndexDamaged(f"新版本 {name} 没有通过检查，已丢弃：{problems[0]}", generations.folder)


@contextmanager
def discarded_on_failure(folder: Path) -> Iterator[None]:
    """Remove a half-built generation when anything goes wrong, the user's Ctrl-C included."""
    try:
        with writable(folder.parent):
            yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def check_space(folder: Path, paths: list[Path]) -> None:
    """Raise IndexNotWritable where the disk may be too small for the build."""
    sources = [path for root in paths for path in ([root] if root.is_file() else root.rglob("*")) if path.is_file()]
    packed = (".gz", ".xlsx")
    needed = SPACE_RESERVE + sum(
        path.stat().st_size * (SPACE_PACKED if path.suffix in packed else SPACE_PLAIN) for path in sources
    )
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = f"{folder} 空间不够：约需 {needed >> 20} MB，只剩 {free >> 20} MB"
        raise IndexNotWritable(message, folder)


def sources_digest(paths: list[Path]) -> str:
    """Digest of the names and contents of all source files."""
    digest = hashlib.blake2b(digest_size=16)
    for root in paths:
        for path in [root] if root.is_file() else sorted(one for one in root.rglob("*") if one.is_file()):
            name = path.name if root.is_file() else str(path.relative_to(root))
            digest.update(f"{name}\0{checksum(path)}\0".encode())
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


def _manifest(name: str, records: Iterable[Record], sources: str) -> Manifest:
    count, latest = 0, ""
    for record in records:
        count += 1
        latest = max(latest, _day(record.checked))
    return Manifest(name, _now(), count, sources, rules_digest(), latest)


def _report(
    reading: Reading, manifest: Manifest, started: float, *, built: bool = True, indexed: int = 0, replayed: int = 0
) -> Report:
    return Report(
        read=reading.read,
        indexed=indexed,
        merged=reading.merged,
        rejected=reading.rejected,
        generation=manifest.name,
        seconds=time.monotonic() - started,
        peak_memory_mb=_peak() / 1024,
        count=manifest.count,
        replayed=replayed,
        built=built,
        unknown_columns=reading.unknown_columns,
    )


def _peak() -> int:
    """KiB that this process or one of those it started took at most."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _day(value: date | None) -> str:
    return value.isoformat() if value is not None else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
