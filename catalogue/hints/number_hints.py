"""Hints on the numbers of a query: what is not there and what is near it, what has ended and what applies instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import islice

from catalogue.hints.probe import Trial
from catalogue.lookup import NEAR, in_force_instead, near_records, stem
from catalogue.query import (
    Part,
    Reading,
    is_beside,
    is_publisher,
    prefix_node,
    rewritten,
    shown,
    touches,
    whatever_nature,
)
from catalogue.search import Hint
from catalogue.wording import Words, say, value_words
from indexer.analysis import parse
from indexer.engines import Request, numbers_of
from indexer.query import Number, Prefix, Term
from standard.folding import fold_characters
from standard.number import StandardNumber
from standard.publisher import publisher
from standard.record import Record

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
    for number, given in list(dict(_asked(reading)).items())[:MOST]:
        record = _held(trial, number)
        yield from _missing(trial, number, given) if record is None else _ended(trial, record)
        natures = whatever_nature(str(number)) if record is None else None
        other = parse(natures.text) if natures is not None else None
        record = _held(trial, other) if other is not None else None
        yield from _ended(trial, record) if record is not None else ()


def _asked(reading: Reading) -> Iterator[tuple[StandardNumber, str]]:
    """The numbers of a query one by one as they are shown, but for other readings of what stands there already."""
    typed = [node for node in numbers_of(reading.tree) if not is_beside(node, _texts(reading))]
    natures = [whatever_nature(node.text) for node in typed]
    for node in typed:
        number = parse(node.text) if node not in natures else None
        yield from ((one, shown(one, node.text)) for one in (_members(number) if number is not None else ()))


def _texts(reading: Reading) -> list[str]:
    return [part.text for part in reading.words]


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
    if part.kind == "publisher":
        return part.text
    if part.field is None or part.field.name != "number":
        return ""
    prefix = fold_characters(part.text.partition(":")[2]).replace(" ", "").upper()
    return prefix if is_publisher(prefix) else ""


def _other_natures(trial: Trial, reading: Reading, part: Part, prefix: str) -> Iterator[Hint]:
    counts, start = trial.engine.counts("prefix"), stem(prefix)
    shown = {node.value for node in [prefix_node(prefix)] if isinstance(node, Term)} or {
        start + one for one in _NATURES
    }
    for other in (start + nature for nature in _NATURES):
        if other not in shown and counts.get(other):
            search = trial.with_text(rewritten(reading, {part.span: other}))
            total = trial.total(search)
            if total:
                yield trial.offer("prefix_other", say("prefix_other", prefix=other, total=total), search, total)


def unknown_prefixes(trial: Trial, reading: Reading) -> Iterator[Hint]:
    """For what is written like a number, but with a prefix that nobody has: the nearest that are there."""
    found = dict.fromkeys((match["prefix"].upper(), match["rest"]) for match in _strange(reading))
    for prefix, rest in islice(found, STRANGE):
        yield _near_prefix(trial, f"{prefix} {rest}", prefix, rest)


def strange_numbers(reading: Reading) -> list[tuple[int, int]]:
    """The places of what is written like a number with a prefix that does not exist."""
    return [match.span() for match in _strange(reading)]


def _strange(reading: Reading) -> Iterator[re.Match[str]]:
    known = [part.span for part in reading.parts if part.kind == "number"]
    for match in _LIKE_NUMBER.finditer(fold_characters(reading.text)):
        if publisher(match["prefix"].upper()) is None and not touches(match.span(), known):
            yield match


def _members(number: StandardNumber) -> tuple[StandardNumber, ...]:
    """The numbers to look at one by one: several side by side read as a joint number."""
    if number.kind == "prefix":
        return ()
    return number.members if number.kind == "joint" else (number,)


def _held(trial: Trial, number: StandardNumber) -> Record | None:
    """The standard of exactly this number; of several editions the one in force."""
    results = trial.results(Request(Number(str(number), own=True), trial.day, limit=1))
    return results.hits[0].record if results.hits and results.hits[0].group == "exact" else None


def _ended(trial: Trial, record: Record) -> Iterator[Hint]:
    """What applies instead of a standard that has ended."""
    status = record.status_on(trial.day)
    instead = in_force_instead(trial.engine, record, trial.day) if status.ended else ()
    if instead:
        names = tuple(one.number for one in instead[:NEAR])
        words = say("number_ended", number=record.number, status=value_words("status", status), instead=names)
        yield _offer(trial, "number_ended", words, names[0])


def _missing(trial: Trial, number: StandardNumber, given: str) -> Iterator[Hint]:
    """What there is instead of a number that the catalogue lacks."""
    if number.kind == "bare":
        yield Hint("number_missing", say("serial_missing", number=str(number).removeprefix("* ")))
        return
    parts = list(_parts(trial, number))
    near = [*near_records(trial.engine, str(number), trial.day), *_adopting(trial, number)]
    yield from parts
    if near:
        names = tuple(record.number for record in near)
        yield _offer(trial, "number_near", say("number_near", number=given, near=names), names[0])
    elif not parts and _is_known(trial, number):
        yield Hint("number_missing", say("number_missing", number=given))
    elif not parts:
        rest = str(number).removeprefix(number.prefix).strip()
        yield _near_prefix(trial, str(number), number.prefix, rest)


def _is_known(trial: Trial, number: StandardNumber) -> bool:
    """Whether there are standards with the prefix of a number, whatever its nature."""
    counts = trial.engine.counts("prefix")
    return number.kind == "wildcard" or any(number.prefix + nature in counts for nature in _NATURES)


def _adopting(trial: Trial, number: StandardNumber) -> list[Record]:
    """For 国标 9001 the national standard that is ISO 9001: GB/T 19001."""
    if stem(number.prefix) != "GB" or not _OF_SYSTEMS.fullmatch(number.serial):
        return []
    return trial.records(Number(f"GB/* {int(number.serial) + _ADOPTED}", own=True), NEAR)


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
    meant = [one for one in near if (parsed := parse(f"{one} {rest}")) and _held(trial, parsed) is not None]
    if meant:
        names = tuple(f"{one} {rest}" for one in meant[:PREFIXES])
        return _offer(trial, "prefix_near", say("prefix_near", number=number, prefix=prefix, near=names), names[0])
    if near:
        words = say("prefix_near", number=number, prefix=prefix, near=tuple(near[:PREFIXES]))
        return _offer(trial, "prefix_near", words, near[0])
    return Hint("prefix_unknown", say("prefix_unknown", number=number, prefix=prefix))
