"""Small changes to the generation that answers, and going back to an earlier one; its journal comes with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from indexer import index_files
from indexer.errors import IndexBusy, IndexDamaged, IndexMissing, RequestError
from indexer.lifecycle.damage_guard import Guarded
from indexer.lifecycle.generations import Generations, Manifest, writable
from indexer.lifecycle.journal import Change, Journal, with_changes
from indexer.lifecycle.unresolved import keep_unresolved
from indexer.lifecycle.verification import verify
from indexer.readers import merge
from indexer.texts import keep_texts
from standard.record import Record
from standard.wording import say


def change(
    generations: Generations, records: Iterable[Record], removed: Iterable[str] = ()
) -> tuple[str, int, int, list[str]]:
    """Add or remove a few records: a new generation made of the old one and a delta.

    A record whose number is there is merged with it, and so are records of one number. Returns the generation, how
    many were added, how many changed, and the numbers to remove that were not there. Raises IndexFault; the old
    generation then answers as before.
    """
    with generations.switching():
        old = generations.current()
        engine = generations.open(old)
        known = Journal(generations.folder / old).read()
        merged, added = _merged(engine, records)
        found = {number: engine.get(number) is not None for number in removed}
        changes = [Change(number, record) for number, record in merged.items()]
        changes += [Change(number, None) for number, there in found.items() if there]
        name = old
        if changes:
            kept = with_changes(known, changes)
            name = apply(generations, engine, generations.manifest(old), changes, kept).name
            with discarded_on_failure(generations, name):
                generations.switch(name)
    with suppress(IndexBusy), generations.building():
        generations.prune()
    return name, added, len(merged) - added, [number for number, there in found.items() if not there]


def _merged(engine: Guarded, records: Iterable[Record]) -> tuple[dict[str, Record], int]:
    """The records as they will be, and how many of them are new."""
    merged: dict[str, Record] = {}
    added = 0
    for record in records:
        known = merged.get(record.number) or engine.get(record.number)
        added += known is None
        merged[record.number] = merge(known, record) if known is not None else record
    return merged, added


def apply(
    generations: Generations, engine: Guarded, old: Manifest, changes: Iterable[Change], kept: Iterable[Change]
) -> Manifest:
    """Write the next generation: the old one, which `engine` has open, with changes. Hold the switching lock.

    `kept` is the journal as it stands with the new generation. Raises IndexFault; then nothing is left behind.
    """
    name = generations.new()
    folder = generations.folder / name
    with discarded_on_failure(generations, name), engine.guard():
        writer = engine.writer(folder)
        days = [old.checked]
        changes = list(changes)
        for one in changes:
            if one.record is None:
                writer.remove(one.number)
            else:
                writer.add(one.record)
                days.append(as_text(one.record.checked))
        writer.commit()
        index_files.make_folders(folder)  # an engine may keep its records elsewhere
        Journal(folder).write(kept)
        keep_unresolved(generations.folder / old.name, folder)
        texts = _keep_texts(generations, old, folder, changes)
        written = generations.written(name)
        before = generations.current()
        manifest = Manifest(
            name, now(), written.count(), old.sources, old.rules, max(days), before=before, full=old.full, texts=texts
        )
        written.close()
        return generations.seal(manifest, old)


def _keep_texts(generations: Generations, old: Manifest, folder: Path, changes: Iterable[Change]) -> int:
    """Keep the texts of a generation but for those of standards that are removed; how many are kept."""
    texts = generations.open_texts(old.name)
    if texts is None:
        return 0
    with closing(texts):
        return keep_texts(texts, folder, [change.number for change in changes if change.record is None])


def roll_back(generations: Generations, to: str = "") -> tuple[str, str]:
    """Let another generation answer: the one before the current one, or `to`, which may be a later one again.

    Where CURRENT names none, it is the newest whole one.

    The small changes that stand are then those of that generation, so that the next reindex does not bring back what
    was changed since. Returns the generation and the one that answered. Raises RequestError where `to` is not kept,
    IndexMissing where there is none before, IndexDamaged where it is not sound, IndexBusy while a reindex runs.
    """
    with generations.building(), generations.switching():
        names = generations.names()
        if to and to not in names:
            raise RequestError("generation_not_kept", name=to, names=tuple(names) or say("none_kept"))
        was = generations.answering()
        name = to or (_before(generations, was) if was else generations.newest_whole() or generations.current())
        problems = verify(generations, name)
        if problems:
            raise IndexDamaged("generation_damaged", generations.folder, name=name, problem=problems[0])
        with writable(generations.folder):
            generations.switch(name)
    return name, was


def _before(generations: Generations, name: str) -> str:
    """The generation that answered before this one; the next older one where it does not say."""
    names = generations.names()
    older = [one for one in names if one < name]
    try:
        before = generations.manifest(name).before
        older = [before] if before in names else []
    except IndexDamaged:
        pass
    if not older:
        others = tuple(one for one in names if one != name)
        if others:
            raise IndexMissing("no_generation_before_others", generations.folder, name=name, others=others)
        raise IndexMissing("no_generation_before", generations.folder, name=name)
    return older[-1]


@contextmanager
def discarded_on_failure(generations: Generations, name: str) -> Iterator[None]:
    """Remove a new generation when anything goes wrong before it answers, the user's Ctrl-C included."""
    try:
        with writable(generations.folder):
            yield
    except BaseException:
        if generations.answering() != name:
            generations.discard(name)
        raise


def as_text(value: date | None) -> str:
    """A day as manifests have it: `YYYY-MM-DD`, or empty."""
    return value.isoformat() if value is not None else ""


def now() -> str:
    """This moment as manifests have it, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
