"""Documents -> one immutable part: a folder of columns, with a table of contents for Whoosh."""

from __future__ import annotations

import json
from bisect import bisect_left
from pathlib import Path

import numpy as np

from indexer.document import Document, facet_values
from indexer.engines.base import FACETS
from indexer.engines.whoosh.codec import write_contents
from indexer.engines.whoosh.files import Blob, BlobWriter, write_array, write_json
from indexer.engines.whoosh.postings import PostingsWriter
from indexer.engines.whoosh.schema import ANY, BIGRAMS, FIELDS, KEYS, WORDS
from indexer.fields import DAY_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from standard.status import Status

STATUS_CODES = {status: code for code, status in enumerate(Status)}


class ColumnWriter:
    """One keyword or code field: (document, code) pairs, in order of documents, and the dictionary of the codes."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._documents: list[int] = []
        self._values: list[int] = []

    def add(self, place: int, values: tuple[str, ...]) -> None:
        """Add a document's values."""
        for value in values:
            self._documents.append(place)
            self._values.append(self._codes.setdefault(value, len(self._codes)))

    def close(self, path: Path) -> None:
        """Write `<path>.documents.npy`, `<path>.codes.npy`, `<path>.json`."""
        write_array(path.with_suffix(".documents.npy"), self._documents, np.uint32)
        write_array(path.with_suffix(".codes.npy"), self._values, np.uint32)
        write_json(path.with_suffix(".json"), list(self._codes))


class PartWriter:
    """Writes a part. `close` makes it whole; a part without its `part.json` was never finished."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._postings = {name: PostingsWriter(weighted=weighted) for name, weighted in FIELDS.items()}
        self._records = BlobWriter(folder / "records")
        self._texts = {field.name: BlobWriter(folder / f"text_{field.name}") for field in TEXT_FIELDS}
        self._values = {field.name: ColumnWriter() for field in VALUE_FIELDS}
        self._facets = {name: ColumnWriter() for name in FACETS if name != "status"}
        self._lengths: dict[str, list[int]] = {name: [] for name in (*self._texts, "bigrams")}
        self._days: dict[str, list[int]] = {field.name: [] for field in DAY_FIELDS}
        self._status: list[int] = []
        self._newness: list[int] = []
        self._succeeded: list[bool] = []
        self._order: dict[str, list[str]] = {"number": [], "title": []}

    def add(self, document: Document) -> None:
        """Append a document."""
        place = len(self._status)
        record = document.record
        self._add_postings(place, document)
        self._records.add(json.dumps(record.to_json(), ensure_ascii=False, separators=(",", ":")))
        for name, blob in self._texts.items():
            blob.add(document.compacts.get(name, ""))
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

    def close(self, base: Path | None = None) -> int:
        """Write everything; the number of documents. A delta names the folder of its base, to sort in between."""
        for name, postings in self._postings.items():
            postings.close(self._folder / name)
        self._records.close()
        for blob in self._texts.values():
            blob.close()
        for name, column in self._values.items():
            column.close(self._folder / f"values_{name}")
        for name, column in self._facets.items():
            column.close(self._folder / f"facet_{name}")
        for name, lengths in self._lengths.items():
            write_array(self._folder / f"length_{WORDS.get(name, name)}.npy", lengths, np.uint32)
        for name, days in self._days.items():
            write_array(self._folder / f"day_{name}.npy", days, np.int32)
        write_array(self._folder / "newness.npy", self._newness, np.int32)
        write_array(self._folder / "status.npy", self._status, np.uint8)
        write_array(self._folder / "succeeded.npy", self._succeeded, np.bool_)
        self._write_ranks(base)
        write_json(self._folder / "part.json", {"count": len(self._status)})
        write_contents(self._folder, len(self._status))
        return len(self._status)

    def _add_postings(self, place: int, document: Document) -> None:
        self._postings[ANY].add_weighted(place, document.impacts)
        self._postings[BIGRAMS].add_weighted(place, document.bigram_impacts)
        self._postings[KEYS].add(place, document.keys)
        for name, words in document.words.items():
            self._postings[WORDS[name]].add(place, dict.fromkeys(words))

    def _write_ranks(self, base: Path | None) -> None:
        """Rank of each document by number and by title, equal for equal ones; a delta fits in between."""
        for name, keys in self._order.items():
            path = self._folder / f"order_{name}"
            distinct = sorted(set(keys))
            if base is None:
                ranks: dict[str, float] = {key: rank for rank, key in enumerate(distinct)}
                _write_texts(path, distinct)
            else:
                ranks = _between(Blob(base / f"order_{name}"), distinct)
            write_array(self._folder / f"rank_{name}.npy", map(ranks.__getitem__, keys), np.float64)


def _write_texts(path: Path, texts: list[str]) -> None:
    blob = BlobWriter(path)
    for text in texts:
        blob.add(text)
    blob.close()


def _between(base: Blob, keys: list[str]) -> dict[str, float]:
    """Ranks of sorted keys among the whole-numbered ones of the base: that of the same key, or one in between."""
    ranks: dict[str, float] = {}
    for step, key in enumerate(keys, start=1):
        place = bisect_left(range(len(base)), key, key=base.__getitem__)
        known = place < len(base) and base[place] == key
        ranks[key] = place if known else place - 1 + step / (len(keys) + 1)
    base.close()
    return ranks
