"""A generation's parts, opened and laid end to end: what the evaluator reads.

A document is named by its place: those of the base first, then those of the delta. With no delta every column is a
memory map; with one, columns are joined in memory.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

import numpy as np

from indexer.engines.base import FACETS
from indexer.engines.whoosh.columns import (
    DELETED,
    FIELDS,
    OWN_FACETS,
    PACK,
    WORDS,
    Array,
    Grams,
    Pack,
    Postings,
    StoredRecords,
    Texts,
)
from indexer.engines.whoosh.read.cross_counts import Codes
from indexer.engines.whoosh.read.doc_sets import mask
from indexer.engines.whoosh.view import check_contents
from indexer.errors import IndexDamaged
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from standard.home import is_at_home
from standard.publisher import Level
from standard.record import Record

#: JSON that is known to have no blanks around it
_read = json.JSONDecoder().raw_decode
#: levels in the order in which equally good hits stand
LEVELS = [level.value for level in Level]
#: what `Parts.local` says of a local standard
ELSEWHERE, AT_HOME = 1, 2
#: filters for which the mask is kept
MASKS_KEPT = 64
#: places that are turned into numbers of Python at once
_STRETCH = 10_000
#: documents up to which values are counted one by one
_FEW = 48
#: share of the documents with further values (one in so many) from which on it is faster to go through all of them
_MANY = 8


class Part:
    """One part's pack: its postings, records and texts; its columns are read by Parts."""

    def __init__(self, folder: Path) -> None:
        self.pack = Pack(folder / PACK)
        check_contents(folder, self.pack)
        self.records = StoredRecords(self.pack)
        self.count = len(self.records)
        self.grams = Grams(self.pack)
        self.postings = {name: Postings(self.pack, name) for name in FIELDS}

    def array(self, name: str) -> Array:
        """A column with one value for each document."""
        self.pack.check(name, length=self.count)
        return self.pack.array(name)


class Column:
    """A keyword or code field over all parts: each document's first code, the further ones, and what codes stand for.

    Code 0 is none; code n stands for `values[n - 1]`.
    """

    def __init__(self, parts: list[Part], name: str, offsets: list[int]) -> None:
        self.values: list[str] = []
        self._codes_of: dict[str, int] = {}
        first, owners, more = [], [], []
        for part, offset in zip(parts, offsets, strict=True):
            codes = self._translate(part.pack.texts(name))
            part_first = part.array(f"{name}.first")
            part_owners, part_more = part.pack.array(f"{name}.owners"), part.pack.array(f"{name}.more")
            part.pack.check(f"{name}.more", length=len(part_owners))
            first.append(codes[part_first] if offset else part_first)
            owners.append(part_owners + np.uint32(offset) if offset else part_owners)
            more.append(codes[part_more] if offset else part_more)
        self._first, self._owners, self._more = concatenate(first), concatenate(owners), concatenate(more)

    def _translate(self, values: Texts) -> Array:
        """Codes of a part -> codes of the generation."""
        codes = [0]
        for place in range(len(values)):
            value = values[place]
            if value not in self._codes_of:
                self.values.append(value)
                self._codes_of[value] = len(self.values)
            codes.append(self._codes_of[value])
        return np.array(codes, np.min_scalar_type(len(self.values)))

    def mask(self, values: tuple[str, ...]) -> Array:
        """Which documents have any of the values."""
        chosen = np.zeros(len(self.values) + 1, bool)
        chosen[[self._codes_of.get(value, 0) for value in values]] = True
        chosen[0] = False
        marks: Array = chosen[self._first]
        marks[self._owners[chosen[self._more]]] = True
        return marks

    def top(self, places: Array, most: int) -> tuple[tuple[str, int], ...]:
        """The most frequent values of the documents, with counts; of equally frequent ones the first by name."""
        if len(places) <= _FEW:
            codes = self._first[places].tolist()
            several = places[self._several[places]]
            codes += self._further(several).tolist() if len(several) else []
            counted = ((self.values[code - 1], count) for code, count in Counter(codes).items() if code)
            return tuple(sorted(counted, key=lambda row: (-row[1], row[0]))[:most])
        return top(self.count(places), self.values, self._order, most)

    def count(self, places: Array) -> Array:
        """How many of the documents have each value. Costs what their values cost; that of all is kept."""
        if len(places) == len(self._first):
            return self._whole
        counts = np.bincount(self._first[places], minlength=len(self.values) + 1)
        several = places[self._several[places]]
        if len(several):
            counts += np.bincount(self._further(several), minlength=len(self.values) + 1)
        return counts[1:]

    def _further(self, several: Array) -> Array:
        """The further codes of documents that have such."""
        if len(several) * _MANY > len(self._owners):
            return self._more[mask(several, len(self._first))[self._owners]]
        starts = np.searchsorted(self._owners, several)
        counts = np.searchsorted(self._owners, several, side="right") - starts
        ends = np.cumsum(counts)
        return self._more[np.repeat(starts - (ends - counts), counts) + np.arange(int(ends[-1]))]

    @cached_property
    def _whole(self) -> Array:
        codes = np.concatenate([self._first, self._more])
        return np.bincount(codes, minlength=len(self.values) + 1)[1:]

    @cached_property
    def _several(self) -> Array:
        """Which documents have further codes."""
        return mask(self._owners, len(self._first))

    @cached_property
    def _order(self) -> Array:
        """Place of each value among all, by name."""
        order = np.empty(len(self.values), np.int64)
        order[sorted(range(len(self.values)), key=self.values.__getitem__)] = np.arange(len(self.values))
        return order

    def ranks_in(self, values: Sequence[str]) -> Array:
        """For each document the place of its first value in a list that has all; of those without any its length."""
        ranks = [len(values), *map(values.index, self.values)]
        return np.array(ranks, np.uint8)[self._first]

    @property
    def codes(self) -> Codes:
        """All of it, to be counted against another field."""
        return Codes(self.values, self._first, self._owners, self._more)

    def filled(self, documents: Array) -> int:
        """How many documents of a mask have any value."""
        return int(np.count_nonzero(self._first[documents]))


def top(counts: Array, values: Sequence[str], order: Array, most: int) -> tuple[tuple[str, int], ...]:
    """The most frequent values with their counts; equally frequent ones in their order."""
    present = np.flatnonzero(counts)
    chosen = present[np.argsort(order[present] - counts[present] * len(values))][:most]
    return tuple(zip(map(values.__getitem__, chosen.tolist()), counts[chosen].tolist(), strict=True))


class Parts:
    """All parts of a generation as one set of documents."""

    def __init__(self, folder: Path) -> None:
        names = [name for name in ("base", "delta") if (folder / name).is_dir()]
        if names[:1] != ["base"]:
            raise IndexDamaged("base_missing", folder)
        self._parts = [Part(folder / name) for name in names]
        counts = [part.count for part in self._parts]
        self.offsets = [sum(counts[:place]) for place in range(len(counts))]
        self.count = sum(counts)
        self.live = np.ones(self.count, bool)
        if (folder / DELETED).exists():
            self.live[Pack(folder / DELETED).array("deleted")] = False
        self.total = int(self.live.sum())
        self.values = {field.name: self._column(f"values_{field.name}") for field in VALUE_FIELDS}
        own = {name: self._column(f"facet_{name}") for name in OWN_FACETS}
        self.facets = {name: own[name] if name in own else self.values[name] for name in FACETS if name != "status"}
        self.days = {field.name: self._array(f"day_{field.name}") for field in DAY_FIELDS}
        self.lengths = {name: self._array(f"length_{WORDS.get(name, name)}") for name in (*WORDS, "bigrams")}
        self.ranks = {name: self._array(f"rank_{name}") for name in ("number", "title")}
        self.recorded, self.succeeded = self._array("status"), self._array("succeeded")
        self.newness = self._array("newness")
        self.levels = self.values["level"].ranks_in(LEVELS)
        #: text fields that any document has
        self.text_fields = [field.name for field in TEXT_FIELDS if self.lengths[field.name].any()]
        self._masks: dict[tuple[str, tuple[str, ...]], Array] = {}
        self._homes: dict[str, Array] = {}
        self._scratch = threading.local()

    @property
    def sums(self) -> Array:
        """A number for every document, all 0, for this thread; who writes into it clears what it wrote."""
        if not hasattr(self._scratch, "sums"):
            self._scratch.sums = np.zeros(self.count)
        sums: Array = self._scratch.sums
        return sums

    @property
    def base(self) -> Part:
        """The large part."""
        return self._parts[0]

    def _array(self, name: str) -> Array:
        return concatenate([part.array(name) for part in self._parts])

    def _column(self, name: str) -> Column:
        return Column(self._parts, name, self.offsets)

    def mask(self, field: str, values: tuple[str, ...]) -> Array:
        """Which documents have any of the values of a field; those of the last filters are kept."""
        if (field, values) not in self._masks:
            if len(self._masks) >= MASKS_KEPT:
                self._masks = {}
            self._masks[field, values] = self.values[field].mask(values)
        return self._masks[field, values]

    def local(self, home: str) -> Array:
        """Where each document that is a local standard belongs, seen from a home; 0 for all others. That is kept."""
        if home not in self._homes:
            regions = self.values["region"]
            inside = [code for code in regions.values if is_at_home(code, home)]
            outside = [code for code in regions.values if not is_at_home(code, home)]
            at_home = regions.mask(tuple(inside)) & ~regions.mask(tuple(outside))
            local = self.levels == LEVELS.index(Level.LOCAL)
            self._homes[home] = np.where(local, np.where(at_home, AT_HOME, ELSEWHERE), 0).astype(np.uint8)
        return self._homes[home]

    def postings(self, field: str, term: str) -> tuple[Array, Array]:
        """Valid documents that hold a term, ascending, and what it weighs in each."""
        runs = [part.postings[field].find(term) for part in self._parts]
        nonempty = [
            (run[0] + np.uint32(offset) if offset else run[0], run[1])
            for run, offset in zip(runs, self.offsets, strict=True)
            if len(run[0])
        ] or runs[:1]
        places, impacts = (concatenate([run[turn] for run in nonempty]) for turn in (0, 1))
        if self.total == self.count:
            return places, impacts
        valid = self.live[places]
        return places[valid], impacts[valid]

    def impact(self, field: str, term: str, place: int) -> float | None:
        """What a term weighs in a document; None where the document does not hold it."""
        places, impacts = self.postings(field, term)
        at = int(np.searchsorted(places, place))
        return float(impacts[at]) if at < len(places) and places[at] == place else None

    def frequency(self, field: str, term: str) -> int:
        """How many valid documents hold a term."""
        return len(self.postings(field, term)[0])

    def expand(self, field: str, prefix: str, most: int) -> list[str]:
        """The first terms of a field that begin so, in order."""
        terms = (islice(part.postings[field].from_prefix(prefix), most) for part in self._parts)
        return sorted(set(chain.from_iterable(terms)))[:most]

    def between(self, field: str, first: str, last: str) -> Array:
        """Valid documents that hold any term of a field from one to another, with repetitions."""
        return self._valid([part.postings[field].between(first, last) for part in self._parts])

    def with_prefix(self, field: str, prefix: str) -> Array:
        """Valid documents that hold terms of a field that begin so, with repetitions."""
        return self._valid([part.postings[field].with_prefix(prefix) for part in self._parts])

    def _valid(self, by_part: list[Array]) -> Array:
        """Documents of each part, as places among all, but for those no longer valid."""
        pairs = zip(by_part, self.offsets, strict=True)
        places = concatenate([documents + np.uint32(offset) if offset else documents for documents, offset in pairs])
        return places if self.total == self.count else places[self.live[places]]

    @property
    def packs(self) -> list[Pack]:
        """The packs of all parts, base first."""
        return [part.pack for part in self._parts]

    def containing(
        self, text: str, field: str | None = None, *, after_border: bool = False, before_border: bool = False
    ) -> Array:
        """Valid documents with a text that contains this one, ascending, with repetitions; see `Grams.documents`."""
        by_part = (
            part.grams.documents(text, field, after_border=after_border, before_border=before_border)
            for part in self._parts
        )
        return self._valid(list(by_part))

    def stored(self, place: int) -> bytes:
        """A document's record as it was stored."""
        part, local = self._local(place)
        return part.records.raw(local)

    def stored_by_number(self) -> Iterator[bytes]:
        """All valid records as they were stored, in the order of numbers; memory holds four bytes for each."""
        places = np.flatnonzero(self.live).astype(np.uint32)
        places = places[np.argsort(self.ranks["number"][places])]
        read = self.stored if len(self._parts) > 1 else self.base.records.raw
        for start in range(0, len(places), _STRETCH):
            yield from map(read, places[start : start + _STRETCH].tolist())

    def record(self, place: int) -> Record:
        """A document's record."""
        part, local = self._local(place)
        return Record.from_json(_read(part.records[local])[0])

    def number(self, place: int) -> str:
        """A document's canonical number."""
        part, local = self._local(place)
        return str(_read(part.records[local])[0]["number"])

    def _local(self, place: int) -> tuple[Part, int]:
        turn = len(self.offsets) - 1 if place >= self.offsets[-1] else 0
        return self._parts[turn], place - self.offsets[turn]


def concatenate(arrays: list[Array]) -> Array:
    """Arrays end to end; a single one as it is."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
