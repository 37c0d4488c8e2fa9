"""Substrings of all text fields: where each pair of neighbouring characters stands, over all documents end to end.

::

    grams.pairs      (first character << 32 | second), sorted
    grams.runs       where each pair's run begins
    grams.positions  places in the text of all documents, ascending within a run
    grams.documents  the document of each
    grams.signs      for every place its field, and whether a Latin letter or a digit stands there (LATIN)

The fields of a document stand one behind another, a line break before the first and behind each, so no substring
crosses two. A substring is where its pairs stand at their distances: exact for any text, without looking at the texts
again. One look-up serves all fields; where one field is asked for, the sign at the place says which field it is in.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from indexer.analysis import is_han, is_latin
from indexer.engines.relevance import pair_weight
from indexer.engines.whoosh.columns.pack_file import Array, Pack, PackWriter
from indexer.engines.whoosh.columns.postings import count_keys, write_postings
from indexer.engines.whoosh.columns.schema import BIGRAMS
from indexer.fields import TEXT_FIELDS

#: bit of a sign that says Latin letter or digit; below it stands the field's place in TEXT_FIELDS
LATIN = 0x80
_NOWHERE = np.empty(0, np.uint32)
_BREAK = ord("\n")
#: different characters that one part can hold: a pair is packed into 32 bits while it is sorted
_CHARACTERS = 1 << 16
_CODES = {field.name: code for code, field in enumerate(TEXT_FIELDS)}


class GramsWriter:
    """Collects the texts of documents; works everything out at the end, as array operations."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._documents = array("I")
        self._fields = array("B")
        self._count = 0

    def add(self, texts: Mapping[str, str]) -> None:
        """Append the next document's compacted texts, field by field."""
        for name, text in texts.items():
            self._texts.append(text)
            self._documents.append(self._count)
            self._fields.append(_CODES[name])
        self._count += 1

    def close(self, pack: PackWriter) -> None:
        """Write the columns, and the pairs of Chinese characters of the titles with what they weigh."""
        text = "\n" + "".join(part + "\n" for part in self._texts)
        known, codes = _encode_characters(np.frombuffer(text.encode("utf-32-le"), np.uint32))
        documents = self._spread(np.asarray(self._documents, np.uint32))
        fields = self._spread(np.asarray(self._fields, np.uint8))
        pairs = (codes[:-1].astype(np.uint64) << np.uint64(16)) | codes[1:]
        han = _each(is_han, known)[codes]
        titles = np.flatnonzero(han[:-1] & han[1:] & (fields[:-1] == _CODES["title"]))
        self._write_titles(pack, known, (pairs[titles] << np.uint64(32)) | documents[titles])
        pack.add("grams.signs", fields | np.where(_each(is_latin, known), np.uint8(LATIN), np.uint8(0))[codes])
        del fields, han, titles
        places = np.flatnonzero(known[codes[:-1]] != _BREAK).astype(np.uint64)
        # sorted as one number each: much faster than by an index
        keys = (pairs[places] << np.uint64(32)) | places
        keys.sort()
        _write_pairs(pack, known, keys)
        pack.add("grams.documents", documents[keys.astype(np.uint32)])

    def _spread(self, values: Array) -> Array:
        """A value for each text -> one for each character, the line break behind it and the one before all included."""
        lengths = np.fromiter(map(len, self._texts), np.int64, len(self._texts)) + 1
        return np.concatenate([np.zeros(1, values.dtype), np.repeat(values, lengths)])

    def _write_titles(self, pack: PackWriter, known: Array, keys: Array) -> None:
        """Pairs of titles: postings, and how many each document has."""
        keys, counts = count_keys(keys)
        documents = keys & np.uint64((1 << 32) - 1)
        lengths = np.bincount(documents.astype(np.int64), weights=counts, minlength=self._count).astype(np.uint32)
        codes = (keys >> np.uint64(32)).astype(np.uint32)
        different, ranks = np.unique(codes, return_inverse=True)
        signs = [chr(code_point).encode() for code_point in known.tolist()]
        terms = [signs[code >> 16] + signs[code & 0xFFFF] for code in different.tolist()]
        keys = (ranks.astype(np.uint64) << np.uint64(32)) | documents
        write_postings(pack, BIGRAMS, terms, keys, pair_weight(lengths[documents]))
        pack.add(f"length_{BIGRAMS}", lengths)


def _write_pairs(pack: PackWriter, known: Array, keys: Array) -> None:
    """The pairs and where each stands, from ascending (first << 48 | second << 32 | place)."""
    pairs = (keys >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate([pairs[:1] == pairs[:1], pairs[1:] != pairs[:-1]]))
    first, second = known[pairs[starts] >> np.uint32(16)], known[pairs[starts] & np.uint32(0xFFFF)]
    pack.add("grams.pairs", (first << np.uint64(32)) | second)
    pack.add("grams.runs", np.append(starts, len(pairs)).astype(np.int64))
    pack.add("grams.positions", keys.astype(np.uint32))


def _each(has: Callable[[str], bool], characters: Array) -> Array:
    return np.fromiter((has(chr(code_point)) for code_point in characters.tolist()), bool, len(characters))


def _encode_characters(characters: Array) -> tuple[Array, Array]:
    """The different characters, ascending, and for each of a text which it is."""
    there = np.zeros(int(characters.max()) + 1, bool)
    there[characters] = True
    known = np.flatnonzero(there).astype(np.uint64)
    if len(known) > _CHARACTERS:
        raise ValueError(f"{len(known)} different characters in one part; {_CHARACTERS} are the most")
    codes = np.zeros(len(there), np.uint16)
    codes[known] = np.arange(len(known))
    return known, codes[characters]


class Grams:
    """The substrings of a part, mapped. All is checked of pairs and signs, of positions and documents what is read."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._count = pack.length("grams.pairs")
        self._positions = pack.stretches("grams.positions")
        self._documents = pack.stretches("grams.documents")
        pack.check("grams.runs", length=self._count + 1)
        pack.check("grams.positions", "grams.documents", length=pack.last("grams.runs"))

    def documents(
        self, text: str, field: str | None = None, *, after_border: bool = False, before_border: bool = False
    ) -> Array:
        """Documents that contain this text (in one field, with `field`), ascending, with repetitions.

        With a border asked for, no Latin letter or digit may stand right before (behind) it.
        """
        if not self._count or not text:
            return _NOWHERE
        hits = self._run(text) if len(text) == 1 else self._neighbours(text)
        places = self._positions[hits] if isinstance(hits, slice) else hits[0]
        documents = self._documents[hits] if isinstance(hits, slice) else hits[1]
        if not (field or after_border or before_border):
            return documents
        keep = np.ones(len(places), bool)
        if field:
            keep &= (self._signs[places] & (LATIN - 1)) == _CODES[field]
        if after_border:
            keep &= self._signs[places - 1] < LATIN
        if before_border:
            keep &= self._signs[places + np.uint32(len(text))] < LATIN
        return documents[keep]

    def _neighbours(self, text: str) -> tuple[Array, Array]:
        """Places (and documents) where all pairs of a text stand at their distances; from the rarest pair on."""
        steps = sorted({*range(0, len(text) - 1, 2), len(text) - 2})
        runs = sorted(
            ((self._run(text[step : step + 2]), step) for step in steps),
            key=lambda pair: pair[0].stop - pair[0].start,
        )
        first, distance = runs[0]
        places, documents = self._positions[first], self._documents[first]
        if distance:
            keep = places >= distance
            places, documents = places[keep] - np.uint32(distance), documents[keep]
        for run, step in runs[1:]:
            positions = self._positions[run]
            if not len(places) or not len(positions):
                return _NOWHERE, _NOWHERE
            expected = places + np.uint32(step)
            at = np.minimum(np.searchsorted(positions, expected), len(positions) - 1)
            keep = positions[at] == expected
            places, documents = places[keep], documents[keep]
        return places, documents

    def _run(self, text: str) -> slice:
        """The run of a pair; of a single character, those of all pairs that begin with it."""
        low = ord(text[0]) << 32
        if len(text) == 1:
            start, end = np.searchsorted(self._pairs, np.array([low, low + (1 << 32)], np.uint64))
        else:
            start = np.searchsorted(self._pairs, np.uint64(low | ord(text[1])))
            end = start + int(start < self._count and self._pairs[start] == low | ord(text[1]))
        return slice(self._runs[start], self._runs[end])

    @cached_property
    def _pairs(self) -> Array:
        return self._pack.array("grams.pairs")

    @cached_property
    def _runs(self) -> memoryview:
        # a view gives plain integers several times as fast as an array does
        return self._pack.array("grams.runs").data

    @cached_property
    def _signs(self) -> Array:
        return self._pack.array("grams.signs")
