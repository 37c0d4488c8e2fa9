"""An engine over files that may be damaged: where its answers fall apart, the file is named."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date
from pathlib import Path

from indexer.engines import Axis, Engine, Request, Results, Score, Suggestion, Writer
from indexer.errors import IndexDamaged
from indexer.query import Node
from standard.number import NumberError
from standard.publisher import Level
from standard.record import Record
from standard.wording import say

#: what reading damaged columns ends in
_SYMPTOMS = (
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError),
    *(MemoryError, RecursionError, OSError, EOFError, NumberError, struct.error, zlib.error),
)


class Guarded:
    """An engine that tells damage from mistakes of the program.

    The engine checks what it reads, and `check_stored` looks at the rest. When opening or an answer fails otherwise,
    the files' checksums are looked at: if all are right, the program is at fault and its error goes on. Once damage is
    known, this and all later questions raise IndexDamaged, since what is still answered may be wrong.
    """

    def __init__(
        self,
        folder: Path,
        opening: Callable[[Path], Engine],
        damage: Callable[[], list[IndexDamaged]],
        files: Iterable[str] = (),
    ) -> None:
        """Open what is in `folder`, where `files` (relative) must be."""
        self._folder = folder
        self._damage = damage
        self._broken: IndexDamaged | None = None
        with self.guard():
            for path in map(folder.joinpath, files):
                if not path.exists():
                    raise IndexDamaged("file_damaged", path, reason=say("missing"))
            self._engine = opening(folder)

    def writer(self, into: Path) -> Writer:
        """A change, see `indexer.engines.base.Engine`."""
        with self.guard():
            return self._engine.writer(into)

    def search(self, request: Request) -> Results:
        """Answer a request."""
        with self.guard():
            results = self._engine.search(request)
            for value, _ in results.facets.get("level", ()):
                Level(value)  # callers take it for one
            return results

    def explain(self, tree: Node, numbers: Iterable[str], day: date) -> dict[str, Score]:
        """What the scores of records are made of."""
        with self.guard():
            return self._engine.explain(tree, numbers, day)

    def get(self, number: str) -> Record | None:
        """The record with this number."""
        with self.guard():
            return self._engine.get(number)

    def suggest(self, prefix: str, limit: int = 8, day: date = date.max) -> list[Suggestion]:
        """Completions."""
        with self.guard():
            return self._engine.suggest(prefix, limit, day)

    def frequency(self, term: str, *, pair: bool = False) -> int:
        """How many records hold a word, or a pair of characters in their title."""
        with self.guard():
            return self._engine.frequency(term, pair=pair)

    def counts(self, field: str) -> dict[str, int]:
        """How many records have each value of a field."""
        with self.guard():
            return self._engine.counts(field)

    def cross_counts(self, rows: Axis, columns: Axis, request: Request) -> dict[tuple[str, str], int]:
        """How many matches have each two values."""
        with self.guard():
            return self._engine.cross_counts(rows, columns, request)

    def filled(self) -> dict[str, int]:
        """Field -> how many records have a value."""
        with self.guard():
            return self._engine.filled()

    def numbers(self) -> Iterator[str]:
        """Every number."""
        with self.guard():
            yield from self._engine.numbers()

    def stored(self) -> Iterator[bytes]:
        """Every record as bytes, in the order of numbers."""
        with self.guard():
            yield from self._engine.stored()

    def count(self) -> int:
        """How many records there are."""
        with self.guard():
            return self._engine.count()

    def check_stored(self) -> Generator[None]:
        """Look through all files, a piece with each step. Raises IndexDamaged, and so do all later questions then."""
        with self.guard():
            yield from self._engine.check_stored()

    def close(self) -> None:
        """Let go of files."""
        self._engine.close()

    @property
    def broken(self) -> str:
        """What damage an answer has shown; empty while none has."""
        return str(self._broken) if self._broken is not None else ""

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Turn what damaged files cause within into IndexDamaged."""
        if self._broken is not None:
            raise copy(self._broken)
        try:
            yield
        except IndexDamaged as error:
            self._broken = error
            raise
        except _SYMPTOMS as error:
            problems = self._damage()
            if not problems:
                raise
            self._broken = IndexDamaged("damage_found", problems[0].path, problem=problems[0].words)
            raise self._broken from error
