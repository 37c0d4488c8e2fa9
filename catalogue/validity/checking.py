"""A whole check: what a document cites, how each stands on a day, and what of the document was skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from catalogue.validity import report_columns
from catalogue.validity.baseline import LABELS as CHANGE_LABELS
from catalogue.validity.baseline import Comparison, compare
from catalogue.validity.digest import Digest, digest_of, mark_of
from catalogue.validity.earlier_report import EarlierReport
from catalogue.validity.entries import Entries, Skipped, read_entries
from catalogue.validity.joining import BESIDE, HOW, Join, join
from catalogue.validity.report_columns import Cell, cells_of, texts_of, tidy
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
    #: against an earlier check, where one was given
    comparison: Comparison | None = None
    #: a second list beside the rows, where one was given
    joined: Join | None = None

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

    @property
    def further_labels(self) -> tuple[str, ...]:
        """Labels of the columns that the comparison and the second list add to the table."""
        changes = CHANGE_LABELS if self.comparison else ()
        return (*changes, HOW, *(BESIDE + label for label in self.joined.labels)) if self.joined else changes

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of all columns of the table of a report."""
        return (*report_columns.LABELS, *self.further_labels)

    @cached_property
    def table(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells of each row under the labels, as every format of a report has them."""
        parts = [one.cells() for one in (self.comparison, self.joined) if one is not None]
        if not parts:
            return tuple(map(cells_of, self.rows))
        further = (chain(*cells) for cells in zip(*parts, strict=True))
        return tuple((*cells_of(row), *map(tidy, more)) for row, more in zip(self.rows, further, strict=True))

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The mark of each row of the table, by which a change is found."""
        return tuple(mark_of(texts_of(cells)) for cells in self.table)

    @property
    def head(self) -> tuple[Cell, ...]:
        """The facts that the digest covers beside the table, under `earlier_report.HEAD`."""
        facts = (self.name, self.day, self.made, self.data_date, self.generation, len(self.rows))
        return tuple(map(tidy, facts))

    @cached_property
    def digest(self) -> Digest:
        """The digest over the head and the table."""
        return digest_of(texts_of(self.head), self.labels, map(texts_of, self.table))

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API; words are put into a language by who prints them."""
        value = {
            "on": self.day.isoformat(),
            "generation": self.generation,
            "counts": {verdict.value: count for verdict, count in self.counts.items()},
            "rows": list(self._rows_to_json()),
            "document": {"name": self.name, "format": self.format, "is_list": self.is_list, "read": self.read},
            "made": self.made.isoformat(),
            "data_date": self.data_date.isoformat() if self.data_date else None,
            "skipped": [one.to_json() for one in self.skipped],
            "problems": [problem.words for problem in self.problems],
            "notes": list(self.notes),
            "digest": {"sha256": self.digest.sha256, "sm3": self.digest.sm3 or None, "rows": len(self.rows)},
        }
        if self.comparison is not None:
            value["baseline"] = self.comparison.to_json()
        if self.joined is not None:
            value["joined"] = self.joined.to_json()
        return value | ({"columns": list(self.further_labels)} if self.further_labels else {})

    def _rows_to_json(self) -> Iterator[dict[str, Any]]:
        changes = self.comparison.changes if self.comparison else ()
        matches = self.joined.matches if self.joined else ()
        base = len(report_columns.LABELS)
        for at, row in enumerate(self.rows):
            value = row.to_json() | {"digest": self.marks[at]}
            if changes:
                differences = [one.to_json() for one in changes[at].differences]
                value["change"] = {"kind": changes[at].kind.value, "differences": differences}
            if matches:
                value["match"] = matches[at][0].value
            if self.further_labels:
                value["columns"] = dict(zip(self.further_labels, self.table[at][base:], strict=True))
            yield value


def check_document(
    opened: Opened,
    document: Document,
    day: date,
    today: date,
    *,
    entries: Entries | None = None,
    progress: Progress | None = None,
    baseline: EarlierReport | None = None,
    second: Document | None = None,
) -> Check:
    """Check what a document cites as of a day.

    `entries` are those of the document where they were read before (and may have been amended by hand). `baseline` is
    an earlier report to compare with, `second` a list whose columns are joined by number. Raises RequestError where
    one of them is of no use.
    """
    read = entries or read_entries(document)
    judged = judge_all(opened.engine, read.entries, day, today)
    check = Check(
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
    if baseline is not None:
        check = replace(check, comparison=compare(opened.engine, check.rows, read.entries, baseline, today))
    if second is not None:
        check = replace(check, joined=join(check.rows, read.entries, second))
    return check


def _counted(rows: Iterator[Row], total: int, progress: Progress) -> Iterator[Row]:
    for count, row in enumerate(rows, 1):
        if count % STEP == 0 or count == total:
            progress(count, total)
        yield row
