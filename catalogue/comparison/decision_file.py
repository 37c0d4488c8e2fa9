"""A file of decisions read: the filled workbook of an earlier comparison, or a table with the same columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from catalogue.comparison.decision_columns import FILLED, TOLD_ONLY, column_named
from catalogue.comparison.decisions import ABOUT, OVERLAP, Conclusion, Decision, Decisions, Known, Unused
from catalogue.wording import Words, known_values, say, value_named, value_words
from indexer.errors import RequestError
from indexer.readers import Cell, Document, Place, Table, day_of
from standard.number import NumberError, StandardNumber
from standard.wording import words_of

#: the labels stand in one of the first rows
_HEAD_ROWS = 20
#: most characters of a cell that a message repeats
_SHOWN = 40
#: whether the catalogue has a standard
Has = Callable[[str], bool]


@dataclass
class _Reading:
    """What is found while a document is read."""

    has: Has
    today: date
    decisions: list[Decision] = field(default_factory=list)
    problems: list[Unused] = field(default_factory=list)
    undecided: int = 0

    def tell(self, place: Words, why: Words, *, used: bool = False) -> None:
        """Note what is wrong at a place."""
        self.problems.append(Unused(place, why, used))


@dataclass(frozen=True)
class _Row:
    """A row: what its cells say by `decision_columns.LABELS`, and where it stands."""

    cells: Mapping[str, str]
    place: Place

    @property
    def where(self) -> Words:
        """`重复交叉候选!12`, or the line of a table."""
        return _where(self.place)


def read_decisions(document: Document, has: Has, today: date) -> Decisions:
    """The decisions of a document; `has` tells whether the catalogue has a number.

    Raises RequestError where the file cannot be read, or no sheet has the columns of decisions.
    """
    for problem in document.problems:
        raise RequestError("decisions_unreadable", name=document.name, reason=problem.why)
    reading = _Reading(has, today)
    found, others = 0, []
    for table in document.tables:
        head = _find_head(table)
        if head is None:
            others += [table] if table.caption not in TOLD_ONLY else []
            continue
        found += 1
        for row in _rows(table, *head):
            _read_row(row, reading)
    if not found:
        raise RequestError("decisions_foreign", name=document.name)
    for table in others:
        reading.tell(
            words_of(table.caption) if table.caption else _where(table.place),
            say("decision_sheet", rows=len(table.rows)),
        )
    return Decisions(document.name, tuple(_consistent(reading)), tuple(reading.problems), reading.undecided)


def _find_head(table: Table) -> tuple[int, dict[int, str]] | None:
    """The row of labels and column -> what stands in it; None where a table has no column of numbers or conclusions."""
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        columns: dict[int, str] = {}
        for cell in row:
            name = column_named(cell.text)
            if name and name not in columns.values():
                columns[cell.place.column] = name
        if {"number", "conclusion"} <= set(columns.values()):
            return at, columns
    return None


def _rows(table: Table, head: int, columns: Mapping[int, str]) -> Iterator[_Row]:
    for cells in table.rows[head + 1 :]:
        named = {columns[cell.place.column]: _text(cell) for cell in cells if cell.place.column in columns}
        yield _Row(named, cells[0].place)


def _read_row(row: _Row, reading: _Reading) -> None:
    """Keep the decision of a row, or tell why there is none."""
    if not any(row.cells.get(name) for name in FILLED):
        reading.undecided += 1
        return
    word = row.cells.get("conclusion", "")
    conclusion = value_named("conclusion", word)
    if conclusion is None:
        known = known_values("conclusion")
        reading.tell(
            row.where, say("decision_conclusion", word=_shown(word), known=known) if word else say("decision_empty")
        )
        return
    number, other = _number(row, "number", reading), _number(row, "other", reading)
    about = _about(row, reading, paired=bool(other))
    if number is None or other is None or about is None:
        return
    if not number or number == other:
        reading.tell(row.where, say("decision_number_missing") if not number else say("decision_itself", number=number))
        return
    for one in (number, other) if about == OVERLAP else (number,):
        if one and not reading.has(one):
            reading.tell(row.where, say("decision_unknown", number=one), used=True)
    _keep(row, number, other, about, Conclusion(conclusion), reading)


def _keep(row: _Row, number: str, other: str, about: str, conclusion: Conclusion, reading: _Reading) -> None:
    """Keep a decision whose numbers and conclusion are read."""
    day, known_on = _day(row, "day", reading), _day(row, "data_date", reading)
    reviewer = row.cells.get("reviewer", "")
    if not reviewer:
        reading.tell(row.where, say("decision_reviewer"), used=True)
    known = {
        one: Known(row.cells.get(f"{of}title", ""), row.cells.get(f"{of}state", ""), _day(row, f"{of}issued", reading))
        for one, of in ((number, ""), (other, "other_"))
        if one
    }
    since = known_on or day
    if since is None and not all(one.state for one in known.values()):
        reading.tell(row.where, say("decision_day"))
        return
    remark = row.cells.get("remark", "")
    reading.decisions.append(Decision(number, other, about, conclusion, reviewer, day, remark, since, row.place, known))


def _number(row: _Row, name: str, reading: _Reading) -> str | None:
    """The canonical number of a cell; empty for an empty one, None for what is no number, which is told."""
    text = row.cells.get(name, "")
    if not text or reading.has(text):
        return text
    try:
        return str(StandardNumber(text))
    except NumberError:
        reading.tell(row.where, say("decision_no_number", text=_shown(text)))
        return None


def _about(row: _Row, reading: _Reading, *, paired: bool) -> str | None:
    """What is decided about; where the row does not say, the pair. None where it cannot be told, which is told."""
    word = row.cells.get("about", "")
    about = _kinds().get(word.lower(), "") if word else OVERLAP
    if not about:
        known = tuple(say(f"check_kind_{kind}") for kind in ABOUT)
        reading.tell(row.where, say("decision_about", word=_shown(word), known=known))
        return None
    if about == OVERLAP and not paired:
        reading.tell(row.where, say("decision_other_missing"))
        return None
    return about


@cache
def _kinds() -> dict[str, str]:
    """Word of either language, or of the API -> what is decided about."""
    words = {kind: say(f"check_kind_{kind}") for kind in ABOUT}
    return {text.lower(): kind for kind, one in words.items() for text in (kind, one.chinese, one.english)}


def _day(row: _Row, name: str, reading: _Reading) -> date | None:
    """The day of a cell; one that is no day, or is still to come, is told."""
    text = row.cells.get(name, "")
    day, why = day_of(text)
    if name in ("day", "data_date") and text and (day is None or day > reading.today):
        sentence = say("decision_day_ahead", day=text) if day is not None else say("decision_no_day", text=_shown(text))
        reading.tell(row.where, sentence, used=True)
        return None
    return None if why else day


def _consistent(reading: _Reading) -> Iterator[Decision]:
    """Each matter once; one that is decided twice, and differently, is told with both places and left open."""
    of_key: defaultdict[tuple[str, str, str], list[Decision]] = defaultdict(list)
    for decision in reading.decisions:
        of_key[decision.key].append(decision)
    for same in of_key.values():
        if len({one.conclusion for one in same}) == 1:
            # the latest tells most of how the two stood
            yield max(same, key=lambda one: (one.day or one.since or date.min, one.place.row))
            continue
        places = tuple(_where(one.place) for one in same)
        first = same[0]
        words = tuple(value_words("conclusion", one.conclusion) for one in same)
        numbers = tuple(filter(None, (first.number, first.other)))
        reading.tell(places[0], say("decision_contradicts", numbers=numbers, places=places, conclusions=words))


def _where(place: Place) -> Words:
    if place.sheet:
        return words_of(f"{place.sheet}!{place.row}")
    return say("place_line", line=place.line or place.row or place.table)


def _text(cell: Cell) -> str:
    """The text of a cell in one line, without the apostrophe by which spreadsheets keep a text one."""
    return " ".join(cell.text.split()).removeprefix("'")


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "……"
