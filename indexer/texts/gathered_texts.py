"""The texts of a reindex: read, checked against one another, kept aside until a generation is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from indexer import index_files
from indexer.engines import Builder
from indexer.gathering import Records
from indexer.readers import Problem
from indexer.texts.bounded_reading import TooCostly, read_bounded
from indexer.texts.file_reading import TextRead, read_text_file
from indexer.texts.text_pack import CLAUSES, TEXTS, TextEntry, checksum_of, write_contents, write_pack
from standard.record import Record

#: called with how many files are done, and how many there are
Done = Callable[[int, int], None]


class GatheredTexts:
    """Texts and their clauses in two files of a folder, which are gone when it is closed."""

    def __init__(self, folder: Path) -> None:
        self._clauses = Records(folder / ".clauses")
        self._path = folder / ".texts"
        self._file = self._path.open("w+b")
        self._end = 0
        self.entries: dict[str, TextEntry] = {}
        #: what the covers tell, by number
        self.records: dict[str, Record] = {}
        #: files that gave no text
        self.rejected = 0

    def close(self) -> None:
        """Remove the files."""
        self._clauses.close()
        self._file.close()
        self._path.unlink(missing_ok=True)

    def read(
        self, files: Sequence[Path], workers: int, left_out: Collection[str] = (), done: Done = lambda *_: None
    ) -> Iterator[Problem]:
        """Read files with so many processes; gives what could not be read of them, and why some are not taken.

        The texts of the standards in `left_out` are not taken, and nothing is said of them.
        """
        for at, (file, read) in enumerate(read_bounded(read_text_file, files, workers), 1):
            if isinstance(read, TooCostly):
                self.rejected += 1
                yield Problem(str(file), 0, "", "text_too_costly", {"seconds": read.seconds, "most": read.mib})
            else:
                yield from self._take(read, left_out)
            done(at, len(files))
        self._clauses.gather()

    def _take(self, read: TextRead, left_out: Collection[str]) -> Iterable[Problem]:
        known = self.entries.get(read.number)
        if known is not None:
            self.rejected += 1
            return [Problem(read.file, 0, read.number, "text_twice", {"number": read.number, "other": known.file})]
        if not read.number:
            self.rejected += 1
        elif read.record is not None:
            self.records[read.number] = read.record
            if read.number not in left_out:
                self._keep(read)
        return read.problems

    def _keep(self, read: TextRead) -> None:
        count = len(read.clauses.keys)
        entry = TextEntry(
            number=read.number,
            title=read.title,
            file=Path(read.file).name,
            start=self._end,
            length=len(read.data),
            checksum=checksum_of(read.data),
            clauses=count,
        )
        self.entries[read.number] = entry
        self._file.write(read.data)
        self._end += len(read.data)
        self._clauses.append(read.clauses)

    def write(self, folder: Path, create: Callable[[Path], Builder]) -> None:
        """Write what was gathered into the folder of a new generation; nothing where there is nothing."""
        if not self.entries:
            return
        index_files.make_folders(folder / TEXTS)
        write_contents(folder / TEXTS, self.entries.values())
        write_pack(folder / TEXTS, self._packed())
        builder = create(folder / TEXTS / CLAUSES)
        try:
            builder.add_all(self._clauses.stretch(), lambda _: None)
            builder.commit()
        except BaseException:
            builder.cancel()
            raise
        index_files.make_folders(folder / TEXTS / CLAUSES)

    def _packed(self) -> Iterator[bytes]:
        self._file.flush()
        for entry in self.entries.values():
            yield os.pread(self._file.fileno(), entry.length, entry.start)
