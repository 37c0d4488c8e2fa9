"""The few standards of a small change, read whole: so that they can be merged, memory holds all of them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from indexer.lifecycle.rejects import rejects_file
from indexer.lifecycle.safeguards import Snapshot
from indexer.readers import Problem, read, text_files_of
from standard.errors import LubiaoError
from standard.record import Record
from standard.wording import Words, say

#: records of one small change; more are a reindex
MOST_RECORDS = 50_000
#: rejects that are shown
MOST_SHOWN = 100


class TooManyAdded(LubiaoError):
    """More than a small change may be; nothing was changed."""


@dataclass
class Few:
    """What was read; read = records + rejected."""

    records: list[Record] = field(default_factory=list)
    rejected: int = 0
    #: the first rejects
    problems: list[Problem] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows there were."""
        return len(self.records) + self.rejected

    def lines(self, rejects: Path | None) -> list[Words]:
        """The rejects that are shown, and where all are."""
        more = self.rejected - len(self.problems)
        shown = [problem.words for problem in self.problems]
        if more and rejects is not None:
            shown.append(say("few_more_written", count=more, path=rejects))
        elif more:
            shown.append(say("few_more", count=more))
        return shown


def read_few(paths: Iterable[Path], rejects: Path | None) -> Few:
    """Read all rows; what gives no record is written to `rejects`.

    Raises TooManyAdded, SourceChanged where a file changed meanwhile, and IndexNotWritable.
    """
    named = list(paths)
    snapshot = Snapshot(named)
    few = Few()
    texts = [Problem(str(file), 0, "", "text_by_reindex") for file in text_files_of(named)]
    with rejects_file(rejects) if rejects is not None else nullcontext() as out:
        for row in chain(read(named), texts):
            if isinstance(row, Record):
                few.records.append(row)
            else:
                few.rejected += 1
                few.problems += [row] if len(few.problems) < MOST_SHOWN else []
                if out is not None:
                    out.write([row])
            if len(few.records) > MOST_RECORDS:
                raise TooManyAdded("too_many_added", most=MOST_RECORDS)
    snapshot.check()
    return few
