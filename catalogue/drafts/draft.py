"""A draft checked: references with verdicts, standards on its object, indicators, structure; nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from catalogue.comparison import HIGHER, ListedStandard, Overlap, find_overlaps, own_record, sets_floor
from catalogue.drafts.cited import own_series, series_of, text_as_document
from catalogue.drafts.faults import find_faults, why_unjudged
from catalogue.drafts.findings import Finding
from catalogue.indicators import (
    Indicator,
    IndicatorRow,
    compare_indicators,
    list_unread,
    text_indicators,
    unit_of,
)
from catalogue.search import Addresses
from catalogue.validity import Check, Row, Verdict, check_document, read_numbers
from catalogue.wording import Words, say
from indexer.lifecycle import Opened
from indexer.readers import Document, read_standard_text
from standard.clauses import StandardText
from standard.publisher import Level, publisher
from standard.record import Record

#: the text of a standard by its number; None where none is held
FindText = Callable[[str], StandardText | None]
#: verdicts on a reference that nobody needs to look at
_SOUND = frozenset({Verdict.IN_FORCE, Verdict.UNDATED})
#: where neither number nor option says the level
_ANY_LEVEL = (Level.NATIONAL, Level.INDUSTRY, Level.LOCAL)
#: a number that is not given yet: `DB37/T XXXX-2026`
_UNGIVEN = re.compile(r"^\s*([A-Z]{2,4}\d{0,4}(?:/T)?)\s*[X×Ｘ]{2,}")
_COVER = 40
_TITLE = re.compile(r"[\u3400-\u9fff][^，。；：]{2,59}")


@dataclass(frozen=True)
class ComparedLimits:
    """The indicators of the draft beside those of a standard on the same object whose text is held."""

    number: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class DraftCheck:
    """All that is said about a draft on a day: hints for a person to judge."""

    name: str
    number: str
    title: str
    day: date
    check: Check
    #: what it cites, each once, without its own number
    references: tuple[Row, ...]
    #: on the same object, mandatory ones first
    overlaps: tuple[Overlap, ...]
    indicators: tuple[Indicator, ...]
    compared: tuple[ComparedLimits, ...]
    #: of `overlaps`, those whose text is not held
    without_text: tuple[str, ...]
    findings: tuple[Finding, ...]
    #: what could not be read or judged, and why
    undecided: tuple[Words, ...]

    @property
    def dead(self) -> tuple[Row, ...]:
        """References that a person should look at: not found, ended, replaced and the like."""
        return tuple(row for row in self.references if row.verdict not in _SOUND)

    @property
    def clean(self) -> bool:
        """Whether nothing was found and everything could be read."""
        return not (self.findings or self.dead or self.undecided)

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "name": self.name,
            "number": self.number,
            "title": self.title,
            "on": self.day.isoformat(),
            "generation": self.check.generation,
            "references": [
                {"number": row.number or row.given, "title": row.title, "verdict": row.verdict.value,
                 "replaced_by": list(row.replaced_by), "in_force": row.in_force, "place": row.place.words}
                for row in self.references
            ],
            "overlaps": [one.to_json(addresses) for one in self.overlaps],
            "indicators": [
                {"clause": one.clause, "object": one.object, "characteristic": one.name, "condition": one.condition,
                 "grade": one.grade, "limit": one.limit, "place": one.place.words}
                for one in self.indicators
            ],
            "compared": [
                {"number": one.number, "rows": [
                    {"object": row.object, "characteristic": row.characteristic, "condition": row.condition,
                     "left": row.left.limit if row.left else None, "right": row.right.limit if row.right else None,
                     "verdict": row.verdict.value, "reason": row.reason}
                    for row in one.rows
                ]}
                for one in self.compared
            ],
            "without_text": list(self.without_text),
            "findings": [one.to_json() for one in self.findings],
            "undecided": list(self.undecided),
        }  # fmt: skip


def check_draft_file(
    opened: Opened,
    source: Path | bytes,
    name: str,
    day: date,
    today: date,
    level: Level | None = None,
    find_text: FindText = lambda _number: None,
) -> DraftCheck:
    """The same of a file or its content, which is called by its name."""
    text, document = read_standard_text(source, name)
    return check_draft(opened, text, document, day, today, level, find_text)


def check_draft(
    opened: Opened,
    text: StandardText,
    document: Document,
    day: date,
    today: date,
    level: Level | None = None,
    find_text: FindText = lambda _number: None,
) -> DraftCheck:
    """What is to be looked at in a draft on a day. Raises IndexFault.

    `level` is that of the draft, where its number does not say it.
    """
    entries = None if document.blocks else read_numbers(str(one.number) for one in text.references)
    check = check_document(opened, text_as_document(text, document), day, today, entries=entries)
    own = own_series(text)
    title = text.title or _title_of_cover(document)
    cited = (row for row in check.rows if not row.duplicate_of)
    references = tuple(row for row in cited if series_of(row.number or row.given) not in own)
    overlaps = _overlaps(opened, text, title, document, day, level)
    reading = text_indicators(text)
    held = [(one, found) for one in overlaps if (found := find_text(one.candidate.number)) is not None]
    compared = tuple(_compare(reading.indicators, one.candidate, found) for one, found in held)
    with_text = {one.candidate.number for one, _ in held}
    unjudged = why_unjudged(text)
    undecided = [*(one.words for one in check.problems), *list_unread(text, reading)]
    undecided += [] if unjudged is None else [unjudged]
    undecided += [] if title else [say("draft_without_title")]
    undecided += _unknown_units(reading.indicators)
    return DraftCheck(
        document.name, str(text.numbers[0]) if text.numbers else "", title, day, check, references, overlaps,
        tuple(reading.indicators), compared,
        tuple(one.candidate.number for one in overlaps if one.candidate.number not in with_text),
        find_faults(text), tuple(dict.fromkeys(undecided)),
    )  # fmt: skip


def _compare(own: Sequence[Indicator], standard: Record, text: StandardText) -> ComparedLimits:
    rows = compare_indicators(own, text_indicators(text).indicators, floor=sets_floor(standard))
    return ComparedLimits(standard.number, tuple(rows))


def _unknown_units(found: Sequence[Indicator]) -> Iterator[Words]:
    """Each unit that nobody knows, once: its indicators are kept as they stand and compared with none."""
    first: dict[str, Indicator] = {}
    for one in found:
        if one.unit and unit_of(one.unit) is None:
            first.setdefault(one.unit, one)
    for unit, one in first.items():
        yield one.place.before(say("draft_unit_unknown", unit=unit, name=one.name))


def _overlaps(
    opened: Opened, text: StandardText, title: str, document: Document, day: date, level: Level | None
) -> tuple[Overlap, ...]:
    """The standards on the object of the title, of the levels above, mandatory ones first."""
    if not title:
        return ()
    number = str(text.numbers[0]) if text.numbers else ""
    record = own_record(ListedStandard(number, title))
    level = level or (Level(record.level) if number else _level_of_cover(document))
    against: tuple[Level, ...] = HIGHER.get(level, ()) if level is not None else _ANY_LEVEL
    found = find_overlaps(opened, record, day, against).candidates
    return tuple(sorted(found, key=lambda one: not sets_floor(one.candidate)))


def _level_of_cover(document: Document) -> Level | None:
    """The level that a number says which is not given yet."""
    for block in document.blocks[:_COVER]:
        match = _UNGIVEN.match(getattr(block, "text", ""))
        known = publisher(match[1]) if match else None
        if known is not None:
            return Level(known.level)
    return None


def _title_of_cover(document: Document) -> str:
    """The title that stands below a number which is not given yet; empty where there is none."""
    lines = [getattr(block, "text", "").strip() for block in document.blocks[:_COVER]]
    below = next((lines[at + 1 :] for at, line in enumerate(lines) if _UNGIVEN.match(line)), [])
    return next((line for line in below if _TITLE.fullmatch(line)), "")
