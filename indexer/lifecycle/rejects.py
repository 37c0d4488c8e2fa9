"""The file of what could not be read: one JSON object a line, up to a number of lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from indexer.lifecycle.generations import writable
from indexer.readers import Problem

#: rejects that are written; all are counted, and nobody mends more than these by hand
MOST_WRITTEN = 100_000


class Rejects:
    """Writes rejects, and what was left out of them."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.count = 0

    def write(self, problems: Iterable[Problem]) -> None:
        """Write some more, unless there are enough."""
        for problem in problems:
            self.count += 1
            if self.count <= MOST_WRITTEN:
                self._line(problem)

    def end(self) -> None:
        """Say what was left out, as the last line."""
        if left := self.count - written(self.count):
            self._line(Problem("", 0, "", "rejects_cut", {"most": MOST_WRITTEN, "left": left}))

    def _line(self, problem: Problem) -> None:
        self._file.write(json.dumps(problem.to_json(), ensure_ascii=False) + "\n")


def written(rejected: int) -> int:
    """How many of so many rejects are written."""
    return min(rejected, MOST_WRITTEN)


@contextmanager
def rejects_file(path: Path) -> Iterator[Rejects]:
    """A new rejects file; raises IndexNotWritable."""
    with writable(path), path.open("w", encoding="utf-8") as file:
        rejects = Rejects(file)
        yield rejects
        rejects.end()
