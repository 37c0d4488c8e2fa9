"""Up to four standards side by side: which facts of their records are equal, and what they share of all they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue.comparison.checks import Check, check_alone, check_text, sets_floor
from catalogue.comparison.texts import ComparedText, Judge, TextComparison, compare_texts
from catalogue.search import Addresses, facet_label
from catalogue.validity import judge_all, read_numbers
from catalogue.wording import Words, field_words, say
from indexer.engines import Engine
from indexer.errors import RequestError
from indexer.fields import field_named
from indexer.lifecycle import Opened
from standard.clauses import StandardText
from standard.function import function_of
from standard.record import Record

#: most standards that stand side by side
MOST_STANDARDS = 4
#: standards whose texts are compared
MOST_TEXTS = 2
#: a number -> the text of the standard, None where there is none
FindText = Callable[[str], StandardText | None]
#: fields of which a record may say several things, and what stands between them
_SEVERAL, _BETWEEN = ("ics", "ccs", "gbt4754", "issuer", "drafter", "adopts"), "; "
EQUAL, DIFFERENT, ONLY_HERE, NONE = "equal", "different", "only_here", "none"


@dataclass(frozen=True)
class FieldRow:
    """One fact of all the standards."""

    field: str
    #: of each standard, in order; empty where its record says nothing
    values: tuple[str, ...]

    @property
    def words(self) -> Words:
        """What the fact is called."""
        return fact_words(self.field)

    @property
    def shown(self) -> tuple[tuple[Words, ...], ...]:
        """What each record says, in words and one by one, codes with their names."""
        several = self.field in _SEVERAL
        parts = ((value.split(_BETWEEN) if several else [value]) if value else [] for value in self.values)
        return tuple(tuple(facet_label(self.field, one) for one in said) for said in parts)

    @property
    def verdict(self) -> str:
        """`equal`, `different`, `only_here` (one record says it, the others nothing) or `none`."""
        said = [value for value in self.values if value]
        if not said:
            return NONE
        if len(said) == 1:
            return ONLY_HERE
        return EQUAL if len(said) == len(self.values) and len(set(said)) == 1 else DIFFERENT

    @property
    def holders(self) -> tuple[int, ...]:
        """The places of the standards whose records say something."""
        return tuple(place for place, value in enumerate(self.values) if value)


@dataclass(frozen=True)
class Named:
    """A standard that some of those compared name: as a reference, an adoption or in a replacement."""

    number: str
    title: str
    #: places of those that name it
    holders: tuple[int, ...]
    #: what the catalogue says of it; empty where it lacks it
    status: str
    dead: bool


@dataclass(frozen=True)
class Comparison:
    """Standards side by side on a day."""

    records: tuple[Record, ...]
    day: date
    rows: tuple[FieldRow, ...]
    #: relation -> what it leads to
    named: dict[str, tuple[Named, ...]]
    #: of each standard
    checks: tuple[tuple[Check, ...], ...]
    generation: str = ""
    #: of two standards whose texts are both there; None else
    texts: TextComparison | None = None
    #: numbers of those whose texts are not there
    without_text: tuple[str, ...] = ()

    @property
    def missing_texts(self) -> Words:
        """Why only the records were compared."""
        if self.without_text:
            return say("compare_no_texts", numbers=self.without_text)
        return say("compare_texts_of_two")

    def to_json(self, addresses: Addresses) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "on": self.day.isoformat(),
            "standards": [
                {
                    "number": record.number,
                    "title": record.title,
                    "level": record.level.value,
                    "status": record.status_on(self.day).value,
                    "url": addresses.standard(record.number),
                }
                for record in self.records
            ],
            "record": [
                {
                    "field": row.field,
                    "values": list(row.values),
                    "verdict": row.verdict,
                    "holders": [self.records[place].number for place in row.holders],
                }
                for row in self.rows
            ],
            "references": self._named("cites"),
            "relations": {kind: self._named(kind) for kind in self.named if kind != "cites"},
            "checks": [
                {"number": record.number, **check.to_json()}
                for record, checks in zip(self.records, self.checks, strict=True)
                for check in checks
            ],
            "generation": self.generation,
            "without_text": list(self.without_text),
            "clauses": [],
            "indicators": [],
            **(self.texts.to_json() if self.texts is not None else {}),
        }

    def _named(self, kind: str) -> dict[str, Any]:
        """What is in common, what only some name, and what of all has ended."""
        rows = self.named[kind]
        return {
            "common": [row.number for row in rows if len(row.holders) == len(self.records)],
            "only_here": {
                record.number: [row.number for row in rows if row.holders == (place,)]
                for place, record in enumerate(self.records)
            },
            "dead": [row.number for row in rows if row.dead],
            "rows": [
                {
                    "number": row.number,
                    "title": row.title,
                    "status": row.status,
                    "named_by": [self.records[place].number for place in row.holders],
                }
                for row in rows
            ],
        }


def compare_records(
    opened: Opened, records: Sequence[Record], day: date, find_text: FindText = lambda _: None
) -> Comparison:
    """Two to four standards side by side, and the texts of two where `find_text` has both.

    Raises RequestError for other counts, for one named twice and for a text without clauses, and IndexFault.
    """
    if not 2 <= len(records) <= MOST_STANDARDS:
        raise RequestError("compare_count", count=len(records), most=MOST_STANDARDS)
    numbers = [record.number for record in records]
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    if twice is not None:
        raise RequestError("compare_itself", number=twice)
    engine = opened.engine
    checks = [list(check_alone(engine, record, day)) for record in records]
    found = {number: text for number in numbers if (text := find_text(number)) is not None}
    texts = None
    if len(records) == len(found) == MOST_TEXTS:
        left, right = (ComparedText(number, text) for number, text in found.items())
        texts = compare_texts(left, right, judge_on(engine, day))
        for place, (one, other) in enumerate((records, records[::-1])):
            rows = texts.loosest if sets_floor(other) else texts.indicators
            checks[place] += check_text(one, other, rows, swapped=place == 1)
    return Comparison(
        records=tuple(records),
        day=day,
        rows=tuple(FieldRow(name, tuple(read(record, day) for record in records)) for name, read in _FIELDS.items()),
        named={kind: tuple(_find_named(engine, records, read, day)) for kind, read in _RELATIONS.items()},
        checks=tuple(map(tuple, checks)),
        generation=opened.generation,
        texts=texts,
        without_text=tuple(number for number in numbers if number not in found),
    )


def name_text(number: str, find_text: FindText) -> ComparedText:
    """The text of a standard, to be compared. Raises RequestError where there is none."""
    text = find_text(number)
    if text is None:
        raise RequestError("compare_text_missing", number=number)
    return ComparedText(number, text)


def judge_on(engine: Engine, day: date) -> Judge:
    """What says of cited numbers how they stand on a day."""
    return lambda numbers: list(judge_all(engine, read_numbers(numbers).entries, day))


def _find_named(
    engine: Engine, records: Sequence[Record], read: Callable[[Record], Iterable[str]], day: date
) -> Iterable[Named]:
    named = [frozenset(read(record)) for record in records]
    for number in dict.fromkeys(number for record in records for number in read(record)):
        known = engine.get(number)
        status = known.status_on(day) if known is not None else None
        holders = tuple(place for place, numbers in enumerate(named) if number in numbers)
        title = known.title if known is not None else ""
        yield Named(number, title, holders, status.value if status else "", status is not None and status.ended)


def fact_words(name: str) -> Words:
    """What a fact of records, or a relation, is called."""
    known = field_named(name)
    return field_words(known) if known is not None else say(f"compare_field_{name}")


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _age(record: Record, day: date) -> str:
    """Whole years since it was issued."""
    if record.issued is None or record.issued > day:
        return ""
    return str(day.year - record.issued.year - ((day.month, day.day) < (record.issued.month, record.issued.day)))


def _adoptions(record: Record) -> str:
    return _BETWEEN.join(f"{row.number} {row.degree}".strip() for row in record.adopts)


#: field -> how it is read of a record on a day; the order is that of the table
_FIELDS: dict[str, Callable[[Record, date], str]] = {
    "title": lambda record, _: record.title,
    "title_en": lambda record, _: record.title_en,
    "level": lambda record, _: record.level.value,
    "nature": lambda record, _: record.nature,
    "status": lambda record, day: record.status_on(day).value,
    "function": lambda record, _: function_of(record).value,
    "issued": lambda record, _: _day(record.issued),
    "effective": lambda record, _: _day(record.effective),
    "abolished": lambda record, _: _day(record.abolished),
    "reviewed": lambda record, _: _day(record.reviewed),
    "age": _age,
    "ics": lambda record, _: _BETWEEN.join(record.ics),
    "ccs": lambda record, _: _BETWEEN.join(record.ccs),
    "gbt4754": lambda record, _: _BETWEEN.join(record.gbt4754),
    "region": lambda record, _: record.region,
    "issuer": lambda record, _: _BETWEEN.join(record.issuers),
    "department": lambda record, _: record.department,
    "committee": lambda record, _: record.committee,
    "drafter": lambda record, _: _BETWEEN.join(record.drafters),
    "adopts": lambda record, _: _adoptions(record),
    "abstract": lambda record, _: record.abstract,
}
#: relation -> the numbers that a record names for it
_RELATIONS: dict[str, Callable[[Record], Iterable[str]]] = {
    "cites": lambda record: record.cites,
    "replaces": lambda record: (*record.replaces, *record.replaces_partly),
    "replaced_by": lambda record: (*record.replaced_by, *record.replaced_partly_by),
    "adopts": lambda record: tuple(adoption.number for adoption in record.adopts),
}
