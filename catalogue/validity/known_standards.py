"""What the catalogue knows of the numbers of a list: looked up many at a time, by exact keys, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from catalogue.lookup import stem
from indexer.analysis import forms_of_number, parse
from indexer.engines import Engine, Request
from indexer.query import Node, Number, Or, PartialNumber, Phrase, Prefix, Term
from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Record

Item = TypeVar("Item")
#: near numbers that are offered for one
NEAR = 5
#: numbers looked up by one question to the engine, and most records that it gives back
BATCH, MOST = 200, 20_000
#: a serial this long with its year is hardly given twice: `2672-2019` under another prefix may be meant
LONG_SERIAL = 4
#: records that are kept of one catalogue, before all are let go
KEPT = 100_000


class KnownStandards:
    """Records by number, editions by series, and what others say of a number, kept while a list is checked.

    `prepare` looks up what many numbers need in few questions; whatever was not prepared is looked up alone.
    """

    def __init__(self, engine: Engine, today: date) -> None:
        self._engine = engine
        #: where the source gives no day of look-up, a status counts as looked up on this day
        self.today = today
        self._records: dict[str, Record | None] = {}
        self._series: dict[str, tuple[Record, ...]] = {}
        self._replacing: dict[str, tuple[Record, ...]] = {}
        self._amendments: dict[str, tuple[Record, ...]] = {}
        self._near: dict[StandardNumber, tuple[Record, ...]] = {}
        self._parts: dict[str, tuple[Record, ...]] = {}

    def prepare(self, numbers: Iterable[StandardNumber]) -> None:
        """Look up together what many numbers need: their editions, what replaces them, and what is near."""
        if len(self._records) > KEPT:
            for kept in (self._records, self._series, self._replacing, self._amendments, self._near, self._parts):
                kept.clear()
        numbers = list(dict.fromkeys(numbers))
        self._prepare_series([number.series for number in numbers])
        self._prepare_replacing([str(number) for number in numbers])
        missing = [number for number in numbers if not self.editions(number.series)]
        asked = [number for number in numbers if number.year is not None and not self._has_edition(number)]
        self._prepare_near([number for number in dict.fromkeys((*missing, *asked)) if number not in self._near])
        self._prepare_parts([number.series for number in missing])

    def get(self, number: str) -> Record | None:
        """The record with this canonical number."""
        if number not in self._records:
            self._records[number] = self._engine.get(number)
        return self._records[number]

    def seen(self, record: Record) -> date:
        """The day up to which a recorded status is known to be true."""
        return record.checked or self.today

    def editions(self, series: str) -> tuple[Record, ...]:
        """All editions of one document, newest first; amendments are none, and neither are parts."""
        if series not in self._series:
            self._prepare_series([series])
        return self._series[series]

    def amendments(self, number: StandardNumber) -> tuple[Record, ...]:
        """The amendments (修改单) of one edition."""
        self.editions(number.series)
        found = self._amendments.get(number.series, ())
        return tuple(row for row in found if row.parsed is not None and row.parsed.base == number)

    def replacing(self, number: str) -> tuple[Record, ...]:
        """The records that say of themselves that they replace a number, as a whole or in part."""
        if number not in self._replacing:
            self._prepare_replacing([number])
        return self._replacing[number]

    def parts(self, number: StandardNumber) -> tuple[Record, ...]:
        """The parts of a number that itself is no standard: of `GB/T 5750` those of `GB/T 5750.1`; of its year."""
        if number.series not in self._parts:
            self._prepare_parts([number.series])
        found = self._parts[number.series]
        return tuple(row for row in found if number.year is None or (row.parsed and row.parsed.year == number.year))

    def near(self, number: StandardNumber) -> tuple[Record, ...]:
        """Records that a number which is not there may have meant: of another nature, or under another prefix."""
        if number not in self._near:
            self._prepare_near([number])
        return self._near[number]

    def namesakes(self, number: StandardNumber) -> tuple[Record, ...]:
        """Records of a number's serial and year that differ in nature alone: GB/T 12326-2008 for GB 12326-2008."""
        start = stem(number.prefix)
        return tuple(
            row
            for row in self.near(number)
            if row.parsed is not None
            and row.parsed.year == number.year
            and row.parsed.serial == number.serial
            and stem(row.parsed.prefix) == start
            and not row.parsed.language
        )

    def _has_edition(self, number: StandardNumber) -> bool:
        return any(row.parsed is not None and row.parsed.year == number.year for row in self.editions(number.series))

    def completing(self, number: StandardNumber) -> tuple[Record, ...]:
        """Records that a number can mean of which the prefix was left out, `13368-2018` or 国标9001."""
        stem = number.prefix.removesuffix("*").removesuffix("/")
        return tuple(self._ask([PartialNumber(number.serial, number.year, stem)]))

    def entitled(self, title: str) -> tuple[Record, ...]:
        """Records with a title, or with one that contains it."""
        return tuple(self._ask([Phrase(title, "title")], most=2 * NEAR))

    def _ask(self, nodes: Sequence[Node], most: int = MOST) -> list[Record]:
        hits = self._engine.search(Request(Or(tuple(nodes)), date.min, limit=most)).hits
        self._records.update((hit.record.number, hit.record) for hit in hits)
        return [hit.record for hit in hits]

    def _prepare_series(self, series: Iterable[str]) -> None:
        for batch in _batches([one for one in dict.fromkeys(series) if one not in self._series]):
            found: dict[str, list[Record]] = {one: [] for one in batch}
            amending: dict[str, list[Record]] = {one: [] for one in batch}
            undated = [row for row in map(self.get, filter(None, batch)) if row is not None]
            for record in (*undated, *self._ask([_editions_node(one) for one in batch if one])):
                if record.parsed is None or record.parsed.kind == "range":
                    continue
                alike = amending if record.parsed.kind == "amendment" else found
                for one in {record.parsed.series, *forms_of_number(record.number).series} & alike.keys():
                    alike[one].append(record)
            for one in batch:
                self._series[one] = tuple(sorted(dict.fromkeys(found[one]), key=_newest_first))
                self._amendments[one] = tuple(sorted(dict.fromkeys(amending[one]), key=_newest_first))

    def _prepare_replacing(self, numbers: Iterable[str]) -> None:
        for batch in _batches([one for one in dict.fromkeys(numbers) if one not in self._replacing]):
            found: dict[str, list[Record]] = {one: [] for one in batch}
            for record in self._ask([Term("replaces", one) for one in batch]):
                for one in (*record.replaces, *record.replaces_partly):
                    if one in found:
                        found[one].append(record)
            self._replacing.update({one: tuple(records) for one, records in found.items()})

    def _prepare_parts(self, series: Iterable[str]) -> None:
        wanted = [one for one in dict.fromkeys(series) if one not in self._parts]
        self._parts.update(dict.fromkeys(wanted, ()))
        for batch in _batches([one for one in wanted if "." not in one and one]):
            found: dict[str, list[Record]] = {one: [] for one in batch}
            for record in self._ask([Prefix(f"{one}.", "number") for one in batch]):
                family = record.parsed.family if record.parsed is not None else ""
                if family in found:
                    found[family].append(record)
            self._parts.update({one: tuple(records) for one, records in found.items()})

    def _prepare_near(self, numbers: Sequence[StandardNumber]) -> None:
        for batch in _batches(numbers):
            nodes = [node for number in batch for node in _near_nodes(number)]
            by_serial: dict[str, list[Record]] = {}
            for record in self._ask(nodes) if nodes else ():
                for serial in forms_of_number(record.number).serials:
                    by_serial.setdefault(serial, []).append(record)
            for number in batch:
                self._near[number] = tuple(islice(_nearest(number, by_serial), NEAR))


def _editions_node(series: str) -> Node:
    """What finds the dated editions of a series; a beginning costs a third of a number, which asks for more."""
    number = parse(series)
    simple = number is not None and number.kind != "joint" and number.level not in (Level.INTERNATIONAL, Level.FOREIGN)
    return Prefix(f"{series}-", "number") if simple else Number(series, own=True)


def _near_nodes(number: StandardNumber) -> Iterator[PartialNumber]:
    if not number.serial:
        return
    if (start := stem(number.prefix)) not in ("T", "Q", "*", ""):
        yield PartialNumber(number.serial, stem=start)
    if number.year is not None and len(number.serial) >= LONG_SERIAL:
        yield PartialNumber(number.serial, number.year)


def _nearest(number: StandardNumber, by_serial: dict[str, list[Record]]) -> Iterator[Record]:
    """Of the records with a number's serial, those of its stem first, and of these the ones of its year."""
    start = stem(number.prefix)
    alike = [row for row in by_serial.get(number.serial, ()) if row.parsed and stem(row.parsed.prefix) == start]
    others = by_serial.get(f"{number.serial}-{number.year}", ()) if len(number.serial) >= LONG_SERIAL else ()
    alike.sort(key=lambda row: (row.parsed is None or row.parsed.year != number.year, _newest_first(row)))
    rows = (*(alike if start not in ("T", "Q", "*", "") else ()), *others)
    yield from {row.number: row for row in rows if row.number != str(number)}.values()


def _newest_first(record: Record) -> tuple[int, str]:
    year = record.parsed.year if record.parsed is not None and record.parsed.year else record.year
    return -(year or 0), record.number


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
