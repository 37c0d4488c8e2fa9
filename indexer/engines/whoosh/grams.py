"""Substrings of one text field: where each pair of neighbouring characters stands, over all documents end to end.

::

    <field>.pairs      (first character << 32 | second), sorted
    <field>.runs       where each pair's run begins
    <field>.positions  places in the text of all documents, ascending within a run
    <field>.documents  the document of each
    <field>.latin      for every place, whether a Latin letter or a digit stands there

A line break stands before the first and behind every document, so no substring crosses two. A substring is where its
pairs stand at their distances: exact for any text, without looking at the texts again.
"""

from __future__ import annotations

import re

import numpy as np

from indexer.analysis.fold import HAN
from indexer.engines.whoosh.files import Array, Pack, PackWriter

_NOWHERE = np.empty(0, np.uint32)
_BREAK = ord("\n")
_LATIN = re.compile(f"[^\\W_{HAN}]")


class GramsWriter:
    """Collects the texts of a field; works everything out at the end, as array operations."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        """Append a document's compacted text."""
        self._texts.append(text)

    def close(self, pack: PackWriter, name: str) -> None:
        """Write the columns."""
        lengths = np.fromiter(map(len, self._texts), np.int64, len(self._texts)) + 1
        text = "\n" + "".join(part + "\n" for part in self._texts)
        characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        documents = np.concatenate([[0], np.repeat(np.arange(len(lengths)), lengths)]).astype(np.uint32)
        places = np.flatnonzero(characters[:-1] != _BREAK).astype(np.uint32)
        pairs = (characters[places].astype(np.uint64) << np.uint64(32)) | characters[places + 1]
        order = np.argsort(pairs, kind="stable")
        pairs, places = pairs[order], places[order]
        starts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])) if len(pairs) else _NOWHERE
        pack.add(f"{name}.pairs", pairs[starts])
        pack.add(f"{name}.runs", np.append(starts, len(pairs)).astype(np.int64))
        pack.add(f"{name}.positions", places)
        pack.add(f"{name}.documents", documents[places])
        pack.add(f"{name}.latin", _latin(characters))


def _latin(characters: Array) -> Array:
    """For every character whether it is Latin, asked once for each different one."""
    different, inverse = np.unique(characters, return_inverse=True)
    flags = np.fromiter((_LATIN.match(chr(one)) is not None for one in different.tolist()), bool, len(different))
    return flags[inverse]


class Grams:
    """The substrings of one field, mapped."""

    def __init__(self, pack: Pack, name: str) -> None:
        self._pairs = pack.array(f"{name}.pairs")
        self._runs = pack.array(f"{name}.runs")
        self._positions = pack.array(f"{name}.positions")
        self._documents = pack.array(f"{name}.documents")
        self._latin = pack.array(f"{name}.latin")
        pack.check(f"{name}.runs", length=len(self._pairs) + 1)
        pack.check(f"{name}.positions", f"{name}.documents", length=int(self._runs[-1]))

    def __len__(self) -> int:
        """How many different pairs there are."""
        return len(self._pairs)

    def documents(self, text: str, *, after_border: bool = False, before_border: bool = False) -> Array:
        """Documents whose text contains this one, with repetitions.

        With a border asked for, no Latin letter or digit may stand right before (behind) it.
        """
        if not len(self._pairs) or not text:
            return _NOWHERE
        found = self._run(text) if len(text) == 1 else self._neighbours(text)
        places = self._positions[found] if isinstance(found, slice) else found[0]
        documents = self._documents[found] if isinstance(found, slice) else found[1]
        keep = np.ones(len(places), bool)
        if after_border:
            keep &= ~self._latin[places - 1]
        if before_border:
            keep &= ~self._latin[places + np.uint32(len(text))]
        return documents if keep.all() else documents[keep]

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
