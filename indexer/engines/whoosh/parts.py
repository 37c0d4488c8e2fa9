"""A generation's parts, opened and laid end to end: what the evaluator reads.

A document is named by its place: those of the base first, then those of the delta. With no delta every column is a
memory map; with one, columns are joined in memory.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from indexer.engines.base import FACETS
from indexer.engines.whoosh.files import DELETED, PACK, Array, Pack
from indexer.engines.whoosh.grams import Grams
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.schema import FIELDS, WORDS
from indexer.errors import IndexDamaged
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from standard.record import Record

#: filters for which the mask is kept
MASKS_KEPT = 64


class Part:
    """One part's pack: its postings, records and texts; its columns are read by Parts."""

    def __init__(self, folder: Path) -> None:
        self.pack = Pack(folder / PACK)
        self.records = self.pack.texts("records")
        self.count = len(self.records)
        self.grams = {field.name: Grams(self.pack, f"grams_{field.name}") for field in TEXT_FIELDS}
        self.postings = {name: Postings(self.pack, name) for name in FIELDS}

    def array(self, name: str) -> Array:
        """A column with one value for each document."""
        self.pack.check(name, length=self.count)
        return self.pack.array(name)


class Column:
    """A keyword or code field over all parts: (document, code) pairs and the dictionary of the codes."""

    def __init__(self, parts: list[Part], name: str, offsets: list[int]) -> None:
        self.values: list[str] = []
        self.codes_of: dict[str, int] = {}
        documents, codes = [], []
        for part, offset in zip(parts, offsets, strict=True):
            texts = part.pack.texts(name)
            here = self._translate([texts[place] for place in range(len(texts))])
            pairs = part.pack.array(f"{name}.documents"), part.pack.array(f"{name}.codes")
            part.pack.check(f"{name}.codes", length=len(pairs[0]))
            documents.append(pairs[0] + np.uint32(offset) if offset else pairs[0])
            codes.append(here[pairs[1]] if offset else pairs[1])
        self.documents, self.codes = joined(documents), joined(codes)
        self._count = sum(part.count for part in parts)
        counts = np.bincount(self.documents, minlength=self._count)
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._single = bool((counts == 1).all())
        self._whole: Array | None = None

    def _translate(self, values: list[str]) -> Array:
        """Codes of a part -> codes of the generation."""
        for value in values:
            if value not in self.codes_of:
                self.codes_of[value] = len(self.values)
                self.values.append(value)
        return np.array([self.codes_of[value] for value in values], np.uint32)

    def mask(self, count: int, values: tuple[str, ...]) -> Array:
        """Which documents have any of the values."""
        chosen = np.zeros(len(self.values) + 1, bool)
        chosen[[self.codes_of.get(value, -1) for value in values]] = True
        chosen[-1] = False
        found = np.zeros(count, bool)
        found[self.documents[chosen[self.codes]]] = True
        return found

    def count(self, places: Array) -> Array:
        """How many of the documents have each code. Costs what their values cost; that of all is kept."""
        if len(places) == self._count:
            if self._whole is None:
                self._whole = np.bincount(self.codes, minlength=len(self.values))
            return self._whole
        return np.bincount(self._codes_at(places), minlength=len(self.values))

    def _codes_at(self, places: Array) -> Array:
        """The codes of documents, end to end."""
        if self._single:
            return self.codes[places]
        starts, counts = self._starts[places], self._starts[places + 1] - self._starts[places]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        return self.codes[np.repeat(starts - (ends - counts), counts) + np.arange(total)]

    def filled(self, mask: Array) -> int:
        """How many documents of a mask have any value."""
        return len(np.unique(self.documents[mask[self.documents]]))


class Parts:
    """All parts of a generation as one set of documents."""

    def __init__(self, folder: Path) -> None:
        names = [name for name in ("base", "delta") if (folder / name).is_dir()]
        if names[:1] != ["base"]:
            raise IndexDamaged(f"{folder}：缺少 base 部分；请运行 lubiao reindex", folder)
        self._parts = [Part(folder / name) for name in names]
        counts = [part.count for part in self._parts]
        self.offsets = [sum(counts[:place]) for place in range(len(counts))]
        self.count = sum(counts)
        self.live = np.ones(self.count, bool)
        if (folder / DELETED).exists():
            self.live[Pack(folder / DELETED).array("deleted")] = False
        self.total = int(self.live.sum())
        self.values = {field.name: self._column(f"values_{field.name}") for field in VALUE_FIELDS}
        self.facets = {name: self._column(f"facet_{name}") for name in FACETS if name != "status"}
        self.days = {field.name: self._array(f"day_{field.name}") for field in DAY_FIELDS}
        self.lengths = {name: self._array(f"length_{WORDS.get(name, name)}") for name in (*WORDS, "bigrams")}
        self.ranks = {name: self._array(f"rank_{name}") for name in ("number", "title")}
        self.recorded, self.succeeded = self._array("status"), self._array("succeeded")
        self.newness = self._array("newness")
        #: text fields that any document has
        self.text_fields = [field.name for field in TEXT_FIELDS if any(map(len, self._grams(field.name)))]
        self._masks: dict[tuple[str, tuple[str, ...]], Array] = {}

    @property
    def base(self) -> Part:
        """The large part."""
        return self._parts[0]

    def _grams(self, field: str) -> list[Grams]:
        return [part.grams[field] for part in self._parts]

    def _array(self, name: str) -> Array:
        return joined([part.array(name) for part in self._parts])

    def _column(self, name: str) -> Column:
        return Column(self._parts, name, self.offsets)

    def mask(self, field: str, values: tuple[str, ...]) -> Array:
        """Which documents have any of the values of a field; those of the last filters are kept."""
        if (field, values) not in self._masks:
            if len(self._masks) >= MASKS_KEPT:
                self._masks = {}
            self._masks[field, values] = self.values[field].mask(self.count, values)
        return self._masks[field, values]

    def postings(self, field: str, term: str) -> tuple[Array, Array]:
        """Valid documents that hold a term, ascending, and what it weighs in each."""
        found = [part.postings[field].find(term) for part in self._parts]
        filled = [
            (one[0] + np.uint32(offset) if offset else one[0], one[1])
            for one, offset in zip(found, self.offsets, strict=True)
            if len(one[0])
        ] or found[:1]
        places, impacts = (joined([one[turn] for one in filled]) for turn in (0, 1))
        if self.total == self.count:
            return places, impacts
        valid = self.live[places]
        return places[valid], impacts[valid]

    def expand(self, field: str, prefix: str) -> list[str]:
        """Terms of a field that begin so, in order."""
        return sorted({term for part in self._parts for term in part.postings[field].from_prefix(prefix)})

    def with_prefix(self, field: str, prefix: str) -> Array:
        """Valid documents that hold terms of a field that begin so, with repetitions."""
        found = [
            part.postings[field].with_prefix(prefix) + np.uint32(offset)
            for part, offset in zip(self._parts, self.offsets, strict=True)
        ]
        places = joined(found)
        return places if self.total == self.count else places[self.live[places]]

    @property
    def packs(self) -> list[Pack]:
        """The packs of all parts, base first."""
        return [part.pack for part in self._parts]

    def containing(self, field: str, text: str, *, after_border: bool = False, before_border: bool = False) -> Array:
        """Valid documents whose compacted text of a field contains this one, ascending; see `Grams.documents`."""
        found = [
            part.grams[field].documents(text, after_border=after_border, before_border=before_border)
            + np.uint32(offset)
            for part, offset in zip(self._parts, self.offsets, strict=True)
        ]
        places = joined([one for one in found if len(one)] or found[:1])
        return places if self.total == self.count else places[self.live[places]]

    def record(self, place: int) -> Record:
        """A document's record."""
        part, local = self._local(place)
        return Record.from_json(json.loads(part.records[local]))

    def number(self, place: int) -> str:
        """A document's canonical number."""
        part, local = self._local(place)
        return str(json.loads(part.records[local])["number"])

    def _local(self, place: int) -> tuple[Part, int]:
        turn = len(self.offsets) - 1 if place >= self.offsets[-1] else 0
        return self._parts[turn], place - self.offsets[turn]


def joined(arrays: list[Array]) -> Array:
    """Arrays end to end; a single one as it is."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
