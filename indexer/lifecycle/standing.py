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


@dataclass(frozen=True)
class Standing:
    """The last change of each number, oldest first."""

    changes: dict[str, Change] = field(default_factory=dict)
    #: what people must know of where they come from; empty where CURRENT names them
    note: str = ""
    #: whether they lay beside the generations
    beside: bool = False


def standing(generations: Generations) -> Standing:
    """The changes that a reindex replays. Raises IndexDamaged where the journal that counts is damaged."""
    try:
        name = generations.current()
        generations.manifest(name)
    except IndexMissing:
        return _beside(generations) or Standing()
    except IndexDamaged as error:
        found = _of_newest(generations, error) or _beside(generations)
        return found or Standing(note=f"{error}。没有读得出的零星更改，未重放")
    journal = Journal(generations.folder / name)
    if not journal.path.exists():
        return Standing(note=f"{journal.path} 不见了；没有重放零星更改")
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
            return Standing(journal.read(), f"{error}。零星更改取自版本 {name}")
    return None
