"""A whole check: what a document cites, how each stands on a day, and what of the document was skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from catalogue.validity.entries import Entries, Skipped, read_entries
from catalogue.validity.row import Row, Verdict
from catalogue.validity.verdicts import judge_all
from indexer.lifecycle import Opened
from indexer.readers import Document, Problem
from standard.wording import Words

#: told how many rows are judged, and of how many
Progress = Callable[[int, int], None]
#: rows between two calls of a Progress
STEP = 500


@dataclass(frozen=True)
class Check:
    """The answer to a document: one row for each number in it, in its order, and all that the answer rests on."""

    #: of the document, as its user calls it; empty for a pasted text
    name: str
    #: of the document: `xlsx`, `txt` ...; empty where it was none that can be read
    format: str
    #: the day as of which the verdicts are given
    day: date
    #: the day on which the check was made
    made: date
    #: of the catalogue
    generation: str
    #: latest day on which a source of the catalogue was looked up
    data_date: date | None
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    #: whether the document is a list, where every row is asked about, or running text, where only citations are
    is_list: bool
    #: rows, lines and paragraphs of the document; as many gave rows or were skipped
    read: int
    #: what of the document could not be read
    problems: tuple[Problem, ...] = ()
    #: what of the document was left out on purpose
    notes: tuple[Words, ...] = ()

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        """How many rows have each verdict, in the order of Verdict; without those that none has."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in Verdict if found[verdict]}

    @cached_property
    def skips(self) -> dict[str, int]:
        """How many rows, lines and paragraphs were skipped for each Reason."""
        return dict(Counter(one.reason.value for one in self.skipped))

    @property
    def all_in_force(self) -> bool:
        """Whether there are rows, each of them in force, and nothing of the document stayed unread."""
        return bool(self.rows) and not self.problems and set(self.counts) == {Verdict.IN_FORCE}

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API; words are put into a language by who prints them."""
        return {
            "on": self.day.isoformat(),
            "generation": self.generation,
            "counts": {verdict.value: count for verdict, count in self.counts.items()},
            "rows": [row.to_json() for row in self.rows],
            "document": {"name": self.name, "format": self.format, "is_list": self.is_list, "read": self.read},
            "made": self.made.isoformat(),
            "data_date": self.data_date.isoformat() if self.data_date else None,
            "skipped": [{"reason": one.reason.value, "text": one.text, "place": _place(one)} for one in self.skipped],
            "problems": [problem.words for problem in self.problems],
            "notes": list(self.notes),
        }


def _place(one: Skipped) -> dict[str, Any]:
    return {name: value for name, value in asdict(one.place).items() if value}


def check_document(
    opened: Opened,
    document: Document,
    day: date,
    today: date,
    *,
    entries: Entries | None = None,
    progress: Progress | None = None,
) -> Check:
    """Check what a document cites as of a day.

    `entries` are those of the document where they were read before (and may have been amended by hand).
    """
    read = entries or read_entries(document)
    judged = judge_all(opened.engine, read.entries, day, today)
    return Check(
        document.name,
        document.format,
        day,
        today,
        opened.generation,
        opened.checked,
        tuple(_counted(judged, len(read.entries), progress) if progress else judged),
        read.skipped,
        read.is_list,
        read.rows,
        document.problems,
        document.notes,
    )


def _counted(rows: Iterator[Row], total: int, progress: Progress) -> Iterator[Row]:
    for count, row in enumerate(rows, 1):
        if count % STEP == 0 or count == total:
            progress(count, total)
        yield row
