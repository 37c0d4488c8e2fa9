"""What the sources held: records, rows of one number merged, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from indexer.readers import Problem, merge
from standard.errors import LubiaoError
from standard.record import Record

#: rejects that are shown beside their number
SHOWN_REJECTS = 5


@dataclass
class Reading:
    """What has been read so far; read = records + merged + rejected."""

    #: the file that rejects are written to
    rejects: Path = Path("rejects.jsonl")
    records: dict[str, Record] = field(default_factory=dict)
    read: int = 0
    merged: int = 0
    rejected: int = 0
    #: the first few rejects
    problems: list[Problem] = field(default_factory=list)
    unknown_columns: dict[str, list[str]] = field(default_factory=dict)

    def take(self, row: Record | Problem) -> None:
        """Add a row."""
        self.read += 1
        if isinstance(row, Problem):
            self.rejected += 1
            if len(self.problems) < SHOWN_REJECTS:
                self.problems.append(row)
        elif row.number in self.records:
            self.merged += 1
            self.records[row.number] = merge(self.records[row.number], row)
        else:
            self.records[row.number] = row

    def note(self, file: Path, names: tuple[str, ...]) -> None:
        """Keep the columns of a file that no field is known for."""
        self.unknown_columns[str(file)] = list(names)

    @contextmanager
    def told_on_failure(self) -> Iterator[None]:
        """Add what was rejected to an error of the project, as a note."""
        try:
            yield
        except LubiaoError as error:
            for line in self.reject_lines():
                error.add_note(line)
            raise

    def reject_lines(self) -> list[str]:
        """How many rows were rejected, where they are written, and some of them; nothing where there are none."""
        return reject_lines(self.rejected, self.problems, self.rejects)


def reject_lines(rejected: int, problems: list[Problem], rejects: Path) -> list[str]:
    """How many rows were rejected, some of them with their reasons, and the file that has all."""
    if not rejected:
        return []
    more = [f"  …… 另有 {rejected - len(problems):,} 行"] if rejected > len(problems) else []
    return [f"退回 {rejected:,} 行，全部及原因见 {rejects}：", *(f"  {problem}" for problem in problems), *more]
