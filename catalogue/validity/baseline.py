"""A check against an earlier one: what is new and gone, what has changed, and whether the standard did or its record.

The rows that differ are judged anew as of the day of the earlier check. Where today's catalogue says for that day what
the report said, the standard has changed since; where it says something else, only what the catalogue knows of it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from catalogue.validity.earlier_report import EarlierReport
from catalogue.validity.entries import Entry
from catalogue.validity.report_columns import COLUMNS, tidy
from catalogue.validity.row import Row, Verdict
from catalogue.validity.verdicts import judge_all
from catalogue.wording import Words, say, value_named, value_words
from indexer.engines import Engine
from indexer.errors import RequestError
from standard.wording import words_of

#: the labels of the two columns that it adds to a report
LABELS = ("与上次相比", "变化内容")
#: verdicts that leave open how the standard stands: two of them are never "unchanged"
_OPEN = {Verdict.NOT_FOUND, Verdict.OTHER_EDITION, Verdict.AMBIGUOUS, Verdict.NOT_A_NUMBER}
#: what is compared: name of the aspect -> columns
_ASPECTS = {
    "status": ("verdict", "status"),
    "successor": ("replaced_by",),
    "day": ("issued", "effective", "abolished"),
    "edition": ("in_force",),
    "title": ("title",),
}
_DAYS = _ASPECTS["day"]
_COLUMNS = {column.name: column for column in COLUMNS}
#: the columns that comparing takes
_TAKEN = ("number", "given", *(name for names in _ASPECTS.values() for name in names))


class Kind(StrEnum):
    """How a row compares with the earlier one of the same number."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    #: nothing was known of it, and nothing is
    STILL_OPEN = "still_open"


@dataclass(frozen=True)
class Difference:
    """One value that is another than before."""

    #: `status`, `successor`, `day`, `edition`, `title`
    aspect: str
    #: name of the column
    field: str
    before: str
    after: str
    #: `standard`: it changed after the earlier check; `record`: only what the catalogue knew of it did
    what: str

    @property
    def words(self) -> Words:
        """The difference as a sentence."""
        before, after = _value(self.field, self.before), _value(self.field, self.after)
        return say(f"check_change_{self.what}", field=say(f"check_field_{self.field}"), before=before, after=after)

    def to_json(self) -> dict[str, str | None]:
        """JSON with the names of the lists of changes."""
        before, after = self.before or None, self.after or None
        return {"aspect": self.aspect, "field": self.field, "before": before, "after": after, "what": self.what}


@dataclass(frozen=True)
class Change:
    """How one row compares."""

    kind: Kind
    differences: tuple[Difference, ...] = ()

    @property
    def words(self) -> Words:
        """All differences, one sentence behind another."""
        return Words("；", "; ").join(one.words for one in self.differences)


@dataclass(frozen=True)
class Comparison:
    """A check against an earlier one: a change for each row, and the rows that the list no longer has."""

    report: EarlierReport
    changes: tuple[Change, ...]
    gone: tuple[Mapping[str, str], ...]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many rows there are of each kind."""
        found = Counter(change.kind for change in self.changes)
        found[Kind.GONE] = len(self.gone)
        return {kind: found[kind] for kind in Kind}

    def cells(self) -> Iterator[tuple[str, ...]]:
        """The cells of each row under LABELS."""
        for change in self.changes:
            yield value_words("change", change.kind.value).chinese, change.words.chinese

    def to_json(self) -> dict[str, Any]:
        """What is told of the whole; each change stands at its row."""
        gone = [
            {name: row.get(name) or None for name in ("row", "given", "number", "title", "verdict")}
            for row in self.gone
        ]
        return {
            "report": self.report.name,
            "on": self.report.day.isoformat() if self.report.day else None,
            "generation": self.report.generation,
            "counts": {kind.value: count for kind, count in self.counts.items()},
            "gone": gone,
        }


def compare(
    engine: Engine, rows: Sequence[Row], entries: Sequence[Entry], report: EarlierReport, today: date
) -> Comparison:
    """Compare the rows of a check, and the entries they were judged from, with an earlier report.

    Raises RequestError for a report without all columns or days, or of another list.
    """
    day = report.day
    if not report.complete or day is None:
        raise RequestError("report_incomplete", name=report.name)
    waiting: dict[str, list[dict[str, str]]] = defaultdict(list)
    for value in report.values():
        waiting[_key(value)].append(value)
    before = [earlier.pop(0) if (earlier := waiting[_key(_values(row))]) else None for row in rows]
    if rows and report.rows and not any(before):
        raise RequestError("report_of_another_list", name=report.name, rows=len(report.rows))
    differing = [at for at, old in enumerate(before) if old is not None and _fields(old, rows[at])]
    then = dict(zip(differing, judge_all(engine, (entries[at] for at in differing), day, today), strict=True))
    changes = tuple(_change(old, rows[at], then.get(at), day) for at, old in enumerate(before))
    return Comparison(report, changes, tuple(value for values in waiting.values() for value in values))


def _key(value: Mapping[str, str]) -> str:
    return value["number"] or "?" + "".join(value["given"].split())


def _values(row: Row) -> dict[str, str]:
    """The values of a row as an earlier report gives them."""
    value = {name: str(tidy(_COLUMNS[name].read(row)) or "") for name in _TAKEN}
    return value | {"verdict": row.verdict.value}


def _fields(old: Mapping[str, str], row: Row) -> list[tuple[str, str]]:
    """The aspects and columns in which a row differs; the title of what nobody knows is but what the list says."""
    new = _values(row)
    known = bool(old["status"] and new["status"])
    return [
        (aspect, name)
        for aspect, names in _ASPECTS.items()
        for name in names
        if old[name] != new[name] and (known or aspect != "title")
    ]


def _change(old: Mapping[str, str] | None, row: Row, then: Row | None, day: date) -> Change:
    if old is None:
        return Change(Kind.NEW)
    if then is None:
        return Change(Kind.STILL_OPEN if row.verdict in _OPEN else Kind.UNCHANGED)
    new, at_that_time = _values(row), _values(then)
    found = tuple(
        Difference(aspect, name, old[name], new[name], _cause(name, old, new, at_that_time, day.isoformat()))
        for aspect, name in _fields(old, row)
    )
    return Change(Kind.CHANGED, found)


def _cause(name: str, old: Mapping[str, str], new: Mapping[str, str], then: Mapping[str, str], day: str) -> str:
    """Whether it happened after the earlier check: what is issued or ends later does, days are compared as they are."""
    later = new[name] > day if name in _DAYS else then[name] == old[name] or new["issued"] > day
    return "standard" if later else "record"


def _value(name: str, text: str) -> Words:
    if not text:
        return say("check_nothing")
    if name in ("verdict", "status"):
        return value_words(name, value_named(name, text) or text)
    return words_of(text)
