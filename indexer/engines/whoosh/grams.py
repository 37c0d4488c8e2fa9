"""Substrings of all text fields: where each pair of neighbouring characters stands, over all documents end to end.

::

    grams.pairs      (first character << 32 | second), sorted
    grams.runs       where each pair's run begins
    grams.positions  places in the text of all documents, ascending within a run
    grams.documents  the document of each
    grams.signs      for every place its field, and whether a Latin letter or a digit stands there (LATIN)

The fields of a document stand one behind another, a line break before the first and behind each, so no substring
crosses two. A substring is where its pairs stand at their distances: exact for any text, without looking at the texts
again. One look-up serves all fields; where one field is asked for, the sign at the place tells.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping

import numpy as np

from indexer.analysis.fold import HAN
from indexer.engines.whoosh.files import Array, Pack, PackWriter
from indexer.fields import TEXT_FIELDS

#: bit of a sign that says Latin letter or digit; below it stands the field's place in TEXT_FIELDS
LATIN = 0x80
_NOWHERE = np.empty(0, np.uint32)
_BREAK = ord("\n")
_LATIN = re.compile(f"[^\\W_{HAN}]")
_CODES = {field.name: code for code, field in enumerate(TEXT_FIELDS)}


class GramsWriter:
    """Collects the texts of documents; works everything out at the end, as array operations."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._documents = array("I")
        self._fields = array("B")

    def add(self, document: int, texts: Mapping[str, str]) -> None:
        """Append a document's compacted texts, field by field."""
        for name, text in texts.items():
            self._texts.append(text)
            self._documents.append(document)
            self._fields.append(_CODES[name])

    def close(self, pack: PackWriter) -> None:
        """Write the columns."""
        lengths = np.fromiter(map(len, self._texts), np.int64, len(self._texts)) + 1
        characters = np.frombuffer(("\n" + "".join(part + "\n" for part in self._texts)).encode("utf-32-le"), np.uint32)
        signs = _latin(characters)
        signs[1:] |= np.repeat(np.asarray(self._fields, np.uint8), lengths)
        documents = np.concatenate([np.zeros(1, np.uint32), np.repeat(np.asarray(self._documents, np.uint32), lengths)])
        places = np.flatnonzero(characters[:-1] != _BREAK).astype(np.uint32)
        pairs = (characters[places].astype(np.uint64) << np.uint64(32)) | characters[places + 1]
        order = np.argsort(pairs, kind="stable")
        pairs, places = pairs[order], places[order]
        starts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])) if len(pairs) else _NOWHERE
        pack.add("grams.pairs", pairs[starts])
        pack.add("grams.runs", np.append(starts, len(pairs)).astype(np.int64))
        pack.add("grams.positions", places)
        pack.add("grams.documents", documents[places])
        pack.add("grams.signs", signs)


def _latin(characters: Array) -> Array:
    """LATIN for every Latin character, asked once for each different one."""
    table = np.zeros(int(characters.max()) + 1, bool)
    table[characters] = True
    signs = np.zeros(len(table), np.uint8)
    for one in np.flatnonzero(table).tolist():
        signs[one] = LATIN if _LATIN.match(chr(one)) else 0
    return signs[characters]


class Grams:
    """The substrings of a part, mapped."""

    def __init__(self, pack: Pack) -> None:
        self._pairs = pack.array("grams.pairs")
        self._runs = pack.array("grams.runs")
        self._positions = pack.array("grams.positions")
        self._documents = pack.array("grams.documents")
        self._signs = pack.array("grams.signs")
        pack.check("grams.runs", length=len(self._pairs) + 1)
        pack.check("grams.positions", "grams.documents", length=int(self._runs[-1]))

    def documents(
        self, text: str, field: str | None = None, *, after_border: bool = False, before_border: bool = False
    ) -> Array:
        """Documents that contain this text (in one field, with `field`), ascending, with repetitions.

        With a border asked for, no Latin letter or digit may stand right before (behind) it.
        """
        if not len(self._pairs) or not text:
            return _NOWHERE
        found = self._run(text) if len(text) == 1 else self._neighbours(text)
        places = self._positions[found] if isinstance(found, slice) else found[0]
        documents = self._documents[found] if isinstance(found, slice) else found[1]
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
        runs = sorted(((self._run(text[step : step + 2]), step) for step in steps), key=lambda one: _size(one[0]))
        first, distance = runs[0]
        places, documents = self._positions[first], self._documents[first]
        if distance:
            keep = places >= distance
            places, documents = places[keep] - np.uint32(distance), documents[keep]
        for run, step in runs[1:]:
            others = self._positions[run]
            if not len(places) or not len(others):
                return _NOWHERE, _NOWHERE
            wanted = places + np.uint32(step)
            at = np.minimum(np.searchsorted(others, wanted), len(others) - 1)
            keep = others[at] == wanted
            places, documents = places[keep], documents[keep]
        return places, documents

    def _run(self, text: str) -> slice:
        """The run of a pair; of a single character, those of all pairs that begin with it."""
        low = ord(text[0]) << 32
        if len(text) == 1:
            start, end = np.searchsorted(self._pairs, np.array([low, low + (1 << 32)], np.uint64))
        else:
            start = np.searchsorted(self._pairs, np.uint64(low | ord(text[1])))
            end = start + int(start < len(self._pairs) and self._pairs[start] == low | ord(text[1]))
        return slice(int(self._runs[start]), int(self._runs[end]))


def _size(run: slice) -> int:
    return int(run.stop - run.start)
