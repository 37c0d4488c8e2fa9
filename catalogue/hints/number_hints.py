"""Hints on the numbers of a query: what is not there and what is near it, what has ended and what applies instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from catalogue.hints.probe import Trial
from catalogue.lookup import NEAR, find_near, find_successors, stem
from catalogue.query import NamedNumber, Part, Reading, is_publisher, prefix_node, rewritten, touches
from catalogue.search import Hint
from catalogue.wording import Words, say, value_words
from indexer.analysis import parse
from indexer.engines import Request
from indexer.query import Number, PartialNumber, Prefix, Term
from standard.folding import fold_characters
from standard.number import StandardNumber
from standard.publisher import Level, publisher
from standard.record import Record

#: documents that mention an international standard which are looked at for whether they adopt it
MOST_ADOPTING = 50
#: numbers of a query that are looked at, near prefixes that are named
MOST, PREFIXES = 12, 3
#: prefixes that nobody has for which near ones are looked for
STRANGE = 4
#: how alike prefixes must be (difflib's ratio): NYY/T is NY/T, ABCX/T is nothing
ALIKE = 0.7
#: what is written like a number, with a prefix that may be a typing error
_LIKE_NUMBER = re.compile(
    r"(?<![\w/.-])(?P<prefix>[A-Z]{2,8}\d{0,6}/[A-Z]{1,8}|DB\d{2,6}(?= )) ?(?P<rest>\d[\d.]*(?:-\d{4})?)(?!\w)",
    re.IGNORECASE,
)
#: ISO's standards on management systems, which people know by these serials, and what national standards add to them
_OF_SYSTEMS = re.compile(r"900\d|140\d\d")
_ADOPTED = 10_000
#: natures of a prefix, as its endings
_NATURES = ("", "/T", "/Z")


def number_hints(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """For each number: what else there is where it is not held, what applies where it has ended."""
    named = {member.number: member for number in reading.numbers for member in number.members()}
    for number in islice(named.values(), MOST):
        record = _find(trial, number.number)
        yield from _missing(trial, number) if record is None else _ended(trial, record)
        yield from _adopted(trial, number)
        if record is None and number.otherwise is not None:
            record = _find(trial, number.otherwise)
            yield from _ended(trial, record) if record is not None else ()


def prefix_hints(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """For a prefix alone: that all its standards are shown, and how many the publisher has of another nature."""
    for part in () if reading.words else reading.parts:
        prefix = _prefix_of(part)
        if prefix:
            total = trial.count(prefix_node(prefix), trial.search.filters)
            yield Hint("prefix", say("prefix_all" if total else "prefix_none", prefix=prefix, total=total))
            yield from _other_natures(trial, reading, part, prefix)


def _prefix_of(part: Part) -> str:
    """The prefix that a part of a query stands for; empty where it stands for something else."""
    is_number = part.field is not None and part.field.name == "number"
    return part.value if part.kind == "publisher" or (is_number and is_publisher(part.value)) else ""


def _other_natures(trial: Trial, reading: Reading, part: Part, prefix: str) -> Iterator[Hint]:
    counts, start = trial.engine.counts("prefix"), stem(prefix)
    node = prefix_node(prefix)
    shown = {node.value} if isinstance(node, Term) else {start + nature for nature in _NATURES}
    for other in (start + nature for nature in _NATURES):
        if other not in shown and counts.get(other):
            search = trial.with_text(rewritten(reading, {part.span: other}))
            total = trial.total(search)
            if total:
                yield trial.offer("prefix_other", say("prefix_other", prefix=other, total=total), search, total)


def unknown_prefixes(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """For what is written like a number, but with a prefix that nobody has: the nearest that are there."""
    numbers = dict.fromkeys((match["prefix"].upper(), match["rest"]) for match in _strange(reading))
    for prefix, rest in islice(numbers, STRANGE):
        yield _near_prefix(trial, f"{prefix} {rest}", prefix, rest)


def strange_numbers(reading: Reading) -> list[tuple[int, int]]:
    """The places of what is written like a number with a prefix that does not exist."""
    return [match.span() for match in _strange(reading)]


def _strange(reading: Reading) -> Iterator[re.Match[str]]:
    known = [part.span for part in reading.parts if part.kind == "number"]
    for match in _LIKE_NUMBER.finditer(fold_characters(reading.text)):
        if publisher(match["prefix"].upper()) is None and not touches(match.span(), known):
            yield match


def _find(trial: Trial, number: StandardNumber | PartialNumber) -> Record | None:
    """The standard of exactly this number; of several the one in force."""
    node = number if isinstance(number, PartialNumber) else Number(str(number), own=True)
    results = trial.results(Request(node, trial.day, limit=1))
    return results.hits[0].record if results.hits and results.hits[0].group == "exact" else None


def _ended(trial: Trial, record: Record) -> Iterator[Hint]:
    """What applies instead of a standard that has ended."""
    status = record.status_on(trial.day)
    instead = find_successors(trial.engine, record, trial.day) if status.ended else ()
    if instead:
        names = tuple(other.number for other in instead[:NEAR])
        words = say("number_ended", number=record.number, status=value_words("status", status), instead=names)
        yield _offer(trial, "number_ended", words, names[0])


def _missing(trial: Trial, named: NamedNumber) -> Iterator[Hint]:
    """What there is instead of a number that the catalogue lacks."""
    number = named.number
    if isinstance(number, PartialNumber):
        yield _partial_missing(trial, number, named.label)
        return
    if number.kind == "plan":
        yield Hint("plan_number", say("plan_number", number=named.label))
        return
    parts = list(_parts(trial, number))
    near = find_near(trial.engine, str(number), trial.day)
    adopting = _adopting(trial, "GB" if number.prefix == "ISO" else stem(number.prefix), number.serial)
    yield from parts
    if near or adopting:
        yield _near(trial, named.label, [*near, *adopting])
    elif not parts and _is_known(trial, number):
        yield Hint("number_missing", say("number_missing", number=named.label))
    elif not parts:
        rest = str(number).removeprefix(number.prefix).strip()
        yield _near_prefix(trial, str(number), number.prefix, rest)


def _partial_missing(trial: Trial, number: PartialNumber, label: str) -> Hint:
    """The same for a number of which a part was left out: none has what was given of it."""
    if not number.stem:
        return Hint("number_missing", say("serial_missing", number=number.dated_serial))
    undated = trial.records(replace(number, year=None), NEAR) if number.year else []
    near = [*undated, *_adopting(trial, number.stem, number.serial)]
    return _near(trial, label, near) if near else Hint("number_missing", say("number_missing", number=label))


def _near(trial: Trial, label: str, near: Sequence[Record]) -> Hint:
    names = tuple(record.number for record in near)
    return _offer(trial, "number_near", say("number_near", number=label, near=names), names[0])


def _is_known(trial: Trial, number: StandardNumber) -> bool:
    """Whether there are standards with the prefix of a number, whatever its nature."""
    counts = trial.engine.counts("prefix")
    return any(number.prefix + nature in counts for nature in _NATURES)


def _adopted(trial: Trial, named: NamedNumber) -> Iterator[Hint]:
    """The standards that adopt an international one, in force first; where none adopts its edition, in any edition.

    NEQ is no adoption (GB/T 1.2-2020, 4.1).
    """
    number = named.number
    if isinstance(number, PartialNumber) or number.level is not Level.INTERNATIONAL or not number.serial:
        return
    series = number.series
    records = trial.records(Number(series), MOST_ADOPTING)
    adopting = [(record, one.number) for record in records for one in record.adopts if one.degree != "NEQ"]
    exact = [record for record, adopted in adopting if number.year and adopted == str(number)]
    any_edition = [record for record, adopted in adopting if adopted == series or adopted.startswith(f"{series}:")]
    found = sorted(exact or any_edition, key=lambda record: record.status_on(trial.day).ended)
    if found:
        names = tuple(dict.fromkeys(record.number for record in found))[:NEAR]
        yield _offer(trial, "adopted_by", say("adopted_by", number=number if exact else series, names=names), names[0])


def _adopting(trial: Trial, start: str, serial: str) -> list[Record]:
    """For 国标 9001 the national standard that is ISO 9001: GB/T 19001."""
    if start != "GB" or not _OF_SYSTEMS.fullmatch(serial):
        return []
    return trial.records(PartialNumber(str(int(serial) + _ADOPTED), stem="GB"), NEAR)


def _parts(trial: Trial, number: StandardNumber) -> Iterator[Hint]:
    """The parts of a number that itself is no standard; of a part that is not there the other parts."""
    for sentence, start in (("number_parts", number.series), ("number_siblings", number.family)):
        total = trial.count(Prefix(f"{start}.", "number")) if start and number.serial else 0
        if total:
            yield _offer(trial, "number_parts", say(sentence, number=number, total=total), f"{start}.*")
            return


def _offer(trial: Trial, kind: str, words: Words, query: str) -> Hint:
    """A hint that leads to a number, whatever else was asked."""
    search = trial.search.at(text=query, filters=(), offset=0)
    return trial.offer(kind, words, search, trial.total(search))


def _near_prefix(trial: Trial, number: str, prefix: str, rest: str) -> Hint:
    """The prefixes most like one that no standard has: first those that have this very number."""
    counts = trial.engine.counts("prefix")
    near = difflib.get_close_matches(prefix, counts, n=2 * PREFIXES, cutoff=ALIKE)
    exact = [other for other in near if (parsed := parse(f"{other} {rest}")) and _find(trial, parsed) is not None]
    if exact:
        names = tuple(f"{other} {rest}" for other in exact[:PREFIXES])
        return _offer(trial, "prefix_near", say("prefix_near", number=number, prefix=prefix, near=names), names[0])
    if near:
        words = say("prefix_near", number=number, prefix=prefix, near=tuple(near[:PREFIXES]))
        return _offer(trial, "prefix_near", words, near[0])
    return Hint("prefix_unknown", say("prefix_unknown", number=number, prefix=prefix))
