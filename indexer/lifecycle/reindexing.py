"""Read, check, build aside, verify, switch.

A crash at any point leaves the old generation answering.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from indexer import index_files
from indexer.engines import BUILD_MEMORY, Builder
from indexer.errors import IndexDamaged
from indexer.gathering import Adoptions, Records, Stretch, link
from indexer.gc_pause import collector_paused
from indexer.lifecycle.generations import Generations, Manifest, writable
from indexer.lifecycle.journal import Change, Journal, replay
from indexer.lifecycle.output_targets import REJECTS, check_targets
from indexer.lifecycle.read_report import Reading
from indexer.lifecycle.rejects import written
from indexer.lifecycle.safeguards import Snapshot, check_count
from indexer.lifecycle.small_changes import apply, as_text, discarded_on_failure, now
from indexer.lifecycle.source_files import Sources, check_space, rules_digest, sources_digest
from indexer.lifecycle.source_reading import How, gather, read_all
from indexer.lifecycle.standing import Standing, forget_beside, standing
from indexer.lifecycle.unresolved import write_unresolved
from indexer.lifecycle.verification import verify
from indexer.readers import Problem, StatedAdoption
from indexer.texts import GatheredTexts
from standard.errors import LubiaoError
from standard.wording import SILENCE, Words

#: called with (stage, done, total or None)
Progress = Callable[[str, int, int | None], None]
#: bytes that building gets at least, whatever the setting, so that it does not take hours
LEAST_MEMORY = 100 << 20


def silent(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


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
    #: texts of standards in the new generation, their clauses, and files that gave no text
    texts: int = 0
    clauses: int = 0
    texts_rejected: int = 0
    #: the first few of these files, and of what could not be read of others
    text_problems: list[Problem] = field(default_factory=list)
    #: where the replayed changes come from, unless it is the generation that answered
    note: Words = SILENCE

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the command line; words stay words, for who writes it knows the language."""
        return {
            **vars(self),
            "seconds": round(self.seconds, 2),
            "peak_memory_mb": round(self.peak_memory_mb, 1),
            "problems": [problem.to_json() for problem in self.problems],
            "text_problems": [problem.to_json() for problem in self.text_problems],
        }


def reindex(
    generations: Generations,
    paths: list[Path],
    *,
    texts: list[Path] | None = None,
    rejects: Path | None = None,
    if_needed: bool = False,
    progress: Progress = silent,
    workers: int = 1,
    memory: int = BUILD_MEMORY,
    allow_shrink: bool = False,
) -> Report:
    """Build a generation from the sources and switch to it.

    Rows are read, and words and postings worked out, by so many processes; all of it within about so many bytes.
    Texts of standards are below folders `texts` of the sources, and in the folders `texts`.

    Rows that cannot be read go to the `rejects` file (`rejects.jsonl` in the index folder), one JSON object a line.
    Raises IndexBusy, IndexNotWritable, IndexDamaged, NothingRead, TargetRefused, SourceChanged, or CatalogueShrunk
    unless `allow_shrink`; the old generation then keeps answering.
    """
    started = time.monotonic()
    rejects = rejects or generations.folder / REJECTS
    named = Sources(paths, texts or [])
    check_targets(generations.folder, named.every, rejects)
    snapshot = Snapshot(paths, named.texts)
    sources, how = sources_digest(named), How(progress, workers)
    # before any lock is taken, so that a folder that cannot be written will do
    if if_needed and (manifest := _up_to_date(generations, sources)) is not None:
        return _report(Reading(), manifest, started, built=False)
    with generations.building():
        check_space(generations.folder, named)
        with generations.switching():
            stood = standing(generations)
            cleared = generations.clear_leftovers()
        reading = Reading(rejects)
        with reading.told_on_failure(), _gathered(generations.folder) as (records, gathered):
            read_all(reading, records, gathered, named, how, stood.removed)
            snapshot.check()
            gather(reading, records, gathered, named)
            pending = _complete(records, stood.changes, reading.adoptions)
            if not allow_shrink:
                check_count(generations, len(records))
            held = _peak(resource.RUSAGE_SELF)
            create = partial(generations.create, workers=workers, memory=max(memory - held, LEAST_MEMORY))
            beside = _Beside(pending, reading.adoptions.unresolved, gathered)
            manifest = _build(generations, records, sources, beside, progress, create)
            manifest = _switch(generations, manifest, pending, stood)
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
    """What a generation keeps beside its records: changes to be replayed, adoptions of unknown standards, texts."""

    pending: list[Change]
    unresolved: list[StatedAdoption]
    texts: GatheredTexts


def _build(
    generations: Generations,
    records: Records,
    sources: str,
    beside: _Beside,
    progress: Progress,
    create: Callable[[Path], Builder],
) -> Manifest:
    """Write a checked generation of all records. Nothing is left of one that fails."""
    name = generations.new()
    folder = generations.folder / name
    with discarded_on_failure(generations, name):
        _write(create(folder), records.stretch(), progress)
        index_files.make_folders(folder)  # an engine may keep its records elsewhere
        beside.texts.write(folder, create)
        manifest = _manifest(name, records, sources, generations.answering())
        manifest = replace(manifest, texts=len(beside.texts.entries))
        Journal(folder).write(beside.pending)
        write_unresolved(folder, beside.unresolved)
        manifest = generations.seal(manifest)
        _check(generations, name)
    return manifest


def _switch(generations: Generations, manifest: Manifest, pending: list[Change], stood: Standing) -> Manifest:
    """Apply what was changed meanwhile to a checked generation, and let it answer."""
    with generations.switching(), discarded_on_failure(generations, manifest.name):
        manifest = _catch_up(generations, manifest, pending, stood.changes)
        with discarded_on_failure(generations, manifest.name):
            generations.switch(manifest.name)
        if stood.beside:
            forget_beside(generations)
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


def _complete(records: Records, changes: dict[str, Change], adoptions: Adoptions) -> list[Change]:
    """Give records what stands elsewhere: small changes, adoptions, the other half of every relation.

    Returns the changes that the sources lack.
    """
    pending = replay(changes.values(), records)
    adoptions.merge_into(records)
    link(records)
    return pending


@contextmanager
def _gathered(folder: Path) -> Iterator[tuple[Records, GatheredTexts]]:
    """Files for all records and texts, for as long as the index is built; those that a crash left are written over."""
    with writable(folder), closing(Records(folder / ".records")) as records, closing(GatheredTexts(folder)) as texts:
        yield records, texts


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
        texts=manifest.texts,
        clauses=sum(entry.clauses for entry in reading.texts.values()),
        texts_rejected=reading.texts_rejected,
        text_problems=reading.text_problems,
        cleared=cleared,
        note=note,
    )


def _peak(who: int) -> int:
    """Bytes that this process, or the largest of those it started, took at most."""
    return resource.getrusage(who).ru_maxrss << 10
