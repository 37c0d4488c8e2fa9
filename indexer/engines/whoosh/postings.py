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
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from indexer.engines.whoosh.files import Array, Pack, PackWriter

_NO_DOCUMENTS = np.empty(0, np.uint32)
_NO_IMPACTS = np.empty(0, np.float32)


class PostingsWriter:
    """Collects what documents hold, in order of documents; sorts by term once, at the end."""

    def __init__(self, *, weighted: bool) -> None:
        self._weighted = weighted
        self._codes: dict[str, int] = {}
        self._terms = array("I")
        self._documents = array("I")
        self._impacts = array("f")

    def add(self, document: int, terms: Iterable[str]) -> None:
        """Add a document's terms, each once."""
        codes = [self._codes.setdefault(term, len(self._codes)) for term in terms]
        self._terms.extend(codes)
        self._documents.extend([document] * len(codes))

    def add_weighted(self, document: int, impacts: Mapping[str, float]) -> None:
        """Add a document's terms with what they weigh."""
        self.add(document, impacts)
        self._impacts.extend(impacts.values())

    def close(self, pack: PackWriter, name: str) -> None:
        """Write the columns."""
        terms = sorted(self._codes, key=str.encode)
        ranks = np.empty(len(terms), np.uint32)
        ranks[np.fromiter((self._codes[term] for term in terms), np.int64, len(terms))] = np.arange(len(terms))
        by_term = ranks[np.frombuffer(self._terms, np.uint32)] if terms else _NO_DOCUMENTS
        order = np.argsort(by_term, kind="stable")
        counts = np.bincount(by_term, minlength=len(terms)).astype(np.int64)
        pack.add(f"{name}.runs", np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]))
        pack.add(f"{name}.documents", _taken(self._documents, np.uint32, order))
        if self._weighted:
            pack.add(f"{name}.impacts", _taken(self._impacts, np.float32, order))
        pack.add_texts(name, terms)


def _taken(values: array[int] | array[float], dtype: type, order: Array) -> Array:
    return np.frombuffer(values, dtype)[order] if len(values) else np.empty(0, dtype)


class Postings:
    """The postings of one field, mapped."""

    def __init__(self, pack: Pack, name: str) -> None:
        self._terms = pack.texts(name)
        self._runs = pack.array(f"{name}.runs")
        pack.check(f"{name}.runs", length=len(self._terms) + 1)
        self._documents = pack.array(f"{name}.documents")
        self._impacts = pack.array(f"{name}.impacts") if f"{name}.impacts" in pack else None
        columns = ("documents",) if self._impacts is None else ("documents", "impacts")
        pack.check(*(f"{name}.{column}" for column in columns), length=int(self._runs[-1]))

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self._terms)

    def __contains__(self, term: str) -> bool:
        return self.place(term) is not None

    def place(self, term: str) -> int | None:
        """Place of a term among all, or None."""
        at = self.at(term.encode())
        return at if at < len(self._terms) and self._terms[at] == term else None

    def term(self, place: int) -> str:
        """The term at a place."""
        return self._terms[place]

    def run(self, place: int) -> tuple[Array, Array]:
        """Documents that hold the term at a place, and what it weighs in each (1 where nothing is weighed)."""
        start, end = int(self._runs[place]), int(self._runs[place + 1])
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
        return int(self._runs[place + 1] - self._runs[place])

    def from_prefix(self, prefix: str) -> Iterator[str]:
        """Terms that begin so, in order of their bytes."""
        place = self.at(prefix.encode())
        while place < len(self._terms) and (term := self._terms[place]).startswith(prefix):
            yield term
            place += 1

    def with_prefix(self, prefix: str) -> Array:
        """Documents that hold terms that begin so, with repetitions: their runs lie side by side."""
        start, end = self.at(prefix.encode()), self.at(prefix.encode() + b"\xff")
        return self._documents[int(self._runs[start]) : int(self._runs[end])]

    def at(self, term: bytes) -> int:
        """Place of the first term from this one on."""
        return bisect_left(range(len(self._terms)), term, key=self._terms.raw)
