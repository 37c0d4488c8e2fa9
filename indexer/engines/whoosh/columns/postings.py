"""The postings of one field as columns: for each term one contiguous run of documents, and of what it weighs in each.

::

    <field>            the terms, UTF-8, sorted by bytes, end to end
    <field>.starts     where each begins
    <field>.runs       where each term's run begins
    <field>.documents  documents, ascending within a run
    <field>.impacts    what the term weighs there (only where relevance needs it)

All are views of the map: looking a term up copies nothing, and worker processes share the pages.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count

import numpy as np

from indexer.engines.whoosh.columns.pack_file import Array, Pack, PackWriter, Texts

_NO_DOCUMENTS = np.empty(0, np.uint32)
_NO_IMPACTS = np.empty(0, np.float32)
#: terms for each one that a look-up keeps in memory
_STRIDE = 128


class TermCodes:
    """Terms and their codes, in order of appearance."""

    def __init__(self) -> None:
        self._codes: defaultdict[str, int] = defaultdict(count().__next__)
        #: term -> code; a new term gets the next one
        self.code = self._codes.__getitem__

    def sort_terms(self) -> tuple[list[bytes], Array]:
        """The terms as bytes, sorted, and the rank of each code."""
        terms = list(map(str.encode, self._codes))
        order = sorted(range(len(terms)), key=terms.__getitem__)
        ranks = np.empty(len(terms), np.uint32)
        ranks[np.fromiter(order, np.int64, len(terms))] = np.arange(len(terms), dtype=np.uint32)
        return list(map(terms.__getitem__, order)), ranks


class TermsWriter:
    """Collects the terms of documents, with repetitions, in order of documents; sorts by term once, at the end."""

    def __init__(self, vocabulary: TermCodes) -> None:
        self._code = vocabulary.code
        self._codes = array("I")
        #: how many terms each document has
        self.lengths = array("I")

    def add(self, terms: Iterable[str]) -> None:
        """Append the next document's terms."""
        codes = self._codes
        before = len(codes)
        if terms:
            codes.extend(map(self._code, terms))
        self.lengths.append(len(codes) - before)

    def count(self, ranks: Array) -> tuple[Array, Array]:
        """(rank of the term << 32 | document), ascending, and how often the term stands there."""
        lengths = np.asarray(self.lengths, np.uint32)
        documents = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
        terms = ranks[np.asarray(self._codes, np.uint32)] if len(self._codes) else np.empty(0, np.uint32)
        return count_keys((terms.astype(np.uint64) << np.uint64(32)) | documents)


def count_keys(keys: Array) -> tuple[Array, Array]:
    """The different keys, ascending, and how often each is there."""
    keys.sort()
    starts = np.flatnonzero(np.concatenate([keys[:1] == keys[:1], keys[1:] != keys[:-1]]))
    return keys[starts], np.diff(np.append(starts, len(keys)))


def write_postings(
    pack: PackWriter, name: str, terms: Sequence[bytes], keys: Array, impacts: Array | None = None
) -> None:
    """Write a field's columns from ascending (place in `terms` << 32 | document); terms without any are left out."""
    ranks = (keys >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate([ranks[:1] == ranks[:1], ranks[1:] != ranks[:-1]]))
    pack.add(f"{name}.runs", np.append(starts, len(keys)).astype(np.int64))
    pack.add(f"{name}.documents", keys.astype(np.uint32))
    if impacts is not None:
        pack.add(f"{name}.impacts", impacts.astype(np.float32))
    pack.add_bytes(name, [terms[rank] for rank in ranks[starts].tolist()])


class Postings:
    """The postings of one field, mapped. All is checked of the terms, of the documents what is read."""

    def __init__(self, pack: Pack, name: str) -> None:
        self._pack = pack
        self._name = name
        self._count = pack.length(f"{name}.starts") - 1
        pack.check(f"{name}.runs", length=self._count + 1)
        self._documents = pack.stretches(f"{name}.documents")
        self._impacts = pack.stretches(f"{name}.impacts") if f"{name}.impacts" in pack else None
        columns = ("documents",) if self._impacts is None else ("documents", "impacts")
        pack.check(*(f"{name}.{column}" for column in columns), length=pack.last(f"{name}.runs"))

    def __len__(self) -> int:
        """How many terms there are."""
        return self._count

    def __contains__(self, term: str) -> bool:
        return self.place(term) is not None

    def place(self, term: str) -> int | None:
        """Place of a term among all, or None."""
        at = self.at(term.encode())
        return at if at < self._count and self._terms[at] == term else None

    def term(self, place: int) -> str:
        """The term at a place."""
        return self._terms[place]

    def run(self, place: int) -> tuple[Array, Array]:
        """Documents that hold the term at a place, and what it weighs in each (1 where nothing is weighed)."""
        start, end = self._runs[place], self._runs[place + 1]
        documents = self._documents[start:end]
        if self._impacts is None:
            return documents, np.broadcast_to(np.float32(1), documents.shape)
        return documents, self._impacts[start:end]

    def find(self, term: str) -> tuple[Array, Array]:
        """Documents that hold a term, and what it weighs in each; empty where none does."""
        place = self.place(term)
        return (_NO_DOCUMENTS, _NO_IMPACTS) if place is None else self.run(place)

    def frequency(self, place: int) -> int:
        """How many documents hold the term at a place."""
        return self._runs[place + 1] - self._runs[place]

    def from_prefix(self, prefix: str) -> Iterator[str]:
        """Terms that begin so, in order of their bytes."""
        place = self.at(prefix.encode())
        while place < self._count and (term := self._terms[place]).startswith(prefix):
            yield term
            place += 1

    def with_prefix(self, prefix: str) -> Array:
        """Documents that hold terms that begin so, with repetitions: their runs lie side by side."""
        start, end = self.at(prefix.encode()), self.at(prefix.encode() + b"\xff")
        return self._documents[self._runs[start] : self._runs[end]]

    def between(self, first: str, last: str) -> Array:
        """Documents that hold any term from one to another, both included, with repetitions."""
        start, end = self.at(first.encode()), self.at(last.encode())
        end += int(end < len(self._terms) and self._terms[end] == last)
        return self._documents[int(self._runs[start]) : int(self._runs[end])]

    def at(self, term: bytes) -> int:
        """Place of the first term from this one on."""
        stride = bisect_left(self._strides, term)
        low, high = max(stride - 1, 0) * _STRIDE, min(stride * _STRIDE, self._count)
        return bisect_left(range(high), term, low, key=self._terms.raw)

    @cached_property
    def _terms(self) -> Texts:
        return self._pack.texts(self._name)

    @cached_property
    def _runs(self) -> memoryview:
        # a view gives plain integers several times as fast as an array does
        return self._pack.array(f"{self._name}.runs").data

    @cached_property
    def _strides(self) -> list[bytes]:
        """Every _STRIDE-th term, so that most steps of a look-up are taken in one list."""
        return [self._terms.raw(place) for place in range(0, self._count, _STRIDE)]
