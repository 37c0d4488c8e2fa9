"""Documents -> one immutable part: a folder of columns, with a table of contents for Whoosh."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

import numpy as np

from indexer.document import Document, facet_values
from indexer.engines.base import FACETS
from indexer.engines.whoosh.codec import write_contents
from indexer.engines.whoosh.files import PACK, Array, Pack, PackWriter, between
from indexer.engines.whoosh.grams import GramsWriter
from indexer.engines.whoosh.postings import PostingsWriter
from indexer.engines.whoosh.schema import ANY, BIGRAMS, FIELDS, KEYS, WORDS
from indexer.engines.whoosh.vocabulary_writer import SuggestionsWriter
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from standard.status import Status

STATUS_CODES = {status: code for code, status in enumerate(Status)}


class ColumnWriter:
    """One keyword or code field: (document, code) pairs, in order of documents, and the dictionary of the codes."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._documents = array("I")
        self._values = array("I")

    def add(self, place: int, values: tuple[str, ...]) -> None:
        """Add a document's values."""
        for value in values:
            self._documents.append(place)
            self._values.append(self._codes.setdefault(value, len(self._codes)))

    def close(self, pack: PackWriter, name: str) -> None:
        """Write `<name>.documents`, `<name>.codes`, and the values of the codes as texts."""
        pack.add(f"{name}.documents", _column(self._documents))
        pack.add(f"{name}.codes", _column(self._values))
        pack.add_texts(name, self._codes)


class PartWriter:
    """Writes a part: one pack, and Whoosh's table of contents. A pack that was not closed is none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._pack = PackWriter(folder / PACK)
        self._records = array("q", [0])
        self._postings = {name: PostingsWriter(weighted=weighted) for name, weighted in FIELDS.items()}
        self._texts = {field.name: GramsWriter() for field in TEXT_FIELDS}
        self._values = {field.name: ColumnWriter() for field in VALUE_FIELDS}
        self._facets = {name: ColumnWriter() for name in FACETS if name != "status"}
        self._lengths = {name: array("I") for name in (*self._texts, "bigrams")}
        self._days = {field.name: array("i") for field in DAY_FIELDS}
        self._status, self._succeeded, self._newness = array("B"), array("B"), array("i")
        self._order: dict[str, list[str]] = {"number": [], "title": []}
        self._suggestions = SuggestionsWriter()

    def add(self, document: Document) -> None:
        """Append a document."""
        place = len(self._status)
        record = document.record
        self._add_postings(place, document)
        data = json.dumps(record.to_json(), ensure_ascii=False, separators=(",", ":")).encode()
        self._records.append(self._records[-1] + self._pack.stream(data))
        for name, grams in self._texts.items():
            grams.add(document.compacts.get(name, ""))
            self._lengths[name].append(len(document.words.get(name, ())))
        self._lengths["bigrams"].append(len(document.title_bigrams))
        for name, column in self._values.items():
            column.add(place, document.values[name])
        for name, column in self._facets.items():
            column.add(place, facet_values(name, document.values[name]))
        for name, day in document.days.items():
            self._days[name].append(day.toordinal() if day else 0)
        self._status.append(STATUS_CODES[record.status])
        self._newness.append(document.newness)
        self._succeeded.append(bool(record.replaced_by))
        self._order["number"].append(document.number_order)
        self._order["title"].append(document.title_order)
        self._suggestions.add(place, document)

    def close(self, base: Path | None = None) -> int:
        """Write everything; the number of documents. A delta names the folder of its base, to sort in between."""
        pack = self._pack
        pack.end_stream("records")
        pack.add("records.starts", _column(self._records))
        for name, postings in self._postings.items():
            postings.close(pack, name)
        for name, grams in self._texts.items():
            grams.close(pack, f"grams_{name}")
        for prefix, columns in (("values", self._values), ("facet", self._facets)):
            for name, column in columns.items():
                column.close(pack, f"{prefix}_{name}")
        for name, lengths in self._lengths.items():
            pack.add(f"length_{WORDS.get(name, name)}", _column(lengths))
        for name, days in self._days.items():
            pack.add(f"day_{name}", _column(days))
        for name, values in (("status", self._status), ("succeeded", self._succeeded), ("newness", self._newness)):
            pack.add(name, _column(values))
        self._write_ranks(base)
        self._suggestions.close(pack, None if base is None else Pack(base / PACK))
        pack.close()
        write_contents(self._folder, len(self._status))
        return len(self._status)

    def cancel(self) -> None:
        """Stop writing; the caller removes the folder."""
        self._pack.cancel()

    def _add_postings(self, place: int, document: Document) -> None:
        self._postings[ANY].add_weighted(place, document.impacts)
        self._postings[BIGRAMS].add_weighted(place, document.bigram_impacts)
        self._postings[KEYS].add(place, document.keys)
        for name, words in document.words.items():
            self._postings[WORDS[name]].add(place, dict.fromkeys(words))

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


def _column(values: array[int]) -> Array:
    return np.frombuffer(values, np.dtype(values.typecode)) if len(values) else np.empty(0, values.typecode)
