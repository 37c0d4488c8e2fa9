"""Words of texts -> postings with what they weigh: BM25F (`indexer.engines.relevance`), worked out for whole columns.

The sums are the same to the last bit as those of `Document.impacts`, which works them out word by word.
"""

from __future__ import annotations

import numpy as np

from indexer.engines.document import Document
from indexer.engines.relevance import field_weight, saturate
from indexer.engines.whoosh.columns import (
    ANY,
    WORDS,
    Array,
    PackWriter,
    TermCodes,
    TermsWriter,
    count_keys,
    write_postings,
)
from indexer.fields import TEXT_FIELDS

_DOCUMENT = np.uint64((1 << 32) - 1)


class WordsWriter:
    """Collects the words of all text fields."""

    def __init__(self) -> None:
        self._vocabulary = TermCodes()
        self._fields = {field.name: TermsWriter(self._vocabulary) for field in TEXT_FIELDS}

    def add(self, document: Document) -> None:
        """Append the next document."""
        words = document.words
        for name, terms in self._fields.items():
            terms.add(words.get(name, ()))

    def close(self, pack: PackWriter) -> None:
        """Write the words of each field, how many each document has, and those of any field with what they weigh."""
        terms, ranks = self._vocabulary.sort_terms()
        entries = {name: field.count(ranks) for name, field in self._fields.items()}
        for name, (keys, _) in entries.items():
            write_postings(pack, WORDS[name], terms, keys)
            pack.add(f"length_{WORDS[name]}", self._lengths(name))
        every, _ = count_keys(np.concatenate([keys for keys, _ in entries.values()]))
        frequencies = np.zeros(len(every))
        for field in TEXT_FIELDS:
            keys, counts = entries[field.name]
            lengths = self._lengths(field.name)[keys & _DOCUMENT]
            frequencies[np.searchsorted(every, keys)] += field_weight(field, counts, lengths)
        write_postings(pack, ANY, terms, every, saturate(frequencies))

    def _lengths(self, field: str) -> Array:
        return np.asarray(self._fields[field].lengths, np.uint32)
