"""The vocabularies of suggestions as columns: phrases of titles, their beginnings, names of organisations and classes.

::

    <name>                the terms, UTF-8, sorted by bytes, end to end (as texts)
    <name>.runs           where each term's run begins
    <name>.documents      documents, ascending within a run
    <name>.ranks          in a delta: place of each term in the base, between two where the base has none
    <name>.begun          beginnings under which a term is found that are not the term itself (as sorted texts)
    <name>.begun.terms    the term of each
    <name>.spoken         pinyin entries (`indexer.analysis.pinyin`), a line each, sorted
    <name>.spoken.terms   the term of each
    spoken.characters     each character with a reading of it, sorted
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from indexer.analysis import entries
from indexer.engines.document import Document
from indexer.engines.suggestion_terms import MIN_TITLES, names_of, phrases_of, spoken_starts_of, starts_of
from indexer.engines.whoosh.columns.pack_file import Array, Pack, PackWriter, between
from indexer.engines.whoosh.columns.postings import TermCodes, TermsWriter

SUBJECTS, HEADS, NAMES = "subjects", "heads", "names"
CHARACTERS = "spoken.characters"
_READING = re.compile(r"[^a-z\t\n-][a-z]+")
Keys = Callable[[str], Iterable[str]]


class VocabularyWriter:
    """Collects the terms of documents, in order of documents; sorts once, at the end."""

    def __init__(self) -> None:
        self._codes = TermCodes()
        self._terms = TermsWriter(self._codes)
        #: append the next document's terms
        self.add = self._terms.add

    def sorted(self) -> tuple[list[str], Array, Array]:
        """The terms, how many documents have each, and these, term by term."""
        terms, ranks = self._codes.sort_terms()
        keys, _ = self._terms.count(ranks)
        counts = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(terms))
        return list(map(bytes.decode, terms)), counts, keys.astype(np.uint32)


@dataclass(frozen=True)
class Kind:
    """How the terms of a vocabulary are found."""

    name: str
    spoken: Keys
    begun: Keys | None = None
    #: terms that fewer documents of a base have get no pinyin; in a delta all do
    fewest: int = 1

    def write(self, pack: PackWriter, terms: list[str], counts: Array, documents: Array, base: Pack | None) -> None:
        """Write the terms, what begins as they do, and their documents."""
        pack.add_texts(self.name, terms)
        pack.add(f"{self.name}.runs", np.concatenate([[0], np.cumsum(counts)]).astype(np.int64))
        pack.add(f"{self.name}.documents", documents.astype(np.uint32))
        if base is not None:
            ranks = between(base.texts(self.name), terms)
            pack.add_values(f"{self.name}.ranks", map(ranks.__getitem__, terms), np.float64)
        if self.begun is not None:
            _add_keys(pack, f"{self.name}.begun", map(self.begun, terms))

    def write_spoken(self, pack: PackWriter, terms: list[str], counts: Array, base: Pack | None) -> set[str]:
        """Write how terms are pronounced; which readings of characters occur."""
        frequencies = counts.tolist() if base is None else [self.fewest] * len(terms)
        entries_by_term = (
            self.spoken(term) if count >= self.fewest else () for term, count in zip(terms, frequencies, strict=True)
        )
        lines = _add_keys(pack, f"{self.name}.spoken", ([entry + "\n" for entry in row] for row in entries_by_term))
        # line by line, since the readings of all at once are millions of texts
        return {reading for line in lines for reading in _READING.findall(line)}


KINDS = (
    Kind(SUBJECTS, entries, fewest=MIN_TITLES),
    Kind(HEADS, entries),
    Kind(NAMES, spoken_starts_of, begun=starts_of),
)


class SuggestionsWriter:
    """All vocabularies of a part."""

    def __init__(self) -> None:
        self._vocabularies = {kind.name: VocabularyWriter() for kind in KINDS}
        self._subjects, self._heads, self._names = (self._vocabularies[name] for name in (SUBJECTS, HEADS, NAMES))

    def add(self, document: Document) -> None:
        """Append what the next document can be suggested by."""
        phrases = phrases_of(document)
        self._subjects.add(chain.from_iterable(phrases.rows))
        self._heads.add((phrases.head,) if phrases.head else ())
        self._names.add(chain.from_iterable(names_of(document)))

    def close(self, pack: PackWriter, base: Pack | None, *, to_be_joined: bool) -> None:
        """Write everything; of what is to be joined no pinyin."""
        vocabularies = [(kind, *self._vocabularies[kind.name].sorted()) for kind in KINDS]
        write_vocabularies(pack, vocabularies, base, spoken=not to_be_joined)


def write_vocabularies(
    pack: PackWriter,
    vocabularies: Iterable[tuple[Kind, list[str], Array, Array]],
    base: Pack | None = None,
    *,
    spoken: bool = True,
) -> None:
    """Write vocabularies: kind, sorted terms, how many documents have each, and these, term by term."""
    readings: set[str] = set()
    for kind, terms, counts, documents in vocabularies:
        kind.write(pack, terms, counts, documents, base)
        readings |= kind.write_spoken(pack, terms, counts, base) if spoken else set()
    pack.add_texts(CHARACTERS, sorted(readings))


def _add_keys(pack: PackWriter, name: str, rows: Iterable[Iterable[str]]) -> list[str]:
    """Write keys, sorted, each with the place of its row; the keys."""
    keys: list[str] = []
    places = array("I")
    for place, row in enumerate(rows):
        for key in row:
            keys.append(key)
            places.append(place)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    pack.add_texts(name, map(keys.__getitem__, order))
    pack.add(f"{name}.terms", np.asarray(places)[np.asarray(order, np.int64)])
    return keys


def terms_of(pack: Pack, name: str) -> Array:
    """The terms that the keys of `<name>.begun` or `<name>.spoken` stand for."""
    pack.check(f"{name}.terms", length=len(pack.texts(name)))
    return pack.array(f"{name}.terms")
