"""What a reindex reads: catalogues into records, texts of standards beside them, and what of both gave nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from indexer.gathering import Records, packed_rows
from indexer.lifecycle.generations import writable
from indexer.lifecycle.read_report import SHOWN_REJECTS, Reading
from indexer.lifecycle.rejects import rejects_file
from indexer.lifecycle.source_files import Sources
from indexer.readers import Problem
from indexer.texts import GatheredTexts
from standard.errors import LubiaoError


class NothingRead(LubiaoError):
    """The sources held no record; the old generation keeps answering."""


#: writes what gave no record
_Put = Callable[[list[Problem]], None]


@contextmanager
def _rejects_of(reading: Reading) -> Iterator[_Put]:
    """The file of what could not be read, new."""
    with writable(reading.rejects):
        reading.rejects.parent.mkdir(parents=True, exist_ok=True)
    with rejects_file(reading.rejects) as rejects:
        yield rejects.write


class How(NamedTuple):
    """How a reindex reads: who watches, and how many processes."""

    progress: Callable[[str, int, int | None], None]
    workers: int


def read_all(
    reading: Reading, records: Records, texts: GatheredTexts, sources: Sources, how: How, removed: Collection[str]
) -> None:
    """Read catalogues and texts, but those of the standards `removed`; what cannot be read goes to the rejects."""
    with _rejects_of(reading) as put:
        _read_catalogues(reading, records, sources.paths, how, put)
        _read_texts(reading, texts, sources, how, removed, put)


def _read_catalogues(reading: Reading, records: Records, paths: list[Path], how: How, put: _Put) -> None:
    """Read all catalogues."""
    for packed in packed_rows(paths, how.workers, reading.note):
        put(packed.problems)
        reading.take(packed.read, packed.problems)
        reading.adoptions.take(packed)
        with writable(records.path):
            records.append(packed)
        how.progress("read", reading.read, None)
    how.progress("read", reading.read, reading.read)


def _read_texts(
    reading: Reading, texts: GatheredTexts, sources: Sources, how: How, removed: Collection[str], put: _Put
) -> None:
    """Read all texts of standards; those of standards that a small change removed are left out."""
    files = list(sources.text_files())
    if files:
        for problem in texts.read(files, how.workers, removed, partial(how.progress, "texts")):
            put([problem])
            reading.text_problems += [problem] if len(reading.text_problems) < SHOWN_REJECTS else []
    reading.texts, reading.texts_rejected = texts.entries, texts.rejected


def gather(reading: Reading, records: Records, texts: GatheredTexts, named: Sources) -> None:
    """Merge rows of one number; a standard that only has a text gets the record that its cover gives.

    Raises NothingRead where there is no record.
    """
    if not records.appended and not texts.records:
        raise NothingRead("nothing_read", paths=tuple(named.every))
    reading.merged = records.gather()
    for number, record in texts.records.items():
        if number not in records:
            records[number] = record
            reading.read += 1
