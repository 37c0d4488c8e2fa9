"""Which small changes stand beside the sources: those of the generation that answers.

Where that cannot be read they are those of the newest generation that has them whole. Where there is none, a journal
that lies beside the generations counts until a reindex has taken it over: up to format 6 an index had it there, and it
can be laid there to be carried over from another index.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer import index_files
from indexer.errors import IndexDamaged, IndexMissing
from indexer.lifecycle.generations import Generations
from indexer.lifecycle.journal import Change, Journal
from standard.wording import SILENCE, Words, say


@dataclass(frozen=True)
class Standing:
    """The last change of each number, oldest first."""

    changes: dict[str, Change] = field(default_factory=dict)
    #: what people must know of where they come from; empty where CURRENT names them
    note: Words = SILENCE
    #: whether they lay beside the generations
    beside: bool = False

    @property
    def removed(self) -> frozenset[str]:
        """The numbers that were removed."""
        return frozenset(number for number, change in self.changes.items() if change.record is None)


def standing(generations: Generations) -> Standing:
    """The changes that a reindex replays. Raises IndexDamaged where the journal that counts is damaged."""
    try:
        name = generations.current()
        generations.manifest(name)
    except IndexMissing:
        return _beside(generations) or Standing()
    except IndexDamaged as error:
        found = _of_newest(generations, error) or _beside(generations)
        return found or Standing(note=say("journal_unreadable", error=error.words))
    journal = Journal(generations.folder / name)
    if not journal.path.exists():
        return Standing(note=say("journal_gone", path=journal.path))
    return Standing(journal.read())


def forget_beside(generations: Generations) -> None:
    """Remove the journal beside the generations when one of them has taken it over."""
    index_files.remove(Journal(generations.folder, beside=True).path)
    index_files.sync_folder(generations.folder)


def _beside(generations: Generations) -> Standing | None:
    journal = Journal(generations.folder, beside=True)
    return Standing(journal.read(), beside=True) if journal.path.exists() else None


def _of_newest(generations: Generations, error: IndexDamaged) -> Standing | None:
    """The changes of the newest generation that has them whole."""
    for name in generations.newest_first():
        journal = Journal(generations.folder / name)
        if not any(journal.problems()):
            return Standing(journal.read(), say("journal_of_another", error=error.words, name=name))
    return None
