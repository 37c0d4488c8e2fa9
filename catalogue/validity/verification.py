"""Whether a report still says what was found: its rows against their marks, and all of it against its digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.validity.digest import changed_columns, digest_of, has_sm3
from catalogue.validity.earlier_report import HEAD, EarlierReport
from catalogue.wording import Words, say


@dataclass(frozen=True)
class Verification:
    """What a look at a report found; it agrees where nothing was."""

    report: EarlierReport
    #: what was changed, row by row and then of the whole
    changes: tuple[Words, ...]
    #: what could not be looked at
    remarks: tuple[Words, ...]

    @property
    def agrees(self) -> bool:
        """Whether the rows and the digest agree."""
        return not self.changes

    def to_json(self) -> dict[str, Any]:
        """JSON; words are put into a language by who prints them."""
        return {
            "agrees": self.agrees,
            "report": self.report.name,
            "on": self.report.day.isoformat() if self.report.day else None,
            "generation": self.report.generation,
            "rows": len(self.report.rows),
            "digest": {"sha256": self.report.digest.sha256, "sm3": self.report.digest.sm3 or None},
            "changes": list(self.changes),
            "remarks": list(self.remarks),
        }


def verify_report(report: EarlierReport) -> Verification:
    """Read the digest anew and name what does not fit it."""
    changes = [*_changed_rows(report), *_lost_rows(report), *_wrong_counts(report)]
    now = digest_of(report.head, report.labels, report.rows)
    stated = report.digest
    differs = (stated.sha256, stated.sm3 if has_sm3() else "") != (now.sha256, now.sm3 if stated.sm3 else "")
    if not stated.sha256:
        changes.append(say("report_without_digest"))
    elif differs and not changes:
        changes.append(say("report_table_changed") if not report.marks else say("report_head_changed", names=HEAD))
    elif differs:
        changes.append(say("report_digest_differs"))
    if not stated.sm3 or not has_sm3():
        return Verification(report, tuple(changes), (say("report_without_sm3"),))
    return Verification(report, tuple(changes), ())


def _changed_rows(report: EarlierReport) -> Iterator[Words]:
    for at, (mark, texts) in enumerate(zip(report.marks, report.rows, strict=False), 1):
        if not mark:
            yield say("report_row_added", at=at, row=texts[0], given=texts[1])
            continue
        columns = changed_columns(mark, texts)
        if columns:
            names = tuple(report.labels[column] for column in columns)
            yield say("report_row_changed", at=at, row=texts[0], given=texts[1], columns=names)
        elif columns is not None:
            yield say("report_row_changed_somewhere", at=at, row=texts[0], given=texts[1])


def _lost_rows(report: EarlierReport) -> Iterator[Words]:
    """Rows that are missing, stand twice or in another order; the first column counts them from 1."""
    places = [int(texts[0]) if texts[0].isdecimal() else 0 for texts in report.rows]
    text = report.head[HEAD.index("行数")]
    total = int(text) if text.isdecimal() else max(places, default=0)
    missing = sorted(set(range(1, min(total, 10_000_000) + 1)) - set(places))
    if missing:
        yield say("report_rows_missing", count=len(missing), rows=tuple(map(str, missing[:20])))
    twice = [place for place, count in Counter(places).items() if count > 1]
    if twice:
        yield say("report_rows_twice", rows=tuple(map(str, twice[:20])))
    if not twice and places != sorted(places):
        yield say("report_rows_moved")


def _wrong_counts(report: EarlierReport) -> Iterator[Words]:
    if not report.counts or "查证结果" not in report.labels:
        return
    column = report.labels.index("查证结果")
    found = Counter(texts[column] for texts in report.rows)
    for word in dict.fromkeys((*report.counts, *found)):
        if report.counts.get(word, 0) != found[word]:
            yield say("report_count_changed", verdict=word, stated=report.counts.get(word, 0), found=found[word])
