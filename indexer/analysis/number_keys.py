"""Numbers -> keys, the same for documents and queries.

A document's keys stand in one exact field and differ by their first character:

====  ==========================================  ===========================
key   what                                        of `GB/T 1.1-2020`
====  ==========================================  ===========================
`=`   its own numbers                             `=GB/T 1.1-2020`
`~`   its series: its number without the year     `~GB/T 1.1`
`^`   its family: without part and year           `^GB/T 1`
`?`   its spelling without separators             `?GBT112020`
`#`   serial and year, serial alone               `#1.1-2020`, `#1.1`
`@`   numbers it mentions, also as series         `@ISO 9001:2015`
====  ==========================================  ===========================

Keys only find candidates: `QueryKeys.rank` decides, in every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from indexer.query import Number, PartialNumber
from standard.number import NumberError, StandardNumber, find_numbers, spells, squeeze

#: most numbers that a range such as `GB/T 5750.1~5750.13` is spelled out to
MAX_RANGE = 200


class NumberForms(NamedTuple):
    """The forms of a document's number by which queries can name it."""

    number: str
    #: further canonical numbers it answers to: its halves where it is a joint or dual number
    exact: tuple[str, ...]
    series: tuple[str, ...]
    family: tuple[str, ...]
    serials: tuple[str, ...]
    #: numbers that it covers without being called so: those within a range
    covers: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def forms_of_number(number: str) -> NumberForms:
    """The forms of a canonical number."""
    parsed = parse(number)
    parts = _parts(parsed)
    names = tuple([str(part) for part in parts])
    is_range = parsed is not None and parsed.kind == "range"
    return NumberForms(
        number,
        exact=() if is_range else _unique([name for name in names if name != number]),
        series=_unique([part.series for part in parts]),
        family=_unique([part.family for part in parts]),
        serials=_unique([text for part in parts for text in _serials(part)]),
        covers=names if is_range else (),
    )


def keys_of_number(number: str) -> list[str]:
    """The keys of a document with this canonical number; some may occur twice."""
    keys = ["=" + number, "?" + squeeze(number)]
    for part in _parts(parse(number)):
        keys += ("=" + str(part), "~" + part.series, "^" + part.family)
        keys += ["#" + serial for serial in _serials(part)]
    return keys


@dataclass(frozen=True)
class QueryKeys:
    """What a number in a query is looked up by, and whether a document is what it asks for."""

    text: str
    #: the canonical number that is meant; empty where no grammar reads it
    number: str = ""
    #: canonical numbers that it stands for: its halves, the members of a range
    exact: tuple[str, ...] = ()
    #: series whose other members belong to the answer (`series`)
    series: tuple[str, ...] = ()
    #: any edition is meant: the members of `series` are `exact`
    undated: bool = False
    #: all parts are meant, `GB/T 2423(all)`
    family: str = ""
    #: the family whose parts belong to the answer (`series`): `GB/T 20000` was asked, there are GB/T 20000.1 ...
    whole: str = ""
    #: serial (and year) of a number of which a part was left out, `13368-2018` or `2760`
    serial: str = ""
    #: how numbers begin that go with `serial`
    prefixes: tuple[str, ...] = ("",)

    def candidates(self) -> list[str]:
        """Keys, one of which each document has that this number can mean."""
        keys = ["=" + text for text in (self.number, *self.exact)] + ["~" + text for text in self.series]
        keys += ["^" + family for family in (self.family, self.whole) if family]
        keys += ["#" + self.serial] if self.serial else []
        return [*keys, "?" + squeeze(self.text)]

    def mention_keys(self) -> list[str]:
        """Keys of documents that mention this number."""
        return ["@" + text for text in (self.number, *self.exact, *(self.series if self.undated else ()))]

    def rank(self, forms: NumberForms) -> int | None:
        """Place in `indexer.engines.base.RANKS`, or None where this number does not mean the document.

        0: the document has this number. 1: an edition where none was named, another reading of the spelling, or one
        half has this number. 2: another edition, an amendment, a part, a member of the range or the range of the
        member.
        """
        if forms.number in (self.number, self.text.strip()):
            return 0
        if self._fits_fragment(forms) or self.number in forms.exact:
            return 1
        if self.undated and set(self.series) & set(forms.series):
            return 2 if forms.covers else 1
        if spells(self.text, forms.number):
            return 1 if self.number else 0
        others = {*self.exact, self.number}
        if others & {forms.number, *forms.exact, *forms.covers} or set(self.series) & set(forms.series):
            return 2
        return 2 if self.whole and self.whole in forms.family else None

    def _fits_fragment(self, forms: NumberForms) -> bool:
        """Whether only a part of the number was given, and the document has that part."""
        if self.family:
            return self.family in forms.family
        return bool(self.serial) and self.serial in forms.serials and forms.number.startswith(self.prefixes)


@lru_cache(maxsize=1024)
def query_keys(node: Number | PartialNumber) -> QueryKeys:
    """How a number in a query is understood; one that no grammar reads is looked up by its spelling."""
    if isinstance(node, PartialNumber):
        prefixes = (f"{node.stem} ", f"{node.stem}/") if node.stem else ("",)
        return QueryKeys(str(node), serial=node.dated_serial, prefixes=prefixes)
    text, number = node.text, parse(node.text)
    if number is None:
        return QueryKeys(text)
    partial = left_out(number)
    if partial is not None:
        return query_keys(partial)
    if number.kind == "series":
        return QueryKeys(text, family=number.family, series=(number.series,), undated=True)
    parts = _parts(number)
    undated = number.year is None and number.kind != "amendment"
    return QueryKeys(
        text,
        number=str(number),
        exact=_unique([name for name in map(str, parts) if name != str(number)]),
        series=_unique([part.series for part in parts]),
        undated=undated,
        whole=number.family if undated and number.series == number.family else "",
    )


def left_out(number: StandardNumber, typed: str = "") -> PartialNumber | None:
    """What is asked for by a number whose prefix is not all there, 国标9001 or 13368-2018; None for any other."""
    if number.kind not in ("bare", "wildcard"):
        return None
    return PartialNumber(number.serial, number.year, number.prefix.removesuffix("*").removesuffix("/"), typed)


def keys_of_mentions(texts: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """The keys of what a document mentions: numbers in its texts, and related numbers."""
    keys = [key for text in texts for match in find_numbers(text) for key in mention_keys(match.number)]
    for text in numbers:
        number = parse(text)
        keys += mention_keys(number) if number else ("@" + text,)
    return keys


@lru_cache(maxsize=4096)
def parse(text: str) -> StandardNumber | None:
    """The number a text is, or None."""
    try:
        return StandardNumber(text)
    except NumberError:
        return None


def mention_keys(number: StandardNumber) -> tuple[str, ...]:
    """The keys under which a document that names this number is found."""
    return _unique(["@" + key for part in (number, *_parts(number)) for key in (str(part), part.series)])


def _parts(number: StandardNumber | None) -> tuple[StandardNumber, ...]:
    """The simple numbers that a number stands for."""
    if number is None:
        return ()
    kind = number.kind
    if kind == "range":
        return tuple(_spelled_out(number))
    if kind == "joint":
        return number.members
    base = number.base if kind == "dual" else None
    return (number if base is None else base,)


def _spelled_out(range_number: StandardNumber) -> Iterator[StandardNumber]:
    """`GB/T 5750.1~5750.13-2006` -> each number from the first to the last."""
    first, last = range_number.members[0], range_number.members[-1]
    stem, _, start = first.serial.rpartition(".")
    end = last.serial.rpartition(".")[2]
    year = f"-{range_number.year}" if range_number.year else ""
    for place in range(int(start), min(int(end), int(start) + MAX_RANGE) + 1):
        serial = str(place).zfill(len(start) if start.startswith("0") else 1)
        number = parse(f"{first.prefix} {stem + '.' if stem else ''}{serial}{year}")
        if number is not None:
            yield number


def _serials(number: StandardNumber) -> tuple[str, ...]:
    """`13368-2018` and `13368`; where there is no year only the latter."""
    serial, year = number.serial, number.year
    if not serial:
        return ()
    return (f"{serial}-{year}", serial) if year else (serial,)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
