"""What the sources held, counted: rows, rows of one number merged, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from indexer.gathering import Adoptions
from indexer.lifecycle.rejects import written
from indexer.readers import Problem
from indexer.texts import TextEntry
from standard.errors import LubiaoError
from standard.wording import Words, say

#: rejects that are shown beside their number
SHOWN_REJECTS = 5


@dataclass
class Reading:
    """What has been read so far; read = records + merged + rejected."""

    #: the file that rejects are written to
    rejects: Path = Path("rejects.jsonl")
    read: int = 0
    merged: int = 0
    rejected: int = 0
    #: the first few rejects
    problems: list[Problem] = field(default_factory=list)
    unknown_columns: dict[str, list[str]] = field(default_factory=dict)
    #: what rows state of adoptions and nothing else; these are not counted among the rows
    adoptions: Adoptions = field(default_factory=Adoptions)
    #: number -> text that was read, files that gave none, and the first of what is said of them
    texts: dict[str, TextEntry] = field(default_factory=dict)
    texts_rejected: int = 0
    text_problems: list[Problem] = field(default_factory=list)

    @property
    def records(self) -> int:
        """How many records there are."""
        return self.read - self.merged - self.rejected

    def take(self, read: int, problems: list[Problem]) -> None:
        """Count rows, of which these gave no record."""
        self.read += read
        self.rejected += len(problems)
        self.problems += problems[: SHOWN_REJECTS - len(self.problems)]

    def note(self, file: Path, names: tuple[str, ...]) -> None:
        """Keep the columns of a file that no field is known for."""
        self.unknown_columns[str(file)] = list(names)

    @contextmanager
    def told_on_failure(self) -> Iterator[None]:
        """Add what was rejected to an error of the project, as a remark."""
        try:
            yield
        except LubiaoError as error:
            for line in self.reject_lines():
                error.remarks.append(line)
            raise

    def reject_lines(self) -> list[Words]:
        """How many rows were rejected, where they are written, and some of them; nothing where there are none."""
        return reject_lines(self.rejected, self.problems, self.rejects)


def reject_lines(rejected: int, problems: list[Problem], rejects: Path) -> list[Words]:
    """How many rows were rejected, some of them with their reasons, and the file that has all, or the most of them."""
    if not rejected:
        return []
    if written(rejected) < rejected:
        head = say("rejected_cut", count=rejected, written=written(rejected), path=rejects)
    else:
        head = say("rejected", count=rejected, path=rejects)
    more = [say("rejected_more", count=rejected - len(problems))] if rejected > len(problems) else []
    return [head, *("  " + problem.words for problem in problems), *more]
