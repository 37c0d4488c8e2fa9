"""Documents -> one immutable part: a folder of columns, with a table of contents for Whoosh."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import numpy as np

from indexer import index_files
from indexer.engines.document import Document, facet_values
from indexer.engines.whoosh.build.object_columns import ObjectsWriter
from indexer.engines.whoosh.build.word_columns import WordsWriter
from indexer.engines.whoosh.columns import (
    KEYS,
    NAME,
    OWN_FACETS,
    PACK,
    STARTS,
    SUMS,
    Array,
    GramsWriter,
    Pack,
    PackWriter,
    SuggestionsWriter,
    TermCodes,
    TermsWriter,
    between,
    record_sum,
    write_postings,
)
from indexer.engines.whoosh.view import write_contents
from indexer.fields import DAY_FIELDS, VALUE_FIELDS
from indexer.gc_pause import collector_paused
from standard.status import Status

#: documents that are indexed at once, step by step: a processor that does one thing for many of them is a fifth faster
BATCH = 128
STATUS_CODES = {status: code for code, status in enumerate(Status)}


class ColumnWriter:
    """One keyword or code field: each document's first code, (document, code) for the further ones, and the values."""

    def __init__(self) -> None:
        self._codes: defaultdict[str, int] = defaultdict(count(1).__next__)
        self._code = self._codes.__getitem__
        self._first = array("I")
        self._owners = array("I")
        self._more = array("I")

    def add(self, values: tuple[str, ...]) -> None:
        """Add the next document's values."""
        if len(values) > 1:
            self._owners.extend([len(self._first)] * (len(values) - 1))
            self._more.extend(map(self._code, values[1:]))
        self._first.append(self._code(values[0]) if values else 0)

    def close(self, pack: PackWriter, name: str) -> None:
        """Write `<name>.first`, `<name>.owners` and `<name>.more`, and the values as texts."""
        narrow = np.min_scalar_type(len(self._codes))
        pack.add(f"{name}.first", _column(self._first).astype(narrow))
        pack.add(f"{name}.owners", _column(self._owners))
        pack.add(f"{name}.more", _column(self._more).astype(narrow))
        pack.add_texts(name, self._codes)


class PartWriter:
    """Writes a part: one pack, and Whoosh's table of contents. A pack that was not closed is none."""

    def __init__(self, folder: Path) -> None:
        index_files.make_new_folder(folder)
        self._folder = folder
        self._pack = PackWriter(folder / PACK)
        self._records, self._sums = array("q", [0]), array("I")
        self._words = WordsWriter()
        self._objects = ObjectsWriter()
        self._vocabulary = TermCodes()
        self._keys = TermsWriter(self._vocabulary)
        self._grams = GramsWriter()
        self._values = {field.name: ColumnWriter() for field in VALUE_FIELDS}
        self._facets = {name: ColumnWriter() for name in OWN_FACETS}
        self._days = {field.name: array("i") for field in DAY_FIELDS}
        self._status, self._succeeded, self._newness = array("B"), array("B"), array("i")
        self._order: dict[str, list[str]] = {"number": [], "title": []}
        self._suggestions = SuggestionsWriter()
        self._waiting: list[Document] = []

    @property
    def size(self) -> int:
        """Bytes of the records so far."""
        return self._records[-1]

    def add(self, document: Document) -> None:
        """Append a document."""
        data = document.stored
        self._records.append(self._records[-1] + self._pack.stream(data))
        self._sums.append(record_sum(data))
        self._waiting.append(document)
        if len(self._waiting) == BATCH:
            self._index_waiting()

    def _index_waiting(self) -> None:
        """Index what waits: each step for all of it, then the next."""
        for step in (
            self._words.add,
            self._objects.add,
            self._add_keys,
            self._add_substrings,
            self._add_values,
            self._add_numbers,
            self._suggestions.add,
        ):
            for document in self._waiting:
                step(document)
        self._waiting = []

    def _add_keys(self, document: Document) -> None:
        self._keys.add(document.keys)

    def _add_substrings(self, document: Document) -> None:
        self._grams.add(document.compacts)

    def _add_values(self, document: Document) -> None:
        values = document.values
        for name, column in self._values.items():
            column.add(values[name])
        for name, column in self._facets.items():
            column.add(facet_values(name, values[name]))

    def _add_numbers(self, document: Document) -> None:
        """What has one value for each document."""
        record = document.record
        for name, day in document.days.items():
            self._days[name].append(day.toordinal() if day else 0)
        self._status.append(STATUS_CODES[record.status])
        self._newness.append(document.newness)
        self._succeeded.append(bool(record.replaced_by))
        self._order["number"].append(document.number_order)
        self._order["title"].append(document.title_order)

    def close(self, base: Path | None = None, *, to_be_joined: bool = False) -> int:
        """Write everything; the number of documents. A delta names the folder of its base, to sort in between.

        A part that is to be joined with others gets no pinyin; that of all is worked out there.
        """
        self._index_waiting()
        pack = self._pack
        pack.end_stream(NAME)
        pack.add(STARTS, _column(self._records))
        pack.add(SUMS, _column(self._sums))
        self._words.close(pack)
        self._objects.close(pack)
        terms, ranks = self._vocabulary.sort_terms()
        write_postings(pack, KEYS, terms, self._keys.count(ranks)[0])
        self._grams.close(pack)
        for prefix, columns in (("values", self._values), ("facet", self._facets)):
            for name, column in columns.items():
                column.close(pack, f"{prefix}_{name}")
        for name, days in self._days.items():
            pack.add(f"day_{name}", _column(days))
        for name, values in (("status", self._status), ("succeeded", self._succeeded), ("newness", self._newness)):
            pack.add(name, _column(values))
        self._write_ranks(base)
        self._suggestions.close(pack, None if base is None else Pack(base / PACK), to_be_joined=to_be_joined)
        write_contents(self._folder, len(self._status), pack)
        pack.close()
        return len(self._status)

    def cancel(self) -> None:
        """Stop writing; the caller removes the folder."""
        self._pack.cancel()

    def _write_ranks(self, base: Path | None) -> None:
        """Rank of each document by number and by title, equal for equal ones; a delta fits in between."""
        for name, keys in self._order.items():
            distinct = sorted(set(keys))
            if base is None:
                ranks: dict[str, float] = {key: rank for rank, key in enumerate(distinct)}
                self._pack.add_texts(f"order_{name}", distinct)
            else:
                ranks = between(Pack(base / PACK).texts(f"order_{name}"), distinct)
            self._pack.add_values(f"rank_{name}", map(ranks.__getitem__, keys), np.float64)


def build_part(folder: Path, records: Iterable[bytes], base: Path | None = None, *, to_be_joined: bool = False) -> None:
    """Write records, each as bytes, as one part into a new folder; a delta names the folder of its base."""
    part = PartWriter(folder)
    try:
        with collector_paused():
            for data in records:
                part.add(Document.from_bytes(data))
            part.close(base, to_be_joined=to_be_joined)
    except BaseException:
        part.cancel()
        raise


def _column(values: array[int]) -> Array:
    return np.frombuffer(values, np.dtype(values.typecode)) if len(values) else np.empty(0, values.typecode)
